#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/render/record.hpp"

namespace epsom {

/// In the unit that the nutrient is reported in.
inline Value in_unit(Mass mass, Nutrient nutrient) {
    return Value::fraction(mass.nanograms(), info(nutrient).unit_steps);
}

/// The promised fields of each kind of row, said once for every format. A record points into what it was made from.

using IntakeFields = std::array<Field, 29>;  // long reports allocate none
std::span<const std::string_view> intake_report_columns();
/// `period` has to live as long.
IntakeFields intake_fields(const ReportRow& row, const std::string& period);

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
Record reference_record(const ReferenceRow& row, const std::string& on);

/// One entry of the log with everything its fields point at, so that the records may not outlive it. Flat rows are one
/// per nutrient; a nested one holds all.
class EntryRecords {
public:
    explicit EntryRecords(const Intake& intake);
    [[nodiscard]] static std::span<const std::string_view> columns();
    [[nodiscard]] std::vector<Record> flat() const&;
    [[nodiscard]] Record nested() const&;
    void flat() && = delete;
    void nested() && = delete;

private:
    [[nodiscard]] Record record(const Content* content) const;
    const Intake& intake_;
    std::string at_;
    std::string day_;
    std::string onset_;
    std::vector<Record> contents_;
};

struct AdherenceRow {
    std::string dose;
    Adherence kept;
};
std::span<const std::string_view> adherence_columns();
Record adherence_record(const AdherenceRow& row);

std::vector<std::string_view> breakdown_columns(Grouping by);
Record breakdown_record(Grouping by, const std::string& period, Nutrient nutrient, const BreakdownRow& row, Mass total);

}  // namespace epsom
