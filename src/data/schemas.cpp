#include "schemas.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "rules.hpp"

namespace epsom::data {
namespace {

/// A type of the table that is no list and no object, as JSON Schema has it.
struct Plain {
    std::string_view name, type, more;
};
constexpr std::array plains{Plain{"text", "string", ""}, Plain{"number", "number", ""}, Plain{"whole", "integer", ""},
    Plain{"truth", "boolean", ""},
    Plain{"day", "string", R"("format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", )"},
    Plain{"month", "string", R"("pattern": "^[0-9]{4}-[0-9]{2}$", )"},
    Plain{"time", "string", R"("pattern": "^[0-9]{2}:[0-9]{2}$", )"},
    Plain{"moment", "string",
        R"("format": "date-time", )"
        R"("pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$", )"}};

std::vector<std::string_view> parts_of(std::string_view list) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const auto end = list.find(',');
        parts.push_back(list.substr(0, end));
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return parts;
}

/// Of a text without control characters.
std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

/// `"list:content?"` is a list of the object `content`, or null.
struct Type {
    explicit Type(std::string_view text) {
        may_be_null = text.ends_with('?');
        if (may_be_null) text.remove_suffix(1);
        const auto colon = text.find(':');
        form = colon == std::string_view::npos ? std::string_view{} : text.substr(0, colon);
        of = colon == std::string_view::npos ? text : text.substr(colon + 1);
    }
    [[nodiscard]] const Plain* plain() const {
        const auto* const found = std::ranges::find(plains, of, &Plain::name);
        return found == plains.end() ? nullptr : &*found;
    }
    std::string_view form;  // "list", "map", "object", or empty
    std::string_view of;
    bool may_be_null = false;
};

class Schemas {
public:
    Schemas(std::string_view keys, Errors& errors)
        : table_{"schema_keys.tsv", keys, {"record", "key", "type", "values", "when", "about"}, errors},
          errors_{errors} {
        for (const Row& row : table_.rows()) {
            auto& keys_of_record = records_[row["record"]];
            const bool twice =
                std::ranges::any_of(keys_of_record, [&row](const Row* other) { return (*other)["key"] == row["key"]; });
            if (twice) row.refuse(errors_, in_quotes(row["key"]) + " is there twice");
            keys_of_record.push_back(&row);
        }
        for (const Row& row : table_.rows()) check(row);
    }
    /// The JSON Schema of a row of schemas.tsv.
    std::string schema(const Row& row);
    /// After the last schema: refuses what is in none.
    void refuse_unused() const {
        for (const auto& [record, rows] : records_) {
            if (!used_.contains(record)) rows.front()->refuse(errors_, in_quotes(record) + " is in no schema");
        }
    }

private:
    void check(const Row& row) const;
    [[nodiscard]] std::string type_of(const Plain& plain, std::string_view values, bool may_be_null) const;
    [[nodiscard]] std::string property(const Row& row) const;
    [[nodiscard]] std::string object(std::string_view record, std::string_view indent);
    /// Notes that the schema being written has that object.
    [[nodiscard]] std::string reference(std::string_view record) const {
        const bool is_row = rows_.size() == 1 && rows_.front() == record;
        return R"("$ref": "#/$defs/)" + (is_row ? "row" : std::string{record}) + '"';
    }
    void need(std::string_view record) {
        if (std::ranges::find(needed_, record) == needed_.end()) needed_.push_back(record);
    }
    [[nodiscard]] std::string any_of(const std::vector<std::string_view>& records) {
        std::string out = "\"anyOf\": [";
        for (const auto record : records) {
            need(record);
            out += (out.back() == '[' ? "{" : ", {") + reference(record) + "}";
        }
        return out + "]";
    }

    Table table_;
    Errors& errors_;
    std::map<std::string_view, std::vector<const Row*>> records_;
    std::set<std::string_view> used_;
    // Of the schema being written:
    std::string_view name_;
    std::vector<std::string_view> rows_;    // what a line of ndjson is
    std::vector<std::string_view> needed_;  // objects that it refers to, each once
};

void Schemas::check(const Row& row) const {
    const std::string_view about = row["about"];
    if (!about.ends_with('.') || about.find(". ") != std::string_view::npos)
        row.refuse(errors_, "'about' is not one sentence");
    if (row["type"] == "schema") return;
    const Type type{row["type"]};
    const bool known = type.form.empty()     ? type.plain() != nullptr
                       : type.form == "list" ? type.plain() != nullptr || records_.contains(type.of)
                       : type.form == "map"  ? type.plain() != nullptr
                                             : type.form == "object" && records_.contains(type.of);
    if (!known) row.refuse(errors_, in_quotes(row["type"]) + " is not a type, nor an object of this table");
    if (!row["values"].empty() && type.of != "text") row.refuse(errors_, "only a text has values");
}

std::string Schemas::type_of(const Plain& plain, std::string_view values, bool may_be_null) const {
    std::string out = "\"type\": ";
    out += may_be_null ? "[" + json_string(plain.type) + ", \"null\"], " : json_string(plain.type) + ", ";
    out += plain.more;
    if (!values.empty()) {
        out += "\"enum\": [";
        for (const auto value : parts_of(values)) out += (out.back() == '[' ? "" : ", ") + json_string(value);
        out += may_be_null ? ", null], " : "], ";
    }
    return out;
}

std::string Schemas::property(const Row& row) const {
    const Type type{row["type"]};
    const Plain* plain = type.plain();
    std::string about{row["about"]};
    if (!row["when"].empty()) about += " Only " + std::string{row["when"]} + ".";
    std::string out = json_string(row["key"]) + ": {";
    if (row["type"] == "schema") {
        out += "\"const\": " + json_string("epsom/" + std::string{name_}) + ", ";
    } else if (type.form == "list") {
        std::string items = plain != nullptr ? type_of(*plain, row["values"], false) : reference(type.of);
        if (items.ends_with(", ")) items.resize(items.size() - 2);
        out += std::string{"\"type\": "} + (type.may_be_null ? "[\"array\", \"null\"]" : "\"array\"") +
               ", \"items\": {" + items + "}, ";
    } else if (type.form == "map") {
        out += "\"type\": \"object\", \"additionalProperties\": {\"type\": " + json_string(plain->type) + "}, ";
    } else if (type.form == "object") {
        out += type.may_be_null ? "\"anyOf\": [{" + reference(type.of) + "}, {\"type\": \"null\"}], "
                                : reference(type.of) + ", ";
    } else {
        out += type_of(*plain, row["values"], type.may_be_null);
    }
    return out + "\"description\": " + json_string(about) + "}";
}

std::string Schemas::object(std::string_view record, std::string_view indent) {
    used_.insert(record);
    const std::string line = "\n" + std::string{indent};
    std::string required, properties;
    for (const Row* row : records_[record]) {
        const Type type{(*row)["type"]};
        if (!type.form.empty() && type.plain() == nullptr) need(type.of);
        if ((*row)["when"].empty()) required += (required.empty() ? "" : ", ") + json_string((*row)["key"]);
        properties += (properties.empty() ? "" : ",") + line + "  " + property(*row);
    }
    return "\"type\": \"object\"," + line + "\"required\": [" + required + "]," + line + "\"properties\": {" +
           properties + line + "}";
}

std::string Schemas::schema(const Row& row) {
    name_ = row["schema"];
    rows_ = parts_of(row["ndjson"]);
    needed_.clear();
    const auto lines = parts_of(row["lines"]);
    std::vector<std::string_view> named = rows_;
    named.insert(named.end(), lines.begin(), lines.end());
    if (lines.empty()) named.push_back(name_);
    for (const auto record : named) {
        if (records_.contains(record)) continue;
        row.refuse(errors_, in_quotes(record) + " is not an object of schema_keys.tsv");
        return {};
    }
    std::string of = (lines.empty() ? "Output of epsom " : "Each line of the output of epsom ") +
                     std::string{row["command"]} + (lines.empty() ? " in json." : ".");
    if (!rows_.empty()) of += " In ndjson, each line is $defs/row.";
    // Absolute, as some validators look for a relative one on the network.
    std::string identity = "urn:epsom:" + std::string{name_};
    identity[identity.find('/')] = ':';
    std::string out =
        "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\": " + json_string(identity) +
        ",\n  \"title\": " + json_string(row["title"]) +
        ",\n  \"description\": " + json_string(of + " Later versions of epsom may add keys and values.") + ",\n  ";
    out += lines.empty() ? object(name_, "  ") : any_of(lines);
    for (const auto record : rows_) need(record);
    std::string definitions;
    if (rows_.size() > 1) definitions = "\n    \"row\": {" + any_of(rows_) + "}";
    for (std::size_t i = 0; i < needed_.size(); ++i) {  // each may need others
        const std::string_view record = needed_[i];
        const std::string name = rows_.size() == 1 && rows_.front() == record ? "row" : std::string{record};
        definitions += std::string{definitions.empty() ? "" : ","} + "\n    " + json_string(name) + ": {\n      " +
                       object(record, "      ") + "\n    }";
    }
    if (!definitions.empty()) out += ",\n  \"$defs\": {" + definitions + "\n  }";
    return out + "\n}\n";
}

}  // namespace

void compile_schemas(const Files& sources, Files& includes, Errors& errors) {
    Schemas schemas{text_of(sources, "schema_keys.tsv", errors), errors};
    const Table table{"schemas.tsv", text_of(sources, "schemas.tsv", errors),
        {"schema", "ndjson", "lines", "command", "title"}, errors};
    if (!errors.empty()) return;
    std::string rows;
    for (const Row& row : table.rows()) {
        const auto slash = row["schema"].find('/');
        if (slash == std::string_view::npos || !whole(row["schema"].substr(slash + 1))) {
            row.refuse(errors, in_quotes(row["schema"]) + " is not a name and a number: report-intake/1");
            continue;
        }
        if (row["command"].empty() || row["title"].empty()) row.refuse(errors, "no command or no title");
        rows += "    {" + quoted(row["schema"]) + ", " + quoted(row["command"]) + ", R\"json(" + schemas.schema(row) +
                ")json\"},\n";
    }
    schemas.refuse_unused();
    includes["schemas.inc"] = "constexpr OutputSchema schema_rows[] = {\n" + rows + "};\n";
}

}  // namespace epsom::data
