#include <algorithm>

#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

struct Column {
    std::string_view title;
    std::size_t width;
    std::string (*text)(const Adherence&);  // empty: nothing to say
};

constexpr Column all_columns[] = {{"taken", 7, [](const Adherence& kept) { return std::to_string(kept.taken); }},
    {"late", 6, [](const Adherence& kept) { return std::to_string(kept.late); }},
    {"skipped", 9, [](const Adherence& kept) { return std::to_string(kept.skipped); }},
    {"missed", 8, [](const Adherence& kept) { return std::to_string(kept.missed); }},
    {"open", 6, [](const Adherence& kept) { return std::to_string(kept.open()); }},
    {"adherence", 11,
        [](const Adherence& kept) {
            const auto share = kept.kept();
            return share ? formatted("{:.0f}%", share->percent) : std::string{};
        }},
    {"95% CI", 12, [](const Adherence& kept) {
         const auto share = kept.kept();
         return share ? formatted("{:.0f} to {:.0f}%", share->low, share->high) : std::string{};
     }}};
/// Columns that a narrow page drops, in this order.
constexpr std::string_view dispensable[] = {"late", "open", "skipped", "95% CI"};
constexpr std::size_t shortest_name = 12, longest_name = 28;

std::size_t width_of(const std::vector<Column>& columns) {
    std::size_t width = 0;
    for (const Column& column : columns) width += column.width;
    return width;
}

std::vector<Column> columns_within(std::size_t width) {
    std::vector<Column> columns{std::begin(all_columns), std::end(all_columns)};
    for (const auto title : dispensable) {
        if (width_of(columns) <= width) break;
        std::erase_if(columns, [title](const Column& column) { return column.title == title; });
    }
    return columns;
}

}  // namespace

std::string adherence_page(const Terminal& terminal, DayRange range, std::span<const AdherenceRow> rows) {
    const std::size_t width = page_width(terminal);
    int taken = 0, missed = 0;
    for (const auto& row : rows) {
        taken += row.kept.taken;
        missed += row.kept.missed;
    }
    const int decided = taken + missed;
    const std::vector<std::string> sentences{
        rows.empty()   ? "no dose has a schedule"
        : decided == 0 ? "no scheduled doses taken or missed yet"
                       : formatted("{} of {} scheduled dose{} taken", taken, decided, decided == 1 ? "" : "s")};
    std::string out = answer(terminal, "Adherence", sentences, {spell_range(range)}) + "\n";
    if (rows.empty()) return out + wrapped("To set a schedule: epsom dose schedule NAME --at 21:00", width, 2);
    const std::vector<Column> columns = columns_within(width - shortest_name);
    std::size_t name = 4;
    for (const auto& row : rows) name = std::max(name, display_width(printable(row.dose)));
    name = std::min({name, longest_name, width - width_of(columns)});
    std::string header = cell(terminal, "dose", name);
    for (const Column& column : columns) header += right(column.title, column.width);
    out += colored(terminal, Ink::quiet, header) + "\n";
    for (const auto& row : rows) {
        std::string line = cell(terminal, printable(row.dose), name);
        for (const Column& column : columns) {
            const std::string text = column.text(row.kept);
            line += right(text.empty() ? glyphs(terminal).dash : text, column.width);
        }
        out += line + "\n";
    }
    return out + "\n" +
           wrapped("Adherence = taken / (taken + missed), with 95% confidence interval (Wilson).", width, 2);
}

}  // namespace epsom
