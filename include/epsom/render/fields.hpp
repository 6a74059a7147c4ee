#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/finding.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/render/record.hpp"

namespace epsom {

/// In the unit that the nutrient is reported in.
inline Value in_unit(Mass mass, Nutrient nutrient) {
    return Value::fraction(mass.nanograms(), info(nutrient).unit_steps);
}

/// The promised fields of each kind of row, said once for every format.

using IntakeFields = std::array<Field, 29>;  // long reports allocate none
std::span<const std::string_view> intake_report_columns();
IntakeFields intake_fields(const ReportRow& row, std::string_view period);

/// With `--explain`: which row of which table each reference value is, and what the amounts were made of.
std::span<const std::string_view> explanation_columns();

/// What an authority says for one person on one day; `authority` may be "personal" where the user's own values stand.
struct ReferenceRow {
    std::string_view authority;
    Nutrient nutrient = Nutrient::magnesium;
    References references;
    std::string published_by_others{};  // keys of authorities: "US_CA UK"
};
std::span<const std::string_view> reference_columns();
Record reference_record(const ReferenceRow& row, std::string_view on);

using EntryFields = std::array<Field, 17>;
std::span<const std::string_view> entry_columns();
/// One entry of the log, a row for each of its nutrients.
void for_each_row(const Intake& intake, const std::function<void(const EntryFields&)>& take);
/// One entry of the log with its nutrients as a list.
Record nested_entry(const Intake& intake);

Record finding_record(const Finding& finding);

struct AdherenceRow {
    std::string dose;
    Adherence kept;
};
std::span<const std::string_view> adherence_columns();
Record adherence_record(const AdherenceRow& row);

std::vector<std::string_view> breakdown_columns(Grouping by);
Record breakdown_record(Grouping by, std::string_view period, Nutrient nutrient, const BreakdownRow& row, Mass total);

}  // namespace epsom
