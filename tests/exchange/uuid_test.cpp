#include "exchange/uuid.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace epsom::exchange;

namespace {

std::string hex(Hash hash) {
    std::string text;
    for (const auto word : {hash.first, hash.second}) {
        for (int i = 0; i < 8; ++i) {
            text += "0123456789abcdef"[(word >> (8 * i + 4)) & 0x0F];
            text += "0123456789abcdef"[(word >> (8 * i)) & 0x0F];
        }
    }
    return text;
}

}  // namespace

TEST_CASE("the hash is SipHash-2-4-128: the first vectors of its reference code, and those of OpenSSL") {
    constexpr Hash key{0x0706050403020100U, 0x0F0E0D0C0B0A0908U};
    std::string bytes;
    for (char c = 0; c < 63; ++c) bytes += c;
    CHECK(hex(siphash("", key)) == "a3817f04ba25a8e66df67214c7550293");
    CHECK(hex(siphash(bytes.substr(0, 1), key)) == "da87c1d86b99af44347659119b22fc45");
    CHECK(hex(siphash(bytes.substr(0, 8), key)) == "3b62a9ba6258f5610f83e264f31497b4");
    CHECK(hex(siphash(bytes.substr(0, 15), key)) == "5493e99933b0a8117e08ec0f97cfc3d9");
    CHECK(hex(siphash(bytes, key)) == "5150d1772f50834a503e069a973fbd7c");
}

TEST_CASE("an imported row's uuid is of version 8 and depends on the format, the row and its place among equal ones") {
    Identities first{"csv"}, second{"csv"}, other{"medtimer"};
    const auto a = first.uuid("2026-11-20 glycinate 200 mg");
    CHECK(a.uuid.size() == 36);
    CHECK(a.uuid[14] == '8');
    CHECK(std::string{"89ab"}.find(a.uuid[19]) != std::string::npos);
    CHECK(a.uuid == second.uuid("2026-11-20 glycinate 200 mg").uuid);
    CHECK(a.uuid != other.uuid("2026-11-20 glycinate 200 mg").uuid);
    CHECK(a.uuid != first.uuid("2026-11-20 glycinate 100 mg").uuid);
    const auto again = first.uuid("2026-11-20 glycinate 200 mg");
    CHECK(again.repeated);
    CHECK(again.uuid != a.uuid);
    CHECK(again.uuid == second.uuid("2026-11-20 glycinate 200 mg").uuid);
}

TEST_CASE("equal rows are counted over a hundred thousand others, in bounded memory") {
    Seen seen;
    CHECK(seen.count_and_add(7) == 0);
    CHECK(seen.count_and_add(7) == 1);
    for (std::uint64_t i = 0; i < 130'000; ++i) CHECK_EQ(seen.count_and_add(0x9E3779B97F4A7C15U * (i + 1)), 0);
    CHECK(seen.count_and_add(7) == 2);
    for (std::uint64_t i = 0; i < 1'000'000; ++i) seen.count_and_add(0x9E3779B97F4A7C15U * (i + 1'000'000));
    CHECK(seen.count_and_add(7) == 0);
}

TEST_CASE("each of a thousand equal rows is counted, also when others come between them") {
    Seen seen;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        REQUIRE(seen.count_and_add(7) == i);
        REQUIRE(seen.count_and_add(8) == i);
        for (std::uint64_t other = 0; other < 200; ++other)
            REQUIRE_EQ(seen.count_and_add(0x9E3779B97F4A7C15U * (200 * i + other + 1)), 0);
    }
}
