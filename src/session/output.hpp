#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "context.hpp"
#include "system/new_file.hpp"

namespace epsom {

/// Throws MachineError: the file called `name` cannot be written, for `reason` of the system.
[[noreturn]] void fail_to_write(const std::string& name, int reason);
/// `Wrote 2026.csv (35 kB)`, with its newline.
std::string wrote(const std::string& name, std::uintmax_t bytes);

/// Standard output, or a file that appears complete under its name after finish(), or not at all.
class Output {
public:
    /// `file` empty or "-": standard output. Throws MachineError when the file cannot be written.
    Output(const Context& context, const std::optional<std::string>& file, Format format);
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    ~Output();

    [[nodiscard]] Write write();
    /// The file has its name from here on. Unless -q was given: says that it was written, and how large it is.
    void finish();

private:
    [[noreturn]] void fail(int reason) const { fail_to_write(name_, reason); }
    void drain();
    const Context& context_;
    Write standard_;
    std::string name_;                // as the user typed it; empty for standard output
    std::optional<NewFile> growing_;  // empty when it is written in place: a device, a pipe
    int descriptor_ = -1;
    std::string waiting_;
    std::size_t size_ = 0;  // bytes
};

}  // namespace epsom
