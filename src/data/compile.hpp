#pragma once

// data: the published tables and the keys of outputs as tsv, and the program that checks them and writes them out as
// C++ during the build.
// A row of a published table has its source. An id is never given to another row. An error names file and line.
// Never here: anything that epsom does when it runs.

#include <map>
#include <string>
#include <vector>

/// The tables' text, checked and written out as C++.
namespace epsom::data {

using Files = std::map<std::string, std::string, std::less<>>;

struct Compiled {
    Files includes;                   // by name: "ingredients.inc"
    std::vector<std::string> errors;  // "units.tsv:7: …"; the includes are of no use then
};

/// What `sources` have, by name: "ingredients.tsv". A source is a line of column names, then one row a line, a tab
/// between two fields; empty lines and those that begin with '#' are skipped. A source that is missing is an error.
[[nodiscard]] Compiled compile(const Files& sources);

}  // namespace epsom::data
