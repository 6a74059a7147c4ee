#include "options.hpp"

#include <algorithm>
#include <utility>

namespace epsom {

std::string_view Options::Option::long_name() const {
    const auto dashes = names.find("--");
    return dashes == std::string_view::npos ? names : names.substr(dashes);
}

const Options::Option* Options::find(std::string_view word) const {
    const auto found = std::ranges::find_if(options_, [word](const Option& option) {
        const bool is_letter = word.size() == 2 && option.names.starts_with(word) && option.names.substr(2, 1) == ",";
        return option.long_name() == word || is_letter;
    });
    return found == options_.end() ? nullptr : &*found;
}

Options& Options::add(Option option) {
    option.global = global_;
    options_.push_back(std::move(option));
    return *this;
}

Options& Options::flag(std::string_view names, bool& target, std::string_view help) {
    return add({.names = names, .value = {}, .help = help, .set = [&target](const std::string&) { target = true; }});
}

Options& Options::value(std::string_view names, std::string& target, std::string_view value, std::string_view help) {
    return add(
        {.names = names, .value = value, .help = help, .set = [&target](const std::string& text) { target = text; }});
}

Options& Options::value(
    std::string_view names, std::optional<std::string>& target, std::string_view value, std::string_view help) {
    return add(
        {.names = names, .value = value, .help = help, .set = [&target](const std::string& text) { target = text; }});
}

Options& Options::values(
    std::string_view names, std::vector<std::string>& target, std::string_view value, std::string_view help) {
    return each(
        names, [&target](const std::string& text) { target.push_back(text); }, value, help);
}

Options& Options::each(std::string_view names, std::function<void(const std::string&)> set, std::string_view value,
    std::string_view help) {
    return add({.names = names, .value = value, .help = help, .set = std::move(set), .repeats = true});
}

Options& Options::bare_value(
    std::string_view names, std::optional<std::string>& target, std::string_view value, std::string_view help) {
    const auto set = [&target](const std::string& text) { target = text; };
    return add({.names = names, .value = value, .help = help, .set = set, .bare = true});
}

Options& Options::globals() {
    global_ = true;
    return *this;
}

Options& Options::group(std::string_view title, std::initializer_list<std::string_view> names) {
    groups_.push_back({title, names});
    return *this;
}

Options& Options::words(Choices words, bool several) {
    options_.back().words = words;
    options_.back().several_words = several;
    return *this;
}

Options& Options::operands(std::string_view synopsis, std::vector<std::string>& target, Choices words, bool several) {
    operands_ = {.synopsis = synopsis, .target = &target, .words = words, .several_words = several};
    return *this;
}

Options& Options::offer(std::vector<Offer> offers, std::size_t places) {
    operands_.offers = std::move(offers);
    operands_.places = places;
    return *this;
}

Options& Options::examples(std::string_view text) {
    examples_ = text;
    return *this;
}

Options& Options::several_files(std::vector<std::string>& files) {
    files_ = &files;
    return *this;
}

bool looks_like_option(std::string_view word) {
    return word.size() > 1 && word[0] == '-' && !(word[1] >= '0' && word[1] <= '9') && word[1] != '.';
}

}  // namespace epsom
