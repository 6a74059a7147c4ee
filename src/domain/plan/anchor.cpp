#include "epsom/domain/plan/anchor.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <map>

#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/plan/schedule.hpp"
#include "epsom/domain/time/calendar_names.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using Week = std::bitset<7>;

/// One `--anchor` as it was typed.
struct AnchorWords {
    std::string name;
    Week days;
    bool of_all_days = false;     // no days were typed
    std::optional<minutes> time;  // empty: none on these days
};

/// Of a name that no shell reads as something else; whatever the script.
bool is_letter(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

Result<std::string> anchor_name(std::string_view typed) {
    const std::string remedy = "choose another name, such as 'breakfast'";
    auto name = check_dose_name(lower(typed));
    if (!name) return Error{name_key(typed).empty() ? "empty anchor name" : name.error().message, remedy};
    const auto other = std::ranges::find_if_not(*name, is_letter);
    if (other != name->end()) {
        std::string without = *name;
        std::ranges::replace(without, ' ', '-');
        return Error{in_quotes(typed) + " has characters that an anchor name cannot have",
            std::ranges::all_of(without, is_letter) ? "use " + without : "use letters, digits and '-'"};
    }
    // A part of the day may be the name of a dose: there it is read as one. Here it is a time.
    const std::vector<std::string> words{*name};
    if (match_moment(words)) return Error{in_quotes(typed) + " would be read as a time", remedy};
    return *name;
}

Result<Week> weekdays_in(std::string_view typed) {
    const auto days = parse_on(typed);
    if (!days) return days.error();
    if (std::holds_alternative<Daily>(*days)) return Week{}.set();
    if (const auto* weekdays = std::get_if<OnWeekdays>(&*days)) return Week{weekdays->days};
    return Error{in_quotes(typed) + " is not a list of weekdays", "use weekdays such as sat,sun"};
}

/// `breakfast 07:30`, `breakfast:07:30`, `07:30=breakfast`: the one way in which it can be meant; else empty.
std::string meant_by(std::string_view typed) {
    const auto at = typed.find_first_of("=: ");
    if (at == std::string_view::npos) return {};
    const auto with = [](std::string_view name, std::string_view time) -> std::string {
        const auto read = parse_time_of_day(time);
        const auto checked = anchor_name(trim(name));
        return read && checked ? "use " + *checked + "=" + spell_time_of_day(*read) : std::string{};
    };
    const auto last = typed.find_last_of("= ");
    std::string hint = with(typed.substr(0, at), typed.substr(at + 1));
    if (hint.empty() && last != std::string_view::npos) hint = with(typed.substr(last + 1), typed.substr(0, last));
    return hint;
}

Result<AnchorWords> parse_anchor(std::string_view typed) {
    const auto equals = typed.find('=');
    const std::string meant = meant_by(typed);
    if (equals == std::string_view::npos) {
        return Error{"missing time in --anchor " + in_quotes(typed),
            meant.empty() ? "add the time, such as breakfast=07:30" : meant};
    }
    const std::string_view before = typed.substr(0, equals);
    const std::string_view after = trim(typed.substr(equals + 1));
    const auto colon = before.find(':');
    AnchorWords words;
    auto name = anchor_name(trim(before.substr(0, colon)));
    if (!name) return meant.empty() ? name.error() : Error{in_quotes(typed) + " has the time before the name", meant};
    words.name = std::move(*name);
    words.of_all_days = colon == std::string_view::npos;
    const auto days = words.of_all_days ? Week{}.set() : weekdays_in(before.substr(colon + 1));
    if (!days) return days.error();
    words.days = *days;
    if (lower(after) == "none") return words;
    const auto time = parse_time_of_day(after);
    if (!time) return time.error();
    words.time = *time;
    return words;
}

Week days_at(const Anchor& anchor, std::optional<minutes> time) {
    Week days;
    for (std::size_t i = 0; i < days.size(); ++i) days[i] = anchor.times[i] == time;
    return days;
}

/// `Sat, Sun`
std::string days_listed(Week days, std::string_view between) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (days[i]) names.emplace_back(short_weekday_names[i]);
    }
    return joined(names, between);
}

struct DaysAt {
    Week days;  // none: every other day
    minutes time{0};
};

/// Its times and their days: the usual one first, then from Monday on.
std::vector<DaysAt> groups_of(const Anchor& anchor) {
    std::vector<DaysAt> groups;
    for (const auto& time : anchor.times) {
        const Week days = days_at(anchor, time);
        if (time && std::ranges::find(groups, *time, &DaysAt::time) == groups.end()) groups.push_back({days, *time});
    }
    if (days_at(anchor, std::nullopt).any() || groups.empty()) return groups;
    const auto usual = std::ranges::max_element(groups, {}, [](const DaysAt& group) { return group.days.count(); });
    std::rotate(groups.begin(), usual, usual + 1);
    groups.front().days.reset();
    return groups;
}

std::string times_listed(
    const Anchor& anchor, std::string_view between_days, std::string_view after_days, std::string_view between) {
    std::vector<std::string> parts;
    for (const DaysAt& group : groups_of(anchor)) {
        const std::string days = days_listed(group.days, between_days);
        parts.push_back(days + (days.empty() ? "" : std::string{after_days}) + spell_time_of_day(group.time));
    }
    return joined(parts, between);
}

}  // namespace

std::optional<minutes> Anchor::on(Day day) const {
    const std::chrono::weekday weekday{std::chrono::sys_days{day.time_since_epoch()}};
    return times[weekday.iso_encoding() - 1];
}

const Anchor* find_anchor(std::span<const Anchor> anchors, std::string_view name) {
    const auto found =
        std::ranges::find(anchors, name_key(name), [](const Anchor& anchor) { return name_key(anchor.name); });
    return found == anchors.end() ? nullptr : &*found;
}

Result<std::vector<Anchor>> read_anchors(std::span<const std::string> typed, std::span<const Anchor> anchors) {
    std::vector<AnchorWords> all;
    for (const std::string& text : typed) {
        auto words = parse_anchor(text);
        if (!words) return words.error();
        if (const Anchor* known = find_anchor(anchors, words->name)) words->name = known->name;
        all.push_back(std::move(*words));
    }
    // What names its days is the exception, wherever it was typed.
    std::stable_partition(all.begin(), all.end(), [](const AnchorWords& words) { return words.of_all_days; });
    std::vector<Anchor> changed;
    std::map<std::pair<std::string, bool>, Week> seen;
    for (const AnchorWords& words : all) {
        Week& before = seen[{name_key(words.name), words.of_all_days}];
        if ((before & words.days).any()) {
            return Error{"--anchor is given twice for " + words.name +
                             (words.of_all_days ? "" : " on " + days_listed(before & words.days, ", ")),
                "keep one of them"};
        }
        before |= words.days;
        auto anchor = std::ranges::find_if(
            changed, [&](const Anchor& other) { return name_key(other.name) == name_key(words.name); });
        if (anchor == changed.end()) {
            const Anchor* known = find_anchor(anchors, words.name);
            anchor = changed.insert(anchor, known == nullptr ? Anchor{words.name} : *known);
        }
        for (std::size_t i = 0; i < words.days.size(); ++i) {
            if (words.days[i]) anchor->times[i] = words.time;
        }
    }
    for (const Anchor& anchor : changed) {
        if (days_at(anchor, std::nullopt).all()) {
            return Error{in_quotes(anchor.name) + " would have no time on any day",
                find_anchor(anchors, anchor.name) == nullptr ? "add the time, such as breakfast=07:30"
                                                             : "epsom profile unset anchor." + anchor.name};
        }
    }
    return changed;
}

std::string spell_times(const Anchor& anchor) { return lower(times_listed(anchor, ",", "=", ";")); }

std::optional<Anchor> kept_anchor(std::string_view name, std::string_view times) {
    std::vector<std::string> typed;
    for (const std::string& part : split(times, ';')) {
        typed.push_back("any" + std::string{part.find('=') == std::string::npos ? "=" : ":"} + part);
    }
    auto read = read_anchors(typed, {});
    if (!read || spell_times(read->front()) != times) return std::nullopt;
    read->front().name = name;
    return read->front();
}

std::string describe_times(const Anchor& anchor) { return times_listed(anchor, ", ", " ", "; "); }

}  // namespace epsom
