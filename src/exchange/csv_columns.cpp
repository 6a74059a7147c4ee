#include "csv_columns.hpp"

#include <algorithm>

#include "epsom/text/text.hpp"
#include "nutrient_names.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

struct Word {
    std::string_view key;
    Column column;
};
constexpr std::array words{
    Word{"at", Column::at},
    Word{"when", Column::at},
    Word{"datetime", Column::at},
    Word{"date/time", Column::at},
    Word{"timestamp", Column::at},
    Word{"takenat", Column::at},
    Word{"date", Column::date},
    Word{"day", Column::day},
    Word{"time", Column::time},
    Word{"timeofday", Column::time},
    Word{"what", Column::what},
    Word{"name", Column::what},
    Word{"supplement", Column::what},
    Word{"product", Column::what},
    Word{"item", Column::what},
    Word{"amount", Column::amount},
    Word{"dose", Column::amount},
    Word{"dosage", Column::amount},
    Word{"unit", Column::unit},
    Word{"units", Column::unit},
    Word{"nutrient", Column::nutrient},
    Word{"mineral", Column::nutrient},
    Word{"compound", Column::compound},
    Word{"form", Column::compound},
    Word{"basis", Column::basis},
    Word{"source", Column::source},
    Word{"route", Column::route},
    Word{"note", Column::note},
    Word{"notes", Column::note},
    Word{"comment", Column::note},
    Word{"kind", Column::kind},
    Word{"servings", Column::servings},
    Word{"count", Column::servings},
    Word{"quantity", Column::quantity},
    Word{"quantityunit", Column::quantity_unit},
    Word{"detail", Column::detail},
    Word{"id", Column::id},
    Word{"uuid", Column::uuid},
};
/// Words of other programs and languages, which give way to those above.
constexpr std::array weak_words{
    Word{"datetaken", Column::date},
    Word{"timetaken", Column::time},
    Word{"logdate", Column::date},
    Word{"entrydate", Column::date},
    Word{"takenon", Column::date},
    Word{"foodname", Column::what},
    Word{"food", Column::what},
    Word{"productname", Column::what},
    Word{"supplementname", Column::what},
    Word{"itemname", Column::what},
    Word{"medication", Column::what},
    Word{"medicine", Column::what},
    Word{"mealname", Column::what},
    Word{"group", Column::group},
    Word{"meal", Column::group},
    Word{"mealtype", Column::group},
    Word{"category", Column::category},
    Word{"foodgroup", Column::category},
    Word{"foodcategory", Column::category},
    Word{"servingsize", Column::serving},
    Word{"servingunit", Column::serving},
    Word{"servingqty", Column::servings},
    Word{"servingquantity", Column::servings},
    Word{"qty", Column::servings},
    Word{"numberofservings", Column::servings},
    Word{"tablets", Column::servings},
    Word{"tabletstaken", Column::servings},
    Word{"numberoftablets", Column::servings},
    Word{"pills", Column::servings},
    Word{"pillstaken", Column::servings},
    Word{"numberofpills", Column::servings},
    Word{"capsules", Column::servings},
    Word{"capsulestaken", Column::servings},
    Word{"numberofcapsules", Column::servings},
    Word{"softgels", Column::servings},
    Word{"gummies", Column::servings},
    Word{"drops", Column::servings},
    Word{"scoops", Column::servings},
    Word{"pieces", Column::servings},
    Word{"anzahl", Column::servings},
    Word{"stück", Column::servings},
    Word{"stückzahl", Column::servings},
    Word{"tabletten", Column::servings},
    Word{"kapseln", Column::servings},
    Word{"pillen", Column::servings},
    Word{"tropfen", Column::servings},
    Word{"comprimés", Column::servings},
    Word{"gélules", Column::servings},
    Word{"gouttes", Column::servings},
    Word{"comprimidos", Column::servings},
    Word{"cápsulas", Column::servings},
    Word{"gotas", Column::servings},
    Word{"pastillas", Column::servings},
    Word{"compresse", Column::servings},
    Word{"gocce", Column::servings},
    Word{"aantal", Column::servings},
    Word{"druppels", Column::servings},
    Word{"servingweight", Column::weight},
    Word{"weight", Column::weight},
    Word{"was", Column::what},
    Word{"medikament", Column::what},
    Word{"lebensmittel", Column::what},
    Word{"produkt", Column::what},
    Word{"médicament", Column::what},
    Word{"complément", Column::what},
    Word{"medicamento", Column::what},
    Word{"suplemento", Column::what},
    Word{"integratore", Column::what},
    Word{"farmaco", Column::what},
    Word{"datum", Column::date},
    Word{"uhrzeit", Column::time},
    Word{"zeit", Column::time},
    Word{"menge", Column::amount},
    Word{"einheit", Column::unit},
    Word{"präparat", Column::what},
    Word{"notiz", Column::note},
    Word{"heure", Column::time},
    Word{"nom", Column::what},
    Word{"quantité", Column::amount},
    Word{"unité", Column::unit},
    Word{"fecha", Column::date},
    Word{"hora", Column::time},
    Word{"tiempo", Column::time},
    Word{"nombre", Column::what},
    Word{"cantidad", Column::amount},
    Word{"unidad", Column::unit},
    Word{"data", Column::date},
    Word{"ora", Column::time},
    Word{"nome", Column::what},
    Word{"quantità", Column::amount},
    Word{"unità", Column::unit},
    Word{"tijd", Column::time},
    Word{"naam", Column::what},
    Word{"hoeveelheid", Column::amount},
    Word{"eenheid", Column::unit},
    Word{"quantidade", Column::amount},
    Word{"unidade", Column::unit},
    Word{"dosis", Column::amount},
    Word{"dosierung", Column::amount},
    Word{"posologie", Column::amount},
};

const Word* find_word_of(std::string_view heading) {
    const std::string key = name_key(heading);
    const auto is_it = [&key](const Word& word) {
        return word.key == key || (!std::ranges::all_of(word.key, [](char c) {
            return static_cast<unsigned char>(c) < 0x80;
        }) && name_key(word.key) == key);
    };
    if (const auto found = std::ranges::find_if(words, is_it); found != words.end()) return &*found;
    const auto found = std::ranges::find_if(weak_words, is_it);
    return found == weak_words.end() ? nullptr : &*found;
}

struct MacroWord {
    std::string_view key;
    bool energy;
};
constexpr std::array macro_words{MacroWord{"energy", true}, MacroWord{"calories", true}, MacroWord{"calorie", true},
    MacroWord{"energie", true}, MacroWord{"kalorien", true}, MacroWord{"protein", false}, MacroWord{"carbs", false},
    MacroWord{"carbohydrate", false}, MacroWord{"carbohydrates", false}, MacroWord{"totalcarbohydrate", false},
    MacroWord{"fat", false}, MacroWord{"totalfat", false}};

/// "Magnesium (mg)", "Magnesium [mg]", "magnesium_mg".
Heading heading_with_unit(std::string_view heading) {
    heading = trim(heading);
    if (const Heading split = split_heading(heading); !split.unit.empty()) return split;
    if (const auto open = heading.rfind('['); open != std::string_view::npos && open > 0 && heading.ends_with(']')) {
        return {trim(heading.substr(0, open)), trim(heading.substr(open + 1, heading.size() - open - 2))};
    }
    const auto last = heading.find_last_of(" _-,");
    if (last == std::string_view::npos || last == 0) return {heading, {}};
    std::string_view name = heading.substr(0, last);
    while (!name.empty() && (name.back() == ',' || name.back() == ' ')) name.remove_suffix(1);
    const std::string_view unit = heading.substr(last + 1);
    return find_unit(unit) || lower(unit) == "iu" || lower(unit) == "kcal" || lower(unit) == "kj"
               ? Heading{name, unit}
               : Heading{heading, {}};
}

/// Whether it is a column of a nutrient, in a unit that it has. A second one of the same, in IU and in mcg, counts
/// where the first is empty.
bool take_nutrient_column(const Heading& heading, std::size_t place, Columns& columns) {
    const auto nutrient = nutrient_called(heading.name);
    const auto unit = nutrient ? unit_in_food(heading.unit, *nutrient) : std::nullopt;
    if (!unit) return false;
    columns.nutrients.push_back({*nutrient, place, *unit});
    return true;
}

/// A column of a nutrient or of what all food has; whether it is one.
bool take_value_column(const Heading& heading, std::size_t place, Columns& columns) {
    const std::string key = name_key(heading.name);
    const auto macro = std::ranges::find(macro_words, key, &MacroWord::key);
    if (macro != macro_words.end()) {
        columns.macros.push_back({place, macro->energy, lower(heading.unit) == "kj"});
        if (!macro->energy || lower(heading.unit) == "kcal" || lower(heading.unit) == "kj")
            columns.values.push_back(place);
        take_nutrient_column(heading, place, columns);  // protein is both
        return true;
    }
    if (heading.unit.empty()) return false;
    columns.values.push_back(place);
    return take_nutrient_column(heading, place, columns);
}

std::optional<std::size_t>& place_of(Columns& columns, Column column) {
    return columns.place[static_cast<std::size_t>(column)];
}

void move_place(Columns& columns, Column from, Column to) {
    place_of(columns, to) = place_of(columns, from);
    place_of(columns, from).reset();
}

/// What each heading means; the error names the second of two that mean the same.
std::optional<Error> find_places(std::span<const std::string_view> headings, Columns& columns) {
    columns.width = headings.size();
    std::array<bool, column_count> weak{};
    for (std::size_t i = 0; i < headings.size(); ++i) {
        const Heading heading = split_heading(without_guard(headings[i]));
        const Word* word = find_word_of(trim(headings[i]));
        const bool with_unit = word == nullptr && !heading.unit.empty();
        if (with_unit) {
            word = find_word_of(heading.name);
            if (word != nullptr && word->column != Column::amount && word->column != Column::weight) word = nullptr;
        }
        if (word == nullptr) {
            if (columns.statuses.take_heading(headings[i], i) ||
                take_value_column(heading_with_unit(without_guard(headings[i])), i, columns))
                continue;
            if (trim(headings[i]).empty()) continue;
            auto& unread = nutrient_called(trim(headings[i])) ? columns.unitless : columns.unused;
            unread.emplace_back(trim(headings[i]));
            columns.statuses.watch(i);
            continue;
        }
        const bool is_weak = word >= weak_words.data() && word < weak_words.data() + weak_words.size();
        auto& place = place_of(columns, word->column);
        if (place && (is_weak || weak[static_cast<std::size_t>(word->column)])) {
            columns.unused.emplace_back(trim(headings[is_weak ? i : *place]));
            if (is_weak) continue;
            place.reset();
        }
        weak[static_cast<std::size_t>(word->column)] = is_weak;
        if (place_of(columns, word->column)) {
            return Error{"columns " + in_quotes(headings[*place_of(columns, word->column)]) + " and " +
                             in_quotes(headings[i]) + " have the same meaning",
                "leave one of them out"};
        }
        place_of(columns, word->column) = i;
        if (with_unit && word->column == Column::amount) columns.amount_unit = heading.unit;
    }
    return std::nullopt;
}

/// A table with a column for each nutrient says how much in those; in any other, what only such a table needs means
/// nothing.
void settle_shape(std::span<const std::string_view> headings, Columns& columns) {
    const bool narrow = columns.has(Column::nutrient) || columns.has(Column::compound) ||
                        !columns.amount_unit.empty() || (columns.has(Column::amount) && columns.has(Column::unit));
    if (narrow) {
        for (const auto& each : columns.nutrients) columns.unused.emplace_back(trim(headings[each.place]));
        columns.nutrients.clear();
    }
    if (columns.wide()) {
        // The meals of a day, with what all of each contained.
        if (!columns.has(Column::what) && columns.has(Column::group)) move_place(columns, Column::group, Column::what);
        return;
    }
    std::ranges::move(columns.unitless, std::back_inserter(columns.unused));
    columns.unitless.clear();
    for (const auto& each : columns.macros) columns.unused.emplace_back(trim(headings[each.place]));
    columns.macros.clear();
    for (const Column column : {Column::group, Column::category, Column::serving, Column::weight}) {
        auto& place = place_of(columns, column);
        if (place) columns.unused.emplace_back(trim(headings[*place]));
        place.reset();
    }
}

void settle(std::span<const std::string_view> headings, Columns& columns) {
    if (const auto note = place_of(columns, Column::note)) columns.statuses.watch(*note);
    settle_shape(headings, columns);
    columns.own =
        columns.has(Column::at) && columns.has(Column::day) && columns.has(Column::kind) && columns.has(Column::basis);
    if (!columns.has(Column::at)) {
        if (!columns.has(Column::date) && columns.has(Column::day)) move_place(columns, Column::day, Column::date);
        if (!columns.has(Column::date) && columns.has(Column::time)) move_place(columns, Column::time, Column::at);
    }
    // Beside an amount it can only be how many times that.
    if (!columns.own && columns.has(Column::amount) && columns.has(Column::quantity) && !columns.has(Column::servings))
        move_place(columns, Column::quantity, Column::servings);
    if (!columns.has(Column::amount) && columns.has(Column::quantity)) {
        move_place(columns, Column::quantity, Column::amount);
        if (!columns.has(Column::unit)) move_place(columns, Column::quantity_unit, Column::unit);
    }
    for (std::size_t i = 0; i < column_count; ++i) {
        if (columns.place[i]) columns.present.push_back(static_cast<Column>(i));
    }
}

bool says_when(const Columns& columns) { return columns.has(Column::at) || columns.has(Column::date); }
bool says_how_much(const Columns& columns) { return columns.has(Column::amount) || columns.wide(); }
bool says_what(const Columns& columns) {
    return columns.has(Column::what) || columns.has(Column::nutrient) || columns.has(Column::compound);
}

}  // namespace

Result<Columns> read_columns(std::span<const std::string_view> headings) {
    Columns columns;
    if (auto error = find_places(headings, columns)) return *error;
    settle(headings, columns);
    std::string missing;
    std::size_t lacking = 0;
    const auto lacks = [&](std::string_view column) {
        (missing += missing.empty() ? "" : "; ") += column;
        ++lacking;
    };
    if (!says_when(columns)) lacks("time ('at', or 'date' and 'time')");
    if (!says_what(columns)) lacks("name ('what' or 'nutrient')");
    if (!says_how_much(columns)) lacks("amount ('amount' and 'unit', or 'Magnesium (mg)')");
    if (missing.empty()) return columns;
    std::string found;
    for (std::size_t i = 0; i < std::min<std::size_t>(headings.size(), 6); ++i)
        found += (i == 0 ? "" : ", ") + in_quotes(headings[i]);
    return Error{(lacking == 1 ? "missing column: " : "missing columns: ") + missing,
        "line 1 must name the columns; found " + found + (headings.size() > 6 ? " ..." : "")};
}

bool are_columns(std::span<const std::string_view> headings) {
    Columns columns;
    if (find_places(headings, columns)) return false;
    settle(headings, columns);
    return says_when(columns) && says_what(columns) && says_how_much(columns);
}

std::string_view without_guard(std::string_view cell) {
    constexpr std::string_view formula_starts = "=+-@\t\r";
    if (cell.size() > 1 && cell.front() == '\'' && formula_starts.find(cell[1]) != std::string_view::npos)
        cell.remove_prefix(1);
    return cell;
}

}  // namespace epsom::exchange
