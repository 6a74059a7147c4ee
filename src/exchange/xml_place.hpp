#pragma once

#include <expat.h>

#include <cstddef>
#include <cstdint>

namespace epsom::exchange {

/// Where a parser is: lines count from 1, columns from 0. Expat 2.9 has functions of 64 bits for it, and calls the
/// older ones outdated.
#if XML_MAJOR_VERSION > 2 || (XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION >= 9)
[[nodiscard]] inline std::size_t line_of(XML_Parser parser) { return XML_GetCurrentLineNumber64(parser); }
[[nodiscard]] inline std::size_t column_of(XML_Parser parser) { return XML_GetCurrentColumnNumber64(parser); }
[[nodiscard]] inline std::int64_t index_of(XML_Parser parser) { return XML_GetCurrentByteIndex64(parser); }
#else
[[nodiscard]] inline std::size_t line_of(XML_Parser parser) { return XML_GetCurrentLineNumber(parser); }
[[nodiscard]] inline std::size_t column_of(XML_Parser parser) { return XML_GetCurrentColumnNumber(parser); }
[[nodiscard]] inline std::int64_t index_of(XML_Parser parser) { return XML_GetCurrentByteIndex(parser); }
#endif

}  // namespace epsom::exchange
