#include "context.hpp"

#include <algorithm>
#include <utility>

#include "epsom/text/text.hpp"
#include "screen.hpp"
#include "typed_line.hpp"

namespace epsom {

std::string message_for(
    const Surroundings& surroundings, std::string_view color, MessageKind kind, std::string_view message) {
    if (!surroundings.err_is_terminal) return message_line(kind, message);
    return wrapped_message(error_screen(surroundings, color), kind, message);
}

Context::Context(Surroundings surroundings, const GlobalOptions& globals, Clock clock, DataFile data_file,
    std::vector<std::string> arguments)
    : surroundings_{std::move(surroundings)},
      clock_{std::move(clock)},
      data_file_{std::move(data_file)},
      arguments_{std::move(arguments)},
      terminal_{screen(surroundings_, globals.color, globals.ascii)},
      color_{globals.color},
      quiet_{globals.quiet} {}

void Context::each_frame(const std::function<void(std::optional<int> rows)>& draw) {
    const bool fixed = !environment("EPSOM_NOW").value_or("").empty();
    surroundings_.each_frame(data_file_.path, [&](const Frame& frame) {
        if (!fixed) clock_.now = frame.now;
        surroundings_.columns = frame.columns;
        terminal_.width = screen_width(surroundings_);
        draw(frame.rows);
    });
}

void Context::error(std::string_view message) const {
    surroundings_.err(message_for(surroundings_, color_, MessageKind::error, message));
}
void Context::warn(std::string_view message) const {
    surroundings_.err(message_for(surroundings_, color_, MessageKind::warning, message));
}
void Context::hint(std::string_view message) const {
    surroundings_.err(message_for(surroundings_, color_, MessageKind::hint, message));
}

ExitCode Context::refuse(const Error& error) const {
    this->error(error.message);
    if (!error.hint.empty()) hint(usable_hint(error.hint, "'epsom --help' lists all commands"));
    return ExitCode::usage;
}

std::string Context::retyped(std::string_view word, std::string_view replacement) const {
    return typed_line(arguments_, word, replacement);
}

std::string Context::retyped(std::string_view word, const std::vector<std::string>& replacement) const {
    const auto at = std::ranges::find(arguments_, word);
    if (at == arguments_.end()) return {};
    std::vector<std::string> changed{arguments_.begin(), at};
    changed.insert(changed.end(), replacement.begin(), replacement.end());
    changed.insert(changed.end(), at + 1, arguments_.end());
    return typed_line(changed);
}

std::string Context::retyped_with(std::string_view option) const {
    if (std::ranges::find(arguments_, "--") != arguments_.end()) return {};
    std::vector<std::string> changed{arguments_.begin(), arguments_.end()};
    changed.emplace_back(option);
    return typed_line(changed);
}

Write Context::out(Format format) const {
    if (!surroundings_.out_is_terminal || !info(format).verbatim) return surroundings_.out;
    return [out = surroundings_.out](std::string_view rows) {
        std::string shown;
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const auto end = std::min(rows.find_first_of("\n\t", at), rows.size());
            shown += printable(rows.substr(at, end - at));
            if (end < rows.size()) shown += rows[end];
            at = end;
        }
        out(shown);
    };
}

Context Context::with_file(const std::string& file) const {
    Context other{*this};
    other.data_file_ = DataFile{file, DataFile::Named::by_option};
    other.clock_.day_start = minutes{0};
    other.profile_ = {};
    other.changed_ = other.drafting_ = false;
    return other;
}

Store Context::open(Store::Access access) {
    if (access != Store::Access::write) require(data_file_);
    Store store = Store::open(data_file_.path, access);
    for (const std::string& warning : store.warnings()) warn(warning);
    store.when_changed([this] { changed_ = true; });
    profile_ = store.profile();
    clock_.day_start = profile_.day_start;
    return store;
}

Store Context::open_existing() {
    std::error_code ignored;
    return open(std::filesystem::exists(data_file_.path, ignored) ? Store::Access::write : Store::Access::read);
}

Store Context::open_draft() {
    std::error_code ignored;
    drafting_ = std::filesystem::status(data_file_.path, ignored).type() == std::filesystem::file_type::not_found;
    return drafting_ ? Store::in_memory() : open(Store::Access::write);
}

void Context::begin(Store& draft) {
    if (std::exchange(drafting_, false)) draft = open(Store::Access::write);
}

}  // namespace epsom
