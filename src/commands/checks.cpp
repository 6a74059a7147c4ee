#include "checks.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "epsom/domain/nights/diary.hpp"
#include "session/doses.hpp"
#include "session/reference.hpp"
#include "session/spacing.hpp"

namespace epsom {

Store& CheckView::store() {
    if (!store_) store_ = context_.open(Store::Access::read);
    return *store_;
}

const Profile& CheckView::profile() {
    store();
    return context_.profile();
}

const Clock& CheckView::clock() {
    store();
    return context_.clock();
}

const std::vector<WatchedDose>& CheckView::doses() {
    if (!doses_) {
        doses_.emplace();
        for (const Dose& dose : store().doses()) doses_->push_back(watch(store(), dose, clock().now));
    }
    return *doses_;
}

const SpacingView& CheckView::spacing() {
    if (!spacing_) {
        std::vector<Dose> known;
        for (const WatchedDose& watched : doses()) known.push_back(watched.dose);
        spacing_.emplace(store(), clock(), std::move(known));
    }
    return *spacing_;
}

const std::vector<Finding>& CheckView::waits() {
    if (!waits_) waits_ = wait_findings(spacing(), doses(), clock(), options_.explain);
    return *waits_;
}

namespace {

/// What is followed, and what may have a limit.
std::vector<Nutrient> judged(const Profile& profile, const Authority& authority) {
    std::vector<Nutrient> wanted = profile.followed();
    for (const auto& [nutrient, upper] : profile.upper) wanted.push_back(nutrient);
    for (const ReferenceValue& row : authority.rows) {
        if (role_of(row.kind) == Role::limit && row.nutrient != wanted.back()) wanted.push_back(row.nutrient);
    }
    std::ranges::sort(wanted);
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    return wanted;
}

}  // namespace

std::vector<ReportRow> rows_of_today(CheckView& view, std::span<const Nutrient> wanted) {
    const Profile& profile = view.profile();
    const Authority& authority = authority_of(profile);
    const Day today = view.clock().today();
    const DayLedgers ledgers = view.store().ledgers_on(today, wanted);
    std::vector<ReportRow> rows;
    rows.reserve(wanted.size());
    for (std::size_t i = 0; i < ledgers.size(); ++i)
        rows.push_back(report_day(profile, authority, wanted[i], ledgers[i], today));
    return rows;
}

const std::vector<ReportRow>& CheckView::rows_of_today() {
    if (!rows_) rows_ = epsom::rows_of_today(*this, judged(profile(), authority_of(profile())));
    return *rows_;
}

std::vector<ReportRow> CheckView::followed_today() {
    const auto followed = profile().followed();
    std::vector<ReportRow> compared;
    std::ranges::copy_if(rows_of_today(), std::back_inserter(compared),
        [&followed](const ReportRow& row) { return std::ranges::find(followed, row.nutrient) != followed.end(); });
    return compared;
}

namespace {

/// Doses that are due, but for those that have to wait where spacing is checked too: spacing reports them.
std::vector<Finding> find_due(CheckView& view) {
    auto found = due_findings(view.doses(), view.clock(), view.options().lead);
    if (!view.options().asks(CheckKind::spacing)) return found;
    const auto has_to_wait = [&view](const Finding& due) {
        return due.code == finding_code("dose-due") && std::ranges::any_of(view.waits(), [&due](const Finding& wait) {
            return wait.subject == due.subject && wait.since == due.since;
        });
    };
    std::erase_if(found, has_to_wait);
    return found;
}

std::vector<Finding> find_missed(CheckView& view) { return missed_findings(view.doses(), view.clock()); }

std::vector<Finding> find_upper(CheckView& view) {
    auto found = condition_findings(view.store(), view.profile(), view.clock().today());
    std::ranges::move(upper_findings(view.rows_of_today()), std::back_inserter(found));
    return found;
}

std::vector<Finding> find_spacing(CheckView& view) {
    auto found = spacing_findings(view.spacing(), view.clock(), view.options().explain);
    std::ranges::copy(view.waits(), std::back_inserter(found));
    return found;
}

std::vector<Finding> find_stock(CheckView& view) {
    return stock_findings(view.doses(), view.clock(), view.options().stock_lead);
}

std::vector<Finding> find_target(CheckView& view) {
    const Profile& profile = view.profile();
    const std::vector<ReportRow> compared = view.followed_today();
    auto found = target_findings(compared);
    if (!profile.follow.empty())
        std::ranges::move(no_target_findings(compared, authority_of(profile).key), std::back_inserter(found));
    return found;
}

/// What is wrong with the data file, whatever its state: asked for before any other kind opens it.
std::vector<Finding> find_damage(CheckView& view) {
    const Context& context = view.context();
    context.require_data_file();
    std::vector<Finding> all;
    const Store store = Store::open(context.data_file(), Store::Access::inspect);
    for (const std::string& warning : store.warnings()) context.warn(warning);
    for (const auto& fault : store.faults()) {
        all.push_back(make_finding(finding_code("database"), "database", fault + "; " + std::string{damage_remedy},
            spell_day(context.clock().today()), fault));
    }
    return all;
}

/// Whether last night was scored. Without a diary the kind has to be named.
std::vector<Finding> find_symptom(CheckView& view) {
    const Day today = std::chrono::floor<std::chrono::days>(view.clock().moment().local());
    std::vector<Intake> diary;
    view.store().for_each_in_diary(Taken::symptom, {today - std::chrono::days{28}, today},
        [&diary](const Intake& score) { diary.push_back(score); });
    if (diary.empty() && !view.options().names(CheckKind::symptom)) return {};
    return symptom_findings(diary, view.clock(), view.options().scored_by);
}

/// Whether today is still open. Where no day was declared complete, the kind has to be named.
std::vector<Finding> find_open_day(CheckView& view) {
    const Store& store = view.store();
    const Day today = view.clock().today();
    if (!view.options().names(CheckKind::open_day) &&
        store.complete_days({today - std::chrono::days{28}, today}).empty())
        return {};
    return open_day_findings(store.ledgers_on(today, std::array{Nutrient::magnesium})[0], view.profile(), view.clock(),
        view.options().open_from);
}

constexpr std::array every_check{
    CheckInfo{CheckKind::due, "due", true, "doses due now", find_due},
    CheckInfo{CheckKind::missed, "missed", true, "missed doses that can still be taken", find_missed},
    CheckInfo{CheckKind::upper, "upper", true, "nutrients above the upper level today", find_upper},
    CheckInfo{CheckKind::spacing, "spacing", true, "medicines and minerals taken too close together", find_spacing},
    CheckInfo{CheckKind::stock, "stock", true, "supplies that run out soon", find_stock},
    CheckInfo{CheckKind::target, "target", false, "nutrients below the target today", find_target},
    CheckInfo{CheckKind::database, "database", false, "damage to the database", find_damage},
    CheckInfo{CheckKind::symptom, "symptom", false, "last night without a symptom score", find_symptom},
    CheckInfo{CheckKind::open_day, "open-day", false, "today's food not marked complete by the evening", find_open_day},
};

constexpr auto choices = [] {
    std::array<Choice, every_check.size() + 1> typed{};
    std::ranges::transform(every_check, typed.begin(), [](const CheckInfo& check) {
        return Choice{check.key, check.about};
    });
    typed.back() = {"all", "everything"};
    return typed;
}();

constexpr std::string_view synopsis_end = "all]...";
constexpr std::size_t synopsis_size = [] {
    std::size_t size = 1 + synopsis_end.size();
    for (const CheckInfo& check : every_check) size += check.key.size() + 1;
    return size;
}();
constexpr auto synopsis = [] {
    std::array<char, synopsis_size> text{};
    auto* at = text.data();
    *at++ = '[';
    for (const CheckInfo& check : every_check) {
        at = std::ranges::copy(check.key, at).out;
        *at++ = '|';
    }
    std::ranges::copy(synopsis_end, at);
    return text;
}();

}  // namespace

std::span<const CheckInfo> checks() { return every_check; }
std::span<const Choice> check_choices() { return choices; }
std::string_view checks_synopsis() { return {synopsis.data(), synopsis.size()}; }

}  // namespace epsom
