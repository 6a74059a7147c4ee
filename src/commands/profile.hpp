#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom profile`: shows what reference values depend on.
class ProfileShow final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::string format_ = "text";
};

/// `epsom profile set --born 1980-05-17 --sex female`.
class ProfileSet final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::optional<std::string> name_, born_, sex_, weight_, reference_, day_start_, food_log_, follow_, phytate_;
    std::vector<std::string> diet_, target_, upper_, condition_, anchor_;
};

/// `epsom profile unset sex`.
class ProfileUnset final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> names_;
};

/// `epsom profile stage pregnant --from 2026-03-01`.
class ProfileStage final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> stage_;
    std::optional<std::string> from_, until_;
};

}  // namespace epsom
