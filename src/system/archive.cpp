#include "archive.hpp"

#include <minizip/unzip.h>

#include "epsom/machine_error.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr std::size_t longest_name = 4096;
constexpr std::size_t most_members = 100'000;

[[noreturn]] void damaged() { throw MachineError{"the zip archive is damaged or not complete", "export it again"}; }

[[noreturn]] void fail(const std::string& member, const std::string& reason, const std::string& hint) {
    throw MachineError{in_quotes(member) + " in the zip archive " + reason, hint};
}

}  // namespace

void Archive::Close::operator()(void* archive) const { unzClose(archive); }

bool Archive::is_one(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

Archive::Archive(const std::filesystem::path& file) : archive_{unzOpen64(file.c_str())} {
    if (!archive_) damaged();
    int found = unzGoToFirstFile(archive_.get());
    for (; found == UNZ_OK && members_.size() < most_members; found = unzGoToNextFile(archive_.get())) {
        std::string name(longest_name, '\0');
        unz_file_info64 facts{};
        unz64_file_pos place{};
        if (unzGetCurrentFileInfo64(archive_.get(), &facts, name.data(), name.size(), nullptr, 0, nullptr, 0) !=
                UNZ_OK ||
            unzGetFilePos64(archive_.get(), &place) != UNZ_OK)
            damaged();
        name.resize(name.find('\0') == std::string::npos ? name.size() : name.find('\0'));
        if (name.ends_with('/') || name.starts_with("__MACOSX/") || name.empty()) continue;
        members_.push_back({std::move(name), facts.uncompressed_size, place.pos_in_zip_directory, place.num_of_file});
    }
    if (found != UNZ_END_OF_LIST_OF_FILE && found != UNZ_OK) damaged();
}

ReadBytes Archive::open(const Member& member) {
    const unz64_file_pos place{member.offset, member.number};
    if (unzGoToFilePos64(archive_.get(), &place) != UNZ_OK) damaged();
    unz_file_info64 facts{};
    if (unzGetCurrentFileInfo64(archive_.get(), &facts, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) damaged();
    constexpr unsigned long encrypted = 1;
    if ((facts.flag & encrypted) != 0) fail(member.name, "is encrypted", "unzip it with its password");
    if (unzOpenCurrentFile(archive_.get()) != UNZ_OK)
        fail(member.name, "cannot be unpacked: its compression is not known or the archive is damaged",
            "unzip it and import the file");
    return [archive = archive_.get(), name = member.name, ended = false](
               char* into, std::size_t size) mutable -> std::size_t {
        if (ended) return 0;
        const int part = unzReadCurrentFile(archive, into, static_cast<unsigned>(size));
        // Its checksum is compared when all of it was read.
        ended = part <= 0;
        if (part < 0 || (part == 0 && unzCloseCurrentFile(archive) == UNZ_CRCERROR))
            fail(name, "is damaged", "export it again");
        return static_cast<std::size_t>(part);
    };
}

}  // namespace epsom
