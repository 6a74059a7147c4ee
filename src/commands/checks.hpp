#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "epsom/domain/check.hpp"
#include "session/context.hpp"
#include "session/spacing.hpp"

namespace epsom {

/// How a check was typed.
struct CheckOptions {
    std::vector<CheckKind> kinds;  // which are checked
    std::vector<CheckKind> named;  // those that were typed by name
    minutes lead{0};
    std::optional<minutes> stock_lead;  // as typed; else each dose has its own
    minutes scored_by{10 * 60};
    minutes open_from{20 * 60};
    bool explain = false;
    [[nodiscard]] bool asks(CheckKind kind) const { return std::ranges::find(kinds, kind) != kinds.end(); }
    [[nodiscard]] bool names(CheckKind kind) const { return std::ranges::find(named, kind) != named.end(); }
};

/// What a check may look at. Each thing is read when the first kind needs it, and once.
class CheckView {
public:
    CheckView(Context& context, CheckOptions options) : context_{context}, options_{std::move(options)} {}
    CheckView(const CheckView&) = delete;
    CheckView& operator=(const CheckView&) = delete;

    [[nodiscard]] const CheckOptions& options() const { return options_; }
    [[nodiscard]] const Context& context() const { return context_; }

    /// Opens the data file. Throws MachineError where it is damaged.
    Store& store();
    const Profile& profile();
    const Clock& clock();
    const std::vector<WatchedDose>& doses();
    const SpacingView& spacing();
    /// The `spacing` findings of doses that are due and have to wait.
    const std::vector<Finding>& waits();
    /// Today, of every nutrient that is followed or may have a limit.
    const std::vector<ReportRow>& rows_of_today();
    /// Those of rows_of_today() that the user follows.
    std::vector<ReportRow> followed_today();

private:
    Context& context_;
    CheckOptions options_;
    std::optional<Store> store_;
    std::optional<std::vector<WatchedDose>> doses_;
    std::optional<SpacingView> spacing_;
    std::optional<std::vector<Finding>> waits_;
    std::optional<std::vector<ReportRow>> rows_;
};

/// What was logged today of `wanted`, compared with the profile's reference values.
std::vector<ReportRow> rows_of_today(CheckView& view, std::span<const Nutrient> wanted);

/// What can be checked. The default set suits cron; the others are named on the command line.
struct CheckInfo {
    CheckKind id;
    std::string_view key;
    bool by_default;
    std::string_view about;
    std::vector<Finding> (*find)(CheckView& view);
};
[[nodiscard]] std::span<const CheckInfo> checks();
/// What may be typed: the kinds, and all.
[[nodiscard]] std::span<const Choice> check_choices();
/// `[due|missed|…|all]...`.
[[nodiscard]] std::string_view checks_synopsis();

}  // namespace epsom
