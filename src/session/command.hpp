#pragma once

// commands: each subcommand is a small struct in a file of its own (src/commands) and one line in the registry.
// It reads what was typed, asks the store, calls the domain, and hands the answer to a renderer.
// Never in a command: SQL, arithmetic, a table of the field, another command's run().

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
