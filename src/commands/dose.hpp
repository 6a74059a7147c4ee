#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dose_label.hpp"
#include "dose_schedule.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "session/command.hpp"

namespace epsom {

/// What a dose is made of, as typed; what was not typed stays as it is.
struct DoseWords {
    std::vector<std::string> contains;
    bool compound = false;
    std::optional<std::string> label, serving, substance, max, gap, low, expires, note;
    bool food = false;
    bool topical = false;
    void options(Options& options);
    /// `product` is what `label` names. Error: the first thing that cannot be read; `dose` may then be half changed.
    [[nodiscard]] std::optional<Error> apply_to(
        Dose& dose, const Store& store, const std::optional<ProductLabel>& product) const;
    [[nodiscard]] bool any() const {
        return label || !contains.empty() || serving || substance || max || gap || low || expires || note || food ||
               topical;
    }
};

/// `epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00`.
class DoseAdd final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> name_;
    DoseWords words_;
    ScheduleOptions schedule_;
    std::optional<std::string> stock_;
    bool dry_run_ = false;
};

/// `epsom dose edit calm --contains magnesium=150mg`: past entries keep their contents.
class DoseEdit final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    std::vector<std::string> name_;
    DoseWords words_;
    bool dry_run_ = false;
};

}  // namespace epsom
