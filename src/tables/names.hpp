#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace epsom::tables {

[[nodiscard]] constexpr bool separates(char c) { return c == ' ' || c == '-' || c == '_'; }
[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether two names have the same name_key(): case, spaces, '-' and '_' do not matter.
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

/// Whether no name belongs to two entries of `table`; an entry may repeat its own. `names_of(entry, visit)` calls
/// `visit` with each name of an entry. Made for the compiler, so it sorts hashes, at most `most`, not texts.
template <std::size_t most, typename Table, typename NamesOf>
[[nodiscard]] constexpr bool names_are_unique(const Table& table, NamesOf names_of) {
    struct Named { std::uint64_t hash = 0; std::size_t entry = 0; };
    std::array<Named, most> found{};
    std::size_t count = 0;
    std::size_t entry = 0;
    for (const auto& each : table) {
        names_of(each, [&](std::string_view name) {
            std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
            for (const char c : name) {
                if (!separates(c)) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 0x100000001b3;
            }
            found.at(count++) = {hash, entry};
        });
        ++entry;
    }
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(count);
    std::sort(found.begin(), end, [](const Named& a, const Named& b) { return a.hash < b.hash; });
    const auto clash = [](const Named& a, const Named& b) { return a.hash == b.hash && a.entry != b.entry; };
    return std::adjacent_find(found.begin(), end, clash) == end;
}

}  // namespace epsom::tables
