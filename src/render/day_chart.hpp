#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/time/period.hpp"

/// Parts of pictures: one unit across for each row, pixels downwards. The bars stretch with their place, text keeps its
/// size.
namespace epsom::day_chart {

struct Drawing {
    std::string svg;
    int height = 0;  // in pixels
};

/// How many rows a picture has room for: a few more than there are where these are few, so that one day is a bar and
/// not a wall.
std::size_t slots_of(std::size_t rows);
/// What to draw of bars of whole pixels that grow upwards from `base`; empty where all are zero.
std::string area(const std::vector<int>& heights, int base);
/// What to draw of a line at `y` along the rows that are marked, in one piece where they are neighbours.
std::string along(const std::vector<bool>& marked, int y);
/// `<path class="s" d="…"/>`; empty where there is nothing to draw.
std::string path(std::string_view kind, std::string_view drawn);
/// Cuts everything that was drawn before it into one bar a row, `height` pixels high; nothing where bars are as narrow
/// as the gaps would be.
std::string cut(std::size_t slots, int height);
/// `<text>`, with `attributes` that begin with a blank.
std::string text_at(double percent, int y, std::string_view attributes, std::string_view text);

/// The names of rows by their first days: so many that they do not touch on a phone.
struct Axis {
    std::string svg;  // texts; the lowest line is at `height` minus a few pixels
    int height = 0;
    std::size_t first = 0, step = 0;  // the rows that are named; no step where all are
};
Axis axis(std::span<const Day> rows, Span span, int y);

}  // namespace epsom::day_chart
