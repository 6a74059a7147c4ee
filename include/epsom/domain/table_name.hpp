#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// How the names of tables are compared and looked up; theirs are ASCII but for a unit's.
namespace epsom::tables {

[[nodiscard]] constexpr bool separates(char c) {
    return c == ' ' || c == '-' || c == '_' || c == '\t' || c == '\n' || c == '\r';
}
[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether two names have the same name_key(): case, spaces, '-' and '_' do not matter. The tables' names are ASCII;
/// what is typed is not always.
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

/// "Magnesium glycinate" for "Magnesium glycinate (bisglycinate)"; "Copper(II) oxide" stays as it is.
[[nodiscard]] constexpr std::string_view without_brackets(std::string_view name) {
    return name.substr(0, name.find(" ("));
}

/// Calls `visit` with each part of `list`, which commas separate; not at all for an empty list.
template <typename Visit> constexpr void for_each_alias(std::string_view list, Visit visit) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        visit(list.substr(0, comma));
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
}

/// FNV-1a of the name_key(): names that are the same_name() share it.
[[nodiscard]] constexpr std::uint64_t hash_of(std::string_view name) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : name) {
        if (!separates(c)) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 0x100000001b3;
    }
    return hash;
}

/// One name of a row, as the generator writes them: in the order of their hashes.
struct HashedName {
    std::uint64_t hash;
    std::uint16_t row;
};

/// The row that answers to `name`, or null; `names_of(row, visit)` calls `visit` with each of a row's names. A name
/// that may not be ASCII is handed over as its name_key().
template <typename Row, typename NamesOf>
[[nodiscard]] constexpr const Row* row_named(
    std::string_view name, std::span<const HashedName> names, std::span<const Row> rows, NamesOf names_of) {
    const std::uint64_t hash = hash_of(name);
    const auto found = std::ranges::lower_bound(names, hash, {}, &HashedName::hash);
    if (found == names.end() || found->hash != hash) return nullptr;
    bool same = false;
    names_of(rows[found->row], [&](std::string_view each) { same = same || same_name(each, name); });
    return same ? &rows[found->row] : nullptr;
}

}  // namespace epsom::tables
