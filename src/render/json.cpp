#include <algorithm>

#include "epsom/render/format.hpp"
#include "epsom/text/json_text.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

void append_value(std::string& out, const Value& value);

void append_list(std::string& out, const auto& members, auto append) {
    out += '[';
    for (const auto& member : members) {
        if (out.back() != '[') out += ',';
        append(out, member);
    }
    out += ']';
}

void append_value(std::string& out, const Value& value) {
    if (value.is_null()) out += "null";
    else if (const auto text = value.text()) append_json_string(out, *text);
    else if (const auto* records = std::get_if<Value::Records>(&value.held())) append_list(out, **records, append_json);
    else if (const auto* values = std::get_if<Value::Values>(&value.held())) append_list(out, **values, append_value);
    else append_plain(out, value);
}

/// `"key":value` for each field; nested objects are fields whose key is `outer.inner`, standing together.
void append_fields(std::string& out, std::span<const Field> record) {
    std::string_view open;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const Field& field = record[i];
        const auto dot = field.key.find('.');
        const std::string_view outer = dot == std::string_view::npos ? std::string_view{} : field.key.substr(0, dot);
        if (outer != open && !open.empty()) out += '}';
        if (i > 0) out += ',';
        if (outer != open && !outer.empty()) {
            append_json_string(out, outer);
            out += ":{";
        }
        open = outer;
        append_json_string(out, dot == std::string_view::npos ? field.key : field.key.substr(dot + 1));
        out += ':';
        append_value(out, field.value);
    }
    if (!open.empty()) out += '}';
}

void append_object(std::string& out, std::span<const Field> record) {
    out += '{';
    append_fields(out, record);
    out += '}';
}

class JsonWriter final : public RecordWriter {
public:
    JsonWriter(Write write, std::string_view rows_key) : RecordWriter{std::move(write)}, rows_key_{rows_key} {}

    void begin(const Record& head, std::span<const std::string_view>) override {
        buffer_ += '{';
        append_fields(buffer_, head);
        if (!head.empty()) buffer_ += ',';
        append_json_string(buffer_, rows_key_);
        buffer_ += ":[";
    }
    void row(std::span<const Field> record) override {
        if (!first_) buffer_ += ',';
        first_ = false;
        buffer_ += '\n';
        append_object(buffer_, record);
        flush(false);
    }
    void end(const Record& tail) override {
        buffer_ += first_ ? "]" : "\n]";
        if (!tail.empty()) buffer_ += ',';
        append_fields(buffer_, tail);
        buffer_ += "}\n";
        flush(true);
    }

private:
    std::string_view rows_key_;
    bool first_ = true;
};

class NdjsonWriter final : public RecordWriter {
public:
    using RecordWriter::RecordWriter;
    void begin(const Record&, std::span<const std::string_view>) override {}
    void row(std::span<const Field> record) override {
        append_object(buffer_, record);
        buffer_ += '\n';
        flush(false);
    }
    void end(const Record&) override { flush(true); }
};

}  // namespace

void append_json(std::string& out, const Record& record) { append_object(out, record); }

void append_json_string(std::string& out, std::string_view text) {
    const std::size_t start = out.size();
    out += '"';
    // Text that is no UTF-8 cannot be JSON; printable() also keeps controls out, which only names and notes could hold.
    const std::string repaired = is_utf8(text) ? std::string{} : printable(text);
    for (const char c : repaired.empty() ? text : std::string_view{repaired}) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    constexpr std::string_view digits = "0123456789abcdef";
                    out += "\\u00";
                    out += digits[static_cast<unsigned char>(c) >> 4];
                    out += digits[static_cast<unsigned char>(c) & 0x0F];
                } else {
                    out += c;
                }
        }
    }
    out += '"';
    const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x7F; });
    if (!ascii) out.replace(start, std::string::npos, escaped_json(std::string_view{out}.substr(start)));
}

std::unique_ptr<RecordWriter> json_writer(Write write, std::string_view rows_key) {
    return std::make_unique<JsonWriter>(std::move(write), rows_key);
}
std::unique_ptr<RecordWriter> ndjson_writer(Write write, std::string_view) {
    return std::make_unique<NdjsonWriter>(std::move(write));
}

}  // namespace epsom
