#pragma once

#include <cstddef>
#include <cstdint>

/// The sum that each page of a database carries in its last eight bytes.
namespace epsom::store {

inline constexpr std::size_t checksum_size = sizeof(std::uint64_t);

/// Whether the page carries its sum. `size` is a multiple of 512; `offset` is that of the page in the file, so that a
/// page in the place of another is none.
bool is_sealed(const unsigned char* page, std::int64_t size, std::int64_t offset);

/// Writes the sum into the page.
void seal(unsigned char* page, std::int64_t size, std::int64_t offset);

/// How many changes of one byte would make a page without its sum carry it. Where it is one, that is made: the page is
/// then what it was. Of 25 pages in which one byte is damaged it is more than one for one page, as the highest bits of
/// a word are mixed in like lower ones of the fourth word after it. For a page with more damage it is none but once in
/// 10^13.
std::size_t mend(unsigned char* page, std::int64_t size, std::int64_t offset);

}  // namespace epsom::store
