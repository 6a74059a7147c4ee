#include "csv_diary.hpp"

#include "epsom/domain/labs/lab.hpp"
#include "epsom/domain/nights/score.hpp"
#include "epsom/domain/nights/sleep.hpp"
#include "epsom/text/text.hpp"

namespace epsom::exchange {
namespace {

constexpr std::int64_t a_day = 24 * 60;  // minutes

/// The unit that the kind has, and no other.
std::optional<Fault> expect_unit(const Cells& cells, std::string_view unit) {
    if (cells[Column::quantity_unit] == unit) return std::nullopt;
    return Fault{Column::quantity_unit,
        {in_quotes(cells[Column::quantity_unit]) + " is not " + in_quotes(unit), "use the unit " + std::string{unit}}};
}

std::optional<Fault> read_minutes(const Cells& cells, Intake& entry) {
    if (auto fault = expect_unit(cells, "min")) return fault;
    const std::string_view cell = cells[Column::quantity];
    const auto count = cell == "0" ? Result<Count>{Count{0}} : parse_count(cell);
    if (!count || count->thousandths() % 1000 != 0 || count->thousandths() / 1000 > a_day) {
        return Fault{
            Column::quantity, {in_quotes(cell) + " is not a number of minutes", "use whole minutes, up to 1440"}};
    }
    entry.value = count->thousandths() / 1000;
    return std::nullopt;
}

std::optional<Fault> read_symptom(const Cells& cells, Intake& entry) {
    if (auto fault = expect_unit(cells, "score")) return fault;
    const auto score = parse_score(cells[Column::quantity]);
    if (!score) return Fault{Column::quantity, score.error()};
    entry.value = score->tenths();
    const std::string_view detail = cells[Column::detail];
    if (detail.empty()) return std::nullopt;
    constexpr std::string_view from = "from ";
    const auto onset =
        detail.starts_with(from) ? parse_time_of_day(detail.substr(from.size())) : Result<minutes>{Error{}};
    if (!onset)
        return Fault{Column::detail, {in_quotes(detail) + " is not when a symptom began", "such as 'from 23:30'"}};
    entry.onset = *onset;
    return std::nullopt;
}

std::optional<Fault> read_sleep(const Cells& cells, Intake& entry) {
    const auto details = parse_sleep_details(cells[Column::detail]);
    if (!details) return Fault{Column::detail, details.error()};
    entry.detail = spell(*details);
    if (!cells[Column::quantity].empty()) return read_minutes(cells, entry);
    if (entry.detail.empty()) return Fault{Column::quantity, {"missing time slept", "use minutes, such as 390"}};
    return std::nullopt;
}

std::optional<Fault> read_factor(const Cells& cells, Intake& entry) {
    const std::string_view number = cells[Column::quantity], unit = cells[Column::quantity_unit];
    if (const std::string_view detail = cells[Column::detail]; !detail.empty()) {
        const auto rating = detail == "0" ? Result<Count>{Count{0}} : parse_count(detail);
        if (!rating) return Fault{Column::detail, rating.error()};
        entry.detail = spell(*rating);
    }
    if (number.empty()) return std::nullopt;
    if (unit == "min") return read_minutes(cells, entry);
    if (unit.empty()) return Fault{Column::quantity_unit, {"missing unit", "fill in the unit, such as cups"}};
    if (const auto known = find_unit(unit)) {
        const auto mass = read_mass(number, *known);
        if (!mass) return Fault{Column::quantity, mass.error()};
        entry.quantity = *mass;
        return std::nullopt;
    }
    const auto count = read_count(number);
    if (!count) return Fault{Column::quantity, count.error()};
    entry.servings = *count;
    entry.unit = unit;
    return std::nullopt;
}

std::optional<Fault> read_lab(const Cells& cells, Intake& entry) {
    const auto result = parse_lab_detail(cells[Column::detail]);
    if (!result) {
        return Fault{
            Column::detail, {in_quotes(cells[Column::detail]) + " is not a blood value", "such as '45 in 15..150'"}};
    }
    // The same number is in two columns: a change of one alone cannot be meant.
    if (const std::string_view number = cells[Column::quantity]; !number.empty()) {
        const auto same = parse_lab_detail(number);
        if (!same || same->number.digits * scale_of(result->number) != result->number.digits * scale_of(same->number)) {
            return Fault{Column::quantity,
                {in_quotes(number) + " differs from " + in_quotes(cells[Column::detail]) + " in 'detail'",
                    "correct one of them"}};
        }
    }
    entry.unit = cells[Column::quantity_unit];
    entry.detail = spell(*result);
    return std::nullopt;
}

}  // namespace

std::optional<Fault> read_diary(const Cells& cells, Intake& entry) {
    if (entry.kind == Taken::note) {
        if (trim(entry.note).empty()) return Fault{Column::note, {"a note without text", "fill in the note"}};
        return std::nullopt;
    }
    if (name_key(entry.what).empty()) return Fault{Column::what, {"missing name", "fill in the name"}};
    switch (entry.kind) {
        case Taken::symptom: return read_symptom(cells, entry);
        case Taken::sleep: return read_sleep(cells, entry);
        case Taken::factor: return read_factor(cells, entry);
        default: return read_lab(cells, entry);
    }
}

}  // namespace epsom::exchange
