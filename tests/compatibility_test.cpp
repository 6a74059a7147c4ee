// What a script for epsom 0.1.0 reads is still there. tests/data/keys_0.1.0.tsv has each key of its json, with the type
// that it had, whether it could be null, and whether each object had it; tests/data/columns_0.1.0.tsv has the header of
// each csv. Both were taken from its own outputs.

#include <algorithm>
#include <set>

#include "commands/command_line.hpp"
#include "epsom/text/text.hpp"
#include "paths.hpp"
#include "tsv.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// The part of a schema that a key of a row, of a row's list and so on is described by: "rows.contents.amount".
struct Described {
    nlohmann::json property;
    bool required = false, may_be_null = false;
};

/// What a reference means, and whether null is another choice.
nlohmann::json resolved(const nlohmann::json& schema, nlohmann::json part, bool& may_be_null) {
    if (part.contains("anyOf")) {
        may_be_null = part.at("anyOf").size() == 2 && part.at("anyOf")[1].value("type", "") == "null";
        part = part.at("anyOf")[0];
    }
    if (!part.contains("$ref")) return part;
    const auto name = part.at("$ref").get<std::string>();
    return schema.at("$defs").at(name.substr(name.rfind('/') + 1));
}

std::set<std::string> types_of(const nlohmann::json& part) {
    const auto type = part.value("type", nlohmann::json("string"));  // a constant is a text
    if (type.is_string()) return {type.get<std::string>()};
    return type.get<std::set<std::string>>();
}

/// Empty where there is no such key.
std::optional<Described> find(const nlohmann::json& schema, const std::string& path) {
    Described described{schema};
    for (const auto& step : split(path, '.')) {
        const bool member = step.ends_with("[]");
        const std::string key = member ? step.substr(0, step.size() - 2) : step;
        bool ignored = false;
        if (described.property.contains("items"))
            described.property = resolved(schema, described.property.at("items"), ignored);
        if (!described.property.contains("properties") || !described.property.at("properties").contains(key))
            return std::nullopt;
        const auto& required = described.property.at("required");
        described.required = std::ranges::find(required, nlohmann::json(key)) != required.end();
        described.may_be_null = false;
        described.property =
            resolved(schema, nlohmann::json(described.property.at("properties").at(key)), described.may_be_null);
        if (member) described.property = resolved(schema, described.property.at("items"), ignored);
    }
    if (types_of(described.property).contains("null")) described.may_be_null = true;
    return described;
}

/// Whether a script that reads the key as `record` has it still can.
bool still_read(const test::Record& record, const nlohmann::json& schema) {
    const std::map<std::string, std::string, std::less<>> names{{"string", "text"}, {"number", "number"},
        {"integer", "number"}, {"boolean", "truth"}, {"array", "list"}, {"object", "object"}};
    const auto found = find(schema, record.find("key")->second);
    if (!found) return false;
    for (const auto& type : types_of(found->property)) {
        if (type != "null" && names.at(type) != record.find("type")->second) return false;
    }
    return (found->required || record.find("always")->second == "no" || record.find("key")->second.ends_with("[]")) &&
           (!found->may_be_null || record.find("null")->second == "yes");
}

}  // namespace

TEST_CASE("each key of epsom 0.1.0's json is still there, with its type") {
    CommandLine epsom;
    std::map<std::string, nlohmann::json> schemas;
    const auto keys = read_tsv(data_path("keys_0.1.0.tsv"));
    CHECK(keys.size() > 300);
    for (const auto& record : keys) {
        const std::string& name = record.find("schema")->second;
        if (!schemas.contains(name)) schemas[name] = nlohmann::json::parse(epsom.ok("schema " + name));
        CHECK_MESSAGE(still_read(record, schemas[name]), name << ": " << record.find("key")->second);
    }
    CHECK(schemas.size() == 14);
}

TEST_CASE("a key that is missing, has another type or can be null is no longer the same") {
    CommandLine epsom;
    const auto schema = nlohmann::json::parse(epsom.ok("schema check/1"));
    const auto row = [](const char* key, const char* type, const char* null, const char* always) {
        return test::Record{{"schema", "check/1"}, {"key", key}, {"type", type}, {"null", null}, {"always", always}};
    };
    CHECK(still_read(row("findings.code", "text", "no", "yes"), schema));
    CHECK_FALSE(still_read(row("findings.gone", "text", "no", "yes"), schema));
    CHECK_FALSE(still_read(row("findings.code", "number", "no", "yes"), schema));
    CHECK_FALSE(still_read(row("findings.person", "text", "no", "no"), schema));
    CHECK_FALSE(still_read(row("findings.file", "text", "no", "yes"), schema));
    CHECK(still_read(row("findings.file", "text", "no", "no"), schema));
}

TEST_CASE("the columns of epsom 0.1.0's csv are still the first, in their order") {
    CommandLine epsom;
    epsom.as_woman();
    epsom.ok("dose add calm --contains magnesium=200mg --at 21:00");
    epsom.ok("log calm 21:00");
    epsom.ok("log symptom 3 --night yesterday");
    const auto headers = read_tsv(data_path("columns_0.1.0.tsv"));
    CHECK(headers.size() > 10);
    for (const auto& record : headers) {
        const std::string& line = record.find("command")->second;
        const std::string& columns = record.find("columns")->second;
        const std::string written = epsom.ok(line + " --format csv");
        const std::string header = written.substr(0, written.find('\n'));
        CHECK_MESSAGE((header + ",").starts_with(columns + ","), line << ": " << header);
    }
}
