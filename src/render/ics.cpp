#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "epsom/render/schedule.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using std::chrono::year_month_day;

constexpr std::chrono::days remembered{366};
constexpr std::chrono::days for_good{3653};
constexpr Day latest{std::chrono::year{9999} / 12 / 31};  // iCalendar writes years with four digits

/// RFC 5545, 3.1: at most 75 octets a line; more go on after a blank. A UTF-8 sequence stays whole.
void append_line(std::string& out, std::string_view line) {
    std::size_t room = 75;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = 74;
    }
    out.append(line).append("\r\n");
}

/// RFC 5545, 3.3.11.
std::string escaped_text(std::string_view text) {
    std::string result;
    for (std::string_view line : split(text, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        for (const char c : printable(line)) {
            if (c == '\\' || c == ';' || c == ',') result += '\\';
            result += c;
        }
        result += "\\n";
    }
    result.resize(result.size() - 2);
    return result;
}

std::string digits(std::string text) {
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}
std::string stamp(Day date, minutes time) {
    return digits(spell_day(date)) + "T" + digits(spell_time_of_day(time)) + "00";
}
std::string stamp(Instant at) { return digits(spell_moment(Moment{at}).substr(0, 19)) + "Z"; }

/// Part of an RRULE with several values: `;BYDAY=MO,WE`.
class List {
public:
    explicit List(std::string_view key) : text_{key} {}
    void add(std::string_view value) {
        text_.append(empty_ ? "=" : ",").append(value);
        empty_ = false;
    }
    void add(int value) { add(std::to_string(value)); }
    [[nodiscard]] bool empty() const { return empty_; }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
    bool empty_ = true;
};

constexpr std::array<std::string_view, 7> weekday_codes{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
std::string_view code(std::chrono::weekday weekday) { return weekday_codes[weekday.iso_encoding() - 1]; }

/// Some of a rule's dates, which one RRULE can say. A slot before the start of the day falls on the date after its day,
/// so all dates are those of the calendar here.
struct Part {
    std::string rrule;                                             // empty: they are listed one by one
    std::function<bool(Day)> contains = [](Day) { return true; };  // asked of the rule's own dates only
};

Part on_weekdays(const OnWeekdays& rule, std::chrono::days shift) {
    List by_day{";BYDAY"};
    for (unsigned i = 0; i < 7; ++i) {
        if ((rule.days >> i & 1U) != 0) by_day.add(code(std::chrono::weekday{i + 1} + shift));
    }
    return {"FREQ=WEEKLY" + by_day.text()};
}

Part on_month_days(const OnMonthDays& rule) {
    List by_day{";BYMONTHDAY"};
    for (int day = 1; day <= 31; ++day) {
        if ((rule.days >> day & 1U) != 0) by_day.add(day);
    }
    if ((rule.days & 1U) != 0) by_day.add(-1);
    return {"FREQ=MONTHLY" + by_day.text()};
}

/// The dates after those days: mostly the next day of the month, but the first after a month's end, wherever that is.
std::vector<Part> after_month_days(const OnMonthDays& rule) {
    const auto has = [&](unsigned day) { return (rule.days >> day & 1U) != 0; };
    std::vector<Part> parts;

    List by_day{";BYMONTHDAY"};
    for (unsigned day = 1; day <= 30; ++day) {
        if (has(day)) by_day.add(static_cast<int>(day) + 1);
    }
    if (!by_day.empty()) {
        parts.push_back({"FREQ=MONTHLY" + by_day.text(),
            [](Day date) { return year_month_day{date}.day() != std::chrono::day{1}; }});
    }

    // The first of March comes after the 28th or the 29th. Leap years are every fourth, for as long as this matters.
    const bool in_leap_years = has(0) || has(29);
    const bool in_others = has(0) || has(28);
    List by_month{";BYMONTH"};
    for (unsigned month = 1; month <= 12; ++month) {
        const bool after_30 = month == 5 || month == 7 || month == 10 || month == 12;
        if (month == 3 ? in_leap_years && in_others : has(0) || has(after_30 ? 30 : 31))
            by_month.add(static_cast<int>(month));
    }
    const auto is_first = [](Day date, bool of_march) {
        const year_month_day ymd{date};
        return ymd.day() == std::chrono::day{1} && (ymd.month() == std::chrono::March) == of_march;
    };
    const bool march_apart = in_leap_years != in_others;
    if (!by_month.empty()) {
        parts.push_back({"FREQ=MONTHLY;BYMONTHDAY=1" + (has(0) ? "" : by_month.text()),
            [=](Day date) { return is_first(date, false) || (!march_apart && is_first(date, true)); }});
    }
    for (int year = 0; march_apart && year < 4; ++year) {
        if ((year == 0) != in_leap_years) continue;
        parts.push_back({"FREQ=YEARLY;INTERVAL=4", [=](Day date) {
                             return is_first(date, true) && static_cast<int>(year_month_day{date}.year()) % 4 == year;
                         }});
    }
    return parts;
}

/// A cycle of whole weeks comes back on the same weekdays, so each of its weeks is a part; else each of its days.
std::vector<Part> in_cycle(const Cycle& rule, Day first) {
    const int length = rule.on + rule.off;
    const bool weeks = length % 7 == 0;
    const int step = weeks ? 7 : 1;
    std::vector<Part> parts;
    for (int begin = 0; begin < rule.on; begin += step) {
        std::string rrule = "FREQ=DAILY;INTERVAL=" + std::to_string(length);
        if (weeks) {
            List by_day{";BYDAY"};
            for (int i = begin; i < std::min(begin + step, rule.on); ++i)
                by_day.add(code(std::chrono::weekday{first + std::chrono::days{i}}));
            rrule = "FREQ=WEEKLY;INTERVAL=" + std::to_string(length / 7) + by_day.text() +
                    ";WKST=" + std::string{code(std::chrono::weekday{first})};
        }
        parts.push_back({rrule, [=](Day date) {
                             const auto since = (date - first).count() % length;
                             return begin <= since && since < begin + step;
                         }});
    }
    return parts;
}

std::vector<Part> parts_of(const Rule& rule, Day first, std::chrono::days shift) {
    if (const auto* weekdays = std::get_if<OnWeekdays>(&rule)) return {on_weekdays(*weekdays, shift)};
    if (const auto* month = std::get_if<OnMonthDays>(&rule)) {
        return shift == std::chrono::days{0} ? std::vector{on_month_days(*month)} : after_month_days(*month);
    }
    if (const auto* every = std::get_if<EveryDays>(&rule))
        return {{"FREQ=DAILY;INTERVAL=" + std::to_string(every->days)}};
    if (const auto* cycle = std::get_if<Cycle>(&rule)) return in_cycle(*cycle, first);
    if (std::holds_alternative<Daily>(rule)) return {{"FREQ=DAILY"}};
    if (std::holds_alternative<Coin>(rule)) return {{""}};
    return {};
}

/// The days on which one time of a schedule may have slots, both ends included.
struct Reach {
    Day from;
    std::optional<Day> until;
};

/// The days of which holds() can be true. A pause without an end is one here.
Reach reach_of(const Plan& plan, std::size_t index, minutes time, const Clock& clock) {
    const auto missed = [&](const Schedule& schedule, Day day) {
        return schedule.since && moment_on(day, time, clock).at + schedule.grace < *schedule.since;
    };
    const Schedule& schedule = plan.schedules[index];
    Reach reach{schedule.from, schedule.until};
    if (schedule.since) {
        const Moment missed_by = clock.zone.at(*schedule.since - schedule.grace);
        // One day earlier: where the zone skips a day, its slots move to the start of the next.
        reach.from = std::max(reach.from, clock.day_of(missed_by) - std::chrono::days{1});
        while (missed(schedule, reach.from)) reach.from += std::chrono::days{1};
    }
    const auto end = [&](Day last) { reach.until = std::min(reach.until.value_or(last), last); };
    if (index + 1 < plan.schedules.size()) {
        const Schedule& next = plan.schedules[index + 1];
        end(missed(next, next.from) ? next.from : next.from - std::chrono::days{1});
    }
    for (const auto& [from, until] : plan.pauses) {
        if (!until || *until > clock.today() + for_good) end(from - std::chrono::days{1});
    }
    return reach;
}

/// `calm: 2 capsules`; the name alone for one serving of no other unit.
std::string summary(const Dose& dose, Count servings) {
    const Count units = units_of(dose, servings);
    if (units == Count{1} && same_unit(dose.serving.unit, "serving")) return dose.name;
    return dose.name + ": " + spell_units(units, dose.serving.unit);
}

class Calendar {
public:
    explicit Calendar(const Clock& clock) : clock_{clock} {
        for (const auto* text : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//epsom//epsom//EN"}) line(text);
    }

    void add(const Dose& dose) {
        for (std::size_t i = 0; i < dose.plan.schedules.size(); ++i) {
            const auto& times = dose.plan.schedules[i].times;
            for (std::size_t j = 0; j < times.size(); ++j) {
                // Two of one time have other days each.
                const auto same = std::ranges::count(std::span{times}.first(j), times[j].time, &SlotTime::time);
                add(dose, i, times[j], same == 0 ? "" : "+" + std::to_string(same));
            }
        }
    }

    void add(const KnownSlot& known) {
        const Slot& slot = known.slot;
        const LocalTime local = slot.at.local();
        const Day date = std::chrono::floor<std::chrono::days>(local);
        begin(known.dose->uuid + "-linked-" + stamp(slot.day, slot.time),
            stamp(date, std::chrono::floor<minutes>(local - date)));
        describe_and_end(*known.dose, slot.servings);
    }

    [[nodiscard]] std::string finish() {
        line("END:VCALENDAR");
        return std::move(out_);
    }

private:
    void line(std::string_view text) { append_line(out_, text); }

    void add(const Dose& dose, std::size_t index, const SlotTime& slot, const std::string& again) {
        Schedule schedule = dose.plan.schedules[index];
        const std::chrono::days shift{slot.time < clock_.day_start ? 1 : 0};
        const Reach reach = reach_of(dose.plan, index, slot.time, clock_);
        if (reach.until && *reach.until < clock_.today() - remembered) return;
        const Day last = std::min(reach.until.value_or(latest), latest - shift);

        const std::string made = schedule.since ? stamp(*schedule.since) : digits(spell_day(schedule.from));
        const std::string uid = dose.uuid + "-" + made + "-" + digits(spell_time_of_day(slot.time)) + again;
        // Of this time alone.
        schedule.times = {slot};
        if (!std::holds_alternative<Daily>(slot.days)) schedule.rule = slot.days;
        const auto parts = parts_of(schedule.rule, schedule.from + shift, shift);
        schedule.until.reset();
        const Plan unbounded{.schedules = {std::move(schedule)}};
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto has = [&](Day day) {
                return kind_of(unbounded, day) == DayKind::planned && parts[i].contains(day + shift);
            };
            Day first = reach.from;
            while (first <= last && (!has(first) || dose.plan.paused_on(first))) first += std::chrono::days{1};
            if (first > last) continue;
            begin(uid + (i == 0 ? "" : "-" + std::to_string(i)), stamp(first + shift, slot.time));
            if (parts[i].rrule.empty()) {
                for (Day day = first + std::chrono::days{1}; day <= last; day += std::chrono::days{1}) {
                    if (has(day) && !dose.plan.paused_on(day)) line("RDATE:" + stamp(day + shift, slot.time));
                }
                describe_and_end(dose, slot.servings);
                continue;
            }
            const bool ends = reach.until && *reach.until <= last;
            line("RRULE:" + parts[i].rrule + (ends ? ";UNTIL=" + stamp(last + shift, slot.time) : ""));
            for (const auto& pause : dose.plan.pauses) {
                for (Day day = std::max(pause.from, first); day <= last && pause.contains(day);
                     day += std::chrono::days{1}) {
                    if (has(day)) line("EXDATE:" + stamp(day + shift, slot.time));
                }
            }
            describe_and_end(dose, slot.servings);
        }
    }

    void begin(const std::string& uid, const std::string& start) {
        line("BEGIN:VEVENT");
        line("UID:" + escaped_text(uid));
        line("DTSTAMP:" + stamp(clock_.now));
        line("DTSTART:" + start);
        line("DURATION:PT5M");
    }

    void describe_and_end(const Dose& dose, Count servings) {
        const std::string what = escaped_text(summary(dose, servings));
        line("SUMMARY:" + what);
        if (!dose.note.empty()) line("DESCRIPTION:" + escaped_text(dose.note));
        for (const auto* text :
            {"CLASS:PRIVATE", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S"})
            line(text);
        line("DESCRIPTION:" + what);
        for (const auto* text : {"END:VALARM", "END:VEVENT"}) line(text);
    }

    const Clock& clock_;
    std::string out_;
};

}  // namespace

std::string ics(std::span<const Dose> doses, const Clock& clock, std::span<const KnownSlot> known) {
    Calendar calendar{clock};
    for (const auto& dose : doses) calendar.add(dose);
    for (const auto& slot : known) calendar.add(slot);
    return calendar.finish();
}

}  // namespace epsom
