#pragma once

#include <string>
#include <string_view>

#include "epsom/render/visit.hpp"

/// Pictures as `<svg>` elements that fill the width of their place while their text keeps its size.
namespace epsom::day_chart {

/// Colours on white, told apart in grey too. Those of text have a contrast of at least 4.5, those of areas of at
/// least 3.
inline constexpr std::string_view ink = "#111", quiet = "#555", supplement_color = "#005a8c", food_color = "#5a9a57",
                                  usual_color = "#767d84", over_color = "#a8321e";

/// What the document around the pictures has to have in its `<style>`.
std::string style();

struct Drawing {
    std::string svg;
    int height = 0;  // in pixels
};
/// `place` are the attributes that say where it goes: `width="100%"`, or `x="16" y="40" width="688"`.
/// Each row as a bar with its ledgers, lines for target and upper level.
Drawing course(const NutrientCourse& course, std::string_view place);
/// Each night's score.
Drawing nights(const SymptomNights& symptom, std::string_view place);
/// What the marks in the pictures of `visit` mean.
Drawing legend(const Visit& visit, std::string_view place);
/// The mean in one line: ledgers, target and upper level.
std::string bullet(const NutrientCourse& course);

}  // namespace epsom::day_chart
