#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "store/page_sum.hpp"

using namespace epsom::store;

namespace {

using Page = std::vector<unsigned char>;

Page sealed(std::int64_t size, std::int64_t offset, std::mt19937_64& random) {
    Page page(static_cast<std::size_t>(size));
    for (auto& byte : page) byte = static_cast<unsigned char>(random());
    seal(page.data(), size, offset);
    return page;
}

}  // namespace

TEST_CASE("a page in which one byte is damaged is found, and put right or left alone") {
    std::mt19937_64 random{18};
    int tried = 0, mended = 0;
    for (const std::int64_t size : {512, 1024, 4096}) {
        const Page right = sealed(size, 3 * size, random);
        CHECK(is_sealed(right.data(), size, 3 * size));
        CHECK_FALSE(is_sealed(right.data(), size, 4 * size));
        for (std::size_t at = 0; at < right.size(); ++at) {
            Page page = right;
            page[at] ^= static_cast<unsigned char>(1 + random() % 255);
            REQUIRE_FALSE(is_sealed(page.data(), size, 3 * size));
            const Page damaged = page;
            const std::size_t changes = mend(page.data(), size, 3 * size);
            const bool done = changes == 1;
            REQUIRE(changes > 0);
            REQUIRE(page == (done ? right : damaged));
            ++tried;
            mended += done ? 1 : 0;
        }
    }
    MESSAGE(mended << " of " << tried << " put right");
    CHECK(mended > tried * 9 / 10);
}

TEST_CASE("a page with more damage than one byte stays as it is") {
    std::mt19937_64 random{19};
    for (int trial = 0; trial < 20'000; ++trial) {
        const Page right = sealed(512, 0, random);
        Page page = right;
        const std::size_t bytes = 2 + random() % 20;
        for (std::size_t i = 0; i < bytes; ++i)
            page[random() % page.size()] ^= static_cast<unsigned char>(1 + random() % 255);
        int differing = 0;
        for (std::size_t i = 0; i < page.size(); ++i) differing += page[i] != right[i] ? 1 : 0;
        if (differing < 2) continue;
        const Page damaged = page;
        REQUIRE(mend(page.data(), 512, 0) == 0);
        REQUIRE(page == damaged);
    }
}
