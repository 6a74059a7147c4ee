#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace epsom::tables {

[[nodiscard]] constexpr bool separates(char c) { return c == ' ' || c == '-' || c == '_' || c == '\t' || c == '\n' || c == '\r'; }
[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether two names have the same name_key(): case, spaces, '-' and '_' do not matter. The tables' names are ASCII; what is typed is not always.
[[nodiscard]] constexpr bool same_name(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (true) {
        while (i < a.size() && separates(a[i])) ++i;
        while (j < b.size() && separates(b[j])) ++j;
        if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
        if (lower(a[i++]) != lower(b[j++])) return false;
    }
}

/// Whether `text` is spelled as a key: "citrate-nonahydrate".
[[nodiscard]] constexpr bool is_key(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && std::ranges::all_of(text, fits);
}

/// "Magnesium glycinate" for "Magnesium glycinate (bisglycinate)".
[[nodiscard]] constexpr std::string_view without_brackets(std::string_view name) { return name.substr(0, name.find('(')); }

/// Calls `visit` with each part of `list`, which commas separate; not at all for an empty list.
template <typename Visit>
constexpr void for_each_alias(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        visit(list.substr(0, comma));
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
}

/// The same for all names that are the same_name(): FNV-1a of their name_key().
[[nodiscard]] constexpr std::uint64_t hash_of(std::string_view name) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : name) {
        if (!separates(c)) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 0x100000001b3;
    }
    return hash;
}

/// How many names the entries of `table` have; `names_of(entry, visit)` calls `visit` with each of an entry's.
template <typename Entry, typename NamesOf>
[[nodiscard]] constexpr std::size_t count_names(std::span<const Entry> table, NamesOf names_of) {
    std::size_t count = 0;
    for (const Entry& entry : table) names_of(entry, [&count](std::string_view) { ++count; });
    return count;
}

/// All names of a table in the order of their hashes, for the `count` that count_names() says: what is typed is looked up among thousands of
/// names in a dozen steps. `table` must outlive it.
template <typename Entry, typename NamesOf, std::size_t count>
class NameIndex {
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
    struct Named { std::uint64_t hash = 0; std::size_t entry = 0; };
    std::span<const Entry> table_;
    NamesOf names_of_;
    std::array<Named, count> names_{};
};

}  // namespace epsom::tables
