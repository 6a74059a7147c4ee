#include "reference.hpp"

#include <algorithm>
#include <iterator>

#include "epsom/domain/amounts/letters.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

Result<const Authority*> find_authority(std::string_view name) {
    if (const Authority* found = tables::find_authority(name)) return found;
    const auto keys = choices_of(tables::authorities(), &Authority::key);
    std::string known;
    for (const std::string_view key : keys) known.append(known.empty() ? "" : ", ").append(key);
    return unknown("authority", name, keys, "use one of " + known);
}

const Authority& authority_of(const Profile& profile) {
    const Authority* found = tables::find_authority(profile.authority);
    if (found == nullptr)
        throw MachineError{
            "the profile uses an authority unknown to this version: " + in_quotes(profile.authority), "update epsom"};
    return *found;
}

Result<Nutrient> read_nutrient(std::string_view name, const Store& store) {
    if (const auto found = find_nutrient(name)) return *found;
    if (const auto own = store.own_ingredient_named(name)) return *own;
    if (auto error = single_letter(name)) return *error;
    auto names = choices_of(known_ingredients(), &NutrientInfo::key);
    for (const Nutrient own : store.own_ingredients()) names.push_back(info(own).key);
    return unknown("nutrient", name, names, "to search: epsom dose find " + printable(name));
}

Result<const Compound*> read_form(std::optional<Nutrient> nutrient, std::string_view name) {
    if (const Compound* found = nutrient ? tables::find_form(*nutrient, name) : tables::find_compound(name))
        return found;
    std::vector<std::string_view> known{folic_acid_key};
    for (const Compound& compound : tables::compounds()) known.push_back(compound.key);
    return Error{"unknown compound " + in_quotes(name), did_you_mean(name, known)};
}

namespace {

/// The nutrients for which the authority publishes a value, in their order.
std::vector<Nutrient> published_by(const Authority& authority) {
    std::vector<Nutrient> published;
    for (const ReferenceValue& row : authority.rows) published.push_back(row.nutrient);
    return published;
}

/// Group by group.
std::vector<Nutrient> each_once(std::vector<Nutrient> wanted) {
    std::ranges::sort(wanted, [](Nutrient a, Nutrient b) {
        const Group first = info(a).group, second = info(b).group;
        return first != second ? first < second : listed_before(a, b);
    });
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    return wanted;
}

}  // namespace

std::string published_by_others(const Authority& authority, Nutrient nutrient) {
    std::string keys;
    for (const Authority& other : tables::authorities()) {
        if (&other == &authority || other.rows_of(nutrient).empty()) continue;
        keys += (keys.empty() ? "" : " ") + std::string{other.key};
    }
    return keys;
}

std::string unpublished_note(const Terminal& terminal, const Authority& authority, std::span<const Nutrient> wanted) {
    std::vector<Nutrient> lacking;
    std::ranges::copy_if(wanted, std::back_inserter(lacking), [&authority](Nutrient nutrient) {
        return info(nutrient).is_nutrient() && authority.rows_of(nutrient).empty();
    });
    if (lacking.empty()) return {};
    std::vector<std::string_view> others;
    for (const Authority& other : tables::authorities()) {
        if (std::ranges::any_of(lacking, [&other](Nutrient nutrient) { return !other.rows_of(nutrient).empty(); }))
            others.push_back(other.key);
    }
    return unpublished_line(terminal, authority.key, lacking, others);
}

Result<std::vector<Nutrient>> read_nutrients(
    const std::string& text, const Store& store, const Authority& authority, DayRange range) {
    std::vector<Nutrient> wanted;
    for (const std::string& part : split(text, ',')) {
        const std::string word = name_key(part);
        if (word == "supplements") {
            for (const Nutrient nutrient : store.taken_in(range, Source::supplement)) wanted.push_back(nutrient);
        } else if (word == "all" || word == "minerals" || word == "vitamins") {
            const auto group = word == "minerals"   ? std::optional{Group::mineral}
                               : word == "vitamins" ? std::optional{Group::vitamin}
                                                    : std::nullopt;
            const auto add = [&](Nutrient nutrient) {
                if (!group || info(nutrient).group == *group) wanted.push_back(nutrient);
            };
            for (const Nutrient nutrient : store.taken_in(range)) add(nutrient);
        } else if (word == "published") {
            for (const Nutrient nutrient : published_by(authority)) wanted.push_back(nutrient);
        } else {
            const auto nutrient = read_nutrient(trim(part), store);
            if (!nutrient) return nutrient.error();
            wanted.push_back(*nutrient);
        }
    }
    if (wanted.empty()) wanted.push_back(Nutrient::magnesium);
    return each_once(std::move(wanted));
}

}  // namespace epsom
