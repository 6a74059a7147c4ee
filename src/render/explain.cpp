#include <algorithm>

#include "epsom/render/text.hpp"
#include "epsom/text/text.hpp"
#include "formatted.hpp"

namespace epsom {
namespace {

std::string age(int months) {
    return months % 12 == 0 ? formatted("{} years", months / 12) : formatted("{} months", months);
}

/// `31 to 50 years`: completed years, as the sources have them.
std::string ages(int from, int to) {
    if (to == no_age_limit) return from == 0 ? "any age" : formatted("{} and older", age(from));
    if (from % 12 != 0 || to % 12 != 0) return formatted("{} to under {}", from == 0 ? "0" : age(from), age(to));
    const int first = from / 12, last = to / 12 - 1;
    if (first == last) return formatted("age {}", first);
    return formatted("{} to {} years", first, last);
}

std::string exact(Mass mass, Nutrient nutrient) {
    return spell_in_unit(mass, nutrient) + " " + std::string{info(nutrient).unit};
}

}  // namespace

std::string explain_reference(const Applied& applied, Nutrient nutrient) {
    std::string text = formatted("{} {}: ", spell(applied.kind), exact(applied.value, nutrient));
    if (applied.row == nullptr) return text + std::string{applied.source};
    const ReferenceValue& row = *applied.row;
    if (row.per_kg) text += formatted("{} per kg body weight, ", exact(row.value, nutrient));
    text += row.sex ? formatted("{}, ", spell(*row.sex)) : "both sexes, ";
    if (row.stage != LifeStage::none) text += formatted("{}, ", spell(row.stage));
    return text + formatted("{}, {}; {}", ages(row.from_months, row.to_months), scope_words(applied), row.source);
}

std::string explain_content(const Intake& intake, const Content& content, const Compound* compound) {
    const Nutrient nutrient = content.nutrient;
    std::string text = content.amount ? exact(*content.amount, nutrient) : "unknown amount";
    text += formatted(" from {} at {} (#{}): ", printable(intake.what), spell_time(intake.moment.local()), intake.id);
    switch (content.basis) {
        case Basis::formula:
            text += "by formula";
            if (compound != nullptr && intake.quantity) {
                const MolarMass molar = molar_mass(*compound);
                text += formatted(", {} x {} / {} of {}", spell(*intake.quantity),
                    spell_decimal(molar.element, 1000, 3), spell_decimal(molar.total, 1000, 3), compound->formula);
            }
            break;
        case Basis::table:
            text += "from the food table";
            if (intake.quantity) text += formatted(", {}", spell(*intake.quantity));
            break;
        case Basis::label:
            text += content.compound == folic_acid_key && intake.quantity
                        ? "folic acid x 1.7 = dietary folate equivalents (DFE)"
                        : "from the label";
            break;
    }
    if (intake.route == Route::topical) text += "; topical, not in the total";
    return text;
}

}  // namespace epsom
