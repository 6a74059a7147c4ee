#pragma once

#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/labs/lab.hpp"
#include "session/command.hpp"

namespace epsom {

/// `epsom log lab ferritin 45ng/mL 2026-11-03 --range 15..150`: a blood value as the laboratory printed it.
class LogLab final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    LabOptions typed_;
};

/// The blood value of a line of `epsom log -`, its first word included.
Result<Intake> read_lab_line(const std::vector<std::string>& words, const Clock& clock);

/// What only `epsom log edit` of a blood value takes.
struct LabEditAsked {
    std::optional<std::string> range, day;
    [[nodiscard]] bool any() const { return range || day; }
};
void lab_edit_options(Options& options, LabEditAsked& asked);
/// Changes `entry` where it is a blood value. Errors: what does not go with the entry; `at` and `diary` tell whether
/// options of other entries were typed.
std::optional<Error> apply(const LabEditAsked& asked, const std::optional<std::string>& amount, bool at, bool diary,
    Intake& entry, const Clock& clock);

}  // namespace epsom
