#pragma once

#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom check next calm`: the next time without a conflict, with the reason for each wait.
class CheckNext final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> name_;
    bool explain_ = false;
};

}  // namespace epsom
