#include <SQLiteCpp/SQLiteCpp.h>

#include <doctest/doctest.h>

#include "full_store.hpp"
#include "paths.hpp"
#include "store/page_checksum.hpp"
#include "store/schema.hpp"
#include "store_fixture.hpp"
#include "temporary.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// As any other program that knows SQLite opens a file.
SQLite::Database sql(const fs::path& file) { return {file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}; }
/// The same, but what is written gets its checksums.
const std::string damaged =
    "the database is damaged | restore your latest backup (made with 'epsom export --backup"
    " FILE'), or save what can be read with 'epsom export --salvage FILE'; details: epsom"
    " check database";

/// What opening `file` is refused with.
std::string refusal(const fs::path& file, Store::Access access) {
    try {
        const Store store = Store::open(file, access);
        return "opened, " + content_of(store);
    } catch (const MachineError& error) {
        return std::string{error.what()} + " | " + error.hint();
    }
}
/// The same for reading and for writing, and the file stays as it is.
std::string refused(const fs::path& file) {
    const std::string bytes = bytes_of(file);
    const std::string answer = refusal(file, Store::Access::read);
    CHECK(refusal(file, Store::Access::write) == answer);
    CHECK(bytes_of(file) == bytes);
    return answer;
}

Dose put_in(Store& store, Dose dose) {
    Change change{store, utc("2026-11-20T21:30")};
    change.put(dose);
    change.commit("dose");
    return dose;
}

void write_some(const fs::path& file) {
    Store store = Store::open(file, Store::Access::write);
    log_all(store, std::vector(100, almonds("30g", "2026-10-20 08:00")));
}

}  // namespace

TEST_CASE("a new file carries the mark of its owner and the newest schema") {
    const TemporaryDirectory directory;
    write_some(directory / "epsom.db");
    SQLite::Database db = sql(directory / "epsom.db");
    CHECK(db.execAndGet("PRAGMA application_id").getInt() == store::application_id);
    CHECK(db.execAndGet("PRAGMA user_version").getInt() == store::newest_schema());
    CHECK(db.execAndGet("PRAGMA integrity_check").getString() == "ok");
}

TEST_CASE("every table is strict") {
    const TemporaryDirectory directory;
    write_some(directory / "epsom.db");
    SQLite::Database db = sql(directory / "epsom.db");
    CHECK(
        db.execAndGet(
              "SELECT coalesce(group_concat(name), '') FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE "
              "'sqlite_%' AND NOT strict")
            .getString() == "");
}

TEST_CASE("an empty file is an empty store") {
    const TemporaryDirectory directory;
    write_file(directory / "epsom.db", "");
    CHECK(refusal(directory / "epsom.db", Store::Access::read) == "opened, " + content_of(Store::in_memory()));
    CHECK(bytes_of(directory / "epsom.db") == "");
    write_some(directory / "epsom.db");
    CHECK(Store::open(directory / "epsom.db", Store::Access::read).latest(100).has_value());
}

TEST_CASE("a file of the first schema opens, and nothing in it is lost") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    sql(file).exec(bytes_of(test::data_path("schema_1.sql")));
    Store store = Store::open(file, Store::Access::write);
    CHECK(content_of(store) ==
          R"(born 1995-10-25 sex female weight ? US_CA 04:00
pregnant 2026-03-01..2026-10-31
magnesium 250 mg 


#2 0a4b2f78-926e-4ec6-a4e8-7fb7bb0d3ab2 2026-11-20T01:30:00+01:00 day 2026-11-19 oxide compound 1 of 500 mg  supplement oral 'it's "new"' [magnesium 301520941 oxide formula]
#3 61622190-eb18-4d90-a6f6-310682284fd3 2026-11-20T08:00:00+01:00 day 2026-11-20 almonds food 1 of 30 g  food oral '' [magnesium 81000000  table] [iron 1113000  table] [calcium 80700000  table] [vitamin-d 0  table] [vitamin-b12 0  table] [folate 13200  table]
#1 5717fa09-9bac-4ca1-89c6-0a16324e5181 2026-11-20T21:30:00+01:00 day 2026-11-20 calm dose 1 of ? capsules supplement oral '' [magnesium 200000000 glycinate label]
)");
    REQUIRE(store.doses().size() == 1);
    CHECK(store.doses()[0].name == "calm");
    CHECK(store.doses()[0].stock == Count{60});
    CHECK(store.undo(utc("2026-11-20T21:00"))->title == "log remove #4 glycinate 100 mg");
    CHECK(store.latest(1)->what == "glycinate");
    SQLite::Database db = sql(file);
    CHECK(db.execAndGet("PRAGMA user_version").getInt() == store::newest_schema());
    CHECK(db.execAndGet("PRAGMA integrity_check").getString() == "ok");
}

TEST_CASE("a file of any older schema is read as it is, brought up to date, and can be undone") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    for (int version = 1; version < store::newest_schema(); ++version) {
        CAPTURE(version);
        fs::remove(file);
        write_schema(file, version);
        const std::string bytes = bytes_of(file);
        const std::string peeked = content_of(Store::open(file, Store::Access::peek));
        const std::vector<Dose> doses = Store::open(file, Store::Access::peek).doses();
        CHECK(Store::open(file, Store::Access::inspect).faults().empty());
        CHECK(bytes_of(file) == bytes);
        Store store = Store::open(file, Store::Access::write);
        CHECK(content_of(store) == peeked);
        CHECK(store.doses() == doses);
        REQUIRE(doses.size() == 1);
        CHECK(store.intakes_of(doses[0], Instant{}).size() == 1);
        CHECK(doses[0].sets ==
              (version < 6 ? std::vector<std::string>{} : std::vector<std::string>{"evening", "travel"}));
        CHECK(doses[0].low == (version < 6 ? std::nullopt : std::optional{days{14}}));
        CHECK(store.intake(3)->detail == (version < 5 ? "" : "salted"));
        CHECK(store.faults().empty());
        CHECK(logged(store, glycinate("100mg", "2026-10-21 08:00")).id == 5);  // 4 was removed
        REQUIRE(store.undo(utc("2026-11-20T22:00")));
        REQUIRE(store.undo(utc("2026-11-20T22:01")));  // log remove #4
        CHECK(store.intake(4)->what == "glycinate");
        REQUIRE(store.redo(utc("2026-11-20T22:02")));
        CHECK(store.faults().empty());
        CHECK(store::differing_tables(*std::make_unique<SQLite::Database>(sql(file))).empty());
    }
}

TEST_CASE("the sets of a dose, its low supply and its expiry are kept through an edit, undo and redo") {
    Store store = Store::in_memory();
    const Dose before = put_in(store, {.name = "calm",
                                          .contents = {{Nutrient::magnesium, 200_mg, "", Basis::label}},
                                          .sets = {"evening", "travel"},
                                          .low = std::chrono::days{14},
                                          .expires = Day{days{20'999}}});
    CHECK(store.doses() == std::vector{before});
    Dose edited = before;
    edited.sets = {};
    edited.low = std::nullopt;
    edited.expires = std::nullopt;
    put_in(store, edited);
    CHECK(store.doses() == std::vector{edited});
    store.undo(utc("2026-11-20T22:00"));
    CHECK(store.doses() == std::vector{before});
    store.redo(utc("2026-11-20T22:01"));
    CHECK(store.doses() == std::vector{edited});
}

TEST_CASE("the detail of an entry is kept through an edit, undo and redo") {
    Store store = Store::in_memory();
    Intake drawn{.moment = berlin().at(utc("2026-10-21T07:00")), .day = Day{days{20'747}}, .what = "ferritin"};
    drawn.kind = Taken::lab;
    drawn.detail = "45 in 15..150";
    Intake edited = logged(store, drawn);
    edited.detail = "54 in 15..150";
    logged(store, edited);
    CHECK(store.latest(1)->detail == "54 in 15..150");
    store.undo(utc("2026-11-20T22:00"));
    CHECK(store.latest(1)->detail == "45 in 15..150");
    store.redo(utc("2026-11-20T22:01"));
    CHECK(store.latest(1)->detail == "54 in 15..150");
}

TEST_CASE("a file of a newer epsom is refused") {
    const TemporaryDirectory directory;
    write_some(directory / "epsom.db");
    const int newer = store::newest_schema() + 1;
    sql(directory / "epsom.db").exec("PRAGMA user_version = " + std::to_string(newer));
    CHECK(refused(directory / "epsom.db") == "the database was written by a newer epsom (schema " +
                                                 std::to_string(newer) + ", this version knows " +
                                                 std::to_string(newer - 1) + ") | update epsom");
}

TEST_CASE("another program's database is refused") {
    const TemporaryDirectory directory;
    sql(directory / "other.db").exec("CREATE TABLE bookmark (url TEXT)");
    CHECK(refused(directory / "other.db") ==
          "the database belongs to another program | choose another file with --db or EPSOM_DB");
    sql(directory / "marked.db").exec("PRAGMA application_id = 12345");
    CHECK(refused(directory / "marked.db") ==
          "the database belongs to another program | choose another file with --db or EPSOM_DB");
    sql(directory / "versioned.db").exec("PRAGMA user_version = 1");
    CHECK(refused(directory / "versioned.db") ==
          "the database belongs to another program | choose another file with --db or EPSOM_DB");
}

TEST_CASE("a text file is refused") {
    const TemporaryDirectory directory;
    write_file(directory / "notes.txt", std::string(2000, 'x') + "\n");
    CHECK(refused(directory / "notes.txt") ==
          "the file is not an epsom database | choose another file with --db or EPSOM_DB");
    write_file(directory / "short.txt", "hello\n");
    CHECK(refused(directory / "short.txt") ==
          "the file is not an epsom database | choose another file with --db or EPSOM_DB");
}

TEST_CASE("a directory is refused") {
    const TemporaryDirectory directory;
    CHECK(refusal(directory.path(), Store::Access::write) ==
          "the database cannot be opened: it is a directory | check the path and its permissions, or choose another"
          " file with --db or EPSOM_DB");
}

TEST_CASE("a file in the place of a directory is refused") {
    const TemporaryDirectory directory;
    write_file(directory / "file", "x");
    const std::string answer = refusal(directory / "file" / "epsom.db", Store::Access::write);
    CHECK(answer.starts_with("cannot create the directory '"));
    CHECK(answer.find("cannot create the directory") != std::string::npos);
}

TEST_CASE("a damaged file is refused when its damage is met") {
    const TemporaryDirectory directory;
    write_some(directory / "epsom.db");
    std::string bytes = bytes_of(directory / "epsom.db");
    REQUIRE(bytes.size() > 6 * 4096);
    write_file(directory / "cut.db", bytes.substr(0, bytes.size() / 2));
    CHECK(refused(directory / "cut.db") == damaged);
    for (std::size_t at = 4096; at < bytes.size(); ++at) bytes[at] = static_cast<char>(at * 31);
    write_file(directory / "garbled.db", bytes);
    CHECK(refused(directory / "garbled.db") == damaged);
}

TEST_CASE("a file that is locked for over five seconds is refused") {
    const TemporaryDirectory directory;
    write_some(directory / "epsom.db");
    SQLite::Database other = sql(directory / "epsom.db");
    other.exec("BEGIN EXCLUSIVE");
    CHECK(refusal(directory / "epsom.db", Store::Access::read) ==
          "the database has been locked by another program for over 5 s | close that program and try again");
    other.exec("ROLLBACK");
    CHECK(refusal(directory / "epsom.db", Store::Access::read).starts_with("opened"));
}

TEST_CASE("an ingredient of a newer list is no damage") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    write_some(file);
    checked_sql(file).exec("UPDATE content SET nutrient = 31999 WHERE nutrient = 0");
    CHECK_THROWS_WITH_AS((void)content_of(Store::open(file, Store::Access::read)),
        "the database contains an ingredient that this version does not know (number 31999)", MachineError);
}

TEST_CASE("a kind, a nutrient or a source that there is not is damage") {
    const TemporaryDirectory directory;
    for (const char* damage : {"UPDATE content SET nutrient = -1 WHERE nutrient = 0", "UPDATE intake SET kind = -1",
             "UPDATE intake SET source = 4294967296"}) {
        const fs::path file = directory / "epsom.db";
        fs::remove(file);
        write_some(file);
        checked_sql(file).exec(damage);
        CHECK_THROWS_WITH_AS(
            (void)content_of(Store::open(file, Store::Access::read)), "the database is damaged", MachineError);
    }
}

TEST_CASE("a file of an older schema is smaller when it is brought up to date") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    write_schema(file, 6);
    checked_sql(file).exec(
        "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
        " INSERT INTO intake(id, uuid, stamp, at, utc_offset, day, what, kind, servings, unit, source, route, note,"
        " recorded, origin)"
        " SELECT i, format('0a4b2f78-926e-4ec6-a4e8-%012d', i), i, i, 0, 0, 'oxide', 0,"
        " 1000, '', 0, 0, '', i, 0 FROM n");
    const auto before = fs::file_size(file);
    REQUIRE(Store::open(file, Store::Access::write).intake(3000)->uuid == "0a4b2f78-926e-4ec6-a4e8-000000003000");
    CHECK(fs::file_size(file) < before * 3 / 4);
}
