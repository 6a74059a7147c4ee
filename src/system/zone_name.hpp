#pragma once

#include <functional>
#include <string_view>

namespace epsom {

/// Whether `tz`, the value of $TZ, names a zone: one with a file below the zone directory (for `known` to say; an
/// absolute path may be anywhere), or rules such as "CET-1CEST,M3.5.0,M10.5.0/3". libc silently reads everything else
/// as UTC, or as other rules.
bool says_a_zone(std::string_view tz, const std::function<bool(std::string_view)>& known);

/// Whether `bytes` are a complete zone file (RFC 8536), as libc reads it.
bool is_zone_file(std::string_view bytes);

}  // namespace epsom
