#pragma once

#include <optional>
#include <string>

#include "session/command.hpp"

namespace epsom {

/// `epsom dose list`: what is taken, how much, when; also as a calendar or crontab lines.
class DoseList final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::optional<std::string> format_, output_;
};

}  // namespace epsom
