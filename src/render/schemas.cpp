#include "epsom/render/schemas.hpp"

namespace epsom {
namespace {

#include "schemas.inc"

}  // namespace

std::span<const OutputSchema> output_schemas() { return schema_rows; }

}  // namespace epsom
