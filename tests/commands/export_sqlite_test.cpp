// `epsom export --format sqlite`: each table says what the report or list of the same name says, to the digit.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>

#include "command_line.hpp"
#include "epsom/text/text.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

using Row = nlohmann::json;

/// What a question is answered with: a number, a text or null for each column.
std::vector<Row> rows_of(const fs::path& file, const std::string& question) {
    SQLite::Database db{file.string(), SQLite::OPEN_READONLY};
    SQLite::Statement query{db, question};
    std::vector<Row> rows;
    while (query.executeStep()) {
        Row row = Row::object();
        for (int i = 0; i < query.getColumnCount(); ++i) {
            const SQLite::Column value = query.getColumn(i);
            Row& cell = row[query.getColumnName(i)];
            if (value.isInteger()) cell = value.getInt64();
            else if (value.isFloat()) cell = value.getDouble();
            else if (value.isText()) cell = value.getString();
        }
        rows.push_back(std::move(row));
    }
    return rows;
}
Row only_row(const fs::path& file, const std::string& question) {
    const auto rows = rows_of(file, question);
    REQUIRE(rows.size() == 1);
    return rows.front();
}

/// A truth value of json is 0 or 1 in SQLite.
Row without_truth(Row value) {
    if (value.is_boolean()) return value.get<bool>() ? 1 : 0;
    if (value.is_object()) {
        for (auto& [key, inner] : value.items()) inner = without_truth(inner);
    }
    return value;
}

/// The rows of a report, with those keys alone that the table has.
std::vector<Row> reported(const Row& rows, const Row& like) {
    std::vector<Row> kept;
    for (const Row& row : rows) {
        Row one = Row::object();
        for (const auto& [key, value] : like.items()) {
            if (row.contains(key)) one[key] = without_truth(row.at(key));
        }
        kept.push_back(std::move(one));
    }
    return kept;
}
/// The rows of a table without what the report has elsewhere.
std::vector<Row> without_keys(std::vector<Row> rows, std::initializer_list<const char*> keys) {
    for (Row& row : rows) {
        for (const char* key : keys) row.erase(key);
    }
    return rows;
}
std::vector<Row> in_order(std::vector<Row> rows) {
    std::ranges::sort(rows, {}, [](const Row& row) { return row.dump(); });
    return rows;
}

/// Two weeks with all that a log can have.
class RichLog : public CommandLineAtHome {
public:
    RichLog() {
        as_woman();
        ok("profile set --diet iron=9mg --upper iron=20mg --anchor breakfast=08:00 --name Anna");
        ok("profile stage pregnant --from 2026-11-15");
        now = *parse_instant("2026-11-08T07:00", zone);
        ok("dose add calm --contains magnesium:glycinate=200.125mg --at 23:30 --grace 2h --serving '2 capsules' "
           "--stock 60");
        ok("dose add multi --contains zinc=10mg --contains vitamin-d=1000IU --contains Cocoa=50mg --with breakfast");
        ok("dose add cream --contains magnesium=30mg --topical");
        ok("dose add water --contains magnesium=20mg --interval 8h");
        ok("dose add early --contains magnesium=5mg --at 00:15 --from 2026-11-12");
        ok("dose add gone --contains iron=14mg");
        ok("dose add pain --substance ibuprofen --max 3/24h");
        now = *parse_instant("2026-11-20T22:00", zone);
        ok("log calm 2026-11-08 23:40");
        ok("log calm 2026-11-10 00:20");   // of the evening before
        ok("log calm 2026-11-11 01:50");   // late
        ok("log early 2026-11-11 23:55");  // of the day after
        ok("log multi 2026-11-09 08:05");
        ok("log multi 2026-11-20 08:05");
        ok("log skip multi 2026-11-10");
        ok("log cream 2026-11-09 09:00");
        ok("log water 2026-11-20 05:00");
        ok("log gone 2026-11-09 12:00 --note 'with \"juice\", and =1'");
        ok("log almonds 30g 2026-11-09 13:00");
        ok("log complete food 2026-11-09");
        ok("log almonds 12.5g 2026-11-12 13:00");
        ok("log pain 2026-11-12 20:00");
        ok("log symptom 6 --onset 23:10 --night 2026-11-09");
        ok("log symptom 2.5 --night 2026-11-12");
        ok("log symptom 4 --name 'leg cramps' --night 2026-11-10 --note 'left leg'");
        ok("log sleep 22:30-06:15 --quality 7 --latency 20m --wakings 2 --night 2026-11-10");
        ok("log factor caffeine 2 cups 2026-11-10 15:00");
        ok("log factor stress 7 2026-11-11 20:00");
        ok("log note 'a long day' 2026-11-11 21:00");
        ok("log lab ferritin 45ng/mL 2026-11-12 --range 15..150");
        ok("log lab ferritin <10ng/mL 2026-11-18");
        ok("dose remove gone");
        ok("export --format sqlite log.sqlite");
    }
    Row report(const std::string& line) { return nlohmann::json::parse(ok(line + " --format json")); }
    std::vector<Row> asked(const std::string& question) { return rows_of("log.sqlite", question); }
};

}  // namespace

TEST_CASE("a database for analysis is plain SQLite with keys that hold") {
    RichLog epsom;
    CHECK(only_row("log.sqlite", "PRAGMA integrity_check").at("integrity_check") == "ok");
    CHECK(epsom.asked("PRAGMA foreign_key_check").empty());
    CHECK(only_row("log.sqlite", "PRAGMA application_id").at("application_id") == 0x65707361);
    CHECK(only_row("log.sqlite", "PRAGMA user_version").at("user_version") == 1);
    CHECK(only_row("log.sqlite", "PRAGMA page_size").at("page_size") == 4096);
    CHECK(bytes_of("log.sqlite")[20] == 0);  // of a page nothing is kept back, as for checksums
    CHECK(epsom
              .asked("SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' AND NOT "
                     "strict")
              .empty());
    CHECK(epsom.asked("SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'").size() ==
          10);
    CHECK(only_row("log.sqlite", "SELECT * FROM meta") ==
          Row::parse(R"({"schema":"epsom/analysis/1","epsom_version":")" + words_of(epsom.ok("--version")).at(1) +
                     R"(","generated_at":"2026-11-20T22:00:00+01:00","first_day":"2026-11-08","last_day":"2026-11-20",)"
                     R"("reference":"US_CA","name":"Anna","born":"1995-10-25","sex":"female","day_start":"00:00"})"));
}

TEST_CASE("the days of a database for analysis are those of the report, to the digit") {
    RichLog epsom;
    const auto days = epsom.asked("SELECT * FROM day");
    const Row rows = epsom.report("report all --nutrient all").at("rows");
    CHECK(days.size() == rows.size());
    CHECK(days.size() > 13 * 10);
    CHECK(in_order(days) == in_order(reported(rows, days.front())));
    // Every key of the report is a column.
    for (const auto& field : rows.front().items()) CHECK_MESSAGE(days.front().contains(field.key()), field.key());
    CHECK(only_row("log.sqlite",
              "SELECT supplement, at_least FROM day WHERE period = '2026-11-10' AND nutrient = "
              "'magnesium'") == Row::parse(R"({"supplement":200.125,"at_least":1})"));
    // Nothing was logged on the 14th, which is not zero.
    CHECK(only_row("log.sqlite",
              "SELECT total, target, over_upper, status FROM day WHERE period = '2026-11-14' AND "
              "nutrient = 'iron'") == Row::parse(R"({"total":null,"target":18.0,"over_upper":null,"status":"none"})"));
}

TEST_CASE("the entries and contents of a database for analysis are those of the log") {
    RichLog epsom;
    const auto entries = epsom.asked("SELECT * FROM entry");
    const Row rows = epsom.report("report entries all").at("rows");
    CHECK(entries.size() == 21);
    CHECK(in_order(without_keys(entries, {"dose_uuid"})) == in_order(reported(rows, entries.front())));
    std::vector<Row> contents;
    for (const Row& row : rows) {
        for (Row content : row.at("contents")) {
            content["entry_id"] = row.at("id");
            contents.push_back(std::move(content));
        }
    }
    CHECK(contents.size() > 20);
    CHECK(in_order(epsom.asked("SELECT * FROM content")) == in_order(contents));
    CHECK(epsom.asked("SELECT what, name FROM entry JOIN dose ON uuid = dose_uuid GROUP BY what") ==
          std::vector<Row>(Row::parse(
              R"([{"what":"calm","name":"calm"},{"what":"cream","name":"cream"},)"
              R"({"what":"early","name":"early"},{"what":"multi","name":"multi"},{"what":"pain","name":"pain"},)"
              R"({"what":"water","name":"water"}])")));
    // The dose was removed, its entry stays; its note is as it was typed.
    CHECK(only_row("log.sqlite", "SELECT dose_uuid, note FROM entry WHERE what = 'gone'") ==
          Row::parse(R"({"dose_uuid":null,"note":"with \"juice\", and =1"})"));
}

TEST_CASE("the doses of a database for analysis are those of the list") {
    RichLog epsom;
    const auto doses = epsom.asked("SELECT * FROM dose");
    const Row rows = epsom.report("dose list").at("doses");
    CHECK(doses.size() == 6);
    CHECK(doses == reported(rows, doses.front()));
    std::vector<Row> contents;
    for (const Row& row : rows) {
        for (Row content : row.at("contents")) {
            content["dose_uuid"] = row.at("uuid");
            contents.push_back(std::move(content));
        }
    }
    CHECK(in_order(epsom.asked("SELECT * FROM dose_content")) == in_order(contents));
}

TEST_CASE("the scheduled doses of a database for analysis add up to the report of adherence") {
    RichLog epsom;
    const auto counted = epsom.asked(
        "SELECT dose, sum(state IN ('taken', 'late')) AS taken, sum(state = 'late') AS late, "
        "sum(state = 'skipped') AS skipped, sum(state = 'missed') AS missed, sum(state IN ('due', 'open')) AS open "
        "FROM scheduled GROUP BY dose_uuid ORDER BY min(id)");
    const Row rows = epsom.report("report adherence all").at("rows");
    CHECK(counted.size() == 4);
    CHECK(counted == reported(rows, counted.front()));
    // 23:30 of the 9th was taken after midnight.
    CHECK(only_row("log.sqlite",
              "SELECT scheduled.at, state, taken_at, entry.at AS entry_at FROM scheduled JOIN entry "
              "ON entry.id = entry_id WHERE dose = 'calm' AND scheduled.day = '2026-11-09'") ==
          Row::parse(R"({"at":"2026-11-09T23:30:00+01:00","state":"taken","taken_at":"2026-11-10T00:20:00+01:00",)"
                     R"("entry_at":"2026-11-10T00:20:00+01:00"})"));
    std::vector<std::string> states;
    for (const Row& row : epsom.asked("SELECT DISTINCT state FROM scheduled ORDER BY state"))
        states.push_back(row.at("state"));
    CHECK(states == std::vector<std::string>{"due", "late", "missed", "open", "skipped", "taken"});
    CHECK(epsom.asked("SELECT 1 FROM scheduled WHERE (state IN ('taken', 'late')) <> (taken_at IS NOT NULL)").empty());
}

TEST_CASE("the nights of a database for analysis are those of the report of symptoms") {
    RichLog epsom;
    const auto nights = epsom.asked("SELECT * FROM night");
    const Row rows = epsom.report("report symptoms all --name rls --name 'leg cramps' --name sleep").at("nights");
    CHECK(nights.size() == rows.size());
    CHECK(in_order(without_keys(nights, {"nutrient"})) == in_order(reported(rows, nights.front())));
    CHECK(only_row("log.sqlite",
              "SELECT score, dose, sleep, sleep_quality, sleep_latency, wakings, factors FROM night "
              "WHERE night = '2026-11-10' AND name = 'leg cramps'") ==
          Row::parse(R"({"score":4.0,"dose":200.125,"sleep":465,"sleep_quality":7.0,"sleep_latency":20,"wakings":2,)"
                     R"("factors":"caffeine 2 cups"})"));
}

TEST_CASE("the blood values of a database for analysis are those of their report") {
    RichLog epsom;
    const auto labs = epsom.asked("SELECT * FROM lab");
    CHECK(labs.size() == 2);
    CHECK(labs == reported(epsom.report("report labs").at("rows"), labs.front()));
}

TEST_CASE("the reference values of a database for analysis are those of each of its days") {
    RichLog epsom;
    struct Role {
        const char* name;
        const char* kind;
    };
    for (const auto& [name, kind] :
        {Role{"target", "target_kind"}, Role{"requirement", "requirement_kind"}, Role{"upper", "upper_kind"}}) {
        const std::string column{name};
        CAPTURE(column);
        // The day's own number beside that of the span it is in.
        const std::string joined_rows =
            " FROM day LEFT JOIN reference_value AS r ON r.nutrient = day.nutrient AND "
            "role = '" +
            column + "' AND period BETWEEN first_day AND last_day WHERE ";
        CHECK(epsom.asked("SELECT 1" + joined_rows + column + " IS NOT value OR " + kind + " IS NOT kind").empty());
        CHECK(epsom.asked("SELECT 1" + joined_rows + column + " = value").size() > 100);
    }
    // What `report reference` lists, of nutrients that nobody took too.
    for (const char* day : {"2026-11-14", "2026-11-15"}) {
        const Row listed = epsom.report("report reference --on " + std::string{day});
        for (const Row& row : listed.at("rows")) {
            CAPTURE(row.at("nutrient"));
            for (const char* role : {"target", "requirement", "lower", "upper", "cdrr", "other_upper"}) {
                const auto found = epsom.asked(
                    "SELECT value, unit, source, diet, authority, kind FROM reference_value "
                    "WHERE nutrient = '" +
                    row.at("nutrient").get<std::string>() + "' AND role = '" + role + "' AND '" + day +
                    "' BETWEEN first_day AND last_day");
                CHECK(found.size() == (row.at(role).is_null() ? 0U : 1U));
                if (found.empty()) continue;
                CHECK(found.front().at("value") == row.at(role));
                CHECK(found.front().at("unit") == row.at("unit"));
                const std::string source = std::string{role} + "_source";
                if (row.contains(source)) CHECK(found.front().at("source") == row.at(source));
                CHECK(found.front().at("authority").is_null() == (found.front().at("kind") == "personal"));
            }
        }
    }
    CHECK(
        epsom.asked("SELECT first_day, last_day, value, kind, authority FROM reference_value WHERE nutrient = 'iron' "
                    "AND role IN ('target', 'upper') ORDER BY role, first_day") ==
        std::vector<Row>(Row::parse(
            R"([{"first_day":"2026-11-08","last_day":"2026-11-14","value":18.0,"kind":"RDA","authority":"US_CA"},)"
            R"({"first_day":"2026-11-15","last_day":"2026-11-20","value":27.0,"kind":"RDA","authority":"US_CA"},)"
            R"({"first_day":"2026-11-08","last_day":"2026-11-20","value":20.0,"kind":"personal","authority":null}])")));
    CHECK(only_row("log.sqlite",
              "SELECT scope, counted_as FROM reference_value WHERE nutrient = 'folate' AND role = "
              "'upper' AND last_day = '2026-11-14'") ==
          Row::parse(R"({"scope":"supplemental","counted_as":"folic acid"})"));
}

TEST_CASE("a database for analysis of a period has its days alone, and all doses") {
    RichLog epsom;
    epsom.ok("export --format sqlite log.sqlite --period 2026-11-09");
    CHECK(only_row("log.sqlite", "SELECT first_day, last_day FROM meta") ==
          Row::parse(R"({"first_day":"2026-11-09","last_day":"2026-11-09"})"));
    const auto days = epsom.asked("SELECT * FROM day");
    CHECK(in_order(days) ==
          in_order(reported(epsom.report("report 2026-11-09 --nutrient all").at("rows"), days.front())));
    const auto entries = epsom.asked("SELECT * FROM entry");
    CHECK(in_order(without_keys(entries, {"dose_uuid"})) ==
          in_order(reported(epsom.report("report entries 2026-11-09").at("rows"), entries.front())));
    CHECK(only_row("log.sqlite", "SELECT count(*) AS n FROM dose").at("n") == 6);
    CHECK(only_row("log.sqlite", "SELECT count(*) AS n FROM lab").at("n") == 0);
    CHECK(epsom.asked("SELECT night, name, score FROM night") ==
          std::vector<Row>(Row::parse(R"([{"night":"2026-11-09","name":"rls","score":6.0}])")));
    CHECK(epsom.asked("SELECT dose, state, taken_at, entry_id FROM scheduled") ==
          std::vector<Row>(
              Row::parse(R"([{"dose":"calm","state":"taken","taken_at":"2026-11-10T00:20:00+01:00","entry_id":2},)"
                         R"({"dose":"multi","state":"taken","taken_at":"2026-11-09T08:05:00+01:00","entry_id":5}])")));
    CHECK(epsom.asked("PRAGMA foreign_key_check").empty());

    // It was taken on the day before: its entry is not in the period.
    epsom.ok("export --format sqlite log.sqlite --period 2026-11-12");
    CHECK(only_row("log.sqlite", "SELECT state, taken_at, entry_id FROM scheduled WHERE dose = 'early'") ==
          Row::parse(R"({"state":"taken","taken_at":"2026-11-11T23:55:00+01:00","entry_id":null})"));
    CHECK(epsom.asked("PRAGMA foreign_key_check").empty());
}

TEST_CASE("two ingredients of one name are two in a database for analysis") {
    CommandLineAtHome epsom;
    epsom.ok("import -",
        R"({"type":"epsom","schema":"epsom/export/2"})"
        "\n"
        R"({"type":"ingredient","uuid":"i1","stamp":1,"key":"cocoa","name":"Cocoa","unit":"mg"})"
        "\n"
        R"({"type":"ingredient","uuid":"i2","stamp":2,"key":"cocoa","name":"Cocoa","unit":"mg"})"
        "\n"
        R"({"type":"entry","uuid":"a1","stamp":4,"id":1,"at":"2026-11-19T21:00:00+01:00","day":"2026-11-19",)"
        R"("what":"bar","kind":"nutrient","servings":1,"source":"food","route":"oral","note":null,"quantity_ng":null,)"
        R"("serving_unit":null,"dose":null,"value":null,"onset":null,"recorded":4,"edition":2,"contents":[)"
        R"({"nutrient":"cocoa","amount":1,"unit":"mg","compound":null,"basis":"label","ng":1000000,"own":"i1"},)"
        R"({"nutrient":"cocoa","amount":2,"unit":"mg","compound":null,"basis":"label","ng":2000000,"own":"i2"}]})"
        "\n");
    epsom.ok("export --format sqlite log.sqlite");
    CHECK(rows_of("log.sqlite", "SELECT nutrient, total FROM day WHERE days_logged ORDER BY nutrient") ==
          std::vector<Row>(Row::parse(R"x([{"nutrient":"cocoa","total":1.0},{"nutrient":"cocoa (2)","total":2.0}])x")));
    CHECK(
        rows_of("log.sqlite", "SELECT nutrient, amount FROM content ORDER BY nutrient") ==
        std::vector<Row>(Row::parse(R"x([{"nutrient":"cocoa","amount":1.0},{"nutrient":"cocoa (2)","amount":2.0}])x")));
}

TEST_CASE("an amount that nobody knows is NULL in a database for analysis") {
    CommandLineAtHome epsom;
    epsom.ok("import -",
        R"({"type":"epsom","schema":"epsom/export/2"})"
        "\n"
        R"({"type":"entry","uuid":"a1","stamp":4,"id":1,"at":"2026-11-19T21:00:00+01:00","day":"2026-11-19",)"
        R"("what":"soup","kind":"nutrient","servings":1,"source":"food","route":"oral","note":null,"quantity_ng":null,)"
        R"("serving_unit":null,"dose":null,"value":null,"onset":null,"recorded":4,"edition":2,"contents":[)"
        R"({"nutrient":"magnesium","amount":null,"unit":"mg","compound":null,"basis":"table","ng":null}]})"
        "\n");
    epsom.ok("export --format sqlite log.sqlite");
    CHECK(only_row("log.sqlite", "SELECT amount FROM content").at("amount").is_null());
    CHECK(only_row("log.sqlite", "SELECT at_least FROM day WHERE period = '2026-11-19'").at("at_least") == 1);
}

TEST_CASE("a database for analysis of nothing has its tables") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("-q export log.sqlite").empty());
    CHECK(only_row("log.sqlite", "SELECT count(*) AS n FROM entry").at("n") == 0);
    CHECK(only_row("log.sqlite", "SELECT first_day FROM meta").at("first_day") == "2026-11-20");
    CHECK_FALSE(fs::exists(epsom.file()));
}

TEST_CASE("a database for analysis replaces the one before, and nothing else unless it has to") {
    CommandLineAtHome epsom;
    epsom.ok("log glycinate 200mg");
    const std::string answer = epsom.ok("export --format sqlite log.db");
    CHECK(answer.starts_with("Wrote log.db ("));
    struct stat state {};
    REQUIRE(stat("log.db", &state) == 0);
    CHECK((state.st_mode & 0777) == 0600);
    epsom.ok("log glycinate 100mg");
    CHECK(epsom.ok("export --format sqlite log.db") == answer);
    CHECK(only_row("log.db", "SELECT count(*) AS n FROM entry").at("n") == 2);

    write_file("notes.sqlite", "dear diary");
    epsom.ok("export --backup copy.db");
    for (const std::string other : {"notes.sqlite", "copy.db"}) {
        const std::string before = bytes_of(other);
        CHECK(epsom.said("export --format sqlite " + other) ==
              "epsom: error: '" + other +
                  "' already exists and is not a database for analysis\n"
                  "epsom: hint: choose another file, or overwrite it with --force\nexit 2\n");
        CHECK(bytes_of(other) == before);
    }
    epsom.ok("export --format sqlite notes.sqlite --force");
    CHECK(only_row("notes.sqlite", "SELECT count(*) AS n FROM entry").at("n") == 2);
    for (const char* force : {"", " --force"}) {
        CHECK(epsom.said("export --format sqlite .local/share/epsom/epsom.db" + std::string{force}) ==
              R"(epsom: error: the export would overwrite the database itself
epsom: hint: choose another file
exit 2
)");
    }
    epsom.ok("check database");
}

TEST_CASE("a database for analysis does not take the place of one with a journal") {
    CommandLineAtHome epsom;
    epsom.ok("export --format sqlite log.sqlite");
    fs::create_symlink("log.sqlite", "link.sqlite");
    const std::string before = bytes_of("log.sqlite");
    {
        // Without the end of this change, its journal would be rolled back into another file of that name.
        SQLite::Database open{"log.sqlite", SQLite::OPEN_READWRITE};
        open.exec("BEGIN; UPDATE meta SET name = 'Anna'");
        for (const std::string name : {"log.sqlite", "link.sqlite"}) {
            CHECK(epsom.said("export --format sqlite --force " + name) ==
                  "epsom: error: another program uses '" + name +
                      "': it left 'log.sqlite-journal'\n"
                      "epsom: hint: close that program, or choose another file\nexit 3\n");
        }
        open.exec("ROLLBACK; PRAGMA journal_mode = WAL; UPDATE meta SET name = 'Ben'");
        CHECK(epsom.said("export log.sqlite") ==
              R"(epsom: error: another program uses 'log.sqlite': it left 'log.sqlite-wal'
epsom: hint: close that program, or choose another file
exit 3
)");
    }
    epsom.ok("export link.sqlite");
    CHECK(fs::is_symlink("link.sqlite"));
    CHECK(bytes_of("log.sqlite") == before);
}

TEST_CASE("a database for analysis is a file") {
    CommandLineAtHome epsom;
    epsom.ok("log glycinate 200mg");
    for (const std::string typed : {"export --format sqlite", "export --format sqlite -"}) {
        CHECK(epsom.said(typed) == R"(epsom: error: a database cannot be written to standard output
epsom: hint: epsom export --format sqlite epsom.sqlite
exit 2
)");
    }
    REQUIRE(mkfifo("pipe", 0600) == 0);
    CHECK(epsom.said("export --format sqlite pipe") == R"(epsom: error: 'pipe' is a pipe or a device, not a file
epsom: hint: epsom export --format sqlite epsom.sqlite
exit 2
)");
    fs::create_directory("directory");
    CHECK(epsom.said("export --format sqlite directory") == R"(epsom: error: cannot write 'directory': Is a directory
epsom: hint: check the path, permissions and disk space
exit 3
)");
    CHECK(epsom.said("export --format sqlite none/log.sqlite") ==
          R"(epsom: error: cannot write 'none/log.sqlite': No such file or directory
epsom: hint: check the path, permissions and disk space
exit 3
)");
    CHECK(epsom.said("export all.sqlite --format csv") == R"(epsom: error: unsupported file extension '.sqlite'
epsom: hint: to copy the database: epsom export --backup all.sqlite
exit 2
)");
    // Nothing unfinished is left.
    std::set<std::string> files;
    for (const auto& entry : fs::directory_iterator{"."}) files.insert(entry.path().filename().string());
    CHECK(files == std::set<std::string>{".local", "directory", "pipe"});
}

TEST_CASE("a database of epsom that is given to import is named, with what to import in its place") {
    CommandLineAtHome epsom;
    epsom.ok("log glycinate 200mg");
    epsom.ok("export --format sqlite log.sqlite");
    CHECK(epsom.said("import log.sqlite")
              .starts_with("epsom: error: this is a database for analysis, which lacks what"
                           " an import needs; import an export in ndjson\n"));
    fs::copy_file(".local/share/epsom/epsom.db", "other.db");
    CHECK(epsom.said("import other.db")
              .starts_with("epsom: error: this is a database of epsom; import its export: "
                           "epsom --db FILE export | epsom import -\n"));
    // What it names works.
    epsom.ok("--db other.db export other.ndjson");
    CHECK(epsom.ok("import other.ndjson") == "Imported epsom: 0 added, 0 updated, 1 unchanged\n");
}
