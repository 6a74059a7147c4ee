#pragma once

#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom schema report-intake/1`: the JSON Schema of an output; without a name, their list.
class Schema final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> names_;
};

}  // namespace epsom
