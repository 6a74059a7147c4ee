#include "spread.hpp"

#include <string>

#include "rules.hpp"

namespace epsom::data {
namespace {

constexpr std::int64_t oldest = 120;

class Spread {
public:
    Spread(const std::map<std::string_view, Published>& ingredients,
        const std::map<std::string_view, std::int64_t>& steps, Errors& errors)
        : ingredients_{ingredients}, steps_{steps}, errors_{errors} {}
    std::string day_to_day(std::string_view text);
    std::string requirements(std::string_view text);

private:
    std::string nutrient(const Row& row) {
        const auto found = ingredients_.find(row["nutrient"]);
        if (found == ingredients_.end() || !found->second.is_nutrient)
            row.refuse(errors_, in_quotes(row["nutrient"]) + " is not a nutrient of ingredients.tsv");
        return "Nutrient{" + std::to_string(found == ingredients_.end() ? 0 : found->second.id) + "}";
    }
    std::int64_t number(const Row& row, std::string_view column, std::int64_t most) {
        const auto value = whole(row[column]);
        if (!value || *value > most)
            row.refuse(errors_, in_quotes(row[column]) + " is not a value of " + std::string{column});
        return value.value_or(0);
    }
    std::int64_t mass(const Row& row) {
        const std::string_view text = row["sd"];
        const std::size_t space = std::min(text.find(' '), text.size());
        const auto steps = steps_.find(text.substr(std::min(space + 1, text.size())));
        const auto amount = steps == steps_.end() ? std::nullopt : in_steps(text.substr(0, space), steps->second);
        if (!amount || *amount == 0)
            row.refuse(errors_, in_quotes(text) + " is not an amount above zero, such as '85.9 mg'");
        return amount.value_or(0);
    }
    std::string_view one_of(
        const Row& row, std::string_view column, std::string_view a, std::string_view b, std::string_view none = "-") {
        if (row[column] != a && row[column] != b && row[column] != none)
            row.refuse(errors_, in_quotes(row[column]) + " is not a value of " + std::string{column});
        return row[column];
    }

    const std::map<std::string_view, Published>& ingredients_;
    const std::map<std::string_view, std::int64_t>& steps_;
    Errors& errors_;
};

std::string Spread::day_to_day(std::string_view text) {
    const Table table{
        "day_to_day.tsv", text, {"nutrient", "sex", "from", "to", "sd", "cv", "survey", "source"}, errors_};
    struct Group {
        std::string nutrient;
        std::string_view sex;
        std::int64_t from, to;
        const Row* row;
    };
    std::vector<Group> groups;
    std::string rows;
    for (const Row& row : table.rows()) {
        check_source(row, errors_);
        const std::string_view sex = one_of(row, "sex", "female", "male", "");
        const Group group{nutrient(row), sex, number(row, "from", oldest), number(row, "to", oldest), &row};
        if (group.from > group.to) row.refuse(errors_, "the ages end before they begin");
        for (const Group& other : groups) {
            const bool same_sex = other.sex == sex || other.sex.empty() || sex.empty();
            if (other.nutrient == group.nutrient && same_sex && other.from <= group.to && group.from <= other.to)
                row.refuse(errors_, "nobody is in two groups of one nutrient, as with " + other.row->where());
        }
        const std::string_view survey = one_of(row, "survey", "published", "nhanes");
        const bool of_nhanes = row["source"].substr(0, 6) == "NHANES";
        if (of_nhanes != (survey == "nhanes")) row.refuse(errors_, "the survey is not that of the source");
        rows += "    {" + group.nutrient + ", " + (sex.empty() ? "std::nullopt" : "Sex::" + std::string{sex}) + ", " +
                std::to_string(group.from) + ", " + std::to_string(group.to) + ", Mass::from_nanograms(" +
                std::to_string(mass(row)) + "), " + std::to_string(number(row, "cv", 1000)) +
                ", Survey::" + std::string{survey} + ", " + quoted(row["source"]) + "},\n";
        groups.push_back(group);
    }
    return "constexpr DayToDay day_to_day_rows[] = {\n" + rows + "};\n";
}

std::string Spread::requirements(std::string_view text) {
    const Table table{"requirement_cv.tsv", text, {"nutrient", "cv", "refused", "source"}, errors_};
    std::map<std::string, const Row*> seen;
    std::string rows;
    for (const Row& row : table.rows()) {
        check_source(row, errors_);
        const std::string name = nutrient(row);
        if (const auto [other, is_new] = seen.emplace(name, &row); !is_new)
            row.refuse(errors_, "the nutrient has a row already: " + other->second->where());
        const bool half = row["cv"] == "half-of-rda";
        const std::string_view refused = one_of(row, "refused", "intake_cv_over_70", "skewed_requirement", "");
        if (row["cv"].empty() && refused.empty()) row.refuse(errors_, "neither a percentage nor a reason to refuse");
        const std::int64_t cv = half || row["cv"].empty() ? 0 : number(row, "cv", 100);
        rows += "    {" + name + ", " + std::to_string(cv) + ", " + (half ? "true" : "false") +
                ", AdequacyReason::" + (refused.empty() ? "none" : std::string{refused}) + ", " +
                quoted(row["source"]) + "},\n";
    }
    return "constexpr RequirementSpread requirement_spread_rows[] = {\n" + rows + "};\n";
}

}  // namespace

void compile_spread(const Files& sources, const std::map<std::string_view, Published>& ingredients,
    const std::map<std::string_view, std::int64_t>& steps, Files& includes, Errors& errors) {
    Spread spread{ingredients, steps, errors};
    includes["spread.inc"] = spread.day_to_day(text_of(sources, "day_to_day.tsv", errors)) +
                             spread.requirements(text_of(sources, "requirement_cv.tsv", errors));
}

}  // namespace epsom::data
