#include <algorithm>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "table_sources.hpp"

namespace {

using epsom::data::Compiled;
using epsom::data::Files;
using epsom::test::replaced;
using epsom::test::table_sources;

/// A copy of the tables with another line at the end of one: "units.tsv".
Files with_line(std::string_view table, std::string_view line) {
    Files files = table_sources();
    (files.find(table)->second += line) += '\n';
    return files;
}

Files with_change(std::string_view table, std::string_view from, std::string_view to) {
    Files files = table_sources();
    std::string& text = files.find(table)->second;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    return files;
}

/// "units.tsv:38: ", with the number of the table's last line.
std::string last_line(const Files& files, std::string_view table) {
    const std::string& text = files.find(table)->second;
    return std::string{table} + ":" + std::to_string(std::ranges::count(text, '\n')) + ": ";
}

/// That the last line of `table` is refused for `why`, and nothing else.
void refuses(const Files& files, std::string_view table, std::string_view why) {
    const Compiled compiled = epsom::data::compile(files);
    REQUIRE(compiled.errors.size() == 1);
    CHECK(compiled.errors.front() == last_line(files, table) + std::string{why});
}

constexpr std::string_view cobalt = "999\tcobalt\tCobalt\tmcg\tingredient\t2\tCo\tkobalt\t\t\t\t\tmade up";

TEST_CASE("the tables have no fault") {
    const Compiled compiled = epsom::data::compile(table_sources());
    for (const auto& error : compiled.errors) FAIL_CHECK(error);
    CHECK(compiled.includes.size() == 15);
}

TEST_CASE("a nutrient is added by a line of the table") {
    const Compiled before = epsom::data::compile(table_sources());
    const Compiled after = epsom::data::compile(with_line("ingredients.tsv", cobalt));
    CHECK(after.errors.empty());
    constexpr std::string_view row = "Nutrient{999}, \"cobalt\", \"Cobalt\", \"mcg\", 1000, Measure::mass";
    CHECK(before.includes.at("ingredients.inc").find(row) == std::string::npos);
    CHECK(after.includes.at("ingredients.inc").find(row) != std::string::npos);
}

TEST_CASE("an id that is there twice is refused") {
    refuses(
        with_line("ingredients.tsv", replaced(cobalt, "999", "207")), "ingredients.tsv", "the id 207 is there twice");
    refuses(with_line("ingredients.tsv", replaced(cobalt, "999", "7")), "ingredients.tsv",
        "the id 7 is there twice or out of order");
}

TEST_CASE("an id of the user's own ingredients, or none, is refused") {
    refuses(with_line("ingredients.tsv", replaced(cobalt, "999", "32768")), "ingredients.tsv",
        "'32768' is not an id below 32768");
    refuses(
        with_line("ingredients.tsv", replaced(cobalt, "999", "x")), "ingredients.tsv", "'x' is not an id below 32768");
}

TEST_CASE("an unknown unit is refused") {
    refuses(with_line("ingredients.tsv", replaced(cobalt, "\tmcg", "\tfurlong")), "ingredients.tsv",
        "'furlong' is not a unit of units.tsv");
    refuses(with_line("ingredients.tsv", replaced(cobalt, "kobalt\t\t", "kobalt\t\t3 furlong")), "ingredients.tsv",
        "'furlong' is not a unit of units.tsv");
}

TEST_CASE("an amount finer than a step is refused, and one of another measure") {
    refuses(with_line("ingredients.tsv", replaced(cobalt, "kobalt\t\t", "kobalt\t\t0.0001 mcg")), "ingredients.tsv",
        "'0.0001 mcg' is not a whole number of steps");
    refuses(with_line("ingredients.tsv", replaced(cobalt, "kobalt\t\t", "kobalt\t\t2 ml")), "ingredients.tsv",
        "'2 ml' is not a mass");
    refuses(with_line("ingredients.tsv", replaced(cobalt, "kobalt\t\t", "kobalt\t\t2mcg")), "ingredients.tsv",
        "'2mcg' has no unit");
}

TEST_CASE("a name that another row has is refused") {
    refuses(with_line("ingredients.tsv", replaced(cobalt, "kobalt", "kobalt,Ferro Fe,F-E")), "ingredients.tsv",
        "the name 'F-E' belongs to another row");
    refuses(
        with_line("units.tsv", "firkin\tm-g\tmass\t1\tmade up"), "units.tsv", "the name 'm-g' belongs to another row");
    refuses(with_line("compounds.tsv", "x\tX\tmag ox\tMgO\tmagnesium\tsalt\toral\t\t\t\t\tmade up"), "compounds.tsv",
        "the name 'mag ox' belongs to another row");
}

TEST_CASE("a compound with the name of an ingredient is refused, and one with an ambiguous name") {
    refuses(with_line("compounds.tsv", "x\tX\tsilver\tMgO\tmagnesium\tsalt\toral\t\t\t\t\tmade up"), "compounds.tsv",
        "the name 'silver' belongs to an ingredient");
    refuses(with_line("compounds.tsv", "x\tX\tALA\tMgO\tmagnesium\tsalt\toral\t\t\t\t\tmade up"), "compounds.tsv",
        "the name 'ALA' is ambiguous");
}

TEST_CASE("a name that is not ASCII, and a key that is spelled as none, are refused") {
    refuses(with_line("ingredients.tsv", replaced(cobalt, "kobalt", "kob\u00E4lt")), "ingredients.tsv",
        "the name 'kob\u00E4lt' is not ASCII");
    refuses(with_line("ingredients.tsv", replaced(cobalt, "cobalt", "Cobalt")), "ingredients.tsv",
        "'Cobalt' is not a key: lower case, digits and hyphens");
}

TEST_CASE("a formula that cannot be read, or lacks the element, is refused") {
    refuses(with_line("compounds.tsv", "x\tX\t\tMg[O]\tmagnesium\tsalt\toral\t\t\t\t\tmade up"), "compounds.tsv",
        "the formula 'Mg[O]' cannot be read");
    refuses(with_line("compounds.tsv", "x\tX\t\tMgXe\tmagnesium\tsalt\toral\t\t\t\t\tmade up"), "compounds.tsv",
        "the formula 'MgXe' cannot be read");
    refuses(with_line("compounds.tsv", "x\tX\t\tCaO\tmagnesium\tsalt\toral\t\t\t\t\tmade up"), "compounds.tsv",
        "no Mg in 'CaO'");
}

TEST_CASE("a share of an element, a broken share and a broken fraction are refused") {
    refuses(with_line("compounds.tsv", "x\tX\t\tMgO\tmagnesium\tsalt\toral\t0.6\t\t\t\tmade up"), "compounds.tsv",
        "the formula says the share of an element");
    refuses(with_line("compounds.tsv", "x\tX\t\t\tniacin\tvitamer\toral\t0.123456\t\t\t\tmade up"), "compounds.tsv",
        "'0.123456' is not a share of at most five decimals");
    refuses(with_line("compounds.tsv", "x\tX\t\t\tniacin\tvitamer\toral\t0.5\t\t1/0\t\tmade up"), "compounds.tsv",
        "'1/0' is not a fraction");
}

TEST_CASE("nutrients come before the other ingredients") {
    refuses(with_line("ingredients.tsv", replaced(cobalt, "ingredient", "mineral")), "ingredients.tsv",
        "a nutrient follows an ingredient that is not one");
}

TEST_CASE("an edition is a small number, and a FoodData Central number is a number") {
    refuses(
        with_line("ingredients.tsv", replaced(cobalt, "\t2\t", "\t0\t")), "ingredients.tsv", "'0' is not an edition");
    refuses(with_line("ingredients.tsv", replaced(cobalt, "\tmade up", "12a\tmade up")), "ingredients.tsv",
        "'12a' is not an fdc_id");
}

TEST_CASE("a row without a source is refused") {
    refuses(with_line("ingredients.tsv", replaced(cobalt, "made up", "")), "ingredients.tsv", "no source");
    refuses(with_line("ingredients.tsv", replaced(cobalt, "made up", "memory")), "ingredients.tsv", "no source");
    refuses(with_line("units.tsv", "firkin\t\tmass\t1\t"), "units.tsv", "no source");
}

TEST_CASE("a word that is no measure, group, kind or route is refused") {
    refuses(with_line("units.tsv", "firkin\t\theat\t1\tmade up"), "units.tsv", "'heat' is not a measure");
    refuses(with_line("units.tsv", "firkin\t\tmass\t0\tmade up"), "units.tsv", "'0' is not a number of steps");
    refuses(with_line("ingredients.tsv", replaced(cobalt, "ingredient", "metal")), "ingredients.tsv",
        "'metal' is not a group");
    refuses(with_line("compounds.tsv", "x\tX\t\tMgO\tmagnesium\tgas\toral\t\t\t\t\tmade up"), "compounds.tsv",
        "'gas' is not a kind");
    refuses(with_line("compounds.tsv", "x\tX\t\tMgO\tmagnesium\tsalt\tnasal\t\t\t\t\tmade up"), "compounds.tsv",
        "'nasal' is not a route");
}

TEST_CASE("a nutrient or compound that nobody knows is refused") {
    refuses(with_line("compounds.tsv", "x\tX\t\tMgO\tphlogiston\tsalt\toral\t\t\t\t\tmade up"), "compounds.tsv",
        "'phlogiston' is not a key of ingredients.tsv");
    refuses(with_line("companions.tsv", "phlogiston\tzinc\t\tmade up"), "companions.tsv",
        "'phlogiston' is not a key of compounds.tsv");
    refuses(
        with_line("ambiguous.tsv", "ph\tphlogiston"), "ambiguous.tsv", "'phlogiston' is not a key of ingredients.tsv");
    refuses(with_line("ambiguous.tsv", "zn\tzinc"), "ambiguous.tsv", "'zn' names an ingredient");
}

TEST_CASE("companions stand together, and of a vitamin with its share") {
    refuses(with_line("companions.tsv", "zinc-chloride\tchloride\t\tmade up"), "companions.tsv",
        "the companions of 'zinc-chloride' are not together");
    refuses(with_line("companions.tsv", "oxide\tniacin\t\tmade up"), "companions.tsv",
        "a share is of a vitamin; the formula says that of an element");
    refuses(with_line("companions.tsv", "oxide\tzinc\t\tmade up"), "companions.tsv", "no Zn in 'MgO'");
}

TEST_CASE("a food's amounts are exact, and 100 g hold no more") {
    const auto food = [](std::string_view amounts) {
        std::string line = "x\tX\t1 cup\t90 g\t" + std::string{amounts};
        while (std::ranges::count(line, '\t') < 39) line += '\t';
        return line + "made up";
    };
    CHECK(epsom::data::compile(with_line("foods.tsv", food("1\t2"))).errors.empty());
    refuses(with_line("foods.tsv", food("1.0000001")), "foods.tsv",
        "'1.0000001' of 'magnesium mg' is not a whole number of steps");
    refuses(with_line("foods.tsv", food("-1")), "foods.tsv", "'-1' of 'magnesium mg' is not a whole number of steps");
    refuses(with_line("foods.tsv", food("100501")), "foods.tsv", "100 g hold more than that");
    refuses(with_line("foods.tsv", replaced(food("1"), "1 cup", "")), "foods.tsv", "a serving has a name and a mass");
    refuses(with_line("foods.tsv", replaced(food("1"), "X", "Mag Ox")), "foods.tsv",
        "the name 'Mag Ox' belongs to a compound");
}

TEST_CASE("what a rule cites has its citation, and a citation its rule") {
    refuses(with_line("interactions.tsv", "warfarin\tcopper\tcaution\t\t\tverified\t\t\tfact\tNHS melatonin; a blog"),
        "interactions.tsv", "'a blog' is not a key of sources.tsv");
    refuses(with_line("conditions.tsv", "x\tX\t\tiron\t\tapplies\tfact\tverified\ta blog"), "conditions.tsv",
        "'a blog' is not a key of sources.tsv");
    refuses(with_line("sources.tsv", "a book\tA book, 1999"), "sources.tsv", "no rule cites 'a book'");
    refuses(with_line("sources.tsv", "NHS melatonin\tagain"), "sources.tsv", "'NHS melatonin' is there twice");
    refuses(with_line("sources.tsv", "Medscape UK, a copy;\tx"), "sources.tsv",
        "'Medscape UK, a copy;' is not a key: it is empty or holds ';'");
}

TEST_CASE("a rule is about what the tables know") {
    const auto rule = [](std::string_view line) { return with_line("interactions.tsv", line); };
    CHECK(
        epsom::data::compile(rule("warfarin\tcopper\tcaution\t\t\tverified\t\t\tfact\tNHS melatonin")).errors.empty());
    refuses(rule("phlogiston\tcopper\tcaution\t\t\tverified\t\t\tfact\tNHS melatonin"), "interactions.tsv",
        "'phlogiston' is not a key of substances.tsv or ingredients.tsv");
    refuses(rule("warfarin\tphlogiston\tcaution\t\t\tverified\t\t\tfact\tNHS melatonin"), "interactions.tsv",
        "'phlogiston' is not a key of ingredients.tsv");
    refuses(rule("\tcopper\tcaution\t\t\tverified\t\t\tfact\tNHS melatonin"), "interactions.tsv", "no subject");
    refuses(rule("zinc,iron\tcopper\tcaution\t\t\tverified\t\t\tfact\tNHS melatonin"), "interactions.tsv",
        "two ingredients in one rule");
    refuses(rule("warfarin\tcopper\tprevents\t\t\tverified\t\t\tfact\tNHS melatonin"), "interactions.tsv",
        "'prevents' is not a kind");
    refuses(rule("warfarin\tcopper\tcaution\t\t\tknown\t\t\tfact\tNHS melatonin"), "interactions.tsv",
        "'known' is not a status");
    refuses(rule("warfarin\tcopper\tcaution\t\t\tverified\tall\t\tfact\tNHS melatonin"), "interactions.tsv",
        "'all' is not a reach");
    refuses(rule("warfarin\tcopper\tcaution\t\t\tverified\t\tno\tfact\tNHS melatonin"), "interactions.tsv",
        "'no' is not a value of avoid");
    refuses(rule("warfarin\tcopper\tcaution\t\t\tverified\tany-medicine\t\tfact\tNHS melatonin"), "interactions.tsv",
        "any medicine is the subject 'medicine'");
    refuses(rule("warfarin\tcopper\tcaution\t\t\tverified\t\t\tfact\t"), "interactions.tsv", "no source");
    refuses(
        rule("warfarin\tcopper\tcaution\t\t\tverified\t\t\tfact\tmemory of a label"), "interactions.tsv", "no source");
    refuses(rule("trientine\tiron\tspacing\t2\t2\tverified\t\t\tfact\tOral iron SmPC (emc 3130)"), "interactions.tsv",
        "the rule is there twice");
}

TEST_CASE("a rule's hours are in order, and only those that may have some do") {
    const auto rule = [](std::string_view kind, std::string_view hours, std::string_view status = "verified") {
        std::string line = "warfarin\tcopper\t" + std::string{kind} + '\t';
        line += std::string{hours} + '\t' + std::string{status};
        return with_line("interactions.tsv", line + "\t\t\tfact\tNHS melatonin");
    };
    CHECK(epsom::data::compile(rule("spacing", "0.5-1\t2")).errors.empty());
    refuses(rule("spacing", "3-2\t"), "interactions.tsv", "'3-2' begins with the longer time");
    refuses(rule("spacing", "\t0"), "interactions.tsv", "'0' is not a number of hours within a week");
    refuses(rule("spacing", "2h\t"), "interactions.tsv", "'2h' is not a number of hours within a week");
    refuses(rule("spacing", "169\t"), "interactions.tsv", "'169' is not a number of hours within a week");
    refuses(rule("spacing", "\t"), "interactions.tsv", "spacing without hours");
    refuses(rule("reduces-absorption", "2\t2", "weak"), "interactions.tsv", "a weak source warns of nothing");
    refuses(with_line("interactions.tsv", "warfarin\tcopper\tcaution\t2\t\tverified\t\tyes\tfact\tNHS melatonin"),
        "interactions.tsv", "what is to be avoided has no hours");
}

TEST_CASE("what makes restless legs worse is a medicine of the tables, once, with a source") {
    const auto refused = [](std::string_view line, std::string_view why) {
        refuses(with_line("aggravating.tsv", line), "aggravating.tsv", why);
    };
    CHECK(epsom::data::compile(with_line("aggravating.tsv", "sulpiride\tNHS melatonin\t")).errors.empty());
    refused("phlogiston\tNHS melatonin\t", "'phlogiston' is not the key of a medicine in substances.tsv");
    refused("caffeine\tNHS melatonin\t", "'caffeine' is not the key of a medicine in substances.tsv");
    refused("haloperidol\tNHS melatonin\t", "'haloperidol' is there twice");
    refused("sulpiride\ta blog\t", "'a blog' is not a key of sources.tsv");
    refused("sulpiride\tNHS melatonin\ta blog", "'a blog' is not a key of sources.tsv");
    refused("sulpiride\t\t", "no source");
}

TEST_CASE("a substance has names of its own, and its classes above it") {
    const auto refused = [](std::string_view line, std::string_view why) {
        refuses(with_line("substances.tsv", line), "substances.tsv", why);
    };
    CHECK(epsom::data::compile(with_line("substances.tsv", "x\tX\t\tstatins\tdrug\t")).errors.empty());
    refused("x\tX\tCoumadine,War-farin\t\tdrug\t", "the name 'War-farin' belongs to another row");
    refused("x\tX\tvit c\t\tdrug\t", "the name 'vit c' belongs to an ingredient");
    refused("x\tX\tmag ox\t\tdrug\t", "the name 'mag ox' belongs to a compound");
    refused("x\tX\t\tpotions\tdrug\t", "the class 'potions' is not in a row above");
    refused("x\tX\t\t\tpotion\t", "'potion' is not a type");
    refused("x\tX\t\t\tdrug\tphlogiston", "'phlogiston' is not a key of ingredients.tsv");
    refused("X\tx\t\t\tdrug\t", "'X' is not a key: lower case, digits and hyphens");
}

TEST_CASE("a condition has a fact, a source and a form that there is") {
    const auto refused = [](std::string_view line, std::string_view why) {
        refuses(with_line("conditions.tsv", line), "conditions.tsv", why);
    };
    refused("x\tX\t\tiron\t\tapplies\t\tverified\tNHS melatonin", "no fact");
    refused("x\tX\t\tiron\t\tapplies\tfact\tverified\t", "no source");
    refused("x\tX\tCKD\tiron\t\tapplies\tfact\tverified\tNHS melatonin", "the name 'CKD' belongs to another row");
    refused("x\tX\t\tiron\tphlogiston\tapplies\tfact\tverified\tNHS melatonin", "'phlogiston' is not a compound");
    refused("x\tX\t\tiron\t\tmaybe\tfact\tverified\tNHS melatonin", "'maybe' is not a value of upper_level");
}

TEST_CASE("a line with a field too few, and a column that is missing, are refused") {
    refuses(with_line("units.tsv", "firkin\t\tmass\t1"), "units.tsv", "4 fields instead of 5");
    const auto errors = epsom::data::compile(with_change("ambiguous.tsv", "readings", "meanings")).errors;
    REQUIRE_FALSE(errors.empty());
    CHECK(errors.front() == "ambiguous.tsv:1: the column 'readings' is missing or there twice");
}

TEST_CASE("a table that is missing or empty is refused") {
    Files files = table_sources();
    files.erase("ambiguous.tsv");
    const auto errors = epsom::data::compile(files).errors;
    REQUIRE_FALSE(errors.empty());
    CHECK(errors.front() == "ambiguous.tsv:1: the file is missing");
    files["ambiguous.tsv"] = "word\treadings\n";
    const auto empty = epsom::data::compile(files).errors;
    REQUIRE(empty.size() == 1);
    CHECK(empty.front() == "ambiguous.tsv:1: no rows");
}

TEST_CASE("empty lines and comments of a table are skipped") {
    CHECK(epsom::data::compile(with_line("units.tsv", "\n# a comment")).includes ==
          epsom::data::compile(table_sources()).includes);
}

TEST_CASE("a key of an output has a type, a sentence, and a schema") {
    constexpr std::string_view keys = "schema_keys.tsv";
    refuses(with_line(keys, "check/1\tmore\tword\t\t\tSomething."), keys,
        "'word' is not a type, nor an object of this table");
    refuses(with_line(keys, "check/1\tmore\tlist:nobody\t\t\tSomething."), keys,
        "'list:nobody' is not a type, nor an object of this table");
    refuses(with_line(keys, "check/1\tmore\tnumber\ta,b\t\tSomething."), keys, "only a text has values");
    refuses(with_line(keys, "check/1\tmore\ttext\t\t\tSomething"), keys, "'about' is not one sentence");
    refuses(with_line(keys, "check/1\tmore\ttext\t\t\tSomething. More."), keys, "'about' is not one sentence");
    refuses(with_line(keys, "check/1\tfindings\ttext\t\t\tSomething."), keys, "'findings' is there twice");
    refuses(with_line(keys, "nothing\tmore\ttext\t\t\tSomething."), keys, "'nothing' is in no schema");
}

TEST_CASE("a schema has a number, and what writes it") {
    constexpr std::string_view schemas = "schemas.tsv";
    refuses(with_line(schemas, "check\t\tfinding\tcheck\tResults"), schemas,
        "'check' is not a name and a number: report-intake/1");
    refuses(with_line(schemas, "check/2\t\tfinding\t\tResults"), schemas, "no command or no title");
    refuses(with_line(schemas, "check/2\tnobody\tfinding\tcheck\tResults"), schemas,
        "'nobody' is not an object of schema_keys.tsv");
    refuses(
        with_line(schemas, "check/2\t\t\tcheck\tResults"), schemas, "'check/2' is not an object of schema_keys.tsv");
}

}  // namespace
