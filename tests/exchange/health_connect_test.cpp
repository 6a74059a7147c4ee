#include <sqlite3.h>

#include <filesystem>

#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "exchange/importers.hpp"
#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

/// A file that is gone with the test.
class TemporaryFile {
public:
    TemporaryFile()
        : path_{std::filesystem::temp_directory_path() /
                ("epsom test? #" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ".db")} {
        std::filesystem::remove(path_);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { std::filesystem::remove(path_); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

const std::string meals =
    "CREATE TABLE nutrition_record_table(row_id INTEGER PRIMARY KEY, uuid BLOB, start_time INTEGER, start_zone_offset "
    "INTEGER, end_time INTEGER, local_date INTEGER,"
    " meal_type INTEGER, meal_name TEXT, app_info_id INTEGER, energy REAL, magnesium REAL, iron REAL, calcium REAL, "
    "vitamin_d REAL, vitamin_b12 REAL, folate REAL, caffeine REAL);"
    "CREATE TABLE application_info_table(row_id INTEGER PRIMARY KEY, package_name TEXT, app_name TEXT);"
    "INSERT INTO application_info_table VALUES (7, 'com.example.meals', 'Meals');";

/// Reads a database that `sql` makes.
Reading health(const std::string& sql) {
    const TemporaryFile file;
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(file.path().c_str(), &db) == SQLITE_OK);
    const int made = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(db);
    REQUIRE(made == SQLITE_OK);
    Reading reading;
    reading.summary = read_health_connect(file.path(), settings_in(berlin()), sink_into(reading));
    return reading;
}

Reading health_bytes(const std::string& bytes) {
    const TemporaryFile file;
    std::ofstream{file.path(), std::ios::binary} << bytes;
    Reading reading;
    reading.summary = read_health_connect(file.path(), settings_in(berlin()), sink_into(reading));
    return reading;
}

}  // namespace

TEST_CASE("Health Connect's meals are read, masses in grams, what is null unknown") {
    const auto reading = health(
        meals +
        "INSERT INTO nutrition_record_table(row_id, uuid, start_time, start_zone_offset, meal_type, meal_name, "
        "app_info_id, energy, magnesium, iron, vitamin_d)"
        " VALUES (1, x'00112233445566778899aabbccddeeff', 1791234240000, -14400, 2, NULL, 7, 650000, 0.0356, 0, "
        "4.9e-324),"
        " (2, NULL, 1791234240500, NULL, 0, 'Magnesium Bisglycinate, 100 mg Capsule', 9, NULL, 0.1, NULL, NULL);");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 2);
    const auto& lunch = reading.entries[0];
    CHECK(spell_moment(lunch.intake.moment) == "2026-10-05T17:04:00-04:00");
    CHECK(lunch.intake.what == "lunch");
    CHECK(lunch.origin == "Meals");
    CHECK(lunch.intake.source == Source::food);
    CHECK(lunch.intake.contents.size() == 2);
    CHECK(amount(lunch, Nutrient::magnesium)->nanograms() == 35'600'000);
    CHECK(amount(lunch, Nutrient::iron) == Mass{});
    CHECK_FALSE(amount(lunch, Nutrient::vitamin_d));
    CHECK_FALSE(amount(lunch, Nutrient::calcium));
    const auto& capsule = reading.entries[1];
    CHECK(spell_moment(capsule.intake.moment) == "2026-10-05T23:04:00+02:00");
    CHECK(capsule.intake.source == Source::supplement);
    CHECK(capsule.intake.contents == std::vector<Content>{{Nutrient::magnesium, 100_mg, "glycinate", Basis::label}});
    CHECK(capsule.origin == "Health Connect");
    CHECK(reading.notes() == "1 row imported as supplements (named like a product), 1 as food\n");
}

TEST_CASE("almost no energy is that of a capsule, and a row that may be a supplement is named") {
    const auto reading = health(meals +
                                "INSERT INTO nutrition_record_table(row_id, start_time, meal_name, energy, magnesium)"
                                " VALUES (1, 1791234240000, 'Magnesium citrate 100 mg', 0, 0.1),"
                                " (2, 1791234240000, 'Magnesium gummies', 9000, 0.1),"
                                " (3, 1791234240000, 'Magnesium citrate 100 mg drink', 90000, 0.1),"
                                " (4, 1791234240000, 'Calm', 0, 0.1), (5, 1791234240000, 'Oats', NULL, 0.1);");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 5);
    CHECK(reading.entries[0].intake.source == Source::supplement);
    CHECK(reading.entries[1].intake.source == Source::supplement);
    CHECK(reading.entries[2].intake.source == Source::food);
    CHECK(reading.entries[3].intake.source == Source::food);
    CHECK(reading.entries[4].intake.source == Source::food);
    CHECK(reading.notes() ==
          "2 rows imported as supplements (named like a product), 3 as food\n"
          "1 row imported as food may be a supplement: 'Calm'; to import as a supplement, add --supplements 'Calm'\n");
}

TEST_CASE("every tracked nutrient of Health Connect's table is read") {
    // The nutrients' columns as Android names them.
    const std::vector<std::string> names{"biotin", "calcium", "chloride", "chromium", "copper", "dietary_fiber",
        "folate", "iodine", "iron", "magnesium", "manganese", "molybdenum", "niacin", "pantothenic_acid", "phosphorus",
        "potassium", "protein", "riboflavin", "selenium", "sodium", "thiamin", "vitamin_a", "vitamin_b12", "vitamin_b6",
        "vitamin_c", "vitamin_d", "vitamin_e", "vitamin_k", "zinc"};
    std::string columns, values;
    for (std::size_t i = 0; i < names.size(); ++i) {
        columns += ", " + names[i] + " REAL";
        values += ", 0.00" + std::to_string(i + 1);
    }
    const std::string table = "CREATE TABLE nutrition_record_table(row_id INTEGER PRIMARY KEY, start_time INTEGER" +
                              columns + ", folic_acid REAL, caffeine REAL, \"magnesium, (x)\" REAL);";
    const auto reading =
        health(table + "INSERT INTO nutrition_record_table VALUES (1, 1791234240000" + values + ", 0.1, 0.2, 0.3)");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 1);
    // and what tryptophan makes is unknown
    CHECK(reading.entries[0].intake.contents.size() == names.size() + 1);
    CHECK(amount(reading.entries[0], *find_nutrient("fiber")) == 6_mg);
    CHECK(reading.notes() ==
          "0 rows imported as supplements (named like a product), 1 as food\n"
          "not imported, as epsom cannot convert them: 'folic_acid'\nnot imported: 'caffeine'\n"
          "folate is imported as dietary folate equivalents (DFE)\n");
}

TEST_CASE("a meal is known again by its own uuid, or by what it says") {
    const std::string insert = "INSERT INTO nutrition_record_table(row_id, uuid, start_time, magnesium) VALUES ";
    const auto first = health(
        meals + insert + "(1, x'00112233445566778899aabbccddeeff', 1791234240000, 0.1), (2, NULL, 1791234240000, 0.2)");
    const auto second = health(
        meals + insert + "(5, NULL, 1791234240000, 0.2), (6, x'00112233445566778899aabbccddeeff', 1791234240000, 0.3)");
    REQUIRE(first.entries.size() == 2);
    REQUIRE(second.entries.size() == 2);
    CHECK(first.entries[0].intake.uuid == second.entries[1].intake.uuid);
    CHECK(first.entries[1].intake.uuid == second.entries[0].intake.uuid);
}

TEST_CASE("rows that cannot be meant are refused by number") {
    const auto reading = health(
        meals +
        "INSERT INTO nutrition_record_table(start_time, start_zone_offset, meal_name, magnesium) VALUES"
        " (NULL, 0, 'a', 1), (1791234240000, 9999999, 'b', 1), (1791234240000, 0, 'c', -1), (1791234240000, 0, 'd', "
        "'much'),"
        " (1791234240000, 0, 'e', 9e999), (9223372036854775807, 0, 'f', 1), (1791234240000, 0, CAST(x'ff' AS TEXT), "
        "1)");
    CHECK(reading.trouble() ==
          "1:0 missing start_time\n2:0 UTC offset of 9999999 seconds is out of range\n3:0 magnesium is not a mass"
          " between 0 and 1 kg\n"
          "4:0 magnesium is not a mass between 0 and 1 kg\n5:0 magnesium is not a mass between 0 and 1 kg\n"
          "6:0 time 9223372036854775 (seconds since 1970) is out of range; check the date\n7:0 the name of the meal"
          " is not UTF-8");
}

TEST_CASE("other databases, views that would run code, and what is not a database are refused") {
    CHECK(health("CREATE TABLE intake(id INTEGER)").trouble() ==
          "stopped 0:0 not a Health Connect export: missing table nutrition_record_table");
    CHECK(
        health("CREATE VIEW nutrition_record_table AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
               "SELECT i AS rowid, i AS start_time, 1.0 AS magnesium FROM n")
            .trouble() == "stopped 0:0 not a Health Connect export: missing table nutrition_record_table");
    CHECK(health("CREATE TABLE nutrition_record_table(row_id INTEGER PRIMARY KEY, magnesium REAL)").trouble() ==
          "stopped 0:0 table nutrition_record_table lacks the column 'start_time', or one of a nutrient such as"
          " 'magnesium'");
    CHECK(
        health("CREATE TABLE nutrition_record_table(row_id INTEGER PRIMARY KEY, start_time INTEGER, magnesium REAL AS "
               "(start_time * 2))")
            .trouble() ==
        "stopped 0:0 table nutrition_record_table lacks the column 'start_time', or one of a nutrient such as"
        " 'magnesium'");
    CHECK(health_bytes("SQLite format 3 and no more").trouble().find("damaged or not an SQLite file") !=
          std::string::npos);
    CHECK(health_bytes("").trouble().find("missing table") != std::string::npos);
    Reading reading;
    reading.summary = read_health_connect("/nowhere/at/all.db", settings_in(berlin()), sink_into(reading));
    CHECK(reading.trouble().find("cannot be opened") != std::string::npos);
}

TEST_CASE("nothing is written beside or into the file") {
    const TemporaryFile file;
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(file.path().c_str(), &db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, ("PRAGMA journal_mode = WAL;" + meals).c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(db);
    const auto before = std::filesystem::last_write_time(file.path());
    CHECK_FALSE(read_health_connect(file.path(), settings_in(berlin()), {}).stopped);
    CHECK(std::filesystem::last_write_time(file.path()) == before);
    CHECK_FALSE(std::filesystem::exists(file.path().string() + "-wal"));
    CHECK_FALSE(std::filesystem::exists(file.path().string() + "-shm"));
}
