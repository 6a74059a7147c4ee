#pragma once

#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom log complete food yesterday`: declares that all of it was logged, even if that is nothing.
class LogComplete final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    bool not_ = false;
};

}  // namespace epsom
