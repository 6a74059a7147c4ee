#include "completion.hpp"

#include <algorithm>
#include <array>

#include "cli.hpp"
#include "command_line.hpp"
#include "epsom/domain/check.hpp"
#include "epsom/domain/labs/lab.hpp"
#include "epsom/domain/plan/dose_set.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "registry.hpp"
#include "session/catalogue.hpp"
#include "session/labs.hpp"

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

constexpr auto periods = std::to_array<Choice>({{"today", "today"}, {"yesterday", "yesterday"},
    {"week", "this week, Monday to today"}, {"last-week", "last week"}, {"month", "this month"},
    {"last-month", "last month"}, {"year", "this year"}, {"last-year", "last year"}, {"7d", "the last 7 days"},
    {"30d", "the last 30 days"}, {"4w", "the last 4 weeks"}, {"6m", "the last 6 months"}, {"all", "all entries"}});
constexpr auto moments = std::to_array<Choice>(
    {{"now", "the present time"}, {"today", "add a time: today 08:00"}, {"yesterday", "add a time: yesterday 21:30"}});

constexpr auto several =
    std::to_array<Choice>({{"all", "every dose that is due"}, {"again", "as yesterday at this time of day"}});

void add_all(Candidates& candidates, std::span<const Choice> choices) {
    for (const auto& choice : choices) candidates.add(choice.word, choice.about);
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

void add_dose(Candidates& candidates, const Dose& dose) {
    if (printable(dose.name) == dose.name) candidates.add(dose.name, printable(spell_portion(dose, Count{1})));
}

void add_doses(Candidates& candidates, const Store& store) {
    for (const Dose& dose : store.doses()) add_dose(candidates, dose);
}

void add_sets(Candidates& candidates, std::span<const Dose> doses) {
    for (const auto& set : set_names(doses)) {
        std::string about;
        for (const Dose* dose : members_of(doses, set)) about += (about.empty() ? "" : ", ") + dose->name;
        if (printable(set) == set) candidates.add(set, printable(about));
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

/// Names of the user's own diary, the most frequent first.
void add_diary_names(Candidates& candidates, const Store& store, Taken kind, Choices offered = {}) {
    for (const auto& name : store.diary_names(kind)) {
        const bool again = std::ranges::find(offered, name, &Choice::word) != offered.end();
        if (!again && printable(name) == name) candidates.add(name, spell(kind));
    }
}

/// Blood values that the program knows, then the other names of the log.
void add_labs(Candidates& candidates, const Store& store) {
    for (const KnownLab& lab : known_labs()) candidates.add(lab.name, lab.about);
    for (const auto& name : store.diary_names(Taken::lab)) {
        if (find_lab(name) == nullptr && printable(name) == name) candidates.add(name, "in the log");
    }
}

void add_anchors(Candidates& candidates, const Store& store, std::string_view behind = "") {
    for (const Anchor& anchor : store.profile().anchors) {
        if (printable(anchor.name) == anchor.name)
            candidates.add(anchor.name + std::string{behind}, describe_times(anchor));
    }
}

/// Named periods; once a digit is typed, also years and months with entries. Both ends of `A..B`.
void add_periods(Candidates& candidates, const Store& store) {
    Candidates end = candidates.behind("..");
    const bool alone = end.typed() == candidates.typed();
    for (const auto& period : periods) {
        if (alone || period.word != "all") end.add(period.word, period.about);
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

/// Adds values that stand with commas between.
template <class Add> void add_to_list(Candidates& candidates, Add add) {
    Candidates last = candidates.behind(",");
    add(last);
    candidates.take(last);
}

/// What completion offers for a placeholder, the same in every command.
struct Placeholder {
    std::string_view name;
    void (*add)(Candidates& candidates);
};
constexpr std::array placeholders{
    Placeholder{"AUTHORITY",
        [](Candidates& candidates) {
            for (const Authority& authority : tables::authorities()) candidates.add(authority.key, authority.name);
        }},
    Placeholder{"NUTRIENT", [](Candidates& candidates) { add_ingredients(candidates); }},
    Placeholder{"NUTRIENT=AMOUNT", [](Candidates& candidates) { add_nutrients(candidates, "="); }},
    Placeholder{"NUTRIENT[:COMPOUND]=AMOUNT", add_contents},
    Placeholder{"NUTRIENTS",
        [](Candidates& candidates) { add_to_list(candidates, [](Candidates& last) { add_nutrients(last); }); }},
    Placeholder{"COMPOUND", [](Candidates& candidates) { add_compounds(candidates); }},
    Placeholder{"FILE", [](Candidates& candidates) { candidates.add_files(); }},
    Placeholder{"MOMENT", [](Candidates& candidates) { candidates.add("now", "the present time"); }},
    Placeholder{"DAY",
        [](Candidates& candidates) {
            candidates.add("today", "today");
            candidates.add("yesterday", "yesterday");
        }},
    Placeholder{"CONDITION",
        [](Candidates& candidates) {
            for (const Condition& condition : tables::conditions()) candidates.add(condition.key, condition.name);
        }},
    Placeholder{"PERIOD", [](Candidates& candidates) { add_all(candidates, periods); }},
};

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
    void add_values(Candidates& candidates, const Options::Option& option) const;
    /// Opened for what is in it, and for nothing else.
    [[nodiscard]] const Store& data() const { return store_ ? *store_ : store_.emplace(peek(globals_, surroundings_)); }
    void add_subcommands(Candidates& candidates) const;
    void add_operands(Candidates& candidates) const;
    void add_loggable(Candidates& candidates, const Store& store) const;
    [[nodiscard]] const std::vector<std::string>& operands() const { return line_.arguments.operands; }

    const Surroundings& surroundings_;
    GlobalOptions globals_;
    mutable std::optional<Store> store_;
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

void Line::add_values(Candidates& candidates, const Options::Option& option) const {
    const auto known = std::ranges::find(placeholders, option.value, &Placeholder::name);
    if (known != placeholders.end()) known->add(candidates);
    if (option.value == "SYMPTOM") add_diary_names(candidates, data(), Taken::symptom);
    if (option.value == "DOSE") add_doses(candidates, data());
    if (option.value == "FACTOR") add_diary_names(candidates, data(), Taken::factor);
    if (option.value == "NAME=TIME") add_anchors(candidates, data(), "=");
    if (option.value == "MEAL[+TIME][xN]") add_anchors(candidates, data());
    if (option.value == "DOSE:DURATION") {
        for (const Dose& dose : data().doses()) {
            if (printable(dose.name) == dose.name) candidates.add(dose.name + ":", "a time after it");
        }
    }
    if (option.several_words) add_to_list(candidates, [&option](Candidates& last) { add_all(last, option.words); });
    else add_all(candidates, option.words);
    if (option.long_name() == "--substance") add_medicines(candidates);
}

void Line::add_operands(Candidates& candidates) const {
    const Operands& declared = line_.options.operands();
    if (operands().empty() || declared.several_words) {
        for (const Choice& choice : declared.words) {
            const bool typed = std::ranges::find(operands(), choice.word) != operands().end();
            if (!typed) candidates.add(choice.word, choice.about);
        }
    }
    if (operands().size() >= declared.places) return;
    const bool of_reference = line_.entry->path == "report" && !operands().empty() && operands().front() == "reference";
    for (const Offer offer : declared.offers) {
        switch (offer) {
            case Offer::file: candidates.add_files(); break;
            case Offer::compound: add_compounds(candidates); break;
            case Offer::medicine: add_medicines(candidates); break;
            case Offer::nutrient: add_nutrients(candidates); break;
            case Offer::dose:
                // The first place of `dose set` is for the set, the others are for its doses.
                if (std::ranges::find(declared.offers, Offer::set) == declared.offers.end() || !operands().empty())
                    add_doses(candidates, data());
                break;
            case Offer::set:
                if (operands().empty()) add_sets(candidates, data().doses());
                break;
            case Offer::entry: add_entries(candidates, data(), operands()); break;
            case Offer::lab: add_labs(candidates, data()); break;
            case Offer::period:
                if (operands().size() == 1 && operands().front() == "labs") add_labs(candidates, data());
                of_reference ? add_nutrients(candidates) : add_periods(candidates, data());
                break;
            case Offer::loggable: add_loggable(candidates, data()); break;
            case Offer::factor: add_diary_names(candidates, data(), Taken::factor, declared.words); break;
        }
    }
}

/// What can be logged; once it is named, when.
void Line::add_loggable(Candidates& candidates, const Store& store) const {
    const Catalogue catalogue{store};
    const std::vector<Dose>& doses = catalogue.doses();
    if (operands().empty()) {
        add_sets(candidates, doses);
        add_all(candidates, several);
    } else if (const auto but = std::ranges::find(operands(), "but"); but != operands().end()) {
        const std::vector<std::string> before{operands().begin(), but};
        const auto set = read_set_words(before, doses);
        const bool is_set = set && *set && (*set)->kind == SetWords::Kind::set;
        for (const Dose& dose : doses) {
            const auto members = is_set ? members_of(doses, (*set)->name) : std::vector<const Dose*>{&dose};
            const bool typed = std::find(but, operands().end(), dose.name) != operands().end();
            if (!typed && std::ranges::find(members, &dose) != members.end()) add_dose(candidates, dose);
        }
        if (but + 1 != operands().end()) add_all(candidates, moments);
        return;
    } else if (const auto set = read_set_words(operands(), doses); set && *set) {
        candidates.add("but", "leave doses out");
        add_all(candidates, moments);
        return;
    }
    const bool named = std::ranges::any_of(operands(), [&](const std::string& word) { return catalogue.knows(word); });
    if (named) add_all(candidates, moments);
    else add_names(candidates, store);
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
