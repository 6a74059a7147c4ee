#include "context.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "epsom/text/text.hpp"
#include "typed_line.hpp"

namespace epsom {
namespace {

using Environment = std::function<std::optional<std::string>(const char*)>;

/// The first of LC_ALL, LC_CTYPE and LANG that says something decides; cron sets none of them, which means plain C.
bool utf8_locale(const Environment& environment) {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const auto value = environment(name);
        if (!value || value->empty()) continue;
        const std::string key = name_key(*value);
        return key.find("utf8") != std::string::npos;
    }
    return false;
}

Charset charset_of(const Environment& environment) {
    if (!utf8_locale(environment)) return Charset::ascii;
    return environment("TERM") == "linux" ? Charset::console : Charset::unicode;
}

std::optional<int> columns_of_environment(const Surroundings& surroundings) {
    const auto text = surroundings.environment("COLUMNS");
    if (!text) return std::nullopt;
    int value = 0;
    const auto [end, failed] = std::from_chars(text->data(), text->data() + text->size(), value);
    const bool read = failed == std::errc{} && end == text->data() + text->size() && value > 0;
    return read ? std::optional{value} : std::nullopt;
}

int columns_of(const Surroundings& surroundings, bool is_terminal) {
    if (is_terminal && surroundings.columns) return *surroundings.columns;
    return columns_of_environment(surroundings).value_or(80);
}

/// Whether a stream gets colour; `choice` is the value of --color.
bool wants_color(const Surroundings& surroundings, std::string_view choice, bool is_terminal) {
    if (choice != "auto") return choice == "always";
    const auto& environment = surroundings.environment;
    const auto set = [&](const char* name) {
        const auto value = environment(name);
        return value && !value->empty();
    };
    if (set("NO_COLOR")) return false;
    if (set("CLICOLOR_FORCE") && environment("CLICOLOR_FORCE") != "0") return true;
    return is_terminal && environment("TERM") != "dumb" && environment("CLICOLOR") != "0";
}

}  // namespace

int screen_width(const Surroundings& surroundings) { return columns_of(surroundings, surroundings.out_is_terminal); }

std::string message_for(
    const Surroundings& surroundings, std::string_view color, MessageKind kind, std::string_view message) {
    if (!surroundings.err_is_terminal) return message_line(kind, message);
    const Terminal terminal{.color = wants_color(surroundings, color, true), .width = columns_of(surroundings, true)};
    return wrapped_message(terminal, kind, message);
}

Context::Context(Surroundings surroundings, const GlobalOptions& globals, Clock clock, DataFile data_file,
    std::vector<std::string> arguments)
    : surroundings_{std::move(surroundings)},
      clock_{std::move(clock)},
      data_file_{std::move(data_file)},
      arguments_{std::move(arguments)},
      color_{globals.color},
      quiet_{globals.quiet} {
    terminal_.charset = globals.ascii ? Charset::ascii : charset_of(surroundings_.environment);
    terminal_.color = wants_color(surroundings_, color_, surroundings_.out_is_terminal);
    terminal_.width = screen_width(surroundings_);
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
