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
constexpr std::size_t most_in_head = 8;  // with doses as needed; those that are due come first whatever their lines
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
    [[nodiscard]] Lines folded(std::string_view text, std::size_t used) const;
    [[nodiscard]] Lines first_of(std::span<const Lines> items, std::size_t most, std::string_view all) const;

    const Terminal& terminal_;
    const Today& today_;
    std::size_t width_;
};

/// `text` in lines that fit beside what is in the first `used` columns of the first one.
std::vector<std::string> TodayPage::folded(std::string_view text, std::size_t used) const {
    const std::size_t indent = used <= width_ / 2 ? used : 2;
    Lines lines = split(wrapped(text, width_, indent, used), '\n');
    std::erase(lines, "");
    return lines;
}

/// The lines of the first items, `most` in all; where others are left out, the last line has the command that shows
/// `all`.
std::vector<std::string> TodayPage::first_of(
    std::span<const Lines> items, std::size_t most, std::string_view all) const {
    Lines lines;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::size_t kept = i + 1 < items.size() ? 1 : 0;
        if (lines.size() + items[i].size() + kept > most) {
            lines.push_back(colored(terminal_, Ink::quiet, more_words(items.size() - i, all, width_)));
            break;
        }
        std::ranges::copy(items[i], std::back_inserter(lines));
    }
    return lines;
}

std::vector<std::string> TodayPage::head() const {
    const std::string name = printable(today_.name);
    const std::string whose =
        name.empty() ? "" : cell(terminal_, name, std::min(display_width(name), width_ / 4)) + "  ";
    const std::string now = formatted(
        "{}{} {} {}", whose, spell_weekday(today_.day), spell_day(today_.day), spell_time(today_.now.local()));
    const std::size_t indent = display_width(now) + 2;
    Lines lines;
    const auto say = [&](Ink ink, std::string_view text) {
        const std::string start =
            lines.empty() ? colored(terminal_, Ink::heading, now) + "  " : std::string(indent, ' ');
        Lines words = folded(text, indent);
        words.front() = start + colored(terminal_, ink, words.front());
        std::ranges::move(words, std::back_inserter(lines));
    };
    if (today_.next.empty()) say(Ink::plain, "nothing scheduled");
    for (std::size_t i = 0; i < today_.next.size() && i < most_due; ++i) {
        const NextSlot& next = today_.next[i];
        const bool now_due = next.state == SlotState::due && !next.wait_until;
        say(now_due ? Ink::below : Ink::plain, printable(next_in_words(today_, next)));
    }
    if (today_.next.size() > most_due)
        say(Ink::quiet, formatted("and {} more: epsom check due", today_.next.size() - most_due));
    for (const LeftToLot& left : today_.without) {
        say(Ink::quiet,
            formatted("{}: none tonight, by the draw (night {} of {})", printable(left.dose), left.night, left.nights));
    }
    for (std::size_t i = 0; i < today_.as_needed.size(); ++i) {
        const AsNeededNow& dose = today_.as_needed[i];
        const std::string words = printable(dose.dose) + ": " + in_words(dose, today_.now);
        const std::size_t kept = i + 1 < today_.as_needed.size() ? 1 : 0;
        if (lines.size() + folded(words, indent).size() + kept > most_in_head) {
            const std::string more = formatted("and {} more: epsom dose show", today_.as_needed.size() - i);
            if (lines.size() + folded(more, indent).size() <= most_in_head) say(Ink::quiet, more);
            break;
        }
        say(dose.next.limit == LimitKind::none ? Ink::quiet : Ink::plain, words);
    }
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
        bar.add(Ink::food, g.usual, total - at);
        at = total;
    }
    bar.blanks(share_cells - at);
    bar.add(Ink::quiet, g.target);
    return bar.take();
}

/// Target and upper level on one line where they fit, else on two; without the upper level where not the `whole` is
/// asked for.
std::vector<std::string> TodayPage::nutrient(const ReportRow& row, std::size_t label, bool whole) const {
    const Look look = look_of(terminal_, mark_of(row));
    const bool bars = width_ >= bars_from;
    const std::size_t indent = 2 + label + 2 + (bars ? share_cells + 3 : 0);
    const std::string start = colored(terminal_, look.ink, look.glyph) + " " +
                              cell(terminal_, info(row.nutrient).label, label) + "  " + (bars ? share(row) + "  " : "");
    std::vector<std::string> parts;
    if (row.total) {
        parts = day_parts(row);
    } else {
        const auto& target = row.references.target;
        parts = {"nothing logged yet" + (target ? "; target " + applied_words(*target, row.nutrient) : "")};
    }
    if (!whole) parts.resize(1);
    std::string all = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) all += formatted(" {} {}", glyphs(terminal_).dot, parts[i]);
    if (display_width(all) + indent <= width_) parts = {all};
    Lines lines = folded(parts.front(), indent);
    lines.front() = start + lines.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        Lines more = folded(parts[i], indent);
        more.front().insert(0, indent, ' ');
        std::ranges::move(more, std::back_inserter(lines));
    }
    return lines;
}

std::vector<std::string> TodayPage::nutrients(std::size_t most) const {
    constexpr std::size_t widest_label = 20;
    std::size_t label = 0;
    for (const ReportRow& row : today_.followed)
        label = std::max(label, std::min(info(row.nutrient).label.size(), widest_label));
    const auto each = [&](std::span<const ReportRow> rows, bool whole) {
        std::vector<Lines> items;
        for (const ReportRow& row : rows) items.push_back(nutrient(row, label, whole));
        return items;
    };
    constexpr std::string_view all = "epsom report today --nutrient all";
    const std::vector<Lines> whole = each(today_.followed, true);
    std::size_t lines = 0;
    for (const Lines& item : whole) lines += item.size();
    if (lines <= most) return first_of(whole, most, all);
    // Those above their upper levels come first then, those of which nothing was taken last.
    std::vector<ReportRow> rows = today_.followed;
    std::ranges::stable_sort(rows, {}, [](const ReportRow& row) {
        return row.over_upper.value_or(false) ? 0 : row.total && row.total->sum > Mass{} ? 1 : 2;
    });
    return first_of(each(rows, false), most, all);
}

std::vector<std::string> TodayPage::attention(std::size_t most) const {
    std::vector<Lines> items;
    const auto say = [&](Look look, std::string_view text) {
        Lines lines = folded(text, 2);
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
    return first_of(items, most, "epsom check");
}

/// As many of the last nights as fit, on one line.
std::vector<std::string> TodayPage::nights() const {
    if (today_.symptom.empty()) return {};
    const std::string symptom = printable(today_.symptom);
    const std::size_t room = std::min(display_width(symptom), width_ / 3);
    const std::string name = formatted("  {} by night", cell(terminal_, symptom, room));
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
    // What needs attention is never pushed out by the picture, of which a line stays, as of the nutrients.
    constexpr std::size_t others = 2 + 3;  // with the blank lines between
    const Lines urgent = attention(left > others ? std::min(most_findings, left - others) : 1);
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

/// `12:00`, `tomorrow 08:00`, `Fri 2026-11-27 08:00`.
std::string near_time(const Moment& moment, const Moment& now) {
    using std::chrono::days;
    const Day date = std::chrono::floor<days>(moment.local()), here = std::chrono::floor<days>(now.local());
    const std::string time = spell_time(moment.local());
    if (date == here) return time;
    if (date == here + days{1}) return "tomorrow " + time;
    if (date == here - days{1}) return "yesterday " + time;
    return formatted("{} {} {}", spell_weekday(date), spell_day(date), time);
}

}  // namespace

std::string in_words(const AsNeededNow& dose, const Moment& now) {
    std::string text = dose.next.limit == LimitKind::none ? "possible now"
                       : dose.at                          ? "next possible " + near_time(*dose.at, now)
                                                          : "one serving is above the limit";
    if (dose.limits.most) {
        text += formatted(
            ", {} of {} in {}", spell(dose.next.in_window), spell(*dose.limits.most), spell_window(dose.limits.window));
    }
    return text;
}

std::string next_in_words(const Today& today, const NextSlot& next) {
    const auto when = [&today](const Moment& moment) { return near_time(moment, today.now); };
    std::string text = formatted(
        "{} due {}{}, {}", next.dose, next.state == SlotState::due ? "since " : "", when(next.slot.at), next.portion);
    if (next.wait_until) text += "; wait until " + when(*next.wait_until);
    return text;
}

std::string today_page(const Terminal& terminal, const Today& today) { return TodayPage{terminal, today}.draw(); }

}  // namespace epsom
