#include "log_edit.hpp"

#include <algorithm>

#include "epsom/domain/logging.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/exchange/exchange.hpp"
#include "epsom/render/text.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/catalogue.hpp"
#include "session/doses.hpp"
#include "session/entries.hpp"
#include "session/typed_line.hpp"

namespace epsom {
namespace {

/// The day of an entry whose time was changed: as if it were logged now.
Day day_at(const Intake& intake, const Store& store, const Clock& clock) {
    const auto doses = store.doses();
    const auto dose = std::ranges::find(doses, intake.dose, &Dose::uuid);
    if (intake.dose.empty() || dose == doses.end()) return clock.day_of(intake.moment);
    WatchedDose watched = watch(store, *dose, std::min(intake.moment.at, clock.now));
    std::erase_if(watched.intakes, [&](const DoseIntake& other) { return other.id == intake.id; });
    return match_slot(dose->plan, intake.moment, watched.history(), clock).day;
}

/// The entry as one of `dose`: its contents, in the servings of the entry or those of `amount`.
Result<Intake> as_dose(const Intake& entry, const Dose& dose, const std::optional<std::string>& amount) {
    const std::string number = "#" + std::to_string(entry.id);
    if (is_diary(entry.kind) || entry.kind == Taken::food) {
        return Error{number + " is " + (entry.kind == Taken::food ? "food" : "a diary entry") + ", not a dose",
            "remove it and log the dose: epsom log " + printable(dose.name)};
    }
    if (entry.dose == dose.uuid)
        return Error{number + " is already an entry of " + in_quotes(dose.name), "leave out --dose"};
    std::optional<Amount> typed;
    if (amount) {
        auto read = parse_amount(*amount);
        if (!read) return read.error();
        typed = std::move(*read);
    }
    auto intake = make_intake(dose, typed ? std::nullopt : std::optional{entry.servings}, typed, Count{1},
        {.topical = entry.route == Route::topical && dose.route == Route::topical, .note = entry.note});
    if (!intake) return intake;
    intake->id = entry.id;
    intake->uuid = entry.uuid;
    intake->recorded = entry.recorded;
    intake->origin = entry.origin;
    intake->moment = entry.moment;
    return intake;
}

/// `2`, `2x`: a number of a dose's servings, which `--amount` takes with their unit.
std::optional<Error> not_servings(const std::string& amount, const Intake& entry) {
    const auto count = parse_count(amount);
    if (!count || entry.kind != Taken::dose) return std::nullopt;
    return Error{in_quotes(amount) + " has no unit", "use '" + spell_units(*count, "serving") + "'"};
}

/// Servings of a dose whose serving is a weight, as in `5 g`; else the amount as it is.
Result<Amount> in_weighed_servings(const Intake& entry, const Amount& amount, const Store& store) {
    const auto doses = store.doses();
    const auto dose = std::ranges::find(doses, entry.dose, &Dose::uuid);
    if (entry.dose.empty() || dose == doses.end() || !is_mass_unit(dose->serving.unit)) return amount;
    return portion(*dose, amount).transform([](const Portion& taken) {
        return Amount{Units{taken.servings, "servings"}};
    });
}

/// The entry as food or as a supplement, unless something else says what it is.
Result<Intake> sorted_as(const Intake& entry, Source source, const Store& store) {
    const std::string number = "#" + std::to_string(entry.id);
    for (const Dose& dose : store.doses()) {
        if (entry.dose.empty() || dose.uuid != entry.dose) continue;
        return Error{number + " is an entry of " + in_quotes(dose.name) + ", and the dose says what it is",
            source == Source::food && dose.source == Source::supplement
                ? "for later entries: epsom dose edit " + shell_quoted(printable(dose.name)) + " --food"
                : "to see it: epsom dose show " + shell_quoted(printable(dose.name))};
    }
    if (entry.uuid == exchange::day_total_uuid(entry.day)) {
        return Error{number + " is the total of a day, of food and supplements together",
            "to remove it: epsom log remove " + std::to_string(entry.id)};
    }
    return as_source(entry, source);
}

}  // namespace

void LogEdit::options(Options& options) {
    options.group("What", {"--dose", "--amount", "--supplement", "--food", "--range", "--score", "--note"});
    options.group("When", {"--at", "--day", "--onset", "--night"});
    options.operands("ENTRY", entry_)
        .offer({Offer::entry})
        .value("--dose", dose_, "DOSE", "Correct dose: its contents, with the same servings")
        .value("--amount", amount_, "AMOUNT", "Correct amount, such as 300mg")
        .flag("--supplement", supplement_, "It was a supplement, not food")
        .flag("--food", food_, "It was food, not a supplement")
        .value("--at", at_, "MOMENT", "Correct time, such as 'yesterday 21:30'")
        .value("--note", note_, "TEXT", "New note");
    diary_edit_options(options, diary_);
    lab_edit_options(options, lab_);
    options.examples(
        "  epsom log edit 12 --amount 300mg\n  epsom log edit @1 --at 'yesterday 21:30'\n"
        "  epsom log edit @1 --score 4\n  epsom log edit @1 --dose calm\n  epsom log edit 7 --food\n"
        "  epsom log edit @1 --amount 45ng/mL --range 15..150\n");
}

ExitCode LogEdit::run(Context& context) {
    if (entry_.size() != 1) {
        return context.refuse({entry_.empty() ? "missing ENTRY" : "more than one entry given",
            "for the latest entry: epsom log edit @1 --note late"});
    }
    const bool sorted = supplement_ || food_;
    if (supplement_ && food_) return context.refuse({"--supplement and --food cannot be combined", "keep one of them"});
    if (sorted && dose_) {
        return context.refuse({std::string{food_ ? "--food" : "--supplement"} + " and --dose cannot be combined",
            "leave out " + std::string{food_ ? "--food" : "--supplement"} + ": the dose says what it is"});
    }
    if (!amount_ && !at_ && !note_ && !dose_ && !sorted && !diary_.any() && !lab_.any()) {
        return context.refuse({"nothing to change", "give --amount, --at or --note, such as --note late"});
    }
    Store store = context.open_existing();
    const auto found = find_entry(entry_.front(), store);
    if (!found) return context.refuse(found.error());
    Intake intake = *found;
    if (sorted) {
        auto changed = sorted_as(intake, food_ ? Source::food : Source::supplement, store);
        if (!changed) return context.refuse(changed.error());
        intake = std::move(*changed);
    }
    if (const auto error = apply(lab_, amount_, at_.has_value(), diary_.any(), intake, context.clock()))
        return context.refuse(*error);
    const bool is_lab = intake.kind == Taken::lab;
    if (const auto error =
            is_lab ? std::nullopt : apply(diary_, amount_.has_value(), at_.has_value(), intake, store, context.clock()))
        return context.refuse(*error);
    if (dose_) {
        const Catalogue catalogue{store};
        const auto dose = catalogue.dose(*dose_);
        if (!dose) return context.refuse(dose.error());
        auto changed = as_dose(intake, **dose, amount_);
        if (!changed) return context.refuse(changed.error());
        intake = std::move(*changed);
        intake.day = day_at(intake, store, context.clock());
    } else if (amount_ && !is_lab) {
        const auto amount = parse_amount(*amount_);
        if (!amount) return context.refuse(not_servings(*amount_, intake).value_or(amount.error()));
        // Units of a dose are servings by what its label says now; what is in a serving stays as it was logged.
        Amount servings = *amount;
        std::optional<std::int64_t> typed;
        if (std::holds_alternative<Mass>(servings)) {
            auto weighed = in_weighed_servings(intake, servings, store);
            if (!weighed) return context.refuse(weighed.error());
            servings = std::move(*weighed);
        }
        if (auto* units = std::get_if<Units>(&servings)) {
            for (const Dose& dose : store.doses()) {
                if (dose.uuid != intake.dose || !same_unit(units->unit, dose.serving.unit)) continue;
                if (!same_unit(units->unit, "serving")) typed = units->count.thousandths();
                units->count =
                    Count::from_thousandths(units->count.thousandths() * 1000 / dose.serving.count.thousandths());
                units->unit = "servings";
            }
            if (intake.kind != Taken::substance && !same_unit(units->unit, "serving")) {
                const bool has_servings = intake.kind == Taken::dose || intake.kind == Taken::food;
                return context.refuse({in_quotes(units->unit) + " is not a unit of this entry",
                    has_servings ? "use servings, such as '2 servings', or a weight"
                                 : "use the amount on the label, such as 200mg"});
            }
        }
        const auto* of_food = intake.kind == Taken::food ? std::get_if<Units>(&servings) : nullptr;
        const Food* food = of_food == nullptr ? nullptr : tables::find_food(intake.what);
        // What was weighed is no serving: a food's servings are those of its table.
        if (of_food != nullptr && (food == nullptr || food->serving == Mass{})) {
            return context.refuse(
                {printable(intake.what) + " has no defined serving size", "use its weight, such as 30g"});
        }
        auto changed = with_amount(intake, food == nullptr ? servings : Amount{of_food->count * food->serving});
        if (!changed) return context.refuse(changed.error());
        if (of_food != nullptr) changed->servings = of_food->count;
        if (typed) changed->value = typed;
        intake = std::move(*changed);
    }
    if (at_) {
        const auto moment = parse_moment(*at_, context.clock());
        if (!moment) return context.refuse(moment.error());
        intake.moment = *moment;
        intake.day = day_at(intake, store, context.clock());
    }
    if (note_) {
        if (!is_utf8(*note_)) return context.refuse({"the note is not valid UTF-8", "use UTF-8 text"});
        if (intake.kind == Taken::note && trim(*note_).empty()) {
            return context.refuse(
                {"a note needs a text", "to remove it: epsom log remove " + std::to_string(intake.id)});
        }
        intake.note = *note_;
    }
    const std::string words = in_words(intake) + ", " + when_in_words(intake, context.clock().zone) +
                              (supplement_ ? "; now a supplement"
                                  : food_  ? "; now food"
                                           : "");
    Change change{store, context.clock().now};
    change.put(intake);
    change.commit("log edit #" + std::to_string(intake.id) + " " + in_short(intake));
    if (!context.quiet()) context.print("Changed #" + std::to_string(intake.id) + ": " + words + "\n");
    return ExitCode::ok;
}

}  // namespace epsom
