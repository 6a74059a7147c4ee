#pragma once

// tables: what the field publishes, found by name. The rows are generated from src/data and are constexpr.
// It stands on domain. A look-up allocates nothing and needs no start-up.
// Never here: what the user logged, a number without a source.

#include <span>
#include <string_view>

#include "epsom/domain/adequacy/spread.hpp"
#include "epsom/domain/amounts/compound.hpp"
#include "epsom/domain/amounts/food.hpp"
#include "epsom/domain/citation.hpp"
#include "epsom/domain/reference.hpp"
#include "epsom/domain/spacing/interaction.hpp"

/// What the field publishes, as data with sources.
namespace epsom::tables {

/// Every authority, the default first.
std::span<const Authority> authorities();
/// An authority by key; case and '-' or '_' do not matter. Null when unknown.
const Authority* find_authority(std::string_view key);

/// How much intakes differ from day to day, and requirements from person to person.
std::span<const DayToDay> day_to_day();
std::span<const RequirementSpread> requirement_spread();

std::span<const Compound> compounds();
/// What else is in a compound of the table; empty for any other.
std::span<const Companion> companions_of(const Compound& compound);
/// A compound by key, name or alias, compared by name_key(). Null when unknown.
const Compound* find_compound(std::string_view name);
/// A compound by what labels call it beside its nutrient: of zinc, 'gluconate' is zinc-gluconate. A compound of another
/// nutrient, where there is none of this one. Null when unknown.
const Compound* find_form(Nutrient nutrient, std::string_view name);

std::span<const Food> foods();
/// A food by key or name. Null when unknown.
const Food* find_food(std::string_view name);

/// What the rules and conditions cite, by key.
std::span<const Citation> citations();
/// What the sources say of medicines and minerals, habits among them.
std::span<const Interaction> interactions();
/// The substances of the rules, with habits (SubstanceType::lifestyle); a class precedes its members.
std::span<const Substance> substances();
/// A medicine, a class of them, or a nutrient in a high dose, by key, name or alias. Null when unknown.
const Substance* find_substance(std::string_view name);
/// Coffee, by its own name or as one of the foods that are it. Null when unknown.
const Substance* find_habit(std::string_view name);
/// Who names the medicine `name`, or a class of it, as making restless legs worse. Null where no source does.
const AggravatingMedicine* find_aggravating(std::string_view name);
/// Whether a name is that of a supplement that is no medicine, such as creatine, and no nutrient of the tables.
bool is_supplement(std::string_view name);
/// The table's rules and the user's own, which must outlive the book.
RuleBook rule_book(std::span<const UserRule> own = {});

std::span<const Condition> conditions();
/// A condition by key, name or alias. Null when unknown.
const Condition* find_condition(std::string_view name);

}  // namespace epsom::tables
