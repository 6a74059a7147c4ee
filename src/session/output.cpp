#include "output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

#include "epsom/text/text.hpp"

namespace epsom {

namespace fs = std::filesystem;

namespace {

/// `812 bytes`, `35 kB`, `1.4 MB`.
std::string spell_size(std::uintmax_t bytes) {
    constexpr std::uintmax_t kilo = 1000, mega = 1000 * kilo;
    const auto number = static_cast<std::int64_t>(bytes);
    if (bytes < kilo) return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
    if (bytes < mega - kilo / 2) return spell_decimal(number, kilo, 0) + " kB";
    return spell_decimal(number, mega, 1) + " MB";
}

}  // namespace

void fail_to_write(const std::string& name, int reason) {
    throw MachineError{"cannot write " + path_in_quotes(name) + ": " + std::generic_category().message(reason),
        "check the path, permissions and disk space"};
}

std::string wrote(const std::string& name, std::uintmax_t bytes) {
    return "Wrote " + printable(name) + " (" + spell_size(bytes) + ")\n";
}

Output::Output(const Context& context, const std::optional<std::string>& file, Format format)
    : context_{context}, standard_{context.out(format)} {
    if (!file || *file == "-") return;
    name_ = *file;
    std::error_code ignored;
    const auto status = fs::status(name_, ignored);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        descriptor_ = open(name_.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor_ < 0) fail(errno);
        return;
    }
    try {
        growing_.emplace(name_);
    } catch (const std::system_error& error) {
        fail(error.code().value());
    }
    descriptor_ = growing_->descriptor();
}

Output::~Output() {
    if (!growing_ && descriptor_ >= 0) close(descriptor_);
}

void Output::drain() {
    for (std::string_view rest = waiting_; !rest.empty();) {
        const auto written = ::write(descriptor_, rest.data(), rest.size());
        if (written >= 0) rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR) fail(errno);
    }
    waiting_.clear();
}

Write Output::write() {
    if (name_.empty()) return standard_;
    return [this](std::string_view text) {
        waiting_ += text;
        size_ += text.size();
        if (waiting_.size() > (1U << 16)) drain();
    };
}

void Output::finish() {
    if (name_.empty()) return;
    drain();
    if (!growing_) return;
    try {
        growing_->finish();
    } catch (const std::system_error& error) {
        fail(error.code().value());
    }
    if (!context_.quiet()) context_.print(wrote(name_, size_));
}

}  // namespace epsom
