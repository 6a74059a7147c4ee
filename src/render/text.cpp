#include "epsom/render/text.hpp"

#include <algorithm>

#include "drawing.hpp"
#include "epsom/domain/labs/lab.hpp"
#include "epsom/domain/nights/diary.hpp"
#include "epsom/domain/nights/sleep.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "markup.hpp"

namespace epsom {

using namespace drawing;

std::string spell_bound(const Terminal& terminal, const Mean& mean, Nutrient nutrient, bool at_least) {
    return (at_least ? std::string{glyphs(terminal).at_least} : "") + spell(mass_of(mean), nutrient);
}

namespace {

constexpr int widest_table = 120;

/// `6h30m, quality 7, 20m to fall asleep, 2 wakings, 22:30 to 06:15`; only what is known.
std::string sleep_words(const Intake& sleep) {
    const SleepDetails details = details_of(sleep);
    std::string text = sleep.value ? spell_sleep(minutes{*sleep.value}) : "";
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (details.quality) add("quality " + spell(*details.quality));
    if (details.latency) add(spell_sleep(*details.latency) + " to fall asleep");
    if (details.wakings) add(std::to_string(*details.wakings) + (*details.wakings == 1 ? " waking" : " wakings"));
    if (details.from && details.until)
        add(spell_time_of_day(*details.from) + " to " + spell_time_of_day(*details.until));
    return text;
}

/// `rls 6.5`, `6h30m`, `caffeine 2 cups`: what a diary entry says, without its kind.
std::string diary_words(const Intake& entry) {
    if (entry.kind == Taken::symptom) return entry.what + " " + spell(score_of(entry));
    if (entry.kind == Taken::lab) return entry.what + " " + spell_lab(entry);
    if (entry.kind == Taken::sleep) return sleep_words(entry);
    if (entry.kind == Taken::note) return entry.note;
    if (entry.quantity) return entry.what + " " + spell(*entry.quantity);
    if (entry.value) return entry.what + " " + spell_sleep(minutes{*entry.value});
    if (!entry.detail.empty()) return entry.what + " " + entry.detail;
    return entry.unit.empty() ? entry.what : entry.what + " " + spell_units(entry.servings, entry.unit);
}

/// Whether its mass is what was typed: food, and medicines; elsewhere a mass is that of the whole compound.
bool states_quantity(const Intake& intake) {
    return intake.quantity && (intake.kind == Taken::food || intake.kind == Taken::substance);
}

}  // namespace

std::string in_short(const Intake& intake) {
    if (is_diary(intake.kind)) return std::string{spell(intake.kind)} + " " + diary_words(intake);
    std::string text = intake.what;
    if (states_quantity(intake)) return text + " " + spell(*intake.quantity);
    if (intake.kind == Taken::substance && !intake.unit.empty())
        return text + " " + spell_units(intake.servings, intake.unit);
    if (intake.contents.size() == 1 && intake.contents[0].amount)
        return text + " " + spell(*intake.contents[0].amount, intake.contents[0].nutrient);
    if (const auto units = units_typed(intake.kind, intake.value)) return text + " " + spell_units(*units, intake.unit);
    if (intake.servings != Count{1}) return spell(intake.servings) + "x " + text;
    return text;
}

std::string time_in_words(const Moment& moment, const Zone& zone) {
    const std::string time = spell_time(moment.local());
    return zone.at(moment.at).offset == moment.offset ? time : time + " " + spell_moment(moment).substr(19);
}

std::string when_in_words(const Intake& intake, const Zone& zone) {
    if (is_of_night(intake.kind)) return "night of " + spell_day(intake.day);
    if (intake.kind == Taken::lab) return spell_day(intake.day);
    const Day date = std::chrono::floor<std::chrono::days>(intake.moment.local());
    const std::string when = spell_day(date) + " " + time_in_words(intake.moment, zone);
    return date == intake.day ? when : when + " (counted as " + spell_day(intake.day) + ")";
}

std::string in_words(const Intake& intake) {
    if (intake.kind == Taken::lab) {
        const auto result = parse_lab_detail(intake.detail);
        return printable(in_short(intake)) + (result && result->range ? ", range " + in_words(*result->range) : "");
    }
    if (is_diary(intake.kind))
        return printable(in_short(intake)) + (intake.onset ? ", onset " + spell_time_of_day(*intake.onset) : "");
    std::string text = printable(intake.what);
    if (states_quantity(intake)) {
        text += " " + spell(*intake.quantity);
    } else if (intake.kind == Taken::substance && !intake.unit.empty()) {
        text += " " + printable(spell_units(intake.servings, intake.unit));
    } else if (const auto units = units_typed(intake.kind, intake.value)) {
        text = printable(spell_units(*units, intake.unit)) + " of " + text;
    } else if (intake.servings != Count{1}) {
        text = spell(intake.servings) + "x " + text;
    }
    std::vector<std::string> parts;
    int unknown = 0, held = 0;
    for (const Content& content : intake.contents) {
        if (info(content.nutrient).is_part()) continue;
        ++held;
        if (!content.amount) {
            ++unknown;
            continue;
        }
        if (intake.kind == Taken::food && *content.amount == Mass{}) continue;
        std::string part = formatted("{} {}", spell(*content.amount, content.nutrient), info(content.nutrient).key);
        if (content.basis == Basis::formula && intake.quantity)
            part += formatted(" ({} of {} by formula)", spell(*intake.quantity), content.compound);
        else if (content.compound == folic_acid_key && intake.quantity)
            part += formatted(" ({} folic acid x 1.7)", spell(*intake.quantity, content.nutrient));
        else if (!content.compound.empty() && content.compound != intake.what)
            part += formatted(" as {}", content.compound);
        parts.push_back(std::move(part));
    }
    if (!parts.empty()) text += ": " + listed(parts, intake.kind == Taken::food ? 4 : 6);
    if (unknown > 0 && intake.kind == Taken::substance) {
        text += ": " + std::string{info(intake.contents.front().nutrient).key} + " content unknown";
    }
    if (unknown > 0 && intake.kind == Taken::food) text += unknown == held ? ": contents unknown" : "";
    if (intake.route == Route::topical) text += ", topical";
    return text;
}

std::string entries_page(const Terminal& terminal, std::span<const Intake> intakes, DayRange range, const Zone& zone) {
    const std::size_t width = page_width(terminal, widest_table);
    if (intakes.empty()) {
        return wrapped(
            formatted("No entries {} {}.", range.from == range.to ? "on" : "in", spell_range(range)), width, 2);
    }
    std::string out;
    std::optional<Day> day;
    for (const Intake& intake : intakes) {
        if (day != intake.day) {
            if (day) out += '\n';
            out +=
                colored(terminal, Ink::heading, formatted("{} {}", spell_weekday(intake.day), spell_day(intake.day))) +
                "\n";
            day = intake.day;
        }
        const std::string when = is_of_night(intake.kind)    ? "night"
                                 : intake.kind == Taken::lab ? "day"
                                                             : time_in_words(intake.moment, zone);
        const std::size_t indent = when.size() + 4;
        const std::string number = formatted("#{}", intake.id);
        const std::string words =
            in_words(intake) +
            (intake.note.empty() || intake.kind == Taken::note ? "" : " - " + printable(intake.note));
        const std::string lines = wrapped(words, width - number.size() - 1, indent, indent);
        const std::size_t first = lines.find('\n');
        const std::string line = formatted("  {}  {}", when, lines.substr(0, first));
        out += cell(terminal, line, width - number.size() - 1) + " " + colored(terminal, Ink::quiet, number) +
               lines.substr(first);
    }
    return out;
}

/// What an upper level counts, before the amount. `bound` stands before an amount that may lack food.
std::string counted_words(const Applied& upper, const std::string& bound) {
    return std::string{scope_name(upper)} + " " + (counts_food(upper) ? bound : "");
}

std::vector<std::string> day_parts(const ReportRow& row) {
    const Nutrient nutrient = row.nutrient;
    const std::string bound = row.at_least ? "at least " : "";
    std::vector<std::string> lines;
    if (const auto& target = row.references.target) {
        const char* verdict = row.status == Status::met ? ", met" : row.status == Status::below ? ", not met" : "";
        lines.push_back(
            formatted("{}{} of {}{}", bound, spell_number_beside(mass_of(*row.target_amount), target->value, nutrient),
                applied_words(*target, nutrient), verdict));
    } else {
        lines.push_back(bound + spell(mass_of(*row.total), nutrient));
    }
    if (const auto& upper = row.references.upper) {
        const std::string scope = counted_words(*upper, bound);
        if (row.upper_amount) {
            lines.push_back(
                formatted("{}{} of {}", scope, spell_number_beside(mass_of(*row.upper_amount), upper->value, nutrient),
                    applied_words(*upper, nutrient)));
        } else
            lines.push_back(formatted("{} {}: {} ({})", limit_name(upper->kind), applied_words(*upper, nutrient),
                row.days_upper_unknown > 0 ? "may be above, form not stated" : "amount not known", forms_of(nutrient)));
    }
    if (row.over_reduction.value_or(false)) lines.push_back(above_reduction(*row.references.reduction, nutrient));
    return lines;
}

std::string day_line(const Terminal& terminal, const ReportRow& row, Day today) {
    const std::string day = row.range.from == today ? "today" : formatted("on {}", spell_day(row.range.from));
    const std::string title = formatted("{} {}", info(row.nutrient).label, day);
    const std::vector<std::string> lines = day_parts(row);
    const std::size_t width = page_width(terminal, widest_table), indent = std::min(title.size() + 2, width / 2);
    std::string out = title + "  " + wrapped(lines.front(), width, indent, title.size() + 2);
    for (std::size_t i = 1; i < lines.size(); ++i)
        out += std::string(indent, ' ') + wrapped(lines[i], width, indent, indent);
    return out;
}

std::string explanation(const Terminal& terminal, std::string_view title, std::span<const std::string> lines) {
    if (lines.empty()) return {};
    std::string out = formatted("\n{}\n", title);
    for (const auto& line : lines) out += "  " + wrapped(line, page_width(terminal, widest_table), 6, 2);
    return out;
}

std::string name_above(const Terminal& terminal, Format format, std::string_view name) {
    if (name.empty()) return {};
    if (format == Format::md) return "# " + markdown_escaped(name) + "\n\n";
    if (format != Format::text) return {};
    return wrapped(printable(name), page_width(terminal), 0) + "\n";
}

}  // namespace epsom
