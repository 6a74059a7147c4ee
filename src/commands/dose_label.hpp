#pragma once

#include <optional>
#include <string>

#include "epsom/domain/label/label.hpp"
#include "epsom/result.hpp"
#include "session/context.hpp"

namespace epsom {

/// The label of a product: what stands on it, and what of it counts.
struct ProductLabel {
    Label label;
    LabelReading reading;
};

/// Reads the text of a label from a file, or from standard input where `name` is "-". Error: it is not text, or has no
/// line of a facts panel. Throws MachineError when the file cannot be read.
Result<ProductLabel> read_product_label(const Context& context, const std::string& name, const Store& store);

/// What became of each line, a line each; those that nobody understood last.
std::string label_account(const Terminal& terminal, const ProductLabel& product);

}  // namespace epsom
