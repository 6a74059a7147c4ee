#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/nights/diary.hpp"
#include "session/command.hpp"

namespace epsom {

/// `epsom log symptom 6`: how bad a night was; `epsom log sleep 6h30m`: how long it lasted; `epsom log factor
/// caffeine`: what may matter. The diary's entries are kept with the intakes.
template <Taken kind> class LogDiary final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> words_;
    DiaryOptions typed_;
};
using LogSymptom = LogDiary<Taken::symptom>;
using LogSleep = LogDiary<Taken::sleep>;
using LogFactor = LogDiary<Taken::factor>;

/// The kind of diary entry that a line of `epsom log -` begins with; empty when it is an intake.
std::optional<Taken> diary_word(std::string_view word);
/// The entry that a line of the diary says, its first word included.
Result<Intake> read_diary_line(const std::vector<std::string>& words, const Clock& clock);

/// Puts an entry into the diary, in the place of what was there: a night has one score for each symptom. Returns what
/// it replaced.
std::optional<Intake> put_in_diary(const Store& store, Change& change, Intake& entry);

/// What `epsom log edit` may be asked of a diary entry.
struct DiaryEdit {
    std::optional<std::string> score, onset, night;
    [[nodiscard]] bool any() const { return score || onset || night; }
};
void diary_edit_options(Options& options, DiaryEdit& edit);
/// Changes `entry`; what is asked beside `edit` is told apart by `amount` and `at`. Error: what does not go with the
/// entry.
std::optional<Error> apply(
    const DiaryEdit& edit, bool amount, bool at, Intake& entry, const Store& store, const Clock& clock);

}  // namespace epsom
