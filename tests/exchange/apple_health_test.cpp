#include <set>

#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "exchange/reading.hpp"
#include "exchange/xml_filter.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

std::string record(const std::string& type, const std::string& attributes, const std::string& inside = "") {
    return "<Record type=\"HKQuantityTypeIdentifierDietary" + type + "\" " + attributes + ">" + inside + "</Record>\n";
}
std::string meta(const std::string& key, const std::string& value) {
    return "<MetadataEntry key=\"" + key + "\" value=\"" + value + "\"/>";
}
const std::string lunch_time =
    "sourceName=\"App\" startDate=\"2026-10-05 12:00:00 -0400\" endDate=\"2026-10-05 12:00:00 -0400\" ";

Reading health(const std::string& inside) {
    return read("apple-health", "<?xml version=\"1.0\"?>\n<HealthData>\n" + inside + "</HealthData>\n");
}

}  // namespace

TEST_CASE("Apple Health's sample is read to the last microgram") {
    const auto reading = read("apple-health", sample("apple_health_export.xml"));
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 39);
    // the sums of an XML parser over the same file's top-level records
    const auto by = [&reading](const std::string& origin, Nutrient nutrient) {
        Mass sum;
        for (const auto& entry : reading.entries) {
            if (entry.origin == origin) sum += amount(entry, nutrient).value_or(Mass{});
        }
        return sum.nanograms();
    };
    CHECK(by("Cronometer", Nutrient::magnesium) == 3'135'560'000);
    CHECK(by("Cronometer", Nutrient::calcium) == 830'800'000);
    CHECK(by("MyFitnessPal", Nutrient::magnesium) == 77'900'000);
    CHECK(by("MyFitnessPal", Nutrient::iron) == 3'200'000);
    CHECK(by("Health", Nutrient::iron) == 100'000'000);
    CHECK(by("Health", Nutrient::vitamin_d) == 75'000);
    CHECK(reading.notes() ==
          "21 records imported as supplements (named like a product, or entered by hand in Health), 18 as food\n"
          "not imported: 'Caffeine'\n"
          "several apps logged food on the same days; a meal may be counted twice\n");
}

TEST_CASE("a record keeps its printed offset, and its unit decides") {
    const auto reading = health(
        record("Magnesium",
            "sourceName=\"Robin\xE2\x80\x99s &amp; Co\" unit=\"g\" startDate=\"2026-10-05 21:07:00 -0400\" "
            "value=\"0.08\"",
            meta("HKFoodType", "Lunch")) +
        record("VitaminD", "sourceName=\"Health\" unit=\"IU\" startDate=\"2026-10-05 09:30:00 +0100\" value=\"1e3\"",
            meta("HKWasUserEntered", "1")) +
        record("VitaminB12",
            "sourceName=\"Health\" unit=\"g\" startDate=\"2026-10-05 09:30:00 +0100\" value=\"2.4e-06\"",
            meta("HKWasUserEntered", "1")));
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 3);
    const auto& lunch = reading.entries[0];
    CHECK(spell_moment(lunch.intake.moment) == "2026-10-05T21:07:00-04:00");
    CHECK(lunch.intake.day == day("2026-10-05"));
    CHECK(amount(lunch, Nutrient::magnesium) == 80_mg);
    CHECK(lunch.origin == "Robin\xE2\x80\x99s & Co");
    CHECK(amount(reading.entries[1], Nutrient::vitamin_d) == 25_ug);
    CHECK(reading.entries[1].intake.what == "vitamin-d");
    CHECK(reading.entries[1].intake.source == Source::supplement);
    CHECK(amount(reading.entries[2], Nutrient::vitamin_b12)->nanograms() == 2400);
}

TEST_CASE("every tracked nutrient that Apple Health has a type for is read") {
    // Apple's names of them, as its headers list them.
    const std::vector<std::string> types{"Fiber", "Protein", "VitaminA", "VitaminB6", "VitaminB12", "VitaminC",
        "VitaminD", "VitaminE", "VitaminK", "Calcium", "Iron", "Thiamin", "Riboflavin", "Niacin", "Folate", "Biotin",
        "PantothenicAcid", "Phosphorus", "Iodine", "Magnesium", "Zinc", "Selenium", "Copper", "Manganese", "Chromium",
        "Molybdenum", "Chloride", "Potassium", "Sodium"};
    std::string records;
    for (const std::string& type : types) records += record(type, lunch_time + "unit=\"mcg\" value=\"7\"");
    for (const std::string type : {"FatTotal", "FatSaturated", "Cholesterol", "Carbohydrates", "Sugar",
             "EnergyConsumed", "Caffeine", "FatMonounsaturated", "FatPolyunsaturated"})
        records += record(type, lunch_time + "unit=\"g\" value=\"7\"");
    records += record("Water", lunch_time + "unit=\"mL\" value=\"7\"") +
               record("VitaminA", lunch_time + "unit=\"IU\" value=\"7\"");
    const auto reading = health(records);
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == types.size());
    std::set<Nutrient> nutrients;
    for (const auto& entry : reading.entries) {
        CHECK(entry.intake.contents.front().amount == 7_ug);
        nutrients.insert(entry.intake.contents.front().nutrient);
    }
    CHECK(nutrients.size() == types.size());
    CHECK(reading.notes() ==
          "0 records imported as supplements (named like a product, or entered by hand in Health), 29 as food\n"
          "not imported, as epsom cannot convert them: 'Water (mL)', 'Vitamin A (IU)'\n"
          "not imported: 'FatTotal', 'FatSaturated', 'Cholesterol', 'Carbohydrates', 'Sugar', 'EnergyConsumed',"
          " 'Caffeine', 'FatMonounsaturated' and 1 more\n"
          "folate is imported as dietary folate equivalents (DFE)\n");
}

TEST_CASE("a record of food lists its nutrient alone, and says that tryptophan's niacin is unknown") {
    const auto reading = health(record("Magnesium", lunch_time + "unit=\"mg\" value=\"80\"") +
                                record("Niacin", lunch_time + "unit=\"mg\" value=\"3\""));
    REQUIRE(reading.entries.size() == 2);
    CHECK(reading.entries[0].intake.contents == std::vector<Content>{{Nutrient::magnesium, 80_mg, "", Basis::table}});
    CHECK(reading.entries[1].intake.contents == std::vector<Content>{{Nutrient::niacin, 3_mg, "", Basis::table},
                                                    {Nutrient::niacin_from_tryptophan, {}, "", Basis::table}});
}

TEST_CASE("records inside a correlation are not counted again") {
    const std::string one = record("Magnesium", lunch_time + "unit=\"mg\" value=\"80\"");
    const auto reading =
        health(one + "<Correlation type=\"HKCorrelationTypeIdentifierFood\">\n" + one + "</Correlation>\n");
    CHECK(reading.entries.size() == 1);
}

TEST_CASE("the same record printed with another offset is the same entry") {
    const auto at = [](const std::string& start, const std::string& created) {
        return health(record("Iron", "sourceName=\"A\" unit=\"mg\" creationDate=\"" + created + "\" startDate=\"" +
                                         start + "\" value=\"5\""))
            .entries.at(0)
            .intake.uuid;
    };
    CHECK(at("2026-10-05 12:00:00 -0400", "2026-10-05 12:00:09 -0400") ==
          at("2026-10-05 17:00:00 +0100", "2026-10-05 17:00:09 +0100"));
    CHECK(at("2026-10-05 12:00:00 -0400", "2026-10-05 12:00:09 -0400") !=
          at("2026-10-05 12:00:00 -0400", "2026-10-05 12:00:10 -0400"));
}

TEST_CASE("records that lack something are refused with their line, a value of zero is left out") {
    const auto reading =
        health(record("Magnesium", lunch_time + "value=\"80\"") + record("Magnesium", lunch_time + "unit=\"mg\"") +
               record("Magnesium", lunch_time + "unit=\"cups\" value=\"80\"") +
               record("Magnesium", lunch_time + "unit=\"mg\" value=\"1,5\"") +
               record("Magnesium", "sourceName=\"A\" startDate=\"2026-10-05\" unit=\"mg\" value=\"1\"") +
               record("Magnesium", "sourceName=\"A\" unit=\"mg\" value=\"1\"") +
               record("Magnesium", lunch_time + "unit=\"mg\" value=\"0\"") + record("Caffeine", "nonsense=\"\""));
    CHECK(reading.entries.empty());
    CHECK(reading.trouble() ==
          "3:1 the record has no unit\n4:1 the record has no value\n5:1 'cups' is not a unit of magnesium\n"
          "6:1 '1,5' has a comma; use a decimal point, and no thousands separator\n"
          "7:1 startDate '2026-10-05' has no time with an offset; expected a time such as 2026-10-05 21:07:00"
          " -0400\n8:1 '' is not a date; use a date such as 2026-11-20");
    CHECK(reading.notes() == "1 row left out: amount is zero\nnot imported: 'Caffeine'\n");
}

TEST_CASE("what iOS 16 breaks is repaired: its DTD and control characters in attributes") {
    const std::string broken_dtd =
        "<!DOCTYPE HealthData [\n<!-- a comment with > -->\n<!ELEMENT Record (MetadataEntry*)>\n<!ATTLIST Record\n"
        "  x\n<!ELEMENT broken\n]>\n";
    const std::string body = "<HealthData>\n" +
                             record("Magnesium", lunch_time +
                                                     "device=\"a\x0B"
                                                     "b\x01\" unit=\"mg\" value=\"80\"") +
                             "<oops>\n</HealthData>\n";
    const auto reading = read("apple-health", "<?xml version=\"1.0\"?>\n" + broken_dtd + body);
    CHECK(reading.entries.size() == 1);
    CHECK(reading.entries[0].line == 10);
    REQUIRE(reading.summary.stopped);
    CHECK(reading.summary.stopped->line == 12);
    CHECK(reading.summary.stopped->reason == "invalid XML: mismatched tag");
}

TEST_CASE("a cut-off export is refused where it ends, and what came before was read") {
    const std::string whole =
        "<HealthData>\n" + record("Magnesium", lunch_time + "unit=\"mg\" value=\"80\"") + "<Record type=\"x\"";
    const auto reading = read("apple-health", whole);
    CHECK(reading.entries.size() == 1);
    CHECK(reading.trouble() == "stopped 3:1 the file ends before </HealthData>: it may be truncated");
    CHECK(read("apple-health", "").trouble() == "stopped 1:1 the file ends before </HealthData>: it may be truncated");
    CHECK(read("apple-health", "<ClinicalDocument/>").trouble() ==
          "stopped 1:1 not an Apple Health export: it starts with 'ClinicalDocument' instead of 'HealthData'; import"
          " export.xml");
}

TEST_CASE("what follows the end is refused in the same words, whatever pieces the file comes in") {
    for (const std::string after : {"r&ise", "\"two\nlines\"x", "]]>", "<HealthData/>", "<!-- open", "text"}) {
        const std::string whole =
            "<HealthData>\n" + record("Magnesium", lunch_time + "unit=\"mg\" value=\"80\"") + "</HealthData>\n" + after;
        for (const std::size_t piece : {whole.size(), std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
            INFO(after, " in pieces of ", piece);
            const auto reading = read("apple-health", whole, settings_in(berlin()), piece);
            CHECK(reading.entries.size() == 1);
            CHECK(reading.trouble() == "stopped 3:1 unexpected content after </HealthData>");
        }
    }
    CHECK(read("apple-health", "<HealthData/>\n<!-- done -->\n").trouble() == "");
}

TEST_CASE("entities neither expand nor harm") {
    std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData [\n<!ENTITY a \"aaaaaaaaaa\">\n";
    for (char c = 'b'; c <= 'k'; ++c) {
        bomb += std::string{"<!ENTITY "} + c + " \"";
        for (int i = 0; i < 10; ++i) bomb += std::string{"&"} + static_cast<char>(c - 1) + ";";
        bomb += "\">\n";
    }
    const auto reading = read("apple-health", bomb + "]>\n<HealthData><Me a=\"&k;\"/></HealthData>");
    REQUIRE(reading.summary.stopped);
    CHECK(reading.summary.stopped->reason == "invalid XML: no entity is read but &amp;, &lt;, &gt;, &quot; and &apos;");
    // a declaration after one that was blanked out is one too many
    CHECK(read("apple-health", "<!DOCTYPE x><!DOCTYPE HealthData [<!ENTITY a \"b\">]><HealthData/>").summary.stopped);
    CHECK(read("apple-health", "<!DOCTYPE HealthData SYSTEM \"file:///etc/passwd\"><HealthData/>").trouble() == "");
}

TEST_CASE("a tag as long as the file, endless nesting and endless names are refused without growing") {
    const std::string mega(20'000'000, 'x');
    CHECK(read("apple-health", "<HealthData a=\"" + mega).summary.stopped->reason ==
          "this tag or comment is too long for an Apple Health export");
    CHECK(read("apple-health", "<HealthData><!--" + mega).summary.stopped->reason ==
          "this tag or comment is too long for an Apple Health export");
    std::string deep = "<HealthData>";
    for (int i = 0; i < 1000; ++i) deep += "<a>";
    CHECK(read("apple-health", deep).summary.stopped->reason ==
          "the elements are nested too deeply for an Apple Health export");
    std::string names = "<HealthData>";
    for (int i = 0; i < 500'000; ++i) names += "<n" + std::to_string(i) + "/>";
    CHECK(read("apple-health", names).summary.stopped->reason ==
          "this tag or comment is too long for an Apple Health export");
    const auto long_value = health(
        record("Magnesium", lunch_time + "unit=\"mg\" value=\"1\" device=\"" + std::string(300'000, 'd') + "\""));
    CHECK(long_value.trouble() == "3:1 attribute 'device' is longer than 64 kB");
}

TEST_CASE("comments, instructions and quotes of the DTD do not end it") {
    const std::string one = record("Magnesium", lunch_time + "unit=\"mg\" value=\"80\"");
    for (const std::string dtd : {"<!-- a comment with ]> and ' and \" -->", "<?note ]> ?>", "<!ENTITY % a \"]>\">",
             "<!ATTLIST Record\n  a CDATA \"not closed\n  b CDATA ']>'\n>", "<!ATTLIST Record a CDATA 'it\"s ]>'>",
             "<!-- - -- -> ]> --><!ELEMENT a (b)>", "<!ELEMENT a (b?)"}) {
        INFO(dtd);
        const auto reading =
            read("apple-health", "<?xml version=\"1.0\"?>\n<!-- <!DOCTYPE x [ -->\n<!DOCTYPE HealthData [\n" + dtd +
                                     "\n]>\n<HealthData>\n" + one + "</HealthData>\n");
        CHECK(reading.trouble() == "");
        REQUIRE(reading.entries.size() == 1);
        CHECK(reading.entries[0].line == 6 + static_cast<std::size_t>(std::ranges::count(dtd, '\n')) + 1);
    }
    CHECK(read("apple-health", "<!DOCTYPE HealthData SYSTEM \"a>b\"><HealthData/>").trouble() == "");
}

TEST_CASE("attributes may come in any order, in single or double quotes") {
    const auto reading = health(
        "<Record value='80' unit = \"mg\"\n  startDate='2026-10-05 12:00:00 -0400' sourceName='A \"B\"' "
        "type='HKQuantityTypeIdentifierDietaryMagnesium'/>\n");
    CHECK(reading.trouble() == "");
    REQUIRE(reading.entries.size() == 1);
    CHECK(reading.entries[0].origin == "A \"B\"");
    CHECK(amount(reading.entries[0], Nutrient::magnesium) == 80_mg);
}

namespace {

/// A file as Apple indents it: 1 mg, then what is broken, then 2 mg.
std::string around(const std::string& broken) {
    const auto one = [](const std::string& value) {
        return " <Record type=\"HKQuantityTypeIdentifierDietaryMagnesium\" sourceName=\"App\" unit=\"mg\" "
               "startDate=\"2026-10-05 12:00:00 -0400\" value=\"" +
               value + "\"/>\n";
    };
    return "<?xml version=\"1.0\"?>\n<HealthData locale=\"en_US\">\n <ExportDate value=\"x\"/>\n" + one("1") + broken +
           one("2") + "</HealthData>\n";
}
const std::string zinc =
    "<Record type=\"HKQuantityTypeIdentifierDietaryZinc\" sourceName=\"App\" unit=\"mg\" "
    "startDate=\"2026-10-05 12:00:00 -0400\" value=\"";

}  // namespace

TEST_CASE("a broken record costs no other, and is refused with its place, whatever pieces the file comes in") {
    const std::pair<std::string, std::string> broken[] = {
        {" " + zinc + "5/>\n", "5:2 invalid XML: the tag is not closed"},
        {" " + zinc + "5\"\n", "5:2 invalid XML: the tag is not closed"},
        {" " + zinc + "5\">\n", "5:2 <Record> is not closed"},
        {" " + zinc + "5\">\n  <MetadataEntry key=\"a\" value=\"b\"/>\n", "5:2 <Record> is not closed"},
        {" " + zinc + "5\">\n </Recrd>\n", "6:4 invalid XML: mismatched tag"},
        {" </Record>\n", "5:4 invalid XML: mismatched tag"},
        {" " + zinc + "&bad;\"/>\n", ""},
        {" " + zinc + "5\" value=\"6\"/>\n", ""},
        {" " + zinc + "5\">\n  <MetadataEntry key=\"a\" value=\"1 & 2\"/>\n </Record>\n", ""},
        {" <Record type=\"x\" a=b/>\n", ""},
        {" " + zinc + "5\xFF\"/>\n", ""},
        {" " + zinc + std::string("5\0\"/>\n", 6), ""},
        {" \xC3\x28\n", ""},
        {" < Record/>\n < Record/>\n", ""},
        {"&" + zinc + "5\"/>\n", "5:2 invalid XML: not well-formed (invalid token)"},
        {" <Workout a='>' b=\"'\"/>\n& <\n", "6:2 invalid XML: not well-formed (invalid token)"},
        {" <Correlation type=\"HKCorrelationTypeIdentifierFood\">\n  <oops\n  " + zinc + "7\"/>\n </Correlation>\n",
            ""},
        {" <Correlation type=\"HKCorrelationTypeIdentifierFood\">\n  " + zinc + "7\"/>\n",
            "5:2 <Correlation> is not closed"},
        {" <Workout a=\"b\">\n", "5:2 <Workout> is not closed"},
        {" <Workout a=\"b\">\n  <WorkoutEvent a=/>\n </Workout>\n", ""},
    };
    for (const auto& each : broken) {
        const std::string &text = each.first, &why = each.second;
        const std::string whole = around(text);
        const auto reading = read("apple-health", whole);
        INFO(text);
        REQUIRE(reading.refusals.size() == 1);
        CHECK_FALSE(reading.summary.stopped);
        CHECK(reading.refusals[0].line >= 5);
        CHECK(reading.refusals[0].line <= 7);
        if (!why.empty()) CHECK(reading.trouble() == why);
        CHECK(reading.entries.size() == 2);
        CHECK(reading.total(Nutrient::magnesium) == 3_mg);
        CHECK(reading.entries.back().line == 5 + static_cast<std::size_t>(std::ranges::count(text, '\n')));
        for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{64}})
            CHECK(read("apple-health", whole, settings_in(berlin()), piece) == reading);
    }
}

TEST_CASE("several broken records are refused each, and a cut-off file still says so") {
    std::string many;
    for (int i = 0; i < 50; ++i) many += " " + zinc + "&bad;\"/>\n " + zinc + "5\"/>\n";
    const auto reading = read("apple-health", around(many));
    CHECK(reading.refusals.size() == 50);
    CHECK(reading.entries.size() == 52);
    const std::string cut = around(" " + zinc + "&bad;\"/>\n");
    CHECK(read("apple-health", cut.substr(0, cut.size() - 14)).trouble() ==
          "5:2 invalid XML: no entity is read but &amp;, &lt;, &gt;, &quot; and &apos;\n"
          "stopped 7:1 the file ends before </HealthData>: it may be truncated");
}

TEST_CASE("where no next record comes, or none can be told, reading stops at the fault") {
    const std::string good = " " + zinc + "5\"/>\n", bad = " " + zinc + "&bad;\"/>\n";
    CHECK(read("apple-health", "<HealthData>\n" + good + bad + "</HealthData>\n").trouble() ==
          "stopped 3:2 invalid XML: no entity is read but &amp;, &lt;, &gt;, &quot; and &apos;");
    // all in one line
    CHECK(read("apple-health", "<HealthData>" + zinc + "&bad;\"/>" + zinc + "5\"/></HealthData>").trouble() ==
          "stopped 1:13 invalid XML: no entity is read but &amp;, &lt;, &gt;, &quot; and &apos;");
    // Not indented, a correlation's records look like others.
    const auto flat = read("apple-health", "<HealthData>\n" + zinc + "5\"/>\n<Correlation>\n" + zinc + "&bad;\"/>\n" +
                                               zinc + "6\"/>\n</Correlation>\n" + zinc + "7\"/>\n</HealthData>\n");
    CHECK(flat.refusals.size() == 1);
    CHECK(flat.total(*find_nutrient("zinc")) == 12_mg);
    // One that is closed has no records to come.
    const std::string after =
        "<HealthData>\n" + zinc + "5\"/>\n<Correlation/>\n& <\n" + zinc + "7\"/>\n</HealthData>\n";
    for (const std::size_t piece : {after.size(), std::size_t{1}, std::size_t{7}}) {
        const auto closed = read("apple-health", after, settings_in(berlin()), piece);
        CHECK(closed.trouble() == "4:2 invalid XML: not well-formed (invalid token)");
        CHECK(closed.total(*find_nutrient("zinc")) == 12_mg);
    }
}

TEST_CASE("the filter keeps lines and columns, wherever its pieces are cut") {
    const std::string text =
        "<?xml version=\"1.0\"?>\n<!-- <! --><!DOCTYPE a [\n<!ELEMENT b>\n] >\n<a b=\"\x02\">&amp;\r\n\t</a>";
    const std::string clean =
        "<?xml version=\"1.0\"?>\n<!-- <! -->             \n            \n   \n<a b=\" \">&amp;\r\n\t</a>";
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        XmlFilter filter;
        std::string result{filter.clean(std::string_view{text}.substr(0, cut))};
        result += filter.clean(std::string_view{text}.substr(cut));
        result += filter.finish();
        CHECK(result == clean);
    }
    XmlFilter unfinished;
    std::string result{unfinished.clean("<a/><!DOC")};
    result += unfinished.finish();
    CHECK(result == "<a/><!DOC");
}
