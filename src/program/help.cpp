#include "help.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr std::size_t indent = 2;
/// Below this many columns a description stands below its name, not beside it.
constexpr std::size_t two_columns_from = 60;

std::string without_trailing_blanks(const std::string& line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

using Pieces = std::vector<std::string>;

/// Adds `pieces`, each with the blank that may follow it, to `line`, and breaks between them. Later lines are indented
/// by `column`; `at_break` ends each line before the last.
std::string folded(
    std::string line, const Pieces& pieces, std::size_t width, std::size_t column, std::string_view at_break = "") {
    std::string out;
    bool fresh = true;  // nothing but the opening is in the line
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string& piece = pieces[i];
        const std::size_t visible = piece.ends_with(' ') ? piece.size() - 1 : piece.size();
        const std::size_t reserved = i + 1 < pieces.size() ? at_break.size() : 0;
        if (!fresh && line.size() + visible + reserved > width) {
            out += without_trailing_blanks(line) + std::string{at_break} + "\n";
            line.assign(column, ' ');
        }
        line += piece;
        fresh = false;
    }
    return out + without_trailing_blanks(line) + "\n";
}

Pieces words_to_fold(std::string_view text) {
    Pieces pieces;
    for (const auto& word : split(text, ' ')) pieces.push_back(word + " ");
    return pieces;
}

std::string paragraph(std::string_view text, std::size_t width) { return folded("", words_to_fold(text), width, 0); }

/// Names with what they mean, in two columns where the screen has room for them.
class Rows {
public:
    explicit Rows(std::size_t width) : width_{width} {}
    [[nodiscard]] bool wide() const { return width_ >= two_columns_from; }
    /// Makes room for `name` in the first column; longer ones get a line of their own.
    void measure(const std::string& name) {
        constexpr std::size_t longest = 24;
        if (name.size() <= longest) column_ = std::max(column_, indent + name.size() + 2);
    }
    void add(std::string& out, const std::string& name, std::string_view about) const {
        std::string line(indent, ' ');
        line += name;
        const std::size_t column = wide() ? column_ : 3 * indent;
        if (!wide() || line.size() + 2 > column) {
            out += line + "\n";
            line.clear();
        }
        line.resize(column, ' ');
        out += folded(line, words_to_fold(about), width_, column);
    }

private:
    std::size_t width_;
    std::size_t column_ = 12;
};

/// The arguments after "Usage: epsom", folded at blanks and after '|', and indented below the program's name.
std::string usage(std::string_view arguments, std::size_t width) {
    constexpr std::string_view opening = "Usage: epsom ";
    Pieces pieces;
    while (!arguments.empty()) {
        const auto end = std::min(arguments.find_first_of(" |"), arguments.size() - 1) + 1;
        pieces.emplace_back(arguments.substr(0, end));
        arguments.remove_prefix(end);
    }
    return folded(std::string{opening}, pieces, width, opening.size()) + "\n";
}

std::string label(const Options::Option& option, bool wide) {
    const auto comma = option.names.find(',');
    std::string text = wide ? "    " : "";
    if (comma != std::string_view::npos) text = std::string{option.names.substr(0, comma)} + ", ";
    text += option.long_name();
    if (option.bare) return text + "[=" + std::string{option.value} + "]";
    if (!option.value.empty()) text += " " + std::string{option.value};
    return text;
}

using Listed = std::vector<const Options::Option*>;

void list(std::string& out, std::string_view title, const Listed& options, const Rows& rows) {
    if (options.empty()) return;
    out += "\n" + std::string{title} + ":\n";
    for (const auto* option : options) rows.add(out, label(*option, rows.wide()), option->help);
}

/// A command's own options: each group, then those that are in none.
void list_groups(std::string& out, const Options& options, std::size_t width) {
    Rows rows{width};
    Listed rest;
    for (const auto& option : options.all()) {
        if (option.global) continue;
        rows.measure(label(option, true));
        rest.push_back(&option);
    }
    for (const auto& group : options.groups()) {
        const auto is_in_group = [&](const auto* option) {
            return std::ranges::find(group.names, option->long_name()) != group.names.end();
        };
        const auto others =
            std::stable_partition(rest.begin(), rest.end(), is_in_group);  // clang 14 lacks that of ranges
        list(out, group.title, {rest.begin(), others}, rows);
        rest.erase(rest.begin(), others);
    }
    list(out, options.groups().empty() ? "Options" : "More", rest, rows);
}

/// What a shell reads as one: a word, a text in quotes.
Pieces example_words(std::string_view line) {
    Pieces words;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at;
        bool quoted = false;
        for (; end < line.size() && (quoted || line[end] != ' '); ++end) {
            if (line[end] == '\'') quoted = !quoted;
        }
        words.push_back(std::string{line.substr(at, end - at)} + " ");
        at = std::min(line.find_first_not_of(' ', end), line.size());
    }
    return words;
}

/// An option and its value stay in one line where that has room for both.
Pieces example_pieces(std::string_view line, std::size_t width) {
    constexpr std::size_t around = 3 * indent + 1;  // and the backslash; the blank before it is the word's
    Pieces pieces;
    for (auto& word : example_words(line)) {
        const std::string before = pieces.empty() ? "" : pieces.back();
        const bool after_option = before.starts_with("--") && before.find(' ') == before.size() - 1;
        const bool has_room = before.size() + word.size() + around <= width;
        if (after_option && has_room && !word.starts_with('-')) pieces.back() += word;
        else pieces.push_back(std::move(word));
    }
    return pieces;
}

/// Lines to type; a long one goes on after a backslash.
std::string example_lines(std::string_view text, std::size_t width) {
    constexpr std::string_view goes_on = "\\\n";
    std::string whole{text};
    for (std::size_t at = 0; (at = whole.find(goes_on, at)) != std::string::npos;) {
        const auto next = whole.find_first_not_of(' ', at + goes_on.size());
        whole.erase(at, std::min(next, whole.size()) - at);
    }
    std::string out;
    for (const auto& line : split(whole, '\n')) {
        if (line.empty()) continue;
        out += folded(std::string(indent, ' '), example_pieces(trim(line), width), width, 3 * indent, " \\");
    }
    return out;
}

}  // namespace

std::size_t help_width(int columns) { return static_cast<std::size_t>(std::clamp(columns, 40, 80)); }

std::string overview(const Options& globals, std::size_t width) {
    std::string out = usage("COMMAND [ARGUMENT...] [OPTION...]", width);
    out +=
        paragraph("Track supplements and compare each day with reference intakes (RDA, UL).", width) + "\nCommands:\n";
    Rows commands{width};
    for (const auto& entry : registry()) {
        if (entry.path.find(' ') == std::string_view::npos) commands.add(out, std::string{entry.path}, entry.summary);
    }
    Rows rows{width};
    Listed listed;
    for (const auto& option : globals.all()) {
        rows.measure(label(option, true));
        listed.push_back(&option);
    }
    list(out, "Global options", listed, rows);
    return out + "\n" +
           paragraph("Run 'epsom help COMMAND' for details, or 'man epsom-tutorial' to get started.", width);
}

std::string help_for(const CommandEntry& entry, const Options& options, std::size_t width) {
    const std::string path{entry.path};
    const std::string operands{options.operands().synopsis};
    std::string out = usage(path + " " + (operands.empty() ? "" : operands + " ") + "[OPTION...]", width);
    out += paragraph(std::string{entry.summary} + ".", width);
    Rows rows{width};
    std::vector<const CommandEntry*> subcommands;
    for (const auto& other : registry()) {
        if (!other.path.starts_with(path + " ")) continue;
        subcommands.push_back(&other);
        rows.measure(std::string{other.path});
    }
    if (!subcommands.empty()) out += "\nCommands:\n";
    for (const auto* other : subcommands) rows.add(out, std::string{other->path}, other->summary);
    list_groups(out, options, width);
    if (!options.example_text().empty()) out += "\nExamples:\n" + example_lines(options.example_text(), width);
    return out + "\nGlobal options: epsom --help\n";
}

}  // namespace epsom
