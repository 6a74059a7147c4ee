#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report_symptoms.hpp"
#include "session/command.hpp"

namespace epsom {

/// `epsom report last-week`: each day against the reference intakes; `report entries`, `report reference`.
class Report final : public Command {
public:
    void options(Options& options) override;
    ExitCode run(Context& context) override;

private:
    /// The one of --reference, else the profile's.
    [[nodiscard]] Result<const Authority*> authority_asked(const Profile& profile) const;
    ExitCode intake(Context& context, Store& store, DayRange range, Format format, const Write& write) const;

    std::vector<std::string> words_;
    std::optional<std::string> nutrient_;
    std::optional<std::string> by_, reference_, format_, output_, on_, unit_;
    SymptomsAsked symptoms_;
    bool explain_ = false, open_ = false;
};

}  // namespace epsom
