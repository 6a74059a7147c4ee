#include "dose_list.hpp"

#include <algorithm>

#include "dose.hpp"
#include "epsom/domain/plan/stock.hpp"
#include "epsom/render/record.hpp"
#include "epsom/render/schedule.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/catalogue.hpp"
#include "session/doses.hpp"
#include "session/file_format.hpp"
#include "session/output.hpp"
#include "session/reference.hpp"

namespace epsom {
namespace {

constexpr std::array<std::string_view, 17> dose_columns{"name", "nutrient", "amount", "unit", "compound", "serving",
    "serving_unit", "source", "route", "substance", "schedule", "next", "paused", "stock", "run_out", "note", "uuid"};

std::string contents_in_words(const Dose& dose) {
    std::string text;
    for (const Content& content : dose.contents) {
        if (!text.empty()) text += ", ";
        text += content.amount ? spell(*content.amount, content.nutrient) : "an unknown amount of";
        text += " " + std::string{info(content.nutrient).key};
        if (!content.compound.empty())
            text += " as " + content.compound + (content.basis == Basis::formula ? " (by formula)" : "");
    }
    if (!dose.substance.empty())
        text +=
            (text.empty() ? "" : ", ") + dose.substance + (tables::is_supplement(dose.substance) ? "" : " (medicine)");
    return text;
}

/// Everything about one dose as text, kept together so that records may point at it.
struct DoseFacts {
    DoseFacts(const Store& store, const Dose& of, const Clock& clock) : dose{of} {
        const WatchedDose watched = watch(store, dose, clock.now);
        schedule = describe_plan(dose, clock.today());
        paused = dose.plan.paused_on(clock.today());
        if (const auto slot = next_slot(dose.plan, watched.history(), clock)) {
            next = slot->slot;
            next_text = spell_moment(next->at);
            next_state = slot->state;
        }
        left = watched.left();
        if (left) {
            if (const auto day = run_out_day(dose, *left, watched.history(), clock)) run_out = spell_day(*day);
        }
    }
    const Dose& dose;
    std::string schedule, next_text, run_out;
    std::optional<Slot> next;
    SlotState next_state = SlotState::open;
    bool paused = false;
    std::optional<Count> left;
};

Value or_null(std::string_view text) { return text.empty() ? Value{} : Value{text}; }

Record dose_record(const DoseFacts& facts, const Content* content) {
    const Dose& dose = facts.dose;
    Record record{{"name", dose.name}};
    if (content != nullptr) {
        record.push_back({"nutrient", info(content->nutrient).key});
        record.push_back({"amount",
            content->amount ? Value::fraction(content->amount->nanograms(), info(content->nutrient).unit_steps)
                            : Value{}});
        record.push_back({"unit", info(content->nutrient).unit});
        record.push_back({"compound", or_null(content->compound)});
    } else {
        for (const std::string_view key : {"nutrient", "amount", "unit", "compound"}) record.push_back({key, Value{}});
    }
    record.push_back({"serving", Value::fraction(dose.serving.count.thousandths(), 1000)});
    record.push_back({"serving_unit", dose.serving.unit});
    record.push_back({"source", spell(dose.source)});
    record.push_back({"route", spell(dose.route)});
    record.push_back({"substance", or_null(dose.substance)});
    record.push_back({"schedule", facts.schedule});
    record.push_back({"next", or_null(facts.next_text)});
    record.push_back({"paused", facts.paused});
    record.push_back({"stock", facts.left ? Value::fraction(facts.left->thousandths(), 1000) : Value{}});
    record.push_back({"run_out", or_null(facts.run_out)});
    record.push_back({"note", or_null(dose.note)});
    record.push_back({"uuid", dose.uuid});
    return record;
}

std::vector<Record> content_records(const Dose& dose) {
    std::vector<Record> records;
    for (const Content& content : dose.contents) {
        records.push_back({{"nutrient", info(content.nutrient).key},
            {"amount", content.amount ? Value::fraction(content.amount->nanograms(), info(content.nutrient).unit_steps)
                                      : Value{}},
            {"unit", info(content.nutrient).unit}, {"compound", or_null(content.compound)},
            {"basis", spell(content.basis)}});
    }
    return records;
}

/// How much of `word` fits into `width` columns, at least one character.
std::size_t bytes_within(std::string_view word, std::size_t width) {
    const auto next = [word](std::size_t at) {
        ++at;
        while (at < word.size() && (static_cast<unsigned char>(word[at]) & 0xC0U) == 0x80U) ++at;
        return at;
    };
    std::size_t end = next(0);
    while (end < word.size() && display_width(word.substr(0, next(end))) <= width) end = next(end);
    return end;
}

/// `text` in lines of at most `width` columns; unchanged where it fits into one.
std::vector<std::string> in_lines(const std::string& text, std::size_t width) {
    if (display_width(text) <= width) return {text};
    std::vector<std::string> lines{""};
    for (const auto& whole : words_of(text)) {
        std::string_view word = whole;
        if (!lines.back().empty()) {
            if (display_width(lines.back()) + 1 + display_width(word) <= width) {
                lines.back() += " " + whole;
                continue;
            }
            lines.emplace_back();
        }
        while (display_width(word) > width) {
            const std::size_t end = bytes_within(word, width);
            if (end == word.size()) break;
            lines.back() = word.substr(0, end);
            lines.emplace_back();
            word.remove_prefix(end);
        }
        lines.back() = word;
    }
    return lines;
}

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
        if (facts.left) text += "; " + spell_units(*facts.left, dose.serving.unit) + " left";
        out += beside(printable(dose.name), widest + 2, printable(text), context.terminal());
    }
    return out;
}

/// A match of `dose find`, with the amounts in a serving and in 100 g.
struct Found {
    std::string name, kind, about;
    std::optional<Mass> per_serving, per_100g;
    std::string serving;
};

/// Whether every word of `text` occurs in one of the names.
bool mentions(const std::vector<std::string>& keys, std::span<const std::string> words) {
    return std::ranges::all_of(words, [&](const std::string& word) {
        const std::string key = name_key(word);
        return std::ranges::any_of(keys, [&](const std::string& name) { return name.find(key) != std::string::npos; });
    });
}

std::vector<Found> find_all(const Store& store, std::span<const std::string> words, std::optional<Nutrient> nutrient) {
    std::vector<Found> found;
    const Nutrient shown = nutrient.value_or(Nutrient::magnesium);
    for (const Dose& dose : store.doses()) {
        std::vector<std::string> names{name_key(dose.name), name_key(dose.substance)};
        for (const Content& content : dose.contents)
            names.push_back(name_key(content.compound) + name_key(info(content.nutrient).key));
        if (!mentions(names, words)) continue;
        Found item{dose.name, "dose", contents_in_words(dose), std::nullopt, std::nullopt, spell(dose.serving)};
        for (const Content& content : dose.contents) {
            if (content.nutrient == shown) item.per_serving = content.amount;
        }
        if (!nutrient || item.per_serving) found.push_back(std::move(item));
    }
    for (const Compound& compound : tables::compounds()) {
        if (!mentions({name_key(compound.key), name_key(compound.name), name_key(compound.aliases)}, words)) continue;
        const auto share = share_of(compound);
        std::string about = std::string{compound.name};
        if (share)
            about += ", " + spell_decimal(share->numerator * 100, share->denominator, 2) + " % " +
                     std::string{info(compound.nutrient).key};
        if (compound.route == Route::topical) about += ", topical";
        Found item{std::string{compound.key}, "compound", about, std::nullopt, std::nullopt, ""};
        if (share) item.per_100g = (100_g).scaled(share->numerator, share->denominator);
        if (!nutrient || (compound.nutrient == *nutrient && item.per_100g)) found.push_back(std::move(item));
    }
    for (const auto& known : known_ingredients()) {
        if (!nutrient && mentions({name_key(known.key), name_key(known.label), name_key(known.aliases)}, words)) {
            found.push_back({std::string{known.key}, known.is_nutrient() ? "nutrient" : "ingredient",
                "in " + std::string{known.unit}, std::nullopt, std::nullopt, ""});
        }
    }
    for (const Nutrient own : store.own_ingredients()) {
        if (!nutrient && mentions({name_key(info(own).key), name_key(info(own).label)}, words)) {
            found.push_back({std::string{info(own).key}, "ingredient", "your own, in " + std::string{info(own).unit},
                std::nullopt, std::nullopt, ""});
        }
    }
    if (!nutrient && mentions({name_key(folic_acid), name_key(info(Nutrient::folate).key)}, words)) {
        found.push_back({std::string{folic_acid}, "nutrient",
            "form of folate, in mcg; counts 1.7 times as dietary folate equivalents", std::nullopt, std::nullopt, ""});
    }
    for (const Substance& substance : tables::substances()) {
        if (nutrient || substance.type == SubstanceType::lifestyle) continue;
        if (!mentions({name_key(substance.key), name_key(substance.name), name_key(substance.aliases),
                          name_key(substance.classes)},
                words))
            continue;
        found.push_back(
            {std::string{substance.key}, "substance", std::string{substance.name}, std::nullopt, std::nullopt, ""});
    }
    for (const Food& food : tables::foods()) {
        if (!mentions({name_key(food.key), name_key(food.name)}, words)) continue;
        Found item{std::string{food.key}, "food", std::string{food.name}, std::nullopt, amount_of(food.per_100g, shown),
            std::string{food.serving_name}};
        if (item.per_100g && food.serving != Mass{})
            item.per_serving = item.per_100g->scaled(food.serving.nanograms(), 100 * ng_per_g);
        if (!nutrient || item.per_100g) found.push_back(std::move(item));
    }
    std::vector<std::string> keys;
    for (const auto& word : words) keys.push_back(name_key(word));
    for (const StoredFood& food : store.foods_with(keys, 50)) {
        const auto amount = food.per_100g.of(shown);
        if (!nutrient || amount) found.push_back({food.name, "food", food.source, std::nullopt, amount, ""});
    }
    if (nutrient) {
        // Most per serving first; what has no serving by its amount in 100 g.
        std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
            if (a.per_serving.has_value() != b.per_serving.has_value()) return a.per_serving.has_value();
            return a.per_serving ? *a.per_serving > *b.per_serving
                                 : a.per_100g.value_or(Mass{}) > b.per_100g.value_or(Mass{});
        });
    }
    return found;
}

}  // namespace

std::string beside(const std::string& name, std::size_t column, const std::string& text, const Terminal& terminal) {
    const auto width = static_cast<std::size_t>(std::max(terminal.width, 40));
    column = std::min(column, width * 2 / 3);
    std::string out;
    std::string line = name;
    if (display_width(name) >= column) {
        for (const auto& part : in_lines(name, width)) out += part + "\n";
        line.clear();
    }
    if (text.empty()) return line.empty() ? out : out + line + "\n";
    for (const auto& part : in_lines(text, width - column)) {
        out += line + std::string(column - display_width(line), ' ') + part + "\n";
        line.clear();
    }
    return out;
}

std::string dose_card(const Store& store, const Dose& dose, const Context& context) {
    const DoseFacts facts{store, dose, context.clock()};
    std::string out;
    const auto line = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) out += beside("  " + std::string{name}, 12, printable(value), context.terminal());
    };
    line("contains", contents_in_words(dose) + (dose.contents.empty() ? "" : " in " + spell(dose.serving)));
    line("schedule", facts.schedule);
    if (dose.route == Route::topical) line("route", "topical (not counted in totals)");
    if (dose.source == Source::food) line("source", "food");
    if (facts.paused) {
        for (const Pause& pause : dose.plan.pauses) {
            if (pause.contains(context.clock().today()))
                line("paused",
                    "from " + spell_day(pause.from) + (pause.until ? " until " + spell_day(*pause.until) : ""));
        }
    }
    if (facts.next) {
        const Day date = std::chrono::floor<std::chrono::days>(facts.next->at.local());
        line(facts.next_state == SlotState::due ? "due since" : "next",
            std::string{spell_weekday(date)} + " " + spell_day(date) + " " + spell_time(facts.next->at.local()) + ": " +
                spell_portion(dose, facts.next->servings));
    }
    if (facts.left) {
        line("supply",
            spell_units(*facts.left, dose.serving.unit) + (facts.run_out.empty() ? "" : ", runs out " + facts.run_out));
    }
    if (dose.limits.any()) {
        const WatchedDose watched = watch(store, dose, context.clock().now);
        const NextPossible possible = next_possible(dose.limits, watched.intakes, context.clock().now);
        if (possible.limit != LimitKind::none && possible.at) {
            const LocalTime local = context.clock().zone.at(*possible.at).local();
            line("earliest", spell_day(std::chrono::floor<std::chrono::days>(local)) + " " + spell_time(local) + ": " +
                                 why(possible, dose.limits));
        }
    }
    line("note", dose.note);
    return out;
}

void DoseList::options(Options& options) {
    options
        .value("--format", format_, "FORMAT",
            "text, csv, tsv, json, ndjson, md, ics (calendar with alarms) or crontab (default: text)")
        .value("--output", output_, "FILE", "Write to FILE; format from its extension")
        .examples(
            "  epsom dose list\n"
            "  epsom dose list --output doses.ics\n"
            "  (crontab -l; epsom dose list --format crontab) | crontab -\n");
}

ExitCode DoseList::run(Context& context) {
    constexpr std::array<std::string_view, 8> known{"text", "csv", "tsv", "json", "ndjson", "md", "ics", "crontab"};
    const auto chosen = chosen_format(context, {.format = format_, .file = output_, .usual = "text", .known = known});
    if (!chosen) return context.refuse(chosen.error());
    const bool calendar = *chosen == "ics";
    const bool crontab_lines = *chosen == "crontab";
    const auto format = calendar || crontab_lines ? Result<Format>{Format::text} : parse_record_format(*chosen);
    if (!format) {
        return context.refuse({format.error().message, format.error().hint.starts_with("did")
                                                           ? format.error().hint
                                                           : "use text, csv, tsv, json, ndjson, md, ics or crontab"});
    }
    const Store store = context.open(Store::Access::read);
    const std::vector<Dose> doses = store.doses();
    Output output{context, output_, *format};
    const Write write = output.write();
    if (calendar) {
        write(ics(doses, context.clock()));
    } else if (crontab_lines) {
        write(crontab(doses, context.clock(), "epsom check due --once"));
    } else if (*format == Format::text) {
        write(list_page(store, doses, context));
    } else {
        const bool nested = *format == Format::json || *format == Format::ndjson;
        const auto writer = record_writer(*format, write, "doses");
        writer->begin({{"schema", "epsom/doses/1"}}, dose_columns);
        for (const Dose& dose : doses) {
            const DoseFacts facts{store, dose, context.clock()};
            if (nested) {
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

void DoseShow::options(Options& options) {
    options.operands("NAME", name_)
        .value("--format", format_, "FORMAT", "text or json (default: text)")
        .examples("  epsom dose show calm\n");
}

ExitCode DoseShow::run(Context& context) {
    const auto format = text_or_json("dose show", format_);
    if (!format) return context.refuse(format.error());
    if (name_.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    const Store store = context.open(Store::Access::read);
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    const Dose& dose = **found;
    if (*format == Format::text) {
        context.print(beside(printable(dose.name), 0, "", context.terminal()) + dose_card(store, dose, context));
        return ExitCode::ok;
    }
    const DoseFacts facts{store, dose, context.clock()};
    const auto contents = content_records(dose);
    Record record{{"schema", "epsom/dose/1"}};
    for (auto& field : dose_record(facts, dose.contents.empty() ? nullptr : &dose.contents.front()))
        record.push_back(field);
    record.push_back({"contents", contents});
    std::string out;
    append_json(out, record);
    context.print(out + "\n");
    return ExitCode::ok;
}

namespace {

/// The name, the kind and the rest in columns; a long name has a line of its own, and so has each part of a long rest.
std::string found_lines(const Found& item, std::span<const std::string> rest, const Terminal& terminal) {
    constexpr std::size_t name_width = 30;
    constexpr std::size_t column = name_width + 11;
    const std::string name = printable(item.name);
    const bool is_long = display_width(name) > name_width;
    const std::string left = fitted(is_long ? "" : name, name_width, terminal.plain()) + " " + item.kind;
    const std::string together = printable(joined(rest, "; "));
    std::string out = is_long ? beside(name, 0, "", terminal) : "";
    if (column + display_width(together) <= static_cast<std::size_t>(terminal.width)) {
        return out + beside(left, column, together, terminal);
    }
    for (std::size_t i = 0; i < rest.size(); ++i) {
        out += beside(i == 0 ? left : "", column, printable(rest[i]), terminal);
    }
    return out;
}

}  // namespace

void DoseFind::options(Options& options) {
    options.operands("TEXT", words_)
        .value("--nutrient", nutrient_, "NUTRIENT", "Sort by amount per serving, then per 100 g")
        .value("--format", format_, "FORMAT", "text, csv, tsv, json, ndjson or md (default: text)")
        .examples(
            "  epsom dose find pumpkin\n  epsom dose find seeds --nutrient magnesium\n  epsom dose find '' --nutrient iron\n");
}

ExitCode DoseFind::run(Context& context) {
    const auto format = parse_record_format(format_);
    if (!format) return context.refuse(format.error());
    if (words_.empty() && !nutrient_) return context.refuse({"missing TEXT", "epsom dose find pumpkin"});
    const Store store = context.open(Store::Access::read);
    std::optional<Nutrient> nutrient;
    if (nutrient_) {
        const auto read = read_nutrient(*nutrient_, store);
        if (!read) return context.refuse(read.error());
        nutrient = *read;
    }
    std::vector<std::string> words;
    for (const auto& word : words_) {
        for (auto& part : words_of(word)) words.push_back(std::move(part));
    }
    constexpr std::size_t most_words = 64;
    if (words.size() > most_words) {
        return context.refuse(
            {"too many search words (" + std::to_string(words.size()) + ")", "epsom dose find pumpkin"});
    }
    const auto found = find_all(store, words, nutrient);
    const Nutrient shown = nutrient.value_or(Nutrient::magnesium);
    if (*format == Format::text) {
        if (found.empty()) context.print("No match for " + in_quotes(joined(words_)) + ".\n");
        for (const Found& item : found) {
            std::vector<std::string> rest;
            if (!nutrient) rest.push_back(item.about);
            if (nutrient && item.per_serving) rest.push_back(spell(*item.per_serving, shown) + " in " + item.serving);
            if (nutrient && item.per_100g) rest.push_back(spell(*item.per_100g, shown) + " in 100 g");
            context.print(found_lines(item, rest, context.terminal()));
        }
        return ExitCode::ok;
    }
    const auto writer = record_writer(*format, context.out(*format));
    constexpr std::array<std::string_view, 8> columns{
        "name", "kind", "about", "nutrient", "unit", "per_serving", "serving", "per_100g"};
    writer->begin({{"schema", "epsom/find/1"}}, columns);
    const auto amount = [shown](const std::optional<Mass>& mass) {
        return mass ? Value::fraction(mass->nanograms(), info(shown).unit_steps) : Value{};
    };
    for (const Found& item : found) {
        writer->row(Record{{"name", item.name}, {"kind", item.kind}, {"about", item.about},
            {"nutrient", info(shown).key}, {"unit", info(shown).unit}, {"per_serving", amount(item.per_serving)},
            {"serving", or_null(item.serving)}, {"per_100g", amount(item.per_100g)}});
    }
    writer->end({});
    return ExitCode::ok;
}

void DoseElemental::options(Options& options) {
    options.operands("AMOUNT COMPOUND", words_)
        .value("--format", format_, "FORMAT", "text or json (default: text)")
        .examples("  epsom dose elemental 500mg oxide\n  epsom dose elemental 2g citrate\n");
}

ExitCode DoseElemental::run(Context& context) {
    const auto format = text_or_json("dose elemental", format_);
    if (!format) return context.refuse(format.error());
    if (words_.empty()) return context.refuse({"missing AMOUNT and COMPOUND", "epsom dose elemental 500mg oxide"});
    const auto names = [] {
        std::vector<std::string_view> keys;
        for (const Compound& compound : tables::compounds()) keys.push_back(compound.key);
        return keys;
    };
    const auto read = read_log_words(
        words_, [](std::string_view name) { return tables::find_compound(name) != nullptr; }, names);
    if (!read) return context.refuse(read.error());
    if (!read->amount || read->count || read->moment) {
        return context.refuse({"missing AMOUNT or COMPOUND", "epsom dose elemental 500mg oxide"});
    }
    const Compound& compound = *tables::find_compound(read->what);
    const auto mass = mass_of(*read->amount);
    if (!mass) return context.refuse(mass.error());
    const auto share = elemental(compound, *mass);
    if (!share) {
        return context.refuse({std::string{compound.key} + " (" + std::string{compound.name} + ") has no fixed formula",
            "its label states the elemental " + std::string{info(compound.nutrient).key}});
    }
    // By formula; of a vitamer the share is published, and the mass of a mole is not what it follows from.
    const MolarMass molar = molar_mass(compound);
    const Proportion part = *share_of(compound);
    const bool by_formula = compound.share.numerator == 0;
    const auto& unit = info(compound.nutrient);
    if (*format == Format::json) {
        std::string out;
        append_json(out, {{"schema", "epsom/elemental/1"}, {"compound", compound.key}, {"name", compound.name},
                             {"formula", compound.formula}, {"nutrient", unit.key},
                             {"mass", Value::fraction(mass->nanograms(), unit.unit_steps)},
                             {"elemental", Value::fraction(share->nanograms(), unit.unit_steps)}, {"unit", unit.unit},
                             {"share_percent", Value::fraction(part.numerator * 100, part.denominator, 3)},
                             {"molar_mass", by_formula ? Value::fraction(molar.total, 1000) : Value{}},
                             {"source", compound.source}});
        context.print(out + "\n");
        return ExitCode::ok;
    }
    context.print(
        spell(*mass) + " " + std::string{compound.key} + " (" + std::string{compound.name} + ") contains " +
        spell_in_unit(*share, compound.nutrient) + " " + std::string{unit.unit} + (by_formula ? " elemental " : " ") +
        std::string{unit.key} + "\n" + "  share    " + spell_decimal(part.numerator * 100, part.denominator, 2) + " %" +
        (by_formula
                ? ": " + spell_decimal(molar.element, 1000, 3) + " of " + spell_decimal(molar.total, 1000, 3) + " g/mol"
                : "") +
        "\n  formula  " + std::string{compound.formula} + "\n  source   " + std::string{compound.source} + "\n");
    return ExitCode::ok;
}

}  // namespace epsom
