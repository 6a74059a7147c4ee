#pragma once

#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/plan/dose_set.hpp"
#include "log_line.hpp"

namespace epsom {

/// Entries that one line logs, and what reading it brought to light.
struct Several {
    std::vector<Intake> intakes;
    std::vector<std::optional<DoseIntake>> repeats;  // of each entry, what it repeats
    std::vector<std::string> notes;                  // sentences for the answer
    std::vector<std::string> warnings;               // of doses that were not logged
};

/// The set, `all` or `again` that `line` logs; empty where it is an ordinary entry. Error: it is neither.
Result<std::optional<SetWords>> set_in(
    const LogLine& line, const Context& context, const Store& store, const Catalogue& catalogue);

/// Why an option of `line` has no effect on what `words` log; empty when each has.
std::optional<Error> idle_option(const LogLine& line, const SetWords& words, bool typed_as_option = false);

/// `morning`: each dose of the set as `log DOSE` would log it; `all`: every dose that is due; `again`: what was taken
/// the day before at this time of day. Doses that are paused then are left out, with a warning. `before` are entries of
/// the same change that are not stored yet. Errors: the moment, a dose left out that is not among them, nothing to log
/// but for `all`.
Result<Several> read_several(const SetWords& words, const LogLine& line, const Context& context, const Store& store,
    const Catalogue& catalogue, std::span<const Intake> before = {});

}  // namespace epsom
