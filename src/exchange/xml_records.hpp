#pragma once

#include <expat.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "delivery.hpp"

namespace epsom::exchange {

/// What the root of a file and its children are called. A group is a child that has records of its own.
struct XmlNames {
    std::string_view root, record, group;
    std::string_view file;  // what it is, for reasons: "an Apple Health export"
};

/// Reads XML whose root has any number of children, in pieces of any size. A child that is broken is refused, and
/// reading goes on at the next line that begins with an element as far in as the children before. Where no such line
/// comes, reading stops at the fault.
class XmlRecords {
public:
    struct Handlers {
        /// depth() is that of the element: 1 for the root.
        std::function<void(std::string_view name, const XML_Char** attributes)> open;
        /// depth() is already that of the element around it.
        std::function<void()> close;
        /// The child that is open is broken, and was refused.
        std::function<void()> drop;
    };
    XmlRecords(Delivery& out, XmlNames names, Handlers handlers);

    void feed(std::string_view text);
    /// The file is over.
    void finish();
    /// The next byte is not text. Whether reading goes on after it.
    bool read_past(const Refusal& broken);
    /// Reading stops at the next byte. What is held back is looked at first, so that the first fault is the one told.
    void before_stop();
    /// For handlers: nothing more is read.
    void stop_here(std::string reason);
    [[nodiscard]] std::size_t depth() const { return depth_; }
    /// Of the element that a handler is called for, from 1.
    [[nodiscard]] std::size_t line() const;
    [[nodiscard]] std::size_t column() const;

private:
    using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)>;
    enum class End { no, file, cut_here };
    struct Place {
        std::size_t line = 0, column = 0;
    };

    void begin_parser();
    void open(std::string_view name, const XML_Char** attributes);
    void close();
    void open_child(std::string_view name);
    /// Whether an element inside a child is really the root's next child, so that the one before was not closed.
    bool ends_unclosed(std::string_view name);
    /// Parses and, after each fault, reads on in what is left of `text`.
    void read(std::string_view text, End end);
    /// Whether there was no fault. After one, `broken_` is set or reading has stopped, and `rest_` is what to seek in.
    bool parse(std::string_view text, End end);
    void take_fault(End end);
    /// Where in the text the tag begins that `at` is inside of.
    [[nodiscard]] std::optional<std::size_t> open_tag(std::size_t at) const;
    void begin_seeking(Refusal broken, std::size_t line, std::string_view child);
    /// Looks for the place to read on; returns the text after it, or nothing when it is not in `text`.
    std::string_view seek(std::string_view text);
    void resume();
    void forget_text();
    [[nodiscard]] std::size_t index_in_text() const;
    /// How far a place of the text is from the start of its line; empty where that is farther back than `look_back`.
    [[nodiscard]] std::optional<std::size_t> offset_in_line(std::size_t at, std::size_t look_back) const;
    [[nodiscard]] std::size_t lines_between(std::size_t from, std::size_t to) const;
    void count_lines_to(std::size_t at);

    Delivery& out_;
    XmlNames names_;
    Handlers handlers_;
    Parser parser_;
    std::string text_;           // what the parser may still look back at
    std::size_t text_from_ = 0;  // its place among the parser's bytes
    bool text_begins_line_ = true;
    std::size_t line_base_ = 0;  // lines before the parser's first
    std::size_t counted_ = 0;    // bytes of the parser of which the lines are counted
    std::size_t lines_ = 0;
    std::size_t depth_ = 0;
    bool over_ = false;  // the parser takes no more
    std::optional<Place> end_tag_;
    std::string child_;  // the child of the root that is open, or was last
    Place child_place_;
    std::optional<std::size_t> first_in_group_;  // its indentation
    bool unclosed_ = false;
    Place next_;                         // then that of the one after it; the column is its place in the text
    std::optional<std::string> indent_;  // of the root's children; empty as long as none begins a line
    std::size_t looked_for_indent_ = 0;
    std::optional<Refusal> broken_;  // while the place to read on is looked for
    std::string rest_;
    std::size_t seek_line_ = 0, resumed_line_ = 0;
    std::string line_start_;  // as long as the line may be the place
    bool skip_line_ = false;
    std::string end_needed_;  // an end tag that has to come before
    std::size_t careful_ = 0;
};

}  // namespace epsom::exchange
