// Whether the confidence that `report adequacy` states is what it says: 100,000 people whose usual intake and
// requirement are known keep a diary of some days, and of those who are told 80 to 90 %, 80 to 90 % have to be right.
// Usual intakes are spread evenly around the requirement, as the method takes nothing for granted about them. Prints a
// table for each case, and fails where a cell is off by more than 3 points.

#include <array>
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

#include "epsom/domain/adequacy/adequacy.hpp"

namespace {

using namespace epsom;

constexpr int people = 100'000;
constexpr double ear = 300, requirement_sd = 30, food_sd = 90;

struct Case {
    const char* name;
    int days;
    bool own_spread;
    double supplement;  // every day the same
    Against against;
};

/// One cell of ten percent: how many figures were in it, what they said, and how many were right.
struct Cell {
    int figures = 0;
    double said = 0;
    int right = 0;
};

bool run(const Case& one, std::mt19937_64& random) {
    std::normal_distribution<double> standard;
    std::uniform_real_distribution<double> even{-170, 170};
    std::array<Cell, 10> cells{};
    for (int person = 0; person < people; ++person) {
        const bool of_requirement = one.against == Against::requirement;
        const double limit = of_requirement ? ear + requirement_sd * standard(random) : ear;
        // Far from the limit all are sure and right: what is to be tested lies near it.
        const double usual = std::max(1.0, ear + even(random));
        std::vector<CompleteIntake> diary;
        for (int day = 0; day < one.days; ++day)
            diary.push_back({usual - one.supplement + food_sd * standard(random), one.supplement});
        const AdequacyGround ground{ear, of_requirement ? std::optional{requirement_sd} : std::nullopt,
            one.own_spread ? std::nullopt : std::optional{food_sd}, 30};
        const Adequacy figure = adequacy(diary, ground);
        if (!figure.is_figure()) continue;  // too varied to be told anything
        Cell& cell = cells[static_cast<std::size_t>(std::min(9.0, figure.above * 10))];
        ++cell.figures;
        cell.said += 100 * figure.above;
        if (usual >= limit) ++cell.right;
    }
    std::printf("%s\n  above, in percent   people   said   true\n", one.name);
    bool passed = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        if (cell.figures == 0) continue;
        const double said = cell.said / cell.figures, right = 100.0 * cell.right / cell.figures;
        const bool holds = std::abs(said - right) <= 3;
        passed = passed && holds;
        std::printf("  %3zu to %3zu          %6d  %5.1f  %5.1f%s\n", 10 * i, 10 * (i + 1), cell.figures, said, right,
            holds ? "" : "  off by more than 3 points");
    }
    return passed;
}

}  // namespace

int main() {
    constexpr std::array cases{Case{"a survey's spread, 7 days", 7, false, 0, Against::requirement},
        Case{"a survey's spread, 3 days, 100 mg of a supplement", 3, false, 100, Against::requirement},
        Case{"own spread, 21 days", 21, true, 0, Against::requirement},
        Case{"own spread, 28 days, 100 mg of a supplement", 28, true, 100, Against::requirement},
        Case{"upper level, 7 days", 7, false, 0, Against::upper_level},
        Case{"upper level, own spread, 21 days", 21, true, 0, Against::upper_level}};
    std::mt19937_64 random{20'261'130};
    bool passed = true;
    for (const Case& one : cases) passed = run(one, random) && passed;
    return passed ? 0 : 1;
}
