#include <CLI/CLI.hpp>

#include <algorithm>

#include "epsom/text/text.hpp"
#include "session/options.hpp"

namespace epsom {
namespace {

Error unknown_option(const Options& options, const std::string& word) {
    std::vector<std::string_view> names;
    for (const auto& option : options.all()) names.push_back(option.long_name());
    const std::string typed = word.substr(0, word.find('='));
    const bool letter = typed.size() == 2;  // is near every short name
    return {"unknown option " + in_quotes(typed), letter ? "" : did_you_mean(typed, names)};
}

bool is_option(const std::string& word) {
    return word.size() > 1 && word[0] == '-' && !(word[1] >= '0' && word[1] <= '9') && word[1] != '.';
}

/// An option that takes one value and has two: one of them would be dropped silently.
Error given_twice(const Options::Option& option, const std::vector<std::string>& values) {
    const std::string name{option.long_name()};
    const auto shown = [&option](const std::string& value) {
        return option.bare && value == "{}" ? std::string{"no value"} : in_quotes(value);
    };
    return {name + " appears twice: " + shown(values[0]) + " and " + shown(values[1]), "keep one " + name};
}

/// `--once` takes a value only after '=', never the next argument: "--once" becomes "--once={}".
std::vector<std::string> with_bare_values(const Options& options, std::span<const std::string> arguments) {
    std::vector<std::string> result{arguments.begin(), arguments.end()};
    for (auto& word : result) {
        if (word == "--") break;
        for (const auto& option : options.all()) {
            if (option.bare && word == option.long_name()) word += "={}";
        }
    }
    return result;
}

/// Whether one of `words` may be this option: by its long name, also with "=value", or by a letter of "-qV".
bool is_typed(const Options::Option& option, std::span<const std::string> words) {
    const std::string_view name = option.long_name();
    const bool has_letter = name.size() < option.names.size();
    return std::ranges::any_of(words, [&](const std::string& word) {
        return word.starts_with(name) || (has_letter && word.starts_with('-') && !word.starts_with("--"));
    });
}

/// An App without the library's own help option.
class BareApp : public CLI::App {
public:
    BareApp() : App{"", "", nullptr} {}
};

}  // namespace

std::vector<std::string> unknown_options(const Options& options, std::span<const std::string> arguments) {
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        const std::string& word = arguments[i];
        if (!is_option(word)) continue;
        const std::string typed = word.substr(0, word.find('='));
        const auto known = std::ranges::find_if(options.all(), [&](const Options::Option& option) {
            return option.long_name() == typed ||
                   (!word.starts_with("--") && option.names.starts_with(word.substr(0, 2) + ","));
        });
        if (known == options.all().end()) unknown.push_back(typed);
        else if (!known->value.empty() && !known->bare && typed == word)
            ++i;  // skips its value, whatever that looks like
    }
    return unknown;
}

Result<std::vector<std::string>> read_arguments(const Options& options, std::span<const std::string> arguments) {
    BareApp app;
    app.allow_extras();
    std::vector<std::string> reversed = with_bare_values(options, arguments);
    std::vector<std::vector<std::string>> typed(options.all().size());
    std::vector<CLI::Option*> known(options.all().size());
    for (std::size_t i = 0; i < options.all().size(); ++i) {
        const auto& option = options.all()[i];
        if (!is_typed(option, reversed))
            continue;  // the library takes longer to learn of an option than to read a line
        const std::string names{option.names};
        if (option.value.empty()) {
            known[i] =
                app.add_flag(names)->disable_flag_override();  // "--dry-run=no" is refused, not taken for "--dry-run"
        } else {
            known[i] = app.add_option(names, typed[i])->allow_extra_args(false)->expected(1);
            known[i]->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        }
    }
    std::ranges::reverse(reversed);
    try {
        app.parse(reversed);
    } catch (const CLI::ArgumentMismatch& error) {
        const std::string_view text = error.what();
        for (const auto& option : options.all()) {
            const bool given_to_flag =
                option.value.empty() && text.starts_with(std::string{option.long_name().substr(2)} + " ");
            if (given_to_flag || text.find(option.long_name()) != std::string_view::npos) {
                return Error{
                    std::string{option.long_name()} + (option.value.empty() ? " takes no value" : " requires a value"),
                    ""};
            }
        }
        return Error{printable(text)};
    } catch (const CLI::ParseError& error) {
        return Error{printable(error.what())};
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i] == nullptr) continue;
        const auto& option = options.all()[i];
        if (option.value.empty()) {
            if (known[i]->count() > 0) option.set("");
            continue;
        }
        if (!option.repeats && typed[i].size() > 1) return given_twice(option, typed[i]);
        for (const auto& text : typed[i]) {
            const bool free_text = option.value == "TEXT";  // which may be empty, to remove a note
            if (text.empty() && !free_text) return Error{std::string{option.long_name()} + " requires a value", ""};
            option.set(option.bare && text == "{}" ? "" : text);
        }
    }
    std::vector<std::string> operands;
    bool only_operands = false;
    for (auto& word : app.remaining()) {
        if (!only_operands && word == "--") {
            only_operands = true;
        } else if (!only_operands && is_option(word)) {
            return unknown_option(options, word);
        } else {
            operands.push_back(std::move(word));
        }
    }
    return operands;
}

}  // namespace epsom
