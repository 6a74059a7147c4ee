// What a script for epsom 0.1.0 reads is still there: tests/data/columns_0.1.0.tsv has the header of each csv, as it
// wrote it.

#include "commands/command_line.hpp"
#include "paths.hpp"
#include "tsv.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("the columns of epsom 0.1.0's csv are still the first, in their order") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("dose add calm --contains magnesium=200mg --at 21:00");
    epsom.ok("log calm 21:00");
    epsom.ok("log symptom 3 --night yesterday");
    const auto headers = read_tsv(data_path("columns_0.1.0.tsv"));
    CHECK(headers.size() > 10);
    for (const auto& record : headers) {
        const std::string& line = record.find("command")->second;
        const std::string& columns = record.find("columns")->second;
        const std::string written = epsom.ok(line + " --format csv");
        const std::string header = written.substr(0, written.find('\n'));
        CHECK_MESSAGE((header + ",").starts_with(columns + ","), line << ": " << header);
    }
}
