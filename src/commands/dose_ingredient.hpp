#pragma once

#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom dose ingredient list`: the user's own ingredients, which `--contains` and labels made.
class DoseIngredientList final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::string format_ = "text";
};

/// `epsom dose ingredient rename OLD NEW`: also in what is logged.
class DoseIngredientRename final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> names_;
};

}  // namespace epsom
