#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/check.hpp"
#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/store/store.hpp"

/// What medicines and minerals are kept apart for: the log seen through the rules.
namespace epsom {

/// How many days around a moment any rule reaches: the published ones ask for hours, the user's own for up to a week.
std::chrono::days reach_of(std::span<const UserRule> own);

/// The user's doses and rules, and what was and will be taken around a moment.
class SpacingView {
public:
    SpacingView(const Store& store, const Clock& clock) : SpacingView{store, clock, store.doses()} {}
    SpacingView(const Store& store, const Clock& clock, std::vector<Dose> doses);

    [[nodiscard]] RuleBook book() const;
    /// The days around `moment` that any rule reaches.
    [[nodiscard]] DayRange reach(Instant moment) const;
    /// Supplements, medicines and foods logged in the reach of `moment`.
    [[nodiscard]] std::vector<TakenThing> taken_around(Instant moment) const;
    /// What was ever logged before entry `id`, each name once, and the doses but for the one with that uuid.
    [[nodiscard]] std::vector<TakenThing> on_file(std::int64_t id, std::string_view without = {}) const;
    /// The open slots of other doses from now to the end of tomorrow.
    [[nodiscard]] std::vector<TakenThing> planned(const Dose& without) const;
    /// The same of doses whose history was read already.
    [[nodiscard]] static std::vector<TakenThing> planned(std::span<const WatchedDose> doses, const Clock& clock);
    [[nodiscard]] TakenThing thing(const Intake& intake) const;
    [[nodiscard]] const std::vector<Dose>& doses() const { return doses_; }
    /// The medicines among the doses, and the ingredients of the others.
    [[nodiscard]] std::vector<std::string> substances() const;

private:
    const Store& store_;
    const Clock& clock_;
    std::vector<Dose> doses_;
    std::vector<UserRule> own_;
};

/// A sentence for each thing that a saved entry is too close to, the last with the earliest time; then what is to be
/// avoided altogether.
/// `around` is the log in its reach or more, `said` are entries of the same change whose pairs with this one were named
/// already.
std::vector<std::string> spacing_warnings(const SpacingView& view, const Intake& intake, std::span<const Intake> around,
    std::span<const Intake> said, const Clock& clock);
/// The standing cautions that come with the first entry of something, said once: a sentence each. `intakes` are those
/// of one change.
std::vector<std::string> caution_warnings(const SpacingView& view, const Store& store, std::span<const Intake> intakes);
/// The standing cautions of a dose that is new, or was `before` until now.
std::vector<std::string> caution_warnings(const SpacingView& view, const Dose& dose, const Dose* before = nullptr);
/// Slots of a dose that will collide with other doses within a week, with a time that would not.
std::vector<std::string> schedule_warnings(const SpacingView& view, const Dose& dose, const Clock& clock);
/// Today's collisions, on request with every rule and its source.
std::vector<Finding> spacing_findings(const SpacingView& view, const Clock& clock, bool with_sources);
/// Scheduled doses whose time has come while a rule asks to wait. Each says so in place of the `dose-due` of that slot.
std::vector<Finding> wait_findings(
    const SpacingView& view, std::span<const WatchedDose> watched, const Clock& clock, bool with_sources);
/// A standing caution for each condition that today's entries concern; on a day without any there is none.
std::vector<Finding> condition_findings(const Store& store, const Profile& profile, Day today);

/// `21:30`, with the date of another day than today.
std::string clock_time(const Moment& moment, const Clock& clock);
/// `00:20`, with the date of what is half a day away or more.
std::string near_time(const Moment& moment, const Clock& clock);

}  // namespace epsom
