#include "epsom/domain/nights/diary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/nights/sleep.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using std::chrono::days;

constexpr minutes a_day{24 * 60};

/// What every entry has: when it was said, and the note.
Result<Intake> entry(Taken kind, const DiaryOptions& options, const Clock& clock) {
    if (!is_utf8(options.note)) return Error{"the note is not valid UTF-8", "use UTF-8 text"};
    Intake intake{.moment = clock.moment(), .kind = kind, .note = options.note};
    intake.day = night_at(intake.moment.local());
    if (options.night) {
        const auto night = parse_night(*options.night, std::max(clock.today(), intake.day));
        if (!night) return night.error();
        intake.day = *night;
    }
    return intake;
}

/// `0h`, `0m`: a night without sleep, which no other duration is.
bool is_no_time(std::string_view text) {
    const std::string folded = lower(text);
    return folded == "0" || folded == "0h" || folded == "0m" || folded == "0h0m";
}

/// Puts an amount into `factor`: a number, a duration, a mass, or a count of something.
std::optional<Error> put_amount(Intake& factor, const std::string& text) {
    if (is_plain_number(text)) {
        const auto number = text == "0" ? Result<Count>{Count{0}} : parse_count(text);
        if (!number) return number.error();
        factor.detail = spell(*number);
        return std::nullopt;
    }
    if (const auto duration = parse_duration(text)) {
        if (*duration > a_day) return Error{in_quotes(text) + " is more than a day", "use a duration such as 30m"};
        factor.value = duration->count();
        return std::nullopt;
    }
    const auto amount = parse_amount(text);
    if (!amount) return amount.error();
    if (const auto* mass = std::get_if<Mass>(&*amount)) {
        factor.quantity = *mass;
    } else if (const auto* units = std::get_if<Units>(&*amount)) {
        factor.servings = units->count;
        factor.unit = printable(units->unit);
    } else {
        return Error{
            in_quotes(text) + " is not an amount of a factor", "use a mass, a duration or a count, such as '2 cups'"};
    }
    return std::nullopt;
}

/// Whether any of `words` is a score, or begins a moment; a part of the day alone may be in a name, as in
/// "morning cramps".
bool has_score_or_moment(std::span<const std::string> words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (parse_score(words[at])) return true;
        const auto moment = match_moment(words.subspan(at));
        if (moment && (!moment->words.any_day || moment->used == words.size())) return true;
    }
    return false;
}

/// The night that `words` mean, as --night takes it; empty where they mean none.
std::string night_in(std::span<const std::string> words, const Clock& clock) {
    if (parse_night(joined(words), clock.today())) return printable(joined(words));
    const auto match = match_moment(words);
    if (!match || match->used != words.size()) return {};
    const auto moment = resolve(match->words, clock, [](Day) { return std::vector{minutes{22 * 60}}; });
    return moment ? spell_day(night_at(moment->local())) : std::string{};
}

/// What is typed beside a score that is no option: another symptom, a night, or both.
Error unexpected(
    std::span<const std::string> others, const std::string& score, const DiaryOptions& options, const Clock& clock) {
    std::string line = "epsom log symptom " + score;
    std::span<const std::string> name = others;
    std::string night;
    for (std::size_t split = 0; split < others.size() && night.empty(); ++split) {
        const std::size_t after = others.size() - split;
        if (night = night_in(others.subspan(split), clock); !night.empty()) name = others.first(split);
        else if (night = night_in(others.first(after), clock); !night.empty()) name = others.subspan(after);
    }
    const Error typed{"unexpected argument " + in_quotes(joined(others)), {}};
    const bool names_it = !name.empty() && !options.name && check_diary_name(joined(name));
    if (!name.empty() && !names_it) return {typed.message, "leave it out; another symptom is --name SYMPTOM"};
    if (!night.empty() && options.night) return {typed.message, "leave it out, or --night"};
    if (names_it) line += " --name " + (name.size() > 1 ? in_quotes(joined(name)) : printable(name.front()));
    if (!night.empty()) line += " --night " + night;
    return {typed.message, (names_it && night.empty() ? "for another symptom: " : "") + line};
}

}  // namespace

Day night_at(LocalTime local) {
    const Day date = std::chrono::floor<days>(local);
    return local - date < std::chrono::hours{18} ? date - days{1} : date;
}

std::string spell_night(Day night, const Clock& clock) {
    const LocalTime now = clock.moment().local();
    const Day tonight = std::chrono::floor<days>(now);
    const std::string day = std::string{spell_weekday(night)} + " " + spell_day(night);
    if (night == tonight && night_at(now) == tonight) return "tonight, " + day;
    return (night == tonight - days{1} ? "last night, " : "the night of ") + day;
}

Result<Day> parse_night(std::string_view text, Day today) {
    const auto night = parse_day(text, today);
    if (!night) {
        return Error{
            in_quotes(text) + " is not a night", "give the date of its evening, such as 2026-11-20 or yesterday"};
    }
    if (*night > today) {
        return Error{"the night of " + in_quotes(text) + " is in the future", "use 'today' or an earlier date"};
    }
    return *night;
}

Result<std::string> check_diary_name(std::string_view name) {
    return check_dose_name(name).transform_error([name](const Error& error) {
        return Error{name_key(name).empty() ? "empty name" : error.message, "choose another name, such as 'cramps'"};
    });
}

std::optional<Error> onset_error(const Intake& symptom, const Clock& clock) {
    if (!symptom.onset || in_night(symptom.day, *symptom.onset) <= clock.moment().local()) return std::nullopt;
    return Error{
        "the onset " + spell_time_of_day(*symptom.onset) + " of " + spell_night(symptom.day, clock) + " is after now",
        "correct --onset, or the night: --night " + spell_day(symptom.day - days{1})};
}

Result<Intake> make_symptom(std::span<const std::string> words, const DiaryOptions& options, const Clock& clock) {
    constexpr std::string_view how = "give a score from 0 (none) to 10 (worst imaginable): epsom log symptom 6";
    if (words.empty()) return Error{"missing score", std::string{how}};
    // "rls 7" is the symptom rls.
    if (words.size() > 1 && !options.name && parse_score(words.back())) {
        const auto before = words.first(words.size() - 1);
        const std::string name = joined(before);
        if (!has_score_or_moment(before) && check_diary_name(name)) {
            DiaryOptions named = options;
            named.name = name;
            return make_symptom(words.last(1), named, clock);
        }
    }
    if (words.size() > 1) {
        const auto score =
            std::ranges::find_if(words, [](const std::string& word) { return parse_score(word).has_value(); });
        std::vector<std::string> others{words.begin(), words.end()};
        if (score != words.end()) others.erase(others.begin() + (score - words.begin()));
        const std::string other = joined(others);
        if (score == words.end() || parse_score(others.front())) {
            return Error{"a night takes one score, not " + in_quotes(joined(words)), std::string{how}};
        }
        return unexpected(others, *score, options, clock);
    }
    const auto score = parse_score(words.front());
    if (!score) return score.error();
    const auto name = check_diary_name(options.name.value_or(std::string{usual_symptom}));
    if (!name) return name.error();
    const auto is_of_sleep = [&](const OutcomeScale& scale) {
        return scale.kind != OutcomeKind::symptom && name_key(*name) == name_key(scale.name);
    };
    if (std::ranges::any_of(outcome_scales, is_of_sleep)) {
        return Error{in_quotes(*name) + " is kept by 'log sleep'", "epsom log sleep --quality " + words.front()};
    }
    auto intake = entry(Taken::symptom, options, clock);
    if (!intake) return intake;
    if (options.onset) {
        const auto onset = parse_time_of_day(*options.onset);
        if (!onset) return onset.error();
        intake->onset = *onset;
        if (auto error = onset_error(*intake, clock)) return *error;
    }
    intake->what = *name;
    intake->value = score->tenths();
    return intake;
}

namespace {

constexpr std::string_view how_to_log_sleep = "give the time slept, such as 6h30m or 22:30-06:15";

/// How long: a length, or from when until when.
std::optional<Error> put_slept(
    Intake& sleep, SleepDetails& details, std::span<const std::string> words, const Clock& clock) {
    const std::string text = joined(words, "");
    minutes slept{0};
    if (const auto window = parse_window(text)) {
        const auto span = sleep_span(sleep.day, window->from, window->to, clock);
        if (!span) return span.error();
        if (span->until.at > clock.now) {
            return Error{"the sleep ends after now: " + spell_night(sleep.day, clock) + ", until " +
                             spell_time_of_day(window->to),
                "for another night, add --night " + spell_day(sleep.day - days{1})};
        }
        details.from = window->from;
        details.until = window->to;
        slept = span->length();
    } else if (!is_no_time(text)) {
        const auto duration = parse_duration(text);
        if (!duration) return Error{in_quotes(joined(words)) + " is not a duration", std::string{how_to_log_sleep}};
        slept = *duration;
    }
    if (slept > a_day) return Error{in_quotes(joined(words)) + " is more than a day", std::string{how_to_log_sleep}};
    sleep.value = slept.count();
    return std::nullopt;
}

std::optional<Error> put_details(SleepDetails& details, const DiaryOptions& options) {
    if (options.quality) {
        const auto quality = parse_score(*options.quality);
        if (!quality) {
            return Error{in_quotes(*options.quality) + " is not a quality from 0 to 10",
                "from 0 (the worst) to 10 (the best), such as 7 or 6.5"};
        }
        details.quality = *quality;
    }
    if (options.latency) {
        const auto latency = parse_latency(*options.latency);
        if (!latency) return latency.error();
        details.latency = *latency;
    }
    if (options.wakings) {
        const auto wakings = parse_wakings(*options.wakings);
        if (!wakings) return wakings.error();
        details.wakings = *wakings;
    }
    return std::nullopt;
}

}  // namespace

Result<Intake> make_sleep(std::span<const std::string> words, const DiaryOptions& options, const Clock& clock) {
    if (words.empty() && !options.quality && !options.latency && !options.wakings)
        return Error{"missing time slept", std::string{how_to_log_sleep}};
    auto intake = entry(Taken::sleep, options, clock);
    if (!intake) return intake;
    intake->what = "sleep";
    SleepDetails details;
    if (!words.empty()) {
        if (const auto error = put_slept(*intake, details, words, clock)) return *error;
    }
    if (const auto error = put_details(details, options)) return *error;
    intake->detail = spell(details);
    return intake;
}

Result<Intake> make_note(std::span<const std::string> words, const std::optional<std::string>& at, const Clock& clock) {
    auto intake = entry(Taken::note, {.note = std::string{trim(joined(words))}}, clock);
    if (!intake) return intake;
    if (intake->note.empty()) return Error{"missing TEXT", "epsom log note 'long flight'"};
    if (at) {
        const auto moment = parse_moment(*at, clock);
        if (!moment) return moment.error();
        intake->moment = *moment;
    }
    intake->day = clock.day_of(intake->moment);
    intake->what = "note";
    return intake;
}

namespace {

/// `7 this morning`, `last night 9`: a number beside a part of the day is its hour or an amount.
std::optional<Error> hour_or_amount(std::span<const std::string> words) {
    const auto part = [&words](std::size_t at) {
        const auto match = match_moment(words.subspan(at));
        return match && match->words.kind == MomentWords::Kind::part ? match->used : 0;
    };
    const bool number_first = is_plain_number(words.front());
    const std::size_t used = part(number_first ? 1 : 0);
    if (used == 0 || (!number_first && (words.size() != used + 1 || !is_plain_number(words[used]))))
        return std::nullopt;
    const std::string number = number_first ? words.front() : words[used];
    const std::string text = joined(words.subspan(number_first ? 1 : 0, used));
    const std::string hour = number_first ? "at " + number + " " + text : text + " at " + number;
    if (!is_hour_of_part(hour)) return std::nullopt;
    return Error{in_quotes(joined(words.first(used + 1))) + " could be a time or an amount",
        "use '" + printable(hour) + "', or give the time with --at '" + printable(text) + "'"};
}

/// `caffeine none`, `no caffeine`, `stress high`: an amount in words is not part of a name, unless it is in quotes.
std::optional<Error> amount_in_words(const std::vector<std::string>& names) {
    constexpr std::array<std::string_view, 5> none{"none", "nothing", "zero", "nil", "no"};
    constexpr std::array<std::string_view, 14> vague{"high", "low", "medium", "moderate", "mild", "severe", "little",
        "much", "some", "lots", "few", "many", "more", "less"};
    if (names.size() < 2) return std::nullopt;
    const auto among = [](const std::string& word, const auto& list) {
        return std::ranges::find(list, lower(word)) != list.end();
    };
    const auto line = [](std::span<const std::string> words) {
        const std::string name = joined(words);
        return "epsom log factor " + (name.find(' ') == std::string::npos ? printable(name) : in_quotes(name));
    };
    const auto all = std::span{names};
    const bool first = lower(names.front()) == "no" || lower(names.front()) == "zero";
    if (first || among(names.back(), none)) {
        const auto rest = first ? all.subspan(1) : all.first(all.size() - 1);
        return Error{
            in_quotes(joined(names)) + " says that there was no " + printable(joined(rest)), line(rest) + " 0"};
    }
    if (!among(names.back(), vague)) return std::nullopt;
    return Error{in_quotes(names.back()) + " is not an amount of a factor",
        "use a number, or log it without one: " + line(all.first(all.size() - 1))};
}

}  // namespace

Result<Intake> make_factor(std::span<const std::string> typed, const DiaryOptions& options, const Clock& clock) {
    // 'yesterday 21:00' in quotes is a moment as well; 'late meal' is a name.
    std::vector<std::string> read;
    for (const std::string& word : typed) {
        const auto parts = words_of(word);
        const auto whole = match_moment(parts);
        if (whole && whole->used == parts.size()) read.insert(read.end(), parts.begin(), parts.end());
        else read.push_back(word);
    }
    std::span<const std::string> words = read;
    auto intake = entry(Taken::factor, {.note = options.note}, clock);
    if (!intake) return intake;
    std::optional<MomentWords> moment;
    std::vector<std::string> names;
    std::string amount;
    const auto twice = [](std::string_view what, const std::string& text) {
        return Error{
            "two " + std::string{what} + " given: " + in_quotes(text) + " is the second", "log them separately"};
    };
    while (!words.empty()) {
        std::size_t used = 1;
        if (const auto either = hour_or_amount(words)) return *either;
        if (auto match = match_moment(words)) {
            used = match->used;
            if (moment) return twice("times", joined(words.first(used)));
            moment = std::move(match->words);
        } else if (looks_like_number(words.front())) {
            const bool counted = is_plain_number(words.front()) && words.size() > 1 && !looks_like_number(words[1]) &&
                                 !match_moment(words.subspan(1));
            used = counted ? 2 : 1;
            const std::string text = joined(words.first(used), " ");
            if (!amount.empty()) return twice("amounts", text);
            amount = text;
            if (const auto error = put_amount(*intake, amount)) return *error;
        } else {
            names.push_back(words.front());
        }
        words = words.subspan(used);
    }
    const std::string name = joined(names);
    if (name.empty()) return Error{"missing factor name", "epsom log factor caffeine 2 cups 15:00"};
    const auto checked = check_diary_name(name);
    if (!checked) return checked.error();
    if (const auto error = amount_in_words(names)) return *error;
    intake->what = *checked;
    if (moment && options.at) {
        return Error{"two times given: " + in_quotes(moment->text) + " and --at " + in_quotes(*options.at),
            "leave one of them out"};
    }
    const auto when = options.at ? parse_moment(*options.at, clock)
                      : moment   ? resolve(*moment, clock)
                                 : Result<Moment>{clock.moment()};
    if (!when) return when.error();
    intake->moment = *when;
    intake->day = clock.day_of(*when);
    return intake;
}

std::optional<Count> number_of(const Intake& factor) {
    if (factor.kind != Taken::factor || factor.detail.empty()) return std::nullopt;
    if (factor.detail == "0") return Count{0};
    const auto number = parse_count(factor.detail);
    return number ? std::optional{*number} : std::nullopt;
}

bool same_place(const Intake& a, const Intake& b) {
    return a.kind == b.kind && a.day == b.day &&
           (a.kind == Taken::sleep || (a.kind == Taken::symptom && name_key(a.what) == name_key(b.what)));
}

bool later(const Intake& a, const Intake& b) { return std::tie(a.moment.at, a.uuid) > std::tie(b.moment.at, b.uuid); }

std::vector<Finding> symptom_findings(std::span<const Intake> diary, const Clock& clock, minutes by) {
    const LocalTime now = clock.moment().local();
    const Day night = std::chrono::floor<days>(now) - days{1};
    if (now - std::chrono::floor<days>(now) < by) return {};
    std::map<std::string, int> scored;
    for (const Intake& intake : diary) {
        if (intake.kind != Taken::symptom) continue;
        if (intake.day == night) return {};
        ++scored[intake.what];
    }
    const auto most = std::ranges::max_element(scored, {}, [](const auto& name) { return name.second; });
    const std::string name = scored.empty() ? std::string{usual_symptom} : most->first;
    const std::string day = spell_day(night);
    return {make_finding(finding_code("symptom-missing"), name,
        "no score for last night, " + std::string{spell_weekday(night)} + " " + day +
            "; to add it (0 to 10): epsom log symptom SCORE" +
            (name_key(name) == usual_symptom ? "" : " --name " + in_quotes(name)) + " --night " + day,
        day, day)};
}

}  // namespace epsom
