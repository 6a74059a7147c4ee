#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/nights/symptom.hpp"
#include "paths.hpp"
#include "told_apart.hpp"

using namespace epsom;
using nlohmann::json;
using std::chrono::days;

namespace {

/// The published vectors of the method, computed by an independent implementation.
std::vector<json> vectors() {
    std::ifstream file{test::data_path("symptom_vectors.ndjson")};
    std::vector<json> all;
    for (std::string line; std::getline(file, line);) all.push_back(json::parse(line));
    return all;
}

Day day(const json& text) { return *parse_iso_day(text.get<std::string>()); }

/// '-' is a missing score, '?' an unknown dose.
std::vector<Night> nights(const json& vector) {
    std::istringstream scores{vector.at("scores").get<std::string>()};
    std::istringstream doses{vector.at("doses").get<std::string>()};
    std::vector<Night> all;
    auto date = day(vector.at("start"));
    for (std::string score, dose; scores >> score && doses >> dose; date += days{1}) {
        Night night{date, {}, {}};
        if (score != "-") night.score = *parse_score(score);
        if (dose != "?") night.dose = Mass::from_nanograms(std::stoll(dose) * ng_per_mg);
        all.push_back(night);
    }
    return all;
}

template <class T> void put(json& into, const char* key, const std::optional<T>& value) {
    if (value) into[key] = *value;
}

json spelled(std::span<const SymptomFlag> flags) {
    json names = json::array();
    for (const auto flag : flags) names.push_back(spell(flag));
    return names;
}

json numbers(const SameWeek& r) {
    json all{{"nights_given", r.nights_given}, {"usable", r.usable}, {"no_score", r.no_score},
        {"dose_unknown", r.kind_unknown}, {"n_with", r.n_with}, {"n_without", r.n_without},
        {"status", spell(r.status)}};
    put(all, "mean_with", r.mean_with);
    put(all, "mean_without", r.mean_without);
    put(all, "median_with", r.median_with);
    put(all, "median_without", r.median_without);
    put(all, "weeks_with_both", r.weeks_with_both);
    put(all, "with_in_weeks", r.with_in_weeks);
    put(all, "without_in_weeks", r.without_in_weeks);
    put(all, "difference", r.difference);
    if (r.interval) all["interval"] = {r.interval->low, r.interval->high};
    put(all, "pairs_better", r.pairs_better);
    put(all, "pairs_tied", r.pairs_tied);
    put(all, "pairs_worse", r.pairs_worse);
    put(all, "nap", r.nap);
    put(all, "p", r.p);
    put(all, "r1_score", r.r1_score);
    put(all, "r1_label", r.r1_label);
    put(all, "neighbour", r.neighbour);
    put(all, "previous_night_difference", r.previous_night_difference);
    if (r.status == ComparisonStatus::ok) all["flags"] = spelled(r.flags);
    if (r.verdict) all["verdict"] = spell(*r.verdict);
    return all;
}

json numbers(const BeforeAfter& r) {
    json all{
        {"n_before", r.n_before}, {"n_after", r.n_after}, {"status", spell(r.status)}, {"flags", spelled(r.flags)}};
    put(all, "mean_before", r.mean_before);
    put(all, "mean_after", r.mean_after);
    put(all, "median_before", r.median_before);
    put(all, "median_after", r.median_after);
    put(all, "difference", r.difference);
    put(all, "nap", r.nap);
    put(all, "slope_per_week_before", r.slope_per_week_before);
    put(all, "expected_from_trend", r.expected_from_trend);
    if (r.placement) all["placement"] = {r.placement->as_large, r.placement->possible};
    return all;
}

/// Equal, reals within the method's tolerance; the same keys on both sides.
bool agree(const json& found, const json& expected) {
    if (found.is_number() && expected.is_number()) {
        return std::abs(found.get<double>() - expected.get<double>()) <= 1e-6;
    }
    if (found.type() != expected.type() || found.size() != expected.size()) return false;
    if (!found.is_structured()) return found == expected;
    for (const auto& [key, value] : expected.items()) {
        const json* const at = found.is_array() ? &found[std::stoul(key)] : found.contains(key) ? &found[key] : nullptr;
        if (at == nullptr || !agree(*at, value)) return false;
    }
    return true;
}

Mass at_least(const json& vector) {
    return Mass::from_nanograms(vector.at("at_least_mg").get<std::int64_t>() * ng_per_mg);
}

/// The vectors divide the limit by the number of comparisons, as Holm does for the smallest of so many.
SameWeek compared(const json& vector) {
    SameWeek result = same_week(test::told_apart(nights(vector), at_least(vector)));
    const int comparisons = vector.value("comparisons", 1);
    SameWeek main;
    std::vector<SameWeek> others(static_cast<std::size_t>(comparisons), result);
    std::vector<SameWeek*> all{&main, &result};
    for (int i = 1; i < comparisons; ++i) {
        others[static_cast<std::size_t>(i)].p = 1;
        all.push_back(&others[static_cast<std::size_t>(i)]);
    }
    if (result.p) correct_for_number(all);
    return result;
}

json computed(const json& vector) {
    if (vector.at("analysis") == "before_after") {
        return numbers(before_after(test::told_apart(nights(vector), Mass{}), day(vector.at("start_date"))));
    }
    json all = numbers(compared(vector));
    if (all.at("status") == "ok") all["comparisons"] = vector.value("comparisons", 1);
    return all;
}

}  // namespace

TEST_CASE("the method's ten worked vectors come out, number for number") {
    REQUIRE(vectors().size() == 10);
    for (const auto& vector : vectors()) {
        const auto found = computed(vector);
        CHECK_MESSAGE(agree(found, vector.at("expected")), vector.at("id"), ": ", found.dump());
    }
}

TEST_CASE("the vectors reach the verdicts' sentences") {
    const auto all = vectors();
    const auto text = [&](std::size_t i) {
        const ComparisonWords words{.with = "at least " + spell(at_least(all[i])), .subject = "the magnesium"};
        return sentences(compared(all[i]), words, all[i].value("comparisons", 1));
    };
    CHECK(
        text(0) ==
        std::vector<std::string>{
            "Nights with at least 200 mg scored lower than other nights of the same week: about 2.6 points (range 1.5 "
            "to"
            " 3.6). Reshuffling the nights within weeks gives a gap this large in fewer than 1 of 1000 cases. This "
            "does not"
            " prove that the magnesium caused it: you knew what you took.",
            std::string{same_night_text}});
    CHECK(text(2) ==
          std::vector<std::string>{
              "Too few nights to compare: 6 with at least 200 mg, 14 without. 7 of each are needed. 28 nights in total "
              "are"
              " better."});
    CHECK(
        text(4) ==
        std::vector<std::string>{
            "Lower scores on nights with it, but nights of the same kind came in runs. Neighbouring nights are alike, "
            "so"
            " this may be drift.",
            "Nights without it fall almost only on two weekdays. Weekends differ in other ways too.",
            std::string{same_night_text}});
    CHECK(text(6) ==
          std::vector<std::string>{
              "No clear difference: -1.8 points (range -3.5 to -0.2). Of 27 same-week pairs of nights, 21 were better "
              "with, 1"
              " equal, 5 worse. This does not show that it has no effect.",
              "4 comparisons were made. The first is the main one and had to pass 1 in 20. The other 3 had to pass a "
              "stricter limit for their number (Holm).",
              std::string{same_night_text}});
    const auto& b1 = all[7];
    CHECK(
        sentences(before_after(test::told_apart(nights(b1), Mass{}), day(b1.at("start_date"))),
            ComparisonWords{.with = {}, .subject = "the magnesium"}) ==
        std::vector<std::string>{
            "In the 28 days after 29 March the average was 2.5 points lower than in the 28 days before. Of 43 possible"
            " start"
            " dates, 4 show a change as large. This cannot separate the magnesium from time, expectation or anything "
            "else"
            " that changed."});
}
