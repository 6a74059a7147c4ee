#include <algorithm>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/plan/coin.hpp"
#include "epsom/domain/plan/schedule.hpp"
#include "epsom/domain/time/day_count.hpp"
#include "epsom/text/text.hpp"
#include "schedule_times.hpp"
#include "schedule_words.hpp"

namespace epsom {
namespace {

constexpr Day earliest{std::chrono::year{2000} / 1 / 1};

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
    take("--after", words.after.has_value(), [&] { return Result<Rule>{Rule{*words.after}}; });
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

bool any_end(const ScheduleWords& words) { return words.until || words.length; }

/// A rule without a time, or a time without a rule that takes it.
std::optional<Error> misfit(const ScheduleWords& words, const TypedRule& typed, std::span<const SlotTime> times) {
    const std::string shown = words.with.empty() ? "--at" : "--with";
    const bool meal = std::ranges::any_of(times, [](const SlotTime& each) { return !each.anchor.empty(); });
    if (!typed.option.empty() && !words.groups.empty()) {
        return Error{typed.option + " cannot be combined with several groups of days", "keep one of them"};
    }
    if (typed.rule && std::holds_alternative<After>(*typed.rule)) {
        if (!times.empty()) return Error{"--after and " + shown + " cannot be combined", "keep one of them"};
        return std::nullopt;
    }
    if (typed.rule && std::holds_alternative<Interval>(*typed.rule)) {
        if (meal) return Error{"an interval takes no --with", "leave out --with; --at gives its first time"};
        if (times.size() > 1) {
            return Error{"an interval takes one --at, not " + std::to_string(times.size()),
                "keep one --at, or leave out --interval"};
        }
        return std::nullopt;
    }
    if (typed.rule && std::holds_alternative<AsNeeded>(*typed.rule)) {
        if (!times.empty())
            return Error{"as-needed doses have no scheduled times", "leave out " + shown + " or --as-needed"};
        if (words.until || words.grace) {
            return Error{"as-needed doses take no --until or --grace", "leave out --until and --grace"};
        }
        if (words.length) return Error{"as-needed doses take no --for", "leave out --for"};
        return std::nullopt;
    }
    if (typed.rule && std::holds_alternative<Coin>(*typed.rule)) {
        if (any_end(words)) {
            return Error{std::string{words.until ? "--coin and --until" : "--coin and --for"} +
                             " cannot be combined: the run ends after its nights",
                "leave out " + std::string{words.until ? "--until" : "--for"} + "; --nights sets the length"};
        }
        if (meal) return Error{"--coin takes a time of day, not --with", "leave out --with, and give its time by --at"};
        if (times.size() > 1)
            return Error{"--coin takes one time of day, not " + std::to_string(times.size()), "keep one --at"};
    }
    if (!times.empty()) return std::nullopt;
    if (typed.rule) return Error{typed.option + " needs a time of day", "add one, such as --at 08:00"};
    if (any_end(words) || words.grace || words.from) {
        const std::string option = words.from ? "--from" : words.until ? "--until" : words.length ? "--for" : "--grace";
        return Error{option + " needs a schedule", "add a time, such as --at 08:00"};
    }
    return std::nullopt;
}

/// The last day that --until or --for gives; empty where neither was typed.
Result<std::optional<Day>> read_end(const ScheduleWords& words, Day first, Day today) {
    if (words.until && words.length) {
        return Error{"two ends given: --until " + in_quotes(*words.until) + " and --for " + in_quotes(*words.length),
            "keep one of them"};
    }
    if (words.length) {
        const auto count = parse_day_count(*words.length);
        if (!count) return count.error();
        return std::optional{first + std::chrono::days{*count - 1}};
    }
    if (!words.until) return std::optional<Day>{};
    const auto until = parse_day(*words.until, today);
    if (const auto count = parse_day_count(*words.until); !until && count) {
        const Day last = first + std::chrono::days{*count - 1};
        return Error{until.error().message,
            "use " + spell_day(last) + ", the last of " + std::to_string(*count) + (*count == 1 ? " day" : " days")};
    }
    if (!until) return until.error();
    if (*until < first) {
        return Error{in_quotes(*words.until) + " (--until) is before the first day, " + spell_day(first),
            "choose a later date, or an earlier --from"};
    }
    return std::optional{*until};
}

/// How many servings each step has.
Result<std::vector<Count>> read_taper(const std::string& text) {
    constexpr std::size_t most_steps = 60;
    const std::string remedy = "list the servings of each step, such as '3,2,1'";
    std::vector<Count> steps;
    for (const auto& part : split(text, ',')) {
        const auto servings = parse_count(trim(part));
        if (!servings) {
            return Error{
                in_quotes(text) + " (--taper) has " + in_quotes(trim(part)) + ", which is not a number of servings",
                remedy};
        }
        steps.push_back(*servings);
    }
    if (steps.size() < 2) return Error{in_quotes(text) + " (--taper) is a single step", remedy};
    if (steps.size() > most_steps) {
        return Error{
            "--taper has " + std::to_string(steps.size()) + " steps", "use at most " + std::to_string(most_steps)};
    }
    return steps;
}

std::optional<Error> taper_misfit(const ScheduleWords& words) {
    if (!words.taper) return Error{"--step requires --taper", "add it, such as '--taper 3,2,1'"};
    if (!words.step) return Error{"--taper requires --step, the length of each step", "add it, such as --step 7d"};
    if (any_end(words)) {
        return Error{std::string{words.until ? "--until" : "--for"} +
                         " and --taper cannot be combined: the taper ends after its last step",
            "keep one of them"};
    }
    for (const auto& [option, given] :
        {std::pair{"--interval", words.interval.has_value()}, std::pair{"--coin", words.coin},
            std::pair{"--after", words.after.has_value()}, std::pair{"--as-needed", words.as_needed}}) {
        if (given) return Error{std::string{option} + " and --taper cannot be combined", "keep one of them"};
    }
    return std::nullopt;
}

/// Whether a schedule that ends has any day with a dose.
bool has_any_slot(Schedule schedule, const Clock& clock) {
    schedule.since.reset();
    const Plan plan{.schedules = {schedule}, .pauses = {}};
    for (Day day = schedule.from; day <= *schedule.until; day += std::chrono::days{1}) {
        if (!slots_on(plan, day, clock).empty()) return true;
    }
    return false;
}

/// `--on fri` from a Saturday until a Monday; the steps of a taper that are shorter than the week of their days.
std::optional<Error> without_days(const Schedule& schedule, const ScheduleWords& words, const Clock& clock) {
    if (!schedule.until || follows_log(schedule.rule) || schedule.times.empty() || has_any_slot(schedule, clock))
        return std::nullopt;
    if (words.taper) {
        const bool weekdays = std::holds_alternative<OnWeekdays>(schedule.rule);
        return Error{
            in_quotes(*words.step) + " (--step) leaves the step from " + spell_day(schedule.from) + " without a day",
            std::string{"use "} + (weekdays ? "7d" : "31d")};
    }
    return Error{"the schedule has no day from " + spell_day(schedule.from) + " to " + spell_day(*schedule.until),
        "choose a later end, or other days"};
}

}  // namespace

Result<Schedule> assemble(const ScheduleWords& words, Day today) {
    const auto times = read_times(words);
    if (!times) return times.error();
    const auto typed = read_rule(words);
    if (!typed) return typed.error();
    if (auto error = misfit(words, *typed, *times)) return *error;

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
    const auto until = read_end(words, schedule.from, today);
    if (!until) return until.error();
    if (*until) schedule.until = *until;
    if (words.grace) {
        const auto grace = parse_grace(*words.grace);
        if (!grace) return grace.error();
        schedule.grace = *grace;
    }
    if (auto error = settle_days(schedule)) return *error;
    return schedule;
}

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

Result<std::vector<Schedule>> make_schedules(const ScheduleWords& words, const Clock& clock) {
    std::vector<Schedule> steps;
    if (!words.taper && !words.step) {
        auto schedule = make_schedule(words, clock);
        if (!schedule) return schedule.error();
        if (auto error = without_days(*schedule, words, clock)) return *error;
        steps.push_back(std::move(*schedule));
        return steps;
    }
    if (auto error = taper_misfit(words)) return *error;
    const auto servings = read_taper(*words.taper);
    if (!servings) return servings.error();
    const auto step = parse_day_count(*words.step);
    if (!step) return step.error();
    const auto first = make_schedule(words, clock);
    if (!first) return first.error();
    if (first->times.empty()) return Error{"--taper needs a time of day", "add one, such as --at 08:00"};
    for (const SlotTime& each : first->times) {
        if (each.servings != Count{1}) {
            return Error{"'" + spell(each) + "' has servings of its own, and --taper gives them",
                "use " + spell_time_of_day(each.time)};
        }
    }
    if (const int round = round_of(*first); *step % round != 0) {
        return Error{in_quotes(*words.step) + " (--step) is not a multiple of the " + std::to_string(round) +
                         " days after which the days repeat",
            "use " + std::to_string((*step / round + 1) * round) + "d"};
    }
    for (const Count count : *servings) {
        Schedule next = *first;
        next.from = first->from + std::chrono::days{*step} * static_cast<int>(steps.size());
        if (!steps.empty()) next.since.reset();
        for (SlotTime& each : next.times) each.servings = count;
        steps.push_back(std::move(next));
    }
    steps.back().until = steps.back().from + std::chrono::days{*step - 1};
    for (Schedule each : steps) {
        each.until = each.from + std::chrono::days{*step - 1};
        if (auto error = without_days(each, words, clock)) return *error;
    }
    return steps;
}

}  // namespace epsom
