#pragma once

#include <optional>
#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `name`, and from `column` on `text`, in lines that the terminal has room for. A long name has lines of its own.
std::string beside(const std::string& name, std::size_t column, const std::string& text, const Terminal& terminal);

/// `epsom dose list`: what is taken, how much, when; also as a calendar or crontab lines.
class DoseList final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::optional<std::string> format_, output_;
};

/// `epsom dose show calm`.
class DoseShow final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> name_;
    std::string format_ = "text";
};

/// `epsom dose find pumpkin --nutrient magnesium`: everything that can be logged.
class DoseFind final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    std::optional<std::string> nutrient_;
    std::string format_ = "text";
};

/// `epsom dose elemental 500mg oxide`.
class DoseElemental final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    std::string format_ = "text";
};

}  // namespace epsom
