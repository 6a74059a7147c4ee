#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "epsom/domain/plan/adherence.hpp"
#include "session/catalogue.hpp"
#include "session/command.hpp"

namespace epsom {

/// What reading an entry brought to light.
struct Reading {
    std::vector<std::string> times;     // how words without a clock time were read
    std::optional<DoseIntake> repeats;  // the intake of the dose that this one repeats
};

/// The entry of a dose as it takes its slot. `night`, where given, is the only day whose slots it may take; `before`
/// are entries of the same change that are not stored yet. Errors: those of make_intake().
struct DoseTaken {
    const Dose& dose;
    Moment moment;
    std::optional<Day> night = {};
    std::optional<Count> count = {};
    std::optional<Amount> amount = {};
};
[[nodiscard]] Result<Intake> entry_of(const DoseTaken& taken, const LogOptions& options, const Store& store,
    const Clock& clock, Reading& reading, std::span<const Intake> before = {});

/// What may be typed about one entry; a line of a batch has its own.
struct LogLine {
    std::vector<std::string> words;
    std::optional<std::string> at;
    bool compound = false;
    std::optional<std::string> as;
    bool topical = false;
    bool food = false;
    bool night = false;
    std::string note;
    void options(Options& options);
    [[nodiscard]] bool has_options() const { return at || compound || as || topical || food || night || !note.empty(); }
    /// `before` are entries of the same change that are not stored yet.
    [[nodiscard]] Result<Intake> intake(const Context& context, const Store& store, const Catalogue& catalogue,
        Reading& reading, std::span<const Intake> before = {}) const;
};

}  // namespace epsom
