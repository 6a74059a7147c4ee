#pragma once

#include <istream>
#include <string>
#include <vector>

#include "session/catalogue.hpp"
#include "session/context.hpp"

namespace epsom {

/// The lines of a batch, until they are more than one may have.
std::string batch_text(std::istream& in);
/// `epsom log -`: an entry for each line of `text`, as `log` or `log symptom` would read it. Errors: the first line
/// that cannot be read, with its number; no entry at all; too much for one change.
Result<std::vector<Intake>> read_batch(
    const Context& context, const std::string& text, const Store& store, const Catalogue& catalogue);

}  // namespace epsom
