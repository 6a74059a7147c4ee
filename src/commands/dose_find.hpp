#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom dose find pumpkin --nutrient magnesium`: everything that can be logged.
class DoseFind final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    std::optional<std::string> nutrient_;
    std::string format_ = "text";
};

}  // namespace epsom
