// The SQLite file inside Google Health Connect's export. It comes from outside, so it is opened for reading only,
// nothing that is stored in it is run, and its tables have to be tables.

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "delivery.hpp"
#include "epsom/text/plain.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "nutrient_names.hpp"
#include "quantities.hpp"
#include "supplements.hpp"

namespace epsom::exchange {
namespace {

constexpr std::string_view table = "nutrition_record_table";
/// What all food has: energy in calories, of which a thousand are a kcal, and grams.
constexpr std::array<std::string_view, 4> macro_columns{"energy", "protein", "total_carbohydrate", "total_fat"};
constexpr int first_macro = 7;  // its place in a row that is read
/// Those of its columns that do not count a nutrient.
constexpr std::array other_columns = std::to_array<std::string_view>(
    {"energy_from_fat", "caffeine", "cholesterol", "folic_acid", "monounsaturated_fat", "polyunsaturated_fat",
        "saturated_fat", "sugar", "total_carbohydrate", "total_fat", "trans_fat", "unsaturated_fat"});
/// What the identity of a meal without a uuid is made of, in this order: the nutrients that the first release read.
constexpr std::array identifying{Nutrient::magnesium, Nutrient::iron, Nutrient::calcium, Nutrient::vitamin_d,
    Nutrient::vitamin_b12, Nutrient::folate};
constexpr std::array<std::string_view, 5> meals{"meal", "breakfast", "lunch", "dinner", "snack"};

/// The nutrient of a column. Its name goes into SQL, so only a plain one counts.
std::optional<Nutrient> nutrient_of_column(std::string_view name) {
    const bool plain =
        std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_'; });
    return plain ? food_nutrient_called(name) : std::nullopt;
}

/// A path as SQLite's URI wants it. `immutable`: no lock, no journal, nothing is made beside the file.
std::string uri_of(const std::filesystem::path& file) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                           c == '.' || c == '_' || c == '-';
        const auto byte = static_cast<unsigned char>(c);
        if (plain) {
            uri += c;
        } else {
            uri += std::string{"%"} + "0123456789ABCDEF"[byte >> 4] + "0123456789ABCDEF"[byte & 0x0FU];
        }
    }
    return uri + "?immutable=1";
}

/// The smallest double is how Android writes "none".
bool is_set(double value) { return value == 0 || value > 1e-300; }

DiaryRow::Macro macro_in(SQLite::Statement& row, int place) {
    const auto column = row.getColumn(place);
    const bool is_energy = place == first_macro;
    const double value = column.getDouble() / (is_energy ? 1000 : 1);
    if (!(column.isFloat() || column.isInteger()) || !is_set(value)) return {false, true};
    if (!(value >= 0 && value < 1e6)) return {true, false};
    return read_macro(std::to_string(value), is_energy, false, Count{1});
}

class HealthConnectImporter {
public:
    HealthConnectImporter(const std::filesystem::path& file, const Settings& settings, Sink sink)
        : out_{"health-connect", settings, std::move(sink)},
          db_{uri_of(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI},
          supplements_by_{settings.supplements} {
        sqlite3_db_config(db_.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(db_.getHandle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_limit(db_.getHandle(), SQLITE_LIMIT_LENGTH, 1'000'000);
        db_.exec("PRAGMA cell_size_check = ON; PRAGMA query_only = ON; PRAGMA mmap_size = 0");
    }
    Summary read();

private:
    /// The columns of a table; none when there is no such table, or when it is a view or something else that runs code.
    std::vector<std::string> columns_of(std::string_view name);
    /// Of a database without the table of meals: what that is, and what to do.
    std::string what_it_is();
    void read_apps();
    void read_meals(const std::vector<std::string>& columns);
    void take(SQLite::Statement& row, std::size_t number);

    Delivery out_;
    SQLite::Database db_;
    Supplements supplements_by_;
    struct Column {
        Nutrient nutrient;
        std::string name;
    };
    std::vector<Column> nutrients_;
    std::vector<std::string> others_;  // with a value in any row they are named
    LeftOut not_tracked_, not_convertible_;
    std::map<std::int64_t, std::string> apps_;
    std::size_t supplements_ = 0, foods_ = 0, folates_ = 0;
};

std::string HealthConnectImporter::what_it_is() {
    if (!columns_of("change_row").empty())
        return "this is a database of epsom; import its export: epsom --db FILE export | epsom import -";
    if (!columns_of("reference_value").empty())
        return "this is a database for analysis, which lacks what an import needs; import an export in ndjson";
    return "not a Health Connect export: missing table " + std::string{table};
}

std::vector<std::string> HealthConnectImporter::columns_of(std::string_view name) {
    SQLite::Statement plain{db_,
        "SELECT count(*) FROM sqlite_schema WHERE name = ?1 AND type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"};
    plain.bind(1, std::string{name});
    if (!plain.executeStep() || plain.getColumn(0).getInt() != 1) return {};
    // table_xinfo tells generated columns from stored ones.
    SQLite::Statement query{db_, "SELECT lower(name) FROM pragma_table_xinfo(?1) WHERE hidden = 0 LIMIT 1000"};
    query.bind(1, std::string{name});
    std::vector<std::string> columns;
    while (query.executeStep()) columns.push_back(query.getColumn(0).getString());
    return columns;
}

void HealthConnectImporter::read_apps() {
    const auto columns = columns_of("application_info_table");
    const auto has = [&columns](std::string_view name) { return std::ranges::find(columns, name) != columns.end(); };
    const std::string name = has("app_name") ? "app_name" : "package_name";
    if (!has("row_id") || !has(name)) return;
    SQLite::Statement query{
        db_, "SELECT row_id, substr(CAST(" + name + " AS TEXT), 1, 200) FROM application_info_table LIMIT 1000"};
    while (query.executeStep()) {
        if (!query.getColumn(1).isNull())
            apps_[query.getColumn(0).getInt64()] = printable(query.getColumn(1).getString());
    }
}

void HealthConnectImporter::read_meals(const std::vector<std::string>& columns) {
    // A column that this version of the format lacks reads as null.
    std::string text = "SELECT rowid";
    const auto add = [&](std::string_view name) {
        text += ", ";
        text += std::ranges::find(columns, name) == columns.end() ? "NULL" : name;
    };
    for (const std::string_view name :
        {"start_time", "start_zone_offset", "meal_name", "meal_type", "app_info_id", "uuid"})
        add(name);
    for (const std::string_view name : macro_columns) add(name);
    // The identity asks for its nutrients in their order, so they come first.
    for (const Nutrient nutrient : identifying) {
        const auto column = std::ranges::find_if(
            columns, [nutrient](const std::string& name) { return nutrient_of_column(name) == nutrient; });
        if (column != columns.end()) nutrients_.push_back({nutrient, *column});
    }
    for (const std::string& name : columns) {
        const auto nutrient = nutrient_of_column(name);
        if (nutrient && std::ranges::find(nutrients_, *nutrient, &Column::nutrient) == nutrients_.end())
            nutrients_.push_back({*nutrient, name});
        if (std::ranges::find(other_columns, name) != other_columns.end()) others_.push_back(name);
    }
    for (const Column& each : nutrients_) add(each.name);
    for (const std::string& name : others_) add(name);
    SQLite::Statement row{db_, text + " FROM " + std::string{table}};
    std::optional<std::int64_t> last;
    for (std::size_t number = 1; row.executeStep(); ++number) {
        // In a damaged file pages can lead back to each other.
        const std::int64_t id = row.getColumn(0).getInt64();
        if (last && id <= *last) return out_.stop({number, 0, "the file is damaged: rows out of order"});
        last = id;
        take(row, number);
    }
}

void HealthConnectImporter::take(SQLite::Statement& row, std::size_t number) {
    const auto refuse = [&](std::string reason) { out_.refuse({number, 0, std::move(reason)}); };
    const auto is_text = [&row](int column) {
        return row.getColumn(column).isText() && is_utf8(row.getColumn(column).getString());
    };
    if (!row.getColumn(1).isInteger()) return refuse("missing start_time");
    const Instant at{std::chrono::floor<seconds>(std::chrono::milliseconds{row.getColumn(1).getInt64()})};
    auto placed = out_.timeline.place(at);
    if (!placed) return refuse(sentence(placed.error()));
    if (row.getColumn(2).isInteger()) {
        const std::int64_t offset = row.getColumn(2).getInt64();
        if (offset < -18 * 3600 || offset > 18 * 3600) {
            return refuse("UTC offset of " + std::to_string(offset) + " seconds is out of range");
        }
        placed = out_.timeline.place(Moment{at, seconds{offset}});
        if (!placed) return refuse(sentence(placed.error()));
    }
    ImportedEntry entry{.line = number};
    Intake& intake = entry.intake;
    intake.moment = placed->moment;
    intake.day = placed->day;
    if (row.getColumn(3).isText() && !is_text(3)) return refuse("the name of the meal is not UTF-8");
    const std::string name{is_text(3) ? trim(row.getColumn(3).getString()) : std::string_view{}};
    const std::int64_t meal = row.getColumn(4).isInteger() ? row.getColumn(4).getInt64() : 0;
    intake.what =
        !name.empty()
            ? name
            : std::string{
                  meals[meal > 0 && meal < static_cast<std::int64_t>(meals.size()) ? static_cast<std::size_t>(meal)
                                                                                   : 0]};
    const auto app = row.getColumn(5).isInteger() ? apps_.find(row.getColumn(5).getInt64()) : apps_.end();
    entry.origin = app == apps_.end() ? "Health Connect" : app->second;

    std::string values;
    int place = first_macro + static_cast<int>(macro_columns.size());  // of the first
    for (const Column& each : nutrients_) {
        const auto column = row.getColumn(place++);
        if (column.isNull()) continue;
        const double grams = column.getDouble();
        const bool number_found = column.isFloat() || column.isInteger();
        if (!number_found || !std::isfinite(grams) || grams < 0 || grams > 1000) {
            return refuse(std::string{info(each.nutrient).key} + " is not a mass between 0 and 1 kg");
        }
        const Mass mass = Mass::from_nanograms(std::llround(grams * static_cast<double>(ng_per_g)));
        if (std::ranges::find(identifying, each.nutrient) != identifying.end())
            values += "\n" + std::to_string(mass.nanograms());
        if (!is_set(grams)) continue;
        if (each.nutrient == Nutrient::folate && mass > Mass{}) ++folates_;
        intake.contents.push_back({each.nutrient, mass, "", Basis::table});
    }
    for (const std::string& other : others_) {
        const auto column = row.getColumn(place++);
        if ((column.isFloat() || column.isInteger()) && column.getDouble() > 1e-300)
            (is_near_to_a_nutrient(other) ? not_convertible_ : not_tracked_).add(other);
    }
    std::ranges::sort(intake.contents, {}, &Content::nutrient);
    const bool known = !intake.contents.empty();
    std::string compound;
    for (const Content& content : intake.contents) {
        if (compound.empty()) compound = out_.names.compound_in(name, content.nutrient);
    }
    DiaryRow facts{.name = name, .names_substance = !compound.empty()};
    for (int i = 0; i < static_cast<int>(macro_columns.size()); ++i)
        facts.macros.push_back(macro_in(row, first_macro + i));
    facts.values = intake.contents.size();
    const bool product = facts.names_substance || names_a_product(plain_text(name));
    const bool has_energy = std::ranges::any_of(facts.macros, &DiaryRow::Macro::has_value);
    const bool named = supplements_by_.is_named(name, entry.origin);
    // Without any energy only a name makes a supplement: apps leave energy out of meals too.
    const bool may_be = !name.empty() && (product || has_energy);
    const bool supplement = known && (named || (may_be && supplements_by_.is_supplement(facts)));
    if (supplement) {
        intake.kind = Taken::dose;
        supplements_by_.settle(name, intake.contents, out_);
    } else {
        intake.kind = Taken::food;
        intake.source = Source::food;
        settle_food(intake.contents);
    }
    std::string identity;
    if (const auto uuid = row.getColumn(6); uuid.isBlob() && uuid.getBytes() == 16) {
        identity.assign("uuid ").append(static_cast<const char*>(uuid.getBlob()), 16);
    } else {
        identity = key_of(Stamp{.date = Day{}, .time = at.time_since_epoch(), .offset = seconds{0}}) + "\n" +
                   intake.what + values;
    }
    if (out_.entry(std::move(entry), identity)) ++(supplement ? supplements_ : foods_);
}

Summary HealthConnectImporter::read() {
    try {
        const auto columns = columns_of(table);
        const auto has = [&columns](auto is_it) { return std::ranges::any_of(columns, is_it); };
        const bool complete = has([](const std::string& name) { return name == "start_time"; }) &&
                              has([](const std::string& name) { return nutrient_of_column(name).has_value(); });
        if (columns.empty()) {
            out_.stop({0, 0, what_it_is()});
        } else if (!complete) {
            out_.stop({0, 0,
                "table " + std::string{table} +
                    " lacks the column 'start_time', or one of a nutrient such as 'magnesium'"});
        } else {
            read_apps();
            read_meals(columns);
        }
    } catch (const SQLite::Exception& failure) {
        out_.stop({0, 0, "the file is damaged or not an SQLite file: " + printable(failure.what())});
    }
    if (supplements_ + foods_ > 0) {
        out_.note(Delivery::counted(supplements_, "row", "rows") + " imported as supplements (named like a product), " +
                  std::to_string(foods_) + " as food");
    }
    supplements_by_.end(out_);
    not_convertible_.end(out_, "not imported, as epsom cannot convert them");
    not_tracked_.end(out_, "not imported");
    if (folates_ > 0) out_.note("folate is imported as dietary folate equivalents (DFE)");
    return out_.finish();
}

}  // namespace

Result<Likeness> like_health_connect(const Beginning& beginning) {
    if (beginning.has_file("health_connect_export.db"))
        return Error{"this is the folder of a Health Connect export", "pass the file health_connect_export.db in it"};
    return beginning.form == Beginning::Form::database ? Likeness::sure : Likeness::none;
}

Summary read_health_connect(const std::filesystem::path& file, const Settings& settings, Sink sink) {
    std::optional<HealthConnectImporter> importer;
    try {
        importer.emplace(file, settings, std::move(sink));
    } catch (const SQLite::Exception& failure) {
        Summary summary;
        summary.stopped =
            Refusal{0, 0, "the file cannot be opened as an SQLite database: " + printable(failure.what())};
        return summary;
    }
    return importer->read();
}

}  // namespace epsom::exchange
