#pragma once

#include "epsom/render/record.hpp"

namespace epsom {

std::unique_ptr<RecordWriter> csv_writer(Write write);
std::unique_ptr<RecordWriter> tsv_writer(Write write);
std::unique_ptr<RecordWriter> json_writer(Write write, std::string_view rows_key);
std::unique_ptr<RecordWriter> ndjson_writer(Write write);
std::unique_ptr<RecordWriter> markdown_writer(Write write);

}  // namespace epsom
