#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace epsom {

/// Fills the buffer from somewhere and returns how much there was; 0 only at the end. Throws MachineError.
using ReadBytes = std::function<std::size_t(char*, std::size_t)>;

/// Input from a pipe, read to its end before the data file is locked. It is kept in memory; large input in a file of
/// mode 0600 without a name, which disappears with the process.
class Spool {
public:
    /// A file, if needed, is made in `directory`, or in the nearest directory above it that exists.
    explicit Spool(std::filesystem::path directory) : directory_{std::move(directory)} {}
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();

    /// Throws MachineError when the disk is full.
    void append(std::string_view bytes);
    /// What was appended, from its beginning.
    [[nodiscard]] ReadBytes rewind();

private:
    void to_disk();
    std::filesystem::path directory_;
    std::string memory_;
    std::size_t read_ = 0;
    int descriptor_ = -1;
};

}  // namespace epsom
