#include "dose_elemental.hpp"

#include "epsom/domain/logging.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/catalogue.hpp"
#include "session/file_format.hpp"

namespace epsom {
namespace {

/// By its name, also as `compound:citrate`.
const Compound* compound_called(std::string_view name) {
    const OfKind named = of_kind(name);
    return named.kind.empty() || named.kind == "compound" ? tables::find_compound(named.name) : nullptr;
}

}  // namespace

void DoseElemental::options(Options& options) {
    options.operands("AMOUNT COMPOUND", words_)
        .offer({Offer::compound}, each_place)
        .value("--format", format_, "FORMAT", "text or json (default: text)")
        .words(text_or_json_choices)
        .examples("  epsom dose elemental 500mg oxide\n  epsom dose elemental 2g citrate\n");
}

ExitCode DoseElemental::run(Context& context) {
    const auto format = text_or_json("dose elemental", format_);
    if (!format) return context.refuse(format.error());
    if (words_.empty()) return context.refuse({"missing AMOUNT and COMPOUND", "epsom dose elemental 500mg oxide"});
    const auto names = [] {
        std::vector<std::string_view> keys;
        for (const Compound& compound : tables::compounds()) keys.push_back(compound.key);
        return keys;
    };
    const auto read = read_log_words(
        words_, [](std::string_view name) { return compound_called(name) != nullptr; }, names);
    if (!read) return context.refuse(read.error());
    if (!read->amount || read->count || read->moment) {
        return context.refuse({"missing AMOUNT or COMPOUND", "epsom dose elemental 500mg oxide"});
    }
    const Compound& compound = *compound_called(read->what);
    const auto mass = mass_of(*read->amount);
    if (!mass) return context.refuse(mass.error());
    const auto share = elemental(compound, *mass);
    if (!share) {
        return context.refuse({std::string{compound.key} + " (" + std::string{compound.name} + ") has no fixed formula",
            "its label states the elemental " + std::string{info(compound.nutrient).key}});
    }
    // The share of a vitamer is published, and does not follow from the mass of a mole.
    const MolarMass molar = molar_mass(compound);
    const Proportion part = *share_of(compound);
    const bool by_formula = compound.share.numerator == 0;
    const auto& unit = info(compound.nutrient);
    if (*format == Format::json) {
        std::string out;
        append_json(out, {{"schema", "epsom/elemental/1"}, {"compound", compound.key}, {"name", compound.name},
                             {"formula", compound.formula}, {"nutrient", unit.key},
                             {"mass", Value::fraction(mass->nanograms(), unit.unit_steps)},
                             {"elemental", Value::fraction(share->nanograms(), unit.unit_steps)}, {"unit", unit.unit},
                             {"share_percent", Value::fraction(part.numerator * 100, part.denominator, 3)},
                             {"molar_mass", by_formula ? Value::fraction(molar.total, 1000) : Value{}},
                             {"source", compound.source}});
        context.print(out + "\n");
        return ExitCode::ok;
    }
    context.print(
        spell(*mass) + " " + std::string{compound.key} + " (" + std::string{compound.name} + ") contains " +
        spell_in_unit(*share, compound.nutrient) + " " + std::string{unit.unit} + (by_formula ? " elemental " : " ") +
        std::string{unit.key} + "\n" + "  share    " + spell_decimal(part.numerator * 100, part.denominator, 2) + " %" +
        (by_formula
                ? ": " + spell_decimal(molar.element, 1000, 3) + " of " + spell_decimal(molar.total, 1000, 3) + " g/mol"
                : "") +
        "\n  formula  " + std::string{compound.formula} + "\n  source   " + std::string{compound.source} + "\n");
    return ExitCode::ok;
}

}  // namespace epsom
