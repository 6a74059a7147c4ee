#pragma once

#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom log skip calm`: marks a scheduled dose as skipped.
class LogSkip final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    std::string note_;
};

}  // namespace epsom
