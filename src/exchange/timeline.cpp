#include "timeline.hpp"

#include <algorithm>
#include <cstdint>

#include "epsom/domain/text.hpp"

namespace epsom::exchange {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr Day first_day{std::chrono::year{1900} / std::chrono::January / 1};
constexpr Day last_day{std::chrono::year{2199} / std::chrono::December / 31};


/// Takes one or two digits from the front.
std::optional<int> take_number(std::string_view& text) {
    int value = 0;
    std::size_t length = 0;
    while (length < 2 && length < text.size() && is_digit(text[length])) value = 10 * value + (text[length++] - '0');
    if (length == 0) return std::nullopt;
    text.remove_prefix(length);
    return value;
}

Error no_time(std::string_view text) { return {in_quotes(text) + " is not a time of day", "write it as 21:30 or 9:30 PM"}; }

/// `+01:00`, `-0400`, `+01`, `Z`; empty when `text` is no offset.
std::optional<seconds> read_offset(std::string_view text) {
    if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") return 0s;
    if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    const bool west = text.front() == '-';
    text.remove_prefix(1);
    const auto hours = take_number(text);
    if (text.starts_with(':')) text.remove_prefix(1);
    const auto minutes = text.empty() ? std::optional{0} : take_number(text);
    if (!hours || !minutes || !text.empty() || *hours > 18 || *minutes > 59) return std::nullopt;
    const seconds offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return west ? -offset : offset;
}

/// Phones put narrow and non-breaking blanks before AM and PM.
std::string with_plain_blanks(std::string_view text) {
    std::string plain{text};
    for (const std::string_view blank : {"\xE2\x80\xAF", "\xC2\xA0"}) {
        for (auto at = plain.find(blank); at != std::string::npos; at = plain.find(blank)) plain.replace(at, blank.size(), " ");
    }
    return plain;
}

}  // namespace

Result<Day> read_date(std::string_view text) {
    std::string iso{text};
    if (iso.size() == 10 && iso[4] == iso[7] && (iso[4] == '/' || iso[4] == '.')) iso[4] = iso[7] = '-';
    const auto day = parse_iso_day(iso);
    if (day && *day >= first_day && *day <= last_day) return *day;
    const std::string shown = in_quotes(text);
    if (day) return Error{shown + " cannot be meant: the year is not between 1900 and 2199", "check the date"};
    const bool shaped = iso.size() == 10 && iso[4] == '-' && iso[7] == '-' && std::ranges::count_if(iso, is_digit) == 8;
    if (shaped) return Error{shown + " is not in the calendar", "check the date"};
    if (std::ranges::count(text, '/') == 2 || std::ranges::count(text, '.') == 2) {
        return Error{shown + " could be two days: which number is the month is not said", "write dates as 2026-11-20; spreadsheets rewrite them when they save"};
    }
    return Error{shown + " is not a day", "write it as 2026-11-20"};
}

Result<seconds> read_time(std::string_view text) {
    std::string folded;
    std::string_view rest = trim(text);
    enum class Half { none, am, pm } half = Half::none;
    if (!rest.empty() && !is_digit(rest.back())) {
        folded = lower(with_plain_blanks(rest));
        rest = folded;
        for (const std::string_view ending : {"am", "a.m.", "pm", "p.m."}) {
            if (half != Half::none || !rest.ends_with(ending)) continue;
            half = ending.front() == 'a' ? Half::am : Half::pm;
            rest = trim(rest.substr(0, rest.size() - ending.size()));
        }
    }
    const auto hour = take_number(rest);
    if (!hour || (rest.empty() && half == Half::none)) return no_time(text);
    int parts[] = {0, 0};  // minutes and seconds
    for (int& part : parts) {
        if (rest.empty()) break;
        if (rest.size() < 3 || rest.front() != ':' || !is_digit(rest[1]) || !is_digit(rest[2])) return no_time(text);
        rest.remove_prefix(1);
        part = *take_number(rest);
    }
    if (rest.starts_with('.') && rest.size() > 1 && std::ranges::all_of(rest.substr(1), is_digit)) rest = {};  // parts of a second
    const bool fits = half == Half::none ? *hour < 24 : *hour >= 1 && *hour <= 12;
    if (!rest.empty() || !fits || parts[0] > 59 || parts[1] > 59) return no_time(text);
    const int of_day = half == Half::none ? *hour : *hour % 12 + (half == Half::pm ? 12 : 0);
    return std::chrono::hours{of_day} + std::chrono::minutes{parts[0]} + seconds{parts[1]};
}

Result<Stamp> read_stamp(std::string_view text) {
    text = trim(text);
    std::size_t end = 1;  // of the date: a blank or a T after a digit
    while (end < text.size() && !(is_digit(text[end - 1]) && (text[end] == ' ' || text[end] == 'T' || text[end] == 't'))) ++end;
    end = std::min(end, text.size());
    const auto date = read_date(text.substr(0, end));
    if (!date) return date.error();
    Stamp stamp{.date = *date};
    std::string_view rest = trim(text.substr(std::min(end + 1, text.size())));
    if (rest.empty()) {
        if (end < text.size()) return no_time(text);
        return stamp;
    }
    auto zone = rest.find_first_of("+-Zz");
    if (zone == std::string_view::npos) {
        for (const std::string_view name : {" UTC", " GMT"}) {
            if (rest.ends_with(name)) zone = rest.size() - name.size();
        }
    }
    const auto time = read_time(rest.substr(0, zone));
    if (!time) return time.error();
    stamp.time = *time;
    if (zone != std::string_view::npos) {
        stamp.offset = read_offset(trim(rest.substr(zone)));
        if (!stamp.offset) return Error{in_quotes(rest.substr(zone)) + " is not an offset from UTC", "write it as +01:00"};
    }
    return stamp;
}

std::string key_of(const Stamp& stamp) {
    if (!stamp.time) return "d" + std::to_string(stamp.date.time_since_epoch().count());
    const LocalTime local = LocalTime{stamp.date} + *stamp.time;
    if (stamp.offset) return "u" + std::to_string((local.time_since_epoch() - *stamp.offset).count());
    return "l" + std::to_string(local.time_since_epoch().count());
}

Result<Placed> Timeline::place(const Stamp& stamp) {
    const LocalTime local = LocalTime{stamp.date} + stamp.time.value_or(12h);
    if (stamp.offset) return place(Moment{Instant{local.time_since_epoch() - *stamp.offset}, *stamp.offset});
    const auto moment = resolve(local);
    if (!moment) {
        return Error{"the clocks skip " + spell_time(local) + " on " + spell_day(stamp.date) + " in this time zone",
                     "import where the file's time zone is set, such as with TZ=Europe/Berlin"};
    }
    if (!stamp.time) return Placed{*moment, stamp.date};
    return place(*moment);
}

Result<Placed> Timeline::place(Instant instant) {
    if (instant < Instant{first_day.time_since_epoch()} || instant > Instant{last_day.time_since_epoch()}) {
        return Error{"the time " + std::to_string(instant.time_since_epoch().count()) + " (seconds since 1970) cannot be meant", "check the date"};
    }
    return place(clock_.zone.at(instant));
}

Result<Placed> Timeline::place(const Moment& moment) {
    const Day day = clock_.day_of(moment);
    if (day < first_day || day > last_day) return Error{"the year is not between 1900 and 2199", "check the date"};
    return Placed{moment, day};
}

std::optional<Moment> Timeline::resolve(LocalTime local) {
    const Day day = std::chrono::floor<days>(local);
    Known& known = known_[static_cast<std::uint64_t>(day.time_since_epoch().count()) % known_.size()];
    if (!known.filled || known.day != day) {
        // Offsets lie within 26 hours: the same one this long around the day is that of the whole day.
        const Instant midnight{LocalTime{day}.time_since_epoch()};
        const seconds offset = clock_.zone.at(midnight).offset;
        const bool same = clock_.zone.at(midnight - 26h).offset == offset && clock_.zone.at(midnight + 50h).offset == offset;
        known = {day, same ? std::optional{offset} : std::nullopt, true};
    }
    if (!known.offset) return clock_.zone.resolve(local);
    return Moment{Instant{local.time_since_epoch() - *known.offset}, *known.offset};
}

}  // namespace epsom::exchange
