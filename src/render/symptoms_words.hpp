#pragma once

#include <string>
#include <vector>

#include "epsom/domain/nights/nights.hpp"

/// What a report of nights says, in whole sentences, for each of its pages to lay out.
namespace epsom::symptoms_words {

struct Section {
    std::string heading;  // may be empty
    std::vector<std::string> lines;
};
/// Nothing in it is a control character.
struct Words {
    bool rated = false;                  // else there is nothing to draw
    std::vector<std::string> sentences;  // the answer
    std::vector<std::string> facts;      // of which nights it is
    std::vector<Section> sections;
    std::vector<std::string> closing;
};
[[nodiscard]] Words words(const SymptomReport& report, const NightLog& log);

}  // namespace epsom::symptoms_words
