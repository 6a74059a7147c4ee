#include <algorithm>

#include "epsom/domain/text.hpp"
#include "epsom/render/text.hpp"
#include "formatted.hpp"

namespace epsom {
namespace {

std::string age(int months) { return months % 12 == 0 ? formatted("{} years", months / 12) : formatted("{} months", months); }

std::string ages(int from, int to) {
    if (to == no_age_limit) return from == 0 ? "any age" : formatted("from {}", age(from));
    return formatted("{} up to {}", from % 12 == 0 && to % 12 == 0 ? std::to_string(from / 12) : age(from), age(to));
}

std::string exact(Mass mass, Nutrient nutrient) { return spell_in_unit(mass, nutrient) + " " + std::string{info(nutrient).unit}; }

}  // namespace

std::string explain_reference(const Applied& applied, Nutrient nutrient) {
    std::string text = formatted("{} {}: ", spell(applied.kind), exact(applied.value, nutrient));
    if (applied.row == nullptr) return text + std::string{applied.source};
    const ReferenceValue& row = *applied.row;
    if (row.per_kg) text += formatted("{} per kg of body weight, ", exact(row.value, nutrient));
    text += row.sex ? formatted("{}, ", spell(*row.sex)) : "both sexes, ";
    if (row.stage != LifeStage::none) text += formatted("{}, ", spell(row.stage));
    return text + formatted("{}, counts {}; {}", ages(row.from_months, row.to_months), row.scope == Scope::supplemental ? "supplements" : "the total", row.source);
}

std::string explain_content(const Intake& intake, const Content& content, const Compound* compound) {
    const Nutrient nutrient = content.nutrient;
    std::string text = content.amount ? exact(*content.amount, nutrient) : "an unknown amount";
    text += formatted(" from {} at {} (#{}): ", printable(intake.what), spell_time(intake.moment.local()), intake.id);
    switch (content.basis) {
        case Basis::formula:
            text += "by formula";
            if (compound != nullptr && intake.quantity) {
                const MolarMass molar = molar_mass(*compound);
                text += formatted(", {} x {} / {} of {}", spell(*intake.quantity), spell_decimal(molar.element, 1000, 3), spell_decimal(molar.total, 1000, 3), compound->formula);
            }
            break;
        case Basis::table:
            text += "by food table";
            if (intake.quantity) text += formatted(", {}", spell(*intake.quantity));
            break;
        case Basis::label:
            text += content.compound == folic_acid && intake.quantity ? "folic acid x 1.7 as dietary folate equivalents" : "as the label states";
            break;
    }
    if (intake.route == Route::topical) text += "; on the skin, in no total";
    return text;
}

}  // namespace epsom
