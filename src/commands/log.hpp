#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "epsom/domain/logging.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "session/catalogue.hpp"
#include "session/command.hpp"

namespace epsom {

/// `epsom log glycinate 200mg`: logs one entry, or one from each line of standard input.
class Log final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    /// What reading an entry brought to light.
    struct Remarks {
        std::vector<std::string> readings;  // how words without a clock time were read
        std::optional<DoseIntake> before;   // the intake of the dose that this one repeats
    };
    /// What may be typed about one entry; a line of a batch has its own.
    struct Line {
        std::vector<std::string> words;
        std::optional<std::string> at;
        bool compound = false;
        std::optional<std::string> as;
        bool topical = false;
        bool food = false;
        bool night = false;
        std::string note;
        void options(Options& options);
        [[nodiscard]] bool has_options() const {
            return at || compound || as || topical || food || night || !note.empty();
        }
        /// `before` are entries of the same change that are not stored yet.
        [[nodiscard]] Result<Intake> intake(const Context& context, const Store& store, const Catalogue& catalogue,
            Remarks& remarks, std::span<const Intake> before = {}) const;
    };
    Result<std::vector<Intake>> batch(
        const Context& context, const std::string& text, const Store& store, const Catalogue& catalogue) const;
    Result<std::vector<Intake>> all_due(Context& context, const Store& store, const Catalogue& catalogue) const;

    Line line_;
    bool due_ = false;
    bool dry_run_ = false;
    std::string format_ = "text";
};

}  // namespace epsom
