#pragma once

#include <string>
#include <string_view>

#include "day_chart.hpp"

/// How the page for a visit looks: its colours, and the rules that its marks share.
namespace epsom::visit_style {

/// Rules for the marks in pictures, in the light colours: for a picture on its own.
std::string picture();
/// Everything that the page has in its `<style>`. `about` is printed at the foot of each sheet.
std::string page(std::string_view about, std::string_view person);
/// A rule with a faint line at each row that `axis` names, of `slots`.
std::string grid(const day_chart::Axis& axis, std::size_t slots);

}  // namespace epsom::visit_style
