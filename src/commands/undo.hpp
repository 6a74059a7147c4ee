#pragma once

#include "command.hpp"

namespace epsom {

/// `epsom undo`: takes back the last change, whatever it was.
class Undo final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;
};

/// `epsom redo`: brings back what was last taken back.
class Redo final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;
};

}  // namespace epsom
