#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom import servings.csv`: other programs' files, and the exports of other devices.
class Import final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> file_;
    std::optional<std::string> from_;
    std::vector<std::string> supplements_;
    std::string format_ = "text";
    bool dry_run_ = false;
    bool skip_invalid_ = false;
};

}  // namespace epsom
