#include "completion.hpp"

#include <algorithm>
#include <array>

#include "command.hpp"
#include "epsom/domain/text.hpp"
#include "epsom/tables/tables.hpp"

namespace epsom {
namespace {

/// Collects candidates that begin with the word being typed.
class Candidates {
public:
    explicit Candidates(std::string prefix) : prefix_{std::move(prefix)} {}
    void add(std::string_view value, std::string_view description) {
        if (!value.starts_with(prefix_) || value.empty()) return;
        out_ += value;
        out_ += '\t';
        out_ += description;
        out_ += '\n';
    }
    [[nodiscard]] const std::string& prefix() const { return prefix_; }
    [[nodiscard]] const std::string& text() const { return out_; }

private:
    std::string prefix_;
    std::string out_;
};

struct Choice { std::string_view value, description; };
constexpr std::array periods{Choice{"today", "today"},          Choice{"yesterday", "yesterday"},   Choice{"week", "this week, Monday to today"},
                             Choice{"last-week", "last week"},  Choice{"month", "this month"},      Choice{"last-month", "last month"},
                             Choice{"year", "this year"},       Choice{"last-year", "last year"},   Choice{"7d", "the last seven days"},
                             Choice{"4w", "the last four weeks"}, Choice{"all", "everything on file"}};
constexpr std::array kinds{Choice{"intake", "each day against the reference intakes"}, Choice{"entries", "what was logged"},
                           Choice{"reference", "targets and upper levels, with sources"}};
constexpr std::array spans{Choice{"day", "a row for each day"}, Choice{"week", "a row for each week"},   Choice{"month", "a row for each month"},
                           Choice{"year", "a row for each year"}, Choice{"source", "supplements and food"}, Choice{"what", "what was taken"},
                           Choice{"hour", "the hour of the day"}};
constexpr std::array colors{Choice{"auto", "on a terminal"}, Choice{"always", "also into pipes"}, Choice{"never", "not at all"}};
constexpr std::array sexes{Choice{"female", "the tables for women"}, Choice{"male", "the tables for men"}};
constexpr std::array settings{Choice{"born", "birth date"},       Choice{"sex", "sex"},           Choice{"weight", "body weight"},
                              Choice{"reference", "authority"},   Choice{"day-start", "day start"}, Choice{"diet", "usual diet"},
                              Choice{"target", "own targets"},    Choice{"upper", "own upper levels"}, Choice{"stage", "life stages"}};
constexpr std::array stages{Choice{"pregnant", "pregnancy"}, Choice{"lactating", "lactation"}};

void add_all(Candidates& candidates, std::span<const Choice> choices) {
    for (const auto& choice : choices) candidates.add(choice.value, choice.description);
}

void add_authorities(Candidates& candidates) {
    for (const Authority* authority : tables::authorities()) candidates.add(authority->key, authority->name);
}

void add_nutrients(Candidates& candidates, std::string_view ending) {
    for (const auto& nutrient : nutrients) candidates.add(std::string{nutrient.key} + std::string{ending}, nutrient.label);
}

void add_loggable(Candidates& candidates) {
    for (const Compound& compound : tables::compounds()) candidates.add(compound.key, compound.name);
    add_nutrients(candidates, "");
    if (candidates.prefix().empty()) return;  // foods come once there is a letter: there are hundreds
    for (const Food& food : tables::foods()) candidates.add(food.key, food.name);
}

void add_entries(Candidates& candidates, const Surroundings& surroundings) {
    std::optional<std::string> file = surroundings.environment("EPSOM_DB");
    if (!file || file->empty()) {
        const auto data = surroundings.environment("XDG_DATA_HOME");
        const auto home = surroundings.environment("HOME");
        if (data && !data->empty()) file = *data + "/epsom/epsom.db";
        else if (home) file = *home + "/.local/share/epsom/epsom.db";
        else return;
    }
    const Store store = Store::open(*file, Store::Access::read);
    for (std::int64_t place = 1; place <= 9; ++place) {
        const auto intake = store.latest(place);
        if (!intake) return;
        candidates.add("@" + std::to_string(place), printable(in_short(*intake)) + ", " + spell_day(intake->day) + " " + spell_time(intake->moment.local()));
    }
}

/// The values of an option, by the word that its help shows for them.
void add_values(Candidates& candidates, const Options::Option& option) {
    if (option.value == "AUTHORITY") {
        add_authorities(candidates);
    } else if (option.value == "NUTRIENT") {
        add_nutrients(candidates, "");
        candidates.add("all", "every nutrient");
    } else if (option.value == "NUTRIENT=AMOUNT") {
        add_nutrients(candidates, "=");
    } else if (option.value == "FORMAT") {
        for (const auto& format : formats) candidates.add(format.key, "");
    } else if (option.value == "WHAT") {
        add_all(candidates, spans);
    } else if (option.value == "WHEN") {
        add_all(candidates, colors);
    } else if (option.value == "SEX") {
        add_all(candidates, sexes);
    } else if (option.value == "COMPOUND") {
        for (const Compound& compound : tables::compounds()) candidates.add(compound.key, compound.name);
        candidates.add(folic_acid, "Folic acid");
    }
}

void add_operands(Candidates& candidates, std::string_view path, bool first, const Surroundings& surroundings) {
    if (path == "log") add_loggable(candidates);
    if (path == "report" && first) add_all(candidates, kinds);
    if (path == "report" || path == "log list") add_all(candidates, periods);
    if (path == "log edit" || path == "log remove") add_entries(candidates, surroundings);
    if (path == "profile unset") add_all(candidates, settings);
    if (path == "profile stage") add_all(candidates, stages);
}

struct Globals {
    std::optional<std::string> db;
    std::string color;
    bool flag = false;
};

}  // namespace

ExitCode complete(std::span<const std::string> words, const Surroundings& surroundings) try {
    Candidates candidates{words.empty() ? "" : words.back()};
    const auto before = words.empty() ? words : words.first(words.size() - 1);
    const CommandEntry* entry = nullptr;
    Options options;
    std::unique_ptr<Command> command;
    Globals globals;
    bool nested_may_follow = true;
    std::size_t operands = 0;
    const Options::Option* awaited = nullptr;  // the option whose value comes next
    const auto declare_globals = [&] {
        options.globals().value("--db", globals.db, "FILE", "The data file").value("--color", globals.color, "WHEN", "auto, always or never")
            .flag("--ascii", globals.flag, "Draw with plain characters").flag("-q,--quiet", globals.flag, "No confirmation")
            .flag("-h,--help", globals.flag, "Show this help").flag("-V,--version", globals.flag, "Show the version");
    };
    declare_globals();
    const auto option_named = [&](std::string_view word) -> const Options::Option* {
        for (const auto& option : options.all()) {
            if (option.long_name() == word || (option.names.size() > 2 && option.names.substr(0, option.names.find(',')) == word)) return &option;
        }
        return nullptr;
    };
    for (const auto& word : before) {
        if (awaited != nullptr) {
            awaited = nullptr;
            continue;
        }
        if (word.size() > 1 && word.front() == '-') {
            const auto* option = option_named(word);
            if (option != nullptr && !option->value.empty() && !option->bare) awaited = option;
            continue;
        }
        const std::string path = entry == nullptr ? word : std::string{entry->path} + " " + word;
        const auto next = std::ranges::find(registry(), path, &CommandEntry::path);
        if (next != registry().end() && nested_may_follow) {
            entry = &*next;
            command = entry->make();
            options = Options{};
            command->options(options);
            declare_globals();
        } else {
            if (entry == nullptr) return ExitCode::ok;
            nested_may_follow = false;
            ++operands;
        }
    }
    const std::string& typed = candidates.prefix();
    const auto equals = typed.find('=');
    if (awaited != nullptr) {
        add_values(candidates, *awaited);
    } else if (typed.starts_with("--") && equals != std::string::npos) {
        if (const auto* option = option_named(typed.substr(0, equals))) {
            Candidates values{typed.substr(equals + 1)};
            add_values(values, *option);
            std::string out;
            for (const auto& line : split(values.text(), '\n')) {
                if (!line.empty()) out += typed.substr(0, equals + 1) + line + "\n";
            }
            surroundings.out(out);
            return ExitCode::ok;
        }
    } else if (typed.starts_with("-")) {
        for (const auto& option : options.all()) candidates.add(option.long_name(), option.help);
    } else {
        for (const auto& other : registry()) {
            const std::string_view path = other.path;
            if (entry == nullptr && path.find(' ') == std::string_view::npos) candidates.add(path, other.summary);
            if (entry != nullptr && nested_may_follow && path.starts_with(std::string{entry->path} + " ")) candidates.add(path.substr(entry->path.size() + 1), other.summary);
        }
        if (entry != nullptr) add_operands(candidates, entry->path, operands == 0, surroundings);
    }
    surroundings.out(candidates.text());
    return ExitCode::ok;
} catch (const std::exception&) {
    return ExitCode::ok;  // a shell's line is no place for errors
}

}  // namespace epsom
