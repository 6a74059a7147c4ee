#include "authorities.hpp"

#include <array>

#include "epsom/tables/tables.hpp"
#include "names.hpp"

namespace epsom::tables {
namespace {

constexpr std::array all{&us_ca, &efsa, &uk, &au_nz, &nordic, &dach, &who_fao, &japan, &china, &india};

}  // namespace

std::span<const Authority* const> authorities() { return all; }

const Authority* find_authority(std::string_view key) {
    for (const Authority* authority : all) {
        if (same_name(authority->key, key)) return authority;
    }
    return nullptr;
}

}  // namespace epsom::tables
