#include "xml_records.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>

#include "encoding.hpp"
#include "epsom/text/text.hpp"
#include "xml_place.hpp"

namespace epsom::exchange {
namespace {

/// What expat may hold at once, so that no file makes it grow: a tag as long as the file, a million names, entities.
namespace bounded {
constexpr std::size_t most = 8 * 1024 * 1024;
constexpr std::size_t header = alignof(std::max_align_t);
std::atomic<std::size_t> held{0};

void* take(std::size_t size) {
    if (size > most || held.fetch_add(size) + size > most) {
        if (size <= most) held -= size;
        return nullptr;
    }
    auto* block = static_cast<std::byte*>(std::malloc(size + header));
    if (block == nullptr) {
        held -= size;
        return nullptr;
    }
    std::memcpy(block, &size, sizeof size);
    return block + header;
}

void give_back(void* data) {
    if (data == nullptr) return;
    auto* block = static_cast<std::byte*>(data) - header;
    std::size_t size = 0;
    std::memcpy(&size, block, sizeof size);
    held -= size;
    std::free(block);
}

void* resize(void* data, std::size_t size) {
    void* larger = take(size);
    if (larger == nullptr || data == nullptr) return larger;
    std::size_t before = 0;
    std::memcpy(&before, static_cast<std::byte*>(data) - header, sizeof before);
    std::memcpy(larger, data, std::min(before, size));
    give_back(data);
    return larger;
}
}  // namespace bounded

// Pieces are small, since expat copies what it holds back once for each; near a fault smaller still, since what is left
// of one is read again.
constexpr std::size_t piece = 64 * 1024, careful_piece = 2 * 1024;
/// How far a line is looked back at for its start: of an element, of which there are millions, and at a fault.
constexpr std::size_t short_look_back = 128, long_look_back = 64 * 1024;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_indent(std::string_view text) {
    return text.size() <= 64 && text.find_first_not_of(" \t") == std::string_view::npos;
}

/// Whether more text might make it whole.
bool is_incomplete(XML_Error code) {
    return code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN || code == XML_ERROR_PARTIAL_CHAR ||
           code == XML_ERROR_UNCLOSED_CDATA_SECTION;
}

}  // namespace

XmlRecords::XmlRecords(Delivery& out, XmlNames names, Handlers handlers)
    : out_{out}, names_{names}, handlers_{std::move(handlers)}, parser_{nullptr, &XML_ParserFree} {
    begin_parser();
}

void XmlRecords::begin_parser() {
    constexpr XML_Memory_Handling_Suite memory{bounded::take, bounded::resize, bounded::give_back};
    parser_.reset();  // gives its memory back first
    parser_.reset(XML_ParserCreate_MM("UTF-8", &memory, nullptr));
    if (!parser_) throw std::bad_alloc{};
#if XML_MAJOR_VERSION > 2 || (XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION >= 6)
    // Else what it has reported by the end of a piece would depend on the pieces before. It puts off what it could read
    // for the sake of long tags, whose length the memory above bounds.
    XML_SetReparseDeferralEnabled(parser_.get(), XML_FALSE);
#endif
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
            static_cast<XmlRecords*>(self)->open(name, attributes);
        },
        [](void* self, const XML_Char*) { static_cast<XmlRecords*>(self)->close(); });
    XML_SetEntityDeclHandler(parser_.get(), [](void* self, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                                                const XML_Char*, const XML_Char*, const XML_Char*) {
        auto* const records = static_cast<XmlRecords*>(self);
        records->stop_here("XML entities in the file: not " + std::string{records->names_.file});
    });
    text_.clear();
    text_from_ = counted_ = lines_ = 0;
    depth_ = 0;
    text_begins_line_ = true;
    over_ = unclosed_ = false;
    child_.clear();
}

std::size_t XmlRecords::line() const { return line_base_ + line_of(parser_.get()); }
std::size_t XmlRecords::column() const { return column_of(parser_.get()) + 1; }

void XmlRecords::stop_here(std::string reason) {
    out_.stop({line(), column(), std::move(reason)});
    XML_StopParser(parser_.get(), XML_FALSE);
}

std::size_t XmlRecords::index_in_text() const {
    const std::int64_t index = index_of(parser_.get());
    if (index < 0 || static_cast<std::size_t>(index) < text_from_) return 0;
    return std::min(static_cast<std::size_t>(index) - text_from_, text_.size());
}

std::optional<std::size_t> XmlRecords::offset_in_line(std::size_t at, std::size_t look_back) const {
    std::size_t start = at;
    while (start > 0 && text_[start - 1] != '\n') {
        if (at - start == look_back) return std::nullopt;
        --start;
    }
    return start > 0 || text_begins_line_ ? std::optional{at - start} : std::nullopt;
}

std::size_t XmlRecords::lines_between(std::size_t from, std::size_t to) const {
    return static_cast<std::size_t>(std::ranges::count(std::string_view{text_}.substr(from, to - from), '\n'));
}

void XmlRecords::count_lines_to(std::size_t at) {
    const std::size_t from = counted_ - text_from_;
    if (at <= from) return;
    lines_ += lines_between(from, at);
    counted_ = text_from_ + at;
}

void XmlRecords::open(std::string_view name, const XML_Char** attributes) {
    if (unclosed_ || out_.stopped()) return;
    ++depth_;
    if (depth_ > deepest) return stop_here("the elements are nested too deeply for " + std::string{names_.file});
    if (depth_ == 2) open_child(name);
    if (depth_ == 3 && ends_unclosed(name)) {
        unclosed_ = true;
        next_ = {line(), index_in_text()};
        XML_StopParser(parser_.get(), XML_FALSE);
        return;
    }
    handlers_.open(name, attributes);
}

void XmlRecords::close() {
    if (unclosed_ || out_.stopped()) return;
    --depth_;
    if (depth_ == 0) end_tag_ = Place{line(), column()};
    handlers_.close();
}

void XmlRecords::open_child(std::string_view name) {
    child_ = name;
    first_in_group_.reset();
    const std::size_t at = index_in_text();
    count_lines_to(at);
    child_place_ = {line_base_ + lines_ + 1, 0};
    const auto offset = offset_in_line(at, short_look_back);
    if (offset) child_place_.column = *offset + 1;
    constexpr std::size_t most_looks = 100;
    if (indent_ || looked_for_indent_ == most_looks || !offset) return;
    ++looked_for_indent_;
    const std::string_view before = std::string_view{text_}.substr(at - *offset, *offset);
    if (is_indent(before)) indent_ = before;
}

bool XmlRecords::ends_unclosed(std::string_view name) {
    if (!indent_ || (name != names_.record && name != names_.group && child_ != names_.group)) return false;
    const auto offset = offset_in_line(index_in_text(), short_look_back);
    if (!offset) return false;
    if (child_ == names_.group) {
        if (!first_in_group_) first_in_group_ = offset;
        // Where a group's own children are indented no more than the root's, they cannot be told apart.
        if (*first_in_group_ <= indent_->size() || (name != names_.record && name != names_.group)) return false;
    }
    return *offset == indent_->size();
}

void XmlRecords::feed(std::string_view text) {
    while (!text.empty() && !out_.stopped()) {
        if (broken_) {
            text = seek(text);
            continue;
        }
        const std::string_view part = text.substr(0, careful_ > 0 ? careful_piece : piece);
        careful_ -= std::min(careful_, part.size());
        text.remove_prefix(part.size());
        read(part, End::no);
    }
}

void XmlRecords::read(std::string_view text, End end) {
    std::string again;
    while (!out_.stopped() && !parse(text, end)) {
        if (out_.stopped()) return;
        careful_ = piece;
        again = std::exchange(rest_, {});
        text = seek(again);
        if (broken_) return;
    }
}

bool XmlRecords::parse(std::string_view text, End end) {
    if (over_) return true;
    text_ += text;
    const auto status =
        XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), end == End::no ? XML_FALSE : XML_TRUE);
    over_ = end != End::no;
    if (status == XML_STATUS_OK) {
        forget_text();
        return true;
    }
    if (out_.stopped()) return false;
    if (end == End::cut_here && is_incomplete(XML_GetErrorCode(parser_.get()))) return true;
    take_fault(end);
    return false;
}

/// Keeps what the parser has not taken yet, from the start of its line.
void XmlRecords::forget_text() {
    const std::size_t at = index_in_text();
    const auto offset = offset_in_line(at, long_look_back);
    const std::size_t start = offset ? at - *offset : at - std::min(at, long_look_back);
    text_begins_line_ = offset || (start == 0 && text_begins_line_);
    count_lines_to(start);
    text_.erase(0, start);
    text_from_ += start;
}

std::optional<std::size_t> XmlRecords::open_tag(std::size_t at) const {
    const auto tag = at == 0 ? std::string::npos : text_.rfind('<', at - 1);
    if (tag == std::string::npos || tag + 1 >= at || !is_letter(text_[tag + 1])) return std::nullopt;
    char quote = '\0';
    for (const char c : std::string_view{text_}.substr(tag, at - tag)) {
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '>') {
            return std::nullopt;
        } else if (c == '"' || c == '\'') {
            quote = c;
        }
    }
    return tag;
}

void XmlRecords::take_fault(End end) {
    const auto code = XML_GetErrorCode(parser_.get());
    // Expat's own place and reason depend on the pieces that it got.
    if (end_tag_)
        return out_.stop(
            {end_tag_->line, end_tag_->column, "unexpected content after </" + std::string{names_.root} + ">"});
    if (is_incomplete(code)) {
        return out_.stop(
            {line(), column(), "the file ends before </" + std::string{names_.root} + ">: it may be truncated"});
    }
    const bool too_much = code == XML_ERROR_NO_MEMORY || code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH;
    const std::size_t at = unclosed_ ? next_.column : index_in_text();
    const auto tag = open_tag(at);
    Refusal refusal{line(), column(), "invalid XML: " + std::string{XML_ErrorString(code)}};
    if (code == XML_ERROR_UNDEFINED_ENTITY)
        refusal.reason = "invalid XML: no entity is read but &amp;, &lt;, &gt;, &quot; and &apos;";
    if (too_much) refusal.reason = "this tag or comment is too long for " + std::string{names_.file};
    std::string child = depth_ > 1 ? child_ : "";
    if (unclosed_) {
        refusal = {child_place_.line, child_place_.column, "<" + printable(child_) + "> is not closed"};
    } else if (tag && code == XML_ERROR_INVALID_TOKEN && at < text_.size() && text_[at] == '<') {
        const auto offset = offset_in_line(*tag, long_look_back);
        refusal = {line() - lines_between(*tag, at), offset ? *offset + 1 : 0, "invalid XML: the tag is not closed"};
    }
    if (depth_ == 0 || !indent_ || end == End::file) return out_.stop(std::move(refusal));
    if (depth_ == 1 && tag) child = text_.substr(*tag + 1, std::min(at - *tag - 1, names_.group.size()));
    begin_seeking(std::move(refusal), unclosed_ ? next_.line : line(), child);
    // What is broken may end where the root's next child begins.
    const auto offset = offset_in_line(at, long_look_back);
    const bool begins_line = (unclosed_ || code == XML_ERROR_INVALID_TOKEN) && at < text_.size() && text_[at] == '<' &&
                             offset == indent_->size() && text_.compare(at - *offset, *offset, *indent_) == 0;
    if (begins_line && seek_line_ != resumed_line_) {
        skip_line_ = false;
        rest_ = text_.substr(at - *offset);
    } else {
        rest_ = text_.substr(at);
    }
}

void XmlRecords::begin_seeking(Refusal broken, std::size_t line, std::string_view child) {
    broken_ = std::move(broken);
    seek_line_ = line;
    line_start_.clear();
    skip_line_ = true;
    // Where nothing is indented, a group's records look like the root's own.
    end_needed_ = indent_->empty() && child == names_.group ? "</" + std::string{names_.group} + ">" : "";
    handlers_.drop();
}

std::string_view XmlRecords::seek(std::string_view text) {
    while (!text.empty()) {
        if (skip_line_) {
            const auto end = text.find('\n');
            if (end == std::string_view::npos) return {};
            text.remove_prefix(end);
        }
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '\n') {
            ++seek_line_;
            skip_line_ = false;
            line_start_.clear();
            continue;
        }
        line_start_ += c;
        const std::string_view wanted = end_needed_.empty() ? std::string_view{*indent_} : end_needed_;
        const std::size_t size = line_start_.size();
        if (size <= wanted.size()) {
            skip_line_ = !wanted.starts_with(line_start_);
            if (size == end_needed_.size() && !skip_line_) {
                end_needed_.clear();
                skip_line_ = true;
            }
        } else if (size == wanted.size() + 1) {
            skip_line_ = c != '<';
        } else if (is_letter(c)) {
            resume();
            return text;
        } else {
            skip_line_ = true;
        }
    }
    return {};
}

void XmlRecords::resume() {
    out_.refuse(std::move(*broken_));
    broken_.reset();
    resumed_line_ = seek_line_;
    begin_parser();
    line_base_ = seek_line_ - 2;  // the root has a line of its own
    parse("<" + std::string{names_.root} + ">\n" + line_start_, End::no);
}

void XmlRecords::before_stop() {
    if (!broken_) read({}, End::cut_here);
    if (broken_ && !out_.stopped()) out_.stop(*broken_);
}

bool XmlRecords::read_past(const Refusal& broken) {
    if (broken_) return true;
    if (depth_ == 0 || !indent_) return false;
    read({}, End::cut_here);
    if (out_.stopped()) return false;
    if (broken_) return true;
    std::string_view held = text_;
    held.remove_prefix(index_in_text());
    begin_seeking(broken, broken.line,
        depth_ > 1              ? child_
        : held.starts_with('<') ? held.substr(1, names_.group.size())
                                : std::string_view{});
    return true;
}

void XmlRecords::finish() {
    if (!broken_) read({}, End::file);
    if (broken_ && !out_.stopped()) out_.stop(*broken_);
}

}  // namespace epsom::exchange
