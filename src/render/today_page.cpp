#include <algorithm>
#include <array>
#include <iterator>

#include "drawing.hpp"
#include "epsom/render/text.hpp"
#include "epsom/render/today.hpp"
#include "lanes.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::size_t most_lines = 23;  // a prompt follows below
constexpr std::size_t most_due = 3, most_findings = 5;
constexpr std::size_t share_cells = 10;  // a bar of that many is the whole target

class TodayPage {
public:
    TodayPage(const Terminal& terminal, const Today& today)
        : terminal_{terminal}, today_{today}, width_{page_width(terminal)} {}

    [[nodiscard]] std::string draw() const;

private:
    using Lines = std::vector<std::string>;
    [[nodiscard]] Lines head() const;
    [[nodiscard]] Lines nutrients(std::size_t most) const;
    [[nodiscard]] Lines nutrient(const ReportRow& row, std::size_t label, bool whole) const;
    [[nodiscard]] std::string share(const ReportRow& row) const;
    [[nodiscard]] Lines attention(std::size_t most) const;
    [[nodiscard]] Lines nights() const;
    [[nodiscard]] std::string one_line(std::string_view text, std::size_t used) const;

    const Terminal& terminal_;
    const Today& today_;
    std::size_t width_;
};

/// `text` as it is, or cut where the line ends.
std::string TodayPage::one_line(std::string_view text, std::size_t used) const {
    const std::size_t room = width_ - used;
    return display_width(text) <= room ? std::string{text} : without_trailing_blanks(cell(terminal_, text, room));
}

std::vector<std::string> TodayPage::head() const {
    const std::string now =
        formatted("{} {} {}", spell_weekday(today_.day), spell_day(today_.day), spell_time(today_.now.local()));
    const std::size_t indent = now.size() + 2;
    Lines lines;
    const auto say = [&](Ink ink, std::string_view text) {
        const std::string start =
            lines.empty() ? colored(terminal_, Ink::heading, now) + "  " : std::string(indent, ' ');
        lines.push_back(start + colored(terminal_, ink, one_line(text, indent)));
    };
    if (today_.next.empty()) say(Ink::plain, "nothing scheduled");
    for (std::size_t i = 0; i < today_.next.size() && i < most_due; ++i) {
        const NextSlot& next = today_.next[i];
        const bool now_due = next.state == SlotState::due && !next.wait_until;
        say(now_due ? Ink::below : Ink::plain, printable(next_in_words(today_, next)));
    }
    if (today_.next.size() > most_due)
        say(Ink::quiet, formatted("and {} more: epsom check due", today_.next.size() - most_due));
    return lines;
}

std::string TodayPage::share(const ReportRow& row) const {
    const Glyphs& g = glyphs(terminal_);
    const auto& target = row.references.target;
    if (!target || target->value == Mass{}) return std::string(share_cells + 1, ' ');
    const auto cells_of = [&](std::int64_t nanograms, int days) {
        const auto cells = nanograms / days * static_cast<std::int64_t>(share_cells) / target->value.nanograms();
        // Something is never nothing, and a target that is not met has a gap before it.
        const bool none = nanograms == 0, met = nanograms >= target->value.nanograms() * days;
        return static_cast<std::size_t>(
            std::clamp<std::int64_t>(cells, none ? 0 : 1, met ? share_cells : share_cells - 1));
    };
    Painter bar{terminal_};
    std::size_t at = 0;
    if (row.total) {
        const std::size_t total = cells_of(row.target_amount->sum.nanograms(), row.target_amount->days);
        const auto part = [&](const Mean& mean) {
            return row.total->sum == Mass{}
                       ? 0
                       : static_cast<std::size_t>(
                             mean.sum.nanograms() * static_cast<std::int64_t>(total) / row.total->sum.nanograms());
        };
        const std::size_t supplement = part(*row.supplement), food = part({row.supplement->sum + row.food->sum, 1});
        bar.add(Ink::supplement, g.supplement, supplement);
        bar.add(Ink::food, g.food, std::max(food, supplement) - supplement);
        at = std::max(food, supplement);
        bar.add(Ink::food, row.usual_diet->sum == Mass{} ? g.food : g.usual, total - at);
        at = total;
    }
    bar.blanks(share_cells - at);
    bar.add(Ink::quiet, g.target);
    return bar.take();
}

/// On one line where it fits, else the upper level on a second one.
std::vector<std::string> TodayPage::nutrient(const ReportRow& row, std::size_t label, bool whole) const {
    const Look look = look_of(terminal_, mark_of(row));
    const bool bars = width_ >= bars_from;
    const std::size_t indent = 2 + label + 2 + (bars ? share_cells + 3 : 0);
    const std::string start = colored(terminal_, look.ink, look.glyph) + " " +
                              cell(terminal_, info(row.nutrient).label, label) + "  " + (bars ? share(row) + "  " : "");
    if (!row.total) {
        const auto& target = row.references.target;
        return {
            start + one_line("nothing logged yet" + (target ? "; target " + applied_words(*target, row.nutrient) : ""),
                        indent)};
    }
    const std::vector<std::string> parts = day_parts(row);
    std::string all = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) all += formatted(" {} {}", glyphs(terminal_).dot, parts[i]);
    if (!whole || display_width(all) + indent <= width_) return {start + one_line(whole ? all : parts.front(), indent)};
    Lines lines{start + one_line(parts.front(), indent)};
    for (std::size_t i = 1; i < parts.size(); ++i)
        lines.push_back(std::string(indent, ' ') + one_line(parts[i], indent));
    return lines;
}

std::vector<std::string> TodayPage::nutrients(std::size_t most) const {
    std::size_t label = 0;
    for (const ReportRow& row : today_.followed)
        label = std::max(label, std::min<std::size_t>(info(row.nutrient).label.size(), 20));
    const auto all = [&](bool whole) {
        Lines lines;
        for (const ReportRow& row : today_.followed)
            std::ranges::move(nutrient(row, label, whole), std::back_inserter(lines));
        return lines;
    };
    Lines lines = all(true);
    if (lines.size() > most) lines = all(false);
    if (lines.size() > most) {
        const std::size_t left_out = lines.size() - most + 1;
        lines.resize(most - 1);
        lines.push_back(colored(terminal_, Ink::quiet,
            one_line(formatted("  and {} more: epsom report today --nutrient all", left_out), 0)));
    }
    return lines;
}

std::vector<std::string> TodayPage::attention(std::size_t most) const {
    std::vector<Lines> items;
    const auto say = [&](Look look, std::string_view text) {
        Lines lines = split(wrapped(text, width_, 2, 2), '\n');
        std::erase(lines, "");
        lines.front() = colored(terminal_, look.ink, look.glyph) + " " + lines.front();
        items.push_back(std::move(lines));
    };
    const Glyphs& g = glyphs(terminal_);
    for (const Finding& finding : today_.findings) {
        const Look look = finding.severity == Severity::alert     ? Look{g.above, Ink::above}
                          : finding.severity == Severity::warning ? Look{g.no_target, Ink::below}
                                                                  : Look{g.silent, Ink::quiet};
        say(look, printable(finding.subject) + ": " + printable(finding.message));
    }
    const auto of_food = [&](Diet diet) {
        return std::ranges::any_of(
            today_.followed, [diet](const ReportRow& row) { return row.total && row.at_least && row.diet == diet; });
    };
    const Look unknown = look_of(terminal_, Mark::unknown);
    if (of_food(Diet::unknown)) say(unknown, "food not logged today: totals are minimums");
    else if (of_food(Diet::partial)) say(unknown, "food not complete; once all is logged: epsom log complete food");
    Lines lines;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool last = i + 1 == items.size();
        if (lines.size() + items[i].size() + (last ? 0 : 1) > most) {
            lines.push_back(colored(terminal_, Ink::quiet, formatted("  and {} more: epsom check", items.size() - i)));
            break;
        }
        std::ranges::move(items[i], std::back_inserter(lines));
    }
    return lines;
}

/// As many of the last nights as fit, on one line.
std::vector<std::string> TodayPage::nights() const {
    if (today_.symptom.empty()) return {};
    const std::string name = formatted("  {} by night", one_line(printable(today_.symptom), width_ / 2));
    std::string dots;
    for (std::size_t i = today_.nights.size(); i-- > 0;) {
        const Night& night = today_.nights[i];
        const SlotState state = night.score == Score{} ? SlotState::open : SlotState::taken;
        const std::string_view dot = night.score ? look_of(terminal_, state).glyph : glyphs(terminal_).silent;
        const std::string one =
            formatted("  {} {}{}", spell_weekday(night.date), dot, night.score ? " " + spell(*night.score) : "");
        if (display_width(name) + display_width(dots) + display_width(one) > width_) break;
        dots = one + dots;
    }
    return {name + dots};
}

std::string TodayPage::draw() const {
    std::vector<Lines> parts{head()};
    const Lines night = nights();
    std::size_t left = most_lines - parts.front().size() - night.size();
    const auto room = [&](std::size_t kept, std::size_t blanks) {
        return left > kept + blanks ? left - kept - blanks : 1;
    };
    const Lines urgent = attention(most_findings);
    // What needs attention is never pushed out by the picture.
    parts.push_back(nutrients(std::min<std::size_t>(room(urgent.size() + 4, 3), 8)));
    left -= parts.back().size();
    parts.push_back(today_.lanes.empty() ? Lines{"  nothing taken yet"}
                                         : lane_lines(terminal_, today_.lanes, today_.begins, today_.now,
                                               {room(urgent.size(), 3), "epsom report entries today"}));
    Lines last = urgent;
    std::ranges::copy(night, std::back_inserter(last));
    parts.push_back(std::move(last));
    std::string out;
    for (const Lines& part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out += "\n";
        for (const std::string& line : part) out += without_trailing_blanks(line) + "\n";
    }
    return out;
}

}  // namespace

std::string next_in_words(const Today& today, const NextSlot& next) {
    const Day date = std::chrono::floor<std::chrono::days>(next.slot.at.local());
    const Day here = std::chrono::floor<std::chrono::days>(today.now.local());
    const std::string day = date == here                          ? ""
                            : date == here + std::chrono::days{1} ? "tomorrow "
                            : date == here - std::chrono::days{1}
                                ? "yesterday "
                                : formatted("{} {} ", spell_weekday(date), spell_day(date));
    std::string text = formatted("{} due {}{}{}, {}", next.dose, next.state == SlotState::due ? "since " : "", day,
        spell_time(next.slot.at.local()), next.portion);
    if (next.wait_until) text += formatted("; wait until {}", spell_time(next.wait_until->local()));
    return text;
}

std::string today_page(const Terminal& terminal, const Today& today) { return TodayPage{terminal, today}.draw(); }

}  // namespace epsom
