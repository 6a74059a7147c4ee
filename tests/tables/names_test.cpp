#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "tables/names.hpp"

namespace {

using namespace epsom::tables;

TEST_CASE("names are the same whatever their case, spaces, hyphens and underscores") {
    CHECK(same_name("Magnesium citrate", "magnesium-citrate"));
    CHECK(same_name("mag ox", "MagOx"));
    CHECK(same_name(" _-oxide- ", "oxide"));
    CHECK(same_name("", " - "));
}

TEST_CASE("names that differ in a letter, or of which one is longer, are not the same") {
    CHECK_FALSE(same_name("citrate", "citrate2"));
    CHECK_FALSE(same_name("citrates", "citrate"));
    CHECK_FALSE(same_name("oxide", "oxime"));
    CHECK_FALSE(same_name("oxide", ""));
    CHECK_FALSE(same_name("1:1", "11"));
}

TEST_CASE("a key is made of lower-case letters, digits and hyphens") {
    CHECK(is_key("citrate-9-hydrate"));
    CHECK_FALSE(is_key(""));
    CHECK_FALSE(is_key("Citrate"));
    CHECK_FALSE(is_key("mag_ox"));
    CHECK_FALSE(is_key("mag ox"));
}

TEST_CASE("aliases are separated by commas, and an empty list has none") {
    const auto parts = [](std::string_view list) {
        std::vector<std::string> found;
        for_each_alias(list, [&](std::string_view alias) { found.emplace_back(alias); });
        return found;
    };
    CHECK(parts("") == std::vector<std::string>{});
    CHECK(parts("mag") == std::vector<std::string>{"mag"});
    CHECK(parts("mag,mg supplement") == std::vector<std::string>{"mag", "mg supplement"});
}

TEST_CASE("a name that two entries answer to is noticed, a repetition within one is not") {
    using Entry = std::vector<std::string_view>;
    const auto names_of = [](const Entry& entry, auto visit) {
        for (const auto name : entry) visit(name);
    };
    const auto is_unique = [&](std::vector<Entry> table) {
        return NameIndex<Entry, decltype(names_of), 4>{table, names_of}.is_unique();
    };
    CHECK(is_unique({{"mag ox", "magox"}, {"oxide", "ox"}}));
    CHECK_FALSE(is_unique({{"mag ox", "magox"}, {"oxide", "Mag-Ox"}}));
}

TEST_CASE("an entry is found by each of its names, however spelled, and by no other") {
    using Entry = std::vector<std::string_view>;
    constexpr auto names_of = [](const Entry& entry, auto visit) {
        for (const auto name : entry) visit(name);
    };
    const std::vector<Entry> table{{"mag ox", "magox"}, {"oxide"}, {}, {"citrate", "mag citrate"}};
    REQUIRE(count_names(std::span{table}, names_of) == 5);
    const NameIndex<Entry, decltype(names_of), 5> index{table, names_of};
    CHECK(index.find("MagOx") == &table[0]);
    CHECK(index.find(" Oxide ") == &table[1]);
    CHECK(index.find("mag-citrate") == &table[3]);
    for (const auto name : {"", "-", "citrates", "itrate", "mag", "malate"}) CHECK(index.find(name) == nullptr);
}

TEST_CASE("the tables' own comparison of names is that of name_key() for each of their names") {
    const auto agrees = [](std::string_view name) {
        CHECK_MESSAGE(std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; }), name);
        const std::string key = epsom::name_key(name);
        CHECK_MESSAGE(same_name(name, key), name);
        CHECK_MESSAGE(hash_of(name) == hash_of(key), name);
    };
    for (const auto& compound : epsom::tables::compounds()) {
        agrees(compound.key);
        for_each_alias(compound.aliases, agrees);
    }
    for (const auto& row : epsom::known_ingredients()) {
        agrees(row.key);
        agrees(row.label);
        for_each_alias(row.aliases, agrees);
    }
    for (const auto& food : epsom::tables::foods()) {
        agrees(food.key);
        agrees(food.name);
    }
    for (const auto& substance : epsom::tables::substances()) {
        agrees(substance.key);
        for_each_alias(substance.aliases, agrees);
    }
}

TEST_CASE("a table's name is found with the blanks, dashes and letters of any keyboard") {
    REQUIRE(find_compound("glycinate") != nullptr);
    for (const std::string_view name : {"Magnesium\u00A0Glycinate", "\u200Bmagnesium glycinate",
             "ＭＡＧＮＥＳＩＵＭ glycinate", "magnesium\u2013glycinate"}) {
        CHECK_MESSAGE(find_compound(name) == find_compound("glycinate"), name);
    }
}

}  // namespace
