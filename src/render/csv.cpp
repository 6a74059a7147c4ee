#include <algorithm>
#include <array>

#include "epsom/render/format.hpp"

namespace epsom {
namespace {

/// Rows of cells with a separator between them, a header first. What a text cell looks like is the format's.
class DelimitedWriter : public RecordWriter {
public:
    DelimitedWriter(Write write, char separator) : RecordWriter{std::move(write)}, separator_{separator} {}

    void begin(const Record&, std::span<const std::string_view> columns) override {
        for (const auto column : columns) {
            buffer_ += column;
            buffer_ += separator_;
        }
        end_line();
    }
    void row(std::span<const Field> record) override {
        for (const Field& field : record) {
            if (const auto text = field.value.text()) append_text(*text);
            else if (!field.value.is_null()) append_plain(buffer_, field.value);
            buffer_ += separator_;
        }
        end_line();
        flush(false);
    }
    void end(const Record&) override { flush(true); }

private:
    virtual void append_text(std::string_view cell) = 0;
    void end_line() { buffer_.back() = '\n'; }

    char separator_;
};

/// Which characters are among `marks`: every one of every cell is looked at.
constexpr std::array<bool, 256> table_of(std::string_view marks) {
    std::array<bool, 256> found{};
    for (const char c : marks) found[static_cast<unsigned char>(c)] = true;
    return found;
}
constexpr auto formula_marks = table_of("=+-@\t\r");
constexpr auto quoted_marks = table_of(",\"\r\n");

/// RFC 4180 with LF lines. A text that a spreadsheet would run as a formula gets a leading apostrophe, which `import`
/// takes off again.
class CsvWriter final : public DelimitedWriter {
public:
    explicit CsvWriter(Write write) : DelimitedWriter{std::move(write), ','} {}

private:
    void append_text(std::string_view cell) override {
        const bool formula = !cell.empty() && formula_marks[static_cast<unsigned char>(cell.front())];
        const bool quote =
            std::ranges::any_of(cell, [](char c) { return quoted_marks[static_cast<unsigned char>(c)]; });
        if (quote) buffer_ += '"';
        if (formula) buffer_ += '\'';
        if (!quote) {
            buffer_ += cell;
            return;
        }
        for (const char c : cell) {
            if (c == '"') buffer_ += '"';
            buffer_ += c;
        }
        buffer_ += '"';
    }
};

/// No quoting: tab, newline, carriage return and backslash are escaped.
class TsvWriter final : public DelimitedWriter {
public:
    explicit TsvWriter(Write write) : DelimitedWriter{std::move(write), '\t'} {}

private:
    void append_text(std::string_view cell) override {
        for (const char c : cell) {
            switch (c) {
                case '\t': buffer_ += "\\t"; break;
                case '\n': buffer_ += "\\n"; break;
                case '\r': buffer_ += "\\r"; break;
                case '\\': buffer_ += "\\\\"; break;
                default: buffer_ += c;
            }
        }
    }
};

}  // namespace

std::unique_ptr<RecordWriter> csv_writer(Write write, std::string_view) {
    return std::make_unique<CsvWriter>(std::move(write));
}
std::unique_ptr<RecordWriter> tsv_writer(Write write, std::string_view) {
    return std::make_unique<TsvWriter>(std::move(write));
}

}  // namespace epsom
