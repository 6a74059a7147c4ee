// `epsom check`: what is found, in which order and format, and what each refusal says.

#include <algorithm>
#include <set>

#include "commands/checks.hpp"
#include "dose_in_use.hpp"
#include "epsom/domain/finding.hpp"
#include "epsom/text/text.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// Of each severity something: 400 mg above the upper level, a missed dose, one to come, and a supply that ends.
class Trouble : public DoseInUse {
public:
    Trouble() {
        ok("-q dose stock calm 6");
        ok("-q log glycinate 400mg 12:00");
    }
};

/// Lines of ndjson without the `id` of each finding, which no other database has.
std::string without_ids(std::string text) {
    constexpr std::string_view key = ",\"id\":\"";
    for (std::size_t at = 0; (at = text.find(key, at)) != std::string::npos;) {
        const std::string id = text.substr(at + key.size(), 16);
        CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
        CHECK(text[at + key.size() + id.size()] == '"');
        text.erase(at, key.size() + id.size() + 1);
    }
    return text;
}

/// The objects of ndjson, each with the value of a key.
std::vector<std::string> each(const std::string& lines, const char* key) {
    std::vector<std::string> values;
    for (const auto& line : split(lines, '\n')) {
        if (!line.empty()) values.push_back(nlohmann::json::parse(line).at(key).get<std::string>());
    }
    return values;
}

}  // namespace

TEST_CASE("where all is well check says nothing and succeeds, in every format but the short one") {
    CommandLine epsom;
    for (const auto* format : {"text", "json", "ndjson"}) {
        const Answer answer = epsom("check --format " + std::string{format});
        CHECK(answer.out + answer.err == "");
        CHECK(answer.status == 0);
    }
    CHECK(epsom.ok("check --format short") == "Mg -\n");
    CHECK_FALSE(fs::exists(epsom.file()));
}

TEST_CASE("check prints the worst first, a line for each finding") {
    Trouble epsom;
    CHECK(epsom.found("check") == R"(magnesium: above the upper level: 400 of 350 mg (UL, supplements only)
calm: missed 2 capsules (200 mg magnesium) at 08:00
calm: 6 capsules left; runs out Sun 2026-11-22
)");
    CHECK(epsom.found("check all --lead 2h") ==
          R"(magnesium: above the upper level: 400 of 350 mg (UL, supplements only)
calm: missed 2 capsules (200 mg magnesium) at 08:00
calm: 2 capsules (200 mg magnesium) due at 21:00
calm: 6 capsules left; runs out Sun 2026-11-22
)");
}

TEST_CASE("each kind finds its own") {
    Trouble epsom;
    CHECK(epsom.found("check due") == "");
    CHECK(epsom.found("check missed") == R"(calm: missed 2 capsules (200 mg magnesium) at 08:00
)");
    CHECK(epsom.found("check upper") == R"(magnesium: above the upper level: 400 of 350 mg (UL, supplements only)
)");
    CHECK(epsom.found("check spacing") == "");
    CHECK(epsom.found("check stock") == R"(calm: 6 capsules left; runs out Sun 2026-11-22
)");
    CHECK(epsom.found("check target") == "");
    DoseInUse no_entry;
    CHECK(no_entry.found("check target") == R"(magnesium: nothing logged yet; target 320 mg
)");
    CHECK(epsom.found("check database") == "");
    CHECK(
        epsom.found("check symptom") ==
        R"(rls: no score for last night, Thu 2026-11-19; to add it (0 to 10): epsom log symptom SCORE --night 2026-11-19
)");
    CHECK(epsom.found("check open-day") ==
          R"(2026-11-20: food not marked complete; if all of it is logged: epsom log complete food
)");
    CHECK(epsom.found("check MISSED stock") == R"(calm: missed 2 capsules (200 mg magnesium) at 08:00
calm: 6 capsules left; runs out Sun 2026-11-22
)");
}

TEST_CASE("check answers in JSON, in lines of JSON, and in one line for a prompt") {
    Trouble epsom;
    const std::string lines = epsom.found("check --format ndjson");
    CHECK(without_ids(lines) ==
          R"({"code":"over-upper","severity":"alert","subject":"magnesium",)"
          R"x("message":"above the upper level: 400 of 350 mg (UL, supplements only)","since":"2026-11-20"})x"
          "\n"
          R"({"code":"dose-missed","severity":"warning","subject":"calm",)"
          R"("message":"missed 2 capsules (200 mg magnesium) at 08:00","since":"2026-11-20T08:00:00+01:00"})"
          "\n"
          R"({"code":"stock-low","severity":"info","subject":"calm",)"
          R"("message":"6 capsules left; runs out Sun 2026-11-22","since":"2026-11-20"})"
          "\n");
    std::string whole = lines.substr(0, lines.size() - 1);
    for (std::size_t at = 0; (at = whole.find("}\n{", at)) != std::string::npos;) whole.replace(at, 3, "},{");
    CHECK(epsom.found("check --format json") == R"({"schema":"epsom/check/1","findings":[)" + whole + "]}\n");
    CHECK(epsom("check due --lead 2h --format short").out == R"(Mg ≥400/320 · soon: calm 21:00
)");
    CHECK(epsom("check --format short").out == R"(Mg ≥400/320 · over: magnesium · missed: calm 08:00 · low: calm
)");
    CHECK(epsom("check --format short --ascii").out ==
          R"(Mg >=400/320 | over: magnesium | missed: calm 08:00 | low: calm
)");
}

TEST_CASE("a quiet check answers with its status alone, and in the formats for machines as ever") {
    Trouble epsom;
    for (const auto& [line, out] : std::vector<std::pair<std::string, std::string>>{
             {"check", ""}, {"check --format ndjson", epsom.found("check --format ndjson")}}) {
        const Answer answer = epsom("-q " + line);
        CHECK(answer.out == out);
        CHECK(answer.err == "");
        CHECK(answer.status == 1);
    }
}

TEST_CASE("--lead looks ahead for doses, and for the supply where no dose is asked for") {
    DoseInUse epsom;
    CHECK(epsom.found("check due --lead 59m") == "");
    CHECK(epsom.found("check due --lead 60m") == "calm: 2 capsules (200 mg magnesium) due at 21:00\n");
    CHECK(epsom.found("check stock") == "");
    CHECK(epsom.found("check stock --lead 13d") == "");
    CHECK(epsom.found("check stock --lead 14d") == R"(calm: 54 capsules left; runs out Fri 2026-12-04
)");
    CHECK(epsom.found("check due stock --lead 14d").find("left; runs out") == std::string::npos);
}

TEST_CASE("--by and --from say from which time something is missing") {
    DoseInUse epsom;
    CHECK(epsom.found("check symptom --by 20:01") == "");
    CHECK(
        epsom.found("check symptom --by 8pm") ==
        R"(rls: no score for last night, Thu 2026-11-19; to add it (0 to 10): epsom log symptom SCORE --night 2026-11-19
)");
    CHECK(epsom.found("check open-day --from 20:01") == "");
    CHECK(epsom.found("check open-day --from 8pm") ==
          R"(2026-11-20: nothing logged; if nothing was taken or eaten: epsom log complete
)");
    epsom.ok("log complete");
    CHECK(epsom.found("check open-day --from 8pm") == "");
}

TEST_CASE("a finding has the same id in every check, and others have other ids") {
    Trouble epsom;
    const auto ids = each(epsom.found("check --format ndjson"), "id");
    CHECK(ids.size() == 3);
    CHECK(std::set<std::string>{ids.begin(), ids.end()}.size() == 3);
    epsom.ok("-q log citrate 10mg 12:05");  // the message is another one
    CHECK(each(epsom.found("check --format ndjson"), "id") == ids);
    CHECK(each(epsom.found("check --once --format ndjson"), "id") == ids);
    // Written by an earlier version into someone's notifications: it never changes.
    CHECK(ids.front() == finding_id("over-upper magnesium 2026-11-20"));
    CHECK(ids.front() == "22f62329459b7442");
}

TEST_CASE("with --once a finding is new, again after its time, and with --cleared listed when it ended") {
    Trouble epsom;
    using Words = std::vector<std::string>;
    const std::string line = "check missed stock --format ndjson --once=1h --cleared";
    const std::string first = epsom.found(line);
    CHECK(each(first, "state") == Words{"new", "new"});
    CHECK(epsom.ok(line) == "");
    epsom.now += minutes{90};
    const std::string again = epsom.found(line);
    CHECK(each(again, "state") == Words{"again", "again"});
    CHECK(each(again, "id") == each(first, "id"));
    epsom.ok("-q dose stock calm 600");
    CHECK(epsom.ok("check missed --once --cleared --format json") == "");  // another kind is not looked at
    const std::string ended = epsom.ok(line);
    CHECK(ended == R"({"id":")" + each(first, "id").back() + R"(","code":"stock-low","state":"cleared"})" + "\n");
    CHECK(epsom.ok(line) == "");
    epsom.ok("-q dose stock calm 6");
    CHECK(each(epsom.found(line), "state") == Words{"new"});
}

TEST_CASE("what ended is not listed without --cleared, and never as a finding") {
    Trouble epsom;
    const std::string id = each(epsom.found("check stock --once --format ndjson"), "id").front();
    epsom.ok("-q dose stock calm 600");
    Trouble other;
    other.found("check stock --once");
    other.ok("-q dose stock calm 600");
    CHECK(other.ok("check stock --once --format ndjson") == "");
    CHECK(epsom.ok("check stock --once --cleared --format json") ==
          R"({"schema":"epsom/check/1","findings":[],"cleared":[{"id":")" + id +
              R"(","code":"stock-low","state":"cleared"}]})" + "\n");
}

TEST_CASE("--once of one kind leaves the findings of the others to be said") {
    Trouble epsom;
    CHECK(epsom.found("check missed --once") == R"(calm: missed 2 capsules (200 mg magnesium) at 08:00
)");
    CHECK(epsom.found("check stock --once") == R"(calm: 6 capsules left; runs out Sun 2026-11-22
)");
    CHECK(epsom.found("check missed stock --once") == "");
    CHECK(epsom.found("check --once") == R"(magnesium: above the upper level: 400 of 350 mg (UL, supplements only)
)");
    CHECK(epsom.found("check --once") == "");
    epsom.now += std::chrono::hours{2};
    CHECK(epsom.found("check missed --once=3h") == "");
    CHECK(epsom.found("check missed --once=2h") == R"(calm: missed 2 capsules (200 mg magnesium) at 08:00
)");
}

TEST_CASE("a database that is damaged is an alert, whatever else is asked, and nothing else is read") {
    Trouble epsom;
    std::string bytes = bytes_of(epsom.file());
    bytes.replace(4096, 4096, std::string(4096, 'x'));
    write_file(epsom.file(), bytes);
    const Answer answer = epsom("check database");
    CHECK(answer.status == 1);
    CHECK(answer.err == "");
    CHECK(answer.out == "database: 1 of its " + std::to_string(bytes.size() / 4096) +
                            " pages is damaged (page 2); restore your latest backup (made with 'epsom export --backup"
                            " FILE'), or save what can be read with 'epsom export --salvage FILE'\n");
    CHECK(epsom("check all").out == answer.out);
}

TEST_CASE("check refuses what is no kind, and options that no kind uses") {
    DoseInUse epsom;
    for (const auto& [line, error, hint] : std::vector<Refused>{
             {"check soon", "unknown check 'soon'",
                 "use due, missed, upper, spacing, stock, target, database, symptom, open-day or all"},
             {"check duee", "unknown check 'duee'", "did you mean 'due'?"},
             {"check due due", "'due' appears twice", "epsom check due"},
             {"check all due", "'all' already includes 'due'", "epsom check all"},
             {"check --format xml", "check supports --format text, json, ndjson or short, not 'xml'",
                 "leave out --format"},
             {"check --format jsn", "check supports --format text, json, ndjson or short, not 'jsn'",
                 "did you mean 'json'?"},
             {"check --lead tomorrow", "'tomorrow' is not a duration", "use 90m, 2h, 1h30m, 3d or 2w"},
             {"check --lead 367d", "--lead '367d' is more than a year", "use at most 366d"},
             {"check missed --lead 10m", "--lead requires 'check due' or 'check stock'", "epsom check due --lead 10m"},
             {"check --by 9:00", "--by requires 'check symptom'", "epsom check symptom --by 9:00"},
             {"check symptom --by noon", "'noon' is not a time of day", "use 04:00, 21:30 or 9pm"},
             {"check --from 19:00", "--from requires 'check open-day'", "epsom check open-day --from 19:00"},
             {"check open-day --from noon", "'noon' is not a time of day", "use 04:00, 21:30 or 9pm"},
             {"check due --explain", "--explain requires the kind spacing", "epsom check spacing --explain"},
             {"check --once=never", "'never' is not a duration", "use 90m, 2h, 1h30m, 3d or 2w"},
             {"check database --once", "--once does not apply to 'check database': damage is always reported",
                 "epsom check database"},
         }) {
        CHECK(epsom.refusal(line) == refused(error, hint));
    }
}

TEST_CASE("the line for a prompt has magnesium, whatever is followed") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("profile set --reference INDIA --target iron=18mg --follow iron");
    epsom.ok("log glycinate 200mg");
    epsom.ok("log iron 10mg");
    CHECK(epsom("check --format short").out.starts_with("Mg ≥200/370"));
}

TEST_CASE("a followed nutrient without a target is said, never passed over") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("profile set --follow chromium");
    epsom.ok("log chromium 30mcg");
    CHECK(epsom("check target").out == "");
    epsom.ok("profile set --reference EFSA");
    const Answer answer = epsom("check target");
    CHECK(answer.status == 1);
    CHECK(answer.out == "chromium: target not in EFSA; to set your own: epsom profile set --target chromium=AMOUNT\n");
    CHECK(epsom("check target --once").status == 1);
    CHECK(epsom("check target --once").status == 0);
    epsom.ok("profile set --target chromium=25mcg");
    CHECK(epsom("check target").status == 0);
    epsom.ok("profile unset follow");
    CommandLine unborn;
    unborn.ok("profile set --follow iron");
    CHECK(unborn("check target").out ==
          "iron: target not known without a birth date: epsom profile set --born 1980-05-17\n");
}

TEST_CASE("every kind has codes, and a key on file names the kind of its finding") {
    for (const CheckInfo& check : checks()) {
        CAPTURE(check.key);
        CHECK(std::ranges::any_of(finding_codes, [&](const FindingCode& code) { return code.kind == check.id; }));
    }
    for (const FindingCode& code : finding_codes) {
        CAPTURE(code.key);
        CHECK(kind_of_key(make_finding(code, "calm", "due", "2026-11-20", "about it").key) == code.kind);
    }
    CHECK(kind_of_key("of-a-newer-epsom calm") == std::nullopt);
}

namespace {

/// Anna, whose calm is due, and a file of somebody without a name, whose iron is.
class Household : public CommandLine {
public:
    Household() {
        ok(of("anna") + "dose add calm --contains magnesium=100mg --at 21:00");
        ok(of("anna") + "profile set --name Anna");
        ok(of("ben") + "dose add iron --contains iron=10mg --at 20:30");
    }
    std::string found(std::string_view line) {
        const Answer answer = (*this)(line);
        REQUIRE_MESSAGE(answer.status == 1, line << ": " << answer.err);
        return answer.out;
    }
    [[nodiscard]] std::string path(const std::string& name) const { return (home / (name + ".db")).string(); }
    [[nodiscard]] std::string of(const std::string& name) const { return "--db " + path(name) + " "; }
    [[nodiscard]] std::string both() const { return of("anna") + of("ben"); }
};

}  // namespace

TEST_CASE("check over several databases says whose each finding is") {
    Household home;
    const std::string anna = "Anna: calm: 1 serving (100 mg magnesium) due since 21:00\n";
    const std::string ben = "ben: iron: 1 serving (10 mg iron) due since 20:30\n";
    CHECK(home.found("check " + home.both()) == anna + ben);
    CHECK(home.found("check due " + home.of("ben") + home.of("anna")) == ben + anna);
    CHECK(home.found(home.of("anna") + "check --db=" + home.path("ben")) == anna + ben);
    CHECK(home.found("check " + home.of("anna")) == "calm: 1 serving (100 mg magnesium) due since 21:00\n");
    CHECK(home.found("check --format short " + home.both()) ==
          "Anna: Mg - · due: calm 21:00\nben: Mg - · due: iron 20:30\n");
    home.ok(home.of("ben") + "log iron");
    CHECK(home.found("check " + home.both()) == anna);
    home.ok(home.of("anna") + "log calm");
    CHECK(home.ok("check " + home.both()) == "");
}

TEST_CASE("findings of several databases name person and file in json") {
    Household home;
    const auto findings = home("check --format json " + home.both()).json().at("findings");
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].at("person") == "Anna");
    CHECK(findings[0].at("file") == home.path("anna"));
    CHECK(findings[0].at("subject") == "calm");
    CHECK(findings[1].at("person").is_null());
    CHECK(findings[1].at("file") == home.path("ben"));
    const std::string lines = home.found("check --format ndjson " + home.both());
    CHECK(std::ranges::count(lines, '\n') == 2);
    CHECK(lines.find("\"person\":\"Anna\"") != std::string::npos);
    CHECK_FALSE(home("check --format json " + home.of("anna")).json().at("findings")[0].contains("person"));
}

TEST_CASE("two of the same name are called by their files, as typed") {
    Household home;
    home.ok(home.of("ben") + "profile set --name Anna");
    CHECK(home.found("check " + home.both()) ==
          home.path("anna") + ": calm: 1 serving (100 mg magnesium) due since 21:00\n" + home.path("ben") +
              ": iron: 1 serving (10 mg iron) due since 20:30\n");
}

TEST_CASE("each database remembers what it was checked for") {
    Household home;
    CHECK(home.found("check --once " + home.of("anna")) != "");
    CHECK(home.found("check --once " + home.both()) == "ben: iron: 1 serving (10 mg iron) due since 20:30\n");
    CHECK(home.ok("check --once " + home.both()) == "");
    CHECK(home.ok("check --once " + home.of("ben")) == "");
}

TEST_CASE("a database that cannot be read is said after the others, and the worst status counts") {
    Household home;
    const Answer missing = home("check " + home.of("nobody") + home.both());
    CHECK(missing.status == 3);
    CHECK(missing.out == R"(Anna: calm: 1 serving (100 mg magnesium) due since 21:00
ben: iron: 1 serving (10 mg iron) due since 20:30
)");
    CHECK(missing.err.starts_with("epsom: error: nobody: no database at '" + home.path("nobody") + "'\n"));
    CHECK_FALSE(fs::exists(home.path("nobody")));
    write_file(home.home / "text.db", "no database at all, but long enough to be looked at as if it were one of them");
    const Answer other = home("check --once --format json " + home.of("anna") + "--db " + home.path("text"));
    CHECK(other.status == 3);
    CHECK(other.json().at("findings").size() == 1);
    CHECK(other.err.starts_with("epsom: error: text: "));
}

TEST_CASE("the same database twice is refused, and so are two of any other command") {
    Household home;
    const Answer twice = home("check " + home.of("anna") + "--db " + (home.home / "." / "anna.db").string());
    CHECK(twice.status == 2);
    CHECK(twice.err.starts_with("epsom: error: --db names the same file twice: "));
    fs::create_symlink(home.path("anna"), home.path("link"));
    CHECK(home("check " + home.of("anna") + home.of("link")).status == 2);
    for (const std::string line : {"report ", "check next calm ", "today ", "log calm "}) {
        const Answer answer = home(line + home.both());
        CHECK(answer.status == 2);
        CHECK(answer.err == "epsom: error: --db appears twice: '" + home.path("anna") + "' and '" + home.path("ben") +
                                "'\nepsom: hint: keep one --db\n");
    }
}

TEST_CASE("the next time names a personal upper level as such") {
    CommandLine epsom;
    epsom.ok("profile set --born 1980-05-17 --sex female --upper magnesium=300mg");
    epsom.ok("dose add calm --contains magnesium=320mg -q");
    CHECK(epsom("check next calm").out.find("would exceed the upper level: 320 mg of 300 mg (personal)") !=
          std::string::npos);
}

TEST_CASE("with --quiet data of another format is printed, and text is not") {
    CommandLine epsom;
    CHECK(epsom("check symptom -q").out.empty());
    CHECK(epsom("check symptom -q --format json").json().contains("findings"));
}
