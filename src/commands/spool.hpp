#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace epsom {

/// Fills the buffer from somewhere and returns how much there was; 0 only at the end. Throws MachineError.
using ReadBytes = std::function<std::size_t(char*, std::size_t)>;

/// What came through a pipe, read to its end, so that nobody waits for a slow one: in memory, and where it is much, in a file of mode
/// 0600 that has no name, and goes with the process however that ends.
class Spool {
public:
    /// The file would be on the disk of `directory`, or of what that will stand in.
    explicit Spool(std::filesystem::path directory) : directory_{std::move(directory)} {}
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();

    /// Throws MachineError when there is no room.
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
