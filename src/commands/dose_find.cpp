#include "dose_find.hpp"

#include <algorithm>
#include <array>

#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/dose_facts.hpp"
#include "session/reference.hpp"

namespace epsom {
namespace {

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
    if (!nutrient && mentions({name_key(folic_acid_key), name_key(info(Nutrient::folate).key)}, words)) {
        found.push_back({std::string{folic_acid_key}, "nutrient",
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
        .value("--format", format_, "FORMAT", record_formats_help)
        .words(record_choices)
        .examples(
            "  epsom dose find pumpkin\n  epsom dose find seeds --nutrient magnesium\n"
            "  epsom dose find '' --nutrient iron\n");
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
            {"serving", item.serving.empty() ? Value{} : Value{item.serving}}, {"per_100g", amount(item.per_100g)}});
    }
    writer->end({});
    return ExitCode::ok;
}

}  // namespace epsom
