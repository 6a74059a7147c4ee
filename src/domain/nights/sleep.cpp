#include "epsom/domain/nights/sleep.hpp"

#include <charconv>

#include "epsom/domain/plan/schedule.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using std::chrono::days;

constexpr minutes noon{12 * 60};
constexpr int most_wakings = 99;

/// Puts one part into `details`; whether it could be read.
bool put(SleepDetails& details, std::string_view name, std::string_view value) {
    const auto take = [](auto& part, const auto& result) {
        if (result) part = *result;
        return result.has_value();
    };
    if (name == "quality") return take(details.quality, parse_score(value));
    if (name == "wakings") return take(details.wakings, parse_wakings(value));
    if (name == "latency") return take(details.latency, parse_latency(value));
    if (name == "from") return take(details.from, parse_time_of_day(value));
    return name == "until" && take(details.until, parse_time_of_day(value));
}

}  // namespace

Result<int> parse_wakings(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > most_wakings)
        return Error{in_quotes(text) + " is not how often one woke up", "use a whole number such as 2"};
    return number;
}

Result<minutes> parse_latency(std::string_view text) {
    if (text == "0" || text == "0m") return minutes{0};
    const auto latency = parse_duration(text);
    if (!latency || *latency > days{1})
        return Error{in_quotes(text) + " is not a time to fall asleep", "use a duration such as 20m"};
    return latency;
}

std::string spell(const SleepDetails& details) {
    std::string text;
    const auto add = [&text](std::string_view name, const std::string& value) {
        text += (text.empty() ? "" : " ") + std::string{name} + " " + value;
    };
    if (details.quality) add("quality", spell(*details.quality));
    if (details.latency) add("latency", std::to_string(details.latency->count()) + "m");
    if (details.wakings) add("wakings", std::to_string(*details.wakings));
    if (details.from && details.until) {
        add("from", spell_time_of_day(*details.from));
        add("until", spell_time_of_day(*details.until));
    }
    return text;
}

Result<SleepDetails> parse_sleep_details(std::string_view text) {
    SleepDetails details;
    const auto words = split(text, ' ');
    for (std::size_t i = 0; !text.empty() && i < words.size(); i += 2) {
        if (i + 1 == words.size() || !put(details, words[i], words[i + 1]))
            return Error{in_quotes(text) + " is not a detail of sleep", "such as 'quality 7 latency 20m wakings 2'"};
    }
    return details;
}

SleepDetails details_of(const Intake& sleep) {
    const auto details = parse_sleep_details(sleep.detail);
    return details ? *details : SleepDetails{};
}

Intake with_earlier_sleep(Intake later, const Intake& earlier) {
    SleepDetails details = details_of(later);
    const SleepDetails before = details_of(earlier);
    if (!details.quality) details.quality = before.quality;
    if (!details.latency) details.latency = before.latency;
    if (!details.wakings) details.wakings = before.wakings;
    if (!later.value) {
        later.value = earlier.value;
        details.from = before.from;
        details.until = before.until;
    }
    if (later.note.empty()) later.note = earlier.note;
    later.detail = spell(details);
    return later;
}

bool keeps_sleep(const Intake& merged, const Intake& earlier) {
    const SleepDetails after = details_of(merged), before = details_of(earlier);
    const auto kept = [](const auto& now, const auto& then) { return !then || now == then; };
    return kept(merged.value, earlier.value) && kept(after.quality, before.quality) &&
           kept(after.latency, before.latency) && kept(after.wakings, before.wakings) &&
           kept(after.from, before.from) && kept(after.until, before.until) &&
           (earlier.note.empty() || merged.note == earlier.note);
}

LocalTime in_night(Day night, minutes time) { return LocalTime{time < noon ? night + days{1} : night} + time; }

Result<SleepSpan> sleep_span(Day night, minutes from, minutes until, const Clock& clock) {
    const Clock by_date{.now = clock.now, .zone = clock.zone};
    const auto moment = [&](minutes time) {
        return moment_on(std::chrono::floor<days>(in_night(night, time)), time, by_date);
    };
    const SleepSpan span{moment(from), moment(until)};
    if (span.until.at <= span.from.at) {
        return Error{"the sleep ends before it begins: " + spell_time_of_day(from) + "-" + spell_time_of_day(until),
            "times before noon are of the morning after; to give a length: epsom log sleep 6h30m"};
    }
    return span;
}

}  // namespace epsom
