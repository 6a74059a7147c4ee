#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "epsom/tables/tables.hpp"

namespace {

using namespace epsom;

TEST_CASE("the authorities are ten, the default first") {
    std::vector<std::string_view> keys;
    for (const Authority& authority : tables::authorities()) keys.push_back(authority.key);
    CHECK(keys == std::vector<std::string_view>{
                      "US_CA", "EFSA", "UK", "AU_NZ", "NORDIC", "DACH", "WHO_FAO", "JAPAN", "CHINA", "INDIA"});
}

TEST_CASE("every authority has a name and values") {
    for (const Authority& authority : tables::authorities()) {
        CHECK_FALSE(authority.name.empty());
        CHECK_FALSE(authority.rows.empty());
    }
}

TEST_CASE("an authority is found by its key") {
    for (const Authority& authority : tables::authorities()) CHECK(tables::find_authority(authority.key) == &authority);
}

TEST_CASE("case, hyphens and underscores do not matter in an authority's key") {
    const Authority* const us = tables::find_authority("US_CA");
    REQUIRE(us != nullptr);
    CHECK(tables::find_authority("us_ca") == us);
    CHECK(tables::find_authority("us-ca") == us);
    CHECK(tables::find_authority("Us-Ca") == us);
    CHECK(tables::find_authority("USCA") == us);
    CHECK(tables::find_authority("who-fao") == tables::find_authority("WHO_FAO"));
    CHECK(tables::find_authority("Efsa") == tables::find_authority("EFSA"));
}

TEST_CASE("an unknown authority is not found") {
    for (const std::string_view name : {"", "_", "US", "FDA", "US_CA2"}) CHECK(tables::find_authority(name) == nullptr);
}

}  // namespace
