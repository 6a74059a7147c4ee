#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/label/label.hpp"
#include "label_row.hpp"

namespace epsom::label {

/// What follows a heading that says what it is of: "Amount Per 1 Capsule".
struct Block {
    std::size_t first_row = 0;
    std::vector<std::string> columns = {};
    std::optional<Serving> serving = {};
};

/// What a heading says that amounts are of: "2 capsules" of "daily dose (2 capsules)", "1 capsule" of "capsule".
[[nodiscard]] std::optional<Serving> serving_described(const std::string& text);
/// Per serving or per day, not per number of units.
[[nodiscard]] bool is_usual(const Serving& serving);
/// 100 g or ml and more, which nutrition tables are for and nobody takes.
[[nodiscard]] bool is_weighed(const Serving& serving);

/// Of blocks that list the same for several servings one counts: the rows of the others are removed, and `label` notes
/// it. The headings of its columns, or empty where all blocks count.
[[nodiscard]] std::optional<std::vector<std::string>> choose_block(
    const std::vector<Block>& blocks, std::vector<Row>& rows, Label& label);

}  // namespace epsom::label
