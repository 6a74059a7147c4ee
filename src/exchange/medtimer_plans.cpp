// MedTimer's reminders as the plan of a dose. A plan is kept whole or not at all: one that lacks a reminder would look
// complete.

#include <algorithm>
#include <array>
#include <map>

#include "epsom/domain/time/moment.hpp"
#include "epsom/text/text.hpp"
#include "medtimer.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

using std::chrono::days;

constexpr minutes whole_day{24 * 60};
constexpr std::uint8_t every_weekday = 0x7F;

bool is_set(const Json& value) { return value.is(Json::Type::number) && value.whole().value_or(1) != 0; }
bool is_true(const Json& value) { return value.is(Json::Type::boolean) && value.truth; }

/// Whether it reminds of something to take, and not of the supply.
bool is_of_a_dose(const Json& reminder) {
    return !is_alert(reminder["outOfStockReminderType"]) && !is_alert(reminder["expirationReminderType"]);
}

/// A time of day at which it reminds.
struct TimeOfDay {
    minutes time{0};
    Count servings{1};
    Rule days = Daily{};  // or OnWeekdays, OnMonthDays, Cycle
    Day cycle{};          // the first day of a cycle
    std::optional<Day> first = {}, last = {};
};
/// Elapsed time since the last one was taken.
struct Repeated {
    std::string every = {};
    std::optional<std::string> between = {};
    std::optional<minutes> at = {};
    Count servings{1};
    std::optional<Day> first = {}, last = {};
};
struct Linked {
    std::int64_t leader = 0;
    minutes gap{0};
    Count servings{1};
    std::optional<Day> first = {}, last = {};
};
struct Reminders {
    std::vector<TimeOfDay> times;
    std::vector<Repeated> repeated;
    std::vector<Linked> linked;
};

std::string spell_slot(minutes time, Count servings) { return spell(SlotTime{time, servings}); }

class Planner {
public:
    Planner(const MedicineInFile& medicine, const Clock& clock, const Leaders& leaders)
        : medicine_{medicine}, clock_{clock}, leaders_{leaders} {}

    /// Empty where nothing reminds. Error: why it cannot be kept.
    Result<std::vector<Schedule>> plan();
    /// The nearest that can be typed; empty where nothing can.
    [[nodiscard]] std::vector<std::string> typed() const;
    std::vector<ByHand> changed;  // what is kept in another way

private:
    std::optional<Error> read(const Json& reminder);
    /// The first day on which a reminder without a first day reminded: its time came after it was made. Empty where
    /// that is not known, or lies ahead; a cycle begins on a day of its own.
    [[nodiscard]] std::optional<Day> begun(const Json& reminder) const;
    std::optional<Error> read_time(const Json& reminder, TimeOfDay& read) const;
    std::optional<Error> read_interval(const Json& reminder, Repeated read);
    Result<Count> servings_of(const Json& reminder);
    /// The user's day begins later than the calendar's: what comes before it belongs to the day before.
    std::optional<Error> move_to_users_day(TimeOfDay& time) const;
    Result<std::vector<Schedule>> plan_of_times();
    Result<Schedule> plan_of_part(std::span<const TimeOfDay> times, Day from, std::optional<Day> until) const;
    Result<Schedule> plan_of_link(const Linked& link) const;
    [[nodiscard]] Moment local(std::int64_t second) const {
        return clock_.zone.at(Instant{seconds{std::clamp<std::int64_t>(second, 0, 100'000'000'000)}});
    }

    const MedicineInFile& medicine_;
    const Clock& clock_;
    const Leaders& leaders_;
    Reminders read_;
};

Result<Count> Planner::servings_of(const Json& reminder) {
    const std::string_view text = trim(reminder["amount"].text);
    const auto amount = read_medicine_amount(text, medicine_.nutrient);
    if (!amount && !has_no_number(text)) return amount.error();
    if (!amount) {
        changed.push_back({"amount " + in_quotes(text) + " of " + in_quotes(medicine_.name) +
                           " has no number; it is planned as 1 " + medicine_.unit});
        return Count{1};
    }
    if (amount->nothing) return Error{"a reminder has an amount of zero"};
    Count servings = amount->count;
    if (amount->mass && !medicine_.piece) servings = Count{1};
    if (amount->mass && medicine_.piece) {
        const std::int64_t piece = medicine_.piece->nanograms();
        const std::int64_t thousandfold = amount->mass->nanograms() * 1000;  // at most 1 kg: no overflow
        if (thousandfold % piece != 0)
            return Error{in_quotes(text) + " is not a simple multiple of " + spell(*medicine_.piece)};
        servings = Count::from_thousandths(thousandfold / piece);
    }
    if (servings > largest_count) return Error{in_quotes(text) + " is more than " + spell(largest_count) + " at once"};
    return servings;
}

std::optional<Error> Planner::read(const Json& reminder) {
    const auto servings = servings_of(reminder);
    if (!servings) return servings.error();
    const auto first = day_in(reminder["periodStart"]), last = day_in(reminder["periodEnd"]);
    const auto number = reminder["timeInMinutes"].whole();
    if (is_set(reminder["linkedReminderId"])) {
        if (!number || *number < 0 || *number >= whole_day.count())
            return Error{"a reminder follows another one by a day or more"};
        read_.linked.push_back(
            {reminder["linkedReminderId"].whole().value_or(0), minutes{*number}, *servings, first, last});
        return std::nullopt;
    }
    if (is_set(reminder["intervalStart"]) || is_true(reminder["windowedInterval"]))
        return read_interval(reminder, {.servings = *servings, .first = first, .last = last});
    TimeOfDay time{.servings = *servings, .first = first, .last = last};
    if (!first) time.first = begun(reminder);
    if (auto error = read_time(reminder, time)) return error;
    read_.times.push_back(time);
    return std::nullopt;
}

std::optional<Day> Planner::begun(const Json& reminder) const {
    const auto made = reminder["createdTimestamp"].whole(), time = reminder["timeInMinutes"].whole();
    if (!made || *made <= 0 || !time || is_set(reminder["pauseDays"])) return std::nullopt;
    const LocalTime at = local(*made).local();
    const Day date = std::chrono::floor<days>(at);
    const Day first = date + minutes{*time} < at ? date + days{1} : date;
    return first <= clock_.today() ? std::optional{first} : std::nullopt;
}

std::optional<Error> Planner::read_time(const Json& reminder, TimeOfDay& read) const {
    const auto number = reminder["timeInMinutes"].whole();
    if (!number || *number < 0 || *number >= whole_day.count()) return Error{"a reminder has no time of day"};
    read.time = minutes{*number};

    OnWeekdays on;  // MedTimer's week begins with Monday too
    const auto& week = reminder["days"].items;
    for (std::size_t i = 0; i < week.size() && i < 7; ++i) {
        if (is_true(week[i])) on.days = static_cast<std::uint8_t>(on.days | (1U << i));
    }
    // Without any day MedTimer reminds every day.
    const bool weekly = !week.empty() && on.days != 0 && on.days != every_weekday;

    constexpr std::uint32_t whole_month = 0x7FFFFFFF;
    const auto month = static_cast<std::uint32_t>(reminder["activeDaysOfMonth"].whole().value_or(-1)) & whole_month;
    const bool monthly = month != 0 && month != whole_month;
    const bool cyclic = is_set(reminder["pauseDays"]);
    if (weekly + monthly + cyclic > 1) {
        return Error{"a reminder is limited by " + std::string{weekly ? "weekdays" : "days of the month"} + " and by " +
                     (cyclic ? "a cycle" : "days of the month")};
    }
    if (weekly) read.days = on;
    if (monthly) read.days = OnMonthDays{month << 1U};
    if (cyclic) {
        constexpr int most = 366;
        const auto days_on = reminder["consecutiveDays"].whole(), days_off = reminder["pauseDays"].whole();
        const auto first = day_in(reminder["cycleStartDay"]);
        if (!first || !days_on || *days_on < 1 || *days_on > most || !days_off || *days_off < 1 || *days_off > most)
            return Error{"a reminder has a cycle without a first day, or of more than a year"};
        read.days = Cycle{static_cast<int>(*days_on), static_cast<int>(*days_off)};
        read.cycle = *first;
    }
    return move_to_users_day(read);
}

std::optional<Error> Planner::move_to_users_day(TimeOfDay& time) const {
    if (time.time >= clock_.day_start) return std::nullopt;
    if (time.first) *time.first -= days{1};
    if (time.last) *time.last -= days{1};
    time.cycle -= days{1};
    if (auto* on = std::get_if<OnWeekdays>(&time.days))
        on->days = static_cast<std::uint8_t>((on->days >> 1U) | ((on->days & 1U) << 6U));
    if (auto* on = std::get_if<OnMonthDays>(&time.days)) {
        // The 29th of a short month has no day before it that is the same in all months.
        if ((on->days >> 29U) != 0) return Error{"a reminder is on days that some months lack, before the day starts"};
        on->days >>= 1U;  // the first becomes the last of the month before
    }
    return std::nullopt;
}

std::optional<Error> Planner::read_interval(const Json& reminder, Repeated read) {
    const auto number = reminder["timeInMinutes"].whole();
    constexpr minutes shortest{15};
    if (!number || *number < shortest.count() || *number > 366 * whole_day.count())
        return Error{"a reminder has an interval of less than 15 minutes, or of more than a year"};
    const minutes every{*number};
    const bool windowed = is_true(reminder["windowedInterval"]);
    const bool from_taken = is_true(reminder["intervalStartsFromProcessed"]);
    const auto of_day = [&reminder](std::string_view key, int usual) {
        return minutes{std::clamp<std::int64_t>(reminder[key].whole().value_or(usual), 0, whole_day.count() - 1)};
    };
    const minutes opens = of_day("intervalStartTimeOfDay", 480), closes = of_day("intervalEndTimeOfDay", 1320);
    const Moment begins = local(reminder["intervalStart"].whole().value_or(0));
    const Day begin_date = std::chrono::floor<days>(begins.local());
    const auto begin_time = std::chrono::duration_cast<minutes>(begins.local() - begin_date);

    // Counted from one reminder to the next, it comes at the same times each day, or every so many days.
    const auto add = [&](minutes time, Rule rule = Daily{}) -> std::optional<Error> {
        TimeOfDay fixed{time % whole_day, read.servings, rule, begin_date, read.first, read.last};
        if (auto error = move_to_users_day(fixed)) return error;
        read_.times.push_back(fixed);
        return std::nullopt;
    };
    if (!from_taken && windowed) {
        const minutes end = closes < opens ? closes + whole_day : closes;
        for (minutes time = opens; time <= end; time += every) {
            if (auto error = add(time)) return error;
        }
        return std::nullopt;
    }
    if (!from_taken && (whole_day % every == minutes{0} || every % whole_day == minutes{0})) {
        const auto apart = static_cast<int>(every / whole_day);
        if (!read.first && begins.at > clock_.now) read.first = begin_date;
        if (apart > 1) return add(begin_time, Cycle{1, apart - 1});
        for (minutes later{0}; later < whole_day; later += every) {
            if (auto error = add(begin_time + later)) return error;
        }
        return std::nullopt;
    }
    read.every = spell_duration(every);
    if (!from_taken) {
        changed.push_back({"every " + read.every + " of " + in_quotes(medicine_.name) +
                           " is planned from the last one taken, not from the last reminder"});
    }
    if (windowed) read.between = spell(DayWindow{opens, closes});
    const bool ahead = !windowed && begins.at > clock_.now;
    if (ahead && !read.first) read.first = begin_date;
    // More than one at once needs a first time, which carries the number.
    if (ahead || read.servings != Count{1}) read.at = windowed ? opens : begin_time;
    read_.repeated.push_back(std::move(read));
    return std::nullopt;
}

/// The words for times that are due on the same days.
using DayGroups = std::vector<std::pair<Rule, std::vector<std::string>>>;

/// Times on days of the week as what each day has then: two reminders at 08:00 are one time with both amounts.
DayGroups grouped(std::span<const TimeOfDay> times) {
    DayGroups groups;
    const auto add = [&groups](const Rule& rule, minutes time, Count servings) {
        const auto found = std::ranges::find(groups, rule, &DayGroups::value_type::first);
        auto& words = (found == groups.end() ? groups.emplace_back(rule, std::vector<std::string>{}) : *found).second;
        words.push_back(spell_slot(time, servings));
    };
    std::map<minutes, std::array<Count, 7>> by_weekday;
    for (const TimeOfDay& each : times) {
        const auto* on = std::get_if<OnWeekdays>(&each.days);
        if (on == nullptr && !std::holds_alternative<Daily>(each.days)) {
            add(each.days, each.time, each.servings);
            continue;
        }
        auto& week = by_weekday
                         .try_emplace(each.time,
                             std::array<Count, 7>{Count{0}, Count{0}, Count{0}, Count{0}, Count{0}, Count{0}, Count{0}})
                         .first->second;
        for (unsigned day = 0; day < 7; ++day) {
            if (on == nullptr || ((on->days >> day) & 1U) != 0) week[day] = week[day] + each.servings;
        }
    }
    for (const auto& [time, week] : by_weekday) {
        std::map<Count, std::uint8_t> days_with;
        for (unsigned day = 0; day < 7; ++day) {
            if (week[day] > Count{0})
                days_with[week[day]] = static_cast<std::uint8_t>(days_with[week[day]] | (1U << day));
        }
        for (const auto& [servings, on] : days_with) add(OnWeekdays{on}, time, servings);
    }
    return groups;
}

std::vector<WhenWord> when_words(const DayGroups& groups) {
    std::vector<WhenWord> words;
    for (const auto& [rule, times] : groups) {
        words.push_back({WhenWord::Kind::at, joined(times, ",")});
        const bool daily = rule == Rule{OnWeekdays{every_weekday}};
        if (daily && groups.size() == 1) continue;
        words.push_back(
            {std::holds_alternative<Cycle>(rule) ? WhenWord::Kind::cycle : WhenWord::Kind::on, spell(rule)});
    }
    return words;
}

Result<Schedule> Planner::plan_of_part(std::span<const TimeOfDay> times, Day from, std::optional<Day> until) const {
    for (const TimeOfDay& each : times) {
        const auto* cycle = std::get_if<Cycle>(&each.days);
        if (cycle != nullptr && (from - each.cycle).count() % (cycle->on + cycle->off) != 0)
            return Error{"its cycles begin on days that no plan has in common"};
    }
    ScheduleWords words{.from = spell_day(from)};
    if (until) words.until = spell_day(*until);
    const auto arranged_words = arranged(std::move(words), when_words(grouped(times)));
    if (!arranged_words) return arranged_words.error();
    return make_schedule(*arranged_words, clock_);
}

Result<std::vector<Schedule>> Planner::plan_of_times() {
    const Day today = clock_.today();
    // What has no first day begins today, or where its cycle does, so that the cycle goes on.
    Day begin = today;
    const auto is_cyclic = [](const TimeOfDay& each) { return std::holds_alternative<Cycle>(each.days); };
    const bool all_cyclic = std::ranges::all_of(read_.times, is_cyclic);
    for (TimeOfDay& each : read_.times) {
        if (!is_cyclic(each)) continue;
        const auto [on, off] = std::get<Cycle>(each.days);
        const days length{on + off};
        if (each.cycle > today) each.first = std::max(each.first.value_or(each.cycle), each.cycle);
        if (each.first) {
            each.first = std::max(*each.first, each.cycle);
            const days into = (*each.first - each.cycle) % length;
            const Day now_begun = today - (today - each.cycle) % length;
            if (into >= days{on}) *each.first += length - into;
            else if (into > days{0} && *each.first <= now_begun) each.first = now_begun;
        } else if (begin == today) {
            begin = all_cyclic ? each.cycle : today - (today - each.cycle) % length;
        }
    }
    std::vector<Day> starts;
    for (TimeOfDay& each : read_.times) {
        if (!each.first) each.first = begin;
        starts.push_back(*each.first);
        if (each.last) starts.push_back(*each.last + days{1});
    }
    std::ranges::sort(starts);
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());

    std::vector<Schedule> schedules;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const Day from = starts[i];
        std::vector<TimeOfDay> times;
        std::ranges::copy_if(read_.times, std::back_inserter(times),
            [from](const TimeOfDay& each) { return *each.first <= from && (!each.last || from <= *each.last); });
        if (times.empty()) {
            if (!schedules.empty() && !schedules.back().until) schedules.back().until = from - days{1};
            continue;
        }
        auto part = plan_of_part(times, from, std::nullopt);
        if (!part) return part.error();
        schedules.push_back(std::move(*part));
    }
    return schedules;
}

Result<Schedule> Planner::plan_of_link(const Linked& link) const {
    const auto found = leaders_.find(link.leader);
    if (found == leaders_.end()) return Error{"the reminder that it follows is not in the file"};
    const Leader& leader = found->second;
    if (!leader.active) return Error{"it follows a reminder of " + in_quotes(leader.medicine) + " that is inactive"};
    if (name_key(leader.medicine) == name_key(medicine_.name)) return Error{"it follows one of its own times"};
    const auto times = std::ranges::count_if(leaders_, [&leader](const auto& other) {
        return other.second.active && name_key(other.second.medicine) == name_key(leader.medicine);
    });
    if (times > 1) return Error{"it follows one of several times of " + in_quotes(leader.medicine)};
    Schedule schedule{.rule = After{"", link.gap, link.servings, leader.medicine},
        .from = link.first.value_or(clock_.today()),
        .until = link.last};
    if (schedule.from == clock_.today()) schedule.since = clock_.now;
    return schedule;
}

Result<std::vector<Schedule>> Planner::plan() {
    for (const Json& reminder : medicine_.reminders.items) {
        if (!is_active(reminder) || !is_of_a_dose(reminder)) continue;
        if (auto error = read(reminder)) return *error;
    }
    const int kinds = !read_.times.empty() + !read_.repeated.empty() + !read_.linked.empty();
    if (kinds > 1) return Error{"it has reminders of several kinds"};
    if (read_.repeated.size() > 1) return Error{"it has several intervals"};
    if (read_.linked.size() > 1) return Error{"it follows several reminders"};
    if (!read_.times.empty()) return plan_of_times();
    std::vector<Schedule> schedules;
    for (const Linked& link : read_.linked) {
        auto schedule = plan_of_link(link);
        if (!schedule) return schedule.error();
        schedules.push_back(std::move(*schedule));
    }
    for (const Repeated& each : read_.repeated) {
        ScheduleWords words{.interval = each.every, .between = each.between};
        if (each.at) words.at.push_back(spell_slot(*each.at, each.servings));
        if (each.first) words.from = spell_day(*each.first);
        if (each.last) words.until = spell_day(*each.last);
        auto schedule = make_schedule(words, clock_);
        if (!schedule) return schedule.error();
        schedules.push_back(std::move(*schedule));
    }
    return schedules;
}

std::vector<std::string> Planner::typed() const {
    std::vector<std::string> times;
    for (const Json& reminder : medicine_.reminders.items) {
        if (!is_active(reminder) || !is_of_a_dose(reminder)) continue;
        std::optional<minutes> time;
        const auto number = reminder["timeInMinutes"].whole();
        if (is_set(reminder["linkedReminderId"])) {
            const auto found = leaders_.find(reminder["linkedReminderId"].whole().value_or(0));
            if (found != leaders_.end() && found->second.time && number)
                time = (*found->second.time + minutes{std::clamp<std::int64_t>(*number, 0, 1440)}) % whole_day;
        } else if (!is_set(reminder["intervalStart"]) && !is_true(reminder["windowedInterval"]) && number &&
                   *number >= 0 && *number < whole_day.count()) {
            time = minutes{*number};
        }
        if (time) times.push_back(spell_time_of_day(*time));
    }
    std::ranges::sort(times);
    times.erase(std::unique(times.begin(), times.end()), times.end());
    if (!times.empty()) return {"--at", joined(times, ",")};
    if (!read_.repeated.empty()) return {"--interval", read_.repeated.front().every};
    return {};
}

}  // namespace

bool is_active(const Json& reminder) { return !reminder["active"].is(Json::Type::boolean) || reminder["active"].truth; }

std::optional<Day> day_in(const Json& value) {
    const auto number = value.whole();
    if (!number || *number <= 0 || *number > 80'000) return std::nullopt;
    return Day{days{*number}};
}

void index_reminders(const Json& item, Leaders& leaders) {
    const std::string medicine{trim(item["medicine"]["name"].words())};
    for (const Json& reminder : item["reminders"].items) {
        const auto id = reminder["reminderId"].whole();
        if (!id || *id == 0 || !is_of_a_dose(reminder)) continue;
        const bool at_a_time = !is_set(reminder["linkedReminderId"]) && !is_set(reminder["intervalStart"]) &&
                               !is_true(reminder["windowedInterval"]);
        const auto time = reminder["timeInMinutes"].whole();
        leaders.insert_or_assign(
            *id, Leader{medicine,
                     at_a_time && time && *time >= 0 && *time < whole_day.count() ? std::optional{minutes{*time}}
                                                                                  : std::nullopt,
                     is_active(reminder)});
    }
}

void plan_medicine(
    const MedicineInFile& medicine, const Leaders& leaders, const Clock& clock, ImportedProduct& product) {
    Planner planner{medicine, clock, leaders};
    auto planned = planner.plan();
    const auto by_hand = [&](const std::string& why) {
        return ByHand{"no schedule for " + in_quotes(medicine.name) + ", as " + why, "dose schedule", planner.typed()};
    };
    if (!planned) {
        product.by_hand.push_back(by_hand(planned.error().message));
        return;
    }
    product.by_hand.insert(product.by_hand.end(), planner.changed.begin(), planner.changed.end());
    product.schedules = std::move(*planned);
    for (const Schedule& schedule : product.schedules) {
        if (const auto* link = std::get_if<After>(&schedule.rule))
            product.without_leader = by_hand(in_quotes(link->name) + ", which it follows, has no scheduled times");
    }
}

}  // namespace epsom::exchange
