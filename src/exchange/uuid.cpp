#include "uuid.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "delivery.hpp"

namespace epsom::exchange {
namespace {

/// Made once, at random: it keeps our names apart from everyone else's.
constexpr Hash import_key{0x974C0B3E526A1F8DU, 0x38BBE215C9706DA4U};
constexpr std::size_t first_size = 1 << 11;
constexpr std::size_t most_used = 1 << 17;
constexpr std::uint8_t many_times = 255;

struct State {
    std::uint64_t a, b, c, d;

    void mix() {
        a += b;
        b = std::rotl(b, 13) ^ a;
        a = std::rotl(a, 32);
        c += d;
        d = std::rotl(d, 16) ^ c;
        a += d;
        d = std::rotl(d, 21) ^ a;
        c += b;
        b = std::rotl(b, 17) ^ c;
        c = std::rotl(c, 32);
    }
    void take(std::uint64_t word) {
        d ^= word;
        mix();
        mix();
        a ^= word;
    }
    std::uint64_t finish() {
        for (int i = 0; i < 4; ++i) mix();
        return a ^ b ^ c ^ d;
    }
};

/// The first `size` bytes, eight at most, as a little-endian number.
std::uint64_t word_of(const char* bytes, std::size_t size) {
    std::uint64_t word = 0;
    if (size == sizeof word && std::endian::native == std::endian::little) {
        std::memcpy(&word, bytes, sizeof word);
        return word;
    }
    for (std::size_t i = 0; i < size; ++i) word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return word;
}

std::string spelled(Hash hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::uint64_t first = (hash.first & ~(0xF0ULL << 48)) | 0x80ULL << 48;  // version 8
    std::uint64_t second = (hash.second & ~0xC0ULL) | 0x80ULL;
    std::string text(36, '-');
    char* to = text.data();
    const auto put = [&](std::uint64_t& bytes, int count) {
        for (; count > 0; --count, bytes >>= 8) {
            *to++ = digits[bytes >> 4 & 0x0FU];
            *to++ = digits[bytes & 0x0FU];
        }
        ++to;  // past a hyphen
    };
    put(first, 4);
    put(first, 2);
    put(first, 2);
    put(second, 2);
    put(second, 6);
    return text;
}

}  // namespace

Hash siphash(std::string_view bytes, Hash key) {
    State state{key.first ^ 0x736F6D6570736575U, key.second ^ 0x646F72616E646F6DU ^ 0xEEU,
        key.first ^ 0x6C7967656E657261U, key.second ^ 0x7465646279746573U};
    const std::uint64_t length = std::uint64_t{bytes.size()} << 56;
    for (; bytes.size() >= 8; bytes.remove_prefix(8)) state.take(word_of(bytes.data(), 8));
    state.take(length | word_of(bytes.data(), bytes.size()));
    state.c ^= 0xEE;
    const std::uint64_t first = state.finish();
    state.b ^= 0xDD;
    return {first, state.finish()};
}

std::string uuid_of(std::string_view name) { return spelled(siphash(name, import_key)); }

bool is_imported(std::string_view uuid) { return is_uuid(uuid) && uuid[14] == '8'; }

std::size_t Seen::Table::place_of(std::uint64_t hash) const {
    const std::size_t mask = hashes.size() - 1;
    std::size_t place = static_cast<std::size_t>(hash) & mask;
    while (hashes[place] != 0 && hashes[place] != hash) place = (place + 1) & mask;
    return place;
}

std::uint32_t Seen::Table::count_at(std::size_t place) const {
    return counts[place] < many_times ? counts[place] : many.at(hashes[place]);
}

void Seen::Table::set_count(std::size_t place, std::uint32_t count) {
    counts[place] = static_cast<std::uint8_t>(std::min<std::uint32_t>(count, many_times));
    if (count >= many_times) many[hashes[place]] = count;
}

void Seen::Table::grow() {
    Table larger;
    // Four times the size, so that little is held twice meanwhile; at last as many places as half full are enough.
    larger.hashes.resize(hashes.empty() ? first_size : std::min(4 * hashes.size(), 2 * most_used));
    larger.counts.resize(larger.hashes.size());
    larger.many = std::move(many);
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
    if (young_.used >= most_used) {
        old_ = std::move(young_);
        young_ = {};
    }
    if (8 * (young_.used + 1) > 7 * young_.hashes.size()) young_.grow();
    const std::size_t place = young_.place_of(hash);
    if (young_.hashes[place] == 0) {
        ++young_.used;
        young_.hashes[place] = hash;
        if (!old_.hashes.empty()) young_.set_count(place, old_.count_at(old_.place_of(hash)));
    }
    const std::uint32_t before = young_.count_at(place);
    young_.set_count(place, before + 1);
    return before;
}

Identities::Given Identities::uuid(std::string_view row) {
    name_.resize(format_length_);
    name_.append(1, '\n').append(row);
    Hash hash = siphash(name_, import_key);
    const std::uint32_t before = seen_.count_and_add(hash.first);
    if (before > 0) hash = siphash(name_.append(1, '\n').append(std::to_string(before)), import_key);
    return {spelled(hash), before > 0};
}

}  // namespace epsom::exchange
