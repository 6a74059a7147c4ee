#include "epsom/domain/remarks.hpp"

#include <algorithm>
#include <optional>

#include "epsom/domain/check.hpp"

namespace epsom {
namespace {

std::string noted_day(Day day, Day today) { return day == today ? "today" : "on " + spell_day(day); }

/// Whether a supplement holds some of `nutrient` and does not say in which form.
bool brings_unsaid(const Intake& intake, Nutrient nutrient) {
    return intake.source == Source::supplement &&
           std::ranges::any_of(intake.contents, [nutrient](const Content& content) {
               return content.nutrient == nutrient && content.amount != Mass{} &&
                      limit_form(content.compound) == LimitForm::unsaid;
           });
}

/// What is compared with an upper level at once: of folate and vitamin A only what is known to be folic acid or
/// retinol.
Mass at_once(const Content& content) {
    const LimitForm form = limit_form(content.compound);
    if (content.nutrient == Nutrient::folate)
        return form == LimitForm::folic_acid ? folic_acid_of_dfe(*content.amount) : Mass{};
    if (content.nutrient == Nutrient::vitamin_a) return form == LimitForm::retinol ? *content.amount : Mass{};
    return *content.amount;
}

/// The command that reads the amount as the mass of the whole compound, where a formula makes that possible.
std::string compound_instead(
    const Intake& intake, const Content& content, std::optional<Mass> limit, FindCompound find_compound) {
    const Compound* compound = content.basis == Basis::label ? find_compound(content.compound) : nullptr;
    const auto share = compound == nullptr ? std::nullopt : elemental(*compound, *content.amount);
    const bool unlikely_too = share && limit && share->nanograms() >= 10 * limit->nanograms();
    const bool same = share && spell(*share, content.nutrient) == spell(*content.amount, content.nutrient);
    if (!share || unlikely_too || same || intake.kind == Taken::dose) return "";
    std::string typed = spell(*content.amount);
    std::erase(typed, ' ');
    const bool named = intake.kind == Taken::compound;
    return "; if that is the weight of the whole compound: epsom log " + intake.what + " " + typed +
           (named ? "" : " --as " + std::string{compound->key}) + " --compound (" + spell(*share, content.nutrient) +
           " " + std::string{info(content.nutrient).key} + ")";
}

/// Amounts at once that look like a slip of the finger, whoever takes them: above every upper level, or a
/// five-hundredth of the target (B12 has no upper level, and tablets of 400 times its target). `over` are nutrients
/// whose day is warned of anyway.
std::optional<Remark> slip(
    const Intake& intake, const Authority& authority, const std::set<Nutrient>& over, FindCompound find_compound) {
    if (intake.kind == Taken::food) {
        if (intake.quantity && *intake.quantity > 2000_g) {
            return Remark{remark_code("amount-unusual"),
                spell(*intake.quantity) + " of " + intake.what + " is a lot for one meal; check the unit"};
        }
        return std::nullopt;
    }
    for (const Content& content : intake.contents) {
        if (!content.amount || intake.route == Route::topical) continue;
        const auto limit = largest(authority, content.nutrient, Role::limit);
        const auto target = largest(authority, content.nutrient, Role::target);
        const std::int64_t amount = content.amount->nanograms();
        const std::string much =
            spell_number_beside(*content.amount, limit.value_or(*content.amount), content.nutrient) + " " +
            std::string{info(content.nutrient).unit} + " of " + std::string{info(content.nutrient).key} +
            " at once is ";
        const std::string instead = compound_instead(intake, content, limit, find_compound);
        if (limit && amount >= 10 * limit->nanograms()) {
            return Remark{remark_code("amount-unusual"),
                much + "at least 10 times the upper level; check the unit ('epsom undo' reverts it)" + instead};
        }
        if (limit && intake.source == Source::supplement && at_once(content) > *limit &&
            (!over.contains(content.nutrient) || !instead.empty())) {
            return Remark{
                remark_code("amount-unusual"), much + "above the upper level of " + spell(*limit, content.nutrient) +
                                                   (instead.empty() ? " ('epsom undo' reverts it)" : instead)};
        }
        // A product may hold very little of something, and so may what comes with another nutrient.
        if (target && intake.contents.size() == 1 && intake.kind != Taken::dose && amount * 500 < target->nanograms()) {
            return Remark{remark_code("amount-unusual"),
                spell(*content.amount) + " of " + std::string{info(content.nutrient).key} +
                    " is unusually small; check the unit ('epsom undo' reverts it)"};
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<Remark> amount_remarks(std::span<const Intake> intakes, std::span<const TouchedDay> days,
    const Profile& profile, const Authority& authority, Day today, FindCompound find_compound) {
    std::vector<Remark> warnings;
    std::vector<ReportRow> rows;  // one for each nutrient of each day
    std::set<Nutrient> over;
    for (const TouchedDay& day : days) {
        for (const Nutrient nutrient : day.touched) {
            const ReportRow& row =
                rows.emplace_back(report_day(profile, authority, nutrient, day.ledger(nutrient), today));
            if (row.over_upper.value_or(false)) over.insert(nutrient);
        }
    }
    for (const Intake& intake : intakes) {
        if (auto warning = slip(intake, authority, over, find_compound)) warnings.push_back(std::move(*warning));
        const Compound* compound = intake.contents.size() == 1 ? find_compound(intake.contents[0].compound) : nullptr;
        if (compound != nullptr && compound->kind == CompoundKind::excipient) {
            warnings.push_back({remark_code("excipient"),
                std::string{compound->key} + " is a tablet additive; labels do not count it as a dose"});
        }
    }
    for (const ReportRow& row : rows) {
        const Nutrient nutrient = row.nutrient;
        const std::string subject = std::string{info(nutrient).key} + " " + noted_day(row.range.from, today) + ": ";
        if (row.over_upper.value_or(false)) {
            const Applied& upper = *row.references.upper;
            const std::string amount = spell_number_beside(row.upper_amount->sum, upper.value, nutrient) + " " +
                                       std::string{info(nutrient).unit};
            warnings.push_back(
                {remark_code("over-upper"), subject + amount + ", above the " + std::string{limit_name(upper.kind)} +
                                                " of " + limit_words(upper, nutrient)});
        } else if (row.days_upper_unknown > 0 && std::ranges::any_of(intakes, [&](const Intake& intake) {
                       return brings_unsaid(intake, nutrient);
                   })) {
            warnings.push_back({remark_code("upper-unknown"), subject + may_be_above(row)});
        }
    }
    return warnings;
}

}  // namespace epsom
