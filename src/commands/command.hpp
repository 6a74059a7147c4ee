#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

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

struct CommandEntry {
    std::string_view path;     // "log", "log list"
    std::string_view summary;  // one line
    std::unique_ptr<Command> (*make)();
};

/// Every command, in the order in which help lists them.
std::span<const CommandEntry> registry();

}  // namespace epsom
