#include "epsom/render/fields.hpp"

#include <doctest/doctest.h>

#include "store/store_fixture.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// `key value` of every field, as csv would show it.
std::string shown(std::span<const Field> record) {
    std::string text;
    for (const Field& field : record) {
        text += std::string{field.key} + "=";
        const auto& held = field.value.held();
        if (std::holds_alternative<std::monostate>(held)) text += "null";
        else if (const auto words = field.value.text()) text += *words;
        else if (const auto* records = std::get_if<Value::Records>(&held))
            text += "[" + std::to_string((*records)->size()) + "]";
        else append_plain(text, field.value);
        text += " ";
    }
    return text;
}
std::vector<std::string> keys(std::span<const Field> record) {
    std::vector<std::string> names;
    for (const Field& field : record) names.emplace_back(field.key);
    return names;
}
std::vector<std::string> strings(std::span<const std::string_view> names) { return {names.begin(), names.end()}; }

ReportRow a_row() {
    Profile profile;
    profile.person.born = day("1995-10-25");
    profile.person.sex = Sex::female;
    return report_day(profile, *tables::find_authority("US_CA"), Nutrient::magnesium,
        {.day = day("2026-10-20"),
            .logged = true,
            .food_logged = true,
            .food_complete = true,
            .supplement = 400_mg,
            .food = Mass::from_nanograms(76'600'500)},
        day("2026-10-20"));
}

std::vector<EntryFields> entry_rows(const Intake& intake) {
    std::vector<EntryFields> rows;
    for_each_row(intake, [&rows](const EntryFields& row) { rows.push_back(row); });
    return rows;
}

}  // namespace

TEST_CASE("the promised columns of the intake report come first and in order") {
    const std::vector<std::string> promised{"period", "nutrient", "unit", "days", "days_logged", "supplement", "food",
        "usual_diet", "total", "topical", "diet", "at_least", "target", "target_kind", "target_percent", "requirement",
        "requirement_kind", "upper", "upper_kind", "upper_scope", "upper_amount", "upper_percent", "over_upper",
        "status", "days_met", "days_over_upper"};
    const auto columns = strings(intake_report_columns());
    REQUIRE(columns.size() >= promised.size());
    CHECK(std::vector(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(promised.size())) == promised);
}

TEST_CASE("a report row fills every column") {
    const ReportRow row = a_row();
    const IntakeFields record = intake_fields(row, "2026-10-20");
    CHECK(keys(record) == strings(intake_report_columns()));
    CHECK(shown(record).starts_with(
        "period=2026-10-20 nutrient=magnesium unit=mg days=1 days_logged=1 supplement=400 food=76.601 usual_diet=0 "
        "total=476.601 topical=0 diet=logged "
        "at_least=false target=310 target_kind=RDA target_percent=153.7 requirement=255 requirement_kind=EAR "
        "upper=350 upper_kind=UL upper_scope=supplemental "
        "upper_amount=400 upper_percent=114.3 over_upper=true status=met days_met=1 days_over_upper=1 "));
}

TEST_CASE("a silent day's amounts are absent, never zero") {
    ReportRow row;
    const Profile profile;
    IntakeReport report{profile, *tables::find_authority("US_CA"), Nutrient::vitamin_d,
        {day("2026-10-20"), day("2026-10-20")}, Span::day, day("2026-10-20"),
        [&row](const ReportRow& each) { row = each; }};
    report.finish();
    const IntakeFields record = intake_fields(row, "2026-10-20");
    CHECK(shown(record).starts_with(
        "period=2026-10-20 nutrient=vitamin-d unit=mcg days=1 days_logged=0 supplement=null food=null usual_diet=null "
        "total=null topical=null diet=unknown "
        "at_least=true target=null target_kind=null target_percent=null requirement=null requirement_kind=null "
        "upper=null upper_kind=null upper_scope=null "
        "upper_amount=null upper_percent=null over_upper=null status=none days_met=0 days_over_upper=0 "));
}

TEST_CASE("an entry has a flat row for each nutrient, and nests them in json") {
    Intake intake = entry(tables::find_compound("oxide"), "500mg", "2026-10-19 21:30",
        {.compound = true, .note = "with water"}, Count{2});
    intake.id = 6;
    REQUIRE(entry_rows(intake).size() == 1);
    CHECK(shown(entry_rows(intake)[0]) ==
          "id=6 at=2026-10-19T21:30:00+02:00 day=2026-10-19 what=oxide kind=compound servings=2 amount=603.042 unit=mg "
          "nutrient=magnesium compound=oxide "
          "basis=formula source=supplement route=oral note=with water quantity=1000 quantity_unit=mg detail=null ");
    CHECK(shown(nested_entry(intake)).ends_with("contents=[1] "));
    const Intake food = almonds("30g", "2026-10-19 08:00");
    CHECK(entry_rows(food).size() == 33);
}

TEST_CASE("a blood value is a quantity in its own unit, and no number where it was below or above a limit") {
    Intake lab{.id = 3,
        .moment = berlin().at(utc("2026-10-19T06:00")),
        .day = day("2026-10-12"),
        .what = "ferritin",
        .kind = Taken::lab};
    lab.unit = "ng/mL";
    lab.detail = "45.5 in 15..150";
    CHECK(shown(entry_rows(lab)[0]).ends_with("quantity=45.5 quantity_unit=ng/mL detail=45.5 in 15..150 "));
    lab.detail = "<10";
    CHECK(shown(entry_rows(lab)[0]).ends_with("quantity=null quantity_unit=ng/mL detail=<10 "));
}

TEST_CASE("the promised columns of entries come first and in order") {
    const std::vector<std::string> promised{"id", "at", "day", "what", "kind", "servings", "amount", "unit", "nutrient",
        "compound", "basis", "source", "route", "note"};
    const auto columns = strings(entry_columns());
    REQUIRE(columns.size() >= promised.size());
    CHECK(std::vector(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(promised.size())) == promised);
    const Intake intake = glycinate("200mg", "2026-10-19 21:30");
    CHECK(keys(entry_rows(intake)[0]) == columns);
}

TEST_CASE("a food's unknown nutrients are absent, never zero") {
    const Intake chia = entry(tables::find_food("chia-seeds"), "10g", "2026-10-19 08:00");
    for (const EntryFields& row : entry_rows(chia)) CHECK(shown(row).find("nutrient=folate") == std::string::npos);
}

TEST_CASE("an intake without nutrients still has its row") {
    const Intake medicine{.id = 3,
        .moment = berlin().at(utc("2026-10-19T06:00")),
        .day = day("2026-10-19"),
        .what = "levothyroxine",
        .kind = Taken::substance};
    const auto rows = entry_rows(medicine);
    REQUIRE(rows.size() == 1);
    CHECK(shown(rows[0]).find("what=levothyroxine kind=substance servings=1 amount=null unit=null nutrient=null") !=
          std::string::npos);
}

TEST_CASE("a breakdown's column is named by what it groups by") {
    for (const Grouping by : {Grouping::source, Grouping::what, Grouping::hour}) {
        const std::string period = "2026-10-19..2026-11-01";
        const BreakdownRow row{"21", 100_mg, 3};
        const Record record = breakdown_record(by, period, Nutrient::magnesium, row, 300_mg);
        CHECK(shown(record) == "period=2026-10-19..2026-11-01 nutrient=magnesium unit=mg " + std::string{spell(by)} +
                                   "=21 amount=100 percent_of_total=33.3 intakes=3 ");
        CHECK(keys(record) == strings(breakdown_columns(by)));
    }
}

TEST_CASE("a reference row says which value is missing for want of what") {
    Profile profile;
    profile.person.born = day("1980-05-17");
    const ReferenceRow row{"US_CA", Nutrient::magnesium,
        references_on(profile, *tables::find_authority("US_CA"), Nutrient::magnesium, day("2026-11-20"))};
    const std::string on = "2026-11-20";
    const Record record = reference_record(row, on);
    CHECK(keys(record) == strings(reference_columns()));
    CHECK(shown(record).find("age_months=558 stage=none target=null") != std::string::npos);
    CHECK(shown(record).find("upper=350 upper_kind=UL upper_scope=supplemental") != std::string::npos);
    CHECK(shown(record).find("missing=sex ") != std::string::npos);
}
