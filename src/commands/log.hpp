#pragma once

#include <string>
#include <vector>

#include "log_line.hpp"
#include "session/command.hpp"

namespace epsom {

/// `epsom log glycinate 200mg`: logs one entry, those of a set, or one from each line of standard input.
class Log final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    LogLine line_;
    bool due_ = false;
    bool dry_run_ = false;
    std::string format_ = "text";
};

}  // namespace epsom
