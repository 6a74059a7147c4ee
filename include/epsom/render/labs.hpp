#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/labs/lab.hpp"
#include "epsom/domain/time/period.hpp"
#include "epsom/render/record.hpp"
#include "epsom/render/terminal.hpp"

namespace epsom {

/// A blood value, and what it is in the unit that was asked for.
struct LabRow {
    Intake lab;
    std::optional<LabNumber> converted;
};
/// The blood values of a period, earliest first; `unit` is empty where none was asked for.
struct LabReport {
    DayRange range;
    std::string name;  // of the value asked for; empty for all
    std::string unit;
    std::vector<LabRow> rows;
};

/// A table for each value, its draws by day. Nothing in it says whether a value is high or low.
std::string labs_page(const Terminal& terminal, const LabReport& report);
std::span<const std::string_view> lab_columns();
Record lab_record(const LabRow& row, std::string_view unit);

/// `Blood values: ferritin 45 ng/mL on 2026-11-03 (range 15 to 150)`, for below a page; empty without any.
std::string labs_line(const Terminal& terminal, std::span<const Intake> labs, DayRange range);

}  // namespace epsom
