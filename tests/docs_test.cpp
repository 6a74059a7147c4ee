// Help, manual pages and completions say the same: what `epsom COMMAND --help` prints is in the command's page, what
// the page names exists, and the shells offer it.

#include <map>

#include "commands/checks.hpp"
#include "commands/command_line.hpp"
#include "epsom/text/text.hpp"
#include "manual.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// One blank between words, none around '|' and before "...".
std::string tidied(const std::string& text) {
    std::string tidy;
    for (const auto& word : words_of(text)) tidy += (tidy.empty() ? "" : " ") + word;
    return replaced(replaced(replaced(tidy, " |", "|"), "| ", "|"), " ...", "...");
}

/// What one of our commands prints about itself.
struct Help {
    std::string operands;  // "[COUNT] WHAT [AMOUNT] [MOMENT]|-"
    Names options;         // "--at MOMENT"
    Names globals;         // "-q, --quiet"
};

Help help_of(std::string_view path) {
    CommandLine epsom;
    const std::string text = epsom.ok(std::string{path} + " --help");
    Help help;
    const auto usage = text.substr(0, text.find("\n\n")).substr(std::string_view{"Usage: epsom "}.size() + path.size());
    help.operands = tidied(replaced(replaced(usage, "\n", " "), "[OPTION...]", ""));
    const auto options_of = [](const std::string& page) {
        Names options;
        for (const auto& line : split(page.substr(0, page.find("\nExamples:")), '\n')) {
            if (!line.starts_with("  -") && !line.starts_with("      --")) continue;
            const std::string option{trim(line)};
            options.insert(option.substr(0, option.find("  ")));
        }
        return options;
    };
    help.options = options_of(text);
    help.globals = options_of(epsom.ok("--help"));
    return help;
}

/// The long option of a label: "--once" of "--once[=DURATION]", "--quiet" of "-q, --quiet".
std::string long_option(const std::string& label) {
    const std::string name = label.substr(label.find("--"));
    return name.substr(0, name.find_first_of(" [="));
}

Names long_options(const Names& labels) {
    Names names;
    for (const auto& label : labels) names.insert(long_option(label));
    return names;
}

/// A line of mdoc macros as it is read: `.Op Fl -at Ar MOMENT` is "[--at MOMENT]".
class Reader {
public:
    void read(std::string_view line) {
        bool flag = false;
        int optional = 0;
        for (const auto& word : shell_words(line)) {
            static const Names plain{"Ar", "Cm", "No", "Li", "Va", "Em", "Sy", "Ql", "Pa", "Ev", "It"};
            if (plain.contains(word)) flag = false;
            else if (word == "Fl") flag = true;
            else if (word == "Ns") glue_ = true;
            else if (word == "Op" || word == "Oo") {
                put("[");
                glue_ = true;
                optional += word == "Op" ? 1 : 0;
                flag = false;
            } else if (word == "Oc") {
                text_ += "]";
                glue_ = false;
            } else if (word == "," || word == ".") {
                text_ += word;
            } else {
                put((flag && word != "|" ? "-" : "") + word);
            }
        }
        text_.append(static_cast<std::size_t>(optional), ']');
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    static std::vector<std::string> shell_words(std::string_view line) {
        return shell_split(replaced(std::string{line}, "\"", "'"));
    }
    void put(const std::string& word) {
        if (!glue_ && !text_.empty()) text_ += ' ';
        text_ += word;
        glue_ = false;
    }
    std::string text_;
    bool glue_ = false;
};

std::string read_macros(std::string_view line) {
    Reader reader;
    reader.read(line.substr(1));
    return reader.text();
}

/// What a page says about one command.
struct Part {
    std::vector<std::string> forms;  // of the synopsis
    Names labels;                    // of the list of options
    Names mentioned;                 // every long option
};

struct Page {
    std::string description;
    std::map<std::string, Part> parts;  // by the command's path; what stands in no command's section by ""
    Names mentioned;
    Names references;  // "epsom-log 1"
};

/// The page of a command; one that only points elsewhere is read there.
Page page_of(const std::string& command) {
    auto lines = lines_of(pages / ("epsom-" + command + ".1"));
    if (lines.front().starts_with(".so ")) lines = lines_of(pages / fs::path{lines.front().substr(4)}.filename());
    Page page;
    std::string section;
    std::string path;
    Reader form;
    const auto close_form = [&] {
        if (section == "SYNOPSIS" && !path.empty()) page.parts[path].forms.push_back(tidied(form.text()));
        form = {};
    };
    for (const auto& line : lines) {
        if (line.starts_with(".Sh ")) {
            close_form();
            section = line.substr(4);
            path = section == "DESCRIPTION" ? command : "";
        } else if (line.starts_with(".Ss ")) {
            path = section == "DESCRIPTION" ? line.substr(4) : "";
        } else if (section == "SYNOPSIS" && line.starts_with(".Nm ")) {
            close_form();
            path = replaced(line.substr(4), "\"", "").substr(6);
        } else if (section == "SYNOPSIS" && line.starts_with(".")) {
            form.read(line.substr(1));
        }
        if (section == "NAME" && line.starts_with(".Nd ")) page.description = line.substr(4);
        const auto words = words_of(line);
        for (std::size_t i = 0; i + 1 < words.size() && line.starts_with("."); ++i) {
            if (words[i].ends_with("Xr") && i + 2 < words.size() && words[i + 1].starts_with("epsom"))
                page.references.insert(words[i + 1] + " " + words[i + 2]);
            if (!words[i].ends_with("Fl") || !words[i + 1].starts_with("-")) continue;
            page.mentioned.insert("-" + words[i + 1]);
            if (section == "DESCRIPTION") page.parts[path].mentioned.insert("-" + words[i + 1]);
        }
        if (section == "DESCRIPTION" && line.starts_with(".It Fl ")) page.parts[path].labels.insert(read_macros(line));
    }
    return page;
}

/// Removes `label` from `text`, in brackets or bare; whether it was there.
bool take(std::string& text, const std::string& label) {
    for (const std::string& spelled : {"[" + label + "]", label}) {
        const auto at = (" " + text + " ").find(" " + spelled + " ");
        if (at == std::string::npos) continue;
        text = tidied(text.erase(at, spelled.size()));
        return true;
    }
    return false;
}

/// What a shell is offered: the values alone.
Names offered(std::vector<std::string> words) {
    CommandLine epsom;
    words.insert(words.begin(), "__complete");
    Names values;
    for (const auto& line : split(epsom.run(words).out, '\n')) values.insert(line.substr(0, line.find('\t')));
    values.erase("");
    return values;
}

}  // namespace

TEST_CASE("every command has a manual page or a section of one, with the same summary") {
    for (const auto& entry : registry()) {
        const std::string path{entry.path};
        CAPTURE(path);
        const auto words = words_of(path);
        const Page page = page_of(words.front());
        CHECK(page.parts.contains(path));
        std::string summary{entry.summary};
        summary.front() = lower(summary.substr(0, 1)).front();
        if (words.size() == 1 && path != "redo") CHECK(page.description == summary);
    }
}

TEST_CASE("a manual page's synopsis has the words and options that help shows") {
    for (const auto& path : paths()) {
        CAPTURE(path);
        const Page page = page_of(words_of(path).front());
        if (!page.parts.contains(path)) continue;
        const Help help = help_of(path);
        Names missing = help.options;
        std::string operands;
        REQUIRE_FALSE(page.parts.at(path).forms.empty());
        for (std::string form : page.parts.at(path).forms) {
            for (const auto& label : help.options) {
                if (take(form, label)) missing.erase(label);
            }
            if (form.empty() || operands == form) continue;
            operands += (operands.empty() ? "" : "|") + form;
        }
        CHECK_MESSAGE(missing.empty(), "not in the synopsis:" << shown(missing));
        CHECK(operands == help.operands);
    }
}

TEST_CASE("every option that help shows is in the manual, and every option in the manual exists") {
    for (const auto& path : paths()) {
        CAPTURE(path);
        const Page page = page_of(words_of(path).front());
        if (!page.parts.contains(path)) continue;
        const Help help = help_of(path);
        const Part& part = page.parts.at(path);
        const Names known = long_options(help.options);
        const Names globals = long_options(help.globals);
        CHECK_MESSAGE(
            without(known, part.mentioned).empty(), "not in its section:" << shown(without(known, part.mentioned)));
        CHECK_MESSAGE(without(part.mentioned, together(known, globals)).empty(),
            "named, but not there:" << shown(without(part.mentioned, together(known, globals))));
        CHECK_MESSAGE(without(part.labels, help.options).empty(),
            "spelled otherwise than in help:" << shown(without(part.labels, help.options)));
        CHECK_MESSAGE(without(globals, page.mentioned).empty(),
            "global options that the page does not name:" << shown(without(globals, page.mentioned)));
    }
}

TEST_CASE("no page has a section for a command that is not there") {
    Names known;
    for (const auto& path : paths()) known.insert(path);
    for (const auto& entry : fs::directory_iterator{pages}) {
        const std::string file = entry.path().filename().string();
        if (!file.starts_with("epsom-") || !file.ends_with(".1")) continue;
        const std::string command = file.substr(6, file.size() - 8);
        CAPTURE(file);
        CHECK(known.contains(command));
        const Page page = page_of(command);
        for (const auto& entry_of_page : page.parts) {
            const std::string& path = entry_of_page.first;
            const auto& part = entry_of_page.second;
            if (!part.forms.empty()) CHECK_MESSAGE(known.contains(path), path);
            if (path.starts_with(command + " ")) CHECK_MESSAGE(known.contains(path), path);
        }
    }
}

TEST_CASE("the main page lists every command and explains every global option") {
    Names labels;
    Names references;
    for (const auto& line : lines_of(pages / "epsom.1")) {
        if (line.starts_with(".It Fl ")) labels.insert(read_macros(line));
        if (!line.starts_with(".It Xr ")) continue;
        for (const auto& word : words_of(line)) references.insert(word);
    }
    CHECK(labels == help_of("undo").globals);
    for (const auto& path : paths()) {
        if (words_of(path).size() == 1) CHECK_MESSAGE(references.contains("epsom-" + path), path);
    }
}

TEST_CASE("pages refer to pages that are there") {
    for (const auto& entry : fs::directory_iterator{pages}) {
        for (const auto& line : lines_of(entry.path())) {
            const auto words = words_of(line);
            for (std::size_t i = 0; i + 2 < words.size(); ++i) {
                if (!words[i].ends_with("Xr") || !words[i + 1].starts_with("epsom")) continue;
                CHECK_MESSAGE(fs::exists(pages / (words[i + 1] + "." + words[i + 2])), entry.path().filename().string()
                                                                                           << ": " << line);
            }
        }
    }
}

TEST_CASE("the README's test command is what runs before a change lands") {
    std::vector<std::string> commands;
    for (const auto& line : lines_of(test::source_path("README.md"))) {
        if (line.starts_with("    .ci/setup ")) commands.push_back(line.substr(4));
    }
    REQUIRE(commands.size() == 2);
    bool run = false;
    for (const auto& line : lines_of(test::source_path(".ci/run")))
        run = run || line.find(commands.back()) != std::string::npos;
    CHECK(run);
}

TEST_CASE("help names every kind of check") {
    std::string kinds;
    for (const auto& check : checks()) kinds += std::string{check.key} + "|";
    CHECK(help_of("check").operands == "[" + kinds + "all]...");
}

TEST_CASE("the shells are offered every command and every option") {
    for (const auto& path : paths()) {
        CAPTURE(path);
        auto words = words_of(path);
        auto before = words;
        before.back() = "";
        CHECK(offered(before).contains(words.back()));
        words.emplace_back("--");
        const Help help = help_of(path);
        const Names options = together(long_options(help.options), long_options(help.globals));
        CHECK_MESSAGE(offered(words) == options, shown(without(options, offered(words))));
    }
}
