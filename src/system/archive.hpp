#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "spool.hpp"

namespace epsom {

/// A zip archive, with Zip64, of which one member at a time is read.
class Archive {
public:
    struct Member {
        std::string name;        // with its folders, as the archive has it
        std::uint64_t size = 0;  // bytes
        std::uint64_t offset = 0, number = 0;
    };
    /// Whether `bytes` are how such a file begins.
    [[nodiscard]] static bool is_one(std::string_view bytes);

    /// Lists the files in it: folders, and what systems add for themselves (`__MACOSX/…`), are none. Throws
    /// MachineError when it is damaged.
    explicit Archive(const std::filesystem::path& file);
    [[nodiscard]] std::span<const Member> members() const { return members_; }
    /// What `member` holds, from its beginning; the reading before ends. Throws MachineError, also later from the
    /// function: damaged, encrypted, or compressed in a way that is not known.
    [[nodiscard]] ReadBytes open(const Member& member);

private:
    struct Close {
        void operator()(void* archive) const;
    };
    std::unique_ptr<void, Close> archive_;
    std::vector<Member> members_;
};

}  // namespace epsom
