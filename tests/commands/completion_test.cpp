// `epsom __complete`, which the shells ask. That they understand the answer is tested in completions/.

#include <algorithm>

#include "command_line.hpp"
#include "epsom/text/text.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

using Values = std::vector<std::string>;

/// The values alone; asking never fails and never says anything on standard error.
Values complete(CommandLine& epsom, std::vector<std::string> words) {
    words.insert(words.begin(), "__complete");
    const Answer answer = epsom.run(words);
    CHECK(answer.status == 0);
    CHECK(answer.err == "");
    Values values;
    for (const auto& line : split(answer.out, '\n')) {
        if (!line.empty()) values.push_back(line.substr(0, line.find('\t')));
    }
    return values;
}

bool holds(const Values& values, std::string_view value) { return std::ranges::find(values, value) != values.end(); }

}  // namespace

TEST_CASE("a completion is a value and what it means") {
    CommandLine epsom;
    CHECK(epsom.run({"__complete", "und"}).out == "undo\tUndo the last change\n");
    CHECK(epsom.run({"__complete", "dose", "elemental", "500mg", "oxi"}).out == "oxide\tMagnesium oxide\n");
}

TEST_CASE("behind 'help' come the commands and nothing else") {
    CommandLine epsom;
    CHECK(complete(epsom, {"hel"}) == Values{"help"});
    CHECK(complete(epsom, {"help", "rep"}) == Values{"report"});
    CHECK(complete(epsom, {"help", "log", "li"}) == Values{"list"});
    CHECK(complete(epsom, {"help", "log", "gly"}).empty());
    CHECK(complete(epsom, {"help", "hel"}).empty());
}

TEST_CASE("completing makes no data file and takes any file for an empty one that is none") {
    CommandLine epsom;
    complete(epsom, {"log", ""});
    CHECK_FALSE(fs::exists(epsom.file()));
    epsom.environment["EPSOM_DB"] = (epsom.home / "text").string();
    write_file(
        epsom.home / "text", "not a database, but long enough to be looked at by one that reads the first bytes");
    CHECK(holds(complete(epsom, {"log", "gly"}), "glycinate"));
    epsom.environment.erase("EPSOM_DB");
    epsom.environment.erase("HOME");
    CHECK(holds(complete(epsom, {"log", "gly"}), "glycinate"));
}

TEST_CASE("completing leaves the data file as it is, byte for byte") {
    CommandLine epsom;
    epsom.ok("dose add calm --contains magnesium=200mg --at 21:00");
    const std::string before = bytes_of(epsom.file());
    CHECK(complete(epsom, {"log", "cal"}).front() == "calm");
    complete(epsom, {"log", "edit", ""});
    complete(epsom, {"report", ""});
    CHECK(bytes_of(epsom.file()) == before);
    CHECK_FALSE(fs::exists(epsom.file().string() + "-journal"));
}

TEST_CASE("what is offered to log is the user's own first, then compounds and nutrients; foods need a letter") {
    CommandLine epsom;
    epsom.ok("dose add 'evening mag' --contains magnesium:glycinate=200mg --serving '2 capsules'");
    CHECK(epsom.run({"__complete", "log", "eve"}).out == "evening mag\t2 capsules (200 mg magnesium)\n");
    const Values all = complete(epsom, {"log", ""});
    CHECK(holds(all, "evening mag"));
    CHECK(holds(all, "glycinate"));
    CHECK(holds(all, "magnesium"));
    CHECK(holds(all, "list"));
    CHECK_FALSE(holds(all, "almonds"));
    CHECK(holds(complete(epsom, {"log", "alm"}), "almonds"));
    CHECK(holds(complete(epsom, {"log", "food:alm"}), "food:almonds"));
    CHECK(holds(complete(epsom, {"log", "dose:e"}), "dose:evening mag"));
    CHECK(complete(epsom, {"log", "food:glyci"}).empty());
}

TEST_CASE("blood values are offered by the names that the program knows and those of the log") {
    CommandLine epsom;
    epsom.ok("log lab TSH 2.1mIU/L");
    CHECK(complete(epsom, {"log", "lab", "fer"}) == Values{"ferritin"});
    CHECK(complete(epsom, {"log", "lab", "TS"}) == Values{"TSH"});
    CHECK(complete(epsom, {"report", "labs", "hae"}) == Values{"haemoglobin"});
    CHECK(holds(complete(epsom, {"report", "labs", ""}), "TSH"));
    CHECK(holds(complete(epsom, {"report", "labs", ""}), "all"));
    CHECK_FALSE(holds(complete(epsom, {"report", "symptoms", ""}), "ferritin"));
}

TEST_CASE("once it is named, the moment may follow") {
    CommandLine epsom;
    CHECK(complete(epsom, {"log", "glycinate", "200mg", ""}) == Values{"now", "today", "yesterday"});
    CHECK(holds(complete(epsom, {"log", "2x", "gly"}), "glycinate"));
}

TEST_CASE("an option's values are its own") {
    CommandLine epsom;
    CHECK(complete(epsom, {"log", "--format", ""}) == Values{"text", "json"});
    CHECK(complete(epsom, {"check", "--format="}) ==
          Values{"--format=text", "--format=json", "--format=ndjson", "--format=short"});
    CHECK(holds(complete(epsom, {"dose", "list", "--format", ""}), "ics"));
    CHECK(holds(complete(epsom, {"report", "--nutrient", ""}), "all"));
    CHECK_FALSE(holds(complete(epsom, {"dose", "find", "--nutrient", ""}), "all"));
    CHECK(complete(epsom, {"profile", "set", "--diet", "iro"}) == Values{"iron="});
    CHECK(complete(epsom, {"dose", "add", "x", "--contains", "folate:fo"}) ==
          Values{"folate:folic-acid=", "folate:folinic-acid="});
    CHECK(complete(epsom, {"dose", "add", "x", "--on", "mon,s"}) == Values{"mon,sat", "mon,sun"});
    CHECK(complete(epsom, {"dose", "add", "x", "--substance", "levoth"}) == Values{"levothyroxine"});
    CHECK(holds(complete(epsom, {"report", "reference", "--reference", ""}), "all"));
    CHECK_FALSE(holds(complete(epsom, {"report", "--reference", ""}), "all"));
    CHECK(complete(epsom, {"--color", "a"}) == Values{"auto", "always"});
}

TEST_CASE("an option is offered once, unless each of several counts") {
    CommandLine epsom;
    CHECK(complete(epsom, {"log", "--foo"}) == Values{"--food"});
    CHECK(complete(epsom, {"log", "--food", "--foo"}).empty());
    CHECK(complete(epsom, {"dose", "add", "x", "--contains", "iron=1mg", "--contain"}) == Values{"--contains"});
    CHECK(complete(epsom, {"log", "--", "--foo"}).empty());
}

TEST_CASE("an empty value asks the shell for its files") {
    CommandLine epsom;
    for (const auto& words :
        std::vector<std::vector<std::string>>{{"--db", ""}, {"report", "--output", "x"}, {"report", "--output=x"}}) {
        auto line = words;
        line.insert(line.begin(), "__complete");
        CHECK(epsom.run(line).out == "\tfiles\n");
    }
}

TEST_CASE("--db before the words says whose doses are offered") {
    CommandLine epsom;
    const std::string other = (epsom.home / "other.db").string();
    epsom.ok("--db " + other + " dose add bedtime --contains magnesium=200mg");
    CHECK(complete(epsom, {"log", "bed"}).empty());
    CHECK(complete(epsom, {"--db", other, "log", "bed"}) == Values{"bedtime"});
    CHECK(complete(epsom, {"--db=" + other, "log", "bed"}) == Values{"bedtime"});
    CHECK(complete(epsom, {"log", "--db", "~/other.db", "bed"}) == Values{"bedtime"});
}

TEST_CASE("words that a synopsis lists are offered, each once where there may be several") {
    CommandLine epsom;
    CHECK(holds(complete(epsom, {"report", ""}), "adherence"));
    CHECK_FALSE(holds(complete(epsom, {"report", "entries", ""}), "adherence"));
    CHECK(holds(complete(epsom, {"check", "due", ""}), "stock"));
    CHECK_FALSE(holds(complete(epsom, {"check", "due", ""}), "due"));
    CHECK(complete(epsom, {"profile", "stage", "p"}) == Values{"pregnant"});
}

TEST_CASE("periods are offered by name, and those that have entries by number") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg 2026-09-18T08:00");
    epsom.ok("log glycinate 200mg");
    CHECK(complete(epsom, {"report", "last-"}) == Values{"last-week", "last-month", "last-year"});
    CHECK(complete(epsom, {"report", "20"}) == Values{"2026"});
    CHECK(complete(epsom, {"log", "list", "2026-"}) == Values{"2026-09", "2026-10", "2026-11"});
    CHECK(complete(epsom, {"report", "2026-09-01..2026-1"}) == Values{"2026-09-01..2026-10", "2026-09-01..2026-11"});
    CHECK(complete(epsom, {"report", "reference", "mangan"}) == Values{"manganese"});
}

TEST_CASE("nothing is offered behind what a terminal would obey") {
    CommandLine epsom;
    CHECK(complete(epsom, {"report", "2026-01-01..to"}) == Values{"2026-01-01..today"});
    for (const std::string raw : {"\t", "\x1B[2J", "\x9B", "\x7F"}) {
        CHECK(epsom.run({"__complete", "report", raw + "2026-01-01..to"}).out == "");
        CHECK(epsom.run({"__complete", "log", "food:" + raw + "al"}).out == "");
        CHECK(epsom.run({"__complete", "dose", "add", "x", "--on", "mon" + raw + ",tu"}).out == "");
    }
}

TEST_CASE("entries are offered by place with what they are") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg 21:30");
    epsom.ok("log oxide 500mg 08:00");
    CHECK(epsom.run({"__complete", "log", "edit", "@"}).out ==
          "@1\toxide 500 mg, 2026-11-20 08:00\n@2\tglycinate 200 mg, 2026-11-20 21:30\n");
    CHECK(complete(epsom, {"log", "remove", "@1", ""}) == Values{"@2"});
    CHECK(complete(epsom, {"log", "edit", "@1", ""}).empty());
}
