#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/render/intake_pages.hpp"
#include "epsom/render/terminal.hpp"
#include "epsom/render/text.hpp"
#include "epsom/text/text.hpp"
#include "formatted.hpp"
#include "palette.hpp"

/// What every page is drawn with.
namespace epsom::drawing {

struct Glyphs {
    std::string_view supplement, food, usual, target, upper, met, below, above, unknown, dash, dot, at_least, off_scale;
    std::string_view silent, no_target;
    std::array<std::string_view, 5> known,
        bound;  // a day's share of the target: none, three steps, met; `bound` when it may be more
};
const Glyphs& glyphs(const Terminal& terminal);

/// A line of cells, with one escape sequence for each run of a colour.
class Painter {
public:
    explicit Painter(const Terminal& terminal) : terminal_{terminal} {}
    void add(Ink ink, std::string_view text, std::size_t times = 1);
    void blanks(std::size_t count) { add(Ink::plain, " ", count); }
    /// What was added, and a fresh start.
    [[nodiscard]] std::string take();

private:
    void close();
    const Terminal& terminal_;
    std::string done_, run_;
    Ink ink_ = Ink::plain;
};

/// Columns of a text that may have colours in it.
std::size_t visible_width(std::string_view text);
/// Each line of `lines` in a colour of its own: a pager may begin at any of them.
std::string colored_lines(const Terminal& terminal, Ink ink, std::string_view lines);
std::string right(std::string_view text, std::size_t width);
/// `text` in exactly `width` columns.
inline std::string cell(const Terminal& terminal, std::string_view text, std::size_t width) {
    return fitted(text, width, terminal.plain());
}
std::string without_trailing_blanks(std::string text);

/// Columns that a page fills with text and bars: those of the screen, but no fewer than 40 and no more than can be read
/// at once.
std::size_t page_width(const Terminal& terminal, int most = 100);
/// Columns for bars and calendars, which take more of a wide screen than sentences do.
inline std::size_t chart_width(const Terminal& terminal) { return page_width(terminal, 140); }
/// Below this many columns a page has no bars.
inline constexpr std::size_t bars_from = 60;

/// A state as the first column shows it.
struct Look {
    std::string_view glyph;
    Ink ink = Ink::plain;
};
Look look_of(const Terminal& terminal, Mark mark);
Mark mark_of(const ReportRow& row);
/// A day as a strip and a calendar show it.
Look look_of(const Terminal& terminal, const DayCell& day);
/// What the characters of `days` mean, in lines of at most `width` columns; not the mark of days above an upper level
/// where the page has said it.
std::string cell_legend(
    const Terminal& terminal, std::span<const DayCell> days, std::size_t width, bool names_above = true);

/// The mean rounded to a nanogram, for spelling.
inline Mass mass_of(const Mean& mean) { return mean.sum.scaled(1, mean.days); }
/// `86%` of the target, `>999%` at most.
std::string percent_of(const Mean& mean, Mass target);
/// How many bytes of `text` fit `width` columns; one character at least.
std::size_t bytes_within(std::string_view text, std::size_t width);
/// `text` in lines of at most `width` columns, the later ones indented; `used` columns of the first are taken already.
/// Words that are longer than a line are broken.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent, std::size_t used = 0);
/// Items two blanks apart, in lines of at most `width` columns that are broken between them; the later ones indented.
std::string flowed(const std::vector<std::string>& items, std::size_t width);
/// A sentence that begins with a state.
std::string marked(const Terminal& terminal, Mark mark, std::string_view text, std::size_t width);
/// How a page begins: its title with the answer beside it, a sentence a line; then `facts`, which say what it is about.
std::string answer(const Terminal& terminal, std::string_view title, std::span<const std::string> sentences,
    const std::vector<std::string>& facts);
/// How a page ends: what may be done, a line each, after a blank line; then quietly the `values` of the page with their
/// sources, or the command that lists them.
std::string closing(const Terminal& terminal, std::span<const std::string> actions, const Sources& sources,
    std::span<const std::string> values);
/// `3 of 7 days logged`.
std::string logged_words(const ReportSummary& summary);
/// What each state that `marks` contains is called, `▲ above UL` by the name of its level.
std::vector<std::string> mark_words(const Terminal& terminal, std::span<const Mark> marks, std::string_view level);
/// The page of a period without any entry.
std::string nothing_logged(
    const Terminal& terminal, std::string_view title, DayRange range, const ReportSummary& summary);
/// `Mon, Tue, Wed and 3 more`.
std::string listed(const std::vector<std::string>& parts, std::size_t most);
std::string days(int count);
/// `6h30m`, `45m`, `24h`: how long one slept, never in days.
std::string spell_sleep(minutes length);
/// `310 mg (RDA)`.
std::string applied_words(const Applied& applied, Nutrient nutrient);
/// `above 2,300 mg (CDRR, not an upper level)`.
std::string above_reduction(const Applied& reduction, Nutrient nutrient);
/// The distinct values of one role over the rows, in order: `310 mg`, or `310 mg, then 320 mg`.
std::string values_over(std::span<const ReportRow> rows, std::optional<Applied> References::*role);
/// `Mon 2026-10-19`, `2026-W43`.
std::string label_of(const ReportRow& row);
std::string sentence(std::string text);

}  // namespace epsom::drawing
