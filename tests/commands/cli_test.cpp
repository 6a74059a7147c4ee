// What holds for every command: where options stand, where the data file lies, what goes to which stream.

#include <random>

#include "command_line.hpp"
#include "epsom/text/text.hpp"
#include "program/registry.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("without a command the program says on standard error what it can do, which is wrong usage") {
    CommandLine epsom;
    const Answer answer = epsom("");
    CHECK(answer.status == 2);
    CHECK(answer.out == "");
    CHECK(answer.err.find("epsom log glycinate 200mg") != std::string::npos);
}

TEST_CASE("the version is a line on standard output") {
    CommandLine epsom;
    for (const auto line : {"--version", "-V", "log --version", "--ascii --version"}) {
        const Answer answer = epsom(line);
        CHECK(answer.status == 0);
        CHECK(answer.out.starts_with("epsom "));
        CHECK(answer.out.find('\n') == answer.out.size() - 1);
        CHECK(answer.err == "");
    }
}

TEST_CASE("help is standard output, of the program and of each command") {
    CommandLine epsom;
    CHECK(epsom.ok("--help").starts_with("Usage: epsom COMMAND"));
    CHECK(epsom.ok("-h").starts_with("Usage: epsom COMMAND"));
    for (const auto& entry : registry()) {
        const std::string help = epsom.ok(std::string{entry.path} + " --help");
        CHECK(help.starts_with("Usage: epsom " + std::string{entry.path}));
        CHECK(help.find(entry.summary) != std::string::npos);
        CHECK(help.find("Examples:") != std::string::npos);
        for (const auto& line : split(help, '\n')) CHECK_MESSAGE(display_width(line) <= 80, line);
    }
    CHECK_FALSE(fs::exists(epsom.file()));
}

TEST_CASE("'help' in front of a command is --help behind it") {
    CommandLine epsom;
    CHECK(epsom.ok("help") == epsom.ok("--help"));
    CHECK(epsom.ok("help log list") == epsom.ok("log list --help"));
    CHECK(epsom.ok("--ascii help dose") == epsom.ok("dose --help"));
    CHECK(epsom("help lgo").err == "epsom: error: unknown command 'lgo'\nepsom: hint: did you mean 'log'?\n");
}

TEST_CASE("global options may stand before or after the command") {
    CommandLine epsom;
    const std::string elsewhere = (epsom.home / "other.db").string();
    CHECK(epsom.ok("--db " + elsewhere + " -q log glycinate 200mg") == "");
    CHECK(epsom.ok("log glycinate --db=" + elsewhere + " 200mg --quiet") == "");
    CHECK(epsom.ok("report --ascii entries --db " + elsewhere).find("glycinate") != std::string::npos);
    CHECK_FALSE(fs::exists(epsom.file()));
}

TEST_CASE("options may stand anywhere among the words") {
    for (const auto line : {"log oxide 500mg 21:30 --compound --note x", "log --compound oxide --note x 500mg 21:30",
             "--ascii log --note=x oxide 500mg --compound 21:30"}) {
        CommandLine epsom;
        CHECK(epsom.ok(line).find("oxide: 302 mg magnesium (500 mg of oxide by formula), Fri 2026-11-20 21:30") !=
              std::string::npos);
        CHECK(epsom.ok("log list today --format csv").find(",x,500,mg,\n") != std::string::npos);
    }
}

TEST_CASE("two dashes end the options") {
    CommandLine epsom;
    CHECK(epsom.ok("log oxide -- 500mg").starts_with("Logged oxide"));
    CHECK(epsom("log -- undo").err.starts_with("epsom: error: unknown name 'undo'"));
    CHECK(epsom("log list -- -7d").err.starts_with("epsom: error: '-7d' is not a period"));
}

TEST_CASE("an option that takes one value and is given two is refused, and no value is dropped") {
    CommandLine epsom;
    CHECK(epsom("log glycinate 200mg --note one --note two").err ==
          "epsom: error: --note appears twice: 'one' and 'two'\nepsom: hint: keep one --note\n");
    CHECK(epsom("check --once --once").err ==
          "epsom: error: --once appears twice: no value and no value\nepsom: hint: keep one --once\n");
    CHECK_FALSE(fs::exists(epsom.file()));
}

TEST_CASE("'=' with nothing after it is a missing value, and the next word is not taken for one") {
    CommandLine epsom;
    for (const auto line : {"log glycinate 200mg --at= 21:00", "log glycinate --at= 200mg", "check --once= 30m",
             "report --nutrient= 7d", "log list --db= 7d"}) {
        const Answer answer = epsom(line);
        CAPTURE(line);
        CHECK(answer.status == 2);
        CHECK(answer.err.find(" requires a value\n") != std::string::npos);
        CHECK(answer.out.empty());
    }
    CHECK_FALSE(fs::exists(epsom.file()));
    CHECK(epsom("log glycinate 200mg --note --at=").status == 0);
    CHECK(epsom("log list --format json").out.find(R"("note":"--at=")") != std::string::npos);
    CHECK(epsom("log edit @1 --note=").status == 0);
    CHECK(epsom("log list --format json").out.find(R"("note":null)") != std::string::npos);
}

TEST_CASE("a subcommand's name that is also the value of an option before it stays that value") {
    CommandLine epsom;
    const Answer answer = epsom("dose --color list --ascii list");
    CHECK(answer.status == 2);
    CHECK(answer.err.find("unknown --color 'list'") != std::string::npos);
}

TEST_CASE("a flag takes no value, so that none is mistaken") {
    CommandLine epsom;
    for (const auto flag : {"--compound", "--dry-run", "--topical", "--ascii", "--quiet"}) {
        for (const auto value : {"no", "yes", "false", "0"}) {
            const Answer answer = epsom("log oxide 500mg " + std::string{flag} + "=" + value);
            CHECK(answer.status == 2);
            CHECK(answer.err == "epsom: error: " + std::string{flag} +
                                    " takes no value\nepsom: hint: 'epsom log --help' lists all options\n");
        }
    }
    CHECK_FALSE(fs::exists(epsom.file()));
}

TEST_CASE("the data file is that of --db, else of EPSOM_DB, else of XDG_DATA_HOME, else in the home") {
    CommandLine epsom;
    epsom.ok("log glycinate 200mg");
    CHECK(fs::exists(epsom.file()));
    epsom.environment["XDG_DATA_HOME"] = (epsom.home / "data").string();
    epsom.ok("log glycinate 200mg");
    CHECK(fs::exists(epsom.home / "data" / "epsom" / "epsom.db"));
    epsom.environment["EPSOM_DB"] = (epsom.home / "mine.db").string();
    epsom.ok("log glycinate 200mg");
    CHECK(fs::exists(epsom.home / "mine.db"));
    epsom.ok("log glycinate 200mg --db " + (epsom.home / "named.db").string());
    CHECK(fs::exists(epsom.home / "named.db"));
}

TEST_CASE("a variable that is set to nothing is not set") {
    CommandLine epsom;
    for (const auto name : {"EPSOM_DB", "XDG_DATA_HOME", "EPSOM_NOW"}) epsom.environment[name] = "";
    epsom.ok("log glycinate 200mg");
    CHECK(fs::exists(epsom.file()));
}

TEST_CASE("a relative XDG_DATA_HOME is ignored, as its specification says") {
    CommandLine epsom;
    epsom.environment["XDG_DATA_HOME"] = "relative/path";
    epsom.ok("log glycinate 200mg");
    CHECK(fs::exists(epsom.file()));
}

TEST_CASE("without a home there is no place for the data file") {
    CommandLine epsom;
    epsom.environment.erase("HOME");
    const Answer answer = epsom("report");
    CHECK(answer.status == 2);
    CHECK(answer.err ==
          "epsom: error: cannot locate the database: HOME is not set\n"
          "epsom: hint: set EPSOM_DB, or name a file with --db\n");
}

TEST_CASE("EPSOM_NOW is the present, with an offset or in the zone") {
    CommandLine epsom;
    epsom.environment["EPSOM_NOW"] = "2026-07-01T08:00";
    CHECK(epsom.ok("log glycinate 200mg now").find("Wed 2026-07-01 08:00") != std::string::npos);
    epsom.environment["EPSOM_NOW"] = "2026-07-02T08:00:00Z";
    CHECK(epsom.ok("log glycinate 200mg").find("Thu 2026-07-02 10:00") != std::string::npos);
}

TEST_CASE("an EPSOM_NOW that is no moment is wrong usage") {
    CommandLine epsom;
    epsom.environment["EPSOM_NOW"] = "tomorrow";
    const Answer answer = epsom("report");
    CHECK(answer.status == 2);
    CHECK(answer.err ==
          "epsom: error: EPSOM_NOW: 'tomorrow' is not a valid time\nepsom: hint: use 2026-11-20T21:30 or"
          " 2026-11-20T21:30:00+01:00\n");
}

TEST_CASE("colour goes to terminals alone, unless it is asked for or forbidden") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 200mg");
    const auto colored = [&epsom](std::string_view line = "report") {
        return epsom.ok(line).find('\x1b') != std::string::npos;
    };
    CHECK_FALSE(colored());
    CHECK(colored("report --color always"));
    epsom.terminal = true;
    CHECK(colored());
    CHECK_FALSE(colored("report --color=never"));
    epsom.environment["TERM"] = "dumb";
    CHECK_FALSE(colored());
    epsom.environment["TERM"] = "xterm";
    epsom.environment["NO_COLOR"] = "1";
    CHECK_FALSE(colored());
    CHECK(colored("report --color always"));
    epsom.environment["NO_COLOR"] = "";
    CHECK(colored());
    epsom.terminal = false;
    epsom.environment["CLICOLOR_FORCE"] = "1";
    CHECK(colored());
}

TEST_CASE("machine formats have no colour, whoever asks for it") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 200mg");
    for (const auto format : {"csv", "tsv", "json", "ndjson", "md"}) {
        CHECK(epsom.ok("report --color always --format " + std::string{format}).find('\x1b') == std::string::npos);
    }
}

TEST_CASE("a locale that is not UTF-8, or none, means plain characters") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 200mg");
    const auto plain = [&epsom](std::string_view line = "report") {
        const std::string out = epsom.ok(line);
        return std::ranges::all_of(out, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    };
    CHECK_FALSE(plain());
    CHECK(plain("report --ascii"));
    epsom.environment["LANG"] = "C";
    CHECK(plain());
    epsom.environment["LC_CTYPE"] = "de_DE.utf8";
    CHECK_FALSE(plain());
    epsom.environment["LC_ALL"] = "POSIX";
    CHECK(plain());
    epsom.environment.erase("LC_ALL");
    epsom.environment.erase("LC_CTYPE");
    epsom.environment.erase("LANG");
    CHECK(plain());
}

TEST_CASE("the page is as wide as the terminal, else as COLUMNS says, else eighty columns") {
    CommandLine epsom;
    epsom.as_woman().ok("log glycinate 100mg");
    const auto width = [&epsom] {
        std::size_t widest = 0;
        for (const auto& line : split(epsom.ok("report"), '\n')) widest = std::max(widest, display_width(line));
        return widest;
    };
    CHECK(width() <= 80);
    CHECK(width() > 70);
    epsom.environment["COLUMNS"] = "60";
    CHECK(width() <= 60);
    epsom.environment["COLUMNS"] = "sixty";
    CHECK(width() > 70);
    epsom.environment["NO_COLOR"] = "1";
    epsom.terminal = true;
    epsom.columns = 66;
    CHECK(width() <= 66);
    CHECK(width() > 60);
}

TEST_CASE("with --quiet nothing is confirmed, and warnings and errors still appear") {
    CommandLine epsom;
    epsom.as_woman();
    CHECK(epsom("-q log glycinate 200mg").out == "");
    const Answer over = epsom("-q log glycinate 200mg");
    CHECK(over.out == "");
    CHECK(over.err ==
          "epsom: warning: magnesium today: 400 mg, above the upper level of 350 mg (UL, supplements only)\n"
          "epsom: warning: glycinate 200 mg is already logged at 22:00 (#1); 'epsom undo' reverts this entry\n");
    CHECK(epsom("-q log").err != "");
    CHECK(epsom.ok("-q report") != "");
}

TEST_CASE("a data file that is none is a failure of the machine, not of the user") {
    CommandLine epsom;
    write_file(epsom.home / "notes.txt", std::string(1000, 'x'));
    epsom.environment["EPSOM_DB"] = (epsom.home / "notes.txt").string();
    for (const auto line : {"report", "log glycinate 200mg", "log list", "profile", "undo"}) {
        const Answer answer = epsom(line);
        CHECK(answer.status == 3);
        CHECK(answer.out == "");
        CHECK(answer.err ==
              "epsom: error: the file is not an epsom database\nepsom: hint: choose another file with --db or"
              " EPSOM_DB\n");
    }
    CHECK(bytes_of(epsom.home / "notes.txt") == std::string(1000, 'x'));
}

TEST_CASE("reading makes no file") {
    CommandLine epsom;
    for (const auto line : {"report", "report entries", "report reference", "log list", "profile", "undo", "redo"})
        epsom(line);
    CHECK_FALSE(fs::exists(epsom.file()));
    CHECK(fs::is_empty(epsom.home.path()));
}

TEST_CASE("whatever is typed, the answer is a result or one clear error, and nothing else is written") {
    constexpr std::array<std::string_view, 44> words{"log", "log", "report", "profile", "set", "list", "edit", "remove",
        "undo", "redo", "stage", "unset", "glycinate", "almonds", "200mg", "30g", "2x", "-1", "1,5", "21:30",
        "yesterday", "90m", "ago", "--compound", "--as", "citrate", "--note", "--at", "--by", "week", "--format",
        "json", "csv", "--dry-run", "@1", "1", "7d", "2026-W42", "--", "-q", "--nutrient", "all", "\xFF", "--born"};
    CommandLine epsom;
    std::mt19937 random{20261120};
    int done = 0, refused = 0;
    for (int trial = 0; trial < 1500; ++trial) {
        std::vector<std::string> arguments;
        for (auto length = random() % 7; length > 0; --length) arguments.emplace_back(words[random() % words.size()]);
        std::string line;
        for (const auto& word : arguments) line += printable(word) + " ";
        INFO(line);
        const Answer answer = epsom.run(arguments);
        REQUIRE((answer.status == 0 || answer.status == 2));
        done += answer.status == 0 ? 1 : 0;
        if (answer.status != 2 || arguments.empty()) continue;
        if (answer.err.starts_with("epsom: track the supplements")) continue;
        ++refused;
        REQUIRE(answer.out == "");
        const auto lines = split(answer.err, '\n');
        REQUIRE(lines.front().starts_with("epsom: error: "));
        REQUIRE(lines.size() == 3);
        REQUIRE(lines[1].starts_with("epsom: hint: "));
        REQUIRE(is_utf8(answer.err));
    }
    CHECK(done > 10);
    CHECK(refused > 500);
}
