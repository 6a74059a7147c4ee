#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "epsom/exchange/exchange.hpp"
#include "import_intake.hpp"
#include "import_progress.hpp"
#include "system/archive.hpp"
#include "system/spool.hpp"

namespace epsom {

/// Hands out bytes in pieces, and the first ones to look at before.
class Bytes {
public:
    explicit Bytes(ReadBytes source) : source_{std::move(source)} { fill(); }
    [[nodiscard]] std::string_view first() const { return piece_; }
    /// Reads all the rest now, to hand it out from `spool`.
    void keep_rest(Spool& spool, Progress& progress);
    /// Empty at the end.
    std::string_view next();

private:
    void fill();
    ReadBytes source_;
    std::string piece_;
    bool started_ = false;
};

/// A file, a folder, a zip archive or what comes through a pipe, and the format that it has.
class Input {
public:
    /// `name` as typed; "-" is standard input. Throws MachineError when it cannot be read.
    Input(const Context& context, std::string name);
    /// Error: a format that is unknown, not recognised, or not readable from a pipe.
    std::optional<Error> recognise(const std::optional<std::string>& from);
    /// Reads a pipe completely before the database is locked, so that a slow pipe does not block other commands.
    /// A long input is kept on the disk of `directory`.
    void read_to_end(const Context& context, const std::filesystem::path& directory);
    [[nodiscard]] std::string_view format() const { return importer_->key; }
    /// Whether the user may say which rows are supplements.
    [[nodiscard]] bool tells_supplements() const { return importer_->tells_supplements; }
    /// Hands all of it to the intaker. Error: a folder in place of a file, or the reverse.
    std::optional<Error> read(Intaker& intaker, Change& change, Tally& tally, Progress& progress);

private:
    std::optional<Error> recognise_archive(const std::optional<std::string>& from);
    [[nodiscard]] std::string called() const;
    [[nodiscard]] ReadBytes open_in_folder(std::string_view file);
    std::optional<Error> read_bytes(Bytes& bytes, Intaker& intaker, Change& change, Tally& tally, Progress& progress);
    std::optional<Error> read_folder(Intaker& intaker, Tally& tally, Progress& progress);
    std::optional<Error> read_archive(Intaker& intaker, Change& change, Tally& tally, Progress& progress);

    const Context& context_;
    std::string name_;
    std::vector<std::string> names_;  // of the files in a folder
    std::ifstream file_;
    std::optional<Bytes> bytes_;  // empty: a folder
    std::optional<Spool> spool_;
    std::optional<Archive> archive_;
    std::vector<const Archive::Member*> chosen_;    // of the archive, one of which or more are imported
    bool is_folder_ = false;                        // or an archive that is read as one
    bool waits_ = false;                            // for a writer
    std::uint64_t size_ = 0;                        // bytes; 0 where it is not known
    const exchange::Importer* importer_ = nullptr;  // once recognised
};

}  // namespace epsom
