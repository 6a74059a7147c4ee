#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom dose rename calm evening`.
class DoseRename final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> names_;
};

/// `epsom dose pause calm --until 2026-12-01`.
class DosePause final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> name_;
    std::optional<std::string> from_, until_;
};

/// `epsom dose resume calm`.
class DoseResume final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> name_;
};

/// `epsom dose stock calm +30`.
class DoseStock final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    std::optional<std::string> until_, expires_;
};

/// `epsom dose refill calm 180 --expires 2027-03`: a new bottle.
class DoseRefill final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    std::optional<std::string> expires_;
};

/// `epsom dose remove calm`: its history stays.
class DoseRemove final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> name_;
};

}  // namespace epsom
