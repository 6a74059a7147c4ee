#include "import_progress.hpp"

#include <unistd.h>

#include <string_view>

#include "epsom/domain/amounts/amount.hpp"

namespace epsom {
namespace {

volatile std::sig_atomic_t interrupted = 0;
volatile std::sig_atomic_t progress_shown = 0;

}  // namespace

int interrupted_by() { return interrupted; }

void stop_soon(int signal) { interrupted = signal; }

void stop_now(int signal) {
    constexpr std::string_view after_progress = "\r\x1b[Kepsom: warning: interrupted; nothing was imported\n";
    const auto sentence = after_progress.substr(progress_shown != 0 ? 0 : after_progress.find('e'));
    [[maybe_unused]] const auto written = write(STDERR_FILENO, sentence.data(), sentence.size());
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

CatchInterrupt::CatchInterrupt(void (*handler)(int)) {
    interrupted = 0;
    for (std::size_t i = 0; i < endings.size(); ++i) {
        before_[i] = std::signal(endings[i], handler);
        if (before_[i] == SIG_IGN) std::signal(endings[i], SIG_IGN);  // as by nohup
    }
}

CatchInterrupt::~CatchInterrupt() {
    for (std::size_t i = 0; i < endings.size(); ++i) std::signal(endings[i], before_[i]);
}

Progress::~Progress() {
    if (progress_shown != 0) context_.progress("");
    progress_shown = 0;
}

void Progress::at(std::size_t count) {
    if (interrupted != 0) throw Interrupted{};
    if (is_time()) say("importing: " + spell_grouped(static_cast<std::int64_t>(count), 1, 0) + " so far");
}

void Progress::reading(std::size_t bytes) {
    if (is_time()) say("reading: " + spell_grouped(static_cast<std::int64_t>(bytes >> 20), 1, 0) + " MB so far");
}

bool Progress::is_time() const { return context_.shows_progress() && std::chrono::steady_clock::now() >= next_; }

void Progress::say(const std::string& text) {
    context_.progress(text);
    progress_shown = 1;
    next_ = std::chrono::steady_clock::now() + std::chrono::milliseconds{200};
}

}  // namespace epsom
