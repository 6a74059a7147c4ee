#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diary.hpp"
#include "session/command.hpp"

namespace epsom {

/// `epsom log list week`: the entries of a period.
class LogList final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> period_;
    std::string format_ = "text";
};

/// `epsom log edit 12 --amount 300mg`.
class LogEdit final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> entry_;
    std::optional<std::string> amount_, at_, note_;
    DiaryEdit diary_;
};

/// `epsom log remove 12 @1`.
class LogRemove final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> entries_;
};

}  // namespace epsom
