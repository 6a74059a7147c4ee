#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace epsom {

/// The machine or a file failed: the database is damaged, newer than this program, not ours or locked, or the disk is
/// full. `what()` is a sentence for the user; `hint()` may be empty.
class MachineError : public std::runtime_error {
public:
    explicit MachineError(const std::string& message, std::string hint = {})
        : std::runtime_error{message}, hint_{std::move(hint)} {}
    [[nodiscard]] const std::string& hint() const { return hint_; }

private:
    std::string hint_;
};

}  // namespace epsom
