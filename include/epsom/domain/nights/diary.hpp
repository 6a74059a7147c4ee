#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/finding.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/nights/symptom.hpp"

namespace epsom {

/// What a symptom is called when no name is typed: restless legs.
inline constexpr std::string_view usual_symptom = "rls";

/// The night that is meant when none is named, by the evening it starts: from 18:00 on tonight, before then last night.
[[nodiscard]] Day night_at(LocalTime local);
/// `last night, Thu 2026-11-19`, `tonight, Fri 2026-11-20`, `the night of Sat 2026-11-07`.
std::string spell_night(Day night, const Clock& clock);

/// How a diary entry was typed, besides its words.
struct DiaryOptions {
    std::optional<std::string> name, onset, night, at, quality, latency, wakings;
    std::string note;
};

/// `6`, `6.5`: a score of one night. Errors: no score, names that cannot be names, a night after today.
Result<Intake> make_symptom(std::span<const std::string> words, const DiaryOptions& options, const Clock& clock);
/// `6h30m`, `6h 30m`, `0h`: how long one slept, up to a day; `22:30-06:15`: from when until when. Either may be missing
/// where the quality (0 to 10), the time to fall asleep or the wakings are given.
Result<Intake> make_sleep(std::span<const std::string> words, const DiaryOptions& options, const Clock& clock);
/// `caffeine`, `caffeine 2 cups 15:00`, `exercise 30m 2h ago`, `alcohol 20g`: what may matter for the night. A number
/// alone is a rating or a count, `stress 7`, `nicotine 3`; 0 says that it was not there.
Result<Intake> make_factor(std::span<const std::string> words, const DiaryOptions& options, const Clock& clock);
/// A note of the diary: `words` are its text; `at` is its moment, by default now. Errors: no text, the moment.
Result<Intake> make_note(std::span<const std::string> words, const std::optional<std::string>& at, const Clock& clock);

/// The night of a `--night`. Errors: no day, a day after today.
Result<Day> parse_night(std::string_view text, Day today);
/// A name for a symptom or factor, its blanks tidied; the words that cannot name a dose cannot name these.
Result<std::string> check_diary_name(std::string_view name);
/// An onset that has not come yet.
[[nodiscard]] std::optional<Error> onset_error(const Intake& symptom, const Clock& clock);
/// The score of a symptom; the entry has one.
[[nodiscard]] inline Score score_of(const Intake& symptom) {
    return Score::from_tenths(static_cast<int>(symptom.value.value_or(0)));
}

/// The number of a factor that was logged with one and no unit: a rating or a count.
[[nodiscard]] std::optional<Count> number_of(const Intake& factor);

/// Whether two entries have one place in the diary: the same symptom, or sleep, of one night.
[[nodiscard]] bool same_place(const Intake& a, const Intake& b);
/// Whether `a` counts rather than `b`, which has the same place: it was said later. All devices agree.
[[nodiscard]] bool later(const Intake& a, const Intake& b);

/// `symptom-missing` when it is `by` or later and last night has no score. `diary` are entries of the weeks before;
/// what is scored most often in them is what is asked for.
std::vector<Finding> symptom_findings(std::span<const Intake> diary, const Clock& clock, minutes by);

}  // namespace epsom
