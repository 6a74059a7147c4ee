#include "spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "epsom/machine_error.hpp"

namespace epsom {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_in_memory = std::size_t{1} << 20;

[[noreturn]] void fail(int reason) {
    throw MachineError{"cannot buffer input: " + std::generic_category().message(reason),
        "free some disk space, or save the input to a file and import that"};
}

/// A file without a name in `directory`; -1 where that is not possible.
int nameless_file(const fs::path& directory) {
#ifdef O_TMPFILE
    if (const int descriptor = open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
        descriptor >= 0)
        return descriptor;
#endif
    std::string name = (directory / ".epsom-import.XXXXXX").string();
    const int descriptor = mkostemp(name.data(), O_CLOEXEC);  // mode 0600
    if (descriptor >= 0) unlink(name.c_str());
    return descriptor;
}

}  // namespace

Spool::~Spool() {
    if (descriptor_ >= 0) close(descriptor_);
}

void Spool::to_disk() {
    if (descriptor_ < 0) {
        std::error_code ignored;
        fs::path place = directory_.empty() ? "." : directory_;
        while (place.has_relative_path() && !fs::is_directory(place, ignored))
            place = place.has_parent_path() ? place.parent_path() : ".";
        descriptor_ = nameless_file(place);
        if (descriptor_ < 0) fail(errno);
    }
    for (std::string_view rest = memory_; !rest.empty();) {
        const auto written = write(descriptor_, rest.data(), rest.size());
        if (written >= 0) rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR) fail(errno);
    }
    memory_.clear();
}

void Spool::append(std::string_view bytes) {
    memory_ += bytes;
    if (memory_.size() > most_in_memory) to_disk();
}

ReadBytes Spool::rewind() {
    if (descriptor_ < 0) {
        return [this](char* into, std::size_t size) {
            const std::size_t part = memory_.copy(into, size, read_);
            read_ += part;
            return part;
        };
    }
    to_disk();
    if (lseek(descriptor_, 0, SEEK_SET) != 0) fail(errno);
    return [this](char* into, std::size_t size) {
        ssize_t part = 0;
        while ((part = read(descriptor_, into, size)) < 0 && errno == EINTR) {}
        if (part < 0) fail(errno);
        return static_cast<std::size_t>(part);
    };
}

}  // namespace epsom
