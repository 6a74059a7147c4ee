#include "dose_list.hpp"

#include <algorithm>

#include "catalogue.hpp"
#include "dose.hpp"
#include "epsom/domain/stock.hpp"
#include "epsom/domain/text.hpp"
#include "epsom/render/record.hpp"
#include "epsom/render/schedule.hpp"
#include "epsom/tables/tables.hpp"
#include "file_format.hpp"
#include "output.hpp"
#include "shared.hpp"

namespace epsom {
namespace {

constexpr std::array<std::string_view, 17> dose_columns{"name",  "nutrient",  "amount", "unit",     "compound",   "serving", "serving_unit", "source", "route",
                                                        "substance", "schedule", "next",   "paused",   "stock",      "run_out", "note",         "uuid"};

std::string contents_in_words(const Dose& dose) {
    std::string text;
    for (const Content& content : dose.contents) {
        if (!text.empty()) text += ", ";
        text += content.amount ? spell(*content.amount, content.nutrient) : "an unknown amount of";
        text += " " + std::string{info(content.nutrient).key};
        if (!content.compound.empty()) text += " as " + content.compound + (content.basis == Basis::formula ? " (by formula)" : "");
    }
    if (!dose.substance.empty()) text += (text.empty() ? "" : ", ") + ("the medicine " + dose.substance);
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
        record.push_back({"amount", content->amount ? Value::fraction(content->amount->nanograms(), info(content->nutrient).unit_ng) : Value{}});
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
                           {"amount", content.amount ? Value::fraction(content.amount->nanograms(), info(content.nutrient).unit_ng) : Value{}},
                           {"unit", info(content.nutrient).unit},
                           {"compound", or_null(content.compound)},
                           {"basis", spell(content.basis)}});
    }
    return records;
}

std::string list_page(const Store& store, const std::vector<Dose>& doses, const Context& context) {
    if (doses.empty()) return "No doses yet. Add one: epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00\n";
    std::size_t widest = 4;
    for (const Dose& dose : doses) widest = std::max(widest, display_width(printable(dose.name)));
    widest = std::min<std::size_t>(widest, 24);
    const auto width = static_cast<std::size_t>(std::max(context.terminal().width, 40));
    std::string out;
    for (const Dose& dose : doses) {
        const DoseFacts facts{store, dose, context.clock()};
        std::string text = contents_in_words(dose) + "; " + facts.schedule;
        if (facts.paused) text += "; paused";
        if (facts.left) text += "; " + spell_units(*facts.left, dose.serving.unit) + " left";
        std::string line = fitted(printable(dose.name), widest, context.terminal().plain()) + "  ";
        const std::size_t indent = widest + 2;
        for (const auto& word : words_of(printable(text))) {
            const auto last = line.rfind('\n');
            const std::size_t used = display_width(std::string_view{line}.substr(last == std::string::npos ? 0 : last + 1));
            if (used + 1 + display_width(word) > width && used > indent) line += "\n" + std::string(indent, ' ');
            else if (line.back() != ' ') line += ' ';
            line += word;
        }
        out += line + "\n";
    }
    return out;
}

/// Something that `dose find` found, with what one serving and 100 g hold.
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
    const auto at = static_cast<std::size_t>(nutrient.value_or(Nutrient::magnesium));
    for (const Dose& dose : store.doses()) {
        std::vector<std::string> names{name_key(dose.name), name_key(dose.substance)};
        for (const Content& content : dose.contents) names.push_back(name_key(content.compound) + name_key(info(content.nutrient).key));
        if (!mentions(names, words)) continue;
        Found item{dose.name, "dose", contents_in_words(dose), std::nullopt, std::nullopt, spell(dose.serving)};
        for (const Content& content : dose.contents) {
            if (static_cast<std::size_t>(content.nutrient) == at) item.per_serving = content.amount;
        }
        if (!nutrient || item.per_serving) found.push_back(std::move(item));
    }
    for (const Compound& compound : tables::compounds()) {
        if (!mentions({name_key(compound.key), name_key(compound.name), name_key(compound.aliases)}, words)) continue;
        const MolarMass molar = molar_mass(compound);
        std::string about = std::string{compound.name};
        if (molar.total > 0) about += ", " + spell_decimal(molar.element * 100, molar.total, 2) + " % " + std::string{info(compound.nutrient).key};
        if (compound.route == Route::topical) about += ", on the skin";
        Found item{std::string{compound.key}, "compound", about, std::nullopt, std::nullopt, ""};
        if (molar.total > 0) item.per_100g = (100_g).scaled(molar.element, molar.total);
        if (!nutrient || (compound.nutrient == *nutrient && item.per_100g)) found.push_back(std::move(item));
    }
    for (const auto& known : nutrients) {
        if (!nutrient && mentions({name_key(known.key), name_key(known.label)}, words)) {
            found.push_back({std::string{known.key}, "nutrient", "in " + std::string{known.unit}, std::nullopt, std::nullopt, ""});
        }
    }
    if (!nutrient && mentions({name_key(folic_acid), name_key(info(Nutrient::folate).key)}, words)) {
        found.push_back({std::string{folic_acid}, "nutrient", "a form of folate, in mcg; counts 1.7 times as dietary folate equivalents", std::nullopt, std::nullopt, ""});
    }
    for (const Substance& substance : tables::substances()) {
        if (nutrient || substance.type == SubstanceType::lifestyle) continue;
        if (!mentions({name_key(substance.key), name_key(substance.name), name_key(substance.aliases), name_key(substance.classes)}, words)) continue;
        found.push_back({std::string{substance.key}, "substance", std::string{substance.name}, std::nullopt, std::nullopt, ""});
    }
    for (const Food& food : tables::foods()) {
        if (!mentions({name_key(food.key), name_key(food.name)}, words)) continue;
        Found item{std::string{food.key}, "food", std::string{food.name}, std::nullopt, food.per_100g[at], std::string{food.serving_name}};
        if (food.per_100g[at] && food.serving != Mass{}) item.per_serving = food.per_100g[at]->scaled(food.serving.nanograms(), 100 * ng_per_g);
        if (!nutrient || food.per_100g[at]) found.push_back(std::move(item));
    }
    std::vector<std::string> keys;
    for (const auto& word : words) keys.push_back(name_key(word));
    for (const StoredFood& food : store.foods_with(keys, 50)) {
        if (!nutrient || food.per_100g[at]) found.push_back({food.name, "food", food.source, std::nullopt, food.per_100g[at], ""});
    }
    if (nutrient) {
        // Most per serving first; what has no serving by what 100 g hold.
        std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
            if (a.per_serving.has_value() != b.per_serving.has_value()) return a.per_serving.has_value();
            return a.per_serving ? *a.per_serving > *b.per_serving : a.per_100g.value_or(Mass{}) > b.per_100g.value_or(Mass{});
        });
    }
    return found;
}

}  // namespace

std::string dose_card(const Store& store, const Dose& dose, const Context& context) {
    const DoseFacts facts{store, dose, context.clock()};
    std::string out;
    const auto line = [&out](std::string_view name, const std::string& value) {
        if (value.empty()) return;
        std::string label{name};
        label.resize(10, ' ');
        out += "  " + label + printable(value) + "\n";
    };
    line("holds", contents_in_words(dose) + (dose.contents.empty() ? "" : " in " + spell(dose.serving)));
    line("when", facts.schedule);
    if (dose.route == Route::topical) line("route", "on the skin: in no total");
    if (dose.source == Source::food) line("source", "food");
    if (facts.paused) {
        for (const Pause& pause : dose.plan.pauses) {
            if (pause.contains(context.clock().today())) line("paused", "from " + spell_day(pause.from) + (pause.until ? " until " + spell_day(*pause.until) : ""));
        }
    }
    if (facts.next) {
        const Day date = std::chrono::floor<std::chrono::days>(facts.next->at.local());
        line(facts.next_state == SlotState::due ? "due since" : "next", std::string{spell_weekday(date)} + " " + spell_day(date) + " " + spell_time(facts.next->at.local()) + ": " + spell_portion(dose, facts.next->servings));
    }
    if (facts.left) line("stock", spell_units(*facts.left, dose.serving.unit) + (facts.run_out.empty() ? "" : ", not enough for " + facts.run_out));
    if (dose.limits.any()) {
        const WatchedDose watched = watch(store, dose, context.clock().now);
        const NextPossible possible = next_possible(dose.limits, watched.intakes, context.clock().now);
        if (possible.limit != LimitKind::none && possible.at) line("possible", "from " + spell_moment(context.clock().zone.at(*possible.at)) + ": " + why(possible, dose.limits));
    }
    line("note", dose.note);
    return out;
}

void DoseList::options(Options& options) {
    options.value("--format", format_, "FORMAT", "text, csv, tsv, json, ndjson, md; ics for a calendar with alarms; crontab (default: text)")
        .value("--output", output_, "FILE", "Write to FILE; its ending picks the format")
        .examples("  epsom dose list\n  epsom dose list --output doses.ics\n  (crontab -l; epsom dose list --format crontab) | crontab -\n");
}

ExitCode DoseList::run(Context& context) {
    constexpr std::array<std::string_view, 8> known{"text", "csv", "tsv", "json", "ndjson", "md", "ics", "crontab"};
    const auto chosen = chosen_format(context, {.format = format_, .file = output_, .usual = "text", .known = known});
    if (!chosen) return context.refuse(chosen.error());
    const bool calendar = *chosen == "ics";
    const bool crontab_lines = *chosen == "crontab";
    const auto format = calendar || crontab_lines ? Result<Format>{Format::text} : parse_record_format(*chosen);
    if (!format) return context.refuse({format.error().message, format.error().hint.starts_with("did") ? format.error().hint : "write text, csv, tsv, json, ndjson, md, ics or crontab"});
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
    options.operands("NAME", name_).value("--format", format_, "FORMAT", "text or json (default: text)").examples("  epsom dose show calm\n");
}

ExitCode DoseShow::run(Context& context) {
    const auto format = text_or_json("dose show", format_);
    if (!format) return context.refuse(format.error());
    if (name_.empty()) return context.refuse({"which dose is missing", "write its name: epsom dose show calm"});
    const Store store = context.open(Store::Access::read);
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    const Dose& dose = **found;
    if (*format == Format::text) {
        context.print(printable(dose.name) + "\n" + dose_card(store, dose, context));
        return ExitCode::ok;
    }
    const DoseFacts facts{store, dose, context.clock()};
    const auto contents = content_records(dose);
    Record record{{"schema", "epsom/dose/1"}};
    for (auto& field : dose_record(facts, dose.contents.empty() ? nullptr : &dose.contents.front())) record.push_back(field);
    record.push_back({"contents", contents});
    std::string out;
    append_json(out, record);
    context.print(out + "\n");
    return ExitCode::ok;
}

void DoseFind::options(Options& options) {
    options.operands("TEXT", words_)
        .value("--nutrient", nutrient_, "NUTRIENT", "Sort by how much of it a serving and 100 g hold")
        .value("--format", format_, "FORMAT", "text, csv, tsv, json, ndjson or md (default: text)")
        .examples("  epsom dose find pumpkin\n  epsom dose find seeds --nutrient magnesium\n  epsom dose find '' --nutrient iron\n");
}

ExitCode DoseFind::run(Context& context) {
    const auto format = parse_record_format(format_);
    if (!format) return context.refuse(format.error());
    if (words_.empty() && !nutrient_) return context.refuse({"what to find is missing", "write a word of its name, such as: epsom dose find pumpkin"});
    std::optional<Nutrient> nutrient;
    if (nutrient_) {
        const auto read = read_nutrient(*nutrient_);
        if (!read) return context.refuse(read.error());
        nutrient = *read;
    }
    std::vector<std::string> words;
    for (const auto& word : words_) {
        for (auto& part : words_of(word)) words.push_back(std::move(part));
    }
    constexpr std::size_t most_words = 64;
    if (words.size() > most_words) return context.refuse({std::to_string(words.size()) + " words are in no name", "write one or two of them, such as: epsom dose find pumpkin"});
    const Store store = context.open(Store::Access::read);
    const auto found = find_all(store, words, nutrient);
    const Nutrient shown = nutrient.value_or(Nutrient::magnesium);
    if (*format == Format::text) {
        if (found.empty()) context.print("Nothing that can be logged is called " + in_quotes(joined(words_)) + ".\n");
        for (const Found& item : found) {
            std::string line = fitted(printable(item.name), 30, context.terminal().plain()) + " " + fitted(item.kind, 9, true) + " ";
            if (nutrient) {
                line += fitted(item.per_serving ? spell(*item.per_serving, shown) + " in " + item.serving : "", 34, context.terminal().plain());
                if (item.per_100g) line += " " + spell(*item.per_100g, shown) + " in 100 g";
            } else {
                line += printable(item.about);
            }
            context.print(line.substr(0, line.find_last_not_of(' ') + 1) + "\n");
        }
        return ExitCode::ok;
    }
    const auto writer = record_writer(*format, context.out(*format));
    constexpr std::array<std::string_view, 8> columns{"name", "kind", "about", "nutrient", "unit", "per_serving", "serving", "per_100g"};
    writer->begin({{"schema", "epsom/find/1"}}, columns);
    const auto amount = [shown](const std::optional<Mass>& mass) { return mass ? Value::fraction(mass->nanograms(), info(shown).unit_ng) : Value{}; };
    for (const Found& item : found) {
        writer->row(Record{{"name", item.name}, {"kind", item.kind}, {"about", item.about}, {"nutrient", info(shown).key}, {"unit", info(shown).unit},
                           {"per_serving", amount(item.per_serving)}, {"serving", or_null(item.serving)}, {"per_100g", amount(item.per_100g)}});
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
    const auto names = [] {
        std::vector<std::string_view> keys;
        for (const Compound& compound : tables::compounds()) keys.push_back(compound.key);
        return keys;
    };
    const auto read = read_log_words(words_, [](std::string_view name) { return tables::find_compound(name) != nullptr; }, names);
    if (!read) return context.refuse(read.error());
    if (!read->amount || read->count || read->moment) return context.refuse({"an amount and a compound are needed", "write for example: epsom dose elemental 500mg oxide"});
    const Compound& compound = *tables::find_compound(read->what);
    const auto mass = mass_of(*read->amount, compound.nutrient);
    if (!mass) return context.refuse(mass.error());
    const auto share = elemental(compound, *mass);
    if (!share) {
        return context.refuse({std::string{compound.key} + " (" + std::string{compound.name} + ") has no formula to work it out from",
                               "its label states the elemental " + std::string{info(compound.nutrient).key}});
    }
    const MolarMass molar = molar_mass(compound);
    const auto& unit = info(compound.nutrient);
    if (*format == Format::json) {
        std::string out;
        append_json(out, {{"schema", "epsom/elemental/1"},
                          {"compound", compound.key},
                          {"name", compound.name},
                          {"formula", compound.formula},
                          {"nutrient", unit.key},
                          {"mass", Value::fraction(mass->nanograms(), unit.unit_ng)},
                          {"elemental", Value::fraction(share->nanograms(), unit.unit_ng)},
                          {"unit", unit.unit},
                          {"share_percent", Value::fraction(molar.element * 100, molar.total, 3)},
                          {"molar_mass", Value::fraction(molar.total, 1000)},
                          {"source", compound.source}});
        context.print(out + "\n");
        return ExitCode::ok;
    }
    context.print(spell(*mass) + " " + std::string{compound.key} + " (" + std::string{compound.name} + ") holds " + spell_in_unit(*share, compound.nutrient) + " " +
                  std::string{unit.unit} + " " + std::string{unit.key} + "\n" + "  share    " + spell_decimal(molar.element * 100, molar.total, 2) + " %: " +
                  spell_decimal(molar.element, 1000, 3) + " of " + spell_decimal(molar.total, 1000, 3) + " g/mol\n  formula  " + std::string{compound.formula} +
                  "\n  source   " + std::string{compound.source} + "\n");
    return ExitCode::ok;
}

}  // namespace epsom
