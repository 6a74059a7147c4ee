// `epsom export`: everything as lines, entries as csv, copies of the database, and what each refusal says.

#include "command_line.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// What another device exported: a setting, a dose with an entry of it, and an entry of food on another day.
const std::string everything =
    R"({"type":"epsom","schema":"epsom/export/2"})"
    "\n"
    R"({"type":"setting","key":"born","stamp":9,"value":"1995-10-25"})"
    "\n"
    R"({"type":"dose","uuid":"d1","stamp":3,"name":"calm","serving":2,"serving_unit":"capsules","source":"supplement",)"
    R"("route":"oral","substance":null,"note":"with water","plan":"at 21:00 from 2026-11-01","max":"3/24h",)"
    R"("gap_minutes":240,"stock":60,"counted":3,"created":"2026-11-01T21:00:00+01:00","edition":2,"contents":[)"
    R"({"nutrient":"magnesium","amount":200,"unit":"mg","compound":"glycinate","basis":"label","ng":200000000}]})"
    "\n"
    R"({"type":"entry","uuid":"a1","stamp":4,"id":1,"at":"2026-11-19T21:00:00+01:00","day":"2026-11-19","what":"calm",)"
    R"("kind":"dose","servings":1,"source":"supplement","route":"oral","note":"late","quantity_ng":null,)"
    R"("serving_unit":"capsules","dose":"d1","value":null,"onset":null,"recorded":4,"edition":2,"contents":[)"
    R"({"nutrient":"magnesium","amount":200,"unit":"mg","compound":"glycinate","basis":"label","ng":200000000}]})"
    "\n"
    R"({"type":"entry","uuid":"a2","stamp":5,"id":2,"at":"2026-11-20T08:00:00+01:00","day":"2026-11-20",)"
    R"("what":"water","kind":"nutrient","servings":1,"source":"food","route":"oral","note":null,"quantity_ng":null,)"
    R"("serving_unit":null,"dose":null,"value":null,"onset":null,"recorded":5,"edition":2,"contents":[)"
    R"({"nutrient":"magnesium","amount":10,"unit":"mg","compound":null,"basis":"label","ng":10000000}]})"
    "\n";

class Filled : public CommandLineAtHome {
public:
    Filled() { ok("import -", everything); }
    /// The lines of `everything` with these numbers, from 0.
    static std::string lines(std::initializer_list<std::size_t> numbers) {
        std::string text;
        for (const std::size_t number : numbers) {
            std::size_t at = 0;
            for (std::size_t i = 0; i < number; ++i) at = everything.find('\n', at) + 1;
            text += everything.substr(at, everything.find('\n', at) + 1 - at);
        }
        return text;
    }
};

}  // namespace

TEST_CASE("export writes every record as it was imported, on standard output or to a file") {
    Filled epsom;
    CHECK(epsom.ok("export") == everything);
    CHECK(epsom.ok("export --format ndjson --period all") == Filled::lines({0, 3, 4}));
    CHECK(epsom.ok("export all.ndjson") == "Wrote all.ndjson (1 kB)\n");
    CHECK(bytes_of("all.ndjson") == everything);
    CHECK(epsom.ok("export all.ndjson --period 2026-11-20") == "Wrote all.ndjson (440 bytes)\n");
    CHECK(bytes_of("all.ndjson") == Filled::lines({0, 4}));
}

TEST_CASE("export with a period writes the entries of its days alone") {
    Filled epsom;
    CHECK(epsom.ok("export --period 2026-11-19") == Filled::lines({0, 3}));
    CHECK(epsom.ok("export --period 2026-11-18") == Filled::lines({0}));
}

TEST_CASE("export as csv writes a line for each content of an entry, and a file's ending asks for it too") {
    Filled epsom;
    const std::string table = epsom.ok("export --format csv");
    CHECK(
        table ==
        R"(id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note,quantity,quantity_unit,detail
1,2026-11-19T21:00:00+01:00,2026-11-19,calm,dose,1,200,mg,magnesium,glycinate,label,supplement,oral,late,,,
2,2026-11-20T08:00:00+01:00,2026-11-20,water,nutrient,1,10,mg,magnesium,,label,food,oral,,,,
)");
    CHECK(
        epsom.ok("export --format csv --period 2026-11-20") ==
        R"(id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note,quantity,quantity_unit,detail
2,2026-11-20T08:00:00+01:00,2026-11-20,water,nutrient,1,10,mg,magnesium,,label,food,oral,,,,
)");
    CHECK(epsom.ok("export all.csv") == "Wrote all.csv (314 bytes)\n");
    CHECK(bytes_of("all.csv") == table);
    CHECK(epsom.ok("-q export all.ndjson --format csv").empty());
    CHECK(bytes_of("all.ndjson") == table);
}

TEST_CASE("an export of nothing is its head, and an empty table its header") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("export") == Filled::lines({0}));
    CHECK(
        epsom.said("export --format csv") ==
        R"(id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note,quantity,quantity_unit,detail
)");
    CHECK_FALSE(fs::exists(epsom.file()));
}

TEST_CASE("a backup is a database that says the same") {
    Filled epsom;
    CHECK(epsom.said("export --backup copy.db") == R"(Backed up to copy.db
)");
    CHECK(epsom.ok("--db copy.db export") == everything);
    epsom.ok("log glycinate 100mg");
    CHECK(epsom.said("export --backup copy.db") == R"(epsom: error: 'copy.db' already exists
epsom: hint: choose another file, or overwrite it with --force
exit 2
)");
    CHECK(epsom.ok("--db copy.db export") == everything);
    CHECK(epsom.said("-q export --backup copy.db --force") == "");
    CHECK(epsom.ok("--db copy.db export") == epsom.ok("export"));
}

TEST_CASE("a backup has a database to copy, and a place of its own") {
    CommandLineAtHome empty;
    CHECK(empty.said("export --backup copy.db") == R"(epsom: error: no database to back up
epsom: hint: to create one: epsom log glycinate 200mg
exit 2
)");
    Filled epsom;
    CHECK(epsom.said("export --backup .local/share/epsom/epsom.db --force") ==
          R"(epsom: error: the backup would overwrite the database itself
epsom: hint: choose another file
exit 2
)");
    CHECK(epsom.said("export --backup none/copy.db") ==
          R"(epsom: error: the backup 'none/copy.db' cannot be written: No such file or directory
epsom: hint: check the path, its permissions and the free disk space
exit 3
)");
    CHECK(epsom.said("export --backup copy.db all.csv") ==
          R"(epsom: error: --backup copies the whole database and cannot be used with FILE, --period or --format
epsom: hint: epsom export --backup copy.db
exit 2
)");
    CHECK(epsom.said("export --backup copy.db --period week") ==
          R"(epsom: error: --backup copies the whole database and cannot be used with FILE, --period or --format
epsom: hint: epsom export --backup copy.db
exit 2
)");
    CHECK(epsom.said("export --backup copy.db --format csv") ==
          R"(epsom: error: --backup copies the whole database and cannot be used with FILE, --period or --format
epsom: hint: epsom export --backup copy.db
exit 2
)");
    CHECK(epsom.ok("export") == everything);
}

TEST_CASE("salvage of a sound database is an export, and loses nothing") {
    Filled epsom;
    CHECK(epsom.said("export --salvage saved.ndjson") == R"(Wrote saved.ndjson (1 kB)
Nothing lost.
)");
    CHECK(bytes_of("saved.ndjson") == everything);
    CHECK(epsom.said("export --salvage -") == everything);
    CHECK(epsom.said("export --salvage saved.ndjson") == R"(epsom: error: 'saved.ndjson' already exists
epsom: hint: choose another file, or overwrite it with --force
exit 2
)");
    epsom.ok("undo");
    CHECK(epsom.said("-q export --salvage saved.ndjson --force --format ndjson") == "");
    CHECK(bytes_of("saved.ndjson") == epsom.ok("export"));
}

TEST_CASE("salvage has a database to read, and a place of its own") {
    CommandLineAtHome empty;
    CHECK(empty.said("export --salvage saved.ndjson") == R"(epsom: error: no database to read
epsom: hint: to create one: epsom log glycinate 200mg
exit 2
)");
    Filled epsom;
    CHECK(epsom.said("export --salvage .local/share/epsom/epsom.db --force") ==
          R"(epsom: error: the export would overwrite the database itself
epsom: hint: choose another file
exit 2
)");
    CHECK(epsom.said("export --salvage none/saved.ndjson") ==
          R"(epsom: error: cannot write 'none/saved.ndjson': No such file or directory
epsom: hint: check the path, permissions and disk space
exit 3
)");
    for (const auto* more : {"all.csv", "--period week", "--backup copy.db", "--format csv"}) {
        CHECK(epsom.said("export --salvage saved.ndjson " + std::string{more}) ==
              R"(epsom: error: --salvage cannot be used with FILE, --period, --backup or --format csv
epsom: hint: epsom export --salvage saved.ndjson
exit 2
)");
    }
    CHECK_FALSE(fs::exists("saved.ndjson"));
}

TEST_CASE("export refuses what it cannot write, and writes no file then") {
    Filled epsom;
    CHECK(epsom.said("export a.ndjson b.ndjson") == R"(epsom: error: more than one file given
epsom: hint: epsom export a.ndjson
exit 2
)");
    CHECK(epsom.said("export a.ndjson --force") ==
          R"(epsom: error: --force requires --backup, --salvage or --format sqlite
epsom: hint: leave out --force: an existing file is overwritten
exit 2
)");
    CHECK(epsom.said("export a.ndjson --period never") == R"(epsom: error: 'never' is not a period
epsom: hint: use today, week, last-month, 7d, 2026-10, 2026-10-05..2026-10-12 or all
exit 2
)");
    CHECK(epsom.said("export a.ndjson --format xml") == R"(epsom: error: unknown export format 'xml'
epsom: hint: use ndjson, csv or sqlite
exit 2
)");
    CHECK(epsom.said("export a.ndjson --format cvs") == R"(epsom: error: unknown export format 'cvs'
epsom: hint: did you mean 'csv'?
exit 2
)");
    CHECK(epsom.said("export a.xml") == R"(epsom: error: unsupported file extension '.xml'
epsom: hint: epsom export a.ndjson
exit 2
)");
    CHECK(epsom.said("export none/a.ndjson") == R"(epsom: error: cannot write 'none/a.ndjson': No such file or directory
epsom: hint: check the path, permissions and disk space
exit 3
)");
    CHECK_FALSE(fs::exists("a.ndjson"));
}
