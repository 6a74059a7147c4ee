#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/check.hpp"
#include "session/command.hpp"

namespace epsom {

struct CheckedFile;
using CheckedFiles = std::deque<CheckedFile>;  // each stays where it is

/// `epsom check`: silent and 0 when all is well; else a line for each finding, worst first, and 1.
class Check final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    Result<std::vector<CheckKind>> kinds() const;
    void print(const Context& context, CheckedFiles& files) const;
    /// Prints, and shows on the desktop. False where that failed.
    bool say(const Context& context, CheckedFiles& files) const;

    std::vector<std::string> kinds_, files_;
    std::optional<std::string> once_, lead_, by_, from_;
    bool notify_ = false, explain_ = false, cleared_ = false;
    std::string format_ = "text";
};

}  // namespace epsom
