#include "dose_list.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "epsom/render/format.hpp"
#include "epsom/render/schedule.hpp"
#include "epsom/text/text.hpp"
#include "session/dose_facts.hpp"
#include "session/doses.hpp"
#include "session/file_format.hpp"
#include "session/output.hpp"
#include "session/typed_line.hpp"

namespace epsom {
namespace {

constexpr auto list_formats = format_keys<&FormatInfo::of_records>("ics", "crontab");
constexpr auto list_choices = described(list_formats);
constexpr std::array<std::string_view, 23> dose_columns{"name", "nutrient", "amount", "unit", "compound", "serving",
    "serving_unit", "source", "route", "substance", "schedule", "next", "paused", "stock", "run_out", "note", "uuid",
    "sets", "low_days", "expires", "ahead", "last_day", "doses_left"};

std::string list_page(const Store& store, const std::vector<Dose>& doses, const Context& context) {
    if (doses.empty()) {
        return "No doses defined. Add one:\n  epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00\n";
    }
    std::size_t widest = 4;
    for (const Dose& dose : doses) {
        const std::size_t width = display_width(printable(dose.name));
        if (width <= 24) widest = std::max(widest, width);
    }
    std::string out;
    for (const Dose& dose : doses) {
        const DoseFacts facts{store, dose, context.clock()};
        std::string text = contents_in_words(dose) + "; " + facts.schedule;
        if (facts.paused) text += "; paused";
        for (const std::string& change : facts.ahead) text += "; " + change;
        if (facts.end) text += "; " + in_words(*facts.end);
        if (facts.left) text += "; " + spell_units(*facts.left, dose.serving.unit) + " left";
        out += beside(printable(dose.name), widest + 2, printable(text), context.terminal());
    }
    return out;
}

/// The linked times that are still to be taken, as far as the log gives them.
std::vector<KnownSlot> known_linked(const Store& store, std::span<const Dose> doses, const Clock& clock) {
    std::vector<KnownSlot> known;
    for (const Dose& dose : doses) {
        const bool linked = std::ranges::any_of(
            dose.plan.schedules, [](const Schedule& schedule) { return std::holds_alternative<After>(schedule.rule); });
        if (!linked) continue;
        const WatchedDose watched = watch(store, dose, clock.now);
        for (const Outcome& outcome :
            outcomes(dose.plan, {clock.today() - linked_reach, clock.today()}, watched.history(), clock)) {
            const bool ahead = outcome.state == SlotState::open || outcome.state == SlotState::due;
            if (outcome.slot.linked && ahead) known.push_back({&dose, outcome.slot});
        }
    }
    return known;
}

/// `epsom`, with --db where cron, which has none of the variables of a shell but HOME, would not find the database.
std::string program_of(const Context& context) {
    const std::filesystem::path file = std::filesystem::absolute(context.data_file()).lexically_normal();
    const auto home = context.environment("HOME");
    const bool found = home && file == std::filesystem::path{*home} / ".local" / "share" / "epsom" / "epsom.db";
    return found ? "epsom" : "epsom --db " + shell_quoted(file.string());
}

}  // namespace

void DoseList::options(Options& options) {
    static constexpr ChoicesText help{
        format_keys<&FormatInfo::of_records>("ics (calendar with alarms)", "crontab"), " (default: text)"};
    options.value("--format", format_, "FORMAT", help)
        .words(list_choices)
        .value("--output", output_, "FILE", "Write to FILE; format from its extension")
        .examples(
            "  epsom dose list\n"
            "  epsom dose list --output doses.ics\n"
            "  (crontab -l; epsom dose list --format crontab) | crontab -\n");
}

ExitCode DoseList::run(Context& context) {
    const auto chosen =
        chosen_format(context, {.format = format_, .file = output_, .usual = "text", .known = list_formats});
    if (!chosen) return context.refuse(chosen.error());
    const bool calendar = *chosen == "ics";
    const bool crontab_lines = *chosen == "crontab";
    const auto format = calendar || crontab_lines ? Result<Format>{Format::text} : parse_record_format(*chosen);
    if (!format) {
        Error error = format.error();
        if (!error.hint.starts_with("did")) append_choices(error.hint = "use ", list_formats);
        return context.refuse(error);
    }
    const Store store = context.open(Store::Access::read);
    const std::vector<Dose> doses = store.doses();
    Output output{context, output_, *format};
    const Write write = output.write();
    if (calendar) {
        write(ics(doses, context.clock(), known_linked(store, doses, context.clock())));
        const auto left_out = not_known_ahead(doses, context.clock());
        if (!left_out.empty() && !context.quiet()) {
            context.warn(
                "not in the calendar: " + printable(joined(left_out, ", ")) + "; times to come depend on the log");
        }
    } else if (crontab_lines) {
        const std::string program = program_of(context);
        write(crontab(doses, context.clock(), program + " check due --once", program));
    } else if (*format == Format::text) {
        write(list_page(store, doses, context));
    } else {
        const auto writer = record_writer(*format, write, "doses");
        writer->begin({{"schema", "epsom/doses/1"}}, dose_columns);
        for (const Dose& dose : doses) {
            const DoseFacts facts{store, dose, context.clock()};
            if (info(*format).nests) {
                const auto contents = content_records(dose);
                Record record = dose_record(facts, dose.contents.empty() ? nullptr : &dose.contents.front());
                record.push_back({"contents", contents});
                writer->row(record);
                continue;
            }
            if (dose.contents.empty()) writer->row(dose_record(facts, nullptr));
            for (const Content& content : dose.contents) writer->row(dose_record(facts, &content));
        }
        writer->end({});
    }
    output.finish();
    return ExitCode::ok;
}

}  // namespace epsom
