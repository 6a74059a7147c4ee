// Times as typed, with the days they have: `--at`, `--with`, `--on`, `--every`, `--cycle`.
#include "schedule_times.hpp"

#include <algorithm>
#include <numeric>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
using Kind = WhenWord::Kind;

constexpr std::uint32_t last_day = 1U;
constexpr std::uint32_t may_be_last = 0xFU << 28;  // the 28th to the 31st

bool is_time(const WhenWord& word) { return word.kind == Kind::at || word.kind == Kind::with; }

std::string_view option_of(Kind kind) {
    switch (kind) {
        case Kind::at: return "--at";
        case Kind::with: return "--with";
        case Kind::on: return "--on";
        case Kind::every: return "--every";
        case Kind::cycle: break;
    }
    return "--cycle";
}

void put_time(auto& words, const WhenWord& word) {
    (word.kind == Kind::at ? words.at : words.with).push_back(word.value);
}

void put_days(auto& words, const WhenWord& word) {
    (word.kind == Kind::on ? words.on : word.kind == Kind::every ? words.every : words.cycle) = word.value;
}

/// Two words for the days of the same times.
Error both(const WhenWord& a, const WhenWord& b) {
    const std::string first{option_of(a.kind)}, second{option_of(b.kind)};
    if (a.kind != b.kind) return {first + " and " + second + " cannot be combined", "keep one of them"};
    return {first + " appears twice: " + in_quotes(a.value) + " and " + in_quotes(b.value), "keep one " + first};
}

Result<Rule> read_days(const TimesWords& words) {
    if (words.on) return parse_on(*words.on);
    if (words.every) return parse_every(*words.every);
    return parse_cycle(*words.cycle);
}

/// The meal that `text` begins with, what follows its name, and how many servings.
struct MealWord {
    const Anchor* meal = nullptr;
    minutes later{0};
    Count servings{1};
};

Result<MealWord> read_meal(std::string_view text, std::span<const Anchor> anchors) {
    const auto find = [anchors](std::string_view name) { return find_anchor(anchors, name); };
    MealWord word;
    std::string_view name = trim(text);
    if (word.meal = find(name); word.meal != nullptr) return word;
    if (const auto x = name.rfind('x'); x != std::string_view::npos && x > 0) {
        if (const auto servings = parse_count(trim(name.substr(x + 1)))) {
            word.servings = *servings;
            name = trim(name.substr(0, x));
        }
    }
    const auto sign = name.find_last_of("+-");
    if (word.meal = find(name); word.meal == nullptr && sign != std::string_view::npos) {
        word.meal = find(name.substr(0, sign));
        if (word.meal != nullptr) {
            const auto away = parse_duration(name.substr(sign + 1));
            if (!away) return away.error();
            word.later = name[sign] == '-' ? -*away : *away;
        }
    }
    if (word.meal != nullptr) return word;
    if (const auto time = parse_time_of_day(name))
        return Error{in_quotes(name) + " (--with) is a time, not a meal",
            "leave out --with, and use --at " + spell_time_of_day(*time)};
    std::vector<std::string_view> names;
    for (const Anchor& each : anchors) names.push_back(each.name);
    const std::string_view bare = sign == std::string_view::npos ? name : name.substr(0, sign);
    const std::string near = did_you_mean(bare, names);
    return Error{"no " + in_quotes(bare) + " among the times of the profile",
        near.empty() ? "to define it: epsom profile set --anchor breakfast=07:30" : near};
}

Result<std::vector<SlotTime>> read_group(
    const std::vector<std::string>& at, const std::vector<std::string>& with, std::span<const Anchor> anchors) {
    std::vector<SlotTime> times;
    for (const auto& list : at) {
        for (const auto& text : split(list, ',')) {
            const auto slot = parse_slot_time(text);
            if (!slot) return slot.error();
            times.push_back(*slot);
        }
    }
    for (const auto& list : with) {
        for (const auto& text : split(list, ',')) {
            const auto read = times_with(text, anchors);
            if (!read) return read.error();
            times.insert(times.end(), read->begin(), read->end());
        }
    }
    return times;
}

/// Whether no day has both.
bool apart(const Rule& a, const Rule& b) {
    if (const auto* x = std::get_if<OnWeekdays>(&a), *y = std::get_if<OnWeekdays>(&b); x != nullptr && y != nullptr)
        return (x->days & y->days) == 0;
    if (const auto* x = std::get_if<OnMonthDays>(&a), *y = std::get_if<OnMonthDays>(&b); x != nullptr && y != nullptr) {
        const bool last = ((x->days & last_day) != 0 && (y->days & may_be_last) != 0) ||
                          ((y->days & last_day) != 0 && (x->days & may_be_last) != 0);
        return (x->days & y->days) == 0 && !last;
    }
    return false;
}

std::optional<Error> twice(std::span<const SlotTime> times) {
    for (std::size_t i = 0; i < times.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (times[i].time != times[j].time || apart(times[i].days, times[j].days)) continue;
            const std::string time = spell_time_of_day(times[i].time);
            const bool same = times[i].days == times[j].days;
            return Error{"'" + time + "' is given twice" + (same ? "" : " on some days"),
                same ? "for two servings use " + time + "x2" : "let each day have one of them"};
        }
    }
    return std::nullopt;
}

bool has_own_days(const Schedule& schedule) {
    return std::ranges::any_of(
        schedule.times, [](const SlotTime& each) { return !std::holds_alternative<Daily>(each.days); });
}

/// Gives the rule's days to each time, as far as both are days of the week.
std::optional<Error> share_out(Schedule& schedule) {
    const auto differing = std::ranges::find_if(
        schedule.times, [](const SlotTime& each) { return !std::holds_alternative<Daily>(each.days); });
    if (differing == schedule.times.end() || std::holds_alternative<Daily>(schedule.rule)) return std::nullopt;
    const auto* on = std::get_if<OnWeekdays>(&schedule.rule);
    if (on == nullptr) return depends_on_weekday(*differing);
    for (SlotTime& each : schedule.times) {
        auto* days = std::get_if<OnWeekdays>(&each.days);
        if (days != nullptr) days->days = static_cast<std::uint8_t>(days->days & on->days);
        else each.days = *on;
    }
    std::erase_if(schedule.times, [](const SlotTime& each) { return each.days == Rule{OnWeekdays{0}}; });
    if (schedule.times.empty()) return Error{"the meal is on none of these days", "choose other days"};
    schedule.rule = Daily{};
    return std::nullopt;
}

/// Days that all times share are the schedule's.
void lift_days(Schedule& schedule) {
    if (schedule.times.empty() || !std::holds_alternative<Daily>(schedule.rule)) return;
    const Rule shared = schedule.times.front().days;
    if (!std::ranges::all_of(schedule.times, [&](const SlotTime& each) { return each.days == shared; })) return;
    schedule.rule = shared;
    for (SlotTime& each : schedule.times) each.days = Daily{};
}

}  // namespace

Error depends_on_weekday(const SlotTime& time) {
    return {"the time of " + in_quotes(time.anchor) + " depends on the weekday, which only --on can follow",
        "keep to days of the week, or use --at " + spell_time_of_day(time.time)};
}

Result<std::vector<SlotTime>> times_with(std::string_view text, std::span<const Anchor> anchors) {
    const auto word = read_meal(text, anchors);
    if (!word) return word.error();
    std::string spelled = word->meal->name;
    if (word->later != 0min)
        spelled += (word->later < 0min ? "-" : "+") + spell_duration(std::chrono::abs(word->later));
    std::vector<SlotTime> times;
    for (unsigned day = 0; day < 7; ++day) {
        const auto& meal = word->meal->times[day];
        if (!meal) continue;
        const minutes time = *meal + word->later;
        if (time < 0min || time >= 24h) {
            return Error{in_quotes(text) + " (--with) is not on the same day as " + in_quotes(word->meal->name),
                "use a shorter time, such as " + word->meal->name + "-30m"};
        }
        const auto same = std::ranges::find(times, time, &SlotTime::time);
        const auto bit = static_cast<std::uint8_t>(1U << day);
        if (same == times.end()) {
            times.push_back({time, word->servings, OnWeekdays{bit}, spelled});
        } else {
            auto& days = std::get<OnWeekdays>(same->days).days;
            days = static_cast<std::uint8_t>(days | bit);
        }
    }
    for (SlotTime& each : times) {
        if (std::get<OnWeekdays>(each.days).days == whole_week) each.days = Daily{};
    }
    return times;
}

Result<std::vector<SlotTime>> read_times(const ScheduleWords& words) {
    if (words.groups.empty()) return read_group(words.at, words.with, words.anchors);
    std::vector<SlotTime> times;
    for (const TimesWords& group : words.groups) {
        const auto days = read_days(group);
        if (!days) return days.error();
        Schedule part{.rule = *days};
        auto read = read_group(group.at, group.with, words.anchors);
        if (!read) return read.error();
        part.times = std::move(*read);
        if (auto error = share_out(part)) return *error;
        for (SlotTime& each : part.times) {
            if (!std::holds_alternative<Daily>(part.rule)) each.days = part.rule;
            times.push_back(std::move(each));
        }
    }
    return times;
}

std::optional<Error> settle_days(Schedule& schedule) {
    if (auto error = share_out(schedule)) return error;
    if (auto error = twice(schedule.times)) return error;
    lift_days(schedule);
    std::ranges::stable_sort(schedule.times, {}, &SlotTime::time);
    return std::nullopt;
}

int round_of(const Schedule& schedule) {
    int round = 1;
    const auto take = [&round](const Rule& rule) {
        if (const auto* every = std::get_if<EveryDays>(&rule)) round = std::lcm(round, every->days);
        if (const auto* cycle = std::get_if<Cycle>(&rule)) round = std::lcm(round, cycle->on + cycle->off);
    };
    take(schedule.rule);
    for (const SlotTime& each : schedule.times) take(each.days);
    return round;
}

std::vector<TimesOfDays> groups_of(const Schedule& schedule) {
    std::vector<TimesOfDays> groups;
    const bool own = has_own_days(schedule);
    for (const SlotTime& each : schedule.times) {
        const Rule& days = own ? each.days : schedule.rule;
        const auto found = std::ranges::find(groups, days, &TimesOfDays::days);
        (found == groups.end() ? groups.emplace_back(TimesOfDays{days, {}}) : *found).times.push_back(each);
    }
    return groups;
}

Result<ScheduleWords> arranged(ScheduleWords words, std::span<const WhenWord> typed) {
    const auto days = std::ranges::count_if(typed, [](const WhenWord& word) { return !is_time(word); });
    if (days < 2) {
        for (const WhenWord& word : typed) is_time(word) ? put_time(words, word) : put_days(words, word);
        return words;
    }
    const bool days_first = !is_time(typed.front());
    const auto lacking = [](const WhenWord& word) {
        const std::string what = std::string{option_of(word.kind)} + " " + in_quotes(word.value);
        return Error{what + (is_time(word) ? " has no days" : " has no time"),
            "each needs its own: --at 07:00 --on mon-fri --at 09:00 --on sat,sun"};
    };
    bool complete = true;  // whether the last group has both times and days
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const WhenWord& word = typed[i];
        const bool begins = is_time(word) != days_first;
        if (i > 0 && !is_time(word) && !is_time(typed[i - 1])) return both(typed[i - 1], word);
        if (begins && complete) words.groups.emplace_back();
        is_time(word) ? put_time(words.groups.back(), word) : put_days(words.groups.back(), word);
        complete = !begins;
    }
    if (!complete) return lacking(typed.back());
    return words;
}

}  // namespace epsom
