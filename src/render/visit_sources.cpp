#include <algorithm>

#include "drawing.hpp"
#include "epsom/text/text.hpp"
#include "formatted.hpp"
#include "visit_words.hpp"

namespace epsom::visit_words {

std::vector<PublishedValue> sources(const Visit& visit) {
    std::vector<PublishedValue> all;
    for (const NutrientCourse& course : visit.courses) {
        for (const auto role : {&References::target, &References::upper}) {
            for (const ReportRow& row : course.rows) {
                const std::optional<Applied>& applied = row.references.*role;
                if (!applied || !course.recorded()) continue;
                const std::string explained = explain_reference(*applied, course.nutrient());
                const auto colon = explained.find(": ");
                PublishedValue source{std::string{info(course.nutrient()).label}, explained.substr(0, colon),
                    explained.substr(colon + 2)};
                const bool known = std::ranges::any_of(all, [&](const PublishedValue& other) {
                    return other.nutrient == source.nutrient && other.value == source.value &&
                           other.text == source.text;
                });
                if (!known) all.push_back(std::move(source));
            }
        }
    }
    return all;
}

std::vector<Publication> publications(const Visit& visit) {
    std::vector<Publication> all;
    for (const auto& [nutrient, value, text] : sources(visit)) {
        // `female, 31 to 50 years, all sources; IOM 2001 DRI for vitamins A, K and trace elements - zinc`
        const auto end_of_whom = std::min(text.find("; "), text.size());
        const std::string whom = text.substr(0, end_of_whom);
        std::string title = text.substr(std::min(end_of_whom + 2, text.size()));
        std::string place;
        if (const auto dash = title.find(" - "); dash != std::string::npos) {
            place = title.substr(dash + 3);
            title.resize(dash);
        }
        auto publication = std::ranges::find(all, title, &Publication::title);
        if (publication == all.end()) publication = all.insert(all.end(), {title, {}});
        const std::string named =
            place.empty() || name_key(place) == name_key(nutrient) ? "" : formatted(" ({})", place);
        const std::string one = formatted("{}, {}{}", value, whom, named);
        auto& values = publication->values;
        if (!values.empty() && values.back().starts_with(nutrient + ": ")) values.back() += "; " + one;
        else values.push_back(formatted("{}: {}", nutrient, one));
    }
    return all;
}

}  // namespace epsom::visit_words
