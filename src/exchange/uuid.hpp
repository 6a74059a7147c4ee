#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace epsom::exchange {

using Digest = std::array<std::uint8_t, 20>;
/// SHA-1 (RFC 3174). It names things here and keeps no secret.
Digest sha1(std::string_view bytes);

/// A name-based uuid, version 5 (RFC 4122, section 4.3), in a namespace of epsom's own imports.
std::string uuid_of(std::string_view name);

/// How often a hash was seen before. It remembers the latest quarter of a million different ones at least, and twice that
/// at most, so that a file of any length takes the same memory.
class Seen {
public:
    std::uint32_t count_and_add(std::uint64_t hash);

private:
    /// Open addressing; hash 0 marks a free place.
    struct Table {
        std::vector<std::uint64_t> hashes;
        std::vector<std::uint32_t> counts;
        std::size_t used = 0;
        [[nodiscard]] std::size_t place_of(std::uint64_t hash) const;
        void grow();
    };
    Table young_, old_;
};

/// Gives each row of a file its uuid, which depends on what the row says and on how many equal rows came before it.
class Identities {
public:
    explicit Identities(std::string format) : format_{std::move(format)} {}
    struct Given {
        std::string uuid;
        bool repeated;  // an equal row came before
    };
    Given uuid(std::string_view row);

private:
    std::string format_;
    std::string name_;
    Seen seen_;
};

}  // namespace epsom::exchange
