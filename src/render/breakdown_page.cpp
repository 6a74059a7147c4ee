#include <algorithm>
#include <cmath>

#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

/// The groups in words; `what` is only the option's value.
std::string_view group_name(Grouping by) { return by == Grouping::what ? "item" : spell(by); }

constexpr std::size_t share_width = 7, entries_width = 9, shortest_bar = 8;

/// Columns of the page; no bar where there is no room for one.
struct Layout {
    std::size_t label = 0, amount = 0, bar = 0;
};

Layout layout_of(const Terminal& terminal, Nutrient nutrient, Grouping by, std::span<const BreakdownRow> rows) {
    Layout layout{.label = group_name(by).size(), .amount = 10};
    for (const auto& row : rows) {
        layout.label = std::max(layout.label, display_width(printable(row.group)));
        layout.amount = std::max(layout.amount, 2 + spell(row.amount, nutrient).size());
    }
    const std::size_t width = chart_width(terminal);
    const std::size_t numbers = layout.amount + share_width + entries_width;
    layout.label = std::min({layout.label, std::size_t{28}, width - numbers});
    const std::size_t room = width - layout.label - numbers;
    if (width >= bars_from && room >= shortest_bar + 2) layout.bar = room - 2;
    return layout;
}

std::string bar(const Terminal& terminal, Mass amount, Mass most, std::size_t cells) {
    if (amount == Mass{}) return {};
    const double share = static_cast<double>(amount.nanograms()) / static_cast<double>(most.nanograms());
    std::string bar;
    for (auto i = std::lround(share * static_cast<double>(cells)); i > 0; --i) bar += glyphs(terminal).supplement;
    return colored(terminal, Ink::supplement, bar);
}

}  // namespace

std::string breakdown_page(
    const Terminal& terminal, DayRange range, Nutrient nutrient, Grouping by, std::span<const BreakdownRow> rows) {
    const std::string title = formatted("{} by {}", info(nutrient).label, group_name(by));
    if (rows.empty()) {
        const std::vector<std::string> sentences{formatted("no entries with {} in this period", info(nutrient).key)};
        return answer(terminal, title, sentences, {spell_range(range)});
    }
    Mass total, most;
    std::int64_t intakes = 0;
    for (const auto& row : rows) {
        total += row.amount;
        most = std::max(most, row.amount);
        intakes += row.intakes;
    }
    const auto share = [total](
                           Mass amount) { return spell_decimal(amount.nanograms() * 100, total.nanograms(), 0) + "%"; };
    std::string text =
        formatted("{} from {}", spell(total, nutrient), intakes == 1 ? "1 entry" : formatted("{} entries", intakes));
    if (rows.size() > 1 && total != Mass{}) {
        const auto first = std::ranges::max_element(rows, {}, &BreakdownRow::amount);
        text += formatted(
            "; {} {}{}", share(first->amount), by == Grouping::hour ? "at " : "from ", printable(first->group));
    }
    const std::vector<std::string> sentences{std::move(text)};
    std::string out =
        answer(terminal, title, sentences, {spell_range(range), "oral; unknown amounts not counted"}) + "\n";
    const Layout layout = layout_of(terminal, nutrient, by, rows);
    out += colored(terminal, Ink::quiet,
               cell(terminal, group_name(by), layout.label) + right("amount", layout.amount) +
                   right("share", share_width) + right("entries", entries_width)) +
           "\n";
    for (const auto& row : rows) {
        const std::string percent = total == Mass{} ? std::string{glyphs(terminal).dash} : share(row.amount);
        out += without_trailing_blanks(cell(terminal, printable(row.group), layout.label) +
                                       right(spell(row.amount, nutrient), layout.amount) + right(percent, share_width) +
                                       right(std::to_string(row.intakes), entries_width) + "  " +
                                       bar(terminal, row.amount, most, layout.bar)) +
               "\n";
    }
    return out;
}

}  // namespace epsom
