#include "import.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <system_error>

#include "epsom/exchange/exchange.hpp"
#include "epsom/exchange/records.hpp"
#include "epsom/render/format.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "import_intake.hpp"
#include "import_progress.hpp"
#include "system/spool.hpp"

namespace epsom {
namespace {

Choices importer_choices() {
    static const std::vector<Choice> choices = [] {
        std::vector<Choice> all;
        for (const auto& importer : exchange::importers()) all.push_back({importer.key, importer.about});
        return all;
    }();
    return choices;
}

namespace fs = std::filesystem;
using exchange::Refusal;

ReadBytes from_stream(std::istream& in) {
    return [&in](char* into, std::size_t size) {
        in.read(into, static_cast<std::streamsize>(size));
        if (in.bad())
            throw MachineError{"the file cannot be read: " + std::generic_category().message(errno == 0 ? EIO : errno)};
        return static_cast<std::size_t>(in.gcount());
    };
}

/// Hands out a file's bytes in pieces, and the first ones to look at before.
class Bytes {
public:
    explicit Bytes(std::istream& in) : source_{from_stream(in)} { fill(); }
    [[nodiscard]] std::string_view first() const { return piece_; }
    /// Reads all the rest now, to hand it out from `spool`.
    void keep_rest(Spool& spool, Progress& progress) {
        std::string piece(exchange::bytes_to_recognise, '\0');
        std::size_t total = 0;
        while (const std::size_t size = source_(piece.data(), piece.size())) {
            spool.append({piece.data(), size});
            progress.reading(total += size);
        }
        source_ = spool.rewind();
    }
    /// Empty at the end.
    std::string_view next() {
        if (!started_) {
            started_ = true;
        } else {
            fill();
        }
        return piece_;
    }

private:
    void fill() {
        piece_.resize(exchange::bytes_to_recognise);
        piece_.resize(source_(piece_.data(), piece_.size()));
    }
    ReadBytes source_;
    std::string piece_;
    bool started_ = false;
};

/// Lines of an epsom export. A line that cannot be read is refused; the head has to come first.
void read_export(Bytes& bytes, Change& change, Tally& tally, Progress& progress) {
    std::string rest;
    std::size_t number = 0;
    const auto take = [&](std::string_view line) {
        ++number;
        if (trim(line).empty()) return;
        progress.at(tally.total());
        auto record = exchange::read_export_line(line);
        if (!record) {
            tally.refusals.push_back({number, 0, record.error().message});
        } else if (const Setting* setting = *record ? std::get_if<Setting>(&(*record)->content) : nullptr;
                   setting != nullptr && (*record)->uuid == "reference" &&
                   tables::find_authority(setting->value) == nullptr) {
            tally.refusals.push_back({number, 0, "unknown authority " + in_quotes(setting->value) + "; update epsom"});
        } else if (*record) {
            tally.count(change.merge(**record));
        }
    };
    for (std::string_view piece = bytes.next(); !piece.empty(); piece = bytes.next()) {
        rest += piece;
        std::size_t start = 0;
        for (std::size_t end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', start)) {
            take(std::string_view{rest}.substr(start, end - start));
            start = end + 1;
        }
        rest.erase(0, start);
        if (rest.size() > 16U << 20) {
            tally.refusals.push_back({number + 1, 0, "line longer than 16 MB; the rest was not read"});
            return;
        }
    }
    if (!rest.empty()) take(rest);
}

void finish(const exchange::Summary& summary, Tally& tally) {
    if (summary.stopped) {
        tally.refusals.push_back(*summary.stopped);
        const bool in_the_middle = summary.entries + summary.products + summary.foods > 0;
        if (in_the_middle && !summary.unusable) tally.refusals.back().reason += "; the rest was not read";
    }
    tally.left_out += summary.left_out;
    tally.unusable = tally.unusable || summary.unusable;
    tally.unmatched = summary.unmatched;
    tally.notes.insert(tally.notes.end(), summary.notes.begin(), summary.notes.end());
}

std::ifstream open_file(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in)
        throw MachineError{
            "the file " + in_quotes(file.string()) + " cannot be read: " + std::generic_category().message(errno),
            "check its name and permissions"};
    return in;
}

/// The folder, the file or what comes through a pipe, and the format that it has.
class Input {
public:
    Input(const Context& context, const std::string& name) : name_{name} {
        std::error_code ignored;
        const auto status = name == "-" ? fs::file_status{} : fs::status(name, ignored);
        if (fs::is_directory(status)) {
            for (const auto& entry : fs::directory_iterator{name, ignored})
                names_.push_back(entry.path().filename().string());
            return;
        }
        if (name != "-") file_ = open_file(name);
        waits_ = name == "-" ? !context.in_is_file() : !fs::is_regular_file(status);
        bytes_.emplace(name == "-" ? context.in() : file_);
    }
    /// Error: a format that is unknown, not recognised, or not readable from a pipe.
    std::optional<Error> recognise(const std::optional<std::string>& from) {
        const auto found = from      ? exchange::find_importer(*from)
                           : !bytes_ ? exchange::recognise_folder(names_)
                                     : exchange::recognise(bytes_->first(), name_ == "-" ? "" : name_);
        if (!found) return found.error();
        importer_ = *found;
        if (bytes_ && waits_ && importer_->read_database != nullptr) {
            return Error{"a " + std::string{importer_->database_of} + " file cannot be read from " +
                             (name_ == "-" ? "standard input" : "a pipe"),
                "pass the file name"};
        }
        return std::nullopt;
    }
    /// Reads a pipe completely before the database is locked, so that a slow pipe does not block other commands.
    /// A long input is kept on the disk of `directory`.
    void read_to_end(const Context& context, const fs::path& directory) {
        if (!waits_) return;
        Progress progress{context};
        bytes_->keep_rest(spool_.emplace(directory), progress);
    }
    /// Whether the user may say which rows are supplements.
    [[nodiscard]] bool tells_supplements() const { return importer_->tells_supplements; }
    /// Hands all of it to the intaker. Error: a folder in place of a file, or the reverse.
    std::optional<Error> read(Intaker& intaker, Change& change, Tally& tally, Progress& progress) {
        tally.what = importer_->key;
        if (!bytes_) return read_folder(intaker, tally, progress);
        if (importer_->read_database != nullptr) {
            finish(importer_->read_database(name_, intaker.settings(), intaker.sink()), tally);
        } else if (importer_->reader == nullptr) {
            read_export(*bytes_, change, tally, progress);
        } else {
            const auto reader = importer_->reader(intaker.settings(), intaker.sink());
            if (!reader->files().empty()) return Error{tally.what + " is a folder of files", "pass the folder"};
            for (std::string_view piece = bytes_->next(); !piece.empty() && reader->feed(piece); piece = bytes_->next())
                progress.at(tally.total());
            finish(reader->finish(), tally);
        }
        return std::nullopt;
    }

private:
    std::optional<Error> read_folder(Intaker& intaker, Tally& tally, Progress& progress) {
        const auto reader =
            importer_->reader != nullptr ? importer_->reader(intaker.settings(), intaker.sink()) : nullptr;
        if (reader == nullptr || reader->files().empty()) {
            return Error{in_quotes(name_) + " is a folder, but " + tally.what + " is a single file", "pass the file"};
        }
        bool first = true;
        for (const auto file : reader->files()) {
            if (!first) reader->next_file();
            first = false;
            std::ifstream in = open_file(fs::path{name_} / file);
            Bytes bytes{in};
            for (std::string_view piece = bytes.next(); !piece.empty() && reader->feed(piece); piece = bytes.next())
                progress.at(tally.total());
        }
        finish(reader->finish(), tally);
        return std::nullopt;
    }

    std::string name_;
    std::vector<std::string> names_;  // of the files in a folder
    std::ifstream file_;
    std::optional<Bytes> bytes_;  // empty: a folder
    std::optional<Spool> spool_;
    bool waits_ = false;                            // for a writer
    const exchange::Importer* importer_ = nullptr;  // once recognised
};

std::string place_of(const Refusal& refusal) {
    std::string place{refusal.file};
    if (refusal.line > 0) place += (place.empty() ? "" : " ") + ("line " + std::to_string(refusal.line));
    if (refusal.column > 0) place += ", column " + std::to_string(refusal.column);
    return place.empty() ? "" : place + ": ";
}

void answer_json(const Context& context, const Tally& tally, bool written) {
    std::vector<Record> refusals, notes;
    for (const Refusal& refusal : tally.refusals) {
        refusals.push_back({{"line", static_cast<std::int64_t>(refusal.line)},
            {"column", static_cast<std::int64_t>(refusal.column)}, {"reason", refusal.reason}});
    }
    for (const auto& note : tally.notes) notes.push_back({{"note", note}});
    const auto number = [](std::size_t n) { return Value{static_cast<std::int64_t>(n)}; };
    std::string out;
    append_json(
        out, {{"schema", "epsom/import/1"}, {"from", tally.what}, {"written", written}, {"added", number(tally.added)},
                 {"updated", number(tally.updated)}, {"removed", number(tally.removed)}, {"known", number(tally.known)},
                 {"left_out", number(tally.left_out)}, {"refused", number(tally.refusals.size())},
                 {"refusals", refusals}, {"notes", notes}});
    context.print(out + "\n");
}

}  // namespace

void Import::options(Options& options) {
    options.group("What", {"--from", "--supplements", "--skip-invalid"});
    options.operands("FILE|-", file_)
        .offer({Offer::file}, each_place)
        .value("--from", from_, "FORMAT",
            "epsom, csv, cronometer, apple-health, medtimer, health-connect, dsld or usda-fdc (default: detected)")
        .words(importer_choices())
        .flag("--dry-run", dry_run_, "Show what would be imported; write nothing")
        .flag("--skip-invalid", skip_invalid_, "Import valid rows and list the rest (default: all or nothing)")
        .values("--supplements", supplements_, "GROUP|NAME",
            "Group or name of rows that are supplements, not food (repeatable)")
        .value("--format", format_, "FORMAT", "text or json (default: text)")
        .words(text_or_json_choices)
        .examples(
            "  epsom import servings.csv --dry-run\n"
            "  epsom import export.xml\n"
            "  ssh laptop epsom export | epsom import -\n");
}

ExitCode Import::run(Context& context) {
    if (file_.size() != 1) {
        return context.refuse({file_.empty() ? "missing FILE" : "more than one file given",
            "pass one file name, or - for standard input"});
    }
    if (format_ != "text" && format_ != "json") {
        return context.refuse({"import supports --format text or json, not " + in_quotes(format_),
            hint_for(format_, std::array<std::string_view, 2>{"text", "json"})});
    }
    if (from_) {
        const auto known = exchange::find_importer(*from_);
        if (!known) return context.refuse(known.error());
    }
    const auto open = [&] {
        std::error_code ignored;
        return dry_run_ && !fs::exists(context.data_file(), ignored) ? Store::in_memory()
                                                                     : context.open(Store::Access::write);
    };
    open();  // reports an unwritable data file before much is read; closed again, so that others need not wait
    Tally tally;
    bool written = false;
    // A run that took nothing and refused something fails, whatever may be skipped.
    const auto fails = [&] {
        return !tally.refusals.empty() && (!skip_invalid_ || tally.unusable || tally.total() == 0);
    };
    const auto refuse = [&](const Error& error) {
        context.refuse(error);
        return from_ ? ExitCode::usage : ExitCode::failure;
    };
    try {
        std::optional<Input> input;
        {
            const CatchInterrupt catching{stop_now};
            input.emplace(context, file_.front());
            if (const auto error = input->recognise(from_)) return refuse(*error);
            input->read_to_end(context, context.data_file().parent_path());
        }
        const CatchInterrupt catching{stop_soon};
        Store store = open();
        Change change{store, context.clock().now};
        {
            Progress progress{context};
            Intaker intaker{context, store, change, tally, progress, supplements_};
            if (const auto error = input->read(intaker, change, tally, progress)) return refuse(*error);
            if (!supplements_.empty() && !input->tells_supplements()) {
                return context.refuse(
                    {"--supplements cannot be used with " + tally.what + " files", "leave out --supplements"});
            }
            if (!tally.unmatched.empty() && tally.refusals.empty()) {
                return context.refuse({"--supplements " + in_quotes(tally.unmatched.front()) + " matches no row",
                    "leave it out, or spell it as in the file"});
            }
        }
        if (!dry_run_ && !fails()) {
            change.commit("import " + tally.what + ": " + std::to_string(tally.added + tally.updated + tally.removed) +
                          " records");
            written = true;
        }
    } catch (const Interrupted&) {
        context.warn("interrupted; nothing was imported");
        std::raise(interrupted_by());
        return ExitCode::failure;
    }

    const bool failed = fails();
    if (format_ == "json") answer_json(context, tally, written);
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < tally.refusals.size() && i < most; ++i) {
        const std::string text = place_of(tally.refusals[i]) + tally.refusals[i].reason;
        if (failed) context.error(text);
        else context.warn(text);
    }
    if (tally.refusals.size() > most) context.warn("and " + std::to_string(tally.refusals.size() - most) + " more");
    if (failed) {
        context.hint(skip_invalid_ ? "nothing imported; fix the file"
                                   : "nothing imported; fix the file, or import the valid rows with --skip-invalid");
        return ExitCode::failure;
    }
    for (const auto& note : tally.notes) context.warn(note);
    if (!context.quiet() && format_ == "text") {
        const auto part = [](std::size_t count, std::string_view word) {
            return spell_grouped(static_cast<std::int64_t>(count), 1, 0) + " " + std::string{word};
        };
        std::string out = (dry_run_ ? "Would import " : "Imported ") + tally.what + ": " + part(tally.added, "added") +
                          ", " + part(tally.updated, "updated") + ", " + part(tally.known, "unchanged");
        if (tally.removed > 0) out += ", " + part(tally.removed, "removed");
        if (tally.left_out > 0) out += ", " + part(tally.left_out, "left out");
        if (!tally.refusals.empty()) out += ", " + part(tally.refusals.size(), "refused");
        context.print(out + "\n");
    }
    return ExitCode::ok;
}

}  // namespace epsom
