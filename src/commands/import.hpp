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
    [[nodiscard]] std::optional<Error> flaw() const;
    std::vector<std::string> files_;
    std::optional<std::string> from_;
    std::optional<std::string> refused_;  // the file that lists what was refused
    std::vector<std::string> supplements_;
    std::string format_ = "text";
    bool dry_run_ = false;
    bool skip_invalid_ = false;
};

}  // namespace epsom
