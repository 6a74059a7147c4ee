#pragma once

#include <string>
#include <string_view>

namespace epsom::test {

/// A file below tests/data.
std::string data_path(std::string_view file);
/// A file of the project, named from its top.
std::string source_path(std::string_view file);

}  // namespace epsom::test
