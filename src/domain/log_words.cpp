// The words of a log line: what is its name, its count, its amount and its time.

#include <algorithm>
#include <array>

#include "epsom/domain/amounts/fraction.hpp"
#include "epsom/domain/amounts/letters.hpp"
#include "epsom/domain/logging.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

bool is_word(std::string_view text) {
    return !text.empty() && !looks_like_number(text) && !looks_like_count(text) && text.front() != '-' &&
           text.front() != '+';
}

/// What was meant as a moment and is none: how many words it takes, and why; empty when `words` begin with something
/// else.
struct BrokenMoment {
    std::size_t used;
    Error error;
};
std::optional<BrokenMoment> broken_moment(std::span<const std::string> words) {
    const auto folded = [&](std::size_t i) { return i < words.size() ? lower(words[i]) : std::string{}; };
    const std::string first = folded(0);
    if (const std::size_t used = impossible_date(words); used > 0) {
        const bool unread = first.size() == 10 && first[2] == '-' && first[5] == '-';
        const std::string date = in_quotes(joined(words.first(used)));
        return BrokenMoment{used, {unread ? "unsupported date format " + date : date + " is not a calendar date",
                                      "use a date such as 2026-11-20"}};
    }
    if (first.empty() || first.front() < '0' || first.front() > '9') return std::nullopt;
    const Error no_time{in_quotes(first) + " is not a time of day", "use 21:30 or 9pm"};
    if (folded(2) == "ago" && parse_duration(first) && parse_duration(folded(1))) {
        const std::string both = first + folded(1);
        return BrokenMoment{
            3, {"ambiguous duration in " + in_quotes(joined(words.first(3))),
                   parse_duration(both) ? "use '" + both + " ago'" : "give one duration, such as '1h30m ago'"}};
    }
    if (is_plain_number(first) && (folded(1) == "am" || folded(1) == "pm")) {
        return BrokenMoment{2, {in_quotes(joined(words.first(2))) + " is not a time of day", no_time.hint}};
    }
    if (first.size() >= 10 && first[4] == '-' && first[7] == '-') {
        const std::string day = first.substr(0, 10);
        if (!parse_iso_day(day)) {
            return BrokenMoment{1, {in_quotes(day) + " is not a calendar date", "use a date such as 2026-11-20"}};
        }
        return BrokenMoment{
            1, {in_quotes(words[0]) + " is not a valid time", "use '2026-11-19 21:30' or 2026-11-19T21:30"}};
    }
    const bool half_day = first.size() > 2 && (first.ends_with("am") || first.ends_with("pm")) &&
                          is_plain_number(first.substr(0, first.size() - 2));
    if (half_day || first.find(':') != std::string::npos) return BrokenMoment{1, no_time};
    return std::nullopt;
}

/// The moment that `words` begin with. `morning` is no moment where a dose has that name.
std::optional<MomentMatch> moment_in(std::span<const std::string> words, const IsName& is_name) {
    auto match = match_moment(words);
    const bool part = match && match->words.kind == MomentWords::Kind::part && match->words.any_day;
    if (part && is_name(match->words.text)) return std::nullopt;
    return match;
}

/// A bare number that reads as a time of day: `21.30`, `2130`, `0930`. Halves and quarters of a few servings are
/// counts.
std::optional<Error> mistyped_time(const std::string& word) {
    if (!is_plain_number(word)) return std::nullopt;
    const auto point = word.find('.');
    const bool four_digits = point == std::string::npos && word.size() == 4;
    if (!four_digits && (point > 2 || word.size() != point + 3)) return std::nullopt;
    const int hour = std::stoi(word.substr(0, four_digits ? 2 : point));
    const int minute = std::stoi(word.substr(word.size() - 2));
    if (hour > 23 || minute > 59) return std::nullopt;
    const bool count = four_digits                         ? word.front() != '0' && word <= "1000"
                       : word.front() == '0' && point == 1 ? true
                                                           : hour < 5 && minute % 25 == 0;
    if (count) return std::nullopt;
    const std::string time = "'" + spell_time_of_day(minutes{hour * 60 + minute}) + "'";
    const bool may_count = !four_digits;
    return Error{in_quotes(word) + (may_count ? " could be a time or a count" : " is not a time of day"),
        "use " + time + (may_count ? " or '" + word + "x'" : "")};
}

/// How many of `words` are an amount in units that only labels use: `5 billion CFU`, `9000 ALU`, `50 % DV`; 0 where
/// they are none.
std::size_t label_amount_in(std::span<const std::string> words) {
    constexpr std::size_t most = 4;
    for (std::size_t count = std::min(words.size(), most); count > 0; --count) {
        const std::string text = joined(words.first(count));
        const auto digits = std::min(text.find_first_not_of("0123456789."), text.size());
        if (digits == 0) return 0;
        std::string unit = lower(trim(std::string_view{text}.substr(digits)));
        const UnitInfo* known = find_unit(unit);
        if (known != nullptr && (known->measure == Measure::activity || known->measure == Measure::cells)) return count;
        std::erase(unit, ' ');
        if (unit == "%dv" || unit == "%nrv") return count;
    }
    return 0;
}

/// `1 500mg`, `2 500 mg`: thousands with a blank, or a count and an amount.
std::optional<Error> grouped_thousands(std::span<const std::string> words) {
    const auto digits = [](std::string_view text) {
        return std::min(text.find_first_not_of("0123456789"), text.size());
    };
    const std::string& count = words.front();
    if (words.size() < 2 || count.size() > 3 || digits(count) != count.size()) return std::nullopt;
    std::string amount = words[1];
    if (digits(amount) != 3) return std::nullopt;
    if (words.size() > 2 && is_mass_unit(words[2])) amount += words[2];
    if (digits(amount) == amount.size() || !parse_amount(amount)) return std::nullopt;
    return Error{in_quotes(count + " " + amount) + " could be " + printable(count + amount) + " or " + count +
                     " times " + printable(amount),
        "use '" + printable(count + amount) + "' or '" + count + "x " + printable(amount) + "'"};
}

/// `7 this morning`, `last night 9`: a bare number beside a part of the day is its hour or a count. Directly before the
/// name it is a count.
std::optional<Error> hour_or_count(std::span<const std::string> words, const IsName& is_name, bool name_follows) {
    const auto either = [](const std::string& typed, const std::string& hour, const std::string& count) {
        return is_hour_of_part(hour) ? std::optional{Error{in_quotes(typed) + " could be a time or a count",
                                           "use '" + printable(hour) + "' or '" + printable(count) + "'"}}
                                     : std::nullopt;
    };
    const auto is_part = [](const auto& match) { return match && match->words.kind == MomentWords::Kind::part; };
    const std::string& first = words.front();
    if (is_plain_number(first) && words.size() > 1) {
        const auto part = moment_in(words.subspan(1), is_name);
        if (!is_part(part)) return std::nullopt;
        const std::string text = joined(words.subspan(1, part->used));
        return either(first + " " + text, "at " + first + " " + text, first + "x " + text);
    }
    const auto part = moment_in(words, is_name);
    if (!is_part(part) || part->used == words.size() || !is_plain_number(words[part->used])) return std::nullopt;
    const auto after = words.subspan(part->used + 1);
    if (after.empty() ? name_follows : is_word(after.front())) return std::nullopt;
    const std::string text = joined(words.first(part->used));
    const std::string& number = words[part->used];
    return either(text + " " + number, text + " at " + number, text + " " + number + "x");
}

/// Reads counts, amounts and moments from `words` into `into`; the error names the word that fits nowhere.
std::optional<Error> read_rest(
    std::span<const std::string> words, const IsName& is_name, LogWords& into, bool name_follows = false) {
    const auto twice = [](std::string_view what, const std::string& word) {
        return Error{
            "two " + std::string{what} + " given: " + in_quotes(word) + " is the second", "log them separately"};
    };
    while (!words.empty()) {
        const std::string& word = words.front();
        std::size_t used = 1;
        if (auto either = hour_or_count(words, is_name, name_follows)) return either;
        if (auto moment = moment_in(words, is_name)) {
            used = moment->used;
            if (into.moment) return twice("times", joined(words.first(used)));
            into.moment = std::move(moment->words);
        } else if (auto broken = broken_moment(words)) {
            return std::move(broken->error);
        } else if (const std::size_t of_label = label_amount_in(words); of_label > 0) {
            used = of_label;
            const std::string text = joined(words.first(used));
            auto amount = parse_amount(text);
            if (!amount) return amount.error();
            if (into.amount) return twice("amounts", text);
            into.amount = *amount;
        } else if (is_plain_number(word) && words.size() > 1 && (is_mass_unit(words[1]) || is_word(words[1])) &&
                   !match_moment(words.subspan(1))) {
            used = 2;
            auto amount = parse_amount(word + " " + words[1]);
            if (!amount) return amount.error();
            if (into.amount) return twice("amounts", word + " " + words[1]);
            into.amount = *amount;
        } else if (const auto time = mistyped_time(word)) {
            return *time;
        } else if (auto grouped = grouped_thousands(words)) {
            return grouped;
        } else if (looks_like_count(word)) {
            auto count = parse_count(word);
            if (!count) return count.error();
            if (into.count) return twice("counts", word);
            into.count = *count;
            into.bare_count = is_plain_number(word);
        } else if (looks_like_number(word) || word.front() == '-' || word.front() == '+') {
            if (words.size() > 1 && word.find(',') != std::string::npos && is_mass_unit(words[1]))
                return parse_amount(word + " " + words[1]).error();
            auto amount = parse_amount(word);
            if (!amount) return amount.error();
            if (into.amount) return twice("amounts", word);
            into.amount = *amount;
        } else if (const std::string unit = lower(word);
                   into.amount && (unit == "rae" || unit == "dfe" || unit == "ne")) {
            return Error{"unexpected argument " + in_quotes(word),
                "amounts of vitamin-a are in mcg RAE, of folate in mcg DFE, of niacin in mg NE: leave the word out"};
        } else {
            return Error{"unexpected argument " + in_quotes(word),
                "give a name, an amount and a time: epsom log glycinate 200mg 21:30"};
        }
        words = words.subspan(used);
    }
    return std::nullopt;
}

/// The words that are neither number nor moment: what was meant for a name.
std::vector<std::string> name_words(std::span<const std::string> words, const IsName& is_name) {
    std::vector<std::string> names;
    while (!words.empty()) {
        std::size_t used = 1;
        if (const auto moment = moment_in(words, is_name)) {
            used = moment->used;
        } else if (const auto broken = broken_moment(words)) {
            used = broken->used;
        } else if (const std::size_t of_label = label_amount_in(words); of_label > 0) {
            used = of_label;
        } else if (is_plain_number(words.front()) && words.size() > 1 && is_word(words[1]) &&
                   (is_mass_unit(words[1]) || !parse_amount(words[0] + " " + words[1]))) {
            used = 2;  // a unit, right or wrong, is no name
        } else if (is_word(words.front()) && !(is_mass_unit(words.front()) && !names.empty())) {
            names.push_back(words.front());
        }
        words = words.subspan(used);
    }
    return names;
}

/// The longest known name among the words, and why those beside it could not be read.
struct KnownName {
    std::string name;
    Error leftover;
};

Error unknown_name(std::span<const std::string> words, const IsName& is_name, const Names& suggestable,
    const std::optional<KnownName>& known) {
    const auto meant = name_words(words, is_name);
    LogWords nowhere;
    if (meant.empty()) {
        if (const auto error = read_rest(words, is_name, nowhere)) return *error;
        return {"nothing to log", "epsom log glycinate 200mg"};
    }
    // One known name among others: the rest of the words is what is wrong.
    for (const auto& word : meant) {
        if (meant.size() > 1 && is_name(word)) {
            for (const auto& other : meant) {
                if (other != word && is_name(other)) {
                    return {in_quotes(word) + " and " + in_quotes(other) + " cannot be one entry",
                        "log them separately, or name a compound with --as"};
                }
            }
        }
    }
    const std::string text = joined(meant);
    if (auto error = single_letter(text)) return *error;
    const auto names = suggestable();
    std::string hint;
    const auto near = nearest(text, names);
    // Vitamins differ in their last letter: where one was named, another is not meant.
    const bool other_vitamin = known && name_key(known->name).starts_with("vitamin");
    if (!near.empty() && !other_vitamin && (!known || name_key(near.front()) != name_key(known->name)))
        hint = did_you_mean(text, names);
    for (const auto& word : meant) {
        if (hint.empty() && !is_name(word)) hint = did_you_mean(word, names);
    }
    constexpr std::array<std::string_view, 15> of_time{"yesterday", "today", "tonight", "morning", "afternoon",
        "evening", "night", "noon", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (const auto& word : meant) {
        if (hint.empty() && !is_name(word)) hint = did_you_mean(word, of_time);
    }
    if (hint.empty() && known) return known->leftover;
    if (hint.empty()) {
        hint = "to search: epsom dose find " + printable(meant.front()) + "; to define it: epsom dose add --help";
    }
    return {"unknown name " + in_quotes(text), hint};
}

}  // namespace

Result<LogWords> read_log_words(std::span<const std::string> typed, const IsName& is_name, const Names& names) {
    std::vector<std::string> words;
    for (const auto& word : typed) {
        for (auto& part : words_of(word)) {
            // 1 1/2: the fraction belongs to the number before it.
            const bool joins = !words.empty() && words.back().size() < 4 &&
                               std::ranges::all_of(words.back(), [](char c) { return c >= '0' && c <= '9'; });
            const std::string both = joins ? words.back() + " " + part : part;
            if (const std::string decimal = with_decimals(both); joins && decimal != both) words.back() = decimal;
            else words.push_back(with_decimals(part));
        }
    }
    // Every run of words is tried as a name, which takes hours for many words.
    constexpr std::size_t most_words = 64;
    if (words.size() > most_words) {
        return Error{
            std::to_string(words.size()) + " arguments are too many for one entry", "put notes in quotes after --note"};
    }
    std::optional<Error> trouble;  // of the longest name's other words, where no second name was meant
    std::optional<KnownName> known;
    for (std::size_t length = words.size(); length > 0; --length) {
        for (std::size_t start = 0; start + length <= words.size(); ++start) {
            const auto all = std::span{words};
            const std::string name = joined(all.subspan(start, length));
            if (!is_name(name)) continue;
            LogWords found{.what = name};
            auto error = read_rest(all.first(start), is_name, found, true);
            if (!error) error = read_rest(all.subspan(start + length), is_name, found);
            if (!error) return found;
            if (!known) known = KnownName{name, *error};
            if (!trouble && name_words(all.first(start), is_name).empty() &&
                name_words(all.subspan(start + length), is_name).empty())
                trouble = error;
        }
    }
    if (trouble) return *trouble;
    return unknown_name(words, is_name, names, known);
}

}  // namespace epsom
