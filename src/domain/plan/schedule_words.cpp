#include <algorithm>
#include <array>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/plan/coin.hpp"
#include "epsom/domain/plan/schedule.hpp"
#include "epsom/domain/time/day_count.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr Day earliest{std::chrono::year{2000} / 1 / 1};

Result<std::vector<SlotTime>> read_times(const std::vector<std::string>& at) {
    std::vector<SlotTime> times;
    for (const auto& list : at) {
        for (const auto& text : split(list, ',')) {
            const auto slot = parse_slot_time(text);
            if (!slot) return slot.error();
            if (std::ranges::find(times, slot->time, &SlotTime::time) != times.end()) {
                const std::string time = spell_time_of_day(slot->time);
                return Error{"'" + time + "' is given twice", "for two servings use " + time + "x2"};
            }
            times.push_back(*slot);
        }
    }
    std::ranges::sort(times, {}, &SlotTime::time);
    return times;
}

Result<Rule> read_interval(const ScheduleWords& words) {
    auto interval = parse_interval(*words.interval);
    if (!interval) return interval.error();
    if (words.between) {
        const auto window = parse_window(*words.between);
        if (!window) return window.error();
        interval->between = *window;
    }
    return Rule{*interval};
}

Result<Rule> read_coin(const ScheduleWords& words) {
    const auto nights = parse_nights(words.nights.value_or(std::to_string(usual_nights)));
    if (!nights) return nights.error();
    const auto seed = parse_seed(words.seed.value_or(""));
    if (!seed) return seed.error();
    return Rule{Coin{draw_nights(*nights, words.pairs, *seed), words.pairs, *seed}};
}

/// Which rule was typed, and its option; nothing when times alone were.
struct TypedRule {
    std::string option;
    std::optional<Rule> rule;
};

Result<TypedRule> read_rule(const ScheduleWords& words) {
    TypedRule typed;
    std::optional<Error> trouble;
    const auto take = [&](std::string_view option, bool given, const auto& parse) {
        if (!given || trouble) return;
        if (!typed.option.empty()) {
            trouble = Error{typed.option + " and " + std::string{option} + " cannot be combined", "keep one of them"};
            return;
        }
        typed.option = option;
        const Result<Rule> rule = parse();
        if (rule) typed.rule = *rule;
        else trouble = rule.error();
    };
    take("--on", words.on.has_value(), [&] { return parse_on(*words.on); });
    take("--every", words.every.has_value(), [&] { return parse_every(*words.every); });
    take("--cycle", words.cycle.has_value(), [&] { return parse_cycle(*words.cycle); });
    take("--coin", words.coin, [&] { return read_coin(words); });
    take("--interval", words.interval.has_value(), [&] { return read_interval(words); });
    take("--as-needed", words.as_needed, [] { return Result<Rule>{Rule{AsNeeded{}}}; });
    if (!trouble && words.between && !words.interval) {
        trouble = Error{"--between requires --interval", "leave it out, or add --interval 8h"};
    }
    if (!trouble && !words.coin && (words.pairs || words.nights || words.seed)) {
        const std::string option = words.pairs ? "--pairs" : words.nights ? "--nights" : "--seed";
        trouble = Error{option + " requires --coin", "leave it out, or add --coin"};
    }
    if (trouble) return *trouble;
    return typed;
}

/// A rule without a time, or a time without a rule that takes it.
std::optional<Error> misfit(const ScheduleWords& words, const TypedRule& typed, std::size_t times) {
    if (typed.rule && std::holds_alternative<Interval>(*typed.rule)) {
        if (times > 1) {
            return Error{
                "an interval takes one --at, not " + std::to_string(times), "keep one --at, or leave out --interval"};
        }
        return std::nullopt;
    }
    if (typed.rule && std::holds_alternative<AsNeeded>(*typed.rule)) {
        if (times > 0) return Error{"as-needed doses have no scheduled times", "leave out --at or --as-needed"};
        if (words.until || words.grace) {
            return Error{"as-needed doses take no --until or --grace", "leave out --until and --grace"};
        }
        return std::nullopt;
    }
    if (typed.rule && std::holds_alternative<Coin>(*typed.rule)) {
        if (words.until) {
            return Error{"--coin and --until cannot be combined: the run ends after its nights",
                "leave out --until; --nights sets the length"};
        }
        if (times > 1) return Error{"--coin takes one time of day, not " + std::to_string(times), "keep one --at"};
    }
    if (times > 0) return std::nullopt;
    if (typed.rule) return Error{typed.option + " needs a time of day", "add one, such as --at 08:00"};
    if (words.until || words.grace || words.from) {
        const std::string option = words.from ? "--from" : words.until ? "--until" : "--grace";
        return Error{option + " needs a schedule", "add a time, such as --at 08:00"};
    }
    return std::nullopt;
}

Result<Schedule> assemble(const ScheduleWords& words, Day today) {
    const auto times = read_times(words.at);
    if (!times) return times.error();
    const auto typed = read_rule(words);
    if (!typed) return typed.error();
    if (auto error = misfit(words, *typed, times->size())) return *error;

    Schedule schedule{.times = *times, .rule = times->empty() ? Rule{AsNeeded{}} : Rule{Daily{}}, .from = today};
    if (typed->rule) schedule.rule = *typed->rule;
    if (words.from) {
        const auto from = parse_day(*words.from, today);
        if (!from) return from.error();
        if (*from < earliest) {
            return Error{in_quotes(*words.from) + " (--from) is before 2000-01-01", "use 2000-01-01 or a later date"};
        }
        schedule.from = *from;
    }
    if (const auto* coin = std::get_if<Coin>(&schedule.rule)) {
        if (schedule.from < today) {
            return Error{in_quotes(*words.from) + " (--from) is in the past, and nights that are over cannot be drawn",
                "use today or a later day"};
        }
        schedule.until = last_night(schedule.from, *coin);
    }
    if (words.until) {
        const auto until = parse_day(*words.until, today);
        if (const auto count = parse_day_count(*words.until); !until && count) {
            const Day last = schedule.from + std::chrono::days{*count - 1};
            return Error{until.error().message, "use " + spell_day(last) + ", the last of " + std::to_string(*count) +
                                                    (*count == 1 ? " day" : " days")};
        }
        if (!until) return until.error();
        if (*until < schedule.from) {
            return Error{in_quotes(*words.until) + " (--until) is before the first day, " + spell_day(schedule.from),
                "choose a later date, or an earlier --from"};
        }
        schedule.until = *until;
    }
    if (words.grace) {
        const auto grace = parse_grace(*words.grace);
        if (!grace) return grace.error();
        schedule.grace = *grace;
    }
    return schedule;
}

std::string one_line(const Schedule& schedule) {
    std::string text;
    const auto put = [&](std::string_view key, const std::string& value) {
        text.append(text.empty() ? "" : " ").append(key).append(value.empty() ? "" : " ").append(value);
    };
    if (!schedule.times.empty()) {
        std::string times;
        for (const auto& time : schedule.times) times += (times.empty() ? "" : ",") + spell(time);
        put("at", times);
    }
    constexpr std::array<std::string_view, 8> keys{"", "on", "on", "every", "cycle", "coin", "interval", "as-needed"};
    const std::string_view key = keys[schedule.rule.index()];
    if (!key.empty()) put(key, spell(schedule.rule));
    if (const auto* coin = std::get_if<Coin>(&schedule.rule)) {
        if (coin->pairs) put("pairs", "");
        put("seed", std::to_string(coin->seed));
    }
    if (const auto* interval = std::get_if<Interval>(&schedule.rule); interval != nullptr && interval->between) {
        put("between", spell(*interval->between));
    }
    put("from", spell_day(schedule.from));
    if (schedule.until) put("until", spell_day(*schedule.until));
    if (schedule.grace != default_grace) put("grace", spell_duration(schedule.grace));
    if (schedule.since) put("since", spell_moment(Moment{*schedule.since, seconds{0}}));
    return text;
}

Error unreadable(std::string_view part) {
    return {in_quotes(part) + " is not a valid schedule", "export it again with this version of epsom"};
}

Result<Schedule> parse_schedule(std::string_view part) {
    ScheduleWords words;
    std::optional<std::string> nights;  // of a run by lot
    std::optional<Instant> since;
    const auto tokens = words_of(part);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& key = tokens[i];
        if (key == "as-needed" && !words.as_needed) {
            words.as_needed = true;
            continue;
        }
        if (key == "pairs" && !words.pairs) {
            words.pairs = true;
            continue;
        }
        if (i + 1 == tokens.size()) return unreadable(part);
        const std::string& value = tokens[++i];
        struct Place {
            std::string_view key;
            std::optional<std::string>* value;
        };
        const std::array places{Place{"on", &words.on}, Place{"every", &words.every}, Place{"cycle", &words.cycle},
            Place{"interval", &words.interval}, Place{"between", &words.between}, Place{"from", &words.from},
            Place{"until", &words.until}, Place{"grace", &words.grace}, Place{"coin", &nights},
            Place{"seed", &words.seed}};
        const auto place = std::ranges::find(places, key, &Place::key);
        if (place != places.end() && !place->value->has_value()) {
            *place->value = value;
        } else if (key == "at" && words.at.empty()) {
            words.at.push_back(value);
        } else if (key == "since" && !since) {
            const auto instant = parse_instant(value, Zone::fixed(seconds{0}));
            if (!instant) return instant.error();
            since = *instant;
        } else {
            return unreadable(part);
        }
    }
    if (!words.from || !parse_iso_day(*words.from) || (words.until && !parse_iso_day(*words.until)))
        return unreadable(part);
    const bool bare = words.at.empty() && !words.interval && !words.as_needed;
    if (bare || nights.has_value() != words.seed.has_value() || (words.pairs && !nights)) return unreadable(part);
    std::optional<Coin> coin;
    if (nights) {
        const auto seed = parse_seed(*words.seed);
        if (!seed) return unreadable(part);
        coin = Coin{*nights, words.pairs, *seed};
        words.seed.reset();
        words.pairs = false;
    }
    auto schedule = assemble(words, *parse_iso_day(*words.from));
    if (!schedule) return schedule;
    if (coin) {
        const bool fits = std::holds_alternative<Daily>(schedule->rule) && !words.on && !words.every &&
                          schedule->times.size() == 1 && is_draw(*coin) &&
                          schedule->until == last_night(schedule->from, *coin);
        if (!fits) return unreadable(part);
        schedule->rule = std::move(*coin);
    }
    schedule->since = since;
    return schedule;
}

Result<Pause> parse_pause(std::string_view part, std::string_view days) {
    const auto dots = days.find("..");
    if (dots == std::string_view::npos) return unreadable(part);
    const auto from = parse_iso_day(days.substr(0, dots));
    const std::string_view end = days.substr(dots + 2);
    const auto until = parse_iso_day(end);
    if (!from || (!end.empty() && !until) || (until && *until < *from)) return unreadable(part);
    return Pause{*from, until};
}

}  // namespace

Result<Schedule> make_schedule(const ScheduleWords& words, const Clock& clock) {
    auto schedule = assemble(words, clock.today());
    if (!schedule) return schedule;
    if (auto* coin = std::get_if<Coin>(&schedule->rule); coin != nullptr && schedule->from == clock.today()) {
        const minutes time = schedule->times.front().time;
        if (moment_on(schedule->from, time, clock).at < clock.now) {
            const Day next = schedule->from + std::chrono::days{1};
            if (words.from) {
                return Error{in_quotes(*words.from) + " (--from) cannot be drawn: " + spell_time_of_day(time) +
                                 " has passed on that day",
                    "use " + spell_day(next)};
            }
            schedule->from = next;
            schedule->until = last_night(next, *coin);
        }
    }
    if (schedule->from == clock.today()) schedule->since = clock.now;
    return schedule;
}

std::string spell(const Plan& plan) {
    std::string text;
    for (const auto& schedule : plan.schedules) text += (text.empty() ? "" : "; ") + one_line(schedule);
    for (const auto& [from, until] : plan.pauses) {
        text += (text.empty() ? "pause " : "; pause ") + spell_day(from) + ".." + (until ? spell_day(*until) : "");
    }
    return text;
}

Result<Plan> parse_plan(std::string_view text) {
    Plan plan;
    if (trim(text).empty()) return plan;
    for (const auto& part : split(text, ';')) {
        const std::string_view trimmed = trim(part);
        if (trimmed.starts_with("pause ")) {
            const auto pause = parse_pause(trimmed, trim(trimmed.substr(6)));
            if (!pause) return pause.error();
            const bool apart =
                plan.pauses.empty() || (plan.pauses.back().until && *plan.pauses.back().until < pause->from);
            if (!apart) return unreadable(trimmed);
            plan.pauses.push_back(*pause);
            continue;
        }
        auto schedule = parse_schedule(trimmed);
        if (!schedule) return schedule.error();
        if (!plan.schedules.empty()) {
            const Schedule& before = plan.schedules.back();
            const bool same_day = before.from == schedule->from;
            const bool later_then = schedule->since && (!before.since || *before.since < *schedule->since);
            if (schedule->from < before.from || (same_day && !later_then)) return unreadable(trimmed);
        }
        plan.schedules.push_back(std::move(*schedule));
    }
    return plan;
}

}  // namespace epsom
