#include <algorithm>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "epsom/domain/adequacy/adequacy.hpp"
#include "epsom/domain/adequacy/spread.hpp"
#include "epsom/domain/finding.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/nights/coin_test.hpp"
#include "epsom/domain/nights/symptom.hpp"
#include "epsom/domain/person.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/reference.hpp"
#include "epsom/domain/remarks.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/render/schemas.hpp"

using namespace epsom;

namespace {

using Words = std::set<std::string>;

nlohmann::json schema(std::string_view name) {
    const auto all = output_schemas();
    const auto found = std::ranges::find(all, name, &OutputSchema::name);
    REQUIRE(found != all.end());
    return nlohmann::json::parse(found->json);
}

/// The values that a schema allows for the key of one of its objects; the document's where that is empty.
Words values(std::string_view name, const std::string& object, const std::string& key) {
    const auto whole = schema(name);
    auto property = (object.empty() ? whole : whole.at("$defs").at(object)).at("properties").at(key);
    if (property.contains("items")) property = property.at("items");
    Words words;
    for (const auto& word : property.at("enum")) {
        if (word.is_string()) words.insert(word.get<std::string>());
    }
    return words;
}

/// As the program spells the values of an enumeration up to `last`.
template <class Enumeration> Words spelled_up_to(Enumeration last) {
    Words words;
    for (int value = 0; value <= static_cast<int>(last); ++value)
        words.insert(std::string{spell(static_cast<Enumeration>(value))});
    return words;
}

}  // namespace

TEST_CASE("each schema has a name of its own, which its outputs and its $id say") {
    Words names;
    for (const OutputSchema& each : output_schemas()) {
        CAPTURE(each.name);
        CHECK(names.insert(std::string{each.name}).second);
        const auto whole = nlohmann::json::parse(each.json);
        CHECK(whole.at("$schema").get<std::string>() == "https://json-schema.org/draft/2020-12/schema");
        std::string id = "urn:epsom:" + std::string{each.name};
        std::ranges::replace(id, '/', ':');
        CHECK(whole.at("$id").get<std::string>() == id);
        CHECK(each.json.ends_with("}\n"));
        if (!whole.contains("properties")) continue;
        const auto& said = whole.at("properties").at("schema").at("const");
        CHECK(said.get<std::string>() == "epsom/" + std::string{each.name});
    }
    CHECK(names.contains("report-intake/1"));
}

TEST_CASE("where a schema lists values, they are those that the program knows") {
    Words codes, warnings;
    for (const FindingCode& code : finding_codes) codes.insert(std::string{code.key});
    for (const auto code : remark_codes) warnings.insert(std::string{code});
    CHECK(values("check/1", "finding", "code") == codes);
    CHECK(values("check/1", "cleared", "code") == codes);
    CHECK(values("today/1", "finding", "code") == codes);
    CHECK(values("log/1", "log-warning", "code") == warnings);
    CHECK(values("check/1", "finding", "severity") == spelled_up_to(Severity::info));
    CHECK(values("report-intake/1", "row", "diet") == spelled_up_to(Diet::unknown));
    CHECK(values("report-intake/1", "row", "status") == spelled_up_to(Status::no_target));
    CHECK(values("report-intake/1", "row", "stage") == spelled_up_to(LifeStage::lactating));
    CHECK(values("report-intake/1", "row", "upper_scope") == spelled_up_to(Scope::nicotinamide));
    CHECK(values("report-entries/1", "row", "kind") == spelled_up_to(Taken::note));
    CHECK(values("report-entries/1", "content", "basis") == spelled_up_to(Basis::table));
    CHECK(values("report-entries/1", "row", "source") == spelled_up_to(Source::food));
    CHECK(values("report-entries/1", "row", "route") == spelled_up_to(Route::topical));
    CHECK(values("today/1", "today-point", "state") == spelled_up_to(SlotState::missed));
    CHECK(values("profile/1", "", "phytate") == spelled_up_to(Phytate::very_high));
    CHECK(values("profile/1", "", "sex") == spelled_up_to(Sex::male));
    CHECK(
        values("report-symptoms/1", "symptom-comparison", "status") == spelled_up_to(ComparisonStatus::not_comparable));
    CHECK(values("report-symptoms/1", "symptom-comparison", "verdict") == spelled_up_to(SymptomVerdict::higher_with));
    CHECK(values("report-symptoms/1", "symptom-comparison", "flags") ==
          spelled_up_to(SymptomFlag::started_after_bad_spell));
    CHECK(values("report-symptoms/1", "symptom-run", "status") == spelled_up_to(CoinStatus::too_few_nights));
    CHECK(values("report-adequacy/1", "row", "surety") == spelled_up_to(Surety::very_likely));
    CHECK(values("report-adequacy/1", "row", "within_sd_source") == spelled_up_to(Survey::own));
}
