#include <algorithm>

#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr int widest_page = 120;

/// A nutrient's values as the table has them.
struct Cells { std::string nutrient, target, requirement, upper; };

Cells cells_of(const Terminal& terminal, const ReferenceRow& row) {
    const auto value = [&](const std::optional<Applied>& applied) {
        return applied ? formatted("{} {}", spell(applied->value, row.nutrient), spell(applied->kind)) : std::string{glyphs(terminal).dash};
    };
    const References& r = row.references;
    return {std::string{info(row.nutrient).key}, value(r.target), value(r.requirement),
            value(r.upper) + (r.upper ? formatted(" {}", scope_words(r.upper->scope)) : "")};
}

/// As a table where the columns have room, else a sentence for each nutrient.
class Layout {
public:
    Layout(const Terminal& terminal, std::span<const ReferenceRow> rows) : terminal_{terminal} {
        const auto widen = [](std::size_t& width, std::string_view text) { width = std::max(width, display_width(text) + 2); };
        for (const ReferenceRow& row : rows) {
            const Cells cells = cells_of(terminal, row);
            widen(nutrient_, cells.nutrient);
            widen(target_, cells.target);
            widen(requirement_, cells.requirement);
            widen(upper_, cells.upper);
        }
        table_ = 2 + nutrient_ + target_ + requirement_ + upper_ - 2 <= page_width(terminal, widest_page);
    }

    [[nodiscard]] std::string header() const { return table_ ? colored(terminal_, color_quiet, line({"", "target", "requirement", "upper level"})) + "\n" : ""; }

    [[nodiscard]] std::string draw(const Cells& cells) const {
        if (table_) return line(cells) + "\n";
        return "  " + wrapped(formatted("{}: target {}; requirement {}; upper level {}", cells.nutrient, cells.target, cells.requirement, cells.upper),
                              page_width(terminal_), 6, 2);
    }

private:
    [[nodiscard]] std::string line(const Cells& cells) const {
        return "  " + cell(terminal_, cells.nutrient, nutrient_) + cell(terminal_, cells.target, target_) + cell(terminal_, cells.requirement, requirement_) + cells.upper;
    }

    const Terminal& terminal_;
    std::size_t nutrient_ = 13, target_ = 8, requirement_ = 13, upper_ = 13;
    bool table_ = true;
};

std::string sources_of(std::span<const ReferenceRow> rows, std::size_t width) {
    std::vector<std::string> sources;
    for (const ReferenceRow& row : rows) {
        for (const auto* applied : {&row.references.target, &row.references.requirement, &row.references.upper}) {
            if (!*applied) continue;
            std::string text = formatted("{}: {}", row.authority, (*applied)->source);
            if (std::ranges::find(sources, text) == sources.end()) sources.push_back(std::move(text));
        }
    }
    std::string out = sources.empty() ? "" : "\nSources\n";
    for (const auto& source : sources) out += "  " + wrapped(source, width, 4, 2);
    return out;
}

}  // namespace

std::string reference_page(const Terminal& terminal, std::span<const ReferenceRow> rows, Day on, bool explain) {
    const std::size_t width = page_width(terminal, widest_page);
    const Layout layout{terminal, rows};
    std::string out = colored(terminal, color_heading, "Reference values") + formatted(" on {}\n", spell_day(on));
    std::string_view authority;
    for (const ReferenceRow& row : rows) {
        const References& r = row.references;
        if (row.authority != authority) {
            authority = row.authority;
            out += formatted("\n{}\n", authority) + layout.header();
        }
        out += layout.draw(cells_of(terminal, row));
        if (r.needs_born || r.needs_sex || r.needs_weight) {
            out += formatted("    not known: no {} in the profile\n", r.needs_born  ? "birth date"
                                                                      : r.needs_sex ? "sex"
                                                                                    : "weight");
        }
        if (!explain) continue;
        for (const auto* applied : {&r.target, &r.requirement, &r.lower, &r.upper}) {
            if (*applied) out += "    " + wrapped(explain_reference(**applied, row.nutrient), width, 8, 4);
        }
    }
    if (!explain) out += sources_of(rows, width);
    return out + "\n" +
           wrapped(formatted("{} = no value published or known (not zero, not unlimited).", glyphs(terminal).dash),
                   width, 2);
}

}  // namespace epsom
