#include <algorithm>
#include <chrono>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/plan/schedule.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
constexpr minutes longest_window = 366 * 24h;

/// The intakes by moment, with running sums, so that any window's servings are one subtraction.
class Windows {
public:
    Windows(const Limits& limits, std::span<const DoseIntake> intakes, Count wanted)
        : limits_{limits}, wanted_{wanted}, intakes_(intakes.begin(), intakes.end()) {
        std::ranges::sort(intakes_, {}, moment);
        sums_.emplace_back(0);
        for (const auto& intake : intakes_) sums_.push_back(sums_.back() + intake.servings);
    }

    /// Servings after `end` - window and up to `end`.
    [[nodiscard]] Count ending(Instant end) const { return sums_[up_to(end)] - sums_[up_to(end - limits_.window)]; }

    [[nodiscard]] bool gap_kept(Instant at) const {
        const std::size_t next = up_to(at);
        const bool before = next == 0 || at - moment(intakes_[next - 1]) >= limits_.gap;
        return before && (next == intakes_.size() || moment(intakes_[next]) - at >= limits_.gap);
    }

    /// No window that holds `at` would hold too much.
    [[nodiscard]] bool room(Instant at) const {
        if (!limits_.most) return true;
        if (ending(at) + wanted_ > *limits_.most) return false;
        for (std::size_t i = up_to(at); i < intakes_.size() && moment(intakes_[i]) < at + limits_.window; ++i) {
            if (ending(moment(intakes_[i])) + wanted_ > *limits_.most) return false;
        }
        return true;
    }

    /// The first instant from `asked` on that keeps all limits: `asked` itself, or when a gap or a window has passed.
    [[nodiscard]] NextPossible next(Instant asked) const {
        NextPossible best{.at = asked, .in_window = limits_.most ? ending(asked) : Count{0}};
        if (gap_kept(asked) && room(asked)) return best;
        best.at = std::nullopt;
        const auto try_at = [&](const DoseIntake& intake, minutes wait, LimitKind kind) {
            const Instant at = moment(intake) + wait;
            if (at <= asked || (best.at && *best.at <= at) || !gap_kept(at) || !room(at)) return;
            best.at = at;
            best.limit = kind;
            best.blocking = intake.moment;
        };
        for (const auto& intake : intakes_) {
            if (limits_.gap > 0min) try_at(intake, limits_.gap, LimitKind::gap);
            if (limits_.most) try_at(intake, limits_.window, LimitKind::most);
        }
        return best;
    }

private:
    [[nodiscard]] static Instant moment(const DoseIntake& intake) { return intake.moment.at; }
    [[nodiscard]] std::size_t up_to(Instant instant) const {
        return static_cast<std::size_t>(std::ranges::upper_bound(intakes_, instant, {}, moment) - intakes_.begin());
    }

    const Limits& limits_;
    Count wanted_;
    std::vector<DoseIntake> intakes_;
    std::vector<Count> sums_;
};

}  // namespace

Result<Limits> parse_max(std::string_view text) {
    const auto slash = text.find('/');
    constexpr std::string_view how = "give servings and a time, such as 3/24h";
    if (slash == std::string_view::npos) return Error{in_quotes(text) + " is not a limit", std::string{how}};
    const std::string_view number = trim(text.substr(0, slash));
    if (!is_plain_number(number)) return Error{in_quotes(text) + " is not a limit", std::string{how}};
    const auto most = parse_count(number);
    if (!most) return most.error();
    const auto window = parse_duration(text.substr(slash + 1));
    if (!window) return Error{in_quotes(text) + " has no duration after the slash", std::string{how}};
    if (*window > longest_window) return Error{in_quotes(text) + " exceeds one year", "use at most 366d"};
    return Limits{.most = *most, .window = *window};
}

Result<minutes> parse_gap(std::string_view text) {
    const auto gap = parse_duration(text);
    if (gap && *gap > longest_window) return Error{in_quotes(text) + " exceeds one year", "use at most 366d"};
    return gap;
}

std::string spell_window(minutes window) { return window == 24h ? "24h" : spell_duration(window); }

std::string spell_max(const Limits& limits) {
    return limits.most ? spell(*limits.most) + "/" + spell_window(limits.window) : "";
}

NextPossible next_possible(const Limits& limits, std::span<const DoseIntake> intakes, Instant asked, Count servings) {
    if (limits.most && servings > *limits.most) return {.at = {}, .limit = LimitKind::too_much};
    return Windows{limits, intakes, servings}.next(asked);
}

std::optional<std::string> over_limits(const Schedule& schedule, const Limits& limits, const Clock& clock) {
    if (!limits.any()) return std::nullopt;
    const std::string closer = "scheduled times are less than " + spell_duration(limits.gap) + " apart";
    const std::string more =
        limits.most ? "the schedule has more than " + spell(*limits.most) + " in " + spell_window(limits.window) : "";
    if (const auto* interval = std::get_if<Interval>(&schedule.rule)) {
        if (interval->every < limits.gap) return closer;
        const std::int64_t fit = (limits.window + interval->every - 1min) / interval->every;
        if (limits.most && !interval->between && Count{1}.thousandths() * fit > limits.most->thousandths()) return more;
        return std::nullopt;
    }
    // By the wall clock, which a clock change does not make shorter.
    const Plan plan{.schedules = {schedule}, .pauses = {}};
    const auto days_of_window = std::chrono::ceil<std::chrono::days>(limits.most ? limits.window : limits.gap);
    const Day last = schedule.from + std::min(days_of_window, std::chrono::days{366}) + std::chrono::days{31};
    const auto slots = slots_between(plan, {schedule.from, std::min(schedule.until.value_or(last), last)}, clock);
    Count within{0};
    std::size_t oldest = 0;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const LocalTime at = slots[i].at.local();
        if (i > 0 && at - slots[i - 1].at.local() < limits.gap) return closer;
        if (!limits.most) continue;
        within = within + slots[i].servings;
        for (; slots[oldest].at.local() + limits.window <= at; ++oldest) within = within - slots[oldest].servings;
        if (*limits.most < within) return more;
    }
    return std::nullopt;
}

std::string why(const NextPossible& next, const Limits& limits) {
    const auto time = [&] {
        const LocalTime local = next.blocking->local();
        return spell_day(std::chrono::floor<std::chrono::days>(local)) + " " + spell_time(local);
    };
    switch (next.limit) {
        case LimitKind::none: return {};
        case LimitKind::too_much: return "the limit is " + spell(*limits.most) + " in " + spell_window(limits.window);
        case LimitKind::gap:
            return "minimum " + spell_duration(limits.gap) + " between doses, and one was taken at " + time();
        case LimitKind::most: break;
    }
    return "the limit is " + spell(*limits.most) + " in " + spell_window(limits.window) + ", and the dose at " +
           time() + " counts until then";
}

}  // namespace epsom
