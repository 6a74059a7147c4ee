#include "epsom/domain/plan/dose_set.hpp"

#include <algorithm>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

bool is_in(const Dose& dose, std::string_view set) {
    return std::ranges::find(dose.sets, name_key(set), name_key) != dose.sets.end();
}

/// How many of the first words are the longest name that `is_name` knows; 0 when they begin with none.
template <class IsName> std::size_t name_in(std::span<const std::string> words, IsName is_name) {
    constexpr std::size_t longest = 12;
    for (std::size_t count = std::min(words.size(), longest); count > 0; --count) {
        if (is_name(joined(words.first(count)))) return count;
    }
    return 0;
}

Error idle_amount(std::string_view typed, std::string_view name) {
    return {in_quotes(typed) + " has no effect on " + in_quotes(name) + ": each dose is logged with its own servings",
        "epsom log " + printable(name)};
}

/// Reads a moment, which is all that `words` may be, into `read`.
std::optional<Error> read_moment(std::span<const std::string> words, std::span<const Dose> doses, SetWords& read) {
    const std::string& word = words.front();
    const std::string line = "epsom log " + printable(read.name);
    auto moment = match_moment(words);
    if (moment && moment->used == words.size()) {
        if (read.moment) {
            return Error{"two times given: " + in_quotes(read.moment->text) + " and " + in_quotes(moment->words.text),
                "leave one of them out"};
        }
        read.moment = std::move(moment->words);
        return std::nullopt;
    }
    if (!moment && (looks_like_count(word) || parse_amount(word))) return idle_amount(word, read.name);
    if (find_dose(doses, word) != nullptr) {
        return Error{in_quotes(word) + " cannot follow " + in_quotes(read.name),
            "to leave it out: " + line + " but " + printable(word)};
    }
    if (moment || is_digit(word.front())) return parse_moment_words(joined(words)).error();
    return Error{"unexpected argument " + in_quotes(word), "give doses to leave out or a time: " + line + " 07:30"};
}

}  // namespace

std::vector<std::string> set_names(std::span<const Dose> doses) {
    std::vector<std::string> names;
    for (const Dose& dose : doses) {
        for (const auto& name : dose.sets) {
            if (std::ranges::find(names, name_key(name), name_key) == names.end()) names.push_back(name);
        }
    }
    std::ranges::sort(names, {}, name_key);
    return names;
}

std::vector<const Dose*> members_of(std::span<const Dose> doses, std::string_view set) {
    std::vector<const Dose*> members;
    for (const Dose& dose : doses) {
        if (is_in(dose, set)) members.push_back(&dose);
    }
    return members;
}

void enter_set(Dose& dose, const std::string& set) {
    if (is_in(dose, set)) return;
    dose.sets.push_back(set);
    std::ranges::sort(dose.sets, {}, name_key);
}

void leave_set(Dose& dose, std::string_view set) {
    std::erase_if(dose.sets, [key = name_key(set)](const std::string& name) { return name_key(name) == key; });
}

std::vector<std::string> names_in(std::span<const std::string> typed, std::span<const Dose> doses) {
    std::vector<std::string> words;
    for (const auto& word : typed) {
        if (find_dose(doses, word) != nullptr) {
            words.push_back(word);
            continue;
        }
        for (auto& part : split(word, ',')) {
            if (!trim(part).empty()) words.emplace_back(trim(part));
        }
    }
    return words;
}

DoseNames match_doses(std::span<const std::string> words, std::span<const Dose> doses) {
    DoseNames names;
    const auto is_dose = [doses](std::string_view name) { return find_dose(doses, name) != nullptr; };
    for (std::size_t at = 0; at < words.size();) {
        if (const std::size_t count = name_in(words.subspan(at), is_dose); count > 0) {
            names.doses.push_back(find_dose(doses, joined(words.subspan(at, count))));
            names.used = at += count;
        } else if (lower(words[at]) == "and" && !names.doses.empty()) {
            ++at;
        } else {
            break;
        }
    }
    return names;
}

std::optional<Result<SetWords>> read_set_words(std::span<const std::string> typed, std::span<const Dose> doses) {
    std::vector<std::string> all;
    for (const auto& word : typed) {
        for (auto& part : words_of(word)) all.push_back(std::move(part));
    }
    const auto is_set = [doses](std::string_view name) {
        return find_dose(doses, name) == nullptr && !members_of(doses, name).empty();
    };
    SetWords read;
    std::span<const std::string> words = all;
    std::size_t used = name_in(words, is_set);
    if (used == 0) {
        if (const auto moment = match_moment(words)) {
            used = name_in(words.subspan(moment->used), is_set);
            if (used > 0) {
                words = words.subspan(moment->used);
                read.moment = moment->words;
            }
        }
    }
    // "2x morning", "200 mg morning"
    for (std::size_t count = 1; used == 0 && count <= 2 && count < words.size(); ++count) {
        const auto amount = words.first(count);
        if (!looks_like_count(amount.front()) && !parse_amount(joined(amount))) continue;
        const std::size_t name = name_in(words.subspan(count), is_set);
        if (name > 0) return idle_amount(joined(amount), joined(words.subspan(count, name)));
    }
    const auto is_dose = [doses](std::string_view name) { return find_dose(doses, name) != nullptr; };
    if (used == 0 && !words.empty() && name_in(words, is_dose) == 0) {
        used = 1;
        if (lower(words.front()) == "all") read.kind = SetWords::Kind::due;
        else if (lower(words.front()) == "again") read.kind = SetWords::Kind::again;
        else used = 0;
    }
    if (used == 0) return std::nullopt;
    read.name = joined(words.first(used));
    words = words.subspan(used);
    const auto but = std::ranges::find(words, "but", lower);
    const auto before = words.first(static_cast<std::size_t>(but - words.begin()));
    if (!before.empty()) {
        if (auto error = read_moment(before, doses, read)) return *error;
    }
    if (but == words.end()) return read;
    const auto rest = names_in(words.subspan(before.size() + 1), doses);
    const auto names = match_doses(rest, doses);
    if (rest.empty()) {
        const auto members = members_of(doses, read.name);
        const std::string hint = "epsom log " + printable(read.name) + " but ";
        if (!members.empty()) return Error{"missing the dose after 'but'", hint + printable(members.back()->name)};
        return Error{"missing the dose after 'but'", "'epsom dose list' shows the names"};
    }
    const auto after = std::span{rest}.subspan(names.used);
    if (names.doses.empty() || (!after.empty() && !is_digit(after.front().front()) && !match_moment(after)))
        return unknown("dose", after.front(), choices_of(doses, &Dose::name), "'epsom dose list' shows the names");
    read.left_out = names.doses;
    if (!after.empty()) {
        if (auto error = read_moment(after, doses, read)) return *error;
    }
    return read;
}

}  // namespace epsom
