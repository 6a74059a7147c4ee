#include "epsom/render/fields.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "epsom/domain/labs/lab.hpp"

namespace epsom {
namespace {

constexpr std::array<std::string_view, std::tuple_size_v<IntakeFields>> report_columns{"period", "nutrient", "unit",
    "days", "days_logged", "supplement", "food", "usual_diet", "total", "topical", "diet", "at_least", "target",
    "target_kind", "target_percent", "requirement", "requirement_kind", "upper", "upper_kind", "upper_scope",
    "upper_amount", "upper_percent", "over_upper", "status", "days_met", "days_over_upper", "stage", "cdrr",
    "over_cdrr"};
constexpr std::array<std::string_view, 4> explanations{
    "target_source", "requirement_source", "upper_source", "made_of"};
constexpr std::array<std::string_view, 26> references_listed{"authority", "nutrient", "unit", "on", "age_months",
    "stage", "target", "target_kind", "requirement", "requirement_kind", "lower", "lower_kind", "upper", "upper_kind",
    "upper_scope", "target_source", "requirement_source", "lower_source", "upper_source", "missing", "cdrr",
    "cdrr_source", "other_upper", "other_upper_scope", "diet", "also_published_by"};
constexpr std::array<std::string_view, 11> adherence_listed{
    "dose", "due", "taken", "skipped", "missed", "open", "percent", "low", "high", "late", "of"};
constexpr std::array<std::string_view, std::tuple_size_v<EntryFields>> entries_listed{"id", "at", "day", "what", "kind",
    "servings", "amount", "unit", "nutrient", "compound", "basis", "source", "route", "note", "quantity",
    "quantity_unit", "detail"};

Value in_unit(const std::optional<Mean>& mean, const NutrientInfo& nutrient) {
    if (!mean) return {};
    return Value::fraction(mean->sum.nanograms(), nutrient.unit_steps * mean->days);
}
Value value_of(const std::optional<Applied>& applied, const NutrientInfo& nutrient) {
    return applied ? Value::fraction(applied->value.nanograms(), nutrient.unit_steps) : Value{};
}
Value kind_of(const std::optional<Applied>& applied) {
    return applied ? Value::borrowed(spell(applied->kind)) : Value{};
}
Value percent(const std::optional<Mean>& amount, const std::optional<Applied>& of) {
    if (!amount || !of || of->value == Mass{}) return {};
    // 1,000 kg over 200 years still fits: 10^12 ng x 73,000 days x 100 is below 2^63
    return Value::fraction(amount->sum.nanograms() * 100, of->value.nanograms() * amount->days, 1);
}

Value text_or_null(std::string_view text) { return text.empty() ? Value{} : Value{text}; }

}  // namespace

std::span<const std::string_view> intake_report_columns() { return report_columns; }

IntakeFields intake_fields(const ReportRow& row, std::string_view period) {
    const auto& references = row.references;
    const auto& upper = references.upper;
    const NutrientInfo& nutrient = info(row.nutrient);
    return {{
        {"period", period},
        {"nutrient", Value::borrowed(nutrient.key)},
        {"unit", Value::borrowed(nutrient.unit)},
        {"days", row.days},
        {"days_logged", row.days_logged},
        {"supplement", in_unit(row.supplement, nutrient)},
        {"food", in_unit(row.food, nutrient)},
        {"usual_diet", in_unit(row.usual_diet, nutrient)},
        {"total", in_unit(row.total, nutrient)},
        {"topical", in_unit(row.topical, nutrient)},
        {"diet", Value::borrowed(spell(row.diet))},
        {"at_least", row.at_least},
        {"target", value_of(references.target, nutrient)},
        {"target_kind", kind_of(references.target)},
        {"target_percent", percent(row.target_amount, references.target)},
        {"requirement", value_of(references.requirement, nutrient)},
        {"requirement_kind", kind_of(references.requirement)},
        {"upper", value_of(upper, nutrient)},
        {"upper_kind", kind_of(upper)},
        {"upper_scope", upper ? Value::borrowed(spell(upper->scope)) : Value{}},
        {"upper_amount", in_unit(row.upper_amount, nutrient)},
        {"upper_percent", percent(row.upper_amount, upper)},
        {"over_upper", row.over_upper},
        {"status", Value::borrowed(spell(row.status))},
        {"days_met", row.days_met},
        {"days_over_upper", row.days_over_upper},
        {"stage", Value::borrowed(spell(references.stage))},
        {"cdrr", value_of(references.reduction, nutrient)},
        {"over_cdrr", row.over_reduction},
    }};
}

std::span<const std::string_view> explanation_columns() { return explanations; }
std::span<const std::string_view> reference_columns() { return references_listed; }

Record reference_record(const ReferenceRow& row, std::string_view on) {
    const References& r = row.references;
    const NutrientInfo& nutrient = info(row.nutrient);
    const auto source_of = [](const std::optional<Applied>& applied) {
        return applied ? Value{applied->source} : Value{};
    };
    const bool missing = r.needs_born || r.needs_sex || r.needs_weight;
    return {{"authority", row.authority}, {"nutrient", nutrient.key}, {"unit", nutrient.unit}, {"on", on},
        {"age_months", r.months}, {"stage", spell(r.stage)}, {"target", value_of(r.target, nutrient)},
        {"target_kind", kind_of(r.target)}, {"requirement", value_of(r.requirement, nutrient)},
        {"requirement_kind", kind_of(r.requirement)}, {"lower", value_of(r.lower, nutrient)},
        {"lower_kind", kind_of(r.lower)}, {"upper", value_of(r.upper, nutrient)}, {"upper_kind", kind_of(r.upper)},
        {"upper_scope", r.upper ? Value{spell(r.upper->scope)} : Value{}}, {"target_source", source_of(r.target)},
        {"requirement_source", source_of(r.requirement)}, {"lower_source", source_of(r.lower)},
        {"upper_source", source_of(r.upper)},
        {"missing", missing ? Value{r.needs_born  ? "birth date"
                                    : r.needs_sex ? "sex"
                                                  : "weight"}
                            : Value{}},
        {"cdrr", value_of(r.reduction, nutrient)}, {"cdrr_source", source_of(r.reduction)},
        {"other_upper", value_of(r.other_upper, nutrient)},
        {"other_upper_scope", r.other_upper ? Value{spell(r.other_upper->scope)} : Value{}},
        {"diet", r.target ? text_or_null(diet_words(*r.target)) : Value{}},
        {"also_published_by", text_or_null(row.published_by_others)}};
}

std::span<const std::string_view> entry_columns() { return entries_listed; }

namespace {

struct Quantity {
    Value amount, unit;
};

/// What was weighed; of the diary a score, minutes, or a count of something: 6.5 score, 390 min, 2 cups.
Quantity quantity_of(const Intake& intake) {
    if (intake.quantity) {
        const bool food = intake.kind == Taken::food;
        const bool small =
            intake.kind == Taken::substance && *intake.quantity < 1_mg;  // medicines come in micrograms too
        return {Value::fraction(intake.quantity->nanograms(), food    ? ng_per_g
                                                              : small ? ng_per_ug
                                                                      : ng_per_mg),
            Value::borrowed(food    ? "g"
                            : small ? "mcg"
                                    : "mg")};
    }
    if (!is_diary(intake.kind)) return {};
    if (intake.kind == Taken::lab) {
        // "<10" is no number: the detail says it.
        const auto result = parse_lab_detail(intake.detail);
        const bool is_number = result && result->comparator.empty();
        return {is_number ? Value::fraction(result->number.digits, scale_of(result->number), result->number.decimals)
                          : Value{},
            text_or_null(intake.unit)};
    }
    const bool score = intake.kind == Taken::symptom;
    if (intake.value) return {Value::fraction(*intake.value, score ? 10 : 1), Value::borrowed(score ? "score" : "min")};
    if (!intake.unit.empty()) return {Value::fraction(intake.servings.thousandths(), 1000), intake.unit};
    return {};
}

/// Of a symptom, when in the night it began: "from 23:30".
Value detail_of(const Intake& intake) {
    return intake.onset ? Value{"from " + spell_time_of_day(*intake.onset)} : text_or_null(intake.detail);
}

/// The row of one of an entry's contents, or of none.
EntryFields entry_fields(const Intake& intake, std::string_view at, const Content* content) {
    const bool diary = is_diary(intake.kind);
    const NutrientInfo* nutrient = content != nullptr ? &info(content->nutrient) : nullptr;
    Quantity quantity = quantity_of(intake);
    return {{
        {"id", intake.id},
        {"at", at},
        {"day", spell_day(intake.day)},
        {"what", intake.what},
        {"kind", Value::borrowed(spell(intake.kind))},
        {"servings", diary ? Value{} : Value::fraction(intake.servings.thousandths(), 1000)},
        {"amount", content != nullptr && content->amount ? in_unit(*content->amount, content->nutrient) : Value{}},
        {"unit", nutrient != nullptr ? Value::borrowed(nutrient->unit) : Value{}},
        {"nutrient", nutrient != nullptr ? Value::borrowed(nutrient->key) : Value{}},
        {"compound", content != nullptr ? text_or_null(content->compound) : Value{}},
        {"basis", content != nullptr ? Value::borrowed(spell(content->basis)) : Value{}},
        {"source", diary ? Value{} : Value::borrowed(spell(intake.source))},
        {"route", diary ? Value{} : Value::borrowed(spell(intake.route))},
        {"note", text_or_null(intake.note)},
        {"quantity", std::move(quantity.amount)},
        {"quantity_unit", std::move(quantity.unit)},
        {"detail", detail_of(intake)},
    }};
}

}  // namespace

void for_each_row(const Intake& intake, const std::function<void(const EntryFields&)>& take) {
    const std::string at = spell_moment(intake.moment);
    if (intake.contents.empty()) take(entry_fields(intake, at, nullptr));
    for (const Content& content : intake.contents) take(entry_fields(intake, at, &content));
}

Record nested_entry(const Intake& intake) {
    // The entry itself repeats its first known nutrient, so a one-nutrient log can be read without nesting.
    const Content* first = nullptr;
    for (const Content& content : intake.contents) {
        if (first == nullptr || (!first->amount && content.amount)) first = &content;
    }
    EntryFields fields = entry_fields(intake, spell_moment(intake.moment), first);
    Record nested;
    nested.reserve(fields.size() + 2);
    std::ranges::move(fields, std::back_inserter(nested));
    std::vector<Record> contents;
    contents.reserve(intake.contents.size());
    for (const Content& content : intake.contents) {
        contents.push_back({{"nutrient", Value::borrowed(info(content.nutrient).key)},
            {"amount", content.amount ? in_unit(*content.amount, content.nutrient) : Value{}},
            {"unit", Value::borrowed(info(content.nutrient).unit)}, {"compound", text_or_null(content.compound)},
            {"basis", Value::borrowed(spell(content.basis))}});
    }
    nested.push_back({"contents", std::move(contents)});
    if (intake.kind == Taken::symptom)
        nested.push_back({"onset", intake.onset ? Value{spell_time_of_day(*intake.onset)} : Value{}});
    return nested;
}

Record finding_record(const Finding& finding) {
    return {{"code", finding.code.key}, {"severity", spell(finding.severity)}, {"subject", finding.subject},
        {"message", finding.message}, {"since", finding.since}, {"id", finding_id(finding.key)}};
}

std::span<const std::string_view> adherence_columns() { return adherence_listed; }

Record adherence_record(const AdherenceRow& row) {
    const auto kept = row.kept.kept();
    const auto tenths = [](double percent) { return Value::fraction(std::llround(percent * 1000.0), 1000, 1); };
    return {{"dose", row.dose}, {"due", row.kept.due()}, {"taken", row.kept.taken}, {"skipped", row.kept.skipped},
        {"missed", row.kept.missed}, {"open", row.kept.open()},
        {"percent",
            kept ? Value::fraction(std::int64_t{100} * row.kept.taken, row.kept.taken + row.kept.missed, 1) : Value{}},
        {"low", kept ? tenths(kept->low) : Value{}}, {"high", kept ? tenths(kept->high) : Value{}},
        {"late", row.kept.late}, {"of", row.kept.taken + row.kept.missed}};
}

std::vector<std::string_view> breakdown_columns(Grouping by) {
    return {"period", "nutrient", "unit", spell(by), "amount", "percent_of_total", "intakes"};
}

Record breakdown_record(Grouping by, std::string_view period, Nutrient nutrient, const BreakdownRow& row, Mass total) {
    const Value percent =
        total == Mass{} ? Value{} : Value::fraction(row.amount.nanograms() * 100, total.nanograms(), 1);
    return {{"period", period}, {"nutrient", info(nutrient).key}, {"unit", info(nutrient).unit}, {spell(by), row.group},
        {"amount", in_unit(row.amount, nutrient)}, {"percent_of_total", percent}, {"intakes", row.intakes}};
}

}  // namespace epsom
