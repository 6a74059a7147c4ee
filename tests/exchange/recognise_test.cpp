#include <doctest/doctest.h>

#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::exchange;
using namespace epsom::test;

namespace {

std::string recognised(std::string_view bytes) {
    const auto importer = recognise(bytes, "file");
    return importer ? std::string{(*importer)->key} : importer.error().message;
}

}  // namespace

TEST_CASE("files are known by what they begin with") {
    CHECK(recognised(sample("cronometer_servings.csv")) == "cronometer");
    CHECK(recognised(sample("cronometer_dailysummary.csv")) == "cronometer");
    CHECK(recognised(sample("apple_health_export.xml").substr(0, bytes_to_recognise)) == "apple-health");
    CHECK(recognised("Reminded;Name;Dosage;Taken;Tags;Interval;Notes;Reminded (ISO 8601);Taken (ISO 8601)\n") ==
          "medtimer");
    CHECK(recognised("{\"events\":{\"version\":25,\"list\":[{\"medicineName\":\"x\"}]}}") == "medtimer");
    CHECK(recognised("{\n \"medicines\": {\n \"version\": 25,\n \"list\": []}}") == "medtimer");
    CHECK(recognised("{\"id\":1,\"fullName\":\"x\",\"servingSizes\":[]}") == "dsld");
    CHECK(recognised("{\"schema\":\"epsom/export/1\"}\n{}\n") == "epsom");
    CHECK(recognised("SQLite format 3\0 and pages") == "health-connect");
    CHECK(recognised("\xEF\xBB\xBF"
                     "date;what;amount\r\n") == "csv");
    CHECK(recognised("id,at,day,what,kind,servings,amount,unit,nutrient,compound,basis,source,route,note,quantity,"
                     "quantity_unit\n") == "csv");
}

TEST_CASE("what cannot be imported is named, nothing is guessed") {
    CHECK(recognised("") == "'file' is empty");
    CHECK(recognised("  \n") == "'file' is empty");
    CHECK(recognise("", "").error().message == "standard input is empty");
    CHECK(recognised("PK\x03\x04zzzz") == "the file is a zip archive");
    CHECK(recognised("<?xml version=\"1.0\"?><ClinicalDocument/>") ==
          "this is the clinical file of an Apple Health export (export_cda.xml)");
    CHECK(recognised("<html></html>") == "this XML is not an Apple Health export");
    CHECK(recognised("{\"a\":1}") == "cannot detect the JSON format");
    CHECK(
        recognised("\"fdc_id\",\"data_type\",\"description\"\n") == "this is one file of a FoodData Central download");
    CHECK(recognised("Day,Time,Group,Metric,Unit,Amount\n") == "not a Cronometer food export");
    CHECK(recognised("Date,Meal,Calories,Fat (g),Calcium,Iron,Note\n")
              .starts_with("unrecognized table: missing columns"));
    CHECK(recognised("colour,shape\n").starts_with("unrecognized table: missing columns: time"));
    CHECK(recognised("hello") == "cannot detect the file format");
    CHECK(recognised("\x89PNG\r\n\x1A\n").find("picture") != std::string::npos);
    const auto error = recognise("hello", "file");
    CHECK(error.error().hint ==
          "add --from epsom|csv|cronometer|apple-health|medtimer|loop-habit|health-connect|health-auto-export|"
          "dsld|usda-fdc");
}

TEST_CASE("a folder is known by its files") {
    CHECK(
        (*recognise_folder(std::vector<std::string>{"nutrient.csv", "food.csv", "food_nutrient.csv", "README"}))->key ==
        "usda-fdc");
    CHECK(recognise_folder(std::vector<std::string>{"food.csv", "food_nutrient.csv"}).error().message ==
          "missing nutrient.csv in the FoodData Central folder");
    CHECK(recognise_folder(std::vector<std::string>{"export.xml"}).error().hint == "pass the file export.xml in it");
    CHECK_FALSE(recognise_folder(std::vector<std::string>{}));
    CHECK((*find_importer("usda-fdc"))->reader(settings_in(berlin()), {})->files().size() == 3);
    CHECK((*find_importer("csv"))->reader(settings_in(berlin()), {})->files().empty());
}

TEST_CASE("an importer is found by its name as after --from") {
    CHECK((*find_importer("Apple_Health"))->key == "apple-health");
    CHECK(find_importer("cronometre").error().hint == "did you mean 'cronometer'?");
    CHECK(find_importer("x").error().hint.starts_with("add --from "));
}

TEST_CASE("a report of epsom is called one, whatever its format") {
    const auto why = [](std::string_view bytes) {
        const auto importer = recognise(bytes, "file");
        return !importer ? importer.error().message : *importer == nullptr ? "" : std::string{(*importer)->key};
    };
    const std::string report = "this is a report of epsom, not an export";
    CHECK(why("{\"id\":1,\"at\":\"2026-11-20T21:45:00+00:00\",\"day\":\"2026-11-20\","
              "\"kind\":\"lab\",\"quantity_unit\":null}\n") == report);
    CHECK(why("{\"schema\":\"epsom/report-entries/1\",\"rows\":[\n") == report);
    CHECK(why("{\"schema\":\"epsom/today/1\",\"day\":\"2026-11-20\"}\n") == report);
    CHECK(why("{\"dose\":\"calm\",\"due\":0,\"taken\":0,\"missed\":0}\n") == report);
    CHECK(why("id\tat\tday\twhat\tkind\tservings\tquantity_unit\n") == report);
    CHECK(why("night,name,score,left_out\n2026-11-20,rls,5,\n") == report);
    CHECK(why("id,at,day,what,kind,amount,unit,quantity_unit\n") == "csv");
    CHECK(why("{\"type\":\"epsom\",\"schema\":\"epsom/export/2\"}\n") == "epsom");
    CHECK(why("{\"type\":\"epsom\",\"schema\":\"epsom/export/9\"}\n") == "epsom");
}
