#include "render/column_heads.hpp"

#include <doctest/doctest.h>

using namespace epsom;
using epsom::drawing::ColumnHeads;

TEST_CASE("labels that have room beside each other are one line above a table") {
    ColumnHeads heads{{.width = 60}};
    heads.put(4, "total");
    heads.tick(30, "target 320 mg", "|");
    CHECK(heads.text() == "    total       target 320 mg |\n");
}

TEST_CASE("a label follows its mark where it has no room before it") {
    ColumnHeads heads{{.width = 60}};
    heads.put(4, "total");
    heads.tick(12, "target 320 mg", "|");
    CHECK(heads.text() == "    total   | target 320 mg\n");
}

TEST_CASE("a label without room beside the others has a line above them") {
    ColumnHeads heads{{.width = 40}};
    heads.put(4, "total");
    heads.tick(30, "target 320 mg", "|");
    heads.tick(34, "UL 350 mg", "]");
    CHECK(heads.text() == R"(                        UL 350 mg ]
    total       target 320 mg |
)");
}
