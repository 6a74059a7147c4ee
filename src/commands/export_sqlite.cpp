#include "export_sqlite.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <map>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "epsom/domain/nights/nights.hpp"
#include "epsom/render/fields.hpp"
#include "epsom/render/labs.hpp"
#include "epsom/render/symptoms.hpp"
#include "epsom/store/analysis.hpp"
#include "epsom/text/text.hpp"
#include "session/coin_runs.hpp"
#include "session/dose_facts.hpp"
#include "session/doses.hpp"
#include "session/intake_query.hpp"
#include "session/labs.hpp"
#include "session/nights.hpp"
#include "session/output.hpp"
#include "session/periods.hpp"
#include "session/reference.hpp"
#include "system/new_file.hpp"

namespace epsom {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;
using Cell = AnalysisDatabase::Cell;

/// The number that csv has, to the digit.
Cell number_in(const Value& value) {
    std::string text;
    append_plain(text, value);
    const char* const end = text.data() + text.size();
    if (text.find('.') == std::string::npos) {
        std::int64_t whole = 0;
        if (std::from_chars(text.data(), end, whole).ptr == end) return whole;
    }
    double number = 0;
    std::from_chars(text.data(), end, number);
    return number;
}

Cell cell_of(const Value& value) {
    if (const auto text = value.text()) return std::string{*text};
    if (const bool* truth = std::get_if<bool>(&value.held())) return std::int64_t{*truth};
    return value.is_null() ? Cell{} : number_in(value);
}

/// A value that applied from `first` to `last`.
struct ReferenceSpan {
    Applied applied;
    Day first, last;
};
struct ReferenceRole {
    std::string_view name;
    std::optional<Applied> References::*value;
};
constexpr std::array reference_roles{ReferenceRole{"target", &References::target},
    ReferenceRole{"requirement", &References::requirement}, ReferenceRole{"lower", &References::lower},
    ReferenceRole{"upper", &References::upper}, ReferenceRole{"other_upper", &References::other_upper},
    ReferenceRole{"cdrr", &References::reduction}};

bool same_value(const Applied& a, const Applied& b) {
    return a.row == b.row && a.value == b.value && a.kind == b.kind && a.scope == b.scope && a.terms == b.terms;
}

/// What the value is a mass of, where amounts are kept as something else.
Value counted_as(const Applied& applied) {
    if (applied.terms == Terms::folic_acid) return "folic acid";
    if (applied.terms == Terms::alpha_tocopherol) return "alpha-tocopherol";
    const std::string_view words = terms_words(applied);
    return words.empty() ? Value{} : Value{words};
}

Value text_or_null(std::string_view text) { return text.empty() ? Value{} : Value{text}; }

/// Fills a database for analysis with the rows that reports and lists have.
class Analysis {
public:
    /// `reported` are the days of reports; `listed` are those of entries, which a wrong clock may have dated later.
    Analysis(const Context& context, const Store& store, DayRange reported, DayRange listed, AnalysisDatabase& database)
        : context_{context},
          store_{store},
          reported_{reported},
          listed_{listed},
          database_{database},
          authority_{authority_of(context.profile())} {
        std::set<std::string, std::less<>> taken;
        for (const NutrientInfo& known : known_ingredients()) taken.emplace(known.key);
        for (const Nutrient own : store.own_ingredients()) {
            const std::string key{info(own).key};
            std::string name = key;
            for (int number = 2; !taken.insert(name).second; ++number) name = key + " (" + std::to_string(number) + ")";
            if (name != key) renamed_.emplace(own, std::move(name));
        }
    }

    void write() {
        add_meta();
        add_doses();
        add_entries();
        add_scheduled();
        add_days();
        add_nights();
        add_labs();
        add_reference_values();
    }

private:
    /// The fields that are called as the table's columns are.
    void add(AnalysisTable table, std::span<const Field> fields) {
        row_.clear();
        for (const std::string& column : database_.columns(table)) {
            const std::size_t place = row_.size();
            const bool in_place = place < fields.size() && fields[place].key == column;
            const auto field = in_place ? fields.begin() + static_cast<std::ptrdiff_t>(place)
                                        : std::ranges::find(fields, column, &Field::key);
            assert(field != fields.end());
            row_.push_back(cell_of(field->value));
        }
        database_.add(table, row_);
    }

    /// Its key. Of two ingredients of the user's own that a merge gave the same one, the second gets a number.
    [[nodiscard]] Value name_of(Nutrient nutrient) const {
        const auto found = renamed_.find(nutrient);
        return Value::borrowed(found == renamed_.end() ? info(nutrient).key : std::string_view{found->second});
    }

    void add_contents(
        AnalysisTable table, const Field& owner, std::span<const Content> contents, std::span<const Record> records) {
        for (std::size_t i = 0; i < contents.size(); ++i) {
            Record record{owner};
            record.insert(record.end(), records[i].begin(), records[i].end());
            std::ranges::find(record, "nutrient", &Field::key)->value = name_of(contents[i].nutrient);
            add(table, record);
        }
    }

    void add_meta() {
        const Profile& profile = context_.profile();
        add(AnalysisTable::meta, Record{{"schema", "epsom/analysis/1"}, {"epsom_version", EPSOM_VERSION},
                                     {"generated_at", spell_moment(context_.clock().moment())},
                                     {"first_day", spell_day(reported_.from)}, {"last_day", spell_day(reported_.to)},
                                     {"reference", authority_.key}, {"name", text_or_null(profile.name)},
                                     {"born", profile.person.born ? Value{spell_day(*profile.person.born)} : Value{}},
                                     {"sex", profile.person.sex ? Value{spell(*profile.person.sex)} : Value{}},
                                     {"day_start", spell_time_of_day(context_.clock().day_start)}});
    }

    void add_doses() {
        for (const Dose& dose : doses_) {
            add(AnalysisTable::dose, dose_record(DoseFacts{store_, dose, context_.clock()}, nullptr));
            add_contents(AnalysisTable::dose_content, {"dose_uuid", dose.uuid}, dose.contents, content_records(dose));
        }
    }

    void add_entries() {
        store_.for_each_intake(listed_, [this](const Intake& intake) {
            Record record = nested_entry(intake);
            // An entry may be of a dose that was removed.
            const bool kept = std::ranges::find(doses_, intake.dose, &Dose::uuid) != doses_.end();
            record.push_back({"dose_uuid", kept ? Value{intake.dose} : Value{}});
            add(AnalysisTable::entry, record);
            const auto contents = std::ranges::find(record, "contents", &Field::key);
            add_contents(AnalysisTable::content, {"entry_id", intake.id}, intake.contents,
                *std::get<Value::Records>(contents->value.held()));
            if (kept) entries_of_doses_.insert(intake.id);
        });
    }

    void add_scheduled() {
        std::int64_t id = 0;
        for (const Dose& dose : doses_) {
            if (dose.plan.schedules.empty()) continue;
            const WatchedDose watched = watch(store_, dose, reported_);
            for (const auto& [slot, state, intake] :
                outcomes_so_far(dose.plan, reported_, watched.history(), context_.clock())) {
                // What was taken for the last evening of a period may be of the day after it.
                const bool listed = intake && entries_of_doses_.contains(intake->id);
                add(AnalysisTable::scheduled,
                    Record{{"id", ++id}, {"dose_uuid", dose.uuid}, {"dose", dose.name}, {"day", spell_day(slot.day)},
                        {"at", spell_moment(slot.at)}, {"servings", Value::fraction(slot.servings.thousandths(), 1000)},
                        {"state", spell(state)}, {"taken_at", intake ? Value{spell_moment(intake->moment)} : Value{}},
                        {"entry_id", listed ? Value{intake->id} : Value{}}});
            }
        }
    }

    void add_days() {
        wanted_ = *read_nutrients("all", store_, authority_, reported_);
        const IntakeQuery query{
            store_, context_.profile(), authority_, reported_, wanted_, context_.clock().today(), {}};
        query.run({Span::day}, [this](const ReportRow& row) {
            IntakeFields fields = intake_fields(row, spell_day(row.range.from));
            if (is_own(row.nutrient)) std::ranges::find(fields, "nutrient", &Field::key)->value = name_of(row.nutrient);
            add(AnalysisTable::day, fields);
        });
    }

    /// A row for each symptom that was rated in the period, and for sleep where it was logged.
    void add_nights() {
        const Evening evening;
        const Nutrient nutrient = Nutrient::magnesium;
        NightLog log = read_nights(store_, evening, nutrient, reported_);
        add_drawn_without(log, store_, context_.clock());
        const DayRange range = nights_begun(reported_, log, store_, context_.clock());
        std::vector<NightOutcome> outcomes;
        for (const std::string& name : log.names(range)) outcomes.push_back({name});
        const NightOutcome sleep{std::string{scale_of(OutcomeKind::sleep_time).name}, OutcomeKind::sleep_time};
        bool slept = false;
        for (Day day = range.from; day <= range.to && !slept; day += days{1}) {
            const NightFacts* facts = log.on(day);
            slept = facts != nullptr && facts->sleep;
        }
        if (slept && std::ranges::find(outcomes, sleep.name, &NightOutcome::name) == outcomes.end())
            outcomes.push_back(sleep);
        for (const NightOutcome& outcome : outcomes) {
            const auto nights = log.nights(outcome.name, range);
            const auto values = log.values(outcome, range);
            for (std::size_t i = 0; i < nights.size(); ++i) {
                Record record = night_record(outcome, nights[i], values[i], log);
                record.push_back({"nutrient", info(nutrient).key});
                add(AnalysisTable::night, record);
            }
        }
    }

    void add_labs() {
        for (Intake& lab : labs_in(store_, listed_)) add(AnalysisTable::lab, lab_record({std::move(lab), {}}, ""));
    }

    /// Values change with the age in months and the life stage alone, so that only then they are looked up.
    void add_reference_values() {
        std::vector<Nutrient> nutrients = wanted_;
        for (const NutrientInfo& known : known_nutrients()) {
            if (std::ranges::find(nutrients, known.id) == nutrients.end()) nutrients.push_back(known.id);
        }
        const Profile& profile = context_.profile();
        const auto period_of_life = [&profile](Day day) {
            const auto& born = profile.person.born;
            return std::pair{profile.person.stage_on(day), born ? completed_months(*born, day) : 0};
        };
        std::vector<Day> starts;
        for (Day day = reported_.from; day <= reported_.to; day += days{1}) {
            if (starts.empty() || period_of_life(day) != period_of_life(starts.back())) starts.push_back(day);
        }
        for (const Nutrient nutrient : nutrients) {
            std::array<std::vector<ReferenceSpan>, reference_roles.size()> spans;
            for (std::size_t i = 0; i < starts.size(); ++i) {
                const Day last = i + 1 < starts.size() ? starts[i + 1] - days{1} : reported_.to;
                const References references = references_on(profile, authority_, nutrient, starts[i]);
                for (std::size_t role = 0; role < reference_roles.size(); ++role) {
                    const auto& applied = references.*reference_roles[role].value;
                    if (!applied) continue;
                    auto& found = spans[role];
                    const bool goes_on = !found.empty() && found.back().last + days{1} == starts[i] &&
                                         same_value(found.back().applied, *applied);
                    if (goes_on) found.back().last = last;
                    else found.push_back({*applied, starts[i], last});
                }
            }
            for (std::size_t role = 0; role < reference_roles.size(); ++role) {
                for (const ReferenceSpan& span : spans[role])
                    add_reference_value(nutrient, reference_roles[role].name, span);
            }
        }
    }

    void add_reference_value(Nutrient nutrient, std::string_view role, const ReferenceSpan& span) {
        const Applied& applied = span.applied;
        const bool is_limit = role == "upper" || role == "other_upper";
        add(AnalysisTable::reference_value,
            Record{{"nutrient", name_of(nutrient)}, {"role", role}, {"first_day", spell_day(span.first)},
                {"last_day", spell_day(span.last)}, {"value", in_unit(applied.value, nutrient)},
                {"unit", info(nutrient).unit}, {"kind", spell(applied.kind)},
                {"scope", is_limit ? Value{spell(applied.scope)} : Value{}}, {"counted_as", counted_as(applied)},
                {"diet", text_or_null(diet_words(applied))},
                {"authority", applied.kind == Kind::personal ? Value{} : Value{authority_.key}},
                {"source", applied.source}});
    }

    const Context& context_;
    const Store& store_;
    DayRange reported_, listed_;
    AnalysisDatabase& database_;
    const Authority& authority_;
    const std::vector<Dose> doses_ = store_.doses();
    std::map<Nutrient, std::string> renamed_;
    std::vector<Nutrient> wanted_;  // of the days
    std::set<std::int64_t> entries_of_doses_;
    std::vector<Cell> row_;
};

/// Why the file cannot be written; empty when it can.
std::optional<Error> refused(const Context& context, const SqliteAsked& asked) {
    const std::string usual = "epsom.sqlite";
    if (!asked.file || *asked.file == "-") {
        return Error{"a database cannot be written to standard output",
            asked.file ? context.retyped("-", usual) : context.retyped_with(usual)};
    }
    const fs::path target{*asked.file};
    std::error_code ignored;
    const auto status = fs::status(target, ignored);
    if (!fs::exists(status) || fs::is_directory(status)) return std::nullopt;
    if (!fs::is_regular_file(status)) {
        return Error{
            path_in_quotes(*asked.file) + " is a pipe or a device, not a file", context.retyped(*asked.file, usual)};
    }
    if (fs::equivalent(target, context.data_file(), ignored))
        return Error{"the export would overwrite the database itself", "choose another file"};
    if (asked.force || AnalysisDatabase::is_in(target)) return std::nullopt;
    return Error{path_in_quotes(*asked.file) + " already exists and is not a database for analysis",
        "choose another file, or overwrite it with --force"};
}

/// SQLite would roll back the journal of the file before into the one that takes its place.
void require_no_journal(const std::string& file) {
    std::error_code ignored;
    const std::string target = fs::weakly_canonical(file, ignored).string();
    for (const char* ending : {"-journal", "-wal"}) {
        if (fs::exists(target + ending, ignored)) {
            throw MachineError{"another program uses " + path_in_quotes(file) + ": it left " +
                                   path_in_quotes(fs::path{target + ending}.filename().string()),
                "close that program, or choose another file"};
        }
    }
}

}  // namespace

ExitCode export_sqlite(Context& context, const SqliteAsked& asked) {
    if (const auto error = refused(context, asked)) return context.refuse(*error);
    require_no_journal(*asked.file);
    const Store store = context.open(Store::Access::read);
    const std::string period = asked.period.value_or("all");
    const auto reported = read_range(period, context, store);
    if (!reported) return context.refuse(reported.error());
    const auto listed = read_entry_range(period, context, store);
    if (!listed) return context.refuse(listed.error());
    std::uintmax_t size = 0;
    try {
        NewFile growing{*asked.file};
        {
            AnalysisDatabase database{growing.path()};
            Analysis{context, store, *reported, *listed, database}.write();
            database.finish();
        }
        size = fs::file_size(growing.path());
        growing.finish();
    } catch (const std::system_error& error) {
        fail_to_write(*asked.file, error.code().value());
    }
    if (!context.quiet()) context.print(wrote(*asked.file, size));
    return ExitCode::ok;
}

}  // namespace epsom
