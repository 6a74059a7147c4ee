#include "epsom/render/text.hpp"

#include <algorithm>

#include "drawing.hpp"
#include "epsom/domain/diary.hpp"
#include "epsom/domain/dose.hpp"

namespace epsom {

using namespace drawing;

std::string spell_bound(const Terminal& terminal, const Mean& mean, Nutrient nutrient, bool at_least) {
    return (at_least ? std::string{glyphs(terminal).at_least} : "") + spell(mass_of(mean), nutrient);
}

namespace {

/// `rls 6.5`, `6h30m`, `caffeine 2 cups`: what a diary entry says, without its kind.
std::string diary_words(const Intake& entry) {
    if (entry.kind == Taken::symptom) return entry.what + " " + spell(score_of(entry));
    const std::int64_t long_time = entry.value.value_or(0);
    // Hours, never days: one sleeps for 24h.
    const std::string time = (long_time >= 60 ? fmt::format("{}h", long_time / 60) : "") + (long_time % 60 > 0 || long_time == 0 ? fmt::format("{}m", long_time % 60) : "");
    if (entry.kind == Taken::sleep) return time;
    if (entry.quantity) return entry.what + " " + spell(*entry.quantity);
    if (entry.value) return entry.what + " " + time;
    return entry.unit.empty() ? entry.what : entry.what + " " + spell_units(entry.servings, entry.unit);
}

/// Whether its mass is what was typed: food, and medicines; elsewhere a mass is that of the whole compound.
bool states_quantity(const Intake& intake) { return intake.quantity && (intake.kind == Taken::food || intake.kind == Taken::substance); }

}  // namespace

std::string in_short(const Intake& intake) {
    if (is_diary(intake.kind)) return std::string{spell(intake.kind)} + " " + diary_words(intake);
    std::string text = intake.what;
    if (states_quantity(intake)) return text + " " + spell(*intake.quantity);
    if (intake.kind == Taken::substance && !intake.unit.empty()) return text + " " + spell_units(intake.servings, intake.unit);
    if (intake.contents.size() == 1 && intake.contents[0].amount) return text + " " + spell(*intake.contents[0].amount, intake.contents[0].nutrient);
    if (intake.servings != Count{1}) return spell(intake.servings) + "x " + text;
    return text;
}

std::string when_in_words(const Intake& intake) {
    if (is_of_night(intake.kind)) return "night of " + spell_day(intake.day);
    const Day date = std::chrono::floor<std::chrono::days>(intake.moment.local());
    const std::string when = spell_day(date) + " " + spell_time(intake.moment.local());
    return date == intake.day ? when : when + ", which counts for " + spell_day(intake.day);
}

std::string in_words(const Intake& intake) {
    if (is_diary(intake.kind)) return printable(in_short(intake)) + (intake.onset ? ", onset " + spell_time_of_day(*intake.onset) : "");
    std::string text = printable(intake.what);
    if (states_quantity(intake)) {
        text += " " + spell(*intake.quantity);
    } else if (intake.kind == Taken::substance && !intake.unit.empty()) {
        text += " " + printable(spell_units(intake.servings, intake.unit));
    } else if (intake.servings != Count{1}) {
        text = spell(intake.servings) + "x " + text;
    }
    std::vector<std::string> parts;
    int unknown = 0;
    for (const Content& content : intake.contents) {
        if (!content.amount) {
            ++unknown;
            continue;
        }
        if (intake.kind == Taken::food && *content.amount == Mass{}) continue;
        std::string part = fmt::format("{} {}", spell(*content.amount, content.nutrient), info(content.nutrient).key);
        if (content.basis == Basis::formula && intake.quantity) part += fmt::format(" ({} of {} by formula)", spell(*intake.quantity), content.compound);
        else if (content.compound == folic_acid && intake.quantity) part += fmt::format(" ({} folic acid x 1.7)", spell(*intake.quantity, content.nutrient));
        else if (!content.compound.empty() && content.compound != intake.what) part += fmt::format(" as {}", content.compound);
        parts.push_back(std::move(part));
    }
    if (!parts.empty()) text += ": " + listed(parts, 6);
    if (unknown > 0 && intake.kind == Taken::substance) text += ": how much " + std::string{info(intake.contents.front().nutrient).key} + " it holds is unknown";
    if (unknown > 0 && intake.kind == Taken::food) text += unknown == static_cast<int>(intake.contents.size()) ? ": contents unknown" : "";
    if (intake.route == Route::topical) text += ", on the skin";
    return text;
}

std::string entries_page(const Terminal& terminal, std::span<const Intake> intakes, DayRange range) {
    if (intakes.empty()) return fmt::format("Nothing is logged {} {}.\n", range.from == range.to ? "on" : "in", spell_range(range));
    std::string out;
    std::optional<Day> day;
    for (const Intake& intake : intakes) {
        if (day != intake.day) {
            if (day) out += '\n';
            out += colored(terminal, color_heading, fmt::format("{} {}", spell_weekday(intake.day), spell_day(intake.day))) + "\n";
            day = intake.day;
        }
        const auto width = static_cast<std::size_t>(std::max(terminal.width, 40));
        const std::string number = fmt::format("#{}", intake.id);
        std::string line = fmt::format("  {}  {}", is_of_night(intake.kind) ? "night" : spell_time(intake.moment.local()), in_words(intake));
        if (!intake.note.empty()) line += " - " + printable(intake.note);
        out += fitted(line, width - number.size() - 1, terminal.ascii) + " " + colored(terminal, color_quiet, number) + "\n";
    }
    return out;
}

std::string day_line(const Terminal& terminal, const ReportRow& row, Day today) {
    const auto& unit = info(row.nutrient);
    const std::string day = row.range.from == today ? "today" : fmt::format("on {}", spell_day(row.range.from));
    std::string text = fmt::format("{} {}: ", unit.label, day);
    text += row.at_least ? fmt::format("at least {}", spell(mass_of(*row.total), row.nutrient)) : spell(mass_of(*row.total), row.nutrient);
    if (const auto& target = row.references.target) {
        const char* verdict = row.status == Status::met ? ", met" : row.status == Status::below ? ", not met" : "";
        text += fmt::format("; target {}{}", applied_words(*target, row.nutrient), verdict);
    }
    if (const auto& upper = row.references.upper) {
        text += fmt::format("; {} of the upper level {}", spell(mass_of(*row.upper_amount), row.nutrient), applied_words(*upper, row.nutrient));
    }
    return wrapped(text, static_cast<std::size_t>(std::max(terminal.width, 40)), 2);
}

std::string breakdown_page(const Terminal& terminal, DayRange range, Nutrient nutrient, Grouping by, std::span<const BreakdownRow> rows) {
    const Glyphs& g = glyphs(terminal);
    std::string out = colored(terminal, color_heading, info(nutrient).label) + fmt::format(" by {}  {}\n\n", spell(by), spell_range(range));
    if (rows.empty()) return out + "Nothing is logged in this period.\n";
    Mass total;
    Mass most;
    std::size_t label_width = spell(by).size();
    for (const auto& row : rows) {
        total += row.amount;
        most = std::max(most, row.amount);
        label_width = std::max(label_width, display_width(row.group));
    }
    label_width = std::min<std::size_t>(label_width, 28);
    const std::size_t cells = static_cast<std::size_t>(std::clamp(terminal.width, 50, 100)) - label_width - 28;
    out += colored(terminal, color_quiet, fmt::format("{}{}{}  {}", fitted(spell(by), label_width, true), right("amount", 12), right("share", 7), right("times", 5))) + "\n";
    for (const auto& row : rows) {
        const std::string percent = total == Mass{} ? std::string{g.dash} : spell_decimal(row.amount.nanograms() * 100, total.nanograms(), 0) + "%";
        out += fitted(printable(row.group), label_width, terminal.ascii) + right(spell(row.amount, nutrient), 12) + right(percent, 7) + "  " +
               right(std::to_string(row.intakes), 5);
        const std::size_t filled = most == Mass{} ? 0 : static_cast<std::size_t>(static_cast<double>(row.amount.nanograms()) / static_cast<double>(most.nanograms()) * static_cast<double>(cells) + 0.5);
        if (filled > 0) out += "  ";
        for (std::size_t i = 0; i < filled; ++i) out += g.supplement;
        out += '\n';
    }
    return out;
}

std::string adherence_page(const Terminal& terminal, DayRange range, std::span<const AdherenceRow> rows) {
    std::string out = colored(terminal, color_heading, "Doses kept") + fmt::format("  {}\n\n", spell_range(range));
    if (rows.empty()) return out + "No dose has a schedule: epsom dose schedule NAME --at 21:00\n";
    std::size_t widest = 4;
    for (const auto& row : rows) widest = std::max(widest, display_width(printable(row.dose)));
    widest = std::min<std::size_t>(widest, 24);
    out += colored(terminal, color_quiet, fmt::format("{}{}{}{}{}{}  {}", fitted("dose", widest, true), right("taken", 8), right("late", 6), right("skipped", 9), right("missed", 8), right("open", 6), right("kept", 6))) + "\n";
    for (const auto& row : rows) {
        const Adherence& kept = row.kept;
        std::string line = fitted(printable(row.dose), widest, terminal.ascii) + right(std::to_string(kept.taken), 8) + right(std::to_string(kept.late), 6) +
                           right(std::to_string(kept.skipped), 9) + right(std::to_string(kept.missed), 8) + right(std::to_string(kept.open()), 6) + "  ";
        if (const auto share = kept.kept()) {
            line += right(fmt::format("{:.0f}%", share->percent), 6) + fmt::format("  {} of {}, {:.0f} to {:.0f}%", kept.taken, kept.taken + kept.missed, share->low, share->high);
        } else {
            line += right(glyphs(terminal).dash, 6);
        }
        out += line + "\n";
    }
    return out + "\nKept: taken of taken and missed; the range is where the share may lie with so few slots (Wilson, 95%).\n";
}

}  // namespace epsom
