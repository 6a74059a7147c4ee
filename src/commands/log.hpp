#pragma once

#include <string>
#include <vector>

#include "log_line.hpp"
#include "session/catalogue.hpp"
#include "session/command.hpp"

namespace epsom {

/// `epsom log glycinate 200mg`: logs one entry, or one from each line of standard input.
class Log final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    Result<std::vector<Intake>> all_due(Context& context, const Store& store, const Catalogue& catalogue) const;

    LogLine line_;
    bool due_ = false;
    bool dry_run_ = false;
    std::string format_ = "text";
};

}  // namespace epsom
