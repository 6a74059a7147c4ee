#include "labs.hpp"

#include <map>

#include "epsom/text/text.hpp"

namespace epsom {

std::vector<Intake> labs_in(const Store& store, DayRange range, std::string_view name) {
    std::vector<Intake> labs;
    if (!store.has_labs()) return labs;
    store.for_each_in_diary(Taken::lab, range, [&](const Intake& lab) {
        if (name.empty() || name_key(lab.what) == name_key(name)) labs.push_back(lab);
    });
    return labs;
}

std::vector<std::string> lab_names(const Store& store) {
    const auto first = store.first_day();
    const auto last = store.last_day();
    if (!first || !last) return {};
    std::map<std::string, std::string> named;
    for (const Intake& lab : labs_in(store, {*first, *last})) named[name_key(lab.what)] = lab.what;
    std::vector<std::string> names;
    for (const auto& [key, name] : named) names.push_back(name);
    return names;
}

}  // namespace epsom
