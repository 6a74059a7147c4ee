#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "epsom/domain/record.hpp"
#include "epsom/exchange/exchange.hpp"
#include "epsom/result.hpp"

namespace epsom::exchange {

/// The first line of an export.
std::string export_head();
/// One record as a line of an export, with its newline: everything that is saved, readable, and exact (amounts also
/// in ng).
std::string export_line(const Stored& record);
/// Reads a line back; empty for the head. Errors: no JSON, a schema or a type that this program does not know, fields
/// that are missing or impossible.
Result<std::optional<Stored>> read_export_line(std::string_view line);

class TextGate;

/// Makes the bytes of an export UTF-8 where a program saved it as UTF-16. Other bytes are left as they are.
class ExportText {
public:
    ExportText();
    ExportText(const ExportText&) = delete;
    ExportText& operator=(const ExportText&) = delete;
    ~ExportText();
    /// Appends what the next bytes say. What is not text stops it: where, and why.
    std::optional<Refusal> feed(std::string_view bytes, std::string& text);
    std::optional<Refusal> finish(std::string& text);

private:
    std::unique_ptr<TextGate> gate_;  // empty for UTF-8
    bool begun_ = false;
};

}  // namespace epsom::exchange
