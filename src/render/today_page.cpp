#include <algorithm>
#include <array>
#include <iterator>

#include "drawing.hpp"
#include "epsom/render/text.hpp"
#include "epsom/render/today.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::size_t most_lines = 23;  // a prompt follows below
constexpr std::size_t most_due = 3, most_findings = 5;
constexpr std::size_t share_cells = 10;  // a bar of that many is the whole target

/// How a state is drawn on the line of a day.
struct PointLook {
    std::string_view unicode, ascii, words;
    Ink ink;
};
constexpr PointLook look_of_point(SlotState state) {
    switch (state) {
        case SlotState::taken:
        case SlotState::late: return {"●", "*", "taken", Ink::met};
        case SlotState::open: return {"○", "o", "planned", Ink::plain};
        case SlotState::due: return {"◆", "!", "due", Ink::below};
        case SlotState::missed: return {"×", "x", "missed", Ink::below};
        case SlotState::skipped: break;
    }
    return {"–", "/", "skipped", Ink::quiet};
}
std::string_view glyph_of(const Terminal& terminal, const PointLook& look) {
    return terminal.plain() ? look.ascii : look.unicode;
}
std::string_view closed_glyph(const Terminal& terminal) { return terminal.plain() ? "~" : "╌"; }

std::string time_of(const Moment& moment) { return spell_time(moment.local()); }

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
    [[nodiscard]] Lines day(std::size_t most) const;
    [[nodiscard]] std::string hours(std::size_t label) const;
    [[nodiscard]] std::string lane(const Lane& lane, std::size_t label) const;
    [[nodiscard]] std::string legend(std::span<const Lane> lanes) const;
    [[nodiscard]] Lines attention(std::size_t most) const;
    [[nodiscard]] Lines nights() const;
    [[nodiscard]] std::string one_line(std::string_view text, std::size_t used) const;
    /// Cells of the day's line; none where there is no room.
    [[nodiscard]] std::size_t cells() const { return width_ < 56 ? 0 : width_ < 80 ? 24 : width_ < 112 ? 48 : 72; }
    [[nodiscard]] std::size_t cell_at(Instant at) const;

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
        formatted("{} {} {}", spell_weekday(today_.day), spell_day(today_.day), time_of(today_.now));
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

std::size_t TodayPage::cell_at(Instant at) const {
    constexpr std::int64_t day_seconds = 24 * 60 * 60;
    const auto since = static_cast<std::int64_t>((at - today_.begins).count());
    const auto count = static_cast<std::int64_t>(cells());
    return static_cast<std::size_t>(std::clamp<std::int64_t>(since * count / day_seconds, 0, count - 1));
}

std::string TodayPage::hours(std::size_t label) const {
    const std::size_t per_hour = cells() / 24,
                      first_hour = static_cast<std::size_t>(
                          std::chrono::floor<std::chrono::hours>(
                              Moment{today_.begins, today_.now.offset}.local().time_since_epoch())
                              .count() %
                          24);
    constexpr std::size_t step = 3;
    std::string line(2 + label + 1, ' ');
    for (std::size_t hour = 0; hour < 24; hour += step)
        line += cell(terminal_, formatted("{:02}", (first_hour + hour) % 24), step * per_hour);
    return colored(terminal_, Ink::quiet, without_trailing_blanks(std::move(line)));
}

std::string TodayPage::lane(const Lane& lane, std::size_t label) const {
    std::vector<std::pair<Ink, std::string_view>> drawn(cells(), {Ink::plain, " "});
    if (!drawn.empty()) {
        drawn[cell_at(today_.now.at)] = {Ink::quiet, glyphs(terminal_).target};
        for (const TimeSpan& closed : lane.closed) {
            for (std::size_t i = cell_at(closed.from); i <= cell_at(closed.until - minutes{1}); ++i)
                drawn[i] = {Ink::quiet, closed_glyph(terminal_)};
        }
        for (const LanePoint& point : lane.points) {
            const PointLook look = look_of_point(point.state);
            drawn[cell_at(point.at.at)] = {look.ink, glyph_of(terminal_, look)};
        }
    }
    Painter line{terminal_};
    for (const auto& [ink, glyph] : drawn) line.add(ink, glyph);
    std::string words;
    for (const LanePoint& point : lane.points) {
        const std::string time = time_of(point.at);
        const bool taken = point.state == SlotState::taken || point.state == SlotState::late;
        words += (words.empty() ? "" : " ") +
                 (taken ? time
                     : point.state == SlotState::due
                         ? "since " + time
                         : (point.state == SlotState::open ? "due" : std::string{look_of_point(point.state).words}) +
                               " " + time);
    }
    const std::size_t used = 2 + label + 1 + cells() + (cells() > 0 ? 2 : 0);
    const std::string& portion = lane.points.front().portion;
    if (lane.points.size() == 1 && !portion.empty() &&
        used + display_width(words) + 2 + display_width(portion) <= width_)
        words += ", " + printable(portion);
    return "  " + cell(terminal_, printable(lane.name), label) + " " + line.take() + (cells() > 0 ? "  " : "") +
           one_line(words, used);
}

std::string TodayPage::legend(std::span<const Lane> lanes) const {
    std::vector<std::string> items;
    for (const SlotState state :
        {SlotState::taken, SlotState::due, SlotState::open, SlotState::missed, SlotState::skipped}) {
        const PointLook look = look_of_point(state);
        const auto has = [&](const Lane& lane) {
            return std::ranges::any_of(
                lane.points, [&](const LanePoint& point) { return look_of_point(point.state).words == look.words; });
        };
        if (std::ranges::any_of(lanes, has)) items.push_back(formatted("{} {}", glyph_of(terminal_, look), look.words));
    }
    if (std::ranges::any_of(lanes, [](const Lane& lane) { return !lane.closed.empty(); }))
        items.push_back(formatted("{} too near to another", closed_glyph(terminal_)));
    items.push_back(formatted("{} now", glyphs(terminal_).target));
    std::string line = " ";
    for (const std::string& item : items) line += " " + item + " ";
    return colored(terminal_, Ink::quiet, one_line(without_trailing_blanks(std::move(line)), 0));
}

std::vector<std::string> TodayPage::day(std::size_t most) const {
    if (today_.lanes.empty()) return {"  nothing taken yet"};
    std::span<const Lane> lanes = today_.lanes;
    const bool drawn = cells() > 0;
    const std::size_t around = drawn ? 2 : 0;  // hours above, legend below
    const std::size_t room = most > around + 1 ? most - around : 1;
    const std::size_t left_out = lanes.size() > room ? lanes.size() - room + 1 : 0;
    lanes = lanes.first(lanes.size() - left_out);
    std::size_t label = 0;
    for (const Lane& each : lanes) label = std::max(label, display_width(printable(each.name)));
    label = std::clamp<std::size_t>(label, 4, width_ < 112 ? 14 : 24);
    Lines lines;
    if (drawn) lines.push_back(hours(label));
    for (const Lane& each : lanes) lines.push_back(lane(each, label));
    if (left_out > 0)
        lines.push_back(colored(
            terminal_, Ink::quiet, one_line(formatted("  and {} more: epsom report entries today", left_out), 0)));
    if (drawn) lines.push_back(legend(lanes));
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
        const std::string_view dot = night.score ? glyph_of(terminal_, look_of_point(state)) : glyphs(terminal_).silent;
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
    parts.push_back(day(room(urgent.size(), 3)));
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
        time_of(next.slot.at), next.portion);
    if (next.wait_until) text += formatted("; wait until {}", time_of(*next.wait_until));
    return text;
}

std::string today_page(const Terminal& terminal, const Today& today) { return TodayPage{terminal, today}.draw(); }

}  // namespace epsom
