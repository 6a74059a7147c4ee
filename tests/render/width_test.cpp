// Whatever is drawn, on whatever screen: no line is wider than the screen, none ends in blanks, nothing but text comes
// out.

#include <random>

#include <doctest/doctest.h>

#include "epsom/render/text.hpp"
#include "epsom/text/text.hpp"
#include "render/pages.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

constexpr std::array charsets{Charset::ascii, Charset::console, Charset::unicode};

Terminal some_terminal(std::mt19937& random) {
    return {.charset = charsets[random() % charsets.size()],
        .colors = static_cast<Colors>(random() % 3),
        .background = static_cast<Background>(random() % 3),
        .width = static_cast<int>(40 + random() % 131)};
}

std::string hostile_name(std::mt19937& random) {
    constexpr std::array<std::string_view, 14> pieces{"calm", " ", "マグネシウム", "e\u0301", "👨\u200d👩\u200d👧", "🇩🇪",
        "❤\ufe0f", "👍🏽", "\x1b[31m", "\n", "\t", "\u202e", "\xff", "averyverylongnamewithoutanyblank"};
    std::string name;
    for (auto length = 1 + random() % 12; length > 0; --length) name += pieces[random() % pieces.size()];
    return name;
}

void check_lines(const Terminal& terminal, const std::string& text) {
    for (const auto& line : split(text, '\n')) {
        const auto last = line.rfind("\x1b[");
        REQUIRE((last == std::string::npos || line.substr(last).starts_with("\x1b[0m")));  // a pager begins anywhere
    }
    const std::string plain = without_colors(text);
    REQUIRE((plain.empty() || plain.back() == '\n'));
    for (const auto& line : split(plain, '\n')) {
        INFO(line);
        INFO(terminal.width);
        REQUIRE(display_width(line) <= static_cast<std::size_t>(terminal.width));
        REQUIRE((line.empty() || line.back() != ' '));
        REQUIRE(printable(line) == line);
    }
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); });
}

/// A night a day of `range`, some of them rated.
std::vector<Night> some_nights(std::mt19937& random, DayRange range) {
    std::vector<Night> nights;
    for (Day on = range.from; on <= range.to; on += days{1}) {
        const auto tenths = static_cast<int>(random() % 201);
        nights.push_back({on, tenths <= 100 ? std::optional{Score::from_tenths(tenths)} : std::nullopt, {}});
    }
    return nights;
}

/// Every kind of page of the intake report, of random days.
std::vector<std::string> some_pages(std::mt19937& random, const Terminal& terminal) {
    const DayRange range{day("2026-10-01"), day("2026-10-01") + days{random() % 40}};
    const DayRange years{day("2023-01-01") + days{random() % 400}, day("2025-02-01") + days{random() % 400}};
    const Profile profile = random() % 8 == 0 ? Profile{} : woman();
    const auto ledgers = some_days(random, range);
    const Span span = std::array{Span::day, Span::week, Span::month, Span::year}[random() % 4];
    const Nutrient nutrient = some_nutrients[random() % some_nutrients.size()];
    return {page(profile, terminal, range, span, ledgers),
        page(profile, terminal, range, span, some_days(random, range, 1'003), nutrient),
        calendar(profile, terminal, years, some_days(random, years)),
        calendar(profile, terminal, years, some_days(random, years), random() % 2 == 0 ? "rls" : "leg pain at night",
            some_nights(random, years)),
        overview(profile, terminal, range, some_days(random, range, 1'003), span)};
}

}  // namespace

TEST_CASE("no line of a report is wider than the screen") {
    std::mt19937 random{1};
    for (int trial = 0; trial < 150; ++trial) {
        const Terminal terminal = some_terminal(random);
        for (const std::string& text : some_pages(random, terminal)) check_lines(terminal, text);
    }
}

TEST_CASE("no name or note makes a line wider than the screen") {
    std::mt19937 random{4};
    for (int trial = 0; trial < 300; ++trial) {
        const Terminal terminal = some_terminal(random);
        const DayRange range{day("2026-10-01"), day("2026-10-20")};
        std::vector<BreakdownRow> groups;
        std::vector<AdherenceRow> doses;
        std::vector<Intake> intakes;
        std::vector<std::string> lines;
        for (auto count = 1 + random() % 5; count > 0; --count) {
            const auto amount = Mass::from_nanograms(static_cast<std::int64_t>(random() % 2'000'000) * 1'000);
            groups.push_back({hostile_name(random), amount, static_cast<std::int64_t>(random() % 100'000)});
            Adherence kept;
            kept.taken = static_cast<int>(random() % 1'000);
            kept.missed = static_cast<int>(random() % 1'000);
            doses.push_back({hostile_name(random), kept});
            Intake intake = glycinate("200mg", "2026-10-19 21:30");
            intake.what = hostile_name(random);
            intake.note = hostile_name(random);
            intake.id = static_cast<std::int64_t>(random());
            lines.push_back(explain_content(intake, intake.contents[0], nullptr));
            intakes.push_back(std::move(intake));
        }
        check_lines(terminal, breakdown_page(terminal, range, Nutrient::magnesium, Grouping::what, groups));
        check_lines(terminal, adherence_page(terminal, range, doses));
        check_lines(terminal, entries_page(terminal, intakes, range, Zone::fixed(std::chrono::seconds{0})));
        check_lines(terminal, explanation(terminal, "Where each amount comes from", lines));
    }
}

TEST_CASE("the reference values of every authority fit every screen") {
    for (int width = 40; width <= 140; ++width) {
        for (const Authority& authority : tables::authorities()) {
            std::vector<ReferenceRow> rows;
            for (const auto& nutrient : known_nutrients())
                rows.push_back(
                    {authority.key, nutrient.id, references_on(woman(), authority, nutrient.id, day("2026-10-20"))});
            const Terminal terminal{.width = width};
            check_lines(terminal, reference_page(terminal, rows, day("2026-10-20"), width % 2 == 0));
        }
    }
}

TEST_CASE("a report in ASCII holds nothing else") {
    std::mt19937 random{2};
    for (int trial = 0; trial < 50; ++trial) {
        for (const std::string& text :
            some_pages(random, {.charset = Charset::ascii, .width = static_cast<int>(40 + random() % 101)}))
            REQUIRE(is_ascii(text));
    }
}

TEST_CASE("the console of Linux is sent only what its fonts have") {
    constexpr std::string_view drawn =
        "█▒░│║▲▼·≥▶•■";  // in 136 of the 138 fonts of 16 lines that Debian packages, but ▲▼ and • in all, and · in 135
    std::mt19937 random{5};
    for (int trial = 0; trial < 50; ++trial) {
        for (const std::string& text : some_pages(random, {.charset = Charset::console})) {
            for (std::size_t i = 0; i < text.size();) {
                const std::size_t size = text[i] >= 0 ? 1 : (static_cast<unsigned char>(text[i]) >= 0xE0 ? 3 : 2);
                const auto character = text.substr(i, size);
                INFO(character);
                REQUIRE((is_ascii(character) || drawn.find(character) != std::string_view::npos));
                i += size;
            }
        }
    }
}

TEST_CASE("colour adds to a report and says nothing alone") {
    std::mt19937 random{3};
    for (int trial = 0; trial < 50; ++trial) {
        Terminal terminal = some_terminal(random);
        terminal.colors = Colors::many;
        const auto seed = random();
        std::mt19937 one{seed}, other{seed};
        const auto colored = some_pages(one, terminal);
        terminal.colors = Colors::none;
        const auto plain = some_pages(other, terminal);
        for (std::size_t i = 0; i < plain.size(); ++i) {
            REQUIRE(colored[i].find('\x1b') != std::string::npos);
            REQUIRE(without_colors(colored[i]) == plain[i]);
        }
    }
}
