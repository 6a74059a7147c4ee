#include "label_blocks.hpp"

#include <algorithm>
#include <utility>

#include "epsom/text/text.hpp"
#include "label_names.hpp"
#include "label_parts.hpp"
#include "label_words.hpp"

namespace epsom::label {
namespace {

/// Whether the same contents can be listed for both: for 1 capsule and for 2, not for a tablet and for a softgel.
bool same_product(const std::optional<Serving>& a, const std::optional<Serving>& b) {
    if (!a || !b || is_usual(*a) || is_usual(*b)) return true;
    const auto mass = [](const Serving& each) { return among(each.unit, {"g", "ml", "gram"}); };
    return same_unit(a->unit, b->unit) || mass(*a) || mass(*b) || contains(a->unit, b->unit) ||
           contains(b->unit, a->unit);
}

}  // namespace

std::optional<Serving> serving_described(const std::string& text) {
    bool range = false;
    auto serving = read_serving(text, range);
    for (const auto& inside : brackets_of(text)) {
        if (!serving) serving = read_serving(inside, range);
    }
    if (!serving && !text.empty()) serving = read_serving("1 " + text, range);
    return serving;
}
bool is_usual(const Serving& serving) {
    return same_unit(serving.unit, "serving") || contains(serving.unit, "tagesdosis") ||
           contains(serving.unit, "tagesportion") || serving.unit == "portion";
}
bool is_weighed(const Serving& serving) {
    return among(serving.unit, {"g", "ml", "gram"}) && serving.count >= Count{100};
}

std::optional<std::vector<std::string>> choose_block(
    const std::vector<Block>& blocks, std::vector<Row>& rows, Label& label) {
    struct Listed {
        Block block;
        std::optional<Serving> serving;
        std::vector<std::string> names;
    };
    const auto name_of = [](const Row& row) { return name_in_english(without_brackets(row.line.name)); };
    std::vector<Listed> listed;
    std::vector<std::size_t> of_row(rows.size());  // its place in `listed`
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::size_t end = i + 1 < blocks.size() ? blocks[i + 1].first_row : rows.size();
        if (blocks[i].first_row == end) continue;
        std::size_t at = 0;
        while (at < listed.size() &&
               (listed[at].block.columns != blocks[i].columns || listed[at].block.serving != blocks[i].serving))
            ++at;
        if (at == listed.size()) {
            const auto& columns = blocks[i].columns;
            auto serving = columns.empty() ? std::nullopt : serving_described(columns.front());
            if (!serving || (blocks[i].serving && is_usual(*serving))) serving = blocks[i].serving;
            listed.push_back({blocks[i], std::move(serving), {}});
        }
        for (std::size_t row = blocks[i].first_row; row < end; ++row) {
            listed[at].names.push_back(name_of(rows[row]));
            of_row[row] = at;
        }
    }
    if (listed.size() < 2) return std::nullopt;
    const auto has = [](const Listed& each, const std::string& name) {
        return std::ranges::find(each.names, name) != each.names.end();
    };
    std::vector<std::size_t> same{0};
    for (std::size_t i = 1; i < listed.size(); ++i) {
        const auto shared = static_cast<std::size_t>(
            std::ranges::count_if(listed[i].names, [&](const std::string& name) { return has(listed[0], name); }));
        if (shared * 2 >= std::min(listed[i].names.size(), listed[0].names.size()) && shared > 0 &&
            same_product(listed[i].serving, listed[0].serving))
            same.push_back(i);
    }
    if (same.size() < 2) return std::nullopt;
    const auto stated = listed[0].block.serving ? listed[0].block.serving : label.serving;
    std::size_t chosen = same.front();
    int best = 0;
    for (const std::size_t i : same) {
        const auto& serving = listed[i].serving;
        const bool stated_here =
            stated && serving && serving->count == stated->count && same_unit(serving->unit, stated->unit);
        const int score = stated_here                        ? 3
                          : serving && is_usual(*serving)    ? 2
                          : serving && !is_weighed(*serving) ? 1
                                                             : 0;
        if (score > best) {
            best = score;
            chosen = i;
        }
    }
    const auto per = [&](std::size_t i) {
        return listed[i].block.columns.empty() && listed[i].serving ? spell(*listed[i].serving)
               : listed[i].block.columns.empty()                    ? std::string{"serving"}
                                                                    : listed[i].block.columns.front();
    };
    label.notes.push_back(
        "amounts are listed for " + std::to_string(same.size()) + " servings; using those per " + per(chosen));
    std::vector<Row> kept;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::size_t at = of_row[row];
        if (at == chosen || std::ranges::find(same, at) == same.end()) {
            kept.push_back(std::move(rows[row]));
        } else if (const std::string name = name_of(rows[row]); !has(listed[chosen], name)) {
            label.notes.push_back(in_quotes(rows[row].line.name) + " is listed per " + per(at) + " only; not added");
        }
    }
    rows = std::move(kept);
    label.serving = stated;
    return listed[chosen].block.columns;
}

}  // namespace epsom::label
