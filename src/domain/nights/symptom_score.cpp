#include "epsom/domain/nights/symptom.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

std::optional<Score> score_of(std::string_view text) {
    constexpr std::string_view half = ".5";
    const bool halved = text.ends_with(half);
    const auto points = halved ? text.substr(0, text.size() - half.size()) : text;
    if (points == "10" && !halved) return Score::from_tenths(100);
    if (points.size() != 1 || points[0] < '0' || points[0] > '9') return std::nullopt;
    return Score::from_tenths((points[0] - '0') * 10 + (halved ? 5 : 0));
}

}  // namespace

Result<Score> parse_score(std::string_view text) {
    if (const auto score = score_of(text)) return *score;
    return Error{in_quotes(text) + " is not a score from 0 to 10",
        "give a score such as 6 or 6.5, from 0 (none) to 10 (worst imaginable)"};
}

std::string spell(Score score) {
    const auto whole = std::to_string(score.tenths() / 10);
    const auto tenths = score.tenths() % 10;
    return tenths == 0 ? whole : whole + '.' + std::to_string(tenths);
}

}  // namespace epsom
