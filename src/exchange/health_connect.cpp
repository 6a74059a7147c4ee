// The SQLite file inside Google Health Connect's export. It comes from outside, so it is opened for reading only,
// nothing that is stored in it is run, and its tables have to be tables.

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "delivery.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "quantities.hpp"
#include "supplements.hpp"

namespace epsom::exchange {
namespace {

constexpr std::string_view table = "nutrition_record_table";
struct NutrientColumn {
    Nutrient nutrient;
    std::string_view name;
};
constexpr std::array nutrient_columns{
    NutrientColumn{Nutrient::magnesium, "magnesium"},
    NutrientColumn{Nutrient::iron, "iron"},
    NutrientColumn{Nutrient::calcium, "calcium"},
    NutrientColumn{Nutrient::vitamin_d, "vitamin_d"},
    NutrientColumn{Nutrient::vitamin_b12, "vitamin_b12"},
    NutrientColumn{Nutrient::folate, "folate"},
};
constexpr std::array<std::string_view, 5> meals{"meal", "breakfast", "lunch", "dinner", "snack"};

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
    void read_apps();
    void read_meals(const std::vector<std::string>& columns);
    void take(SQLite::Statement& row, std::size_t number);

    Delivery out_;
    SQLite::Database db_;
    Supplements supplements_by_;
    std::map<std::int64_t, std::string> apps_;
    std::size_t supplements_ = 0, foods_ = 0, folates_ = 0;
};

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
        {"start_time", "start_zone_offset", "meal_name", "meal_type", "app_info_id", "uuid", "energy"})
        add(name);
    for (const auto& each : nutrient_columns) add(each.name);
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
    int place = 8;  // of the first
    for (const auto& nutrient : nutrient_columns) {
        const auto column = row.getColumn(place++);
        Content content{nutrient.nutrient, std::nullopt, "", Basis::table};
        if (!column.isNull()) {
            const double grams = column.getDouble();
            const bool number_found = column.isFloat() || column.isInteger();
            if (!number_found || !std::isfinite(grams) || grams < 0 || grams > 1000) {
                return refuse(std::string{info(nutrient.nutrient).key} + " is not a mass between 0 and 1 kg");
            }
            // The smallest double is how Android writes "none".
            if (grams == 0 || grams > 1e-300)
                content.amount = Mass::from_nanograms(std::llround(grams * static_cast<double>(ng_per_g)));
            if (content.amount && nutrient.nutrient == Nutrient::folate && *content.amount > Mass{}) ++folates_;
            values += "\n" + std::to_string(content.amount.value_or(Mass{}).nanograms());
        }
        intake.contents.push_back(std::move(content));
    }
    const auto known =
        std::ranges::count_if(intake.contents, [](const Content& content) { return content.amount.has_value(); });
    std::string compound;
    for (const Content& content : intake.contents) {
        if (content.amount && compound.empty()) compound = out_.names.compound_in(name, content.nutrient);
    }
    const bool named = supplements_by_.is_named(name, entry.origin);
    if (known > 0 &&
        (named || (!name.empty() && row.getColumn(7).isNull() && (!compound.empty() || names_a_product(name))))) {
        ++supplements_;
        intake.kind = Taken::dose;
        std::erase_if(intake.contents, [](const Content& content) { return !content.amount; });
        for (Content& content : intake.contents) {
            content.basis = Basis::label;
            content.compound = out_.names.compound_in(name, content.nutrient);
        }
    } else {
        ++foods_;
        intake.kind = Taken::food;
        intake.source = Source::food;
    }
    std::string identity;
    if (const auto uuid = row.getColumn(6); uuid.isBlob() && uuid.getBytes() == 16) {
        identity.assign("uuid ").append(static_cast<const char*>(uuid.getBlob()), 16);
    } else {
        identity = key_of(Stamp{.date = Day{}, .time = at.time_since_epoch(), .offset = seconds{0}}) + "\n" +
                   intake.what + values;
    }
    out_.entry(std::move(entry), identity);
}

Summary HealthConnectImporter::read() {
    try {
        const auto columns = columns_of(table);
        const bool complete = std::ranges::all_of(std::array<std::string_view, 2>{"start_time", "magnesium"},
            [&columns](std::string_view name) { return std::ranges::find(columns, name) != columns.end(); });
        if (columns.empty()) {
            out_.stop({0, 0, "not a Health Connect export: missing table " + std::string{table}});
        } else if (!complete) {
            out_.stop({0, 0, "table " + std::string{table} + " lacks the columns 'start_time' and 'magnesium'"});
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
