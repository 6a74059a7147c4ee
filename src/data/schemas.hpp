#pragma once

#include "compile.hpp"
#include "table.hpp"

namespace epsom::data {

/// What outputs of json and ndjson look like: schemas.tsv has the schemas, schema_keys.tsv the keys of each object.
/// Each schema is written out as JSON Schema, with all objects that it refers to.
void compile_schemas(const Files& sources, Files& includes, Errors& errors);

}  // namespace epsom::data
