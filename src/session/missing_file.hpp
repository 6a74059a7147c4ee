#pragma once

#include <filesystem>

namespace epsom {

/// Where the data file is; `named`: by --db or EPSOM_DB. A missing file is then a mistake, not a first start.
struct DataFile {
    std::filesystem::path path;
    enum class Named { no, by_option, by_environment } named = Named::no;
};

/// For commands that only read. Throws MachineError when a named file is missing; the hint has the file that may have
/// been meant.
void require(const DataFile& file);

}  // namespace epsom
