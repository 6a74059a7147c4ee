#include "log.hpp"

#include <algorithm>
#include <array>

#include "epsom/render/fields.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "log_batch.hpp"
#include "log_diary.hpp"
#include "log_plans.hpp"
#include "log_several.hpp"
#include "session/doses.hpp"
#include "session/file_format.hpp"
#include "session/reference.hpp"
#include "session/remarks.hpp"

namespace epsom {
namespace {

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
    std::span<const Remark> remarks, const Profile& profile, const Authority& authority, bool dry_run) {
    std::vector<Record> entries, remark_rows, day_rows;
    for (const Intake& intake : intakes) entries.push_back(nested_entry(intake));
    for (const Remark& remark : remarks) remark_rows.push_back({{"code", remark.code}, {"message", remark.message}});
    for (const TouchedDay& day : days) {
        for (const Nutrient nutrient : day.touched) {
            const IntakeFields fields =
                intake_fields(report_day(profile, authority, nutrient, day.ledger(nutrient), context.clock().today()),
                    spell_day(day.day));
            day_rows.emplace_back(fields.begin(), fields.end());
        }
    }
    std::string out;
    append_json(out, {{"schema", "epsom/log/1"}, {"change", dry_run ? "none" : "logged"}, {"entries", entries},
                         {"warnings", remark_rows}, {"today", day_rows}});
    context.print(out + "\n");
}

void answer_text(const Context& context, std::span<const Intake> intakes, std::span<const std::string> times,
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
    for (const std::string& time : times) context.print(time + "\n");
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

}  // namespace

void Log::options(Options& options) {
    options.group("What", {"--due", "--compound", "--as", "--topical", "--food"});
    options.group("When", {"--at", "--night"});
    options.operands("[COUNT] WHAT [AMOUNT] [MOMENT] | SET|all|again [but DOSE...] [MOMENT] | -", line_.words)
        .offer({Offer::loggable}, each_place);
    line_.options(options);
    options.flag("--due", due_, "Log every dose that is due, as one change")
        .flag("--dry-run", dry_run_, "Show what would be logged; write nothing")
        .value("--format", format_, "FORMAT", "text or json (default: text)")
        .words(text_or_json_choices)
        .examples(
            "  epsom log glycinate 200mg\n"
            "  epsom log 2x glycinate 200mg yesterday 21:30\n"
            "  epsom log oxide 500mg --compound 90m ago\n"
            "  epsom log 200mg magnesium --as citrate\n"
            "  epsom log almonds 30g\n"
            "  epsom log morning 07:30\n"
            "  epsom log all but zinc\n"
            "  epsom log again\n"
            "  epsom log - < entries.txt\n");
}

ExitCode Log::run(Context& context) {
    const auto format = text_or_json("log", format_);
    if (!format) return context.refuse(format.error());
    if (due_ && !line_.words.empty()) {
        return context.refuse({"--due takes no arguments", "leave out the arguments or --due"});
    }
    std::optional<SetWords> set;
    if (due_) {
        set = SetWords{.kind = SetWords::Kind::due, .name = "all"};
        if (const auto error = idle_option(line_, *set, true)) return context.refuse(*error);
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
    if (is_batch) lines = batch_text(context.in());

    // A dry run on a machine without a data file does not make one.
    Store store = context.open_draft();
    const Catalogue catalogue{store};
    if (!is_batch && !set) {
        auto words = set_in(line_, context, store, catalogue);
        if (!words) return context.refuse(words.error());
        set = std::move(*words);
    }
    Several read;
    if (is_batch) {
        auto entries = read_batch(context, lines, store, catalogue);
        if (!entries) return context.refuse(entries.error());
        read.intakes = std::move(*entries);
    } else if (set) {
        if (const auto error = idle_option(line_, *set, due_)) return context.refuse(*error);
        auto several = read_several(*set, line_, context, store, catalogue);
        if (!several) return context.refuse(several.error());
        read = std::move(*several);
        if (read.intakes.empty()) {
            if (!context.quiet() && *format == Format::text) context.print("Nothing is due.\n");
            if (*format == Format::json) answer_json(context, {}, {}, {}, {}, authority_of({}), true);
            return ExitCode::ok;
        }
    } else {
        Reading reading;
        auto intake = line_.intake(context, store, catalogue, reading);
        if (!intake) return context.refuse(intake.error());
        read.intakes.push_back(std::move(*intake));
        read.repeats.push_back(reading.repeats);
        read.notes = std::move(reading.times);
    }
    std::vector<Intake>& intakes = read.intakes;
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
    const std::vector<Remark> remarks = remarks_on({.intakes = intakes,
        .days = days,
        .store = store,
        .doses = catalogue.doses(),
        .profile = profile,
        .authority = authority,
        .clock = context.clock(),
        .batch = is_batch,
        .repeats = read.repeats});
    for (std::string& line : plan_notes(intakes, store, catalogue.doses(), context.clock()))
        read.notes.push_back(std::move(line));
    if (!dry_run_)
        change.commit(
            intakes.size() > 1
                ? "log " + (set && !due_ ? set->name + ", " : "") + std::to_string(intakes.size()) + " entries"
                : "log " + in_short(intakes.front()) + ", " + when_in_words(intakes.front(), context.clock().zone));

    if (*format == Format::json) {
        answer_json(context, intakes, days, remarks, profile, authority, dry_run_);
    } else if (!context.quiet()) {
        answer_text(context, intakes, read.notes, days, profile, authority, dry_run_, is_batch);
    }
    for (const auto& warning : read.warnings) context.warn(warning);
    for (const Remark& remark : remarks) context.warn(remark.message);
    return ExitCode::ok;
}

}  // namespace epsom
