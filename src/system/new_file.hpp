#pragma once

// system: calls of the operating system that more than a stream needs: files, notifications, the zone, pipes.
// It stands on domain, for the types that it hands over. Failures are MachineErrors with a remedy.
// Never here: what a command is, what the database holds.

#include <filesystem>
#include <string>

namespace epsom {

/// A file that appears complete under its name after finish(), or not at all. It is written under another name beside
/// it, an earlier file stays until then, and an interrupt leaves nothing behind. One at a time.
class NewFile {
public:
    /// `target` may be a symbolic link, which stays, or a file, whose mode the new one takes over; else the mode is
    /// 0600. Throws std::system_error.
    explicit NewFile(const std::filesystem::path& target);
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile();

    /// The file that is written: empty at first.
    [[nodiscard]] const std::filesystem::path& path() const { return growing_; }
    /// Open for writing; closed by finish() or the destructor.
    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// Brings the file to the disk, then to its place. Throws std::system_error.
    void finish();

private:
    void close();
    std::filesystem::path target_;
    std::filesystem::path growing_;  // empty once it is in place
    int descriptor_ = -1;
};

}  // namespace epsom
