#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "table_sources.hpp"

namespace {

using epsom::data::Compiled;
using epsom::data::Files;
using epsom::test::replaced;
using epsom::test::table_sources;

constexpr std::string_view head = "nutrient\tkind\tsex\tstage\tfrom\tto\tvalue\tscope\tlevel\tas_printed\tsource\n";
constexpr std::string_view small_table =
    "magnesium\tEAR\tfemale\tnone\t14 y\t\t250 mg\ttotal\t\t\ta book\n"
    "magnesium\tRDA\tfemale\tnone\t14 y\t19 y\t360 mg\ttotal\t\t\ta book\n"
    "magnesium\tRDA\tfemale\tnone\t19 y\t\t310 mg\ttotal\t\t\ta book\n"
    "magnesium\tUL\tany\tnone\t9 y\t\t350 mg\tsupplemental\t\t\ta book\n"
    "zinc\tRDA\tany\tnone\t0 mo\t\t8 mg\ttotal\t\t\ta book\n";

/// India's table is `rows`, the others are as they are.
Compiled with_rows(std::string_view rows) {
    Files files = table_sources();
    files["reference_india.tsv"] = std::string{head} + std::string{rows};
    return epsom::data::compile(files);
}

/// That the small table with `from` changed into `to` is refused in that line, for that reason.
void refuses(std::string_view from, std::string_view to, std::string_view line_and_why) {
    CAPTURE(to);
    const Compiled compiled = with_rows(replaced(small_table, from, to));
    CHECK(std::ranges::count(compiled.errors, "reference_india.tsv:" + std::string{line_and_why}) == 1);
}

TEST_CASE("an authority's value is added by a line") {
    const auto row = [](const Compiled& compiled) {
        return compiled.includes.at("references.inc")
            .find("Mass::from_nanograms(123000000), false, Scope::total, Terms::kept");
    };
    CHECK(with_rows(small_table).errors.empty());
    CHECK(row(with_rows(small_table)) == std::string::npos);
    const Compiled more =
        with_rows(std::string{small_table} + "boron\tAI\tany\tnone\t0 mo\t\t123 mg\ttotal\t\t\ta book\n");
    CHECK(more.errors.empty());
    CHECK(row(more) != std::string::npos);
}

TEST_CASE("an authority is added by a line, and a file with its values") {
    Files files = table_sources();
    files["authorities.tsv"] += "MARS\tA colony\n";
    CHECK(epsom::data::compile(files).errors == std::vector<std::string>{"reference_mars.tsv:1: the file is missing"});
    files["reference_mars.tsv"] = std::string{head} + std::string{small_table};
    const Compiled compiled = epsom::data::compile(files);
    CHECK(compiled.errors.empty());
    CHECK(compiled.includes.at("references.inc").find("{\"MARS\", \"A colony\", reference_mars}") != std::string::npos);
}

TEST_CASE("a gap or an overlap of ages is refused, and rows out of order") {
    refuses("19 y\t\t310", "20 y\t\t310", "4: begins at another age than the row before it ends");
    refuses("19 y\t\t310", "18 y\t\t310", "4: begins at another age than the row before it ends");
    refuses("14 y\t\t250", "14 y\t13 y\t250", "2: the ages end before they begin");
    refuses("14 y\t\t250", "14\t\t250", "2: '14' is not an age, such as '6 mo' or '14 y'");
    const Compiled swapped = with_rows(
        "zinc\tRDA\tany\tnone\t0 mo\t\t8 mg\ttotal\t\t\ta book\n"
        "magnesium\tRDA\tany\tnone\t0 mo\t\t8 mg\ttotal\t\t\ta book\n");
    CHECK(swapped.errors ==
          std::vector<std::string>{"reference_india.tsv:3: out of order: nutrients stand as in ingredients.tsv"});
    const Compiled apart =
        with_rows(std::string{small_table} + "zinc\tUL\tany\tnone\t0 mo\t\t40 mg\ttotal\t\t\ta book\n" +
                  "zinc\tRDA\tany\tnone\t20 y\t\t8 mg\ttotal\t\t\ta book\n");
    CHECK(std::ranges::find(apart.errors, "reference_india.tsv:8: continues a series of rows further up") !=
          apart.errors.end());
}

TEST_CASE("a second value for the same person and purpose is refused") {
    refuses("magnesium\tEAR\tfemale\tnone\t14 y\t\t250", "magnesium\tRDI\tfemale\tnone\t30 y\t\t250",
        "4: nobody has two values for one purpose, as with reference_india.tsv:2");
    refuses("magnesium\tUL\tany\tnone\t9 y\t\t350 mg\tsupplemental",
        "magnesium\tRDA\tany\tpregnant\t9 y\t\t350 mg\ttotal", "5: a life stage is of women");
    refuses("magnesium\tUL\tany\tnone\t9 y\t\t350 mg\tsupplemental",
        "magnesium\tEAR\tany\tnone\t0 mo\t14 y\t200 mg\ttotal",
        "5: a series is for both sexes or for each, unlike reference_india.tsv:2");
}

TEST_CASE("both forms of niacin may have a limit, and zinc a target for each diet") {
    CHECK(
        with_rows("niacin\tUL\tany\tnone\t0 mo\t\t10 mg\tnicotinic-acid\t\t\ta book\n"
                  "niacin\tUL\tany\tnone\t0 mo\t\t900 mg\tnicotinamide\t\t\ta book\n"
                  "zinc\tRI\tany\tnone\t0 mo\t\t7 mg\ttotal\tphytate 330 mg\t\ta book\n"
                  "zinc\tRI\tany\tnone\t0 mo\t\t8 mg\ttotal\tphytate 660 mg\t\ta book\n")
            .errors.empty());
    CHECK(with_rows("niacin\tUL\tany\tnone\t0 mo\t\t10 mg\tnicotinic-acid\t\t\ta book\n"
                    "niacin\tUL\tany\tnone\t0 mo\t\t900 mg\tsupplemental\t\t\ta book\n")
              .errors.size() == 1);
}

TEST_CASE("what half of a group needs is below what covers nearly everyone, and a limit is not below a target") {
    refuses("250 mg", "310 mg",
        "4: what is enough for some is less than what is enough for nearly everyone, unlike reference_india.tsv:2");
    const std::string limit = "zinc\tUL\tany\tnone\t0 mo\t\t7 mg\ttotal\t\t";
    const Compiled low = with_rows(std::string{small_table} + limit + "\ta book\n");
    CHECK(low.errors ==
          std::vector<std::string>{"reference_india.tsv:7: the limit is below the target of reference_india.tsv:6"});
    CHECK(with_rows(std::string{small_table} + limit + "yes\ta book\n").errors.empty());
}

TEST_CASE("a value is above zero, and only limits are per kilogram or for a part of the intake") {
    refuses("250 mg", "0 mg", "2: '0 mg' is not an amount above zero, such as '320 mg'");
    refuses("250 mg", "250 stone", "2: '250 stone' is not an amount above zero, such as '320 mg'");
    refuses("250 mg\ttotal", "250 mg\tsupplemental", "2: only a limit is per kilogram, or of a part of the intake");
    refuses("350 mg\tsupplemental", "350 mg\ttotal", "5: magnesium's limits never count food");
    refuses("250 mg", "250 mg NE", "2: 'NE' is nothing that magnesium is counted as");
    const Compiled bare = with_rows("vitamin-a\tRDA\tany\tnone\t0 mo\t\t900 mcg\ttotal\t\t\ta book\n");
    CHECK(bare.errors ==
          std::vector<std::string>{"reference_india.tsv:2: the word after the unit is missing, such as 'RAE'"});
}

TEST_CASE("a word that the tables do not know is refused, and a row without a source") {
    refuses("EAR", "ERA", "2: 'ERA' is not a kind");
    refuses("female", "woman", "2: 'woman' is not a sex");
    refuses("total", "half", "2: 'half' is not a scope");
    refuses("zinc", "melatonin", "6: 'melatonin' is not a nutrient of ingredients.tsv");
    refuses("a book", "", "2: no source");
    refuses("a book", "memory", "2: no source");
}

}  // namespace
