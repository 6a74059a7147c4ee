#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "epsom/domain/table_name.hpp"

namespace epsom::tables {

/// How many names the entries of `table` have; `names_of(entry, visit)` calls `visit` with each of an entry's.
template <typename Entry, typename NamesOf>
[[nodiscard]] constexpr std::size_t count_names(std::span<const Entry> table, NamesOf names_of) {
    std::size_t count = 0;
    for (const Entry& entry : table) names_of(entry, [&count](std::string_view) { ++count; });
    return count;
}

/// All names of a table in the order of their hashes, for the `count` that count_names() says: what is typed is looked
/// up among thousands of names in a dozen steps. `table` must outlive it.
template <typename Entry, typename NamesOf, std::size_t count> class NameIndex {
public:
    constexpr NameIndex(std::span<const Entry> table, NamesOf names_of) : table_{table}, names_of_{names_of} {
        std::size_t place = 0;
        for (std::size_t entry = 0; entry < table.size(); ++entry) {
            names_of(table[entry], [&](std::string_view name) { names_.at(place++) = {hash_of(name), entry}; });
        }
        std::sort(names_.begin(), names_.end(), [](const Named& a, const Named& b) { return a.hash < b.hash; });
    }

    /// Whether no name belongs to two entries; an entry may repeat its own.
    [[nodiscard]] constexpr bool is_unique() const {
        const auto clash = [](const Named& a, const Named& b) { return a.hash == b.hash && a.entry != b.entry; };
        return std::adjacent_find(names_.begin(), names_.end(), clash) == names_.end();
    }

    /// The entry that answers to `name`, or null. A name that may not be ASCII is handed over as its name_key().
    [[nodiscard]] constexpr const Entry* find(std::string_view name) const {
        const std::uint64_t hash = hash_of(name);
        const auto found = std::ranges::lower_bound(names_, hash, {}, &Named::hash);
        if (found == names_.end() || found->hash != hash) return nullptr;
        bool same = false;
        names_of_(table_[found->entry], [&](std::string_view each) { same = same || same_name(each, name); });
        return same ? &table_[found->entry] : nullptr;
    }

private:
    struct Named {
        std::uint64_t hash = 0;
        std::size_t entry = 0;
    };
    std::span<const Entry> table_;
    NamesOf names_of_;
    std::array<Named, count> names_{};
};

}  // namespace epsom::tables
