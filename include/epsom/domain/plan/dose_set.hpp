#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/time/moment.hpp"

namespace epsom {

/// A set is a name that doses carry, so that they are logged together. It exists while a dose carries it.

/// The names of all sets of `doses`, in the order of their name_key().
std::vector<std::string> set_names(std::span<const Dose> doses);
/// The doses of that set, in the order of `doses`; none where there is no such set.
std::vector<const Dose*> members_of(std::span<const Dose> doses, std::string_view set);
/// Puts the dose into a set, or takes it out of one. It may be in there already, or not be.
void enter_set(Dose& dose, const std::string& set);
void leave_set(Dose& dose, std::string_view set);

/// The words of names that are typed one after the other, with blanks or commas between: `calm,zinc` is two words,
/// unless a dose has that name.
std::vector<std::string> names_in(std::span<const std::string> typed, std::span<const Dose> doses);

/// Doses named one after the other, perhaps with `and` between.
struct DoseNames {
    std::vector<const Dose*> doses;
    std::size_t used = 0;  // words; what follows them is no dose
};
DoseNames match_doses(std::span<const std::string> words, std::span<const Dose> doses);

/// `morning`, `morning but zinc 07:30`, `all but calm, zinc`, `again 21:00`: what is logged with one line of several
/// entries.
struct SetWords {
    enum class Kind : std::uint8_t { set, due, again } kind = Kind::set;
    std::string name;                   // as typed: of the set, `all` or `again`
    std::vector<const Dose*> left_out;  // after `but`
    std::optional<MomentWords> moment;
};
/// Empty where the words name no set, nor begin with `all` or `again`; a dose of that name goes first. A moment may be
/// typed before the name of a set. Errors: what is neither `but` with doses nor a moment.
std::optional<Result<SetWords>> read_set_words(std::span<const std::string> words, std::span<const Dose> doses);

}  // namespace epsom
