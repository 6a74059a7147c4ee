#pragma once

#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/intake.hpp"
#include "session/command.hpp"

namespace epsom {

/// `epsom log note long flight`: a text with its time, which no report counts.
class LogNote final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    std::optional<std::string> at_;
};

/// The note of a line of `epsom log -`, its first word included.
Result<Intake> read_note_line(const std::vector<std::string>& words, const Clock& clock);

}  // namespace epsom
