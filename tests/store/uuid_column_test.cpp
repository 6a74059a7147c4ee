#include "store/uuid_column.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "epsom/machine_error.hpp"

using namespace epsom;

TEST_CASE("a uuid takes 16 bytes, and each key comes back as it was") {
    SQLite::Database db{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    store::add_uuid_functions(db);
    SQLite::Statement query{db, "SELECT ?1, length(?1), ?1 IS uuid_key(uuid_text(?1)), uuid_text(?1)"};
    struct Case {
        const char* key;
        int length;
    };
    for (const auto& [key, length] : {Case{"0a4b2f78-926e-4ec6-a4e8-7fb7bb0d3ab2", 16},
             Case{"00000000-0000-0000-0000-000000000000", 16}, Case{"ffffffff-ffff-ffff-ffff-ffffffffffff", 16},
             Case{"0A4B2F78-926E-4EC6-A4E8-7FB7BB0D3AB2", 36}, Case{"0a4b2f78-926e-4ec6-a4e8-7fb7bb0d3ab", 35},
             Case{"0a4b2f780926e-4ec6-a4e8-7fb7bb0d3ab2", 36}, Case{"0a4b2f78-926e-4ec6-a4e8-7fb7bb0d3abg", 36},
             Case{"2026-11-20 food", 15}, Case{"sixteen letters.", 16}, Case{"diet.magnesium", 14}, Case{"", 0}}) {
        query.reset();
        store::bind_uuid(query, 1, key);
        REQUIRE(query.executeStep());
        CHECK(store::uuid_in(query.getColumn(0)) == key);
        CHECK(query.getColumn(1).getInt() == length);
        CHECK(query.getColumn(2).getInt() == 1);
        CHECK(query.getColumn(3).getString() == key);
    }
    SQLite::Statement bad{db, "SELECT x'0102', 7, uuid_key(NULL), uuid_text(NULL)"};
    REQUIRE(bad.executeStep());
    CHECK_THROWS_AS((void)store::uuid_in(bad.getColumn(0)), MachineError);
    CHECK_THROWS_AS((void)store::uuid_in(bad.getColumn(1)), MachineError);
    CHECK(bad.getColumn(2).isNull());
    CHECK(bad.getColumn(3).isNull());
}
