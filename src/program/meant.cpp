#include "meant.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "registry.hpp"
#include "session/typed_line.hpp"

namespace epsom {
namespace {

using Words = std::vector<std::string>;

/// A word, the command meant where arguments follow, and the one where none do.
struct Meaning {
    std::string_view word, command, alone;
};

constexpr std::array commands{
    Meaning{"add", "log", "log glycinate 200mg"},
    Meaning{"take", "log", "log glycinate 200mg"},
    Meaning{"took", "log", "log glycinate 200mg"},
    Meaning{"taken", "log", "log glycinate 200mg"},
    Meaning{"record", "log", "log glycinate 200mg"},
    Meaning{"track", "log", "log glycinate 200mg"},
    Meaning{"new", "dose add", "help dose add"},
    Meaning{"create", "dose add", "help dose add"},
    Meaning{"ls", "log list", "log list"},
    Meaning{"list", "log list", "log list"},
    Meaning{"history", "log list", "log list all"},
    Meaning{"entries", "log list", "log list"},
    Meaning{"doses", "dose list", "dose list"},
    Meaning{"supplements", "dose list", "dose list"},
    Meaning{"meds", "dose list", "dose list"},
    Meaning{"yesterday", "report yesterday", "report yesterday"},
    Meaning{"week", "report week", "report week"},
    Meaning{"month", "report month", "report month"},
    Meaning{"year", "report year", "report year"},
    Meaning{"status", "today", "today"},
    Meaning{"stats", "report", "report month"},
    Meaning{"statistics", "report", "report month"},
    Meaning{"summary", "report", "report week"},
    Meaning{"chart", "report", "report month"},
    Meaning{"graph", "report", "report month"},
    Meaning{"calendar", "report", "report year"},
    Meaning{"adherence", "report adherence", "report adherence"},
    Meaning{"symptoms", "report symptoms", "report symptoms"},
    Meaning{"due", "check due", "check due"},
    Meaning{"missed", "check missed", "check missed"},
    Meaning{"remind", "check due", "check due"},
    Meaning{"reminder", "check due", "check due"},
    Meaning{"reminders", "check due", "check due"},
    Meaning{"show", "dose show", "dose list"},
    Meaning{"info", "dose show", "dose list"},
    Meaning{"search", "dose find", "help dose find"},
    Meaning{"lookup", "dose find", "help dose find"},
    Meaning{"refill", "dose refill", "help dose refill"},
    Meaning{"restock", "dose refill", "help dose refill"},
    Meaning{"sets", "dose set", "dose set"},
    Meaning{"version", "--version", "--version"},
    Meaning{"config", "profile", "profile"},
    Meaning{"settings", "profile", "profile"},
    Meaning{"setup", "profile", "profile"},
    Meaning{"init", "profile", "profile"},
    Meaning{"user", "profile", "profile"},
    Meaning{"set", "profile set", "help profile set"},
    Meaning{"revert", "undo", "undo"},
    Meaning{"backup", "export --backup", "export --backup epsom-backup.db"},
    Meaning{"restore", "import", "help import"},
    Meaning{"convert", "dose elemental", "dose elemental 500mg oxide"},
};
/// Words that mean an entry where its number follows, and a dose where a name does.
constexpr std::array of_either{
    Meaning{"delete", "remove", "log remove @1"},
    Meaning{"del", "remove", "log remove @1"},
    Meaning{"rm", "remove", "log remove @1"},
    Meaning{"remove", "remove", "log remove @1"},
    Meaning{"edit", "edit", "help log edit"},
    Meaning{"change", "edit", "help log edit"},
    Meaning{"update", "edit", "help log edit"},
    Meaning{"modify", "edit", "help log edit"},
};

struct SubcommandMeaning {
    std::string_view path;
    Meaning meaning;
};
constexpr std::array subcommands{
    SubcommandMeaning{"dose", {"restock", "dose refill", "help dose refill"}},
    SubcommandMeaning{"dose", {"bottle", "dose refill", "help dose refill"}},
    SubcommandMeaning{"dose", {"taper", "dose schedule", "help dose schedule"}},
    SubcommandMeaning{"dose", {"take", "log", "log --due"}},
    SubcommandMeaning{"dose", {"took", "log", "log --due"}},
    SubcommandMeaning{"dose", {"log", "log", "log --due"}},
    SubcommandMeaning{"dose", {"skip", "log skip", "help log skip"}},
    SubcommandMeaning{"dose", {"delete", "dose remove", "help dose remove"}},
    SubcommandMeaning{"dose", {"del", "dose remove", "help dose remove"}},
    SubcommandMeaning{"dose", {"rm", "dose remove", "help dose remove"}},
    SubcommandMeaning{"dose", {"new", "dose add", "help dose add"}},
    SubcommandMeaning{"dose", {"create", "dose add", "help dose add"}},
    SubcommandMeaning{"dose", {"ls", "dose list", "dose list"}},
    SubcommandMeaning{"dose", {"all", "dose list", "dose list"}},
    SubcommandMeaning{"dose", {"search", "dose find", "help dose find"}},
    SubcommandMeaning{"dose", {"info", "dose show", "dose list"}},
    SubcommandMeaning{"dose", {"change", "dose edit", "help dose edit"}},
    SubcommandMeaning{"dose", {"update", "dose edit", "help dose edit"}},
    SubcommandMeaning{"dose", {"sets", "dose set", "dose set"}},
    SubcommandMeaning{"dose", {"group", "dose set", "dose set"}},
    SubcommandMeaning{"dose", {"stop", "dose pause", "help dose pause"}},
    SubcommandMeaning{"dose", {"start", "dose resume", "help dose resume"}},
    SubcommandMeaning{"dose", {"due", "check due", "check due"}},
    SubcommandMeaning{"dose", {"next", "check next", "help check next"}},
    SubcommandMeaning{"dose", {"undo", "undo", "undo"}},
    SubcommandMeaning{"log", {"rm", "log remove", "log remove @1"}},
    SubcommandMeaning{"log", {"delete", "log remove", "log remove @1"}},
    SubcommandMeaning{"log", {"del", "log remove", "log remove @1"}},
    SubcommandMeaning{"log", {"undo", "log remove", "undo"}},
    SubcommandMeaning{"log", {"ls", "log list", "log list"}},
    SubcommandMeaning{"log", {"show", "log list", "log list"}},
    SubcommandMeaning{"log", {"history", "log list", "log list all"}},
    SubcommandMeaning{"log", {"change", "log edit", "help log edit"}},
    SubcommandMeaning{"profile", {"show", "profile", "profile"}},
    SubcommandMeaning{"profile", {"edit", "profile set", "help profile set"}},
    SubcommandMeaning{"profile", {"change", "profile set", "help profile set"}},
    SubcommandMeaning{"profile", {"update", "profile set", "help profile set"}},
    SubcommandMeaning{"profile", {"delete", "profile unset", "help profile unset"}},
    SubcommandMeaning{"profile", {"remove", "profile unset", "help profile unset"}},
    SubcommandMeaning{"profile", {"clear", "profile unset", "help profile unset"}},
    SubcommandMeaning{"profile", {"reset", "profile unset", "help profile unset"}},
    SubcommandMeaning{"profile", {"pregnant", "profile stage pregnant", "help profile stage"}},
    SubcommandMeaning{"profile", {"lactating", "profile stage lactating", "help profile stage"}},
    SubcommandMeaning{"profile", {"born", "profile set --born", "help profile set"}},
    SubcommandMeaning{"profile", {"sex", "profile set --sex", "help profile set"}},
    SubcommandMeaning{"profile", {"weight", "profile set --weight", "help profile set"}},
    SubcommandMeaning{"profile", {"reference", "profile set --reference", "help profile set"}},
    SubcommandMeaning{"undo", {"all", "undo", "undo"}},
};

/// An option of other programs and what replaces it: text before its value and after it. `path` empty: in every
/// command.
struct OptionMeaning {
    std::string_view path, option, before, behind = {};
};
constexpr std::array options{
    OptionMeaning{"report", "-n", "--nutrient "},
    OptionMeaning{"report", "-o", "--output "},
    OptionMeaning{"report", "-f", "--format "},
    OptionMeaning{"report", "--days", "", "d"},
    OptionMeaning{"report", "--weeks", "", "w"},
    OptionMeaning{"report", "--months", "", "m"},
    OptionMeaning{"report", "--period", ""},
    OptionMeaning{"report", "--last", ""},
    OptionMeaning{"report", "--date", ""},
    OptionMeaning{"report", "--from", "", ".."},
    OptionMeaning{"report", "--group", "--by "},
    OptionMeaning{"report", "--authority", "--reference "},
    OptionMeaning{"log list", "--days", "", "d"},
    OptionMeaning{"log list", "--period", ""},
    OptionMeaning{"log list", "--from", "", ".."},
    OptionMeaning{"log list", "-n", "", "d"},
    OptionMeaning{"log", "--date", "--at "},
    OptionMeaning{"log", "--time", "--at "},
    OptionMeaning{"log", "--when", "--at "},
    OptionMeaning{"log", "--on", "--at "},
    OptionMeaning{"log", "--form", "--as "},
    OptionMeaning{"log", "-n", "--note "},
    OptionMeaning{"log", "-m", "--note "},
    OptionMeaning{"log", "--message", "--note "},
    OptionMeaning{"log", "--comment", "--note "},
    OptionMeaning{"log", "--amount", ""},
    OptionMeaning{"log", "--dose", ""},
    OptionMeaning{"dose add", "--time", "--at "},
    OptionMeaning{"dose add", "--days", "--on "},
    OptionMeaning{"dose add", "--nutrient", "--contains "},
    OptionMeaning{"dose add", "--medicine", "--substance "},
    OptionMeaning{"dose add", "--start", "--from "},
    OptionMeaning{"dose add", "--end", "--until "},
    OptionMeaning{"dose add", "--unit", "--serving "},
    OptionMeaning{"dose add", "--comment", "--note "},
    OptionMeaning{"dose schedule", "--time", "--at "},
    OptionMeaning{"dose schedule", "--days", "--on "},
    OptionMeaning{"dose schedule", "--start", "--from "},
    OptionMeaning{"dose schedule", "--end", "--until "},
    OptionMeaning{"dose add", "--meal", "--with "},
    OptionMeaning{"dose schedule", "--meal", "--with "},
    OptionMeaning{"dose add", "--follow", "--after "},
    OptionMeaning{"dose schedule", "--follow", "--after "},
    OptionMeaning{"dose pause", "--for", ""},
    OptionMeaning{"dose pause", "--days", "", "d"},
    OptionMeaning{"profile set", "--gender", "--sex "},
    OptionMeaning{"profile set", "--birthday", "--born "},
    OptionMeaning{"profile set", "--birthdate", "--born "},
    OptionMeaning{"profile set", "--birth", "--born "},
    OptionMeaning{"profile set", "--dob", "--born "},
    OptionMeaning{"profile set", "--authority", "--reference "},
    OptionMeaning{"profile set", "--region", "--reference "},
    OptionMeaning{"profile set", "--goal", "--target "},
    OptionMeaning{"profile set", "--limit", "--upper "},
    OptionMeaning{"profile set", "--usual-diet", "--diet "},
    OptionMeaning{"check", "--within", "--lead "},
    OptionMeaning{"export", "--output", ""},
    OptionMeaning{"export", "-o", ""},
    OptionMeaning{"export", "--file", ""},
    OptionMeaning{"import", "--file", ""},
    OptionMeaning{"import", "-n", "--dry-run"},
    OptionMeaning{"", "--file", "--db "},
    OptionMeaning{"", "--database", "--db "},
    OptionMeaning{"", "--user", "--db ", ".db"},
    OptionMeaning{"", "--person", "--db ", ".db"},
    OptionMeaning{"", "-u", "--db ", ".db"},
};
/// Options without a value.
constexpr std::array flags{
    OptionMeaning{"report", "--today", "today"},
    OptionMeaning{"report", "--yesterday", "yesterday"},
    OptionMeaning{"report", "--week", "week"},
    OptionMeaning{"report", "--month", "month"},
    OptionMeaning{"report", "--year", "year"},
    OptionMeaning{"report", "--all", "all"},
    OptionMeaning{"report", "--weekly", "--by week"},
    OptionMeaning{"report", "--monthly", "--by month"},
    OptionMeaning{"report", "--adherence", "adherence"},
    OptionMeaning{"report", "--entries", "entries"},
    OptionMeaning{"log list", "--all", "all"},
    OptionMeaning{"log list", "--today", "today"},
    OptionMeaning{"log list", "--week", "week"},
    OptionMeaning{"log", "--yesterday", "yesterday"},
    OptionMeaning{"log", "--now", "now"},
    OptionMeaning{"log", "--list", "list"},
    OptionMeaning{"log", "--preview", "--dry-run"},
    OptionMeaning{"dose add", "--daily", "--every 1d"},
    OptionMeaning{"dose schedule", "--daily", "--every 1d"},
    OptionMeaning{"dose schedule", "--prn", "--as-needed"},
    OptionMeaning{"dose schedule", "--none", "--as-needed"},
    OptionMeaning{"check", "--due", "due"},
    OptionMeaning{"check", "--missed", "missed"},
    OptionMeaning{"check", "--stock", "stock"},
    OptionMeaning{"check", "--all", "all"},
    OptionMeaning{"check", "--json", "--format json"},
    OptionMeaning{"export", "--csv", "--format csv"},
    OptionMeaning{"export", "--json", "--format ndjson"},
    OptionMeaning{"export", "--sqlite", "--format sqlite"},
    OptionMeaning{"import", "--dryrun", "--dry-run"},
    OptionMeaning{"", "--json", "--format json"},
    OptionMeaning{"", "--csv", "--format csv"},
    OptionMeaning{"", "--html", "--format html"},
    OptionMeaning{"", "--no-color", "--color never"},
    OptionMeaning{"", "--silent", "--quiet"},
    OptionMeaning{"", "-v", "--version"},
    OptionMeaning{"", "-?", "--help"},
};

Words words_in(std::string_view text) {
    Words words;
    for (auto& word : split(text, ' ')) {
        if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
}

bool is_entry(std::string_view word) {
    if (word.starts_with('@') || word.starts_with('#')) word.remove_prefix(1);
    return !word.empty() && std::ranges::all_of(word, is_digit);
}

/// `arguments` with `count` of them from `at` on replaced by the words of `text`.
Words with(std::span<const std::string> arguments, std::size_t at, std::size_t count, std::string_view text) {
    Words changed{arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(at)};
    for (auto& word : words_in(text)) changed.push_back(std::move(word));
    changed.insert(changed.end(),
        arguments.begin() + static_cast<std::ptrdiff_t>(std::min(at + count, arguments.size())), arguments.end());
    return changed;
}

/// The index of `word` in `arguments` from `from` on; their number where it is missing.
std::size_t place_of(std::span<const std::string> arguments, std::string_view word, std::size_t from = 0) {
    for (std::size_t i = from; i < arguments.size(); ++i) {
        if (arguments[i] == word) return i;
    }
    return arguments.size();
}

std::string meant(std::span<const std::string> arguments, std::size_t at, std::size_t count, const Meaning& meaning) {
    const bool alone = at + count >= arguments.size();
    Words changed = with(arguments, at, count, alone ? meaning.alone : meaning.command);
    return typed_line(changed);
}

bool declares(std::string_view path, std::string_view option) {
    const CommandEntry* entry = find_command(path);
    if (entry == nullptr) return false;
    const auto command = entry->make();
    Options known;
    command->options(known);
    return known.find(option) != nullptr;
}

/// `dose edit calm --at 22:00`: an option of another command about the same thing.
std::string of_a_sibling(
    std::string_view path, std::span<const std::string> arguments, std::size_t at, std::string_view option) {
    struct Sibling {
        std::string_view path, other;
    };
    constexpr std::array siblings{
        Sibling{"dose edit", "dose schedule"}, Sibling{"dose schedule", "dose edit"}, Sibling{"log", "log symptom"}};
    for (const auto& sibling : siblings) {
        if (sibling.path != path || path == "log" || !declares(sibling.other, option)) continue;
        const std::string_view last = path.substr(path.rfind(' ') + 1);
        const auto word = place_of(arguments, last);
        if (word < arguments.size())
            return typed_line(with(arguments, word, 1, sibling.other.substr(sibling.other.rfind(' ') + 1)));
    }
    if ((path == "dose edit" || path == "dose schedule") && option == "--stock") {
        const auto word = place_of(arguments, path.substr(path.rfind(' ') + 1));
        if (word >= at) return {};
        Words changed = with(arguments, at, 1, arguments[at].starts_with("--stock=") ? arguments[at].substr(8) : "");
        changed[word] = "stock";
        return typed_line(changed);
    }
    return {};
}

struct Quotes {
    std::string_view open, close;
};
constexpr std::array quotes{Quotes{"\u201C", "\u201D"}, Quotes{"\u201E", "\u201C"}, Quotes{"\u201D", "\u201D"},
    Quotes{"\u00AB", "\u00BB"}, Quotes{"\u201F", "\u201D"}, Quotes{"\u2018", "\u2019"}, Quotes{"\u201A", "\u2018"}};

const Quotes* opened_by(std::string_view word) {
    const auto found = std::ranges::find_if(quotes, [word](const Quotes& pair) { return word.starts_with(pair.open); });
    return found == quotes.end() ? nullptr : &*found;
}

}  // namespace

std::string command_meant(std::span<const std::string> arguments, std::size_t at) {
    const std::string word = lower(arguments[at]);
    if (const auto found = std::ranges::find(commands, word, &Meaning::word); found != commands.end()) {
        if (found->command == "--version") return typed_line(Words{"--version"});
        if (word == "add" && std::ranges::any_of(arguments, [](const std::string& other) {
                return other.starts_with("--contains") || other.starts_with("--substance");
            })) {
            return typed_line(with(arguments, at, 1, "dose add"));
        }
        return meant(arguments, at, 1, *found);
    }
    if (const auto found = std::ranges::find(of_either, word, &Meaning::word); found != of_either.end()) {
        const bool entry = at + 1 < arguments.size() && is_entry(arguments[at + 1]);
        return meant(arguments, at, 1,
            {word,
                found->command == "remove" ? (entry ? "log remove" : "dose remove")
                : entry                    ? "log edit"
                                           : "dose edit",
                found->alone});
    }
    for (const auto& entry : registry()) {
        const auto blank = entry.path.rfind(' ');
        if (blank == std::string_view::npos || entry.path.substr(blank + 1) != word) continue;
        const std::string help = "help " + std::string{entry.path};
        return meant(arguments, at, 1, {word, entry.path, help});
    }
    const bool amount_first = !word.empty() && is_digit(word.front());
    if (amount_first || find_nutrient(word) || tables::find_compound(word) != nullptr ||
        tables::find_food(word) != nullptr || tables::find_substance(word) != nullptr) {
        return typed_line(with(arguments, at, 0, "log"));
    }
    return {};
}

std::string subcommand_meant(std::string_view path, std::span<const std::string> arguments, std::string_view word) {
    const auto found = std::ranges::find_if(
        subcommands, [&](const SubcommandMeaning& one) { return one.path == path && one.meaning.word == lower(word); });
    const auto at = place_of(arguments, word);
    if (found == subcommands.end() || at == arguments.size()) return {};
    const auto first = place_of(arguments, path);
    if (first >= at) return {};
    Words changed{arguments.begin(), arguments.end()};
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(first));
    const bool undo = found->meaning.word == "undo" && at < changed.size() && is_entry(changed[at]);
    const Meaning meaning = found->meaning.word == "undo" && !undo ? Meaning{"undo", "undo", "undo"} : found->meaning;
    return meant(changed, at - 1, 1, meaning);
}

std::string option_meant(std::string_view path, std::span<const std::string> arguments, std::string_view option) {
    const auto at = static_cast<std::size_t>(std::ranges::find_if(arguments, [option](const std::string& word) {
        return word == option || word.starts_with(std::string{option} + "=");
    }) - arguments.begin());
    if (at == arguments.size()) return {};
    // Of "report --from A --to B" only the second is unknown: ratings can be counted from one on.
    if (option == "--to" && place_of(arguments, "--from") < arguments.size())
        return option_meant(path, arguments, "--from");
    if (path == "profile set" && option == "--age")
        return "age follows from the birth date: epsom profile set --born 1980-05-17";
    const auto fits = [&](const OptionMeaning& one) {
        return one.option == option && (one.path == path || one.path.empty());
    };
    if (const auto found = std::ranges::find_if(flags, fits); found != flags.end() && arguments[at] == option) {
        const bool known = !found->before.starts_with("--format") || declares(path, "--format");
        if (found->before == "--version") return typed_line(Words{"--version"});
        return known ? typed_line(with(arguments, at, 1, found->before)) : "";
    }
    if (const auto found = std::ranges::find_if(options, fits); found != options.end()) {
        const bool glued = arguments[at] != option;
        if (!glued && at + 1 == arguments.size()) return {};
        if (path == "log" && found->before.empty() && place_of(arguments, "--due") < arguments.size())
            return "--due logs what is scheduled: " + typed_line(with(arguments, at, glued ? 1 : 2, ""));
        const std::string value = glued ? arguments[at].substr(option.size() + 1) : arguments[at + 1];
        Words changed = with(arguments, at, glued ? 1 : 2, found->before);
        // "--from A --to B" is "A..B".
        std::string typed = value + std::string{found->behind};
        const auto place = static_cast<std::ptrdiff_t>(at + words_in(found->before).size());
        const auto to =
            std::ranges::find_if(changed, [](const std::string& word) { return word == "--to" || word == "--until"; });
        if (found->behind == ".." && to != changed.end() && to + 1 != changed.end()) {
            typed += *(to + 1);
            changed.erase(to, to + 2);
        }
        changed.insert(changed.begin() + std::min(place, static_cast<std::ptrdiff_t>(changed.size())), typed);
        return typed_line(changed);
    }
    return of_a_sibling(path, arguments, at, option);
}

bool has_typographic_quotes(std::span<const std::string> operands) {
    return std::ranges::any_of(operands, [](const std::string& word) {
        return opened_by(word) != nullptr || word.ends_with("\u201D") || word.ends_with("\u201C") ||
               word.ends_with("\u00BB");
    });
}

std::string straight_quotes(std::span<const std::string> arguments) {
    Words changed;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Quotes* pair = opened_by(arguments[i]);
        if (pair == nullptr) {
            changed.push_back(arguments[i]);
            continue;
        }
        std::size_t last = i;
        while (last < arguments.size() &&
               !(arguments[last].ends_with(pair->close) &&
                   (last > i || arguments[last].size() >= pair->open.size() + pair->close.size())))
            ++last;
        if (last == arguments.size()) return {};
        const std::string text = joined(arguments.subspan(i, last - i + 1));
        changed.push_back(text.substr(pair->open.size(), text.size() - pair->open.size() - pair->close.size()));
        i = last;
    }
    return typed_line(changed);
}

}  // namespace epsom
