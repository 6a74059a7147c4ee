#include "lanes.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "drawing.hpp"
#include "epsom/render/today.hpp"
#include "epsom/text/text.hpp"

namespace epsom::drawing {
namespace {

constexpr std::size_t day_hours = 24;

std::string_view closed_glyph(const Terminal& terminal) { return terminal.plain() ? "~" : "╌"; }

/// How many cells the 24 hours get; 0 on a narrow screen.
std::size_t cells_for(std::size_t width) {
    return width < 56 ? 0 : width < 80 ? day_hours : width < 112 ? 2 * day_hours : 3 * day_hours;
}

class LanePicture {
public:
    LanePicture(const Terminal& terminal, Instant begins, const Moment& now, std::size_t label)
        : terminal_{terminal},
          begins_{begins},
          now_{now},
          width_{page_width(terminal)},
          cells_{cells_for(width_)},
          label_{label} {}

    [[nodiscard]] std::string hours() const;
    [[nodiscard]] std::string line(const Lane& lane) const;
    [[nodiscard]] std::string legend(std::span<const Lane> lanes) const;

private:
    [[nodiscard]] std::size_t cell_at(Instant at) const;
    [[nodiscard]] bool shows(Instant at) const { return begins_ <= at && at < begins_ + std::chrono::hours{day_hours}; }
    [[nodiscard]] std::string picture(const Lane& lane) const;

    const Terminal& terminal_;
    Instant begins_;
    Moment now_;
    std::size_t width_, cells_, label_;
};

std::size_t LanePicture::cell_at(Instant at) const {
    const seconds whole = std::chrono::hours{day_hours};
    const auto since = std::clamp(at - begins_, seconds{0}, whole - seconds{1});
    return static_cast<std::size_t>(since.count()) * cells_ / static_cast<std::size_t>(whole.count());
}

std::string LanePicture::hours() const {
    constexpr std::size_t step = 3;
    const auto local = std::chrono::floor<std::chrono::hours>(Moment{begins_, now_.offset}.local());
    const auto first = static_cast<std::size_t>(local.time_since_epoch().count()) % day_hours;
    std::string line(2 + label_ + 1, ' ');
    for (std::size_t hour = 0; hour < day_hours; hour += step)
        line += cell(terminal_, formatted("{:02}", (first + hour) % day_hours), step * cells_ / day_hours);
    return colored(terminal_, Ink::quiet, without_trailing_blanks(std::move(line)));
}

std::string LanePicture::picture(const Lane& lane) const {
    std::vector<std::pair<Ink, std::string_view>> drawn(cells_, {Ink::plain, " "});
    drawn[cell_at(now_.at)] = {Ink::quiet, glyphs(terminal_).target};
    for (const TimeSpan& closed : lane.closed) {
        for (std::size_t i = cell_at(closed.from); i <= cell_at(closed.until - minutes{1}); ++i)
            drawn[i] = {Ink::quiet, closed_glyph(terminal_)};
    }
    for (const LanePoint& point : lane.points) {
        const PointLook look = look_of(terminal_, point.state);
        if (shows(point.at.at)) drawn[cell_at(point.at.at)] = {look.ink, look.glyph};
    }
    Painter line{terminal_};
    for (const auto& [ink, glyph] : drawn) line.add(ink, glyph);
    return line.take() + "  ";
}

/// `07:06`, `since 18:00`, `due 21:00`, `missed 08:00`.
std::string point_words(const Terminal& terminal, const LanePoint& point) {
    const std::string time = spell_time(point.at.local());
    switch (point.state) {
        case SlotState::taken:
        case SlotState::late: return time;
        case SlotState::open: return "due " + time;
        case SlotState::due: return "since " + time;
        case SlotState::missed:
        case SlotState::skipped: break;
    }
    return formatted("{} {}", look_of(terminal, point.state).words, time);
}

std::string LanePicture::line(const Lane& lane) const {
    std::string words;
    for (const LanePoint& point : lane.points) words += (words.empty() ? "" : " ") + point_words(terminal_, point);
    const std::size_t used = 2 + label_ + 1 + (cells_ > 0 ? cells_ + 2 : 0), room = width_ - used;
    const std::string portion = lane.points.size() == 1 ? printable(lane.points.front().portion) : "";
    if (!portion.empty() && display_width(words) + 2 + display_width(portion) <= room) words += ", " + portion;
    if (display_width(words) > room) words = cell(terminal_, words, room);
    return without_trailing_blanks(
        "  " + cell(terminal_, printable(lane.name), label_) + " " + (cells_ > 0 ? picture(lane) : "") + words);
}

/// What the marks mean that are there.
std::string LanePicture::legend(std::span<const Lane> lanes) const {
    std::vector<std::string> items;
    for (const SlotState state :
        {SlotState::taken, SlotState::due, SlotState::open, SlotState::missed, SlotState::skipped}) {
        const PointLook look = look_of(terminal_, state);
        const auto has = [&](const Lane& lane) {
            return std::ranges::any_of(lane.points,
                [&](const LanePoint& point) { return look_of(terminal_, point.state).words == look.words; });
        };
        if (std::ranges::any_of(lanes, has)) items.push_back(formatted("{} {}", look.glyph, look.words));
    }
    if (std::ranges::any_of(lanes, [](const Lane& lane) { return !lane.closed.empty(); }))
        items.push_back(formatted("{} too near to another", closed_glyph(terminal_)));
    items.push_back(formatted("{} now", glyphs(terminal_).target));
    std::string line;
    for (const std::string& item : items) line += "  " + item;
    return colored(terminal_, Ink::quiet, without_trailing_blanks(cell(terminal_, line, width_)));
}

/// All but `count` of them: what was taken goes first, the earliest of it; then what comes last.
std::vector<Lane> without(std::size_t count, std::span<const Lane> lanes) {
    std::vector<Lane> left{lanes.begin(), lanes.end()};
    for (; count > 0; --count) {
        const auto first = std::ranges::find_if(left, [](const Lane& lane) { return !lane.undecided(); });
        left.erase(first != left.end() ? first : left.end() - 1);
    }
    return left;
}

}  // namespace

PointLook look_of(const Terminal& terminal, SlotState state) {
    const auto look = [&](std::string_view unicode, std::string_view plain, std::string_view words, Ink ink) {
        return PointLook{terminal.plain() ? plain : unicode, words, ink};
    };
    switch (state) {
        case SlotState::taken:
        case SlotState::late: return look("●", "*", "taken", Ink::met);
        case SlotState::open: return look("○", "o", "planned", Ink::plain);
        case SlotState::due: return look("◆", "!", "due", Ink::below);
        case SlotState::missed: return look("×", "x", "missed", Ink::below);
        case SlotState::skipped: break;
    }
    return look("–", "/", "skipped", Ink::quiet);
}

std::string more_words(std::size_t left_out, std::string_view all, std::size_t width) {
    const std::string more = formatted("  and {} more", left_out);
    const std::string with_command = formatted("{}: {}", more, all);
    return display_width(with_command) <= width ? with_command : more;
}

std::vector<std::string> lane_lines(
    const Terminal& terminal, std::span<const Lane> lanes, Instant begins, const Moment& now, LaneRoom room) {
    const std::size_t width = page_width(terminal);
    const bool drawn = cells_for(width) > 0;
    const std::size_t around = drawn ? 2 : 0;  // the hours above, the legend below
    const std::size_t most = room.most > around + 1 ? room.most - around : 1;
    const std::size_t left_out = lanes.size() > most ? lanes.size() - most + 1 : 0;
    const std::vector<Lane> shown = without(left_out, lanes);
    std::size_t label = 4;
    for (const Lane& lane : shown) label = std::max(label, display_width(printable(lane.name)));
    const LanePicture picture{terminal, begins, now, std::min<std::size_t>(label, width < 112 ? 14 : 24)};
    std::vector<std::string> lines;
    if (drawn) lines.push_back(picture.hours());
    for (const Lane& lane : shown) lines.push_back(picture.line(lane));
    if (left_out > 0) lines.push_back(colored(terminal, Ink::quiet, more_words(left_out, room.all, width)));
    if (drawn) lines.push_back(picture.legend(shown));
    return lines;
}

}  // namespace epsom::drawing

namespace epsom {

std::string lanes_page(const Terminal& terminal, std::span<const Lane> lanes, Instant begins, const Moment& now) {
    std::string page;
    for (const std::string& line : drawing::lane_lines(terminal, lanes, begins, now, {lanes.size() + 2, ""}))
        page += line + "\n";
    return page;
}

}  // namespace epsom
