#pragma once

#include <functional>
#include <string_view>

namespace epsom {

/// Whether `tz`, as it stands in $TZ, says a zone: one whose file `exists` below the zone directory (or anywhere, for a path
/// from the root), or rules such as "CET-1CEST". libc takes everything else for UTC, and says nothing.
bool says_a_zone(std::string_view tz, const std::function<bool(std::string_view)>& exists);

}  // namespace epsom
