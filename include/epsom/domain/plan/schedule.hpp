#pragma once

// domain/plan: doses, when they are due, what became of each time, limits, supply.
// It stands on time and amounts. The present moment comes in as a Clock.
// Never here: what two products do to each other (spacing), what a day adds up to (report).

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/plan/anchor.hpp"
#include "epsom/domain/time/moment.hpp"
#include "epsom/domain/time/period.hpp"
#include "epsom/result.hpp"

namespace epsom {

struct Daily {
    friend bool operator==(const Daily&, const Daily&) = default;
};
/// Bit 0 is Monday, bit 6 Sunday.
struct OnWeekdays {
    std::uint8_t days = 0;
    friend bool operator==(const OnWeekdays&, const OnWeekdays&) = default;
};
/// Bits 1 to 31 are days of the month, bit 0 is its last day. A month without the day has none.
struct OnMonthDays {
    std::uint32_t days = 0;
    friend bool operator==(const OnMonthDays&, const OnMonthDays&) = default;
};
/// The first day of the schedule and every `days`th after it.
struct EveryDays {
    int days = 1;
    friend bool operator==(const EveryDays&, const EveryDays&) = default;
};
/// From the schedule's first day: `on` days with slots, `off` days without, and so on.
struct Cycle {
    int on = 1;
    int off = 1;
    friend bool operator==(const Cycle&, const Cycle&) = default;
};
/// Drawn by lot which days have slots. The days themselves are kept, so that no later way of drawing changes a plan.
struct Coin {
    std::string nights;  // '1' with the dose or '0' without, for each day from the schedule's first to its last
    bool pairs = false;  // of each two nights, from the first on, exactly one has the dose
    std::uint64_t seed = 0;
    friend bool operator==(const Coin&, const Coin&) = default;
};
/// Times of day between which an interval's slots lie, both included; over midnight when `from` is after `to`.
struct DayWindow {
    minutes from{0};
    minutes to{0};
    friend bool operator==(const DayWindow&, const DayWindow&) = default;
};
/// Elapsed time since the last intake, or since the last slot that was skipped. A slot outside `between` waits for the
/// window to open.
struct Interval {
    minutes every{0};
    std::optional<DayWindow> between = {};
    friend bool operator==(const Interval&, const Interval&) = default;
};
struct AsNeeded {
    friend bool operator==(const AsNeeded&, const AsNeeded&) = default;
};
/// One slot for each slot of another dose, the leader, that was taken: elapsed time after the intake that took it.
struct After {
    std::string leader;  // its uuid, so that a new name changes nothing
    minutes gap{0};
    Count servings{1};
    std::string name = {};  // of the leader, for a person; no part of what is kept
    friend bool operator==(const After& a, const After& b) {
        return a.leader == b.leader && a.gap == b.gap && a.servings == b.servings;
    }
};
using Rule = std::variant<Daily, OnWeekdays, OnMonthDays, EveryDays, Cycle, Coin, Interval, AsNeeded, After>;
/// Whether the slots depend on what was logged, so that no calendar knows them ahead.
[[nodiscard]] bool follows_log(const Rule& rule);

/// A time of the user's wall clock, and how much is taken then: `08:00x2`.
struct SlotTime {
    minutes time{0};  // after midnight
    Count servings{1};
    /// Its own days, where the times of a schedule differ in them: Daily otherwise.
    Rule days = Daily{};
    std::string anchor = {};  // the meal that gives the time, as `--with` takes it: `breakfast`, `breakfast-30m`
    friend bool operator==(const SlotTime&, const SlotTime&) = default;
};

inline constexpr minutes default_grace{120};

/// When a dose is to be taken. The schedule says which slots a day has; no slot is ever stored.
struct Schedule {
    std::vector<SlotTime> times = {};  // by time of day; of an interval at most one, its first; of a linked one none
    Rule rule = AsNeeded{};            // Daily where the times have days of their own
    Day from{};                        // the first day, from which days and cycles are counted
    std::optional<Day> until = {};     // the last day
    /// When the schedule was made, if that was on `from`: slots before then are not slots of it.
    std::optional<Instant> since = {};
    minutes grace = default_grace;
    friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// Days without slots, both ends included; open while `until` is empty.
struct Pause {
    Day from{};
    std::optional<Day> until = {};
    [[nodiscard]] bool contains(Day day) const { return from <= day && (!until || day <= *until); }
    friend bool operator==(const Pause&, const Pause&) = default;
};

/// All schedules of a dose in the order of their first days; each holds until the next one begins, so that a new
/// schedule leaves what was due before as it was. Without any, the dose is taken as needed.
struct Plan {
    std::vector<Schedule> schedules = {};
    std::vector<Pause> pauses = {};
    [[nodiscard]] bool paused_on(Day day) const;
    friend bool operator==(const Plan&, const Plan&) = default;
};

/// One scheduled time on one day. A slot is known by its day and its time: `at` moves when a clock change skips the
/// time.
struct Slot {
    Day day{};        // the user's: at day start 04:00 the slot at 01:30 falls on the next date
    minutes time{0};  // as scheduled, after midnight; of a linked slot its leader's, and so is `day`
    Moment at;
    Count servings;
    minutes grace = default_grace;
    bool of_interval = false;  // then it is due until it is taken, and bound to no day
    bool linked = false;
    friend bool operator==(const Slot&, const Slot&) = default;
};

/// `2026-11-20 08:00`: its day and its time as scheduled; of a linked slot the date and time that came of it.
std::string spell(const Slot& slot);

/// Why a day has slots, or why it has none.
enum class DayKind : std::uint8_t { planned, free, paused, before, after, as_needed };

/// The slots of `day`, by moment. A time that a clock change skips falls on the first moment after it, one that occurs
/// twice on the first. What follows the log has none here: see outcomes().
std::vector<Slot> slots_on(const Plan& plan, Day day, const Clock& clock);
std::vector<Slot> slots_between(const Plan& plan, DayRange days, const Clock& clock);
/// Times of `day` that were missed before its schedule was made, where nothing else was planned that day: no slots, but
/// what was taken near one of them was taken for it, and not for the slot after it.
std::vector<Slot> forgone_on(const Plan& plan, Day day, const Clock& clock);
DayKind kind_of(const Plan& plan, Day day);
/// The schedule that holds on `day`; where one begins on that day, that one. Empty before the first and after the last
/// day.
const Schedule* schedule_on(const Plan& plan, Day day);
/// The times of day of the schedule that holds on `day`, whether or not it has a slot then, but for times that have
/// other days of their own; of what follows the log none.
std::vector<minutes> times_on(const Plan& plan, Day day);
/// What the times of `day` add up to, without asking the zone. Zero for what follows the log, and on days without
/// slots.
Count servings_on(const Plan& plan, Day day);
/// The same time by time, in their order, until `visit` returns false; whether it never did.
bool each_portion_on(const Plan& plan, Day day, const std::function<bool(Count)>& visit);

/// One day of a plan, and what its times add up to.
struct PlannedDay {
    Day day{};
    DayKind kind = DayKind::planned;
    Count servings{0};
    friend bool operator==(const PlannedDay&, const PlannedDay&) = default;
};
/// A taper, a course, a pause, a cycle: the days from `today` to six days after the last change that is known, `most`
/// at most. Empty where all of them are alike, and where some of them follow the log.
std::vector<PlannedDay> plan_ahead(const Plan& plan, Day today, std::chrono::days most);

/// A day after `today` on which the plan is another: the next step, a pause, its end.
struct PlanChange {
    Day day{};
    std::string what;  // `daily at 08:00 x2`, `paused until 2026-12-26`, `ended`
    friend bool operator==(const PlanChange&, const PlanChange&) = default;
};
/// By day; what a later schedule drops is not among them.
std::vector<PlanChange> changes_after(const Plan& plan, Day today);

/// The wall-clock `time` of the user's `day`, as slots_on() has it.
Moment moment_on(Day day, minutes time, const Clock& clock);
/// When the user's `day` begins.
Instant start_of(Day day, const Clock& clock);
/// Whether `slot`, made by the plan's schedule number `index`, is one: within its days, not paused, not taken over.
bool holds(const Plan& plan, std::size_t index, const Slot& slot);

/// `next` takes over: from now on when its first day was not typed (`since` is set), else from its first day on. What
/// was planned for later is dropped.
Plan replanned(Plan plan, Schedule next);
/// The steps follow each other; the first takes over.
Plan replanned(Plan plan, std::vector<Schedule> steps);
/// The times of meals are now those of `after`, from now on; what was due before stays. `before` are the meals until
/// now: a time that all of its days had goes to all days of the new one. Errors: a meal that is gone, one that differs
/// by weekday with days that do not.
Result<Plan> with_meals(
    const Plan& plan, std::span<const Anchor> before, std::span<const Anchor> after, const Clock& clock);
/// Pauses that begin within `pause` become part of it. Errors: already paused on its first day, an end before its
/// start.
Result<Plan> paused(Plan plan, Pause pause);
/// Slots from now on are back, and those of today that are due. Error: no pause, now or later.
Result<Plan> resumed(Plan plan, const Clock& clock);

/// `08:00`, `08:00x2`, `9pm x0.5`.
Result<SlotTime> parse_slot_time(std::string_view text);
/// `mon,wed,fri`, `mon-fri`; `1,15`, `last`: weekdays or days of the month.
Result<Rule> parse_on(std::string_view text);
/// `2d`, `1w`.
Result<Rule> parse_every(std::string_view text);
/// `21d/7d`: days on, days off.
Result<Rule> parse_cycle(std::string_view text);
/// `8h`; from a quarter of an hour to a year.
Result<Interval> parse_interval(std::string_view text);
/// `08:00-22:00`.
Result<DayWindow> parse_window(std::string_view text);
/// `zinc:2hx2`, or `zinc` alone: a dose to follow, its name or uuid.
struct LinkWords {
    std::string name;
    std::optional<minutes> gap;  // less than a day
    Count servings{1};
};
Result<LinkWords> parse_link(std::string_view text);
/// `2h`; less than a day.
Result<minutes> parse_grace(std::string_view text);

/// A time of a schedule, or the days of times, in the order typed.
struct WhenWord {
    enum class Kind : std::uint8_t { at, with, on, every, cycle } kind = Kind::at;
    std::string value;
};
/// Times that have days of their own: `--at 07:00 --on mon-fri --at 09:00 --on sat,sun` are two.
struct TimesWords {
    std::vector<std::string> at = {};    // each may list several times: `08:00x2,21:00`
    std::vector<std::string> with = {};  // `breakfast`, `breakfast-30m`
    std::optional<std::string> on = {}, every = {}, cycle = {};
};

/// A schedule as typed, one member per option; what was not typed is empty.
struct ScheduleWords {
    std::vector<std::string> at = {};  // each may list several times: `08:00x2,21:00`
    std::optional<std::string> on = {}, every = {}, cycle = {}, interval = {}, between = {}, from = {}, until = {},
                               grace = {}, nights = {}, seed = {}, length = {}, taper = {}, step = {};
    bool as_needed = false;
    bool coin = false;  // then the caller has taken a `seed` where none was typed
    bool pairs = false;
    std::vector<std::string> with = {};    // meals
    std::vector<TimesWords> groups = {};   // where times have days of their own; `at`, `with`, `on` … are empty then
    std::optional<After> after = {};       // its leader looked up by the caller
    std::span<const Anchor> anchors = {};  // the profile's meals
};
/// Which times have which days. One word for days is for all times; of several, each is for the times before it, or
/// after it where days come first. Errors: a time without days, days without a time, two words for the same days.
Result<ScheduleWords> arranged(ScheduleWords words, std::span<const WhenWord> typed);
/// Errors: those of the parsers, the same time twice on a day, two rules at once, a rule without a time, an end before
/// the start, a taper. Nothing typed is a schedule as needed. A run by lot begins with the first evening whose time is
/// still ahead.
Result<Schedule> make_schedule(const ScheduleWords& words, const Clock& clock);
/// The steps of `--taper 3,2,1 --step 7d`, servings at each time; without a taper the one schedule. After the last step
/// nothing is planned.
Result<std::vector<Schedule>> make_schedules(const ScheduleWords& words, const Clock& clock);

std::string spell(const SlotTime& time);  // 08:00x2
std::string spell(const DayWindow& window);
/// As an option takes it: `mon,wed`, `1,15,last`, `2d`, `21d/7d`, `8h`; empty for daily and as needed. Of a
/// run by lot its nights.
std::string spell(const Rule& rule);
/// For a person: `08:00 x2 and 21:00 on Mon, Wed, from 2026-11-20 until 2026-12-31`, `every 8h after the last intake`.
std::string describe(const Schedule& schedule);
/// One line for files, read back by parse_plan: `at 08:00x2,21:00 on mon,wed from 2026-11-20; pause 2026-12-01..`.
std::string spell(const Plan& plan);
Result<Plan> parse_plan(std::string_view text);

/// What as much as a reminder needs of an intake of one dose.
struct DoseIntake {
    std::int64_t id = 0;
    Moment moment;
    Day day{};
    Count servings;
    friend bool operator==(const DoseIntake&, const DoseIntake&) = default;
};

/// Limits for what is taken as needed, in rolling windows.
struct Limits {
    std::optional<Count> most = {};  // servings in any `window`
    minutes window{0};
    minutes gap{0};  // between two intakes; zero for none
    [[nodiscard]] bool any() const { return most || gap > minutes{0}; }
    friend bool operator==(const Limits&, const Limits&) = default;
};
/// `3/24h`: servings in any such time; leaves `gap` at zero.
Result<Limits> parse_max(std::string_view text);
/// `4h`.
Result<minutes> parse_gap(std::string_view text);
/// `24h` as people say it, not `1d`.
std::string spell_window(minutes window);
std::string spell_max(const Limits& limits);  // 3/24h; empty without

enum class LimitKind : std::uint8_t { none, most, gap, too_much };
/// When `servings` may be taken next, and which limit asks to wait until then (`none`: no need to). `too_much`: more
/// than a window ever allows, and `at` is empty. `blocking` is the intake whose gap or window ends at `at`.
struct NextPossible {
    std::optional<Instant> at = {};
    LimitKind limit = LimitKind::none;
    std::optional<Moment> blocking = {};
    Count in_window{0};  // servings in the window that ends at `asked`
    friend bool operator==(const NextPossible&, const NextPossible&) = default;
};
/// The first instant from `asked` on. A window of 24h is over after 24h: what was taken then no longer counts. Intakes
/// may come in any order; later ones than `asked` count too, so that a forgotten one can be judged.
NextPossible next_possible(
    const Limits& limits, std::span<const DoseIntake> intakes, Instant asked, Count servings = Count{1});
/// `the limit is 3 in 24h, and the intake at 2026-11-20 08:00 counts until then`; empty when there is no need to wait.
std::string why(const NextPossible& next, const Limits& limits);
/// How the times of a schedule are more than its dose's limits allow, though each is taken in time; empty where they
/// are not.
std::optional<std::string> over_limits(const Schedule& schedule, const Limits& limits, const Clock& clock);

}  // namespace epsom
