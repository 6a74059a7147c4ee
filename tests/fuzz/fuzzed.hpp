#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/text/text.hpp"
#include "exchange/reading.hpp"
#include "fuzz/target.hpp"

namespace epsom::test {

/// What holds of anything that was read, whatever was read.
inline void check_sane(const Reading& reading) {
    const auto check_contents = [](const std::vector<Content>& contents) {
        for (std::size_t i = 0; i < contents.size(); ++i) {
            require(i == 0 || contents[i - 1].nutrient < contents[i].nutrient, "contents are in order, each once");
            if (contents[i].amount)
                require(*contents[i].amount >= Mass{} && *contents[i].amount <= dfe_of_folic_acid(largest_mass),
                    "amounts are masses");
        }
    };
    const auto& summary = reading.summary;
    require(summary.handed_over == reading.entries.size() + reading.foods.size() + reading.products.size(),
        "the account is right");
    std::vector<std::string_view> uuids;
    for (const auto& entry : reading.entries) {
        check_contents(entry.intake.contents);
        require(
            !entry.intake.what.empty() && is_utf8(entry.intake.what) && is_utf8(entry.intake.note), "names are UTF-8");
        require(entry.intake.servings >= Count::from_thousandths(0) && entry.intake.servings <= largest_count,
            "servings are counts");
        const auto apart = entry.intake.day - std::chrono::floor<days>(entry.intake.moment.local());
        // The diary is written the morning after, or when the results come.
        require(apart <= days{1} && (apart >= -days{1} || is_diary(entry.intake.kind)),
            "the day is that of the moment, or a day that the diary is about");
        const bool ours = entry.intake.uuid.at(14) == '8';  // others are the file's own
        if (ours) uuids.push_back(entry.intake.uuid);
    }
    std::ranges::sort(uuids);
    require(std::ranges::adjacent_find(uuids) == uuids.end(), "each entry has its own uuid");
    for (const auto& product : reading.products) {
        check_contents(product.dose.contents);
        require((!product.dose.contents.empty() || !product.dose.substance.empty()) && is_utf8(product.dose.name),
            "a product contains something");
        const bool follows = std::ranges::any_of(
            product.schedules, [](const Schedule& schedule) { return std::holds_alternative<After>(schedule.rule); });
        const Plan plan{product.schedules, {}};
        const auto kept = parse_plan(spell(plan));
        require(follows || plan.schedules.empty() || (kept && *kept == plan), "a plan is kept as it is");
        require(std::ranges::is_sorted(product.schedules, {}, &Schedule::from), "schedules follow each other");
        require(!follows || product.without_leader, "a link has something to say without its leader");
    }
    for (const auto& refusal : reading.refusals)
        require(!refusal.reason.empty() && is_utf8(refusal.reason) && refusal.reason.size() < 1000,
            "reasons are sentences");
    if (summary.stopped)
        require(is_utf8(summary.stopped->reason) && summary.stopped->reason.size() < 1000, "reasons are sentences");
}

inline const exchange::Settings& settings() {
    static const exchange::Settings always = settings_in(berlin());
    return always;
}

/// Reads whole and in pieces, which must not differ.
inline void fuzz(std::string_view from, std::string_view bytes) {
    const Reading whole = read(from, bytes, settings());
    check_sane(whole);
    const std::size_t piece = bytes.size() % 13 + 1;
    if (bytes.size() < 100'000 && !(read(from, bytes, settings(), piece) == whole))
        throw std::logic_error{"pieces make a difference"};
}

}  // namespace epsom::test
