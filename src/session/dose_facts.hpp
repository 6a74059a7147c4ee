#pragma once

#include <optional>
#include <string>
#include <vector>

#include "context.hpp"
#include "epsom/domain/check.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/plan/dose.hpp"

namespace epsom {

/// `200 mg magnesium as glycinate`, `levothyroxine (medicine)`.
std::string contents_in_words(const Dose& dose);
/// `28 doses left, last day 2026-12-09`, `finished, last day 2026-12-09`.
std::string in_words(const PlanEnd& end);

/// Everything about one dose as text, kept together so that records may point at it.
struct DoseFacts {
    DoseFacts(const Store& store, const Dose& of, const Clock& clock);
    const Dose& dose;
    WatchedDose watched;
    std::string schedule, next_text, run_out;
    std::optional<Slot> next;
    SlotState next_state = SlotState::open;
    bool paused = false;
    std::optional<Count> left;
    std::vector<std::string> ahead;  // `2026-12-07 daily at 08:00 x2`, by day
    std::optional<PlanEnd> end;
};

/// One content of a dose beside what is said of the dose; null: a dose without contents. It points into `facts`.
Record dose_record(const DoseFacts& facts, const Content* content);
/// All contents of a dose, for formats that nest. They point into `dose`.
std::vector<Record> content_records(const Dose& dose);

/// The lines below a dose's name, after a change and in `dose show`.
std::string dose_card(const Store& store, const Dose& dose, const Context& context);

}  // namespace epsom
