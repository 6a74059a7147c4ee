#include "dose_set.hpp"

#include <algorithm>

#include "epsom/domain/plan/dose_set.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "session/catalogue.hpp"
#include "session/typed_line.hpp"

namespace epsom {
namespace {

std::string names_of(const std::vector<const Dose*>& doses) {
    std::string text;
    for (const Dose* dose : doses) text += (text.empty() ? "" : ", ") + printable(dose->name);
    return text;
}

/// `epsom dose set morning calm multi`, where a terminal can show it.
std::string line_for(const std::string& set, const std::vector<std::string>& doses) {
    std::vector<std::string> words{"dose", "set", set};
    words.insert(words.end(), doses.begin(), doses.end());
    return typed_line(words);
}

Error no_such_set(const std::string& name, const std::vector<Dose>& doses) {
    const auto sets = set_names(doses);
    const std::vector<std::string_view> known{sets.begin(), sets.end()};
    std::string otherwise = "to add a dose: epsom dose add --help";
    if (!doses.empty()) otherwise = "to make it: " + line_for(name, {doses.front().name});
    return unknown("set", name, known, sets.empty() || doses.empty() ? otherwise : "'epsom dose set' shows all sets");
}

/// The name of a set that is new, or has that name already.
Result<std::string> set_name(const std::string& typed, const std::vector<Dose>& doses) {
    const auto sets = set_names(doses);
    if (const auto same = std::ranges::find(sets, name_key(typed), name_key); same != sets.end()) return *same;
    const bool quoted = typed.find(' ') != std::string::npos;
    const auto name = check_dose_name(typed, {}, quoted ? Naming::forced : Naming::usual);
    if (!name) return Error{name.error().message, "choose another name, such as 'morning'"};
    return *name;
}

/// A name that neither a dose nor a set has.
std::string free_name(const std::vector<Dose>& doses, const std::string& typed) {
    for (const std::string_view name : {"morning", "evening"}) {
        if (members_of(doses, name).empty() && find_dose(doses, name) == nullptr) return std::string{name};
    }
    return typed + "-set";
}

/// The doses that `words` name, for the set `name`.
Result<std::vector<const Dose*>> members(
    const std::string& name, const std::vector<std::string>& words, const std::vector<Dose>& doses) {
    std::vector<const Dose*> found;
    const auto names = match_doses(words, doses);
    // The hint is the line without `word`, or with `others` in its place.
    const auto hint = [&](const std::string& word, const std::vector<std::string>& others) {
        std::vector<std::string> kept;
        for (const Dose* dose : found) kept.push_back(dose->name);
        for (const auto& other : others) {
            if (std::ranges::find(kept, other) == kept.end()) kept.push_back(other);
        }
        const auto at = std::ranges::find(words, word);
        const std::vector<std::string> rest{at == words.end() ? at : at + 1, words.end()};
        for (const Dose* dose : match_doses(rest, doses).doses) {
            if (std::ranges::find(kept, dose->name) == kept.end()) kept.push_back(dose->name);
        }
        return kept.empty() ? "'epsom dose list' shows the names" : line_for(name, kept);
    };
    for (const Dose* dose : names.doses) {
        if (std::ranges::find(found, dose) != found.end())
            return Error{in_quotes(dose->name) + " is given twice", hint(dose->name, {})};
        found.push_back(dose);
    }
    if (names.used == words.size()) return found;
    const std::string& other = words[names.used];
    if (name_key(other) == name_key(name)) return Error{"a set cannot contain itself", hint(other, {})};
    if (const auto inner = members_of(doses, other); !inner.empty()) {
        std::vector<std::string> theirs;
        for (const Dose* dose : inner) theirs.push_back(dose->name);
        return Error{in_quotes(other) + " is a set, and a set contains doses only", hint(other, theirs)};
    }
    return unknown("dose", other, choices_of(doses, &Dose::name), "'epsom dose list' shows all doses");
}

std::string list_of_sets(const std::vector<Dose>& doses, const Terminal& terminal) {
    const auto sets = set_names(doses);
    if (sets.empty()) return "No sets defined. Make one of your doses:\n  epsom dose set morning calm multi\n";
    std::size_t widest = 4;
    for (const auto& set : sets) widest = std::max(widest, std::min<std::size_t>(24, display_width(printable(set))));
    std::string out;
    for (const auto& set : sets) out += beside(printable(set), widest + 2, names_of(members_of(doses, set)), terminal);
    return out;
}

}  // namespace

void DoseSet::options(Options& options) {
    options.operands("[NAME [DOSE...]]", words_)
        .offer({Offer::set, Offer::dose}, each_place)
        .flag("--remove", remove_, "Remove the set and keep its doses")
        .examples(
            "  epsom dose set morning calm multi zinc\n"
            "  epsom log morning 07:30\n"
            "  epsom dose set morning --remove\n");
}

ExitCode DoseSet::run(Context& context) {
    const bool changes = remove_ || words_.size() > 1;
    Store store = changes ? context.open_existing() : context.open(Store::Access::read);
    const std::vector<Dose> doses = store.doses();
    if (words_.empty()) {
        if (remove_) return context.refuse({"missing NAME", "'epsom dose set' shows all sets"});
        context.print(list_of_sets(doses, context.terminal()));
        return ExitCode::ok;
    }
    const std::string& typed = words_.front();
    const auto before = members_of(doses, typed);
    if (remove_ && words_.size() > 1) {
        return context.refuse({"--remove takes the name of a set and nothing else",
            before.empty() ? "'epsom dose set' shows all sets"
                           : typed_line(std::vector<std::string>{"dose", "set", typed, "--remove"})});
    }
    if (const Dose* dose = find_dose(doses, typed); dose != nullptr && before.empty()) {
        return context.refuse({in_quotes(dose->name) + " is a dose, and a set needs a name of its own",
            changes && !remove_ ? context.retyped(typed, free_name(doses, typed))
                                : typed_line(std::vector<std::string>{"dose", "show", dose->name})});
    }
    if (!changes || remove_) {
        if (before.empty()) return context.refuse(no_such_set(typed, doses));
        if (!remove_) {
            context.print(beside(printable(typed), 0, "", context.terminal()) +
                          beside("  doses", 12, names_of(before), context.terminal()));
            return ExitCode::ok;
        }
    }
    auto name = remove_ ? Result<std::string>{typed} : set_name(typed, doses);
    if (!name) return context.refuse(name.error());
    std::vector<const Dose*> after;
    if (!remove_) {
        const auto read = members(*name, names_in(std::span{words_}.subspan(1), doses), doses);
        if (!read) return context.refuse(read.error());
        after = *read;
    }
    Change change{store, context.clock().now};
    for (const Dose& dose : doses) {
        Dose changed = dose;
        leave_set(changed, *name);
        if (std::ranges::find(after, &dose) != after.end()) enter_set(changed, *name);
        if (changed != dose) change.put(changed);
    }
    change.commit("dose set " + *name + (remove_ ? " --remove" : ""));
    if (context.quiet()) return ExitCode::ok;
    context.print(remove_ ? "Removed the set " + printable(*name) + "; its doses are kept\n"
                          : "Set " + printable(*name) + ": " + names_of(members_of(store.doses(), *name)) + "\n");
    return ExitCode::ok;
}

}  // namespace epsom
