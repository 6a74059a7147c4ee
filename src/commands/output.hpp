#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include "context.hpp"

namespace epsom {

/// Standard output, or a file that appears whole under its name once finish() was called, or not at all.
class Output {
public:
    /// `file` empty or "-": standard output. Throws MachineError when the file cannot be written.
    Output(const Context& context, const std::optional<std::string>& file);
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    ~Output();

    [[nodiscard]] Write write();
    void finish();

private:
    [[noreturn]] void fail() const;
    Write standard_;
    std::string file_;       // as the user named it; empty for standard output
    std::string temporary_;  // where it grows; empty when it is written in place (a device, a pipe)
    std::ofstream stream_;
};

}  // namespace epsom
