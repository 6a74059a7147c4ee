#pragma once

#include <string>
#include <vector>

#include "session/command.hpp"

namespace epsom {

/// `epsom dose rule list`: one's own rules, or all that are known about a name.
class DoseRuleList final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> name_;
    bool sources_ = false;
};

/// `epsom dose rule add levothyroxine magnesium 4h`.
class DoseRuleAdd final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
};

/// `epsom dose rule ignore calm melatonin`: no rule applies to the two any more.
class DoseRuleIgnore final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
};

/// `epsom dose rule remove levothyroxine magnesium`.
class DoseRuleRemove final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
};

}  // namespace epsom
