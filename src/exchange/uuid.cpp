#include "uuid.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace epsom::exchange {
namespace {

constexpr std::size_t block_size = 64;
/// Made once, at random: the namespace of uuids that imports give.
constexpr std::string_view import_namespace{"\x8d\x1f\x6a\x52\x3e\x0b\x4c\x97\xa4\x6d\x70\xc9\x15\xe2\xbb\x38", 16};
constexpr std::size_t first_size = 1 << 10;
constexpr std::size_t most_used = 1 << 18;

using State = std::array<std::uint32_t, 5>;

void take_block(State& state, const unsigned char* block) {
    std::array<std::uint32_t, 80> words;
    for (std::size_t i = 0; i < 16; ++i) {
        words[i] = (std::uint32_t{block[4 * i]} << 24) | (std::uint32_t{block[4 * i + 1]} << 16) | (std::uint32_t{block[4 * i + 2]} << 8) | block[4 * i + 3];
    }
    for (std::size_t i = 16; i < words.size(); ++i) words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint32_t mixed = i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
        const std::uint32_t constant = i < 20 ? 0x5A827999U : i < 40 ? 0x6ED9EBA1U : i < 60 ? 0x8F1BBCDCU : 0xCA62C1D6U;
        const std::uint32_t next = std::rotl(a, 5) + mixed + e + constant + words[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

std::string spelled(const Digest& digest) {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < 16; ++i) {
        unsigned byte = digest[i];
        if (i == 6) byte = (byte & 0x0FU) | 0x50U;  // version 5
        if (i == 8) byte = (byte & 0x3FU) | 0x80U;
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 0x0FU];
    }
    return text;
}

}  // namespace

Digest sha1(std::string_view bytes) {
    State state{0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U, 0xC3D2E1F0U};
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t rest = bytes.size();
    for (; rest >= block_size; rest -= block_size, data += block_size) take_block(state, data);

    std::array<unsigned char, 2 * block_size> last{};
    if (rest > 0) std::memcpy(last.data(), data, rest);
    last[rest] = 0x80;
    const std::size_t end = rest + 9 <= block_size ? block_size : 2 * block_size;
    const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
    for (std::size_t i = 0; i < 8; ++i) last[end - 1 - i] = static_cast<unsigned char>(bits >> (8 * i));
    for (std::size_t at = 0; at < end; at += block_size) take_block(state, last.data() + at);

    Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

std::string uuid_of(std::string_view name) { return spelled(sha1(std::string{import_namespace}.append(name))); }

std::size_t Seen::Table::place_of(std::uint64_t hash) const {
    const std::size_t mask = hashes.size() - 1;
    std::size_t place = static_cast<std::size_t>(hash) & mask;
    while (hashes[place] != 0 && hashes[place] != hash) place = (place + 1) & mask;
    return place;
}

void Seen::Table::grow() {
    Table larger;
    larger.hashes.resize(hashes.empty() ? first_size : 2 * hashes.size());
    larger.counts.resize(larger.hashes.size());
    larger.used = used;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        if (hashes[i] == 0) continue;
        const std::size_t place = larger.place_of(hashes[i]);
        larger.hashes[place] = hashes[i];
        larger.counts[place] = counts[i];
    }
    *this = std::move(larger);
}

std::uint32_t Seen::count_and_add(std::uint64_t hash) {
    hash = std::max<std::uint64_t>(hash, 1);
    if (2 * (young_.used + 1) > young_.hashes.size()) {
        if (young_.used >= most_used) {
            old_ = std::move(young_);
            young_ = {};
        }
        young_.grow();
    }
    const std::size_t place = young_.place_of(hash);
    if (young_.hashes[place] == 0) {
        ++young_.used;
        young_.hashes[place] = hash;
        if (!old_.hashes.empty()) young_.counts[place] = old_.counts[old_.place_of(hash)];
    }
    return young_.counts[place]++;
}

Identities::Given Identities::uuid(std::string_view row) {
    // The namespace comes first, as in RFC 4122; then the format, the row, and the ordinal where it is not the first.
    name_.assign(import_namespace).append(format_).append(1, '\n').append(row);
    Digest digest = sha1(name_);
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < 8; ++i) hash = (hash << 8) | digest[i];
    const std::uint32_t before = seen_.count_and_add(hash);
    if (before > 0) digest = sha1(name_.append(1, '\n').append(std::to_string(before)));
    return {spelled(digest), before > 0};
}

}  // namespace epsom::exchange
