#pragma once

#include <functional>
#include <string_view>

namespace epsom {

/// Whether `tz`, as it stands in $TZ, says a zone: one that `known` has a file of below the zone directory (or anywhere, for a path
/// from the root), or rules such as "CET-1CEST,M3.5.0,M10.5.0/3". libc takes everything else for UTC, or for rules that nobody wrote,
/// and says nothing.
bool says_a_zone(std::string_view tz, const std::function<bool(std::string_view)>& known);

/// Whether `bytes` are a whole file of a zone (RFC 8536), as libc will read it.
bool is_zone_file(std::string_view bytes);

}  // namespace epsom
