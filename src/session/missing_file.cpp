#include "missing_file.hpp"

#include <algorithm>
#include <system_error>
#include <vector>

#include "epsom/store/store.hpp"
#include "epsom/text/text.hpp"
#include "typed_line.hpp"

namespace epsom {
namespace {

namespace fs = std::filesystem;

/// The databases beside `file`, by name.
std::vector<std::string> databases_beside(const fs::path& file) {
    std::vector<std::string> names;
    std::error_code error;
    const fs::path directory = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    for (fs::directory_iterator entry{directory, error}; !error && entry != fs::directory_iterator{};
         entry.increment(error)) {
        const fs::path name = entry->path().filename();
        if (name.extension() == ".db" && names.size() < 1000) names.push_back(name.string());
    }
    std::ranges::sort(names);
    return names;
}

/// The part of the path that should be a directory and is not; empty when there is none.
fs::path obstacle(const fs::path& file) {
    std::error_code error;
    for (fs::path above = file.parent_path(); !above.empty(); above = above.parent_path()) {
        const auto status = fs::status(above, error);
        if (fs::exists(status)) return fs::is_directory(status) ? fs::path{} : above;
        if (above == above.parent_path()) break;
    }
    return {};
}

std::string hint_for(const DataFile& file) {
    const fs::path blocked = obstacle(file.path);
    if (!blocked.empty())
        return path_in_quotes(blocked.string()) + " is not a directory; name another file with --db or EPSOM_DB";
    const auto beside = databases_beside(file.path);
    const std::vector<std::string_view> names{beside.begin(), beside.end()};
    const auto near = nearest(file.path.filename().string(), names);
    if (!near.empty()) return "did you mean " + path_in_quotes((file.path.parent_path() / near.front()).string()) + "?";
    const bool by_option = file.named == DataFile::Named::by_option;
    std::vector<std::string> words{"log", "glycinate", "200mg"};
    if (by_option) words.insert(words.begin(), {"--db", file.path.string()});
    const std::string line = typed_line(words);
    return std::string{by_option ? "" : "EPSOM_DB names this file; "} + "the first entry creates it" +
           (line.empty() ? "" : ": " + line);
}

}  // namespace

void require(const DataFile& file) {
    std::error_code ignored;
    if (file.named == DataFile::Named::no || fs::status(file.path, ignored).type() != fs::file_type::not_found) return;
    throw MachineError{"no database at " + path_in_quotes(file.path.string()), hint_for(file)};
}

}  // namespace epsom
