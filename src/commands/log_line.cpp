#include "log_line.hpp"

#include <algorithm>

#include "epsom/domain/logging.hpp"
#include "epsom/domain/nights/diary.hpp"
#include "epsom/domain/plan/repetition.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/doses.hpp"
#include "session/reference.hpp"

namespace epsom {

void LogLine::options(Options& options) {
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

Result<Intake> entry_of(const DoseTaken& taken, const LogOptions& options, const Store& store, const Clock& clock,
    Reading& reading, std::span<const Intake> before) {
    const Dose& dose = taken.dose;
    WatchedDose watched = watch(store, dose, std::min(taken.moment.at, clock.now));
    for (const Intake& other : before) {
        if (other.dose == dose.uuid) watched.intakes.push_back(as_dose_intake(other));
    }
    const SlotMatch placed = match_slot(dose.plan, taken.moment, watched.history(), clock, taken.night);
    reading.repeats = repeated(taken.moment, placed.slot, dose.plan, watched.history(), clock);
    auto intake = make_intake(dose, taken.count, taken.amount, placed.slot ? placed.slot->servings : Count{1}, options);
    if (!intake) return intake;
    intake->moment = taken.moment;
    intake->day = placed.day;
    return intake;
}

Result<Intake> LogLine::intake(const Context& context, const Store& store, const Catalogue& catalogue, Reading& reading,
    std::span<const Intake> before) const {
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
    if (auto time = reading_of(*when, *moment, clock, own); !time.empty()) reading.times.push_back(std::move(time));
    const std::optional<Day> evening = night ? std::optional{night_at(moment->local())} : std::nullopt;
    if (const Dose* const dose = named->dose(); dose != nullptr) {
        if (read->count && read->bare_count) {
            if (const auto error = bare_count_of(*dose, *read->count)) return *error;
        }
        return entry_of({*dose, *moment, evening, read->count, read->amount}, options, store, clock, reading, before);
    }
    auto intake = make_intake(std::get<Thing>(named->what), read->count, read->amount, options);
    if (!intake) return intake;
    intake->moment = *moment;
    intake->day = evening.value_or(clock.day_of(*moment));
    return intake;
}

}  // namespace epsom
