#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom export`: everything as lines of JSON, entries as csv, a database for analysis, or a copy of the data file.
class Export final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    ExitCode back_up(Context& context) const;
    ExitCode salvage(Context& context) const;

    std::vector<std::string> file_;
    std::optional<std::string> format_, period_, backup_, salvage_;
    bool force_ = false;
};

}  // namespace epsom
