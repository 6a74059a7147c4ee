#pragma once

#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/check.hpp"
#include "session/command.hpp"

namespace epsom {

class CheckView;

/// `epsom check`: silent and 0 when all is well; else a line for each finding, worst first, and 1.
class Check final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    Result<std::vector<CheckKind>> kinds() const;
    /// `readable` is null where the data file is damaged.
    void print(const Context& context, CheckView* readable, const std::vector<Finding>& found) const;

    std::vector<std::string> kinds_;
    std::optional<std::string> once_, lead_, by_, from_;
    bool notify_ = false, explain_ = false;
    std::string format_ = "text";
};

}  // namespace epsom
