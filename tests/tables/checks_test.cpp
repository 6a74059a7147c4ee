#include <algorithm>
#include <iterator>
#include <vector>

#include <doctest/doctest.h>

#include "../../src/tables/checks.hpp"
#include "../../src/tables/reference_literals.hpp"

namespace epsom::tables {
namespace {

constexpr ReferenceValue sample[] = {
    {magnesium, Kind::rda, male,   none,     19_y, 31_y,         400_mg,  per_day, total,        "book"},
    {magnesium, Kind::rda, male,   none,     31_y, no_age_limit, 420_mg,  per_day, total,        "book"},
    {magnesium, Kind::rda, female, none,     19_y, no_age_limit, 310_mg,  per_day, total,        "book"},
    {magnesium, Kind::ear, male,   none,     19_y, no_age_limit, 330_mg,  per_day, total,        "book"},
    {magnesium, Kind::ul,  any,    none,     9_y,  no_age_limit, 350_mg,  per_day, supplemental, "book"},
    {magnesium, Kind::rda, female, pregnant, 19_y, 31_y,         350_mg,  per_day, total,        "book"},
    {iron,      Kind::ai,  any,    none,     0_mo, 6_mo,         0.27_mg, per_day, total,        "book"},
};
static_assert(sound<sample>());

/// The sample with one row changed.
template <typename Change>
std::vector<ReferenceValue> with(std::size_t row, Change change) {
    std::vector<ReferenceValue> rows{std::begin(sample), std::end(sample)};
    change(rows.at(row));
    return rows;
}

TEST_CASE("literals are exact to the nanogram") {
    CHECK(0.27_mg == Mass::from_nanograms(270'000));
    CHECK(2.4_ug == Mass::from_nanograms(2'400));
    CHECK(420_mg == Mass::from_nanograms(420'000'000));
    CHECK(87.5_g == Mass::from_nanograms(87'500'000'000));
    CHECK(0.000001_mg == Mass::from_nanograms(1));
    CHECK(19_y == 228);
    CHECK(6_mo == 6);
}

TEST_CASE("a gap or an overlap of ages is noticed") {
    CHECK(ages_meet(sample));
    CHECK_FALSE(ages_meet(with(1, [](auto& row) { row.from_months = 32_y; })));
    CHECK_FALSE(ages_meet(with(1, [](auto& row) { row.from_months = 30_y; })));
    CHECK_FALSE(ages_meet(with(2, [](auto& row) { row.to_months = row.from_months; })));
}

TEST_CASE("rows out of order are noticed") {
    CHECK(in_order(sample));
    auto rows = with(0, [](auto&) {});
    std::swap(rows[0], rows[1]);
    CHECK_FALSE(in_order(rows));
    rows = with(0, [](auto&) {});
    std::swap(rows[1], rows[2]);
    CHECK_FALSE(in_order(rows));
    rows = with(0, [](auto&) {});
    std::rotate(rows.begin(), std::prev(rows.end()), rows.end());
    CHECK_FALSE(in_order(rows));
}

TEST_CASE("a second target for the same person is noticed") {
    CHECK(one_value_per_role(sample));
    CHECK_FALSE(one_value_per_role(with(3, [](auto& row) { row.kind = Kind::ai; })));
}

TEST_CASE("a series for both sexes and for one is noticed, and a pregnant man") {
    CHECK(sexes_are_separate(sample));
    CHECK_FALSE(sexes_are_separate(with(2, [](auto& row) { row.sex.reset(); })));
    CHECK_FALSE(sexes_are_separate(with(5, [](auto& row) { row.sex = Sex::male; })));
    CHECK_FALSE(sexes_are_separate(with(5, [](auto& row) { row.sex.reset(); })));
}

TEST_CASE("an average need that is not below the recommendation is noticed") {
    CHECK(needs_rise(sample));
    CHECK_FALSE(needs_rise(with(3, [](auto& row) { row.value = 400_mg; })));
    CHECK_FALSE(needs_rise(with(3, [](auto& row) { row.value = 410_mg; })));
    CHECK(needs_rise(with(2, [](auto& row) { row.value = 200_mg; })));
}

TEST_CASE("a value of zero and a recommendation for supplements alone are noticed") {
    CHECK(values_make_sense(sample));
    CHECK_FALSE(values_make_sense(with(4, [](auto& row) { row.value = Mass{}; })));
    CHECK_FALSE(values_make_sense(with(0, [](auto& row) { row.scope = supplemental; })));
    CHECK_FALSE(values_make_sense(with(0, [](auto& row) { row.per_kg = true; })));
}

TEST_CASE("a magnesium limit that counts food is noticed") {
    CHECK(magnesium_limits_are_supplemental(sample));
    CHECK_FALSE(magnesium_limits_are_supplemental(with(4, [](auto& row) { row.scope = total; })));
}

TEST_CASE("a row without a source is noticed") {
    CHECK(sources_are_named(sample));
    CHECK_FALSE(sources_are_named(with(4, [](auto& row) { row.source = ""; })));
}

}  // namespace
}  // namespace epsom::tables
