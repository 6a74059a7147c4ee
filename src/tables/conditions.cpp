#include <algorithm>
#include <array>
#include <string_view>

#include "epsom/domain/interaction.hpp"
#include "epsom/domain/text.hpp"
#include "epsom/tables/tables.hpp"
#include "names.hpp"

namespace epsom::tables {
namespace {

using enum Nutrient;
using enum Evidence;

constexpr std::string_view any_form;
// Where the kidneys or what magnesium acts on do not work as in the people for whom upper levels are set.
constexpr bool level_does_not_apply = false;
constexpr bool level_applies = true;

// Each as key, name, aliases, nutrient, form, whether the published upper level applies, fact, evidence, source.
constexpr Condition rows[] = {
    {"severe-kidney-disease", "severe kidney disease",
     "gfr below 30,gfr below 30 ml/min,kidney failure,renal failure,severe renal impairment,ckd stage 4,ckd stage 5", magnesium, any_form,
     level_does_not_apply,
     "contraindicated for aspartate sachets and citrate tablets; monitor serum Mg every 3-6 months in lesser impairment", verified,
     "Magnaspartate SmPC via rxreasoner; Medscape UK Mg citrate"},
    {"kidney-disease", "kidney disease", "ckd,chronic kidney disease,renal impairment,dialysis,kidneys", magnesium, any_form,
     level_does_not_apply, "ask a clinician first: excretion falls and toxicity can follow", verified, "NICE ESUOM4; NCT04462796 exclusion list"},
    {"heart-block", "heart block and bradycardia",
     "av block,bradycardia,slow heart rate,heart block and bradycardia,cardiac conduction disorder,conduction disorder", magnesium, any_form,
     level_does_not_apply,
     "conduction disorder contraindicated (aspartate SmPC), precaution (citrate); parenteral magnesium to be avoided in heart block; RLS citrate "
     "trial excluded pulse <60",
     verified, "Magnaspartate SmPC via rxreasoner; Medscape UK Mg citrate; pill2trip parenteral Mg; NCT04462796"},
    {"myasthenia-gravis", "myasthenia gravis", "myasthenia", magnesium, any_form, level_does_not_apply,
     "parenteral magnesium can trigger a crisis; oral products: ask first", verified, "magnesium sulfate SmPC via rxreasoner; medx.it.com"},
    {"heart-failure", "heart failure", "ejection fraction below 40 %,ejection fraction below 40%,hfref", magnesium, any_form, level_applies,
     "excluded from the RLS citrate trial", verified, "NCT04462796"},
    {"chronic-diarrhoea", "chronic diarrhoea or small-bowel resection",
     "chronic diarrhea,diarrhoea,diarrhea,small-bowel resection,short bowel", magnesium, any_form, level_applies,
     "interrupt or reduce the dose; absorption altered", verified, "Medscape UK Mg citrate and glycerophosphate"},
    {"hyperphosphataemia", "hyperphosphataemia", "hyperphosphatemia,high phosphate", magnesium, "glycerophosphate", level_applies,
     "applies to glycerophosphate only", verified, "Medscape UK Mg glycerophosphate"},
    {"infection-stones", "infection stones", "struvite,struvite stones,struvite (Ca-Mg-ammonium phosphate) stones,infection stone", magnesium, any_form,
     level_applies, "listed contraindication on German labels", verified, "ellviva.de magnesium Gegenanzeigen"},
    {"pregnancy", "pregnancy", "pregnant", magnesium, any_form, level_applies, "citrate considered safe if needed; ask first", verified,
     "Medscape UK Mg citrate"},
};

constexpr auto names_of = [](const Condition& condition, auto visit) {
    visit(condition.key);
    visit(condition.name);
    for_each_alias(condition.aliases, visit);
};
constexpr std::span<const Condition> table{rows};
constexpr NameIndex<Condition, decltype(names_of), count_names(table, names_of)> by_name{table, names_of};

static_assert(std::ranges::all_of(rows, [](const Condition& condition) { return is_key(condition.key); }));
static_assert(std::ranges::none_of(rows, [](const Condition& condition) { return condition.fact.empty() || condition.source.empty(); }),
              "nothing is without a fact or a source");
static_assert(by_name.is_unique(), "no two conditions answer to the same name");

}  // namespace

std::span<const Condition> conditions() { return rows; }

const Condition* find_condition(std::string_view name) { return by_name.find(name_key(name)); }

}  // namespace epsom::tables
