#include "completion.hpp"

#include <algorithm>
#include <array>

#include "cli.hpp"
#include "command_line.hpp"
#include "commands/checks.hpp"
#include "epsom/domain/settings.hpp"
#include "epsom/domain/time/calendar_names.hpp"
#include "epsom/exchange/exchange.hpp"
#include "epsom/render/format.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "registry.hpp"
#include "session/catalogue.hpp"

namespace epsom {
namespace {

/// Collects what begins with `typed`, the part of a word after `lead`: after "--nutrient=", or after the last comma of
/// a list. A lead that a terminal cannot show has no candidates.
class Candidates {
public:
    Candidates(std::string_view word, std::size_t lead)
        : lead_{word.substr(0, lead)}, typed_{word.substr(lead)}, is_text_{printable(lead_) == lead_} {}
    void add(std::string_view value, std::string_view description) {
        if (is_text_ && !value.empty() && value.starts_with(typed_))
            out_.append(lead_).append(value).append("\t").append(description).append("\n");
    }
    /// Asks the shell for file names.
    void add_files() { out_ += "\tfiles\n"; }
    /// The same word, with what is typed up to the last `separator` as the lead.
    [[nodiscard]] Candidates behind(std::string_view separator) const {
        const auto at = typed_.rfind(separator);
        return {lead_ + typed_, lead_.size() + (at == std::string::npos ? 0 : at + separator.size())};
    }
    void take(const Candidates& others) { out_ += others.out_; }
    [[nodiscard]] const std::string& typed() const { return typed_; }
    [[nodiscard]] const std::string& text() const { return out_; }

private:
    std::string lead_, typed_, out_;
    bool is_text_;
};

struct Choice {
    std::string_view value, description;
};
constexpr auto periods = std::to_array<Choice>({{"today", "today"}, {"yesterday", "yesterday"},
    {"week", "this week, Monday to today"}, {"last-week", "last week"}, {"month", "this month"},
    {"last-month", "last month"}, {"year", "this year"}, {"last-year", "last year"}, {"7d", "the last 7 days"},
    {"30d", "the last 30 days"}, {"4w", "the last 4 weeks"}, {"6m", "the last 6 months"}, {"all", "all entries"}});
constexpr auto moments = std::to_array<Choice>(
    {{"now", "the present time"}, {"today", "add a time: today 08:00"}, {"yesterday", "add a time: yesterday 21:30"}});
constexpr auto groups = std::to_array<Choice>(
    {{"day", "one row a day"}, {"week", "one row a week"}, {"month", "one row a month"}, {"year", "one row a year"},
        {"source", "supplements and food"}, {"what", "by dose, compound or food"}, {"hour", "by hour of the day"}});
constexpr auto colors =
    std::to_array<Choice>({{"auto", "only on a terminal"}, {"always", "also into pipes"}, {"never", "no colour"}});
constexpr auto sexes =
    std::to_array<Choice>({{"female", "reference values for women"}, {"male", "reference values for men"}});
constexpr auto food_logs =
    std::to_array<Choice>({{"complete", "all food is logged"}, {"partial", "some food may not be logged"}});
constexpr auto phytate_levels = std::to_array<Choice>({{"low", "about 300 mg a day"},
    {"moderate", "about 600 mg a day"}, {"high", "about 900 mg a day"}, {"very-high", "about 1200 mg a day"}});
/// Descriptions of the choices that a synopsis lists for a first operand.
constexpr auto meanings = std::to_array<Choice>(
    {{"intake", "intake compared with reference values"}, {"adherence", "scheduled doses taken and missed"},
        {"entries", "entries in the log"}, {"reference", "targets and upper levels, with sources"},
        {"symptoms", "rated nights and the evening doses before them"}, {"food", "food"},
        {"supplements", "supplements and medicines"}, {"all", "everything"}, {"pregnant", "pregnancy"},
        {"lactating", "lactation"}, {"caffeine", "coffee, tea, cola"}, {"alcohol", "wine, beer, spirits"},
        {"exercise", "sport, a long walk"}});

void add_all(Candidates& candidates, std::span<const Choice> choices) {
    for (const auto& choice : choices) candidates.add(choice.value, choice.description);
}

void add_nutrients(Candidates& candidates, const std::string& ending = "") {
    for (const auto& nutrient : known_nutrients()) candidates.add(std::string{nutrient.key} + ending, nutrient.label);
}

/// The nutrients, then the other ingredients: these come once there is a letter, as there are hundreds.
void add_ingredients(Candidates& candidates, const std::string& ending = "") {
    add_nutrients(candidates, ending);
    if (candidates.typed().empty()) return;
    for (const auto& known : known_ingredients()) {
        if (!known.is_nutrient()) candidates.add(std::string{known.key} + ending, known.label);
    }
}

void add_compounds(Candidates& candidates, std::optional<Nutrient> nutrient = {}, const std::string& ending = "") {
    for (const Compound& compound : tables::compounds()) {
        if (!nutrient || compound.nutrient == *nutrient)
            candidates.add(std::string{compound.key} + ending, compound.name);
    }
}

void add_medicines(Candidates& candidates) {
    for (const Substance& substance : tables::substances()) {
        if (substance.type == SubstanceType::drug) candidates.add(substance.key, substance.name);
    }
}

void add_foods(Candidates& candidates) {
    if (candidates.typed().empty()) return;  // foods come once there is a letter: there are hundreds
    for (const Food& food : tables::foods()) candidates.add(food.key, food.name);
}

void add_doses(Candidates& candidates, const Store& store) {
    for (const Dose& dose : store.doses()) {
        if (printable(dose.name) == dose.name) candidates.add(dose.name, printable(spell_portion(dose, Count{1})));
    }
}

/// Everything that can be logged; after "food:" and the like, only that kind.
void add_names(Candidates& candidates, const Store& store) {
    add_doses(candidates, store);
    add_compounds(candidates);
    add_ingredients(candidates);
    if (!candidates.typed().empty()) add_medicines(candidates);
    add_foods(candidates);
    Candidates forced = candidates.behind(":");
    const std::string_view kind = std::string_view{candidates.typed()}.substr(0, candidates.typed().find(':'));
    if (kind == candidates.typed()) return;
    if (kind == "dose") add_doses(forced, store);
    if (kind == "compound") add_compounds(forced);
    if (kind == "nutrient") add_ingredients(forced);
    if (kind == "substance") add_medicines(forced);
    if (kind == "food") add_foods(forced);
    candidates.take(forced);
}

void add_entries(Candidates& candidates, const Store& store, std::span<const std::string> typed_before) {
    for (std::int64_t place = 1; place <= 9; ++place) {
        const auto intake = store.latest(place);
        if (!intake) return;
        const std::string about =
            printable(in_short(*intake)) + ", " + when_in_words(*intake, Zone::fixed(intake->moment.offset));
        const std::string by_place = "@" + std::to_string(place);
        if (std::ranges::find(typed_before, by_place) == typed_before.end()) candidates.add(by_place, about);
        if (!candidates.typed().empty()) candidates.add(std::to_string(intake->id), about);
    }
}

/// Named periods; once a digit is typed, also years and months with entries. Both ends of `A..B`.
void add_periods(Candidates& candidates, const Store& store) {
    Candidates end = candidates.behind("..");
    const bool alone = end.typed() == candidates.typed();
    for (const auto& period : periods) {
        if (alone || period.value != "all") end.add(period.value, period.description);
    }
    const std::string& typed = end.typed();
    const auto first = store.first_day();
    const auto last = store.last_day();
    if (first && last && typed.starts_with("2")) {
        const Span span = typed.size() < 4 ? Span::year : Span::month;
        for (Day day = *first; day <= *last; day = span_around(day, span).to + std::chrono::days{1}) {
            end.add(spell_span(day, span), span == Span::year ? "a year" : "a month");
        }
    }
    candidates.take(end);
}

/// `magnesium:citrate=`: nutrients, then compounds of the one named.
void add_contents(Candidates& candidates) {
    const std::string& typed = candidates.typed();
    const auto nutrient = find_nutrient(typed.substr(0, typed.find(':')));
    if (typed.find(':') == std::string::npos || !nutrient) return add_ingredients(candidates, "=");
    Candidates form = candidates.behind(":");
    add_compounds(form, nutrient, "=");
    candidates.take(form);
}

/// Whether the help of an option names `value` among those that it takes.
bool lists(const Options::Option& option, std::string_view value) {
    std::string listed{option.help};
    std::ranges::replace_if(
        listed, [](char c) { return c < 'a' || c > 'z'; }, ' ');
    const auto words = words_of(listed);
    return std::ranges::find(words, value) != words.end();
}

/// The values of an option, by the placeholder that its help shows for them.
void add_values(Candidates& candidates, const Options::Option& option) {
    const std::string_view value = option.value;
    if (value == "AUTHORITY") {
        for (const Authority& authority : tables::authorities()) candidates.add(authority.key, authority.name);
    } else if (value == "NUTRIENT") {
        add_ingredients(candidates);
        if (lists(option, "all")) candidates.add("all", "every nutrient");
    } else if (value == "NUTRIENT=AMOUNT") {
        add_nutrients(candidates, "=");
    } else if (value == "NUTRIENT[:COMPOUND]=AMOUNT") {
        add_contents(candidates);
    } else if (value == "FORMAT" && option.long_name() == "--from") {
        for (const auto& importer : exchange::importers()) candidates.add(importer.key, importer.about);
    } else if (value == "FORMAT") {
        const auto add_listed_in = [&](const auto& table) {
            for (const auto& format : table) {
                if (lists(option, format.key)) candidates.add(format.key, format.about);
            }
        };
        add_listed_in(formats);
        add_listed_in(own_formats);
    } else if (value == "WHAT") {
        add_all(candidates, groups);
    } else if (value == "WHEN") {
        add_all(candidates, colors);
    } else if (value == "SEX") {
        add_all(candidates, sexes);
    } else if (value == "LEVEL") {
        add_all(candidates, phytate_levels);
    } else if (value == "NUTRIENTS") {
        Candidates last = candidates.behind(",");
        add_nutrients(last, "");
        candidates.take(last);
    } else if (value == "HOW") {
        add_all(candidates, food_logs);
    } else if (value == "COMPOUND") {
        add_compounds(candidates);
    } else if (value == "FILE") {
        candidates.add_files();
    } else if (value == "MOMENT") {
        candidates.add("now", "the present time");
    } else if (value == "DAY") {
        candidates.add("today", "today");
        candidates.add("yesterday", "yesterday");
    } else if (value == "DAYS" && option.long_name() == "--on") {
        Candidates last = candidates.behind(",");
        for (const std::string_view name : weekday_names) last.add(lower(short_name(name)), name);
        last.add("mon-fri", "Monday to Friday");
        last.add("last", "the last day of the month");
        candidates.take(last);
    } else if (value == "CONDITION") {
        for (const Condition& condition : tables::conditions()) candidates.add(condition.key, condition.name);
    } else if (value == "PERIOD") {
        add_all(candidates, periods);
    } else if (option.long_name() == "--substance") {
        add_medicines(candidates);
    }
}

std::string_view meaning_of(std::string_view word) {
    const auto check = std::ranges::find(checks(), word, &CheckInfo::key);
    if (check != checks().end()) return check->about;
    const auto found = std::ranges::find(meanings, word, &Choice::value);
    return found == meanings.end() ? std::string_view{} : found->description;
}

/// What "[due|missed|all]..." and "pregnant|lactating" list, at the beginning of a synopsis.
void add_listed(Candidates& candidates, std::string_view synopsis, std::span<const std::string> typed_before) {
    std::string first{synopsis.substr(0, synopsis.find(' '))};
    if (first.find('|') == std::string::npos || (!typed_before.empty() && !first.ends_with("..."))) return;
    std::erase_if(first, [](char c) { return c == '[' || c == ']' || c == '.'; });
    for (const auto& word : split(first, '|')) {
        const bool fixed = !word.empty() && word.front() >= 'a' && word.front() <= 'z';
        if (fixed && std::ranges::find(typed_before, word) == typed_before.end())
            candidates.add(word, meaning_of(word));
    }
}

/// The data file as it is, or an empty one where none can be read at once.
Store peek(const GlobalOptions& globals, const Surroundings& surroundings) {
    auto file = data_file(globals, surroundings);
    const auto home = surroundings.environment("HOME");
    if (globals.db && globals.db->starts_with("~/") && home)
        file = DataFile{*home + globals.db->substr(1)};  // no shell has read it yet
    try {
        if (file) return Store::open(file->path, Store::Access::peek);
    } catch (const MachineError&) {}
    return Store::in_memory();
}

/// The words before the one being typed, read as the program would.
class Line {
public:
    explicit Line(const Surroundings& surroundings) : surroundings_{surroundings} {}
    /// False where no command has that name: there is nothing to complete.
    bool read(std::span<const std::string> words);
    [[nodiscard]] std::string candidates(const std::string& word) const;

private:
    void add_options(Candidates& candidates) const;
    void add_subcommands(Candidates& candidates) const;
    void add_operands(Candidates& candidates) const;
    [[nodiscard]] const std::vector<std::string>& operands() const { return line_.arguments.operands; }

    const Surroundings& surroundings_;
    GlobalOptions globals_;
    CommandLine line_;
    bool of_help_ = false;  // after `epsom help`: commands, and nothing else
};

bool Line::read(std::span<const std::string> words) {
    line_ = read_command_line(words, globals_);
    if (line_.entry != nullptr || line_.at == words.size()) return true;
    if (words[line_.at] != "help") return false;
    of_help_ = true;
    std::vector<std::string> others{words.begin(), words.end()};
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(line_.at));
    line_ = read_command_line(others, globals_);
    return line_.entry != nullptr || line_.at == others.size();
}

void Line::add_options(Candidates& candidates) const {
    for (const auto& option : line_.options.all()) {
        if (option.repeats || std::ranges::find(line_.arguments.given, &option) == line_.arguments.given.end())
            candidates.add(option.long_name(), option.help);
    }
}

void Line::add_subcommands(Candidates& candidates) const {
    if (!operands().empty() || line_.arguments.options_over) return;
    const std::string path = line_.entry == nullptr ? "" : std::string{line_.entry->path} + " ";
    for (const auto& other : registry()) {
        if (!other.path.starts_with(path)) continue;
        const std::string_view word = other.path.substr(path.size());
        if (word.find(' ') == std::string_view::npos) candidates.add(word, other.summary);
    }
    if (line_.entry == nullptr && !of_help_) candidates.add("help", "Show help for a command");
}

void Line::add_operands(Candidates& candidates) const {
    const std::string_view path = line_.entry->path;
    const std::string_view synopsis = line_.options.operand_synopsis();
    add_listed(candidates, synopsis, operands());
    const bool of_rules = path.starts_with("dose rule") && operands().size() < 2;
    if (synopsis.find("FILE") != std::string_view::npos) candidates.add_files();
    if (path == "profile unset") {
        for (const SettingInfo& setting : profile_settings()) candidates.add(setting.key, setting.about);
        candidates.add("stage", "life stages");
    }
    if (path == "dose elemental") add_compounds(candidates);
    if (of_rules) {
        add_medicines(candidates);
        add_nutrients(candidates);
    }
    const bool names_a_dose =
        of_rules || (operands().empty() && (synopsis == "DOSE" || (path.starts_with("dose ") && path != "dose add" &&
                                                                      !path.starts_with("dose ingredient") &&
                                                                      synopsis.starts_with("NAME"))));
    const bool names_entries = synopsis.starts_with("ENTRY");
    const bool of_reference = path == "report" && !operands().empty() && operands().front() == "reference";
    if (of_reference) add_nutrients(candidates);
    const bool names_a_period = synopsis.find("PERIOD") != std::string_view::npos && !of_reference;
    if (path != "log" && !names_a_dose && !names_entries && !names_a_period) return;

    const Store store = peek(globals_, surroundings_);
    if (names_a_dose) add_doses(candidates, store);
    if (names_entries && (operands().empty() || synopsis.ends_with("..."))) add_entries(candidates, store, operands());
    if (names_a_period) add_periods(candidates, store);
    if (path != "log") return;
    const Catalogue catalogue{store};
    const bool named = std::ranges::any_of(operands(), [&](const std::string& word) { return catalogue.knows(word); });
    if (!named) add_names(candidates, store);
    if (named) add_all(candidates, moments);
}

std::string Line::candidates(const std::string& word) const {
    const auto equals = word.find('=');
    if (line_.arguments.awaited == nullptr && !line_.arguments.options_over && word.starts_with("--") &&
        equals != std::string::npos) {
        Candidates candidates{word, equals + 1};
        if (const auto* option = line_.options.find(std::string_view{word}.substr(0, equals)))
            add_values(candidates, *option);
        return candidates.text();
    }
    Candidates candidates{word, 0};
    if (line_.arguments.awaited != nullptr) {
        add_values(candidates, *line_.arguments.awaited);
        if (line_.arguments.awaited->long_name() == "--reference" && !operands().empty() &&
            operands().front() == "reference")
            candidates.add("all", "every authority");
    } else if (!line_.arguments.options_over && word.starts_with("-")) {
        add_options(candidates);
    } else {
        add_subcommands(candidates);
        if (line_.entry != nullptr && !of_help_) add_operands(candidates);
    }
    return candidates.text();
}

}  // namespace

ExitCode complete(std::span<const std::string> words, const Surroundings& surroundings) try {
    Line line{surroundings};
    const auto before = words.empty() ? words : words.first(words.size() - 1);
    if (line.read(before)) surroundings.out(line.candidates(words.empty() ? "" : words.back()));
    return ExitCode::ok;
} catch (const std::exception&) {
    return ExitCode::ok;  // an error message would end up in the shell's command line
}

}  // namespace epsom
