#pragma once

#include "epsom/domain/label/label.hpp"
#include "json.hpp"

namespace epsom::exchange {

/// The facts panel of a label of the Dietary Supplement Label Database, of its first serving size. Rows keep their
/// order and their nesting.
Label panel_of(const Json& label);

}  // namespace epsom::exchange
