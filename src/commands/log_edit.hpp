#pragma once

#include <optional>
#include <string>
#include <vector>

#include "log_diary.hpp"
#include "log_lab.hpp"
#include "session/command.hpp"

namespace epsom {

/// `epsom log edit 12 --amount 300mg`.
class LogEdit final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> entry_;
    std::optional<std::string> amount_, at_, note_, dose_;
    bool supplement_ = false, food_ = false;
    DiaryEdit diary_;
    LabEditAsked lab_;
};

}  // namespace epsom
