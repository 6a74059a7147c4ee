#include "supplements.hpp"

#include <algorithm>
#include <array>

#include "epsom/text/text.hpp"
#include "medicine.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

constexpr auto groups = std::to_array<std::string_view>(
    {"supplement", "supplements", "dietary supplement", "dietary supplements", "vitamins", "vitamins and minerals",
        "vitamins & supplements", "medication", "medications", "pills", "Nahrungsergänzung", "Nahrungsergänzungsmittel",
        "compléments", "compléments alimentaires", "suplementos", "suplementos alimenticios", "suplementos alimentares",
        "integratori", "integratori alimentari", "supplementen", "voedingssupplementen"});

/// What tablets and their like are called where they are counted.
constexpr auto forms = std::to_array<std::string_view>({"tablet", "tab", "capsule", "cap", "vcap", "softgel", "gelcap",
    "caplet", "pill", "lozenge", "gummy", "gummies", "drop", "scoop", "sachet", "spray", "ampoule", "vial", "chewable",
    "pastille", "tablette", "kapsel", "pille", "tropfen", "messlöffel", "dragee", "comprimé", "gélule", "goutte",
    "comprimido", "cápsula", "gota", "pastilla", "compressa", "compresse", "capsula", "capsule", "goccia", "gocce",
    "druppel", "capsula", "pílula", "cucharada medidora"});

std::vector<std::string> keys_of(std::span<const std::string_view> names) {
    std::vector<std::string> keys;
    for (const std::string_view name : names) keys.push_back(name_key(name));
    return keys;
}

bool is_form(std::string_view word) {
    static const std::vector<std::string> keys = keys_of(forms);  // once, and not for each row
    std::string key = name_key(word.substr(0, word.find_first_of(",(")));
    const auto known = [&key] { return std::ranges::find(keys, key) != keys.end(); };
    if (known()) return true;
    for (const std::string_view plural : {"es", "s", "n", "en"}) {
        if (!key.ends_with(plural) || key.size() <= plural.size() + 2) continue;
        key.resize(key.size() - plural.size());
        if (known()) return true;
        key += plural;
    }
    return false;
}

/// What rows that sum up others are called, by name_key().
constexpr auto sums = std::to_array<std::string_view>({"total", "totals", "dailytotal", "dailytotals", "daytotal",
    "grandtotal", "subtotal", "subtotals", "sum", "summe", "gesamt", "gesamtsumme", "tagessumme", "zwischensumme",
    "totalgénéral", "totaldujour", "soustotal", "somme", "suma", "sumatotal", "totaldiario", "totaldeldía",
    "totaldodia", "totale", "subtotale", "totaal", "dagtotaal", "subtotaal"});
constexpr auto means = std::to_array<std::string_view>({"average", "averages", "dailyaverage", "weeklyaverage", "avg",
    "mean", "durchschnitt", "tagesdurchschnitt", "mittelwert", "moyenne", "promedio", "media", "gemiddelde", "média"});
/// What a day should have, or still may.
constexpr auto goals = std::to_array<std::string_view>({"goal", "goals", "dailygoal", "dailygoals", "yourdailygoal",
    "target", "targets", "dailytarget", "remaining", "rda", "rdi", "dailyvalue", "ziel", "tagesziel", "verbleibend",
    "objectif", "restant", "objetivo", "restante", "obiettivo", "rimanente", "doel", "resterend"});

bool is_measure_of_food(std::string_view unit) {
    constexpr auto measures =
        std::to_array<std::string_view>({"cup", "cups", "bowl", "bowls", "plate", "plates", "glass", "glasses", "slice",
            "slices", "mug", "mugs", "tasse", "tassen", "teller", "glas", "scheibe", "scheiben"});
    const std::string key = lower(trim(unit.substr(0, unit.find_first_of(",("))));
    return std::ranges::find(measures, key) != measures.end();
}

bool says_supplement(std::string_view group) {
    static const std::vector<std::string> keys = keys_of(groups);
    const std::string key = name_key(group);
    return !key.empty() && std::ranges::find(keys, key) != keys.end();
}

}  // namespace

bool leave_out_digest(std::string_view name, Delivery& out) {
    if (name.empty() || name.size() > 32 || is_digit(name.front())) return false;  // most are dates
    const auto end = name.find_last_not_of(": .");
    const std::string key = name_key(name.substr(0, end == std::string_view::npos ? 0 : end + 1));
    const auto is_among = [&key](const auto& words) { return std::ranges::find(words, key) != words.end(); };
    const bool sum = is_among(sums), mean = is_among(means);
    if ((!sum && !mean && !is_among(goals)) || out.names.find(name).dose != nullptr) return false;
    if (sum) out.leave_out_sum();
    else if (mean) out.leave_out_mean();
    else out.leave_out_goal(name);
    return true;
}

Supplements::Supplements(std::span<const std::string> named) {
    for (const auto& text : named) named_.push_back({text, name_key(text)});
}

bool Supplements::is_named(std::string_view name, std::string_view group) {
    if (named_.empty()) return false;
    bool found = false;
    const std::string name_of_row = name_key(name), group_of_row = name_key(group);
    for (Named& each : named_) {
        if (each.key.empty() || (each.key != name_of_row && each.key != group_of_row)) continue;
        each.matched = found = true;
    }
    return found;
}

bool Supplements::is_supplement(const DiaryRow& row) {
    if (is_named(row.name, row.group) || says_supplement(row.group) || says_supplement(row.category)) return true;
    const bool filled = std::ranges::any_of(row.macros, &DiaryRow::Macro::has_value);
    const bool almost_none = std::ranges::all_of(row.macros, &DiaryRow::Macro::almost_none);
    const bool in_pieces = is_form(row.unit);
    // "Coffee, capsule Nespresso, 1 cup" is drunk.
    const bool measured_as_food = is_measure_of_food(row.unit);
    const bool product = in_pieces || row.names_substance || (names_a_product(row.name) && !measured_as_food);
    bool doubt = false;
    if (!row.category.empty()) {
        doubt = product && almost_none && filled;
    } else if (product) {
        if (almost_none) return row.values > 0;
        doubt = in_pieces;
    } else if (!filled) {
        // Without any column of energy nobody knows.
        if (!row.macros.empty() && row.values > 0) return true;
        doubt = row.macros.empty() && row.values == 1;
    } else {
        doubt = almost_none && row.values > 0 &&
                std::ranges::none_of(row.macros, [](const DiaryRow::Macro& macro) { return !macro.almost_none; });
    }
    if (doubt) {
        ++doubtful_rows_;
        if (doubtful_.size() < 8) doubtful_.emplace(row.name);
    }
    return false;
}

bool Supplements::settle(std::string_view name, std::vector<Content>& contents, Delivery& out) {
    std::erase_if(contents, [](const Content& content) { return !content.amount; });
    const auto is_zero = [](const Content& content) { return content.amount == Mass{}; };
    if (!std::ranges::all_of(contents, is_zero)) std::erase_if(contents, is_zero);
    if (contents.empty()) {
        const auto medicine = read_medicine(name, out.names);
        (medicine ? without_amounts_ : left_out_).add(name);
        if (!medicine) {
            out.leave_out();
            return false;
        }
        if (medicine->nutrient) contents.push_back({*medicine->nutrient, std::nullopt, "", Basis::label});
    }
    for (Content& content : contents) {
        content.basis = Basis::label;
        content.compound = out.names.compound_in(name, content.nutrient);
    }
    return true;
}

void Supplements::end(Delivery& out) const {
    without_amounts_.end(out, "imported without amounts, as no tracked nutrient has a value");
    left_out_.end(out, "left out, as no nutrient of several has a value");
    for (const Named& each : named_) {
        if (!each.matched) out.account().unmatched.push_back(each.text);
    }
    if (doubtful_rows_ == 0) return;
    std::string names;
    for (const auto& name : doubtful_) (names += names.empty() ? "" : ", ") += in_quotes(name);
    out.note(Delivery::counted(doubtful_rows_, "row", "rows") + " imported as food may be " +
             (doubtful_rows_ == 1 ? "a supplement: " : "supplements: ") + names +
             "; to import as a supplement, add --supplements " + in_quotes(*doubtful_.begin()));
}

DiaryRow::Macro read_macro(std::string_view number, bool is_energy, bool in_kilojoules, Count pieces) {
    if (has_no_value(number)) return {false, true};
    const auto value = read_mass(number, Unit{1000});
    if (!value) return {true, false};
    const std::int64_t per_piece = is_energy ? (in_kilojoules ? 63 : 15) : 3;
    return {true, value->nanograms() <= per_piece * std::max<std::int64_t>(pieces.thousandths(), 1000)};
}

}  // namespace epsom::exchange
