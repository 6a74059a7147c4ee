#pragma once

#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom log list week`: the entries of a period.
class LogList final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> period_;
    std::string format_ = "text";
};

}  // namespace epsom
