#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/time/period.hpp"
#include "zones.hpp"

/// What there is to show of a name and a note, whatever they hold.
namespace epsom::test {

/// A name, and behind the first NUL a note.
struct Shown {
    explicit Shown(std::string_view bytes)
        : name{bytes.substr(0, bytes.find('\0'))}, note{bytes.substr(std::min(name.size() + 1, bytes.size()))} {}
    std::string name, note;
};

inline const DayRange week{day("2026-11-14"), day("2026-11-20")};

inline const Clock& evening() {
    static const Clock now = clock_at("2026-11-20T22:00");
    return now;
}

/// As they would be on file: a supplement and a scored night.
inline std::vector<Intake> entries(const Shown& shown) {
    const auto& [name, note] = shown;
    Intake intake{.id = 7,
        .uuid = "7f1c",
        .moment = evening().moment(),
        .day = week.to,
        .what = name,
        .kind = Taken::dose,
        .servings = Count{2}};
    intake.unit = name;
    intake.note = note;
    intake.contents = {{Nutrient::magnesium, 200_mg, name, Basis::label}};
    Intake score{.id = 8,
        .uuid = "8f1c",
        .moment = evening().moment(),
        .day = week.from,
        .what = name,
        .kind = Taken::symptom,
        .value = 65};
    score.onset = 23h + 10min;
    score.note = note;
    Intake factor{.id = 9,
        .uuid = "9f1c",
        .moment = evening().moment(),
        .day = week.to,
        .what = name,
        .kind = Taken::factor,
        .servings = Count{2}};
    factor.unit = name;
    factor.note = note;
    return {intake, score, factor};
}

}  // namespace epsom::test
