#include "output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "epsom/text/text.hpp"

namespace epsom {

namespace fs = std::filesystem;

Output::Output(const Context& context, const std::optional<std::string>& file, Format format)
    : standard_{context.out(format)} {
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

void Output::fail(int reason) const {
    throw MachineError{"cannot write " + in_quotes(name_) + ": " + std::generic_category().message(reason),
        "check the path, permissions and disk space"};
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
        if (waiting_.size() > (1U << 16)) drain();
    };
}

void Output::finish() {
    if (name_.empty()) return;
    drain();
    try {
        if (growing_) growing_->finish();
    } catch (const std::system_error& error) {
        fail(error.code().value());
    }
}

}  // namespace epsom
