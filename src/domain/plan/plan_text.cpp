// A plan as the data file and exports keep it: one line.

#include <algorithm>
#include <array>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/plan/coin.hpp"
#include "epsom/domain/plan/schedule.hpp"
#include "epsom/domain/time/day_count.hpp"
#include "epsom/text/text.hpp"
#include "schedule_times.hpp"
#include "schedule_words.hpp"

namespace epsom {
namespace {

/// `07:30x2@breakfast-30m`.
std::string kept(const SlotTime& time) { return spell(time) + (time.anchor.empty() ? "" : "@" + time.anchor); }

std::string one_line(const Schedule& schedule) {
    std::string text;
    const auto put = [&](std::string_view key, const std::string& value) {
        text.append(text.empty() ? "" : " ").append(key).append(value.empty() ? "" : " ").append(value);
    };
    const auto put_rule = [&](const Rule& rule) {
        constexpr std::array<std::string_view, 9> keys{
            "", "on", "on", "every", "cycle", "coin", "interval", "as-needed", "after"};
        const std::string_view key = keys[rule.index()];
        if (!key.empty()) put(key, spell(rule));
    };
    const auto groups = groups_of(schedule);
    for (const auto& [rule, times] : groups) {
        std::string list;
        for (const SlotTime& time : times) list += (list.empty() ? "" : ",") + kept(time);
        put("at", list);
        // Where times have days of their own, each day is named.
        if (groups.size() > 1 && std::holds_alternative<Daily>(rule)) put("on", "mon-sun");
        else put_rule(rule);
    }
    if (groups.empty()) put_rule(schedule.rule);
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

/// What the words of a line say that no option does.
struct KeptWords {
    ScheduleWords words;
    std::vector<WhenWord> when;
    std::vector<std::string> anchors;   // of each time, in the order of the line
    std::optional<std::string> nights;  // of a run by lot
    std::optional<Instant> since;
};

/// Takes the meals off a list of times.
std::string without_anchors(std::string_view list, std::vector<std::string>& anchors) {
    std::string times;
    for (const std::string_view time : split(list, ',')) {
        const auto at = std::min(time.find('@'), time.size());
        times.append(times.empty() ? "" : ",").append(time.substr(0, at));
        anchors.emplace_back(time.substr(std::min(at + 1, time.size())));
    }
    return times;
}

Result<KeptWords> read_line(std::string_view part) {
    KeptWords line;
    ScheduleWords& words = line.words;
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
        const std::array places{Place{"interval", &words.interval}, Place{"between", &words.between},
            Place{"from", &words.from}, Place{"until", &words.until}, Place{"grace", &words.grace},
            Place{"coin", &line.nights}, Place{"seed", &words.seed}};
        using Kind = WhenWord::Kind;
        constexpr std::array days{std::pair{std::string_view{"on"}, Kind::on},
            std::pair{std::string_view{"every"}, Kind::every}, std::pair{std::string_view{"cycle"}, Kind::cycle}};
        const auto place = std::ranges::find(places, key, &Place::key);
        const auto day = std::ranges::find(days, key, [](const auto& each) { return each.first; });
        if (place != places.end() && !place->value->has_value()) {
            *place->value = value;
        } else if (key == "at") {
            line.when.push_back({Kind::at, without_anchors(value, line.anchors)});
        } else if (day != days.end()) {
            line.when.push_back({day->second, value});
        } else if (key == "after" && !words.after) {
            const auto link = parse_link(value);
            if (!link || !link->gap) return unreadable(part);
            words.after = After{link->name, *link->gap, link->servings};
        } else if (key == "since" && !line.since) {
            const auto instant = parse_instant(value, Zone::fixed(seconds{0}));
            if (!instant) return instant.error();
            line.since = *instant;
        } else {
            return unreadable(part);
        }
    }
    return line;
}

/// Each time of the line, in their order, gets the meal that it was kept with.
void give_anchors(Schedule& schedule, const KeptWords& line) {
    std::vector<bool> given(schedule.times.size());
    std::size_t anchor = 0;
    for (const WhenWord& word : line.when) {
        if (word.kind != WhenWord::Kind::at) continue;
        for (const std::string_view text : split(word.value, ',')) {
            const auto slot = parse_slot_time(text);
            for (std::size_t i = 0; i < schedule.times.size(); ++i) {
                if (given[i] || !slot || schedule.times[i].time != slot->time) continue;
                schedule.times[i].anchor = line.anchors[anchor];
                given[i] = true;
                break;
            }
            ++anchor;
        }
    }
}

Result<Schedule> parse_schedule(std::string_view part) {
    auto line = read_line(part);
    if (!line) return line.error();
    ScheduleWords& words = line->words;
    if (!words.from || !parse_iso_day(*words.from) || (words.until && !parse_iso_day(*words.until)))
        return unreadable(part);
    const auto& when = line->when;
    const bool has_times = !when.empty() && when.front().kind == WhenWord::Kind::at;
    const bool bare = !has_times && !words.interval && !words.as_needed && !words.after;
    if (bare || line->nights.has_value() != words.seed.has_value() || (words.pairs && !line->nights))
        return unreadable(part);
    std::optional<Coin> coin;
    if (line->nights) {
        const auto seed = parse_seed(*words.seed);
        if (!seed) return unreadable(part);
        coin = Coin{*line->nights, words.pairs, *seed};
        words.seed.reset();
        words.pairs = false;
    }
    auto arranged_words = arranged(std::move(words), when);
    if (!arranged_words) return unreadable(part);
    // Several lists of times have days each.
    if (std::ranges::count(when, WhenWord::Kind::at, &WhenWord::kind) > 1 && arranged_words->groups.empty())
        return unreadable(part);
    auto schedule = assemble(*arranged_words, *parse_iso_day(*arranged_words->from));
    if (!schedule) return schedule;
    give_anchors(*schedule, *line);
    if (coin) {
        const bool fits = std::holds_alternative<Daily>(schedule->rule) && when.size() == 1 &&
                          schedule->times.size() == 1 && is_draw(*coin) &&
                          schedule->until == last_night(schedule->from, *coin);
        if (!fits) return unreadable(part);
        schedule->rule = std::move(*coin);
    }
    schedule->since = line->since;
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
