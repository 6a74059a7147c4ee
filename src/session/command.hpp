#pragma once

#include "context.hpp"
#include "options.hpp"

namespace epsom {

/// What a subcommand has to be: a small struct with what may be typed, and what then happens.
class Command {
public:
    Command() = default;
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;
    virtual ~Command() = default;
    virtual void options(Options& options) = 0;
    virtual ExitCode run(Context& context) = 0;
};

}  // namespace epsom
