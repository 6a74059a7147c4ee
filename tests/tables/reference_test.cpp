#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <cstdint>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "../tsv.hpp"
#include "epsom/tables/tables.hpp"
#include "paths.hpp"
#include "zones.hpp"

namespace {

using namespace epsom;

struct Cell {
    std::string authority, nutrient, kind, sex, stage;
    int from = 0;
    int to = 0;
    std::int64_t nanograms = 0;
    bool per_kg = false;
    std::string scope;
    friend auto operator<=>(const Cell&, const Cell&) = default;
};

/// As the transcription has it: "vitamin_b12".
std::string spelled(Nutrient nutrient) {
    std::string key{info(nutrient).key};
    std::ranges::replace(key, '-', '_');
    return key;
}

Cell cell(const Authority& authority, const ReferenceValue& row) {
    return {.authority = std::string{authority.key},
        .nutrient = spelled(row.nutrient),
        .kind = std::string{spell(row.kind)},
        .sex = row.sex ? std::string{spell(*row.sex)} : "any",
        .stage = std::string{spell(row.stage)},
        .from = row.from_months,
        .to = row.to_months,
        .nanograms = row.value.nanograms(),
        .per_kg = row.per_kg,
        .scope = std::string{spell(row.scope)}};
}

Cell cell(const test::Record& record) {
    const std::string& unit = record.at("unit");
    const std::string& to = record.at("age_to_months");
    const bool milligrams = unit == "mg" || unit == "mg_per_kg_bw";
    REQUIRE((milligrams || unit == "ug" || unit == "ug_DFE"));
    return {.authority = record.at("authority"),
        .nutrient = record.at("nutrient"),
        .kind = record.at("kind"),
        .sex = record.at("sex"),
        .stage = record.at("life_stage"),
        .from = std::stoi(record.at("age_from_months")),
        .to = to.empty() ? no_age_limit : std::stoi(to),
        .nanograms = test::exact(record.at("value"), milligrams ? ng_per_mg : ng_per_ug),
        .per_kg = unit == "mg_per_kg_bw",
        .scope = record.at("applies_to")};
}

std::vector<Cell> in_tables() {
    std::vector<Cell> cells;
    for (const Authority& authority : tables::authorities()) {
        for (const auto& row : authority.rows) cells.push_back(cell(authority, row));
    }
    std::ranges::sort(cells);
    return cells;
}

/// The cells of the transcription that somebody checked against a source, or the others.
std::vector<Cell> transcribed(bool checked) {
    std::vector<Cell> cells;
    for (const auto& record : test::read_tsv(test::data_path("reference_intakes.tsv"))) {
        if ((record.at("verified_by") != "memory") == checked) cells.push_back(cell(record));
    }
    std::ranges::sort(cells);
    return cells;
}

std::string text(const Cell& cell) {
    return cell.authority + ' ' + cell.nutrient + ' ' + cell.kind + ' ' + cell.sex + ' ' + cell.stage + ' ' +
           std::to_string(cell.from) + ".." + std::to_string(cell.to) + ' ' + std::to_string(cell.nanograms) +
           (cell.per_kg ? " ng/kg " : " ng ") + cell.scope;
}

/// What `some` has and `others` lacks, a line each; both are sorted.
std::string missing(const std::vector<Cell>& some, const std::vector<Cell>& others) {
    std::vector<Cell> found;
    std::ranges::set_difference(some, others, std::back_inserter(found));
    std::string lines;
    for (const auto& each : found) lines += text(each) + '\n';
    return lines;
}

/// The value that `authority` prints for a healthy adult of 40 years; for one sex or for both.
Mass at_forty(std::string_view authority, Nutrient nutrient, Kind kind, Sex sex) {
    const Authority* const found = tables::find_authority(authority);
    REQUIRE(found != nullptr);
    for (const auto& row : found->rows) {
        if (row.nutrient == nutrient && row.kind == kind && row.stage == LifeStage::none &&
            (!row.sex || row.sex == sex) && row.from_months <= 480 && 480 < row.to_months) {
            return row.value;
        }
    }
    FAIL("no such row");
    return {};
}

TEST_CASE("every checked reference value is in the tables") { CHECK(missing(transcribed(true), in_tables()) == ""); }

TEST_CASE("a series of the transcription has no value in the tables that is not in it") {
    const auto first = transcribed(true);
    const auto in_a_series = [&first](const Cell& each) {
        return std::ranges::any_of(first, [&each](const Cell& cell) {
            return cell.authority == each.authority && cell.nutrient == each.nutrient && cell.kind == each.kind;
        });
    };
    std::vector<Cell> cells = in_tables();
    std::erase_if(cells, [&](const Cell& each) { return !in_a_series(each); });
    CHECK(missing(cells, first) == "");
}

TEST_CASE("a second transcription, of other documents, agrees") {
    const std::map<std::string, double> units{{"mcg", ng_per_ug}, {"mg", ng_per_mg}, {"g", ng_per_g}};
    int compared = 0;
    for (const auto& record : test::read_tsv(test::data_path("reference_second.tsv"))) {
        const Authority* const authority = tables::find_authority(record.at("authority"));
        const auto nutrient = find_nutrient(record.at("nutrient"));
        REQUIRE((authority != nullptr && nutrient));
        std::istringstream values{record.at("values")};
        for (std::string value; values >> value; ++compared) {  // "300:4.5": of an age in months
            const std::size_t colon = value.find(':');
            const int months = std::stoi(value.substr(0, colon));
            const auto printed =
                Mass::from_nanograms(std::llround(std::stod(value.substr(colon + 1)) * units.at(record.at("unit"))));
            // Of zinc and niacin there is a row for each diet and each form: one of them is meant.
            const auto is_there = [&](Sex sex) {
                return std::ranges::any_of(authority->rows_of(*nutrient), [&](const ReferenceValue& row) {
                    return spell(row.kind) == record.at("kind") && spell(row.stage) == record.at("stage") &&
                           row.from_months <= months && months < row.to_months && (!row.sex || row.sex == sex) &&
                           row.value == printed;
                });
            };
            for (const Sex sex : {Sex::female, Sex::male}) {
                if (record.at("sex") != "any" && record.at("sex") != spell(sex)) continue;
                if (record.at("stage") != "none" && sex == Sex::male) continue;
                CHECK_MESSAGE(is_there(sex),
                    record.at("authority") << " " << record.at("nutrient") << " " << record.at("kind") << " " << value);
            }
        }
    }
    CHECK(compared == 6666);
}

TEST_CASE("a reference value that nobody could check is not in the tables") {
    const auto unchecked = transcribed(false);
    const auto known = in_tables();
    REQUIRE(unchecked.size() == 62);
    for (const auto& each : unchecked) CHECK_MESSAGE(!std::ranges::binary_search(known, each), text(each));
}

TEST_CASE("each authority has as many values as were checked") {
    std::map<std::string_view, std::size_t> counted;
    for (const Authority& authority : tables::authorities()) counted[authority.key] = authority.rows.size();
    CHECK(
        counted == std::map<std::string_view, std::size_t>{{"US_CA", 1421}, {"EFSA", 531}, {"UK", 501}, {"AU_NZ", 1270},
                       {"NORDIC", 1026}, {"DACH", 197}, {"WHO_FAO", 98}, {"JAPAN", 72}, {"CHINA", 40}, {"INDIA", 4}});
}

TEST_CASE("every reference value names its source, and its source is not memory") {
    for (const Authority& authority : tables::authorities()) {
        for (const auto& row : authority.rows) {
            CHECK_FALSE(row.source.empty());
            CHECK(row.source.find("memory") == std::string_view::npos);
        }
    }
}

TEST_CASE("the US values for adults are those of the printed tables") {
    CHECK(at_forty("US_CA", Nutrient::magnesium, Kind::rda, Sex::male) == 420_mg);
    CHECK(at_forty("US_CA", Nutrient::magnesium, Kind::rda, Sex::female) == 320_mg);
    CHECK(at_forty("US_CA", Nutrient::magnesium, Kind::ear, Sex::male) == 350_mg);
    CHECK(at_forty("US_CA", Nutrient::magnesium, Kind::ul, Sex::female) == 350_mg);
    CHECK(at_forty("US_CA", Nutrient::iron, Kind::rda, Sex::female) == 18_mg);
    CHECK(at_forty("US_CA", Nutrient::iron, Kind::ul, Sex::male) == 45_mg);
    CHECK(at_forty("US_CA", Nutrient::calcium, Kind::rda, Sex::male) == 1000_mg);
    CHECK(at_forty("US_CA", Nutrient::vitamin_d, Kind::rda, Sex::male) == 15_ug);
    CHECK(at_forty("US_CA", Nutrient::vitamin_b12, Kind::rda, Sex::male) == 2400_ng);
    CHECK(at_forty("US_CA", Nutrient::folate, Kind::rda, Sex::female) == 400_ug);
    CHECK(at_forty("US_CA", Nutrient::folate, Kind::ul, Sex::female) == 1000_ug);
}

TEST_CASE("magnesium for a man of forty differs from authority to authority") {
    CHECK(at_forty("EFSA", Nutrient::magnesium, Kind::ai, Sex::male) == 350_mg);
    CHECK(at_forty("EFSA", Nutrient::magnesium, Kind::ul, Sex::male) == 250_mg);
    CHECK(at_forty("UK", Nutrient::magnesium, Kind::rni, Sex::male) == 300_mg);
    CHECK(at_forty("UK", Nutrient::magnesium, Kind::gl, Sex::male) == 400_mg);
    CHECK(at_forty("AU_NZ", Nutrient::magnesium, Kind::rdi, Sex::male) == 420_mg);
    CHECK(at_forty("NORDIC", Nutrient::magnesium, Kind::ul, Sex::male) == 250_mg);
    CHECK(at_forty("DACH", Nutrient::magnesium, Kind::estimate, Sex::male) == 350_mg);
    CHECK(at_forty("WHO_FAO", Nutrient::magnesium, Kind::rni, Sex::male) == 260_mg);
    CHECK(at_forty("JAPAN", Nutrient::magnesium, Kind::ul, Sex::male) == 350_mg);
    CHECK(at_forty("CHINA", Nutrient::magnesium, Kind::rni, Sex::male) == 320_mg);
    CHECK(at_forty("INDIA", Nutrient::magnesium, Kind::rda, Sex::male) == 440_mg);
}

TEST_CASE("only Japan's limit for children is per kilogram of body weight") {
    for (const Authority& authority : tables::authorities()) {
        for (const auto& row : authority.rows) {
            CHECK(row.per_kg == (authority.key == "JAPAN" && row.kind == Kind::ul && row.to_months == 216));
        }
    }
}

TEST_CASE("Australia and New Zealand print the magnesium values of the USA and Canada") {
    const auto magnesium = [](std::string_view key) {
        std::vector<Cell> cells;
        const Authority* const authority = tables::find_authority(key);
        REQUIRE(authority != nullptr);
        for (const auto& row : authority->rows) {
            if (row.nutrient != Nutrient::magnesium) continue;
            Cell each = cell(*authority, row);
            each.authority.clear();
            if (row.kind == Kind::rdi) each.kind = "RDA";
            cells.push_back(each);
        }
        std::ranges::sort(cells);
        return cells;
    };
    CHECK(missing(magnesium("AU_NZ"), magnesium("US_CA")) == "");
    CHECK(missing(magnesium("US_CA"), magnesium("AU_NZ")) == "");
}

}  // namespace

TEST_CASE("a personal upper level counts what the authority's own counts for that person") {
    const Authority& efsa = *tables::find_authority("EFSA");
    Profile profile;
    profile.upper.set(Nutrient::iron, Mass::from_nanograms(26'000'000));
    const Day today = test::day("2026-11-20");
    CHECK(references_on(profile, efsa, Nutrient::iron, today).upper->scope == Scope::total);
    profile.person.born = test::day("1980-05-17");
    CHECK(references_on(profile, efsa, Nutrient::iron, today).upper->scope == Scope::total);
    profile.person.born = test::day("2026-05-17");  // EFSA has one for supplements at that age
    CHECK(references_on(profile, efsa, Nutrient::iron, today).upper->scope == Scope::supplemental);
}
