#pragma once

#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/plan/dose.hpp"
#include "session/command.hpp"

namespace epsom {

/// What was typed of a schedule, and why a gap that epsom chose is as long as it is.
struct ReadSchedule {
    ScheduleWords words;
    std::vector<std::string> reasons;  // a line each
};

/// A schedule as options of `dose add` and `dose schedule`.
struct ScheduleOptions {
    ScheduleWords words;
    std::vector<WhenWord> when;        // in the order typed
    std::optional<std::string> after;  // `zinc:2h`
    bool apart = false;
    void options(Options& options);
    [[nodiscard]] bool any() const;
    /// The words of a schedule of `dose`: days and times arranged, meals of the profile, the leader looked up. Errors:
    /// those of arranged(), an unknown leader, one without times, or one that waits for `dose`.
    [[nodiscard]] Result<ReadSchedule> read(const Dose& dose, const Context& context, const Store& store) const;
};
/// A schedule that has more than the dose's own limits allow.
void warn_of_limits(const Context& context, const Dose& dose);
/// What is easily overlooked in a new schedule: months without its day, its own limits, other doses too near.
void warn_of_schedule(const Context& context, const Store& store, const Dose& dose);

/// `epsom dose schedule calm --at 21:00 --on mon,wed`.
class DoseSchedule final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> name_;
    ScheduleOptions schedule_;
};

}  // namespace epsom
