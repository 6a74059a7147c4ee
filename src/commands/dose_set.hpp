#pragma once

#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom dose set morning calm multi zinc`: doses that `epsom log morning` logs together.
class DoseSet final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    bool remove_ = false;
};

}  // namespace epsom
