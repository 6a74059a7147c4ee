#pragma once

#include "session/command.hpp"

namespace epsom {

/// `epsom undo`: undoes the latest change, of any kind.
class Undo final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;
};

/// `epsom redo`: redoes what was undone last.
class Redo final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;
};

}  // namespace epsom
