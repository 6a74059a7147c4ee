#include "arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

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

}  // namespace

struct ArgumentReader::Impl {
    explicit Impl(const Options& declared) : options{declared} {
        app.set_help_flag();  // ours is declared like every other
        app.allow_extras();
        for (const auto& option : options.all()) {
            const std::string names{option.names};
            if (option.value.empty()) {
                known.push_back(app.add_flag(names)->disable_flag_override());  // "--dry-run=no" is not "--dry-run"
            } else if (option.bare) {
                known.push_back(app.add_flag(names + "{}")->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
            } else {
                known.push_back(app.add_option(names)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
            }
        }
    }
    void take_values(Arguments& arguments, std::span<const std::string> words) const;
    void take_rest(Arguments& arguments) const;
    [[nodiscard]] Error refusal_of(const std::vector<std::string>& words, Arguments& arguments) const;

    const Options& options;
    CLI::App app;
    std::vector<CLI::Option*> known;  // in the order of `options`
};

/// The library stops in two places: at the end, where an option waits for its value, and at a flag with a value.
Error ArgumentReader::Impl::refusal_of(const std::vector<std::string>& words, Arguments& arguments) const {
    arguments.awaited = words.empty() ? nullptr : options.find(words.back());
    if (arguments.awaited != nullptr && arguments.awaited->takes_next()) return no_value(*arguments.awaited);
    arguments.awaited = nullptr;
    for (const std::string& word : words) {
        const auto* option = options.find(word.substr(0, word.find('=')));
        if (option != nullptr && option->value.empty() && word.find('=') != std::string::npos)
            return {std::string{option->long_name()} + " takes no value"};
    }
    return {"these options cannot be read"};
}

void ArgumentReader::Impl::take_values(Arguments& arguments, std::span<const std::string> words) const {
    const auto refuse = [&arguments](Error error) {
        if (!arguments.refusal) arguments.refusal = std::move(error);
    };
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i]->count() == 0) continue;
        const auto& option = options.all()[i];
        arguments.given.push_back(&option);
        if (option.value.empty()) {
            option.set("");
            continue;
        }
        const std::vector<std::string>& values = known[i]->results();
        if (!option.repeats && values.size() > 1) refuse(given_twice(option, values));
        for (const auto& text : values) {
            const bool free_text = option.value == "TEXT";  // which may be empty, to remove a note
            if (text.empty() && !free_text && (!option.bare || has_empty_value(option, words)))
                refuse(no_value(option));
            option.set(text);
        }
    }
}

void ArgumentReader::Impl::take_rest(Arguments& arguments) const {
    for (auto& word : app.remaining()) {
        if (arguments.options_over || !looks_like_option(word)) {
            arguments.operands.push_back(std::move(word));
        } else if (word == "--") {
            arguments.options_over = true;
        } else {
            arguments.unknown.push_back(word.substr(0, word.find('=')));
        }
    }
}

ArgumentReader::ArgumentReader(const Options& options) : impl_{std::make_unique<Impl>(options)} {}
ArgumentReader::~ArgumentReader() = default;

Arguments ArgumentReader::read(std::span<const std::string> words) {
    Arguments arguments;
    const std::vector<std::string> complete = with_empty_values(impl_->options, words);
    std::vector<std::string> reversed{complete.rbegin(), complete.rend()};
    try {
        impl_->app.parse(reversed);
    } catch (const CLI::ParseError&) {
        arguments.refusal = impl_->refusal_of(complete, arguments);
    }
    impl_->take_values(arguments, words);
    impl_->take_rest(arguments);
    if (!arguments.refusal && !arguments.unknown.empty())
        arguments.refusal = unknown_option(impl_->options, arguments.unknown.front());
    return arguments;
}

Result<std::vector<std::string>> read_arguments(const Options& options, std::span<const std::string> words) {
    Arguments arguments = ArgumentReader{options}.read(words);
    if (arguments.refusal) return *arguments.refusal;
    return std::move(arguments.operands);
}

}  // namespace epsom
