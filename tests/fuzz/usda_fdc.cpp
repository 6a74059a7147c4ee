#include "fuzzed.hpp"

/// The three files stand one after the other, with a line "----" between them.
EPSOM_FUZZ_TARGET(usda_fdc) {
    std::vector<std::string> files{""};
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size() - 1);
        const std::string_view line = bytes.substr(0, end + 1);
        bytes.remove_prefix(line.size());
        if (line.starts_with("----")) {
            files.emplace_back();
        } else {
            files.back() += line;
        }
    }
    epsom::test::check_sane(epsom::test::read_files("usda-fdc", files, epsom::test::settings()));
}
