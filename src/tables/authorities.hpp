#pragma once

#include "epsom/domain/reference.hpp"

namespace epsom::tables {

extern const Authority us_ca, efsa, uk, au_nz, nordic, dach, who_fao, japan, china, india;

}  // namespace epsom::tables
