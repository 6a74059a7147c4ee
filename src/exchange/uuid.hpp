#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace epsom::exchange {

struct Hash {
    std::uint64_t first = 0, second = 0;
    friend bool operator==(const Hash&, const Hash&) = default;
};
/// SipHash-2-4 with 128 bits of output (Aumasson and Bernstein 2012, and its reference code). It costs a twentieth of
/// reading a row, where SHA-1 would cost as much as all the rest; 128 bits make an accidental collision as unlikely as
/// in a random uuid.
Hash siphash(std::string_view bytes, Hash key);

/// The uuid that a name has here and on every other device, version 8 (RFC 9562): what is hashed and how is our own
/// affair.
std::string uuid_of(std::string_view name);

/// How often a hash was seen before. It remembers the latest hundred thousand different ones at least, and thrice that
/// at most, so that a file of any length takes the same memory.
class Seen {
public:
    std::uint32_t count_and_add(std::uint64_t hash);

private:
    /// Open addressing; hash 0 marks a free place. Nearly all are seen once: a byte counts them, and `many` the few for
    /// which it is too small.
    struct Table {
        std::vector<std::uint64_t> hashes;
        std::vector<std::uint8_t> counts;
        std::unordered_map<std::uint64_t, std::uint32_t> many;
        std::size_t used = 0;
        [[nodiscard]] std::size_t place_of(std::uint64_t hash) const;
        [[nodiscard]] std::uint32_t count_at(std::size_t place) const;
        void set_count(std::size_t place, std::uint32_t count);
        void grow();
    };
    Table young_, old_;
};

/// Gives each row of a file its uuid, which depends on what the row says and on how many equal rows came before it.
class Identities {
public:
    explicit Identities(std::string format) : name_{std::move(format)}, format_length_{name_.size()} {}
    struct Given {
        std::string uuid;
        bool repeated;  // an equal row came before
    };
    Given uuid(std::string_view row);

private:
    std::string name_;  // the format, and then the row
    std::size_t format_length_;
    Seen seen_;
};

}  // namespace epsom::exchange
