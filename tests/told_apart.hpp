#pragma once

#include <span>
#include <vector>

#include "epsom/domain/nights/symptom.hpp"

namespace epsom::test {

/// Nights as a comparison reads them; with: at least `at_least` was taken.
inline std::vector<ComparedNight> told_apart(std::span<const Night> nights, Mass at_least) {
    std::vector<ComparedNight> all;
    for (const Night& night : nights) {
        ComparedNight compared{night.date, {}, {}};
        if (night.score) compared.value = night.score->tenths();
        if (night.dose) compared.with = *night.dose >= at_least;
        all.push_back(compared);
    }
    return all;
}

}  // namespace epsom::test
