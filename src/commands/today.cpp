#include "today.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

#include "checks.hpp"
#include "epsom/domain/nights/nights.hpp"
#include "epsom/render/today.hpp"
#include "session/file_format.hpp"

namespace epsom {
namespace {

using std::chrono::days;

/// How long a diary that is not continued is still shown.
constexpr days diary_reach{28};
constexpr days nights_shown{7};

/// Until when each of the next slots has to wait, and when what is still to be taken would be too near to another.
void add_spacing(Today& today, CheckView& view) {
    const Clock& clock = view.clock();
    const RuleBook book = view.spacing().book();
    const std::vector<TakenThing> taken = view.spacing().taken_around(clock.now);
    const auto dose_named = [&view](const std::string& name) {
        return std::ranges::find(view.doses(), name, [](const WatchedDose& watched) { return watched.dose.name; });
    };
    for (NextSlot& next : today.next) {
        const TakenThing thing = thing_of(dose_named(next.dose)->dose, next.slot.at);
        const Instant from = std::max(clock.now, next.slot.at.at);
        const Instant at = next_good_time(thing, taken, from, book).at;
        if (at > from) next.wait_until = clock.zone.at(at);
    }
    std::stable_partition(today.next.begin(), today.next.end(), [](const NextSlot& next) { return !next.wait_until; });
    std::vector<TakenThing> others = SpacingView::planned(view.doses(), clock);
    std::ranges::copy(taken, std::back_inserter(others));
    const TimeSpan rest{clock.now, today.begins + days{1}};
    for (Lane& lane : today.lanes) {
        const auto dose = dose_named(lane.name);
        if (dose != view.doses().end() && lane.undecided())
            lane.closed = closed_times(thing_of(dose->dose, clock.moment()), others, rest, book);
    }
}

void add_nights(Today& today, const Store& store, const Clock& clock) {
    const Day last = std::chrono::floor<days>(clock.moment().local()) - days{1};
    NightLog log{Evening{}, Nutrient::magnesium};
    store.for_each_in_diary(
        Taken::symptom, {last - diary_reach, last}, [&log](const Intake& score) { log.add(score); });
    const auto names = log.names({last - diary_reach, last});
    if (names.empty()) return;
    today.symptom = names.front();
    today.nights = log.nights(today.symptom, {last - nights_shown + days{1}, last});
}

/// All that `check` looks at by itself but for what is due, which the screen says first.
CheckOptions checked_today() {
    CheckOptions options;
    for (const CheckInfo& check : checks()) {
        if (check.by_default && check.id != CheckKind::due) options.kinds.push_back(check.id);
    }
    return options;
}

Today gather(CheckView& view) {
    const Clock& clock = view.clock();
    Today today;
    today.name = view.profile().name;
    today.now = clock.moment();
    today.day = clock.today();
    today.begins = start_of(today.day, clock);
    view.store().for_each_intake({today.day, today.day}, [&today](const Intake& intake) {
        if (!is_diary(intake.kind)) today.entries.push_back(intake);
    });
    today.next = next_slots(view.doses(), clock);
    today.without = without_tonight(view.doses(), clock);
    for (const WatchedDose& watched : view.doses()) {
        if (auto now = as_needed_now(watched, clock); now && now->counts()) today.as_needed.push_back(std::move(*now));
    }
    today.lanes = lanes_of(view.doses(), today.entries, clock);
    add_spacing(today, view);
    today.followed = view.followed_today();
    const std::vector<Nutrient> order = view.profile().followed();
    std::ranges::sort(
        today.followed, {}, [&order](const ReportRow& row) { return std::ranges::find(order, row.nutrient); });
    for (const CheckInfo& check : checks()) {
        if (view.options().asks(check.id)) std::ranges::move(check.find(view), std::back_inserter(today.findings));
    }
    sort_worst_first(today.findings);
    add_nights(today, view.store(), clock);
    return today;
}

Today gather(Context& context) {
    CheckView view{context, checked_today()};
    return gather(view);
}

/// The screen that was there before comes back when it ends, with its cursor.
class OtherScreen {
public:
    explicit OtherScreen(const Context& context) : context_{context} { context_.print("\x1b[?1049h\x1b[?25l"); }
    OtherScreen(const OtherScreen&) = delete;
    OtherScreen& operator=(const OtherScreen&) = delete;
    ~OtherScreen() { context_.print("\x1b[?25h\x1b[?1049l"); }
    /// The first `rows` lines of `page`, without a blank screen in between.
    void show(std::string_view page, std::optional<int> rows) const {
        std::string out = "\x1b[H";
        for (int row = 0; !page.empty() && (!rows || row < *rows); ++row) {
            const std::size_t end = page.find('\n');
            out.append(row == 0 ? "" : "\r\n").append(page.substr(0, end)).append("\x1b[K");
            page.remove_prefix(end + 1);
        }
        context_.print(out + "\x1b[J");
        context_.flush();
    }

private:
    const Context& context_;
};

}  // namespace

void TodayScreen::options(Options& options) {
    options.flag("--watch", watch_, "Keep the screen up to date, until Ctrl-C")
        .value("--format", format_, "FORMAT", "text or json (default: text)")
        .words(text_or_json_choices)
        .examples("  epsom today\n  epsom today --watch\n  epsom today --format json\n");
}

ExitCode TodayScreen::run(Context& context) {
    const auto format = text_or_json("today", format_);
    if (!format) return context.refuse(format.error());
    if (watch_ && *format != Format::text)
        return context.refuse({"--watch cannot be used with --format json", "leave one of them out"});
    if (watch_ && !context.out_is_terminal()) return context.refuse({"--watch requires a terminal", "leave it out"});
    if (watch_) {
        const OtherScreen screen{context};
        context.each_frame(
            [&](std::optional<int> rows) { screen.show(today_page(context.terminal(), gather(context)), rows); });
        return ExitCode::ok;
    }
    if (*format == Format::text) {
        context.print(today_page(context.terminal(), gather(context)));
        return ExitCode::ok;
    }
    std::string out;
    append_json(out, today_record(gather(context)));
    context.print(out + "\n");
    return ExitCode::ok;
}

std::optional<ExitCode> show_today_if_begun(Context& context) {
    std::error_code ignored;
    if (!std::filesystem::exists(context.data_file(), ignored)) return std::nullopt;
    CheckView view{context, checked_today()};
    if (!view.store().first_day() && view.doses().empty()) return std::nullopt;
    context.print(today_page(context.terminal(), gather(view)));
    return ExitCode::ok;
}

}  // namespace epsom
