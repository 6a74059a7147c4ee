#include "log.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

#include "epsom/domain/nights/diary.hpp"
#include "epsom/domain/plan/repetition.hpp"
#include "epsom/render/fields.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "log_diary.hpp"
#include "session/arguments.hpp"
#include "session/catalogue.hpp"
#include "session/doses.hpp"
#include "session/file_format.hpp"
#include "session/reference.hpp"
#include "session/spacing.hpp"

namespace epsom {
namespace {

struct Warning {
    std::string_view code;
    std::string message;
};

std::string noted_day(Day day, Day today) { return day == today ? "today" : "on " + spell_day(day); }

/// What a log answer shows: the days that entries fell on, each nutrient that they hold a known amount of.
struct TouchedDay {
    Day day;
    std::vector<Nutrient> touched;  // those that the entries hold some of, in their order
    DayLedgers ledgers;             // of these, and of magnesium
    [[nodiscard]] const DayLedger& ledger(Nutrient nutrient) const { return *ledgers.of(nutrient); }
};

/// Whether a supplement holds some of `nutrient` and does not say in which form.
bool brings_unsaid(const Intake& intake, Nutrient nutrient) {
    return intake.source == Source::supplement &&
           std::ranges::any_of(intake.contents, [nutrient](const Content& content) {
               return content.nutrient == nutrient && content.amount != Mass{} &&
                      limit_form(content.compound) == LimitForm::unsaid;
           });
}

/// What is compared with an upper level at once: of folate and vitamin A only what is known to be folic acid or
/// retinol.
Mass at_once(const Content& content) {
    const LimitForm form = limit_form(content.compound);
    if (content.nutrient == Nutrient::folate)
        return form == LimitForm::folic_acid ? folic_acid_of_dfe(*content.amount) : Mass{};
    if (content.nutrient == Nutrient::vitamin_a) return form == LimitForm::retinol ? *content.amount : Mass{};
    return *content.amount;
}

/// The command that reads the amount as the mass of the whole compound, where a formula makes that possible.
std::string compound_instead(const Intake& intake, const Content& content, std::optional<Mass> limit) {
    const Compound* compound = content.basis == Basis::label ? tables::find_compound(content.compound) : nullptr;
    const auto share = compound == nullptr ? std::nullopt : elemental(*compound, *content.amount);
    const bool unlikely_too = share && limit && share->nanograms() >= 10 * limit->nanograms();
    if (!share || unlikely_too || intake.kind == Taken::dose) return "";
    std::string typed = spell(*content.amount);
    std::erase(typed, ' ');
    const bool named = intake.kind == Taken::compound;
    return "; if that is the weight of the whole compound: epsom log " + intake.what + " " + typed +
           (named ? "" : " --as " + std::string{compound->key}) + " --compound (" + spell(*share, content.nutrient) +
           " " + std::string{info(content.nutrient).key} + ")";
}

/// Amounts at once that look like a slip of the finger, whoever takes them: above every upper level, or a
/// five-hundredth of the target (B12 has no upper level, and tablets of 400 times its target). `over` are nutrients
/// whose day is warned of anyway.
std::optional<Warning> slip(const Intake& intake, const Authority& authority, const std::set<Nutrient>& over) {
    if (intake.kind == Taken::food) {
        if (intake.quantity && *intake.quantity > 2000_g) {
            return Warning{"amount-unusual",
                spell(*intake.quantity) + " of " + intake.what + " is a lot for one meal; check the unit"};
        }
        return std::nullopt;
    }
    for (const Content& content : intake.contents) {
        if (!content.amount || intake.route == Route::topical) continue;
        const auto limit = largest(authority, content.nutrient, Role::limit);
        const auto target = largest(authority, content.nutrient, Role::target);
        const std::int64_t amount = content.amount->nanograms();
        const std::string much = spell(*content.amount, content.nutrient) + " of " +
                                 std::string{info(content.nutrient).key} + " at once is ";
        const std::string instead = compound_instead(intake, content, limit);
        if (limit && amount >= 10 * limit->nanograms()) {
            return Warning{"amount-unusual",
                much + "at least 10 times the upper level; check the unit ('epsom undo' reverts it)" + instead};
        }
        if (limit && intake.source == Source::supplement && at_once(content) > *limit &&
            (!over.contains(content.nutrient) || !instead.empty())) {
            return Warning{"amount-unusual", much + "above the upper level of " + spell(*limit, content.nutrient) +
                                                 (instead.empty() ? " ('epsom undo' reverts it)" : instead)};
        }
        // A product may hold very little of something, and so may what comes with another nutrient.
        if (target && intake.contents.size() == 1 && intake.kind != Taken::dose && amount * 500 < target->nanograms()) {
            return Warning{"amount-unusual", spell(*content.amount) + " of " + std::string{info(content.nutrient).key} +
                                                 " is unusually small; check the unit ('epsom undo' reverts it)"};
        }
    }
    return std::nullopt;
}

/// The warning that an entry is already logged.
Warning logged_twice(
    const std::string& what, const Moment& before, std::int64_t id, bool nothing_due, const Clock& clock) {
    const Day date = std::chrono::floor<std::chrono::days>(before.local());
    const std::string day =
        date == std::chrono::floor<std::chrono::days>(clock.moment().local()) ? "" : spell_day(date) + " ";
    return {"logged-twice", what + " is already logged at " + day + time_in_words(before, clock.zone) + " (#" +
                                std::to_string(id) + ")" + (nothing_due ? " and not due" : "") +
                                "; 'epsom undo' reverts this entry"};
}

/// The same thing twice within ten minutes, or a dose again with nothing due.
std::optional<Warning> twice(
    const Intake& intake, const std::optional<DoseIntake>& before, const Store& store, const Clock& clock) {
    if (before) return logged_twice(printable(intake.what), before->moment, before->id, true, clock);
    std::optional<Intake> same;
    store.for_each_intake({intake.day, intake.day}, [&](const Intake& other) {
        if (same_entry(intake, other)) same = other;
    });
    if (!same) return std::nullopt;
    return logged_twice(printable(in_short(intake)), same->moment, same->id, false, clock);
}

/// One warning for the repeated entries of a batch, each compared with earlier ones, logged before or in the batch.
std::optional<Warning> twice_in_batch(std::span<const Intake> batch, const Store& store, const Clock& clock) {
    const auto [first, last] = std::ranges::minmax(batch, {}, &Intake::day);
    std::set<std::int64_t> ids;
    for (const Intake& intake : batch) ids.insert(intake.id);
    std::map<std::string, Intake> latest;  // of each thing
    std::optional<std::pair<Intake, Intake>> example;
    int number = 0;
    store.for_each_intake({first.day, last.day}, [&](const Intake& intake) {
        const auto [before, is_first] = latest.try_emplace(name_key(intake.what), intake);
        if (is_first) return;
        if (same_entry(before->second, intake) && (ids.contains(before->second.id) || ids.contains(intake.id))) {
            if (++number == 1) example = {before->second, intake};
        }
        before->second = intake;
    });
    if (!example) return std::nullopt;
    const auto& [before, again] = *example;
    return Warning{"logged-twice", (number == 1 ? "1 entry repeats" : std::to_string(number) + " entries repeat") +
                                       " another within 10 minutes" + (number == 1 ? ": " : ", first: ") +
                                       printable(in_short(again)) + ", " + when_in_words(again, clock.zone) + " (#" +
                                       std::to_string(again.id) + " repeats #" + std::to_string(before.id) +
                                       "); 'epsom undo' reverts the batch"};
}

std::vector<Warning> warnings_for(std::span<const Intake> intakes, std::span<const TouchedDay> days,
    const Profile& profile, const Authority& authority, Day today) {
    std::vector<Warning> warnings;
    std::set<Nutrient> over;
    for (const TouchedDay& day : days) {
        for (const Nutrient nutrient : day.touched) {
            const ReportRow row = report_day(profile, authority, nutrient, day.ledger(nutrient), today);
            if (row.over_upper.value_or(false)) over.insert(nutrient);
        }
    }
    for (const Intake& intake : intakes) {
        if (auto warning = slip(intake, authority, over)) warnings.push_back(std::move(*warning));
        const Compound* compound =
            intake.contents.size() == 1 ? tables::find_compound(intake.contents[0].compound) : nullptr;
        if (compound != nullptr && compound->kind == CompoundKind::excipient) {
            warnings.push_back(
                {"excipient", std::string{compound->key} + " is a tablet additive; labels do not count it as a dose"});
        }
    }
    for (const TouchedDay& day : days) {
        for (const Nutrient nutrient : day.touched) {
            const ReportRow row = report_day(profile, authority, nutrient, day.ledger(nutrient), today);
            const std::string subject = std::string{info(nutrient).key} + " " + noted_day(day.day, today) + ": ";
            if (row.over_upper.value_or(false)) {
                const Applied& upper = *row.references.upper;
                warnings.push_back(
                    {"over-upper", subject + spell(row.upper_amount->sum, nutrient) + ", above the " +
                                       std::string{limit_name(upper.kind)} + " of " + limit_words(upper, nutrient)});
            } else if (row.days_upper_unknown > 0 && std::ranges::any_of(intakes, [&](const Intake& intake) {
                           return brings_unsaid(intake, nutrient);
                       })) {
                warnings.push_back({"upper-unknown", subject + may_be_above(row)});
            }
        }
    }
    return warnings;
}

/// Warnings from the as-needed limits of doses, for entries that are stored by now.
std::vector<Warning> limit_warnings(std::span<const Intake> intakes, const Store& store, const Catalogue& catalogue) {
    std::vector<Warning> warnings;
    for (const Intake& intake : intakes) {
        const auto dose = std::ranges::find(catalogue.doses(), intake.dose, &Dose::uuid);
        if (intake.dose.empty() || dose == catalogue.doses().end() || !dose->limits.any()) continue;
        std::vector<DoseIntake> others = watch(store, *dose, intake.moment.at).intakes;
        std::erase_if(others, [&](const DoseIntake& other) { return other.id == intake.id; });
        const NextPossible next = next_possible(dose->limits, others, intake.moment.at, intake.servings);
        if (next.limit != LimitKind::none)
            warnings.push_back({"dose-limit", dose->name + ": " + why(next, dose->limits)});
    }
    return warnings;
}

/// Cautions for conditions of the profile, once a day with the first entry concerned.
std::vector<Warning> condition_warnings(std::span<const Intake> intakes, const Store& store, const Profile& profile) {
    std::vector<Warning> warnings;
    for (const auto& key : profile.conditions) {
        const Condition* condition = tables::find_condition(key);
        if (condition == nullptr) continue;
        const auto mine =
            std::ranges::find_if(intakes, [&](const Intake& intake) { return concerns(*condition, intake); });
        if (mine == intakes.end()) continue;
        int concerned = 0;
        store.for_each_intake(
            {mine->day, mine->day}, [&](const Intake& intake) { concerned += concerns(*condition, intake) ? 1 : 0; });
        if (concerned == 1) warnings.push_back({"condition", describe(*condition)});
    }
    return warnings;
}

/// The days of `intakes`, in order, with their present sums.
std::vector<TouchedDay> touched_days(std::span<const Intake> intakes, const Store& store) {
    std::map<Day, std::set<Nutrient>> days;
    for (const Intake& intake : intakes) {
        std::set<Nutrient>& touched = days[intake.day];
        for (const Content& content : intake.contents) {
            if (content.amount && *content.amount != Mass{} && !info(content.nutrient).is_part())
                touched.insert(content.nutrient);
        }
    }
    std::vector<TouchedDay> result;
    for (const auto& [day, touched] : days) {
        std::set<Nutrient> wanted = touched;
        wanted.insert(Nutrient::magnesium);
        result.push_back({day, {touched.begin(), touched.end()},
            store.ledgers_on(day, std::vector<Nutrient>{wanted.begin(), wanted.end()})});
    }
    return result;
}

/// Whether it is there only because its form brings it.
bool is_companion(const Content& content) {
    const Compound* form = content.basis == Basis::formula ? tables::find_compound(content.compound) : nullptr;
    return form != nullptr && form->nutrient != content.nutrient;
}

/// All that a supplement contains; of what a food does, the one that the program is about.
bool shown(const TouchedDay& day, Nutrient nutrient, std::span<const Intake> intakes) {
    if (nutrient == Nutrient::magnesium) return true;
    return std::ranges::any_of(intakes, [&](const Intake& intake) {
        return intake.kind != Taken::food && intake.day == day.day &&
               std::ranges::any_of(intake.contents,
                   [&](const Content& content) { return content.nutrient == nutrient && !is_companion(content); });
    });
}

void answer_json(const Context& context, std::span<const Intake> intakes, std::span<const TouchedDay> days,
    std::span<const Warning> warnings, const Profile& profile, const Authority& authority, bool dry_run) {
    std::vector<EntryRecords> entries;
    entries.reserve(intakes.size());
    std::vector<Record> entry_rows, warning_rows, day_rows;
    for (const Intake& intake : intakes) entry_rows.push_back(entries.emplace_back(intake).nested());
    for (const Warning& warning : warnings)
        warning_rows.push_back({{"code", warning.code}, {"message", warning.message}});
    std::vector<std::string> periods;
    periods.reserve(days.size());
    for (const TouchedDay& day : days) {
        periods.push_back(spell_day(day.day));
        for (const Nutrient nutrient : day.touched) {
            const IntakeFields fields =
                intake_fields(report_day(profile, authority, nutrient, day.ledger(nutrient), context.clock().today()),
                    periods.back());
            day_rows.emplace_back(fields.begin(), fields.end());
        }
    }
    std::string out;
    append_json(out, {{"schema", "epsom/log/1"}, {"change", dry_run ? "none" : "logged"}, {"entries", entry_rows},
                         {"warnings", warning_rows}, {"today", day_rows}});
    context.print(out + "\n");
}

void answer_text(const Context& context, std::span<const Intake> intakes, std::span<const std::string> readings,
    std::span<const TouchedDay> days, const Profile& profile, const Authority& authority, bool dry_run, bool batch) {
    const Day today = context.clock().today();
    const std::string verb = dry_run ? "Would log " : "Logged ";
    if (batch) {
        context.print(verb + std::to_string(intakes.size()) + (intakes.size() == 1 ? " entry" : " entries") +
                      (days.empty() ? "" : ", " + spell_range({days.front().day, days.back().day})) + "\n");
        return;
    }
    for (const Intake& intake : intakes) {
        const std::string number = intake.id == 0 || dry_run ? "" : " (#" + std::to_string(intake.id) + ")";
        context.print(verb + in_words(intake) + ", " +
                      std::string{spell_weekday(std::chrono::floor<std::chrono::days>(intake.moment.local()))} + " " +
                      spell_day(std::chrono::floor<std::chrono::days>(intake.moment.local())) + " " +
                      time_in_words(intake.moment, context.clock().zone) +
                      (std::chrono::floor<std::chrono::days>(intake.moment.local()) == intake.day
                              ? ""
                              : ", which counts for " + spell_day(intake.day)) +
                      number + "\n");
        for (const Content& content : intake.contents) {
            // "melatonin 5 ml": an amount in another measure is an ingredient of its own.
            if (intake.kind != Taken::nutrient || !is_own(content.nutrient) ||
                info(content.nutrient).key == intake.what)
                continue;
            context.print("Counted apart as " + std::string{info(content.nutrient).key} + ": " +
                          std::string{info(content.nutrient).unit} + " are not added to other units.\n");
        }
        if (intake.route == Route::topical) context.print("Topical: recorded, not counted in totals.\n");
    }
    for (const std::string& reading : readings) context.print(reading + "\n");
    for (const TouchedDay& day : days) {
        const auto is_food = [&day](const Intake& intake) {
            return intake.day == day.day && intake.source == Source::food;
        };
        if (day.ledger(Nutrient::magnesium).food_complete && std::ranges::any_of(intakes, is_food)) {
            context.print("Food on " + spell_day(day.day) + " stays declared complete.\n");
        }
        // A multivitamin touches thirty: what is above its upper level has a warning, the rest is in the report.
        constexpr std::size_t most_lines = 6;
        std::size_t lines = 0, others = 0;
        for (const Nutrient nutrient : day.touched) {
            if (!shown(day, nutrient, intakes)) continue;
            if (lines++ < most_lines)
                context.print(day_line(
                    context.terminal(), report_day(profile, authority, nutrient, day.ledger(nutrient), today), today));
            else ++others;
        }
        if (others > 0) {
            context.print("and " + std::to_string(others) + (others == 1 ? " other" : " others") + ": epsom report " +
                          spell_day(day.day) + " --nutrient all\n");
        }
    }
}

/// Words as a shell would split them: blanks separate, quotes join. Error: a quote that is not closed.
Result<std::vector<std::string>> shell_words(std::string_view line) {
    std::vector<std::string> words;
    std::string word;
    bool open = false;
    char quote = '\0';
    for (const char c : line) {
        if (quote != '\0') {
            if (c == quote) quote = '\0';
            else word += c;
        } else if ((c == '"' || c == '\'') && !open) {
            quote = c;
            open = true;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            if (open) words.push_back(std::move(word));
            word.clear();
            open = false;
        } else {
            word += c;
            open = true;
        }
    }
    if (quote != '\0') return Error{"unclosed quote", "add the closing quote"};
    if (open) words.push_back(std::move(word));
    return words;
}

/// A batch is kept in memory until it is written whole.
constexpr std::size_t most_input = 16U << 20, most_entries = 100'000, longest_line = 10'000;
Error too_much() {
    return {"standard input is too large for one change", "log at most 100,000 lines at a time, or import a csv file"};
}

/// Until it is more than a batch may be.
std::string read_to_end(std::istream& in) {
    std::string text;
    std::array<char, 1U << 14> piece;
    while (text.size() <= most_input && in.read(piece.data(), piece.size()).gcount() > 0)
        text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
    return text;
}

}  // namespace

void Log::Line::options(Options& options) {
    options.value("--at", at, "MOMENT", "Time taken: 21:30, 'yesterday 21:30', '90m ago' (default: now)")
        .flag("--compound", compound,
            "AMOUNT is the weight of the whole compound; its formula gives the elemental amount")
        .value("--as", as, "COMPOUND", "Form of the nutrient, such as citrate")
        .flag("--topical", topical, "Applied to the skin: recorded, not counted in totals")
        .flag("--food", food, "Log as food, not as a supplement")
        .value("--note", note, "TEXT", "Attach a note")
        .flag("--night", night, "Count for the day the night began (doses after midnight)");
}

namespace {

/// What else the compound brings that was named, either as what was taken or as its form.
std::span<const Companion> companions_of(const Compound* as, const Named& named) {
    if (as != nullptr) return tables::companions_of(*as);
    const auto* thing = std::get_if<Thing>(&named.what);
    const auto* compound = thing == nullptr ? nullptr : std::get_if<const Compound*>(thing);
    return compound == nullptr ? std::span<const Companion>{} : tables::companions_of(**compound);
}

}  // namespace

Result<Intake> Log::Line::intake(const Context& context, const Store& store, const Catalogue& catalogue,
    Remarks& remarks, std::span<const Intake> before) const {
    const Clock& clock = context.clock();
    auto read = read_log_words(
        words, [&catalogue](std::string_view name) { return catalogue.knows(name); },
        [&catalogue] { return catalogue.names(); });
    if (!read) return read.error();
    const auto named = catalogue.find(read->what);
    if (!named) return named.error();
    LogOptions options{
        .compound = compound, .folic_acid = named->folic_acid, .topical = topical, .food = food, .note = note};
    if (as) {
        const bool folic = is_folic_acid(*as);
        options.as_folic_acid = folic && !options.folic_acid;
        if (!folic) {
            const auto form = read_form(named->nutrient(), *as);
            if (!form) return form.error();
            options.as = *form;
        }
    }
    options.companions = companions_of(options.as, *named);
    if (!is_utf8(note)) return Error{"the note is not valid UTF-8", "use UTF-8 text"};
    if (at && read->moment) {
        return Error{"two times given: " + in_quotes(read->moment->text) + " and --at " + in_quotes(*at),
            "leave one of them out"};
    }
    const OwnTimes own = [dose = named->dose()](
                             Day day) { return dose == nullptr ? std::vector<minutes>{} : times_on(dose->plan, day); };
    const auto when = at ? parse_moment_words(*at) : Result<MomentWords>{read->moment.value_or(MomentWords{})};
    if (!when) return when.error();
    const auto moment = resolve(*when, clock, own);
    if (!moment) return moment.error();
    if (auto reading = reading_of(*when, *moment, clock, own); !reading.empty())
        remarks.readings.push_back(std::move(reading));
    std::optional<Day> evening;
    if (night) evening = night_at(moment->local());
    SlotMatch placed{{}, evening.value_or(clock.day_of(*moment))};
    const Dose* const dose = named->dose();
    if (dose != nullptr) {
        if (read->count && read->bare_count) {
            if (const auto error = bare_count_of(*dose, *read->count)) return *error;
        }
        WatchedDose watched = watch(store, *dose, std::min(moment->at, clock.now));
        for (const Intake& other : before) {
            if (other.dose == dose->uuid) watched.intakes.push_back(as_dose_intake(other));
        }
        placed = match_slot(dose->plan, *moment, watched.history(), clock, evening);
        remarks.before = repeated(*moment, placed.slot, dose->plan, watched.history(), clock);
    }
    auto intake = dose != nullptr ? make_intake(*dose, read->count, read->amount,
                                        placed.slot ? placed.slot->servings : Count{1}, options)
                                  : make_intake(std::get<Thing>(named->what), read->count, read->amount, options);
    if (!intake) return intake;
    intake->moment = *moment;
    intake->day = placed.day;
    return intake;
}

void Log::options(Options& options) {
    options.group("What", {"--due", "--compound", "--as", "--topical", "--food"});
    options.group("When", {"--at", "--night"});
    options.operands("[COUNT] WHAT [AMOUNT] [MOMENT] | -", line_.words);
    line_.options(options);
    options.flag("--due", due_, "Log every dose that is due, as one change")
        .flag("--dry-run", dry_run_, "Show what would be logged; write nothing")
        .value("--format", format_, "FORMAT", "text or json (default: text)")
        .examples(
            "  epsom log glycinate 200mg\n"
            "  epsom log 2x glycinate 200mg yesterday 21:30\n"
            "  epsom log oxide 500mg --compound 90m ago\n"
            "  epsom log 200mg magnesium --as citrate\n"
            "  epsom log almonds 30g\n"
            "  epsom log - < entries.txt\n");
}

Result<std::vector<Intake>> Log::batch(
    const Context& context, const std::string& text, const Store& store, const Catalogue& catalogue) const {
    Remarks remarks;  // a batch is answered with a count
    if (text.size() > most_input) return too_much();
    std::vector<Intake> intakes;
    std::size_t number = 0;
    for (const auto& raw : split(text, '\n')) {
        ++number;
        const auto at_line = [number](const Error& error) {
            return Error{"line " + std::to_string(number) + ": " + error.message, error.hint};
        };
        std::string_view content = trim(raw);
        if (number == 1 && content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
        if (content.empty() || content.front() == '#') continue;
        if (content.size() > longest_line) {
            return at_line({"longer than 10,000 characters", "put one entry on each line"});
        }
        if (intakes.size() == most_entries) return too_much();
        if (content.find('\0') != std::string_view::npos || !is_utf8(content)) {
            return at_line({"not valid UTF-8", "save the file as UTF-8"});
        }
        auto words = shell_words(content);
        if (!words) return at_line(words.error());
        if (!words->empty() && diary_word(words->front())) {
            auto entry = read_diary_line(*words, context.clock());
            if (!entry) return at_line(entry.error());
            intakes.push_back(std::move(*entry));
            continue;
        }
        Line line;
        Options options;
        line.options(options);
        auto operands = read_arguments(options, *words);
        if (!operands) return at_line(operands.error());
        line.words = std::move(*operands);
        auto intake = line.intake(context, store, catalogue, remarks, intakes);
        if (!intake) return at_line(intake.error());
        intakes.push_back(std::move(*intake));
    }
    if (intakes.empty()) {
        return Error{
            "nothing to log on standard input", "put one entry on each line: glycinate 200mg 2026-11-19 21:30"};
    }
    return intakes;
}

Result<std::vector<Intake>> Log::all_due(Context& context, const Store& store, const Catalogue& catalogue) const {
    const auto moment = line_.at ? parse_moment(*line_.at, context.clock()) : Result<Moment>{context.clock().moment()};
    if (!moment) return moment.error();
    if (!is_utf8(line_.note)) return Error{"the note is not valid UTF-8", "use UTF-8 text"};
    const Clock then{moment->at, context.clock().zone, context.clock().day_start};
    std::vector<Intake> intakes;
    for (const Dose& dose : catalogue.doses()) {
        for (const Outcome& outcome : watch(store, dose, then.now).standing(then)) {
            if (outcome.state != SlotState::due) continue;
            auto intake = make_intake(dose, std::nullopt, std::nullopt, outcome.slot.servings, {.note = line_.note});
            if (!intake) return intake.error();
            intake->moment = *moment;
            intake->day = day_counted(outcome.slot, then.day_of(*moment));
            intakes.push_back(std::move(*intake));
        }
    }
    return intakes;
}

ExitCode Log::run(Context& context) {
    const auto format = text_or_json("log", format_);
    if (!format) return context.refuse(format.error());
    if (due_ && !line_.words.empty()) {
        return context.refuse({"--due takes no arguments", "leave out the arguments or --due"});
    }
    if (due_) {
        for (const auto& [option, given] : {std::pair{"--compound", line_.compound},
                 std::pair{"--as", line_.as.has_value()}, std::pair{"--topical", line_.topical},
                 std::pair{"--food", line_.food}, std::pair{"--night", line_.night}}) {
            if (given) {
                return context.refuse({std::string{option} + " has no effect with --due",
                    "leave it out; --due accepts --at, --note and --dry-run"});
            }
        }
    }
    if (line_.words.empty() && !due_) {
        return context.refuse({"nothing to log", "epsom log glycinate 200mg"});
    }
    const bool is_batch = line_.words.size() == 1 && line_.words.front() == "-";
    if (is_batch && line_.has_options()) {
        return context.refuse(
            {"options of an entry cannot be used with '-'", "add them to each line: glycinate 200mg --note late"});
    }
    std::string lines;  // all of them, before the data file is locked
    if (is_batch) lines = read_to_end(context.in());

    // A dry run on a machine without a data file does not make one.
    Store store = context.open_draft();
    const Catalogue catalogue{store};
    std::vector<Intake> intakes;
    Remarks remarks;
    if (is_batch || due_) {
        auto read = due_ ? all_due(context, store, catalogue) : batch(context, lines, store, catalogue);
        if (!read) return context.refuse(read.error());
        intakes = std::move(*read);
        if (intakes.empty()) {
            if (!context.quiet() && *format == Format::text) context.print("Nothing is due.\n");
            if (*format == Format::json) answer_json(context, {}, {}, {}, {}, authority_of({}), true);
            return ExitCode::ok;
        }
    } else {
        auto intake = line_.intake(context, store, catalogue, remarks);
        if (!intake) return context.refuse(intake.error());
        intakes.push_back(std::move(*intake));
    }
    const Profile& profile = context.profile();
    const Authority& authority = authority_of(profile);
    if (!dry_run_) context.begin(store);
    Change change{store, context.clock().now};
    for (Intake& intake : intakes) {
        if (is_of_night(intake.kind)) put_in_diary(store, change, intake);
        else change.put(intake);
    }
    // The answer is gathered before the commit: another's entry does not get into it, and SQLite asks for no lock
    // again.
    const auto days = touched_days(intakes, store);
    auto warnings = warnings_for(intakes, days, profile, authority, context.clock().today());
    for (auto& warning : limit_warnings(intakes, store, catalogue)) warnings.push_back(std::move(warning));
    const SpacingView view{store, context.clock(), catalogue.doses()};
    if (is_batch) {
        if (auto warning = twice_in_batch(intakes, store, context.clock())) warnings.push_back(std::move(*warning));
    } else {
        for (const Intake& intake : intakes) {
            if (auto warning = twice(intake, remarks.before, store, context.clock()))
                warnings.push_back(std::move(*warning));
        }
        for (const Intake& intake : intakes) {
            for (auto& text : spacing_warnings(view, intake, context.clock()))
                warnings.push_back({"spacing", std::move(text)});
        }
        for (auto& warning : condition_warnings(intakes, store, profile)) warnings.push_back(std::move(warning));
    }
    for (auto& text : caution_warnings(view, store, intakes)) warnings.push_back({"caution", std::move(text)});
    if (!dry_run_)
        change.commit(intakes.size() > 1 ? "log " + std::to_string(intakes.size()) + " entries"
                                         : "log " + in_short(intakes.front()) + ", " +
                                               when_in_words(intakes.front(), context.clock().zone));

    if (*format == Format::json) {
        answer_json(context, intakes, days, warnings, profile, authority, dry_run_);
    } else if (!context.quiet()) {
        answer_text(context, intakes, remarks.readings, days, profile, authority, dry_run_, is_batch);
    }
    for (const Warning& warning : warnings) context.warn(warning.message);
    return ExitCode::ok;
}

}  // namespace epsom
