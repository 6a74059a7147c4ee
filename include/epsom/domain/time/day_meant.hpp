#pragma once

#include <string_view>
#include <vector>

#include "epsom/domain/time/moment.hpp"

namespace epsom {

/// The days that `05/17/1980`, `17.5.1980`, `May 17 1980`, `1980-5-17` or `19800517` can be: none, one, or two where it
/// is not said which number is the month (then the reading with the month first comes first). A year of two digits is
/// no year.
std::vector<Day> days_meant(std::string_view text);

}  // namespace epsom
