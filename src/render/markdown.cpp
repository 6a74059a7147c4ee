#include "epsom/render/format.hpp"
#include "markup.hpp"

namespace epsom {
namespace {

/// A pipe table, for issues and notes.
class MarkdownWriter final : public RecordWriter {
public:
    using RecordWriter::RecordWriter;

    void begin(const Record&, std::span<const std::string_view> columns) override {
        for (const auto column : columns) buffer_ += "| " + std::string{column} + " ";
        buffer_ += "|\n";
        for (std::size_t i = 0; i < columns.size(); ++i) buffer_ += "| --- ";
        buffer_ += "|\n";
    }
    void row(std::span<const Field> record) override {
        for (const Field& field : record) {
            buffer_ += "| ";
            if (const auto text = field.value.text()) buffer_ += markdown_escaped(*text);
            else append_plain(buffer_, field.value);
            buffer_ += ' ';
        }
        buffer_ += "|\n";
        flush(false);
    }
    void end(const Record&) override { flush(true); }
};

}  // namespace

std::unique_ptr<RecordWriter> markdown_writer(Write write, std::string_view) {
    return std::make_unique<MarkdownWriter>(std::move(write));
}

}  // namespace epsom
