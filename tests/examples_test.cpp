// What help, the manual and the README give as examples is understood by the program as it is.

#include <set>

#include "commands/command_line.hpp"
#include "epsom/text/text.hpp"
#include "manual.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

using Lines = std::vector<std::string>;

/// Lines that end in `mark` go on in the next one.
Lines joined(const Lines& lines, std::string_view mark) {
    Lines whole;
    std::string begun;
    for (const auto& line : lines) {
        const std::string text = begun.empty() ? line : begun + std::string{trim(line)};
        begun = text.ends_with(mark) ? text.substr(0, text.size() - mark.size()) : "";
        if (begun.empty()) whole.push_back(text);
    }
    return whole;
}

Lines help_examples(const std::string& path) {
    CommandLine epsom;
    const std::string help = epsom.ok(path + " --help");
    return joined(split(help.substr(help.find("\nExamples:")), '\n'), "\\");
}

/// What a page displays, literally; of a session, what is typed.
Lines page_examples(const fs::path& page) {
    Lines shown;
    bool literal = false;
    bool session = false;
    for (const auto& line : joined(lines_of(page), "\\e")) {
        if (line.starts_with(".Bd -literal")) literal = true, session = false;
        else if (line.starts_with(".Ed")) literal = false;
        else if (line.starts_with(".Dl ")) shown.push_back(line.substr(4));
        else if (literal && (session = session || line.starts_with("$ ")) && !line.starts_with("$ ")) continue;
        else if (literal) shown.push_back(replaced(line, "\\(aq", "'"));
    }
    return shown;
}

Lines readme_examples() {
    Lines shown;
    for (const auto& line : lines_of(source_path("README.md"))) {
        if (line.starts_with("    ") || line.starts_with("$ ") || line.starts_with("ExecStart=")) shown.push_back(line);
    }
    return shown;
}

/// One call of the program, as it stands in a line for the shell, cron or systemd.
struct Call {
    std::string words;
    std::string input;
};

/// Where a call that begins at `begin` ends: at what the shell takes for itself, outside of quotes.
std::size_t call_end(const std::string& line, std::size_t begin) {
    bool quoted = false;
    for (std::size_t at = begin; at < line.size(); ++at) {
        if (line[at] == '\'') quoted = !quoted;
        if (!quoted && std::string_view{"|<>;&)#"}.find(line[at]) != std::string_view::npos) return at;
    }
    return line.size();
}

/// Every call in `line`, each up to where its pipe, redirection or substitution ends.
std::vector<Call> calls_in(const std::string& line) {
    constexpr std::string_view name = "epsom ";
    std::vector<Call> calls;
    for (auto at = line.find(name); at != std::string::npos; at = line.find(name, at + 1)) {
        if (at > 0 && std::string_view{" (/"}.find(line[at - 1]) == std::string_view::npos) continue;
        const auto begin = at + name.size();
        const std::string words{trim(line.substr(begin, call_end(line, begin) - begin))};
        if (words.empty() || words == "COMMAND") continue;
        calls.push_back({words, words.ends_with("import -") ? R"({"type":"epsom","schema":"epsom/export/1"})"
                                                              "\n"
                                                            : "glycinate 200mg\n"});
    }
    return calls;
}

/// Someone to whom all of it may apply.
void prepare(CommandLine& epsom, const std::string& words) {
    const auto begins = [&](std::string_view what) { return words.starts_with(what); };
    epsom.as_woman();
    epsom.ok("profile set --diet magnesium=250mg --target magnesium=400mg --anchor breakfast=08:00");
    if (!begins("dose add calm"))
        epsom.ok(
            "dose add calm --contains magnesium:glycinate=200mg --serving '2 capsules' --at 21:00 --at 23:00 --stock "
            "60");
    for (const char* name : {"multi", "zinc"}) {
        if (begins("log morning") || begins("log all") || begins("log again") || begins("dose set"))
            epsom.ok(std::string{"dose add "} + name + " --contains zinc=5mg --at 22:00");
    }
    if (begins("log morning") || begins("dose set")) epsom.ok("dose set morning calm multi zinc");
    if (begins("log am ")) epsom.ok("dose set am calm");
    if (begins("log again")) epsom.ok("log zinc yesterday 22:00");
    if (begins("dose resume")) epsom.ok("dose pause calm");
    if (begins("dose ingredient")) epsom.ok("dose add shake --contains Cocoa-powder=5g");
    if (begins("dose rule remove")) epsom.ok("dose rule add levothyroxine magnesium 4h");
    std::string entries;
    for (int i = 0; i < 12; ++i) entries += "glycinate 200mg\n";
    epsom.ok("log -", entries);  // one transaction: a disk may take its time for each
    if (words.find("--score") != std::string::npos) epsom.ok("log symptom 6");
    if (words.find("--range") != std::string::npos) epsom.ok("log lab ferritin 60ng/mL");
    if (begins("redo")) epsom.ok("undo");
    if (words.find("--not") != std::string::npos) epsom.ok("log complete 2d");
}

/// Whether the program takes a call for what it can do. A file that is only named is not there: that is not the
/// example's fault.
void check_call(const std::string& line, const Call& call) {
    CommandLine epsom;
    prepare(epsom, call.words);
    epsom.terminal = call.words.find("--watch") != std::string::npos;
    const fs::path before = fs::current_path();
    fs::current_path(epsom.home.path());
    fs::create_directory("backups");
    const Answer answer = epsom(replaced(call.words, "~", "."), call.input);
    fs::current_path(before);
    const bool finds = words_of(call.words).front() == "check";
    const bool names_a_file = (call.words.starts_with("import") && !call.words.ends_with(" -")) ||
                              call.words.find("--db ") != std::string::npos ||
                              (call.words.find("--label ") != std::string::npos && !call.words.ends_with(" -"));
    CHECK_MESSAGE((answer.status == 0 || (finds && answer.status == 1) || (names_a_file && answer.status == 3)),
        line << ": " << answer.err);
}

/// How many calls there were.
int check_examples(const Lines& lines) {
    int calls = 0;
    for (const auto& line : lines) {
        for (const auto& call : calls_in(line)) {
            check_call(line, call);
            ++calls;
        }
    }
    return calls;
}

}  // namespace

TEST_CASE("every command's help has examples, and each is understood") {
    for (const auto& path : paths()) {
        CAPTURE(path);
        CHECK(check_examples(help_examples(path)) > 0);
    }
}

TEST_CASE("what the manual displays is understood") {
    // A table of fields, a page about an illness, and a page that only points to another.
    const std::set<std::string> without_examples{"epsom-formats.5", "epsom-restless-legs.7", "epsom-redo.1"};
    for (const auto& entry : fs::directory_iterator{pages}) {
        const std::string name = entry.path().filename().string();
        CAPTURE(name);
        if (name == "epsom-recipes.7") continue;  // tests/recipes runs its lines, with a shell and what they need
        CHECK((check_examples(page_examples(entry.path())) > 0) != without_examples.contains(name));
    }
}

TEST_CASE("what the README tells one to type is understood") { CHECK(check_examples(readme_examples()) > 20); }
