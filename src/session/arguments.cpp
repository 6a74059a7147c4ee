#include "arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "epsom/text/text.hpp"

namespace epsom {
namespace {

Error unknown_option(const Options& options, const std::string& typed) {
    std::vector<std::string_view> names;
    for (const auto& option : options.all()) names.push_back(option.long_name());
    const bool letter = typed.size() == 2;  // is near every short name
    return {"unknown option " + in_quotes(typed), letter ? "" : did_you_mean(typed, names)};
}

/// An option that takes one value and has two: one of them would be dropped silently.
Error given_twice(const Options::Option& option, const std::vector<std::string>& values) {
    const std::string name{option.long_name()};
    const auto shown = [](const std::string& value) { return value.empty() ? "no value" : in_quotes(value); };
    return {name + " appears twice: " + shown(values[0]) + " and " + shown(values[1]), "keep one " + name};
}

Error no_value(const Options::Option& option) { return {std::string{option.long_name()} + " requires a value"}; }

/// "--once=" is not "--once".
bool has_empty_value(const Options::Option& bare, std::span<const std::string> words) {
    return std::ranges::find(words, std::string{bare.long_name()} + "=") != words.end();
}

/// Words as the library takes them. It would read the word after "--at=" as the value of --at; with a value of its own,
/// the empty one, it does not.
std::vector<std::string> with_empty_values(const Options& options, std::span<const std::string> words) {
    std::vector<std::string> result;
    result.reserve(words.size() + 1);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--") {
            result.insert(result.end(), words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
            break;
        }
        const bool ends = word.ends_with('=');
        const std::string name = word.substr(0, word.size() - (ends ? 1 : 0));
        const auto* option = options.find(name);
        if (option == nullptr || !option->takes_next()) {
            result.push_back(word);
            continue;
        }
        result.push_back(name);
        if (ends) result.emplace_back();
        else if (i + 1 < words.size()) result.push_back(words[++i]);
    }
    return result;
}

/// Whether one of `words` may name the option, also with "=value" or in "-qV".
bool may_be_in(std::span<const std::string> words, const Options::Option& option) {
    const std::string_view name = option.long_name();
    const bool has_letter = name.size() < option.names.size();
    return std::ranges::any_of(words, [&](const std::string& word) {
        return word.starts_with(name) || (has_letter && word.starts_with('-') && !word.starts_with("--"));
    });
}

/// An option as the library knows it.
struct Declared {
    const Options::Option* option;
    CLI::Option* known;
};

/// Those that may be in the line. The library takes longer to learn of an option than to read one, and a command has
/// two dozen.
std::vector<Declared> declare(CLI::App& app, const Options& options, std::span<const std::string> words) {
    app.set_help_flag();  // ours is declared like every other
    app.allow_extras();
    std::vector<Declared> declared;
    for (const auto& option : options.all()) {
        if (!may_be_in(words, option)) continue;
        const std::string names{option.names};
        auto* known = option.takes_next() ? app.add_option(names) : app.add_flag(names + (option.bare ? "{}" : ""));
        if (option.value.empty()) known->disable_flag_override();  // "--dry-run=no" is not "--dry-run"
        else known->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        declared.push_back({&option, known});
    }
    return declared;
}

/// Why the library stopped: at the end, where an option waits for its value, or at a flag with a value.
Error reason_to_stop(const Options& options, const std::vector<std::string>& words, Arguments& arguments) {
    const auto* last = options.find(words.back());
    if (last != nullptr && last->takes_next()) return no_value(*(arguments.awaited = last));
    for (const std::string& word : words) {
        const auto* option = options.find(word.substr(0, word.find('=')));
        if (option != nullptr && option->value.empty() && word.find('=') != std::string::npos)
            return {std::string{option->long_name()} + " takes no value"};
    }
    return {"these options cannot be read"};
}

void take_values(const std::vector<Declared>& declared, std::span<const std::string> words, Arguments& arguments) {
    const auto refuse = [&arguments](Error error) {
        if (!arguments.refusal) arguments.refusal = std::move(error);
    };
    for (const auto& [option, known] : declared) {
        if (known->count() == 0) continue;
        arguments.given.push_back(option);
        if (option->value.empty()) {
            option->set("");
            continue;
        }
        const std::vector<std::string>& values = known->results();
        if (!option->repeats && values.size() > 1) refuse(given_twice(*option, values));
        for (const auto& text : values) {
            const bool free_text = option->value == "TEXT";  // which may be empty, to remove a note
            if (text.empty() && !free_text && (!option->bare || has_empty_value(*option, words)))
                refuse(no_value(*option));
            if (!option->repeats) option->set(text);
        }
    }
}

/// Options that may be repeated get their values in the order of the line, across options too.
void take_repeated(const CLI::App& app, const std::vector<Declared>& declared) {
    std::map<const CLI::Option*, std::size_t> taken;
    for (const CLI::Option* known : app.parse_order()) {
        const auto one = std::ranges::find(declared, known, &Declared::known);
        if (one != declared.end() && one->option->repeats) one->option->set(known->results()[taken[known]++]);
    }
}

void take_rest(std::vector<std::string> rest, Arguments& arguments) {
    for (auto& word : rest) {
        if (arguments.options_over || !looks_like_option(word)) arguments.operands.push_back(std::move(word));
        else if (word == "--") arguments.options_over = true;
        else arguments.unknown.push_back(word.substr(0, word.find('=')));
    }
}

}  // namespace

Arguments read_arguments(const Options& options, std::span<const std::string> words) {
    Arguments arguments;
    CLI::App app;
    const std::vector<Declared> declared = declare(app, options, words);
    const std::vector<std::string> complete = with_empty_values(options, words);
    try {
        app.parse(std::vector<std::string>{complete.rbegin(), complete.rend()});
    } catch (const CLI::ParseError&) {
        arguments.refusal = reason_to_stop(options, complete, arguments);
    }
    take_values(declared, words, arguments);
    take_repeated(app, declared);
    take_rest(app.remaining(), arguments);
    if (!arguments.refusal && !arguments.unknown.empty())
        arguments.refusal = unknown_option(options, arguments.unknown.front());
    return arguments;
}

Result<std::vector<std::string>> read_operands(const Options& options, std::span<const std::string> words) {
    Arguments arguments = read_arguments(options, words);
    if (arguments.refusal) return *arguments.refusal;
    return std::move(arguments.operands);
}

}  // namespace epsom
