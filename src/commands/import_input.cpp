#include "import_input.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <unistd.h>

#include "epsom/exchange/records.hpp"
#include "epsom/machine_error.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

namespace fs = std::filesystem;

ReadBytes from_stream(std::istream& in) {
    return [&in](char* into, std::size_t size) {
        in.read(into, static_cast<std::streamsize>(size));
        if (in.bad())
            throw MachineError{"the file cannot be read: " + std::generic_category().message(errno == 0 ? EIO : errno)};
        return static_cast<std::size_t>(in.gcount());
    };
}

std::ifstream open_file(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in)
        throw MachineError{
            "the file " + path_in_quotes(file.string()) + " cannot be read: " + std::generic_category().message(errno),
            "check its name and permissions"};
    return in;
}

/// What a member is called without its folders.
std::string base_name(std::string_view member) { return std::string{member.substr(member.rfind('/') + 1)}; }

/// Lines of an epsom export. A line that cannot be read is refused; the head has to come first.
void read_export(Bytes& bytes, Change& change, Tally& tally, Progress& progress) {
    std::string rest;
    exchange::ExportText text;
    std::size_t number = 0;
    const auto take = [&](std::string_view line) {
        ++number;
        if (trim(line).empty()) return;
        progress.at(tally.total());
        auto record = exchange::read_export_line(line);
        if (!record) {
            tally.refuse({number, 0, record.error().message});
        } else if (const Setting* setting = *record ? std::get_if<Setting>(&(*record)->content) : nullptr;
                   setting != nullptr && (*record)->uuid == "reference" &&
                   tables::find_authority(setting->value) == nullptr) {
            tally.refuse({number, 0, "unknown authority " + in_quotes(setting->value) + "; update epsom"});
        } else if (*record) {
            tally.count(change.merge(**record));
        }
    };
    for (std::string_view piece = bytes.next(); !piece.empty(); piece = bytes.next()) {
        progress.passed(piece.size());
        auto broken = text.feed(piece, rest);
        std::size_t start = 0;
        for (std::size_t end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', start)) {
            take(std::string_view{rest}.substr(start, end - start));
            start = end + 1;
        }
        rest.erase(0, start);
        if (broken) {
            broken->reason += "; the rest was not read";
            return tally.refuse(std::move(*broken));
        }
        if (rest.size() > 16U << 20) {
            tally.refuse({number + 1, 0, "line longer than 16 MB; the rest was not read"});
            return;
        }
    }
    if (const auto broken = text.finish(rest)) tally.refuse(*broken);
    else if (!rest.empty()) take(rest);
}

/// A file beside the database for as long as it is needed: SQLite reads no other.
class UnpackedFile {
public:
    explicit UnpackedFile(const fs::path& directory) {
        std::error_code ignored;
        fs::path place = directory.empty() ? "." : directory;
        if (!fs::is_directory(place, ignored)) place = fs::temp_directory_path(ignored);
        name_ = (place / ".epsom-import.XXXXXX").string();
        const int descriptor = mkstemp(name_.data());  // mode 0600
        if (descriptor < 0) fail();
        close(descriptor);
        out_.open(name_, std::ios::binary);
    }
    UnpackedFile(const UnpackedFile&) = delete;
    UnpackedFile& operator=(const UnpackedFile&) = delete;
    ~UnpackedFile() { unlink(name_.c_str()); }
    void append(std::string_view bytes) {
        if (!out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) fail();
    }
    const std::string& finish() {
        out_.close();
        if (!out_) fail();
        return name_;
    }

private:
    [[noreturn]] void fail() const {
        throw MachineError{"cannot unpack the archive: " + std::generic_category().message(errno == 0 ? EIO : errno),
            "free some disk space"};
    }
    std::string name_;
    std::ofstream out_;
};

}  // namespace

void Bytes::keep_rest(Spool& spool, Progress& progress) {
    std::string piece(exchange::bytes_to_recognise, '\0');
    std::size_t total = 0;
    while (const std::size_t size = source_(piece.data(), piece.size())) {
        spool.append({piece.data(), size});
        progress.reading(total += size);
    }
    source_ = spool.rewind();
}

std::string_view Bytes::next() {
    if (started_) fill();
    started_ = true;
    return piece_;
}

void Bytes::fill() {
    piece_.resize(exchange::bytes_to_recognise);
    std::size_t filled = 0;
    while (filled < piece_.size()) {
        const std::size_t part = source_(piece_.data() + filled, piece_.size() - filled);
        if (part == 0) break;
        filled += part;
    }
    piece_.resize(filled);
}

Input::Input(const Context& context, std::string name) : context_{context}, name_{std::move(name)} {
    std::error_code ignored;
    const auto status = name_ == "-" ? fs::file_status{} : fs::status(name_, ignored);
    if (fs::is_directory(status)) {
        is_folder_ = true;
        for (const auto& entry : fs::directory_iterator{name_, ignored})
            names_.push_back(entry.path().filename().string());
        return;
    }
    if (name_ != "-") file_ = open_file(name_);
    waits_ = name_ == "-" ? !context.in_is_file() : !fs::is_regular_file(status);
    if (fs::is_regular_file(status)) size_ = fs::file_size(name_, ignored);
    bytes_.emplace(from_stream(name_ == "-" ? context.in() : file_));
}

std::string Input::called() const { return name_ == "-" ? "standard input" : "a pipe"; }

std::optional<Error> Input::recognise(const std::optional<std::string>& from) {
    if (bytes_ && Archive::is_one(bytes_->first())) return recognise_archive(from);
    const auto found = from      ? exchange::find_importer(*from)
                       : !bytes_ ? exchange::recognise_folder(names_)
                                 : exchange::recognise(bytes_->first(), name_ == "-" ? "" : name_);
    if (!found) return found.error();
    importer_ = *found;
    if (bytes_ && waits_ && importer_->read_database != nullptr) {
        return Error{
            "a " + std::string{importer_->database_of} + " file cannot be read from " + called(), "pass the file name"};
    }
    return std::nullopt;
}

std::optional<Error> Input::recognise_archive(const std::optional<std::string>& from) {
    if (name_ == "-" || waits_) return Error{"a zip archive cannot be read from " + called(), "pass the file name"};
    archive_.emplace(name_);
    const auto members = archive_->members();
    std::vector<std::string> base_names;
    for (const auto& member : members) base_names.push_back(base_name(member.name));
    const auto wanted = from ? exchange::find_importer(*from) : Result<const exchange::Importer*>{nullptr};
    if (!wanted) return wanted.error();
    if (const auto folder = exchange::recognise_folder(base_names); folder && (!from || *folder == *wanted)) {
        is_folder_ = true;
        importer_ = *folder;
        return std::nullopt;
    }
    std::optional<Error> instead;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i].size == 0) continue;
        Bytes bytes{archive_->open(members[i])};
        auto found = exchange::recognise(bytes.first(), base_names[i]);
        if (!found && !instead) instead = found.error();
        if (from && members.size() == 1) found = *wanted;
        if (!found || (from && *found != *wanted)) continue;
        if (importer_ != nullptr && *found != importer_) {
            return Error{
                "the zip archive has files of " + std::string{importer_->key} + " and of " + std::string{(*found)->key},
                "add --from " + std::string{importer_->key} + " or --from " + std::string{(*found)->key}};
        }
        importer_ = *found;
        chosen_.push_back(&members[i]);
    }
    if (importer_ != nullptr) return std::nullopt;
    const auto holds = [&](std::string_view name) {
        return std::ranges::find(members, name, &Archive::Member::name) != members.end();
    };
    if (holds("xl/workbook.xml") || (holds("mimetype") && holds("content.xml")))
        return Error{"the file is a spreadsheet", "save its sheet as csv"};
    std::string names;
    for (std::size_t i = 0; i < std::min<std::size_t>(members.size(), 6); ++i)
        (names += i == 0 ? "" : ", ") += in_quotes(members[i].name);
    if (members.empty()) return Error{"the zip archive is empty", "export it again"};
    if (members.size() == 1 && instead)
        return Error{in_quotes(members.front().name) + ": " + instead->message, instead->hint};
    return Error{
        "no file in the zip archive can be imported: it has " + names + (members.size() > 6 ? " and more" : ""),
        "unzip it, and import one of them with --from"};
}

void Input::read_to_end(const Context& context, const fs::path& directory) {
    if (!waits_) return;
    Progress progress{context};
    bytes_->keep_rest(spool_.emplace(directory), progress);
}

std::optional<Error> Input::read(Intaker& intaker, Change& change, Tally& tally, Progress& progress) {
    progress.begin(size_);
    if (is_folder_) return read_folder(intaker, tally, progress);
    if (archive_) return read_archive(intaker, change, tally, progress);
    if (importer_->read_database == nullptr) return read_bytes(*bytes_, intaker, change, tally, progress);
    tally.finish(importer_->read_database(name_, intaker.settings(), intaker.sink()));
    return std::nullopt;
}

std::optional<Error> Input::read_bytes(
    Bytes& bytes, Intaker& intaker, Change& change, Tally& tally, Progress& progress) {
    if (importer_->reader == nullptr) {
        read_export(bytes, change, tally, progress);
        return std::nullopt;
    }
    const auto reader = importer_->reader(intaker.settings(), intaker.sink());
    if (!reader->files().empty())
        return Error{std::string{importer_->key} + " is a folder of files", "pass the folder"};
    for (std::string_view piece = bytes.next(); !piece.empty() && reader->feed(piece); piece = bytes.next()) {
        progress.passed(piece.size());
        progress.at(tally.total());
    }
    tally.finish(reader->finish());
    return std::nullopt;
}

std::optional<Error> Input::read_archive(Intaker& intaker, Change& change, Tally& tally, Progress& progress) {
    std::uint64_t size = 0;
    std::string names;
    for (const auto* member : chosen_) {
        size += member->size;
        if (names.size() < 200) (names += names.empty() ? "" : ", ") += in_quotes(member->name);
    }
    progress.begin(size);
    const std::size_t others = archive_->members().size() - chosen_.size();
    if (others > 0) {
        tally.notes.push_back("read " + names + " of the archive; " + std::to_string(others) +
                              (others == 1 ? " other file was not" : " other files were not"));
    }
    for (const auto* member : chosen_) {
        if (chosen_.size() > 1) tally.file = member->name;
        if (importer_->read_database == nullptr) {
            Bytes bytes{archive_->open(*member)};
            if (auto error = read_bytes(bytes, intaker, change, tally, progress)) return error;
            continue;
        }
        Bytes bytes{archive_->open(*member)};
        UnpackedFile file{context_.data_file().parent_path()};
        for (std::string_view piece = bytes.next(); !piece.empty(); piece = bytes.next()) {
            progress.at(tally.total());
            file.append(piece);
        }
        tally.finish(importer_->read_database(file.finish(), intaker.settings(), intaker.sink()));
    }
    return std::nullopt;
}

ReadBytes Input::open_in_folder(std::string_view file) {
    if (!archive_) {
        file_ = open_file(fs::path{name_} / file);
        return from_stream(file_);
    }
    const auto members = archive_->members();
    const auto member = std::ranges::find_if(members, [&](const auto& each) { return base_name(each.name) == file; });
    return archive_->open(*member);  // it was recognised by having it
}

std::optional<Error> Input::read_folder(Intaker& intaker, Tally& tally, Progress& progress) {
    const auto reader = importer_->reader != nullptr ? importer_->reader(intaker.settings(), intaker.sink()) : nullptr;
    if (reader == nullptr || reader->files().empty()) {
        return Error{path_in_quotes(name_) + " is a folder, but " + std::string{importer_->key} + " is a single file",
            "pass the file"};
    }
    progress.begin(0);
    bool first = true;
    for (const auto file : reader->files()) {
        if (!first) reader->next_file();
        first = false;
        Bytes bytes{open_in_folder(file)};
        for (std::string_view piece = bytes.next(); !piece.empty() && reader->feed(piece); piece = bytes.next()) {
            progress.passed(piece.size());
            progress.at(tally.total());
        }
    }
    tally.finish(reader->finish());
    return std::nullopt;
}

}  // namespace epsom
