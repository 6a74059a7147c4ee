#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

#include "epsom/domain/nights/symptom.hpp"
#include "epsom/text/text.hpp"

using namespace epsom;
using std::chrono::days;

namespace {

SameWeek result_of(SymptomVerdict verdict, double difference, std::optional<ScoreRange> interval) {
    SameWeek result;
    result.n_with = 26;
    result.n_without = 16;
    result.status = ComparisonStatus::ok;
    result.difference = difference;
    result.interval = interval;
    result.pairs_better = 38;
    result.pairs_tied = 9;
    result.pairs_worse = 23;
    result.p = 0.02;
    result.verdict = verdict;
    return result;
}

BeforeAfter change_of(double difference) {
    BeforeAfter result;
    result.start_date = Day{std::chrono::year{2026} / 3 / 29};
    result.n_before = 28;
    result.n_after = 28;
    result.status = ComparisonStatus::ok;
    result.difference = difference;
    result.placement = Placement{4, 43};
    return result;
}

const ComparisonWords the_magnesium{.with = "at least 200 mg", .subject = "the magnesium"};

std::string text(const SameWeek& result) { return verdict_text(result, the_magnesium); }
std::string text(const BeforeAfter& result) { return verdict_text(result, the_magnesium); }

std::vector<std::string> sentences_of(const SameWeek& result, const ComparisonWords& words) {
    return sentences(result, words, 4);
}
std::vector<std::string> sentences_of(const BeforeAfter& result, const ComparisonWords& words) {
    return sentences(result, words);
}

/// Every kind of result, with every flag, many numbers and several nutrients.
std::vector<std::string> all_sentences() {
    std::vector<std::string> all;
    const auto add = [&](const auto& result) {
        for (const OutcomeScale& scale : outcome_scales) {
            for (const bool is_dose : {true, false}) {
                const ComparisonWords words{.with = "caffeine after 14:00",
                    .subject = is_dose ? "the vitamin B12" : "caffeine",
                    .is_dose = is_dose,
                    .scale = &scale};
                for (auto& sentence : sentences_of(result, words)) all.push_back(std::move(sentence));
            }
        }
    };
    for (const auto status :
        {ComparisonStatus::too_few_nights, ComparisonStatus::not_comparable, ComparisonStatus::ok}) {
        for (const auto verdict : {SymptomVerdict::no_clear_difference, SymptomVerdict::difference_may_be_drift,
                 SymptomVerdict::lower_with, SymptomVerdict::higher_with}) {
            for (const double difference : {-9.95, -1.5, -0.8, -0.01, 0.0, 0.3, 2.0}) {
                auto result = result_of(verdict, difference, ScoreRange{difference - 0.5, difference + 0.5});
                result.status = status;
                result.flags = {SymptomFlag::taken_after_bad_nights, SymptomFlag::weekday_pattern};
                add(result);
                result.interval.reset();
                result.p = 0.00001;
                add(result);
                auto change = change_of(difference);
                change.status = status;
                change.flags = {SymptomFlag::trend_before, SymptomFlag::started_after_bad_spell};
                add(change);
                change.placement.reset();
                change.skip = days{7};
                change.n_after = 12;
                add(change);
            }
        }
    }
    return all;
}

}  // namespace

TEST_CASE("too few nights are counted, not compared") {
    SameWeek result;
    result.n_with = 6;
    result.n_without = 14;
    CHECK(sentences(result, the_magnesium, 1) ==
          std::vector<std::string>{
              "Too few nights to compare: 6 with at least 200 mg, 14 without. 7 of each are needed. 28 nights in total "
              "are"
              " better."});
}

TEST_CASE("kinds of night that never meet in a week cannot be told apart from the calendar") {
    SameWeek result;
    result.status = ComparisonStatus::not_comparable;
    CHECK(sentences(result, the_magnesium, 1) ==
          std::vector<std::string>{
              "You rarely had both kinds of night in one week. The dose cannot be separated from the time of year"
              " and everything else that changed."});
}

TEST_CASE("no clear difference is not said to be none") {
    CHECK(text(result_of(SymptomVerdict::no_clear_difference, -0.8, ScoreRange{-1.9, 0.2})) ==
          "No clear difference: -0.8 points (range -1.9 to 0.2). Of 70 same-week pairs of nights, 38 were better"
          " with, 9 equal, 23 worse. This does not show that it has no effect.");
    CHECK(text(result_of(SymptomVerdict::no_clear_difference, -0.04, {})) ==
          "No clear difference: 0.0 points (range too wide to report). Of 70 same-week pairs of nights, 38 were better"
          " with, 9 equal, 23 worse. This does not show that it has no effect.");
}

TEST_CASE("lower scores come with their range, with chance, and with the doubt") {
    CHECK(text(result_of(SymptomVerdict::lower_with, -1.5, ScoreRange{-2.7, -0.4})) ==
          "Nights with at least 200 mg scored lower than other nights of the same week: about 1.5 points (range 0.4"
          " to 2.7). Reshuffling the nights within weeks gives a gap this large in 2 of 100 cases. This does not"
          " prove that the magnesium caused it: you knew what you took.");
}

TEST_CASE("higher scores may have led to the dose") {
    CHECK(text(result_of(SymptomVerdict::higher_with, 1.5, ScoreRange{0.4, 2.7})) ==
          "Nights with at least 200 mg scored higher than other nights of the same week: about 1.5 points (range 0.4"
          " to 2.7). Reshuffling the nights within weeks gives a gap this large in 2 of 100 cases. This does not"
          " prove that the magnesium caused it: you knew what you took. People often take it because a night is bad.");
}

TEST_CASE("a difference below one point is called small") {
    const auto small = [](double difference) {
        const auto all = text(result_of(SymptomVerdict::lower_with, difference, {}));
        return all.find(", a small difference.") != std::string::npos;
    };
    CHECK(small(-0.9));
    CHECK(small(-0.99));
    CHECK(!small(-1.0));
    CHECK(text(result_of(SymptomVerdict::lower_with, -0.8, ScoreRange{-1.2, -0.4})) ==
          "Nights with at least 200 mg scored lower than other nights of the same week: about 0.8 points (range 0.4"
          " to 1.2), a small difference. Reshuffling the nights within weeks gives a gap this large in 2 of 100"
          " cases. This does not prove that the magnesium caused it: you knew what you took.");
}

TEST_CASE("a difference that may be drift is given no size") {
    CHECK(text(result_of(SymptomVerdict::difference_may_be_drift, -1.85, ScoreRange{-2.9, -0.8})) ==
          "Lower scores on nights with it, but nights of the same kind came in runs. Neighbouring nights are alike, so "
          "this"
          " may be drift.");
    CHECK(
        text(result_of(SymptomVerdict::difference_may_be_drift, 1.85, ScoreRange{0.8, 2.9})) ==
        "Higher scores on nights with it, but nights of the same kind came in runs. Neighbouring nights are alike, so "
        "this"
        " may be drift.");
}

TEST_CASE("flags say what else may explain a difference") {
    auto result = result_of(SymptomVerdict::lower_with, -1.5, ScoreRange{-2.7, -0.4});
    result.flags = {SymptomFlag::taken_after_bad_nights, SymptomFlag::weekday_pattern};
    CHECK(flag_texts(result, the_magnesium) ==
          std::vector<std::string>{
              "You tended to take it after bad nights. That alone can make the two kinds of night differ.",
              "Nights without it fall almost only on two weekdays. Weekends differ in other ways too."});
    result.n_with = 8;
    CHECK(flag_texts(result, the_magnesium).back() ==
          "Nights with it fall almost only on two weekdays. Weekends differ in other ways too.");
    auto change = change_of(-2);
    change.flags = {SymptomFlag::trend_before, SymptomFlag::started_after_bad_spell};
    CHECK(
        flag_texts(change) ==
        std::vector<std::string>{
            "Scores were already moving this way before the start. That trend alone would explain at least half of the"
            " change.",
            "You started after a bad week, so some improvement was expected anyway."});
}

TEST_CASE("chance is told in cases of a hundred or a thousand") {
    CHECK(chance_in_words(1) == "in 100 of 100 cases");
    CHECK(chance_in_words(0.331) == "in 33 of 100 cases");
    CHECK(chance_in_words(0.02) == "in 2 of 100 cases");
    CHECK(chance_in_words(0.01) == "in 1 of 100 cases");
    CHECK(chance_in_words(0.0099) == "in 10 of 1000 cases");
    CHECK(chance_in_words(0.00168) == "in 2 of 1000 cases");
    CHECK(chance_in_words(0.001) == "in 1 of 1000 cases");
    CHECK(chance_in_words(0.00099) == "in fewer than 1 of 1000 cases");
    CHECK(chance_in_words(0) == "in fewer than 1 of 1000 cases");
}

TEST_CASE("several comparisons are counted aloud, one is not") {
    CHECK(comparisons_text(1).empty());
    CHECK(comparisons_text(4) ==
          "4 comparisons were made. The first is the main one and had to pass 1 in 20. The other 3 had to pass a "
          "stricter limit for their number (Holm).");
    CHECK(comparisons_text(2) == "2 comparisons were made. The first is the main one. Each had to pass 1 in 20.");
}

TEST_CASE("a factor is not something that was taken") {
    const ComparisonWords caffeine{.with = "caffeine after 14:00", .subject = "caffeine", .is_dose = false};
    CHECK(verdict_text(result_of(SymptomVerdict::higher_with, 1.5, ScoreRange{0.4, 2.7}), caffeine) ==
          "Nights with caffeine after 14:00 scored higher than other nights of the same week: about 1.5 points (range "
          "0.4 to 2.7). Reshuffling the nights within weeks gives a gap this large in 2 of 100 cases. This does not "
          "prove that caffeine caused it: such nights may differ in other ways too.");
    auto result = result_of(SymptomVerdict::lower_with, -1.5, {});
    result.flags = {SymptomFlag::taken_after_bad_nights};
    CHECK(flag_texts(result, caffeine) ==
          std::vector<std::string>{
              "It tended to come after bad nights. That alone can make the two kinds of night differ."});
}

TEST_CASE("sleep is told in minutes, and less of it is worse") {
    const ComparisonWords sleep{.with = "at least 200 mg",
        .subject = "the magnesium",
        .is_dose = true,
        .scale = &scale_of(OutcomeKind::sleep_time)};
    CHECK(verdict_text(result_of(SymptomVerdict::higher_with, 25, ScoreRange{5, 45}), sleep) ==
          "Nights with at least 200 mg had more sleep than other nights of the same week: about 25 minutes (range 5 to "
          "45). Reshuffling the nights within weeks gives a gap this large in 2 of 100 cases. This does not prove that "
          "the magnesium caused it: you knew what you took.");
    CHECK(verdict_text(result_of(SymptomVerdict::lower_with, -25, ScoreRange{-45, -5}), sleep)
              .ends_with("People often take it because a night is bad."));
}

TEST_CASE("every same-week comparison says that it sees one night only") {
    CHECK(sentences(result_of(SymptomVerdict::no_clear_difference, -0.8, {}), the_magnesium, 1).back() ==
          "Comparing nights can only show a same-night effect. If it works slowly, both kinds of night change"
          " together.");
}

TEST_CASE("before and after is a description") {
    CHECK(text(change_of(-2.464)) ==
          "In the 28 days after 29 March the average was 2.5 points lower than in the 28 days before. Of 43 possible"
          " start dates, 4 show a change as large. This cannot separate the magnesium from time, expectation or"
          " anything else that changed.");
    CHECK(text(change_of(0.6)) ==
          "In the 28 days after 29 March the average was 0.6 points higher than in the 28 days before, a small"
          " difference. Of 43 possible start dates, 4 show a change as large. This cannot separate the magnesium"
          " from time, expectation or anything else that changed.");
}

TEST_CASE("before and after says which nights are missing, and no place where there is none") {
    auto change = change_of(0.0);
    change.placement.reset();
    change.skip = days{7};
    change.n_before = 19;
    change.n_after = 12;
    CHECK(text(change) ==
          "In the 28 days after 29 March (12 scored nights, the first 7 days left out) the average was the same as"
          " in the 28 days before (19 scored nights). This cannot separate the magnesium from time, expectation or"
          " anything else that changed.");
    change.status = ComparisonStatus::too_few_nights;
    change.n_after = 3;
    CHECK(text(change) ==
          "Too few nights to compare: 19 scored in the 28 days before 29 March, 3 in the 28 days after. 10 on each"
          " side are needed.");
}

TEST_CASE("no sentence claims a cause, advises or praises") {
    constexpr std::array forbidden{"works", "does not work", "helps", "caused by", "effective", "significant", "proven",
        "treat", "your rls improved", "should take", "stop taking", "prescri", "better than", "*"};
    for (const auto& sentence : all_sentences()) {
        if (sentence == same_night_text) continue;  // the method's own; its "if it works slowly" claims nothing
        for (const auto* word : forbidden) CHECK_MESSAGE(lower(sentence).find(word) == std::string::npos, sentence);
    }
}

TEST_CASE("every sentence is plain ASCII and ends with a stop") {
    for (const auto& sentence : all_sentences()) {
        CHECK_MESSAGE(std::ranges::all_of(sentence, [](char c) { return c >= ' ' && c <= '~'; }), sentence);
        CHECK_MESSAGE(sentence.ends_with('.'), sentence);
        CHECK_MESSAGE(sentence.find("-0.0") == std::string::npos, sentence);
    }
}
