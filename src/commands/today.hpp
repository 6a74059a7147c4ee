#pragma once

#include <optional>
#include <string>

#include "session/command.hpp"

namespace epsom {

/// `epsom today`: what is due, what was taken, and what it adds up to, on one screen.
class TodayScreen final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    bool watch_ = false;
    std::string format_ = "text";
};

/// The same for epsom alone. Empty, and nothing is printed, before the first dose or entry.
std::optional<ExitCode> show_today_if_begun(Context& context);

}  // namespace epsom
