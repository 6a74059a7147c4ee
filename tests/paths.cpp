#include "paths.hpp"

namespace epsom::test {

std::string data_path(std::string_view file) { return std::string{EPSOM_TEST_DATA "/"}.append(file); }
std::string source_path(std::string_view file) { return std::string{EPSOM_SOURCES "/"}.append(file); }

}  // namespace epsom::test
