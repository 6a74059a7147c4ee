#include "epsom/tables/tables.hpp"
#include "names.hpp"

namespace epsom::tables {
namespace {

#include "references.inc"

}  // namespace

std::span<const Authority> authorities() { return authority_rows; }

const Authority* find_authority(std::string_view key) {
    for (const Authority& authority : authority_rows) {
        if (same_name(authority.key, key)) return &authority;
    }
    return nullptr;
}

}  // namespace epsom::tables
