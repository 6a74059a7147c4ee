#pragma once

#include <optional>
#include <string>

#include "session/context.hpp"

namespace epsom {

/// What is typed after `epsom report reference`; empty: not given.
struct ReferenceAsked {
    std::optional<std::string> nutrients;
    std::optional<std::string> authority;  // a key, or "all"
    std::optional<std::string> on;         // a day
    bool explain = false;
};
/// `epsom report reference --reference all`: what authorities publish for the user on a day. Refuses unknown names.
ExitCode report_reference(
    const Context& context, const Store& store, const ReferenceAsked& asked, Format format, const Write& write);

}  // namespace epsom
