#pragma once

#include <span>
#include <string_view>

namespace epsom {

/// The keys of the ingredients that `word` could mean, where it names none of them alone: "k" is vitamin-k or
/// potassium. Empty for any other word.
[[nodiscard]] std::span<const std::string_view> readings_of(std::string_view word);

}  // namespace epsom
