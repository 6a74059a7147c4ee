#include <algorithm>
#include <array>
#include <bit>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/plan/schedule.hpp"
#include "epsom/domain/time/calendar_names.hpp"
#include "epsom/domain/time/day_count.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "schedule_times.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr int most_days = 366;
constexpr minutes longest = 366 * 24h;
constexpr minutes shortest_interval = 15min;

constexpr std::uint32_t odd_days = 0xAAAA'AAAA;  // 1, 3 … 31
constexpr std::uint32_t even_days = 0x5555'5554;

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

std::optional<int> small_number(std::string_view text) {
    if (!all_digits(text)) return std::nullopt;
    int value = 0;
    for (const char c : text) value = std::min(value * 10 + (c - '0'), 100'000);
    return value;
}

std::string listed(const std::vector<std::string>& parts, std::string_view last_separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? last_separator : ", ";
        text += parts[i];
    }
    return text;
}

Result<int> parse_days(std::string_view text, std::string_view whole, std::string_view how = "use 2d or 1w") {
    text = trim(text);
    const auto unit_at = std::ranges::find_if_not(text, is_digit) - text.begin();
    const auto number = small_number(text.substr(0, static_cast<std::size_t>(unit_at)));
    const std::string unit = lower(trim(text.substr(static_cast<std::size_t>(unit_at))));
    if (!number) return Error{in_quotes(whole) + " is not a number of days", std::string{how}};
    if (unit == "h" || unit == "m") return Error{in_quotes(whole) + " is not a number of whole days", std::string{how}};
    if (unit != "d" && unit != "w") return Error{in_quotes(whole) + " is not a number of days", std::string{how}};
    const int count = unit == "w" ? *number * 7 : *number;
    if (count == 0) return Error{in_quotes(whole) + " is zero days", "use at least 1d"};
    if (count > most_days) return Error{in_quotes(whole) + " exceeds one year", "use at most 366d"};
    return count;
}

std::optional<unsigned> weekday_number(std::string_view word) {
    const std::string folded = lower(trim(word));
    for (unsigned i = 0; i < 7; ++i) {
        if (folded == lower(short_weekday_names[i]) || folded == lower(weekday_names[i])) return i;
    }
    return std::nullopt;
}

/// Days of the week (0 to 6) or of the month (1 to 31, 0 for `last`) that one word of `--on` names.
struct OnWord {
    bool month = false;
    std::uint32_t days = 0;
};

Result<OnWord> parse_on_word(std::string_view word, std::string_view whole) {
    word = trim(word);
    if (word.empty()) return Error{in_quotes(whole) + " has an empty item", "use a list such as mon,wed,fri"};
    if (lower(word) == "last") return OnWord{true, 1U};
    if (lower(word) == "odd") return OnWord{true, odd_days};
    if (lower(word) == "even") return OnWord{true, even_days};
    const auto dash = word.find('-');
    const std::string_view first = trim(word.substr(0, dash));
    const std::string_view last = dash == std::string_view::npos ? first : trim(word.substr(dash + 1));
    if (all_digits(first) && all_digits(last)) {
        const int from = *small_number(first);
        const int to = *small_number(last);
        for (const int day : {from, to}) {
            if (day < 1 || day > 31) {
                return Error{in_quotes(word) + " is not a day of the month", "use 1 to 31, or last"};
            }
        }
        if (to < from) return Error{in_quotes(word) + " ends before it starts", "put the smaller day first"};
        std::uint32_t bits = 0;
        for (int day = from; day <= to; ++day) bits |= 1U << day;
        return OnWord{true, bits};
    }
    std::array<unsigned, 2> ends{};
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string_view name = i == 0 ? first : last;
        const auto found = weekday_number(name);
        if (!found) {
            return Error{in_quotes(name) + " is not a weekday", lower(hint_for(name, short_weekday_names))};
        }
        ends[i] = *found;
    }
    std::uint32_t bits = 1U << ends[1];
    for (unsigned day = ends[0]; day != ends[1]; day = (day + 1) % 7) bits |= 1U << day;
    return OnWord{false, bits};
}

std::string spell_days(std::uint32_t bits, std::span<const std::string_view> names, std::string_view separator) {
    std::string text;
    for (unsigned i = 0; i < names.size(); ++i) {
        if ((bits >> i & 1U) != 0) text.append(text.empty() ? "" : separator).append(names[i]);
    }
    return text;
}

std::vector<std::string> month_days(std::uint32_t bits) {
    std::vector<std::string> parts;
    for (int day = 1; day <= 31; ++day) {
        if ((bits >> day & 1U) != 0) parts.push_back(std::to_string(day));
    }
    if ((bits & 1U) != 0) parts.emplace_back("last");
    return parts;
}

std::string plural(int count, std::string_view unit) {
    return std::to_string(count) + " " + std::string{unit} + (count == 1 ? "" : "s");
}

}  // namespace

Result<SlotTime> parse_slot_time(std::string_view text) {
    const std::string folded = lower(trim(text));
    const auto x = folded.find('x');
    const auto time = parse_time_of_day(folded.substr(0, x));
    if (!time) return Error{in_quotes(text) + " is not a time of day", "use 08:00 or 9pm, with servings as 08:00x2"};
    if (x == std::string::npos) return SlotTime{*time, Count{1}};
    const std::string_view number = trim(std::string_view{folded}.substr(x + 1));
    const auto servings = parse_count(number);
    if (!servings || number.front() == 'x' || number.back() == 'x') {
        return Error{in_quotes(text) + " has no number of servings after the x", "use 08:00x2 or 08:00x0.5"};
    }
    return SlotTime{*time, *servings};
}

Result<Rule> parse_on(std::string_view text) {
    std::uint32_t bits = 0;
    std::optional<bool> month;
    for (const auto& word : split(text, ',')) {
        const auto named = parse_on_word(word, text);
        if (!named) return named.error();
        if (month && *month != named->month) {
            return Error{in_quotes(text) + " mixes weekdays and days of the month",
                "use only one kind, such as mon,wed or 1,15"};
        }
        month = named->month;
        if ((bits & named->days) != 0) return Error{in_quotes(text) + " has a day twice", "list each day once"};
        bits |= named->days;
    }
    if (*month) return Rule{OnMonthDays{bits}};
    if (bits == whole_week) return Rule{Daily{}};
    return Rule{OnWeekdays{static_cast<std::uint8_t>(bits)}};
}

Result<int> parse_day_count(std::string_view text) { return parse_days(text, text); }

Result<Rule> parse_every(std::string_view text) {
    auto days_between = parse_days(text, text);
    if (!days_between && parse_duration(text)) {
        return Error{days_between.error().message, "use 2d, or --interval 8h for the time since the previous dose"};
    }
    return days_between.transform([](int days) { return days == 1 ? Rule{Daily{}} : Rule{EveryDays{days}}; });
}

Result<Rule> parse_cycle(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos || text.find('/', slash + 1) != std::string_view::npos) {
        return Error{in_quotes(text) + " is not a cycle", "give days on and days off, such as 21d/7d"};
    }
    constexpr std::string_view how = "give days on and days off, such as 21d/7d";
    const auto on = parse_days(text.substr(0, slash), text, how);
    if (!on) return on.error();
    const auto off = parse_days(text.substr(slash + 1), text, how);
    if (!off) return off.error();
    return Rule{Cycle{*on, *off}};
}

Result<Interval> parse_interval(std::string_view text) {
    const auto every = parse_duration(text);
    if (!every) return every.error();
    if (*every < shortest_interval) return Error{in_quotes(text) + " is too short for an interval", "use at least 15m"};
    if (*every > longest) return Error{in_quotes(text) + " exceeds one year", "use at most 366d"};
    return Interval{*every, {}};
}

Result<DayWindow> parse_window(std::string_view text) {
    const auto dash = text.find('-');
    constexpr std::string_view how = "give the first and last time, such as 08:00-22:00";
    if (dash == std::string_view::npos) return Error{in_quotes(text) + " is not a time range", std::string{how}};
    const auto from = parse_time_of_day(text.substr(0, dash));
    const auto to = parse_time_of_day(text.substr(dash + 1));
    if (!from || !to) return Error{in_quotes(text) + " is not a time range", std::string{how}};
    if (*from == *to) return Error{in_quotes(text) + " starts and ends at the same time", std::string{how}};
    return DayWindow{*from, *to};
}

Result<LinkWords> parse_link(std::string_view text) {
    const auto colon = text.rfind(':');
    LinkWords link{.name = std::string{trim(text.substr(0, colon))}, .gap = {}};
    if (link.name.empty()) return Error{"missing dose in --after " + in_quotes(text), "use zinc:2h"};
    if (colon == std::string_view::npos || colon + 1 == text.size()) return link;
    const std::string_view time = text.substr(colon + 1);
    const auto x = time.find('x');
    const auto gap = parse_gap(time.substr(0, x));
    if (!gap) return gap.error();
    if (*gap >= 24h) return Error{in_quotes(time) + " (--after) is too long", "use less than 24h, such as 12h"};
    link.gap = *gap;
    if (x != std::string_view::npos) {
        const auto servings = parse_count(trim(time.substr(x + 1)));
        if (!servings) return Error{in_quotes(text) + " has no number of servings after the x", "use zinc:2hx2"};
        link.servings = *servings;
    }
    return link;
}

Result<minutes> parse_grace(std::string_view text) {
    const auto grace = parse_duration(text);
    if (!grace) return grace.error();
    if (*grace >= 24h) return Error{in_quotes(text) + " is too long for a grace period", "use less than 24h"};
    return *grace;
}

std::string spell(const SlotTime& time) {
    return spell_time_of_day(time.time) + (time.servings == Count{1} ? "" : "x" + spell(time.servings));
}

std::string spell(const Slot& slot) {
    const LocalTime local = slot.at.local();
    return slot.linked ? spell_day(std::chrono::floor<days>(local)) + " " + spell_time(local)
                       : spell_day(slot.day) + " " + spell_time_of_day(slot.time);
}

std::string spell(const DayWindow& window) {
    return spell_time_of_day(window.from) + "-" + spell_time_of_day(window.to);
}

std::string spell(const Rule& rule) {
    if (const auto* on = std::get_if<OnWeekdays>(&rule)) return lower(spell_days(on->days, short_weekday_names, ","));
    if (const auto* on = std::get_if<OnMonthDays>(&rule)) {
        std::string text;
        for (const auto& day : month_days(on->days)) text += (text.empty() ? "" : ",") + day;
        return text;
    }
    if (const auto* every = std::get_if<EveryDays>(&rule)) return std::to_string(every->days) + "d";
    if (const auto* cycle = std::get_if<Cycle>(&rule))
        return std::to_string(cycle->on) + "d/" + std::to_string(cycle->off) + "d";
    if (const auto* coin = std::get_if<Coin>(&rule)) return coin->nights;
    if (const auto* interval = std::get_if<Interval>(&rule)) return spell_duration(interval->every);
    if (const auto* after = std::get_if<After>(&rule)) {
        return after->leader + ":" + spell_duration(after->gap) +
               (after->servings == Count{1} ? "" : "x" + spell(after->servings));
    }
    return {};
}

namespace {

/// `08:00 x2 (breakfast) and 21:00`.
std::string describe(std::span<const SlotTime> times) {
    std::vector<std::string> parts;
    for (const auto& slot : times) {
        parts.push_back(spell_time_of_day(slot.time) + (slot.servings == Count{1} ? "" : " x" + spell(slot.servings)) +
                        (slot.anchor.empty() ? "" : " (" + slot.anchor + ")"));
    }
    return listed(parts, " and ");
}

/// `Mon, Wed at 21:00`.
std::string describe(const Rule& rule, const std::string& at, const std::string& from) {
    if (const auto* weekdays = std::get_if<OnWeekdays>(&rule))
        return spell_days(weekdays->days, short_weekday_names, ", ") + at;
    if (const auto* month = std::get_if<OnMonthDays>(&rule)) {
        if (month->days == 1U) return "on the last day of the month" + at;
        if (month->days == odd_days) return "on odd days of the month" + at;
        if (month->days == even_days) return "on even days of the month" + at;
        return (std::has_single_bit(month->days) ? "on day " : "on days ") + listed(month_days(month->days), " and ") +
               " of the month" + at;
    }
    if (const auto* every = std::get_if<EveryDays>(&rule)) return "every " + plural(every->days, "day") + at + from;
    if (const auto* cycle = std::get_if<Cycle>(&rule))
        return plural(cycle->on, "day") + " on, " + plural(cycle->off, "day") + " off" + at + from;
    if (const auto* coin = std::get_if<Coin>(&rule)) {
        return std::to_string(std::ranges::count(coin->nights, '1')) + " of " + std::to_string(coin->nights.size()) +
               " nights drawn by lot" + (coin->pairs ? ", one of each two," : "") + at + from;
    }
    return "daily" + at;
}

}  // namespace

std::string describe(const Schedule& schedule) {
    const Rule& rule = schedule.rule;
    if (std::holds_alternative<AsNeeded>(rule)) return "as needed";
    std::string text;
    if (const auto* interval = std::get_if<Interval>(&rule)) {
        text = "every " + spell_duration(interval->every) + " after the previous dose";
        if (!schedule.times.empty() && schedule.times.front().servings != Count{1})
            text += ", x" + spell(schedule.times.front().servings);
        if (!schedule.times.empty()) text += ", first at " + spell_time_of_day(schedule.times.front().time);
        if (interval->between) {
            text += ", between " + spell_time_of_day(interval->between->from) + " and " +
                    spell_time_of_day(interval->between->to);
        }
    } else if (const auto* after = std::get_if<After>(&rule)) {
        text = spell_duration(after->gap) + " after " + (after->name.empty() ? "a dose that is gone" : after->name) +
               (after->servings == Count{1} ? "" : ", x" + spell(after->servings));
    } else {
        for (const auto& [days, times] : groups_of(schedule))
            text += (text.empty() ? "" : "; ") +
                    describe(days, " at " + describe(times), ", from " + spell_day(schedule.from));
    }
    return text + (schedule.until ? ", until " + spell_day(*schedule.until) : "");
}

}  // namespace epsom
