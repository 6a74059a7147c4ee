// Text that wants to be more than text, in every place that takes some, through every command and format. What a
// terminal is shown is checked by its bytes (raw.hpp).

#include <algorithm>
#include <array>
#include <set>

#include "commands/command_line.hpp"
#include "epsom/exchange/records.hpp"
#include "epsom/text/text.hpp"
#include "program/registry.hpp"
#include "raw.hpp"
#include "xml.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

using Words = std::vector<std::string>;

std::string joined_with_blanks(const Words& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

const std::array<std::string, 5> hostile{"=HYPERLINK(\"http://x\",1)<script>alert(1)</script>&amp;'50% of, it; all\\n",
    "\x1B[2J\x1B]0;owned\x07\xC2\x9B"
    "2J\x7F\x08\x0B\xE2\x80\xAE"
    "desrever\xE2\x81\xA6",
    "two\r\nlines\nBEGIN:VEVENT\n* * * * * x", "@SUM(1)\ttab | a | `b` | [c](d) '; DROP TABLE intake; --",
    std::string(300, 'w') + " \xE5\xA4\x9C\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC"};

/// A data file in which every text is `text`: what can be typed is typed, and the rest comes from another device.
void fill(CommandLine& epsom, const std::string& text) {
    epsom.as_woman();
    const auto ok = [&](const Words& words, std::string_view input = "") {
        const Answer answer = epsom.run(words, input);
        REQUIRE_MESSAGE(answer.status == 0, in_quotes(joined_with_blanks(words)) << ": " << answer.err);
    };
    ok({"dose", "add", "calm", "--contains", "magnesium=200mg", "--serving", "2 capsules", "--at", "08:00,21:00",
        "--from", "2026-11-01", "--stock", "9", "--max", "3/24h", "--note", text});
    ok({"log", "calm", "--note", text});
    ok({"log", "almonds", "30g", "--note", text});
    ok({"log", "symptom", "6", "--note", text});
    ok({"log", "factor", "caffeine", "2 cups", "--note", text});
    ok({"log", "iron", "90mg", "08:00", "--note", text});
    // Names that this epsom would refuse to take from the keyboard.
    std::string device = exchange::export_head();
    std::int64_t number = 100;
    const auto add = [&](RecordKind kind, auto content, const std::string& uuid = "") {
        ++number;
        device += exchange::export_line(
            {kind, uuid.empty() ? "u-" + std::to_string(number) : uuid, number, std::move(content)});
    };
    for (const Taken kind : {Taken::compound, Taken::nutrient, Taken::food, Taken::dose, Taken::substance,
             Taken::symptom, Taken::sleep, Taken::factor, Taken::lab}) {
        for (const auto* day_text : {"2026-11-02", "2026-11-19", "2026-11-20"}) {
            Intake intake{.id = number,
                .moment = {utc(std::string{day_text} + "T20:10"), 3600s},
                .day = day(day_text),
                .what = text,
                .kind = kind,
                .servings = Count{2}};
            intake.unit = text;
            intake.note = text;
            intake.detail = kind == Taken::lab ? "45 in 15..150" : kind == Taken::sleep ? "quality 7" : text;
            if (is_of_night(kind)) intake.value = 50;
            if (!is_diary(kind))
                intake.contents = {
                    {Nutrient::magnesium, 200_mg, text, Basis::label}, {Nutrient::iron, 60_mg, text, Basis::formula}};
            add(RecordKind::intake, intake);
        }
    }
    Dose dose{.name = printable(text).substr(0, 50), .serving = {Count{2}, text}};
    if (!is_utf8(dose.name)) dose.name = "cut";
    dose.contents = {{Nutrient::iron, 18_mg, text, Basis::label}};
    dose.substance = text;
    dose.note = text;
    dose.plan = *parse_plan("at 08:00 from 2026-11-01");
    dose.stock = Count{1};
    dose.created = {utc("2026-11-01T00:00"), 0s};
    add(RecordKind::dose, dose);
    add(RecordKind::food, StoredFood{text, text, {}});
    add(RecordKind::skip,
        Skip{.dose = "u-" + std::to_string(number - 1), .day = day("2026-11-20"), .time = 480min, .note = text});
    add(RecordKind::complete, CompleteDay{day("2026-11-19"), Source::food}, "2026-11-19 food");
    add(RecordKind::setting, Setting{"yes"}, "condition." + text.substr(0, 60));
    add(RecordKind::setting, Setting{split(text, '\t').front() + "\tiron\t120"}, "rule.x.iron");
    add(RecordKind::setting, Setting{text}, "unknown");
    ok({"import", "-"}, device);
}

/// What prints something of the file; every command that does is here (see below).
const std::vector<Words>& questions() {
    static const std::vector<Words> all = [] {
        std::vector<Words> made;
        const auto each_format = [&](const Words& words, std::initializer_list<const char*> formats) {
            for (const char* format : formats) {
                made.push_back(words);
                made.back().insert(made.back().end(), {"--format", format});
            }
        };
        each_format(
            {"report", "month", "--nutrient", "all"}, {"text", "csv", "tsv", "json", "ndjson", "md", "html", "svg"});
        each_format({"report", "month", "--explain"}, {"text", "csv", "tsv", "json", "ndjson"});
        for (const char* by : {"week", "month", "year", "source", "what", "hour"})
            each_format({"report", "month", "--by", by}, {"text", "csv", "tsv", "json", "ndjson", "md"});
        for (const char* kind : {"adherence", "entries", "reference", "symptoms"})
            each_format({"report", kind}, {"text", "csv", "tsv", "json", "ndjson", "md"});
        for (auto& words : made) {
            if (words[1] == "entries" || words[1] == "symptoms" || words[1] == "adherence")
                words.insert(words.begin() + 2, "month");
        }
        made.push_back({"report", "adherence", "month", "--explain"});
        made.push_back({"report", "entries", "month", "--explain"});
        each_format({"log", "list", "month"}, {"text", "csv", "tsv", "json", "ndjson", "md"});
        each_format({"dose", "list"}, {"text", "csv", "tsv", "json", "ndjson", "md", "ics", "crontab"});
        each_format({"dose", "show", "calm"}, {"text", "json"});
        each_format({"dose", "find", ""}, {"text", "csv", "json", "md"});
        each_format({"dose", "rule", "list"}, {"text", "json"});
        each_format({"dose", "ingredient", "list"}, {"text", "csv", "json"});
        each_format({"check", "all"}, {"text", "json", "ndjson", "short"});
        each_format({"today"}, {"text", "json"});
        each_format({"check", "next", "calm"}, {"text", "json"});
        each_format({"check", "next", "iron"}, {"text", "json"});
        each_format({"profile"}, {"text", "json"});
        each_format({"export"}, {"ndjson", "csv"});
        each_format({"log", "calm", "--dry-run"}, {"text", "json"});
        each_format({"log", "iron", "200mg", "--dry-run"}, {"text", "json"});
        for (const Words& words :
            std::vector<Words>{{"dose"}, {"log", "--due", "--dry-run"}, {"dose", "elemental", "500mg", "oxide"},
                {"dose", "stock", "calm"}, {"dose", "rule", "list", "iron"}, {"schema"}, {"undo"}, {"redo"}})
            made.push_back(words);
        // These change something, and say what.
        for (const Words& words :
            std::vector<Words>{{"log", "edit", "@1", "--amount", "250mg"}, {"log", "edit", "@2", "--note", "x"},
                {"log", "remove", "@1"}, {"log", "remove", "@1", "@2"}, {"log", "skip", "calm"}, {"log", "complete"},
                {"log", "complete", "--not"}, {"log", "symptom", "3"}, {"log", "sleep", "7h"}, {"log", "note", "calm"},
                {"log", "edit", "@2", "--dose", "calm"}, {"dose", "refill", "calm", "30"},
                {"log", "factor", "alcohol", "20g"}, {"log", "lab", "ferritin", "45ng/mL"}, {"report", "labs"},
                {"report", "labs", "--format", "csv"}, {"dose", "edit", "calm", "--note", "y"},
                {"dose", "schedule", "calm", "--at", "22:00"}, {"dose", "pause", "calm"}, {"dose", "resume", "calm"},
                {"dose", "rule", "add", "calm", "iron", "2h"}, {"dose", "rule", "ignore", "calm", "iron"},
                {"dose", "rule", "remove", "calm", "iron"}, {"dose", "ingredient", "rename", "cocoa", "raw cocoa"},
                {"dose", "set", "am", "calm"}, {"dose", "set"}, {"dose", "set", "am"}, {"log", "am"}, {"log", "again"},
                {"dose", "rename", "calm", "quiet"}, {"dose", "add", "b", "--contains", "iron=1mg"},
                {"dose", "remove", "quiet"}, {"profile", "set", "--day-start", "04:00"},
                {"profile", "stage", "pregnant", "--from", "2026-01-01", "--until", "2026-02-01"},
                {"profile", "unset", "condition"}, {"import", "-", "--from", "csv", "--dry-run"}, {"undo"}, {"undo"},
                {"redo"}})
            made.push_back(words);
        for (const Words& words : std::vector<Words>{{"log", ""}, {"log", "edit", ""}, {"log", "remove", "1"},
                 {"dose", "show", ""}, {"report", "2"}, {"report", "symptoms", "--name", ""}, {"log", "skip", ""}}) {
            made.push_back({"__complete"});
            made.back().insert(made.back().end(), words.begin(), words.end());
        }
        return made;
    }();
    return all;
}

bool has(const Words& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

void check_shape(const Words& words, const std::string& out) {
    if (has(words, "json") && !out.empty()) CHECK(nlohmann::json::accept(out));
    if (has(words, "ndjson") || (words.front() == "export" && !has(words, "csv"))) {
        for (const auto& line : split(out, '\n')) {
            if (!line.empty()) CHECK(nlohmann::json::accept(line));
        }
    }
    if (has(words, "html") || has(words, "svg")) {
        CHECK_NOTHROW(Xml{out});
        CHECK(Xml{out}.all("script").empty());
    }
    if (has(words, "crontab")) {
        for (const auto& line : split(out, '\n'))
            CHECK((line.empty() || line.starts_with('#') || line.ends_with(" * * * epsom check due --once")));
    }
    if (has(words, "csv")) {
        // A quoted cell may hold the like within; none begins so.
        bool quoted = false, begins = true, runs = false;
        for (const char c : out) {
            const bool opens = c == '"' && begins;
            runs = runs || (begins && std::string_view{"=+@"}.find(c) != std::string_view::npos);
            if (c == '"') quoted = !quoted;
            begins = opens || (!quoted && (c == ',' || c == '\n'));
        }
        CHECK_FALSE(runs);
    }
}

}  // namespace

TEST_CASE("no text on file reaches a terminal as more than text, whichever command or format shows it") {
    for (const auto& text : hostile) {
        CommandLine epsom;
        epsom.environment["NO_COLOR"] = "1";
        epsom.terminal = true;
        fill(epsom, text);
        for (const Words& words : questions()) {
            const Answer answer =
                epsom.run(words, "date,what,amount,unit,note\n2026-11-20," + std::string{"\x1B[2J"} + ",5,mg,x\n");
            INFO(in_quotes(text));
            INFO(doctest::String{joined_with_blanks(words).c_str()});
            INFO(answer.err);
            CHECK((answer.status != 3 || words.front() == "import"));
            const bool cells = words.front() == "__complete" || has(words, "tsv") || has(words, "csv");
            CHECK(raw_in(answer.out, has(words, "ics") ? "\r" : cells ? "\t" : "") == "");
            CHECK(raw_in(answer.err) == "");
            check_shape(words, answer.out);
        }
    }
}

TEST_CASE("every command that answers is asked with hostile text on file") {
    std::set<std::string> asked;
    for (const Words& words : questions()) {
        asked.insert(words[0]);
        if (words.size() > 1) asked.insert(words[0] + " " + words[1]);
        if (words.size() > 2) asked.insert(words[0] + " " + words[1] + " " + words[2]);
    }
    for (const CommandEntry& entry : registry()) CHECK_MESSAGE(asked.contains(std::string{entry.path}), entry.path);
}

TEST_CASE("whatever is typed where a word or a value belongs, the answer is text") {
    CommandLine epsom;
    epsom.environment["NO_COLOR"] = "1";
    epsom.ok("dose add calm --contains magnesium=200mg --at 08:00");
    epsom.ok("log calm");
    const auto ask = [&](const Words& words) {
        const Answer answer = epsom.run(words);
        INFO(in_quotes(joined_with_blanks(words)));
        CHECK(raw_in(answer.out, has(words, "ics") ? "\r" : "") == "");
        CHECK(raw_in(answer.err) == "");
        CHECK((answer.status != 3 || words[0] == "import"));
    };
    std::array<std::string, 7> typed;
    std::ranges::copy(hostile, typed.begin());
    typed[5] = "\xFF\xFE broken";
    typed[6] = "\xED\xA0\x80";
    for (const CommandEntry& entry : registry()) {
        const auto command = entry.make();
        Options options;
        command->options(options);
        for (const auto& text : typed) {
            Words words = split(entry.path, ' ');
            words.push_back(text);
            if (entry.path == "export")
                words.back() = (epsom.home / "export").string() +
                               (text.find('\0') == std::string::npos ? split(text, '/').front().substr(0, 40) : "");
            ask(words);
            words.insert(words.end() - 1, "calm");
            if (entry.path != "export") ask(words);
        }
        for (const auto& option : options.all()) {
            if (option.value.empty() || option.value == "FILE") continue;
            for (const auto& text : typed) {
                Words words = split(entry.path, ' ');
                words.push_back(std::string{option.long_name()} + "=" + text);
                if (entry.path == "export") words.push_back((epsom.home / "export").string());
                ask(words);
            }
        }
    }
}
