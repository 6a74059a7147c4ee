#pragma once

#include <span>
#include <string_view>

#include "epsom/domain/compound.hpp"
#include "epsom/domain/food.hpp"
#include "epsom/domain/reference.hpp"

/// What the field publishes, as data with sources.
namespace epsom::tables {

/// Every authority, the default first.
std::span<const Authority* const> authorities();
/// By key; case and '-' or '_' do not matter. Null when unknown.
const Authority* find_authority(std::string_view key);

std::span<const Compound> compounds();
/// By key, name or alias, compared by name_key(). Null when unknown.
const Compound* find_compound(std::string_view name);

std::span<const Food> foods();
/// By key or name. Null when unknown.
const Food* find_food(std::string_view name);

}  // namespace epsom::tables
