#include "import_progress.hpp"

#include <unistd.h>

#include <algorithm>
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

std::string spell(const Pace& pace) {
    constexpr std::size_t cells = 20;
    std::string text = "importing";
    if (pace.size > 0) {
        const std::uint64_t done = std::min(pace.passed, pace.size) * 100 / pace.size;
        text += pace.ascii ? " [" : " ";
        for (std::size_t cell = 0; cell < cells; ++cell) {
            const bool full = cell < done * cells / 100;
            text += pace.ascii ? (full ? "#" : " ") : (full ? "━" : "╌");
        }
        text += (pace.ascii ? "] " : " ") + std::to_string(done) + " %";
    }
    const auto grouped = [](std::size_t number) { return spell_grouped(static_cast<std::int64_t>(number), 1, 0); };
    text += (pace.size > 0 ? ", " : " ") + grouped(pace.records) + (pace.records == 1 ? " record" : " records");
    if (pace.since.count() > 0)
        text += ", " + grouped(pace.records * 1000 / static_cast<std::size_t>(pace.since.count())) + " a second";
    return text;
}

Progress::~Progress() {
    if (progress_shown != 0) context_.progress("");
    progress_shown = 0;
}

void Progress::begin(std::uint64_t size) { pace_ = {.size = size, .ascii = context_.terminal().plain()}; }

void Progress::at(std::size_t count) {
    if (interrupted != 0) throw Interrupted{};
    if (!is_time()) return;
    pace_.records = count;
    pace_.since = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start_);
    say(spell(pace_));
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
