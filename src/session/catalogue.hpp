#pragma once

#include <list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "epsom/domain/logging.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/store/store.hpp"

namespace epsom {

/// What a name stands for.
struct Named {
    std::variant<const Dose*, Thing> what;
    bool folic_acid = false;  // "folic-acid" names folate, and says which form
    [[nodiscard]] const Dose* dose() const {
        const auto* found = std::get_if<const Dose*>(&what);
        return found == nullptr ? nullptr : *found;
    }
    [[nodiscard]] std::optional<Nutrient> nutrient() const {
        const auto* thing = std::get_if<Thing>(&what);
        const auto* found = thing == nullptr ? nullptr : std::get_if<Nutrient>(thing);
        return found == nullptr ? std::nullopt : std::optional{*found};
    }
};

/// `compound:citrate`: a kind in lower case, and the name in it. `kind` is empty where `text` begins with none, and is
/// all a name.
struct OfKind {
    std::string kind;
    std::string_view name;
};
[[nodiscard]] OfKind of_kind(std::string_view text);

/// Everything that can be named when logging, in the order in which names are looked up: the user's doses, compounds
/// and their aliases, nutrients, substances, foods, foods of imported tables. `food:oats-dry`, `compound:citrate` and
/// `dose:calm` force a kind.
class Catalogue {
public:
    explicit Catalogue(const Store& store) : store_{store}, doses_{store.doses()} {}
    Catalogue(const Catalogue&) = delete;
    Catalogue& operator=(const Catalogue&) = delete;

    [[nodiscard]] Result<Named> find(std::string_view name) const;
    [[nodiscard]] bool knows(std::string_view name) const { return look_up(name).has_value(); }
    /// The names to suggest, without aliases.
    [[nodiscard]] std::vector<std::string_view> names() const;

    /// What `name` is, unless it is a dose. For readers of other programs' files.
    [[nodiscard]] std::optional<Thing> thing(std::string_view name) const;
    [[nodiscard]] const Dose* own_dose(std::string_view name) const { return find_dose(doses_, name); }

    [[nodiscard]] const std::vector<Dose>& doses() const { return doses_; }
    [[nodiscard]] Result<const Dose*> dose(std::string_view name) const;

private:
    [[nodiscard]] std::optional<Named> look_up(std::string_view name) const;
    [[nodiscard]] const Food* imported_food(std::string_view name) const;

    /// An imported food in the form of a built-in one.
    struct Kept {
        StoredFood stored;
        std::string key;
        Food food;
    };
    const Store& store_;
    std::vector<Dose> doses_;
    mutable std::list<Kept> imported_;  // those that were asked for
};

}  // namespace epsom
