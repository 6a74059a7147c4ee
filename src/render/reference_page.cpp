#include <algorithm>

#include "drawing.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr int widest_page = 120;

/// What a limit counts, where a column has no room for all of it.
std::string_view scope_in_column(const Applied& limit) {
    switch (limit.scope) {
        case Scope::preformed: return "preformed";
        case Scope::nicotinic_acid: return "nicotinic acid";
        case Scope::nicotinamide: return "nicotinamide";
        case Scope::total:
        case Scope::supplemental: break;
    }
    return scope_name(limit);
}

/// What a nutrient's line has no column for, a line each.
std::vector<std::string> remarks(const ReferenceRow& row) {
    std::vector<std::string> lines;
    const References& r = row.references;
    if (r.other_upper)
        lines.push_back(formatted("{} {} for {}", spell(r.other_upper->value, row.nutrient), spell(r.other_upper->kind),
            scope_words(*r.other_upper)));
    if (r.reduction) {
        lines.push_back(
            formatted("above {} ({}) eating less lowers the risk of chronic disease; it is not an upper level",
                spell(r.reduction->value, row.nutrient), spell(r.reduction->kind)));
    }
    if (r.target && !terms_words(*r.target).empty()) lines.push_back(formatted("target in {}", terms_words(*r.target)));
    if (r.target && !diet_words(*r.target).empty())
        lines.push_back(
            formatted("for a diet of {}; another: epsom profile set --phytate high", diet_words(*r.target)));
    return lines;
}

/// A nutrient's values as the table has them.
struct Cells {
    std::string nutrient, target, requirement, upper;
};

Cells cells_of(const Terminal& terminal, const ReferenceRow& row) {
    const auto value = [&](const std::optional<Applied>& applied) {
        return applied ? formatted("{} {}", spell(applied->value, row.nutrient), spell(applied->kind))
                       : std::string{glyphs(terminal).dash};
    };
    const References& r = row.references;
    return {std::string{info(row.nutrient).key}, value(r.target), value(r.requirement),
        value(r.upper) + (r.upper ? formatted(" {}", scope_in_column(*r.upper)) : "")};
}

/// As a table where the columns have room, else a sentence for each nutrient.
class Layout {
public:
    Layout(const Terminal& terminal, std::span<const ReferenceRow> rows) : terminal_{terminal} {
        const auto widen = [](std::size_t& width, std::string_view text) {
            width = std::max(width, display_width(text) + 2);
        };
        for (const ReferenceRow& row : rows) {
            const Cells cells = cells_of(terminal, row);
            widen(nutrient_, cells.nutrient);
            widen(target_, cells.target);
            widen(requirement_, cells.requirement);
            widen(upper_, cells.upper);
        }
        table_ = 2 + nutrient_ + target_ + requirement_ + upper_ - 2 <= page_width(terminal, widest_page);
    }

    [[nodiscard]] std::string header() const {
        return table_ ? colored(terminal_, Ink::quiet, line({"", "target", "requirement", "upper level"})) + "\n" : "";
    }

    [[nodiscard]] std::string draw(const Cells& cells) const {
        if (table_) return line(cells) + "\n";
        return "  " + wrapped(formatted("{}: target {}; requirement {}; upper level {}", cells.nutrient, cells.target,
                                  cells.requirement, cells.upper),
                          page_width(terminal_), 6, 2);
    }

private:
    [[nodiscard]] std::string line(const Cells& cells) const {
        return "  " + cell(terminal_, cells.nutrient, nutrient_) + cell(terminal_, cells.target, target_) +
               cell(terminal_, cells.requirement, requirement_) + cells.upper;
    }

    const Terminal& terminal_;
    std::size_t nutrient_ = 13, target_ = 8, requirement_ = 13, upper_ = 13;
    bool table_ = true;
};

std::string sources_of(std::span<const ReferenceRow> rows, std::size_t width) {
    std::vector<std::string> sources;
    for (const ReferenceRow& row : rows) {
        for (const auto* applied : {&row.references.target, &row.references.requirement, &row.references.upper,
                 &row.references.other_upper, &row.references.reduction}) {
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
    std::string out = colored(terminal, Ink::heading, "Reference values") + formatted(" on {}\n", spell_day(on));
    std::string_view authority;
    for (const ReferenceRow& row : rows) {
        const References& r = row.references;
        if (row.authority != authority) {
            authority = row.authority;
            out += formatted("\n{}\n", authority) + layout.header();
        }
        out += layout.draw(cells_of(terminal, row));
        for (const auto& remark : remarks(row)) out += "      " + wrapped(remark, width, 8, 6);
        if (r.needs_born || r.needs_sex || r.needs_weight) {
            out += formatted("    not known: no {} in the profile\n", r.needs_born  ? "birth date"
                                                                      : r.needs_sex ? "sex"
                                                                                    : "weight");
        }
        if (!explain) continue;
        for (const auto* applied : {&r.target, &r.requirement, &r.lower, &r.upper, &r.other_upper, &r.reduction}) {
            if (*applied) out += "    " + wrapped(explain_reference(**applied, row.nutrient), width, 8, 4);
        }
    }
    if (!explain) out += sources_of(rows, width);
    if (std::ranges::any_of(rows,
            [](const ReferenceRow& row) { return row.references.upper && row.references.upper->kind == Kind::sli; })) {
        out += "\n" + wrapped("SLI = a safe level of intake, where no upper level could be set.", width, 2);
    } else {
        out += "\n";
    }
    return out +
           wrapped(formatted("{} = no value published or known (not zero, not unlimited).", glyphs(terminal).dash),
               width, 2);
}

std::string unpublished_line(const Terminal& terminal, std::string_view authority, std::span<const Nutrient> lacking,
    std::span<const std::string_view> others) {
    std::string names, keys, who;
    for (std::size_t i = 0; i < lacking.size(); ++i) {
        names += (i == 0 ? "" : i + 1 == lacking.size() ? " and " : ", ") + std::string{info(lacking[i]).key};
        keys += (i == 0 ? "" : ",") + std::string{info(lacking[i]).key};
    }
    for (std::size_t i = 0; i < others.size(); ++i)
        who += (i == 0 ? "" : i + 1 == others.size() ? " and " : ", ") + std::string{others[i]};
    const std::string elsewhere = others.empty() ? "."
                                                 : formatted("; {} {}: epsom report reference {} --reference all", who,
                                                       others.size() == 1 ? "has some" : "have some", keys);
    return wrapped(
        formatted("epsom has no values of {} for {}{}", authority, names, elsewhere), page_width(terminal), 2);
}

}  // namespace epsom
