#include "new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace epsom {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail() { throw std::system_error{errno, std::generic_category()}; }

constexpr std::array endings{SIGHUP, SIGINT, SIGTERM};
/// What a signal removes; empty when nothing grows.
std::array<char, PATH_MAX> unfinished{};  // NOLINT: a handler reaches nothing else

void remove_unfinished(int signal) {
    unlink(unfinished.data());
    std::signal(signal, SIG_DFL);
    raise(signal);
}

/// Between the two, a signal that ends the process removes `file` first. One that is ignored, as by nohup, stays so.
void remove_when_ended(const fs::path& file) {
    if (file.native().size() >= unfinished.size()) return;
    std::strcpy(unfinished.data(), file.c_str());
    for (const int signal : endings) {
        if (std::signal(signal, remove_unfinished) == SIG_IGN) std::signal(signal, SIG_IGN);
    }
}
void keep_when_ended() {
    for (const int signal : endings) {
        if (std::signal(signal, SIG_DFL) == SIG_IGN) std::signal(signal, SIG_IGN);
    }
}

/// Where a chain of links ends, whether something is there or not.
fs::path followed(fs::path path) {
    std::error_code error;
    for (int links = 0; fs::is_symlink(fs::symlink_status(path, error)); ++links) {
        if (links == 40) throw std::system_error{ELOOP, std::generic_category()};
        path = path.parent_path() / fs::read_symlink(path);
    }
    return path;
}

}  // namespace

NewFile::NewFile(const fs::path& target) : target_{followed(target)} {
    struct stat before {};
    const bool replaces = stat(target_.c_str(), &before) == 0;
    if (replaces && access(target_.c_str(), W_OK) != 0) fail();
    std::string name = target_.string() + ".XXXXXX";
    descriptor_ = mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) fail();
    growing_ = name;
    remove_when_ended(growing_);
    if (replaces) fchmod(descriptor_, before.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO));
}

NewFile::~NewFile() {
    close();
    if (growing_.empty()) return;
    unlink(growing_.c_str());
    keep_when_ended();
}

void NewFile::close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
}

void NewFile::finish() {
    if (fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOTSUP) fail();
    close();
    if (std::rename(growing_.c_str(), target_.c_str()) != 0) fail();
    growing_.clear();
    keep_when_ended();
    const fs::path directory = target_.parent_path();
    const int entries = open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (entries < 0) return;
    fsync(entries);  // the file is whole under either name: nothing is lost where a file system cannot do this
    ::close(entries);
}

}  // namespace epsom
