// FoodData Central's csv download: three files that are joined by nutrient.id, which is not the nutrient_nbr beside it.

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>
#include <utility>

#include "delivery.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "quantities.hpp"
#include "table_reader.hpp"

namespace epsom::exchange {
namespace {

constexpr std::array<std::string_view, 3> file_names{"nutrient.csv", "food.csv", "food_nutrient.csv"};
enum class File : std::size_t { nutrients, foods, amounts };

/// What some vitamins are also stated as, or made of, by nutrient.id, with a word that its name must have. All else is
/// known by the fdc_id of its row in the table of ingredients.
enum class Also : std::uint8_t { vitamin_d_iu, folate_total, folic_acid, food_folate, retinol, tryptophan };
struct Stated {
    std::int64_t id;
    Also as;
    Nutrient nutrient;
    std::string_view word;
};
constexpr std::array also_stated{
    Stated{1110, Also::vitamin_d_iu, Nutrient::vitamin_d, "vitamin d"},
    Stated{1177, Also::folate_total, Nutrient::folate, "folate"},
    Stated{1186, Also::folic_acid, Nutrient::folate, "folic acid"},
    Stated{1187, Also::food_folate, Nutrient::folate, "folate"},
    Stated{1105, Also::retinol, Nutrient::vitamin_a, "retinol"},
    Stated{1210, Also::tryptophan, Nutrient::niacin, "tryptophan"},
};

/// One column of the table: what it is an amount of.
struct Known {
    Nutrient nutrient;
    const Stated* also = nullptr;
    Unit unit;
};

constexpr std::array<std::string_view, 4> food_types{
    "sr_legacy_food", "foundation_food", "survey_fndds_food", "branded_food"};

struct ListedFood {
    std::int64_t number = 0;
    std::string name;
    std::string type;
    Amounts values;
    std::array<std::optional<Mass>, also_stated.size()> also{};  // in the order of Also
};

std::optional<std::int64_t> read_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Amounts per_100g(ListedFood& food) {
    const auto also = [&food](Also as) { return food.also[static_cast<std::size_t>(as)]; };
    Amounts result = std::move(food.values);
    if (!result.of(Nutrient::vitamin_d)) result.set(Nutrient::vitamin_d, also(Also::vitamin_d_iu));
    // The total is DFE only where no folic acid was added.
    if (const auto acid = also(Also::folic_acid); !result.of(Nutrient::folate) && acid) {
        if (const auto natural = also(Also::food_folate)) {
            result.set(Nutrient::folate, *natural + dfe_of_folic_acid(*acid));
        } else if (*acid == Mass{}) {
            result.set(Nutrient::folate, also(Also::folate_total));
        }
    }
    set_equivalents(result,
        {.retinol = also(Also::retinol), .tryptophan = also(Also::tryptophan), .folic_acid = also(Also::folic_acid)});
    return result;
}

/// Whether the table calls a nutrient by a name or alias of it.
bool is_called(const NutrientInfo& nutrient, std::string_view name) {
    const std::string key = name_key(name);
    if (key.find(name_key(nutrient.key)) != std::string::npos) return true;
    return std::ranges::any_of(split(nutrient.aliases, ','), [&key](const std::string& alias) {
        return !name_key(alias).empty() && key.find(name_key(alias)) != std::string::npos;
    });
}

class FdcImporter final : public TextReader {
public:
    FdcImporter(const Settings& settings, Sink sink) : TextReader{"usda-fdc", settings, std::move(sink)} {
        begin_table();
    }
    [[nodiscard]] std::span<const std::string_view> files() const override { return file_names; }
    void next_file() override {
        if (out_.stopped()) return;
        end_of_file();
        end_table();
        name_file();
        if (out_.stopped()) return;
        file_ = static_cast<File>(std::min<std::size_t>(static_cast<std::size_t>(file_) + 1, file_names.size() - 1));
        begin_table();
    }

private:
    /// The places of the columns that a file must have; one that it may lack has no place.
    struct Place {
        std::string_view name;
        bool needed;
        std::optional<std::size_t> at = {};
    };

    void begin_table() {
        places_.clear();
        width_ = 0;
        table_.emplace(',', TableReader::Quoting::rfc4180, [this](const TableRow& row) { take(row); });
    }
    void end_table();
    void text(std::string_view text) override { table_->feed(text); }
    void end() override;
    void take(const TableRow& row);
    void take_header(const TableRow& row);
    void take_nutrient(const TableRow& row);
    void take_food(const TableRow& row);
    void take_amount(const TableRow& row);
    [[nodiscard]] std::string name_of_file() const { return std::string{file_names[static_cast<std::size_t>(file_)]}; }
    [[nodiscard]] std::string_view field(const TableRow& row, std::size_t place) const {
        return places_[place].at ? trim(row.fields[*places_[place].at]) : std::string_view{};
    }
    void refuse(const TableRow& row, std::size_t place, std::string reason) {
        const std::size_t at = places_[place].at.value_or(0);
        out_.refuse({row.line_of(at), at + 1, std::move(reason), name_of_file()});
    }
    /// The gate does not know the name of the file.
    void name_file() {
        if (auto& stopped = out_.account().stopped; stopped && stopped->file.empty()) stopped->file = name_of_file();
    }
    void stop(std::size_t line, std::size_t column, std::string reason) {
        out_.stop({line, column, std::move(reason), name_of_file()});
    }

    File file_ = File::nutrients;
    std::optional<TableReader> table_;
    std::vector<Place> places_;
    std::size_t width_ = 0;
    std::unordered_map<std::int64_t, Known> nutrients_;
    std::vector<ListedFood> foods_;
    std::unordered_map<std::int64_t, std::size_t> by_number_;
    std::size_t no_foods_ = 0;
};

void FdcImporter::end_table() {
    if (out_.stopped()) return;
    if (auto refusal = table_->finish()) return stop(refusal->line, refusal->column, refusal->reason);
    if (places_.empty()) return stop(1, 0, "the file is empty");
    if (file_ == File::nutrients && nutrients_.empty()) {
        stop(1, 0, "no tracked nutrient is listed by its id (magnesium is 1090)");
    }
}

void FdcImporter::end() {
    end_table();
    if (!out_.stopped() && file_ != File::amounts) {
        out_.stop({0, 0, "missing file: " + std::string{file_names[static_cast<std::size_t>(file_) + 1]}});
    }
    name_file();
    if (out_.stopped()) return;
    std::size_t unknown = 0, named_before = 0;
    std::unordered_map<std::string_view, std::size_t> names;
    for (ListedFood& food : foods_) {
        Amounts values = per_100g(food);
        if (values.empty()) {
            ++unknown;
            continue;
        }
        if (++names[food.name] > 1) ++named_before;
        out_.food({food.name, "USDA FDC " + std::to_string(food.number) + (food.type.empty() ? "" : " " + food.type),
            std::move(values), food.number});
    }
    out_.leave_out(no_foods_, "sample row of food.csv", "sample rows of food.csv", "");
    out_.leave_out(unknown, "food", "foods", ": no tracked nutrient");
    if (named_before > 0)
        out_.note(Delivery::counted(named_before, "food has", "foods have") +
                  " the same name as an earlier one; their FDC numbers differ");
    if (!foods_.empty() && unknown == foods_.size()) stop(1, 0, "no amount matches a food in food.csv");
}

void FdcImporter::take(const TableRow& row) {
    if (out_.stopped()) return;
    if (places_.empty()) return take_header(row);
    if (row.flaw != nullptr) return out_.refuse({row.flaw->line, row.flaw->column, row.flaw->reason, name_of_file()});
    if (row.fields.size() != width_) {
        return out_.refuse({row.line, row.fields.size(),
            Delivery::counted(row.fields.size(), "field", "fields") + " for " +
                Delivery::counted(width_, "column", "columns") + "; the line may be truncated",
            name_of_file()});
    }
    switch (file_) {
        case File::nutrients: return take_nutrient(row);
        case File::foods: return take_food(row);
        case File::amounts: return take_amount(row);
    }
}

void FdcImporter::take_header(const TableRow& row) {
    switch (file_) {
        case File::nutrients: places_ = {{"id", true}, {"name", true}, {"unit_name", true}}; break;
        case File::foods: places_ = {{"fdc_id", true}, {"description", true}, {"data_type", false}}; break;
        case File::amounts: places_ = {{"fdc_id", true}, {"nutrient_id", true}, {"amount", true}}; break;
    }
    if (row.flaw != nullptr) return stop(row.flaw->line, row.flaw->column, row.flaw->reason);
    width_ = row.fields.size();
    for (Place& place : places_) {
        const auto found = std::ranges::find_if(
            row.fields, [&place](std::string_view field) { return lower(trim(field)) == place.name; });
        if (found != row.fields.end()) {
            place.at = static_cast<std::size_t>(found - row.fields.begin());
        } else if (place.needed) {
            return stop(row.line, 0, "missing column '" + std::string{place.name} + "'");
        }
    }
}

void FdcImporter::take_nutrient(const TableRow& row) {
    const auto id = read_number(field(row, 0));
    if (!id) return;
    const std::string_view name = field(row, 1);
    const auto also = std::ranges::find(also_stated, *id, &Stated::id);
    const auto all = known_ingredients();
    const auto known =
        std::ranges::find_if(all, [&id](const NutrientInfo& each) { return each.fdc_id != 0 && each.fdc_id == *id; });
    if (also == also_stated.end() && known == all.end()) return;
    const bool as_expected =
        also != also_stated.end() ? lower(name).find(also->word) != std::string::npos : is_called(*known, name);
    const Nutrient nutrient = also != also_stated.end() ? also->nutrient : known->id;
    if (!as_expected) {
        return stop(row.line_of(1), 2,
            "nutrient " + std::to_string(*id) + " is called " + in_quotes(name) + " instead of " +
                std::string{also != also_stated.end() ? also->word : known->key} + "; not a FoodData Central file");
    }
    const auto unit = find_unit(field(row, 2), nutrient);
    if (!unit)
        return stop(
            row.line_of(2), 3, in_quotes(field(row, 2)) + " is not a unit of " + std::string{info(nutrient).key});
    nutrients_.insert_or_assign(*id, Known{nutrient, also != also_stated.end() ? &*also : nullptr, *unit});
}

void FdcImporter::take_food(const TableRow& row) {
    const auto number = read_number(field(row, 0));
    if (!number || *number < 0) return refuse(row, 0, in_quotes(field(row, 0)) + " is not an fdc_id");
    const std::string_view type = field(row, 2);
    if (!type.empty() && std::ranges::find(food_types, type) == food_types.end()) {
        ++no_foods_;
        return;
    }
    const std::string_view name = field(row, 1);
    if (name.empty()) return refuse(row, 1, "missing description");
    if (!by_number_.emplace(*number, foods_.size()).second) {
        return refuse(row, 0, "fdc_id " + std::to_string(*number) + " appears twice");
    }
    foods_.push_back({.number = *number, .name = std::string{name}, .type = std::string{type}});
}

void FdcImporter::take_amount(const TableRow& row) {
    const auto id = read_number(field(row, 1));
    const auto nutrient = id ? nutrients_.find(*id) : nutrients_.end();
    if (nutrient == nutrients_.end()) {
        if (!id) refuse(row, 1, in_quotes(field(row, 1)) + " is not a nutrient_id");
        return;
    }
    const auto number = read_number(field(row, 0));
    if (!number) return refuse(row, 0, in_quotes(field(row, 0)) + " is not an fdc_id");
    const auto food = by_number_.find(*number);
    const std::string_view cell = field(row, 2);
    if (food == by_number_.end() || cell.empty()) return;  // not a food to show; unknown
    const Known& known = nutrient->second;
    const auto mass = read_mass(cell, known.unit);
    if (!mass) return refuse(row, 2, sentence(mass.error()));
    if (*mass > Mass::from_nanograms(100 * ng_per_g))
        return refuse(row, 2, in_quotes(cell) + " is more than 100 g in 100 g");
    ListedFood& listed = foods_[food->second];
    const auto before = known.also != nullptr ? listed.also[static_cast<std::size_t>(known.also->as)]
                                              : listed.values.of(known.nutrient);
    if (before && *before != *mass) {
        return refuse(row, 2,
            "food " + std::to_string(*number) + " has two amounts of " +
                std::string{known.also != nullptr ? known.also->word : info(known.nutrient).key});
    }
    if (known.also != nullptr) listed.also[static_cast<std::size_t>(known.also->as)] = *mass;
    else listed.values.set(known.nutrient, *mass);
}

}  // namespace

Result<Likeness> like_usda_fdc(const Beginning& beginning) {
    if (beginning.has_heading("fdc_id") ||
        (beginning.has_heading("nutrient_nbr") && beginning.has_heading("unit_name"))) {
        return Error{"this is one file of a FoodData Central download",
            "pass the folder with food.csv, nutrient.csv and food_nutrient.csv"};
    }
    if (!beginning.has_file("food.csv") && !beginning.has_file("food_nutrient.csv")) return Likeness::none;
    const auto missing =
        std::ranges::find_if(file_names, [&beginning](std::string_view name) { return !beginning.has_file(name); });
    if (missing == file_names.end()) return Likeness::sure;
    return Error{"missing " + std::string{*missing} + " in the FoodData Central folder", "unzip the whole archive"};
}

std::unique_ptr<Reader> usda_fdc_reader(const Settings& settings, Sink sink) {
    return std::make_unique<FdcImporter>(settings, std::move(sink));
}

}  // namespace epsom::exchange
