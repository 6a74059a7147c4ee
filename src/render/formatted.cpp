#include "formatted.hpp"

#include <fmt/format.h>

namespace epsom {

std::string format_arguments(fmt::string_view text, fmt::format_args arguments) {
    return fmt::vformat(text, arguments);
}

}  // namespace epsom
