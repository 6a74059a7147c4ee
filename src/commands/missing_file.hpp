#pragma once

#include <filesystem>

namespace epsom {

/// Where the data file is; `named`: by --db or EPSOM_DB, so that a missing one is a mistake and no first start.
struct DataFile {
    std::filesystem::path path;
    enum class Named { no, by_option, by_environment } named = Named::no;
};

/// For what only reads. Throws MachineError when a file that was named is not there, with the one that may have been meant.
void require(const DataFile& file);

}  // namespace epsom
