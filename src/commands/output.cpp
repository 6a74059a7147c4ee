#include "output.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "epsom/domain/text.hpp"

namespace epsom {

namespace fs = std::filesystem;

Output::Output(const Context& context, const std::optional<std::string>& file) : standard_{context.out()} {
    if (!file || *file == "-") return;
    file_ = *file;
    std::error_code ignored;
    const auto status = fs::status(file_, ignored);
    const bool in_place = fs::exists(status) && !fs::is_regular_file(status);
    if (!in_place) temporary_ = file_ + ".part" + std::to_string(getpid());
    stream_.open(in_place ? file_ : temporary_, std::ios::binary | std::ios::trunc);
    if (!stream_) fail();
}

Output::~Output() {
    if (temporary_.empty() || !stream_.is_open()) return;
    stream_.close();
    std::error_code ignored;
    fs::remove(temporary_, ignored);
}

void Output::fail() const {
    throw MachineError{"the file " + in_quotes(file_) + " cannot be written: " + std::generic_category().message(errno == 0 ? EIO : errno)};
}

Write Output::write() {
    if (file_.empty()) return standard_;
    return [this](std::string_view text) {
        if (!stream_.write(text.data(), static_cast<std::streamsize>(text.size()))) fail();
    };
}

void Output::finish() {
    if (file_.empty()) return;
    stream_.flush();
    if (!stream_) fail();
    stream_.close();
    if (!temporary_.empty() && std::rename(temporary_.c_str(), file_.c_str()) != 0) {
        const int reason = errno;
        std::error_code ignored;
        fs::remove(temporary_, ignored);
        errno = reason;
        fail();
    }
}

}  // namespace epsom
