// `epsom import` of zip archives as phones make them, and of several files at once.

#include "command_line.hpp"
#include "paths.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

std::string archived(const std::string& name) { return test::data_path("exchange/" + name); }

/// The sample archive with `change` made to its bytes, as a file here.
std::string changed(const std::string& name, const std::function<void(std::string&)>& change) {
    std::string bytes = bytes_of(archived(name));
    change(bytes);
    write_file("changed.zip", bytes);
    return "changed.zip";
}

}  // namespace

TEST_CASE("a zip archive gives what the file in it gives, and says which that was") {
    CommandLineAtHome epsom;
    const std::string said = epsom.said("import " + archived("export.zip"));
    CHECK(said.find("Imported apple-health: 39 added") != std::string::npos);
    CHECK(said.find("warning: read 'apple_health_export/export.xml' of the archive; 1 other file was not\n") !=
          std::string::npos);
    CHECK(epsom.said("import " + archived("apple_health_export.xml")).find("0 added, 0 updated, 39 unchanged") !=
          std::string::npos);
    CHECK(epsom.said("undo") == "Undone: import apple-health: 39 records\n");
}

TEST_CASE("a zip archive of a folder is read like the folder") {
    CommandLineAtHome epsom;
    CHECK(epsom.ok("import " + archived("fdc_csv.zip")) == "Imported usda-fdc: 31 added, 0 updated, 0 unchanged\n");
    CHECK(epsom.ok("import " + archived("fdc_csv")) == "Imported usda-fdc: 0 added, 0 updated, 31 unchanged\n");
}

TEST_CASE("of an archive with files of two programs one has to be chosen") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import " + archived("two_formats.zip")) ==
          R"(epsom: error: the zip archive has files of dsld and of cronometer
epsom: hint: add --from dsld or --from cronometer
exit 3
)");
    CHECK(epsom.ok("import " + archived("two_formats.zip") + " --from cronometer -q") == "");
    CHECK(epsom.said("import " + archived("two_formats.zip") + " --from medtimer") ==
          R"(epsom: error: no file in the zip archive can be imported: it has 'label.json', 'servings.csv'
epsom: hint: unzip it, and import one of them with --from
exit 2
)");
}

TEST_CASE("an archive that is damaged, cut or encrypted is refused, and nothing of it comes") {
    CommandLineAtHome epsom;
    const auto refused = [&](const std::string& file) {
        const Answer answer = epsom("import " + file);
        CHECK(answer.status == 3);
        CHECK(epsom.said("log list all") == "No entries yet.\n");
        return answer.err;
    };
    CHECK(refused(changed("export.zip", [](std::string& bytes) { bytes.resize(bytes.size() / 2); })) ==
          R"(epsom: error: the zip archive is damaged or not complete
epsom: hint: export it again
)");
    CHECK(refused(changed("export.zip", [](std::string& bytes) { bytes[bytes.find("export.xml") + 1000] ^= 0x55; })) ==
          R"(epsom: error: 'apple_health_export/export.xml' in the zip archive is damaged
epsom: hint: export it again
)");
    CHECK(refused(changed("export.zip", [](std::string& bytes) {
        for (auto at = bytes.find("PK\x01\x02"); at != std::string::npos; at = bytes.find("PK\x01\x02", at + 1))
            bytes[at + 8] |= 1;
    })) == R"(epsom: error: 'apple_health_export/export_cda.xml' in the zip archive is encrypted
epsom: hint: unzip it with its password
)");
    // Every cut and every changed byte is found or changes nothing.
    const std::string whole = bytes_of(archived("fdc_csv.zip"));
    for (std::size_t at = 0; at < whole.size(); at += 97) {
        const std::string file = changed("fdc_csv.zip", [at](std::string& bytes) { bytes[at] ^= 0x24; });
        const Answer answer = epsom("import --dry-run " + file);
        INFO(at);
        CHECK((answer.status == 3 || answer.out == "Would import usda-fdc: 31 added, 0 updated, 0 unchanged\n"));
    }
}

TEST_CASE("an archive needs a file") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import -", bytes_of(archived("export.zip"))) ==
          R"(epsom: error: a zip archive cannot be read from standard input
epsom: hint: pass the file name
exit 3
)");
}

TEST_CASE("several files are one change, and a refusal names its file") {
    CommandLineAtHome epsom;
    write_file("a.csv", "date,time,what,amount,unit\n2026-11-18,08:00,glycinate,200,mg\n");
    write_file("b.csv", "date,time,what,amount,unit\n2026-11-19,08:00,glycinate,much,mg\n");
    write_file("c.csv", "Day,Time,Group,Food Name,Amount,Magnesium (mg)\n2026-11-18,9:00 PM,Lunch,Soup,250 g,61\n");
    CHECK(
        epsom.said("import a.csv b.csv") ==
        R"(epsom: error: b.csv line 2, column 4: 'much' is not a number; use one number, or leave it empty if the amount is unknown
epsom: hint: nothing imported; fix the file, or import the valid rows with --skip-invalid
exit 3
)");
    CHECK(epsom.said("log list all") == "No entries yet.\n");
    CHECK(epsom.ok("import a.csv c.csv") == "Imported csv, cronometer: 2 added, 0 updated, 0 unchanged\n");
    CHECK(epsom.said("undo") == "Undone: import csv, cronometer: 2 records\n");
    CHECK(epsom.said("import a.csv a.csv") == R"(epsom: error: 'a.csv' is given twice
epsom: hint: leave one of them out
exit 2
)");
    CHECK(epsom.said("import a.csv none.csv") ==
          R"(epsom: error: the file 'none.csv' cannot be read: No such file or directory
epsom: hint: check its name and permissions
exit 3
)");
    write_file("d.csv", "hello\n");
    CHECK(epsom.said("import a.csv d.csv").starts_with("epsom: error: d.csv: cannot detect the file format\n"));
    CHECK(epsom.ok("import a.csv c.csv --supplements Soup -q") == "");  // a name in one of the files is enough
    CHECK(epsom.said("import a.csv c.csv --supplements Stew").find("'Stew' matches no row") != std::string::npos);
}

TEST_CASE("--refused lists every row that was refused, with its reason and file") {
    CommandLineAtHome epsom;
    std::string table = "date,what,amount,unit\n2026-11-18,glycinate,200,mg\n";
    for (int row = 3; row < 30; ++row) table += "never,glycinate,200,mg\n";
    write_file("a.csv", table);
    CHECK(epsom.said("import a.csv --skip-invalid --refused out.csv").find("and 7 more\n") != std::string::npos);
    const std::string listed = bytes_of("out.csv");
    CHECK(std::ranges::count(listed, '\n') == 28);
    CHECK(
        listed.starts_with("line,column,reason,file\n"
                           "3,1,'never' is not a date; use a date such as 2026-11-20,\n"));
    CHECK(epsom.said("import a.csv").find("and 7 more; --refused FILE lists all of them\n") != std::string::npos);
    CHECK(epsom.said("import a.csv --refused a.csv") ==
          R"(epsom: error: 'a.csv' is to be imported and would be overwritten
epsom: hint: use --refused refused.csv
exit 2
)");
    CHECK(epsom.said("import a.csv --refused -") == R"(epsom: error: --refused needs the name of a file
epsom: hint: use --refused refused.csv
exit 2
)");
    CHECK(bytes_of("a.csv") == table);
}

TEST_CASE("the name of a file is told whole") {
    CommandLineAtHome epsom;
    const std::string name = std::string(90, 'x') + "/" + std::string(90, 'y') + ".csv";
    CHECK(epsom.said("import " + name).find("'" + name + "'") != std::string::npos);
    CHECK(epsom.said("report --output " + name).find("'" + name + "'") != std::string::npos);
}

TEST_CASE("a spreadsheet is named as one") {
    CommandLineAtHome epsom;
    CHECK(epsom.said("import " + archived("sheet.xlsx")) == R"(epsom: error: the file is a spreadsheet
epsom: hint: save its sheet as csv
exit 3
)");
}
