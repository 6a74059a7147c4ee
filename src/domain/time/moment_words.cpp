#include <algorithm>
#include <array>

#include "epsom/domain/time/calendar_names.hpp"
#include "epsom/domain/time/moment.hpp"
#include "epsom/text/text.hpp"
#include "written_time.hpp"

namespace epsom {
namespace {

using namespace std::chrono_literals;
using MomentKind = MomentWords::Kind;
using std::chrono::days;

/// The place of the only name that `word` is, or begins: `mon`, `monday`, `sept`.
template <std::size_t count>
std::optional<unsigned> named_in(std::string_view word, const std::array<std::string_view, count>& names) {
    if (word.ends_with('.')) word.remove_suffix(1);
    for (unsigned i = 0; i < count; ++i) {
        const std::string name = lower(names[i]);
        const bool short_form =
            word.size() == 3 || word == "tues" || word == "thur" || word == "thurs" || word == "sept";
        if (word == name || (short_form && name.starts_with(word))) return i;
    }
    return std::nullopt;
}

/// `2026-11-19T21:30`, with seconds and an offset when they are there. In lower case.
std::optional<MomentWords> read_date_time(std::string_view text) {
    if (text.size() < 16 || text[10] != 't') return std::nullopt;
    const auto day = parse_iso_day(text.substr(0, 10));
    const std::string_view rest = text.substr(11);
    const auto zone = rest.find_first_of("+-z");
    const auto time = read_time(rest.substr(0, zone));
    if (!day || !time || rest.find_first_of("apm.") != std::string_view::npos) return std::nullopt;
    MomentWords words{.kind = MomentKind::date_time, .time = time->time, .extra = time->extra, .date = *day};
    if (zone != std::string_view::npos) {
        const auto offset = read_offset(rest.substr(zone));
        if (!offset) return std::nullopt;
        words.kind = MomentKind::instant;
        words.offset = *offset;
    }
    return words;
}

/// The half of the day that a part says: `8:30` in the evening is 20:30. Empty where the time is not in it.
std::optional<minutes> within(DayPart part, const WrittenTime& typed) {
    minutes time = typed.time;
    const auto hour = time / 1h;
    if (typed.face != Clockface::half_named && hour >= 1 && hour <= 12) {
        const bool first_half = part == DayPart::morning || (part == DayPart::night && (hour < 6 || hour == 12));
        time = time % 12h + (first_half ? 0h : 12h);
    }
    switch (part) {
        case DayPart::morning: return time < 12h ? std::optional{time} : std::nullopt;
        case DayPart::noon: return 11h <= time && time < 15h ? std::optional{time} : std::nullopt;
        case DayPart::afternoon: return 12h <= time && time < 19h ? std::optional{time} : std::nullopt;
        case DayPart::evening: return 16h <= time ? std::optional{time} : std::nullopt;
        case DayPart::night: break;
    }
    return 18h <= time || time < 6h ? std::optional{time} : std::nullopt;
}

/// Reads a moment off the front of some words: a day, a part of the day and a time, in any order, each at most once.
class Phrase {
public:
    explicit Phrase(std::span<const std::string> words) : typed_{words} {
        constexpr std::size_t most = 14;  // no moment is longer
        for (const auto& word : words.first(std::min(words.size(), most))) {
            std::string folded = lower(word);
            if (folded.size() > 1 && folded.ends_with(',')) folded.pop_back();
            words_.push_back(std::move(folded));
        }
    }

    std::optional<MomentWords> read() {
        if (auto words = read_ago()) return words;
        if (word(0) == "now" || ((word(0) == "just" || word(0) == "right") && word(1) == "now")) {
            at_ = word(0) == "now" ? 1 : 2;
            return MomentWords{.kind = MomentKind::now};
        }
        if (auto words = read_date_time(word(0))) {
            at_ = 1;
            return words;
        }
        read_parts();
        return at_ == 0 ? std::nullopt : std::optional{put_together()};
    }
    [[nodiscard]] std::size_t used() const { return at_; }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const {
        return i < words_.size() ? std::string_view{words_[i]} : std::string_view{};
    }
    [[nodiscard]] bool is(std::size_t i, std::initializer_list<std::string_view> any) const {
        return std::ranges::find(any, word(i)) != any.end();
    }

    [[nodiscard]] static MomentWords refuse(Error error) {
        return {.kind = MomentKind::refused, .trouble = std::move(error)};
    }
    [[nodiscard]] std::string typed(std::size_t used) const { return in_quotes(joined(typed_.first(used))); }

    // --- so long ago -------------------------------------------------------------------------------------------------

    /// `2`, `1.5`, `two`, `a`, `half`: in twelfths, so that each is exact.
    [[nodiscard]] std::optional<std::int64_t> number(std::size_t i) const {
        const std::string_view text = word(i);
        if (text == "a" || text == "an") return 12;
        if (const auto number = spelled_number(text)) return std::int64_t{*number} * 12;
        const std::string_view whole = text.substr(0, text.find('.'));
        const std::string_view rest = text.substr(std::min(text.size(), whole.size()));
        const auto value = short_number(whole, 5);
        if (!value || (!rest.empty() && rest != ".5" && rest != ".25" && rest != ".75")) return std::nullopt;
        return std::int64_t{*value} * 12 + (rest == ".5" ? 6 : rest == ".25" ? 3 : rest == ".75" ? 9 : 0);
    }
    [[nodiscard]] static std::optional<minutes> unit(std::string_view text) {
        struct Unit {
            std::string_view name;
            minutes length;
        };
        constexpr std::array units{Unit{"m", 1min}, Unit{"min", 1min}, Unit{"minute", 1min}, Unit{"h", 1h},
            Unit{"hr", 1h}, Unit{"hour", 1h}, Unit{"d", 24h}, Unit{"day", 24h}, Unit{"w", 24h * 7},
            Unit{"week", 24h * 7}};
        if (text.size() > 2 && text.ends_with('s')) text.remove_suffix(1);
        const auto found = std::ranges::find(units, text, &Unit::name);
        return found == units.end() ? std::nullopt : std::optional{found->length};
    }

    /// The number and the unit at `i`, which moves past them: `2 hours`, `half an hour`, `1h30m`, `90min`. Error: 0m.
    std::optional<minutes> length(std::size_t& i) const {
        if (const auto whole = parse_duration(word(i))) {
            ++i;
            return *whole;
        }
        const auto digits = std::min(word(i).find_first_not_of("0123456789."), word(i).size());
        if (digits > 0 && digits < word(i).size()) {  // 2hours
            const auto count = short_number(word(i).substr(0, digits), 5);
            const auto each = unit(word(i).substr(digits));
            if (!count || !each) return std::nullopt;
            ++i;
            return *count * *each;
        }
        std::size_t next = i;
        std::int64_t twelfths = 0;
        if (is(next, {"half", "quarter"}) || (word(next) == "a" && is(next + 1, {"half", "quarter"}))) {
            if (word(next) == "a") ++next;
            twelfths = word(next) == "half" ? 6 : 3;
            ++next;
            if (word(next) == "of") ++next;
            if (is(next, {"a", "an"})) ++next;
        } else if (const auto count = number(next)) {
            twelfths = *count;
            ++next;
        } else {
            return std::nullopt;
        }
        const auto each = unit(word(next));
        if (!each) return std::nullopt;
        ++next;
        if (word(next) == "and" && word(next + 1) == "a" && is(next + 2, {"half", "quarter"})) {
            twelfths += word(next + 2) == "half" ? 6 : 3;
            next += 3;
        }
        if (twelfths * each->count() % 12 != 0) return std::nullopt;
        i = next;
        return minutes{twelfths * each->count() / 12};
    }

    /// `90m ago`, `2 hours ago`, `half an hour ago`; `2 days ago 21:30`. Refused: a missing duration.
    std::optional<MomentWords> read_ago() {
        std::size_t i = is(0, {"about", "around"}) ? 1 : 0;
        const std::size_t first = i;
        minutes total{0};
        while (i < words_.size() && word(i) != "ago") {
            // `exercise 2h 30m ago` is two hours, half an hour ago.
            if (i > first && word(i - 1) != "and" && parse_duration(word(i)) && parse_duration(word(i - 1))) break;
            const auto part = length(i);
            if (!part) break;
            total += *part;
            if (word(i) == "and") ++i;
        }
        if (i > first && word(i) == "ago") {
            at_ = i + 1;
            constexpr minutes a_century{52'560'000};
            if (total <= 0min || total > a_century) {
                return refuse({typed(at_) + " is not a past time", "leave it out for 'now'"});
            }
            if (total % (24h) == 0min) {
                MomentWords back{.days_back = static_cast<int>(total / 24h)};
                has_day_ = true;
                const std::size_t behind = at_;
                read_parts();
                if (at_ > behind) {
                    day_ = back;
                    return put_together();
                }
            }
            return MomentWords{.kind = MomentKind::ago, .ago = total};
        }
        // What was meant so and cannot be read.
        const bool begins = number(first) ||
                            is(first, {"some", "few", "several", "couple", "half", "quarter", "long", "0"}) ||
                            (!word(first).empty() && word(first).front() >= '0' && word(first).front() <= '9');
        for (std::size_t end = first; begins && end < std::min<std::size_t>(words_.size(), first + 5); ++end) {
            if (word(end) != "ago") continue;
            const bool unclear = end == first + 1 || is(first, {"a", "an"}) || unit(word(first + 1)) ||
                                 is(first, {"some", "few", "several", "couple", "half", "quarter", "long"});
            if (!unclear) return std::nullopt;
            at_ = end + 1;
            const bool bare = end == first + 1 && short_number(word(first), 3).value_or(0) > 0;
            const std::string n{word(first)};
            return refuse({(bare ? "missing unit in " : "missing duration in ") + typed(at_),
                bare ? "use '" + n + "m ago' or '" + n + "h ago'" : "give a duration, such as '90m ago' or '2h ago'"});
        }
        return std::nullopt;
    }

    // --- a day, a part of it, a time ---------------------------------------------------------------------------------

    void read_parts() {
        while (at_ < words_.size()) {
            std::size_t next = at_;
            while (next < at_ + 2 && is(next, {"at", "on", "in", "the", "of", "around", "about"})) ++next;
            preposition_ = next > at_ && is(next - 1, {"at", "around", "about"});
            if (!read_day(next) && !read_part(next) && !read_time_of_day(next)) return;
            at_ = next;
        }
    }

    bool read_day(std::size_t& i) {
        if (has_day_) return false;
        const auto take = [&](MomentWords day, std::size_t count) {
            day_ = std::move(day);
            has_day_ = true;
            i += count;
            return true;
        };
        if (word(i) == "day" && word(i + 1) == "before" && word(i + 2) == "yesterday") return take({.days_back = 2}, 3);
        if (word(i) == "today" || word(i) == "yesterday") return take({.days_back = word(i) == "today" ? 0 : 1}, 1);
        if (word(i) == "tomorrow") return take({.days_back = -1}, 1);
        if (!part_) {
            const auto evening = [&](int back, DayPart part, std::size_t count) {
                part_ = part;
                return take({.evenings_back = back}, count);
            };
            if (word(i) == "tonight") return evening(0, DayPart::night, 1);
            if (word(i) == "last" && word(i + 1) == "night") return evening(1, DayPart::night, 2);
            if (word(i) == "last" && word(i + 1) == "evening") return evening(1, DayPart::evening, 2);
            if (word(i) == "this" && word(i + 1) == "night") return evening(0, DayPart::night, 2);
            if (word(i) == "this" && part_named(word(i + 1))) {
                part_ = part_named(word(i + 1));
                return take({.days_back = 0}, 2);
            }
        }
        const bool last = word(i) == "last";
        const std::size_t name = last || word(i) == "this" ? i + 1 : i;
        if (const auto weekday = named_in(word(name), weekday_names)) {
            return take({.weekday = std::chrono::weekday{*weekday + 1}, .before_today = last}, name - i + 1);
        }
        if (const auto date = parse_iso_day(word(i))) return take({.date = *date}, 1);
        return read_date(i);
    }

    /// `Nov 19`, `November 19th 2026`, `19 Nov`, `11/19`, `19.11.2026`.
    bool read_date(std::size_t& i) {
        const auto day_number = [&](std::size_t at) -> std::optional<int> {
            std::string_view text = word(at);
            for (const std::string_view ending : {"st", "nd", "rd", "th", "."}) {
                if (text.size() > ending.size() && text.ends_with(ending)) {
                    text.remove_suffix(ending.size());
                    break;
                }
            }
            const auto value = short_number(text, 2);
            return value && *value >= 1 && *value <= 31 ? value : std::nullopt;
        };
        const auto take = [&](int year, int month, int day, std::size_t count) {
            const auto date = date_of(year == 0 ? 2000 : year, month, day);  // 2000 has a 29 February
            if (!date) return false;
            day_ = {};
            if (year == 0)
                day_.month_day = MonthDay{
                    std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
            else day_.date = *date;
            has_day_ = true;
            i += count;
            return true;
        };
        const auto year_at = [&](std::size_t at) {
            return word(at).size() == 4 ? short_number(word(at), 4).value_or(0) : 0;
        };
        if (const auto month = named_in(word(i), month_names)) {
            const auto day = day_number(i + 1);
            const int year = day ? year_at(i + 2) : 0;
            return day && take(year, static_cast<int>(*month) + 1, *day, year == 0 ? 2 : 3);
        }
        if (const auto day = day_number(i)) {
            const std::size_t name = word(i + 1) == "of" ? i + 2 : i + 1;
            if (const auto month = named_in(word(name), month_names)) {
                const int year = year_at(name + 1);
                return take(year, static_cast<int>(*month) + 1, *day, name - i + (year == 0 ? 1U : 2U));
            }
        }
        const bool dots = word(i).find('.') != std::string_view::npos;
        auto numbers_of = split(word(i), dots ? '.' : '/');
        if (dots && numbers_of.size() == 3 && numbers_of.back().empty()) numbers_of.pop_back();  // 19.11.
        else if (dots && numbers_of.size() == 2) return false;                                   // 19.11
        if (numbers_of.size() != 2 && numbers_of.size() != 3) return false;
        std::array<int, 3> part{};
        for (std::size_t n = 0; n < numbers_of.size(); ++n) {
            const auto value = short_number(numbers_of[n], 4);
            if (!value || (numbers_of[n].size() > 2 && n == 1)) return false;
            part[n] = *value;
        }
        if (numbers_of[0].size() == 4) return numbers_of.size() == 3 && take(part[0], part[1], part[2], 1);
        if (numbers_of[0].size() > 2 || numbers_of.back().size() == 3) return false;
        if (numbers_of.size() == 2 && numbers_of[1].size() > 2) return false;
        const int year = numbers_of.size() == 2 ? 0 : part[2] < 100 ? 2000 + part[2] : part[2];
        const bool day_first = dots || part[0] > 12;
        const bool fraction = numbers_of.size() == 2 && !dots && part[0] < part[1] && part[1] <= 4;
        if (fraction || (numbers_of.size() == 3 && numbers_of[2].empty())) return false;
        if (!dots && part[0] <= 12 && part[1] <= 12 && part[0] != part[1]) {
            const auto spelled = [&](int month, int day) {
                const std::string_view name = month_names[static_cast<std::size_t>(std::clamp(month, 1, 12)) - 1];
                return std::string{short_name(name)} + " " + std::to_string(day) +
                       (year == 0 ? "" : " " + std::to_string(year));
            };
            if (part[0] < 1 || part[1] < 1) return false;
            either_day_ = {spelled(part[0], part[1]), spelled(part[1], part[0])};
            return take(year, part[0], part[1], 1);
        }
        return take(year, day_first ? part[1] : part[0], day_first ? part[0] : part[1], 1);
    }

    [[nodiscard]] static std::optional<DayPart> part_named(std::string_view text) {
        struct Name {
            std::string_view name;
            DayPart part;
        };
        constexpr std::array names{Name{"morning", DayPart::morning}, Name{"noon", DayPart::noon},
            Name{"midday", DayPart::noon}, Name{"lunchtime", DayPart::noon}, Name{"afternoon", DayPart::afternoon},
            Name{"evening", DayPart::evening}, Name{"night", DayPart::night}, Name{"bedtime", DayPart::night}};
        const auto found = std::ranges::find(names, text, &Name::name);
        return found == names.end() ? std::nullopt : std::optional{found->part};
    }
    bool read_part(std::size_t& i) {
        const auto part = part_.has_value() ? std::nullopt : part_named(word(i));
        if (!part) return false;
        part_ = part;
        ++i;
        return true;
    }

    bool read_time_of_day(std::size_t& i) {
        if (time_) return false;
        const auto take = [&](std::optional<WrittenTime> time, std::size_t count) {
            time_ = time;
            i += count;
            return time.has_value();
        };
        if (is(i + 1, {"am", "pm", "a.m.", "p.m."})) {
            const std::string both = std::string{word(i)} + std::string{word(i + 1)};
            if (const auto time = read_time(both)) return take(time, 2);
            if (const auto time = read_time(word(i))) {
                refused_ =
                    Error{in_quotes(std::string{word(i)} + " " + std::string{word(i + 1)}) + " is not a time of day",
                        "use '" + spell_time_of_day(time->time) + "'"};
                return take(time, 2);
            }
        }
        if (word(i) == "midnight" || (word(i) == "12" && word(i + 1) == "midnight")) {
            midnight_ = true;
            return take(WrittenTime{0min, 0s, Clockface::half_named}, word(i) == "12" ? 2 : 1);
        }
        if (word(i) == "12" && is(i + 1, {"noon", "midday"}))
            return take(WrittenTime{12h, 0s, Clockface::half_named}, 2);
        const auto hour = [&](std::size_t at) -> std::optional<minutes> {
            if (const auto number = spelled_number(word(at))) return std::chrono::hours{*number};
            const auto value = short_number(word(at), 2);
            return value && *value < 24 ? std::optional{minutes{60 * *value}} : std::nullopt;
        };
        const auto bare = [](minutes time) {
            return WrittenTime{time, 0s, time > 12h + 59min || time < 1h ? Clockface::full : Clockface::bare};
        };
        if (is(i, {"half", "quarter"}) && is(i + 1, {"past", "to"}) && hour(i + 2)) {
            const minutes shift = word(i) == "half" ? 30min : 15min;
            if (word(i) == "quarter" || word(i + 1) == "past")
                return take(bare((*hour(i + 2) + (word(i + 1) == "past" ? shift : 24h - shift)) % 24h), 3);
        }
        const bool o_clock = is(i + 1, {"o'clock", "oclock",
                                           "o\xE2\x80\x99"
                                           "clock"});
        if ((preposition_ || o_clock) && hour(i)) return take(bare(*hour(i)), o_clock ? 2 : 1);
        std::string text{word(i)};
        if (preposition_ && text.find('.') != std::string::npos) std::ranges::replace(text, '.', ':');  // at 21.30
        if (const auto zone = text.find_first_of("+-");
            day_.date && has_day_ && zone != std::string_view::npos && zone > 0) {
            offset_ = read_offset(std::string_view{text}.substr(zone));
            if (offset_ && take(read_time(std::string_view{text}.substr(0, zone)), 1)) return true;
            offset_.reset();
        }
        return take(read_time(text), 1);
    }

    MomentWords put_together() {
        if (refused_) return refuse(*refused_);
        MomentWords words = has_day_ ? day_ : MomentWords{.any_day = true};
        words.part = part_;
        const bool dated = words.date.has_value();
        if (has_day_ && words.days_back < 0) {
            return refuse({typed(at_) + " is in the future", "log it once it is taken, or use 'now'"});
        }
        if (!either_day_[0].empty()) {
            const std::string when = time_   ? " " + spell_time_of_day(time_->time)
                                     : part_ ? " " + std::string{spell(*part_)}
                                             : "";
            return refuse({typed(at_) + " could be two dates",
                "use '" + either_day_[0] + when + "' or '" + either_day_[1] + when + "'"});
        }
        if (!time_) {
            words.kind = part_ ? MomentKind::part : MomentKind::day_only;
            return words;
        }
        words.extra = time_->extra;
        words.time = time_->time;
        words.offset = offset_.value_or(0s);
        words.kind = offset_    ? MomentKind::instant
                     : dated    ? MomentKind::date_time
                     : has_day_ ? MomentKind::day_time
                                : MomentKind::time;
        if (part_) {
            const auto time = within(*part_, *time_);
            if (!time) {
                return refuse({typed(at_) + ": " + spell_time_of_day(time_->time) + " is not in the " +
                                   std::string{spell(*part_)},
                    "give only one of them, such as 'yesterday " + spell_time_of_day(time_->time) + "'"});
            }
            words.time = *time;
        } else if (time_->face == Clockface::bare) {
            words.kind = MomentKind::half_day;
        }
        if (midnight_ && has_day_ && !part_) {
            words.kind = MomentKind::midnight;  // the one that begins the day, or the one that ends it
        }
        return words;
    }

    std::span<const std::string> typed_;
    std::vector<std::string> words_;  // in lower case
    std::size_t at_ = 0;
    MomentWords day_{};
    bool has_day_ = false;
    bool preposition_ = false;  // `at` precedes what is read
    std::optional<DayPart> part_;
    std::optional<WrittenTime> time_;
    std::optional<seconds> offset_;
    std::array<std::string, 2> either_day_;  // of a date that can be read in two ways
    bool midnight_ = false;
    std::optional<Error> refused_;
};

}  // namespace

std::string_view spell(DayPart part) {
    switch (part) {
        case DayPart::morning: return "morning";
        case DayPart::noon: return "noon";
        case DayPart::afternoon: return "afternoon";
        case DayPart::evening: return "evening";
        case DayPart::night: break;
    }
    return "night";
}

std::size_t impossible_date(std::span<const std::string> words) {
    if (words.empty() || match_moment(words)) return 0;
    const std::string first = lower(words[0]), second = words.size() > 1 ? lower(words[1]) : "";
    const auto is_number = [](std::string_view text, std::size_t digits) {
        const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
        return !text.empty() && text.size() <= digits && std::ranges::all_of(text, is_digit);
    };
    if (named_in(first, month_names) && is_number(second, 2)) return 2;
    if (is_number(first, 2) && named_in(second, month_names)) return 2;
    for (const char separator : {'.', '/', '-'}) {
        const auto parts = split(first, separator);
        if (parts.size() != 3 || !is_number(parts[1], 2)) continue;
        const bool year_last = is_number(parts[0], 2) && is_number(parts[2], 4) && parts[2].size() == 4;
        const bool year_first = is_number(parts[2], 2) && is_number(parts[0], 4) && parts[0].size() == 4;
        if (year_last || year_first) return 1;
    }
    return 0;
}

bool is_hour_of_part(std::string_view text) {
    const auto words = words_of(text);
    const auto match = match_moment(words);
    return match && match->used == words.size() && match->words.part && match->words.kind != MomentKind::part &&
           match->words.kind != MomentKind::refused;
}

std::optional<MomentMatch> match_moment(std::span<const std::string> words) {
    if (words.empty()) return std::nullopt;
    Phrase phrase{words};
    auto found = phrase.read();
    if (!found) return std::nullopt;
    found->text = joined(words.first(phrase.used()));
    return MomentMatch{std::move(*found), phrase.used()};
}

}  // namespace epsom
