#include "dose_change.hpp"

#include <algorithm>

#include "dose.hpp"
#include "epsom/domain/plan/links.hpp"
#include "epsom/domain/plan/stock.hpp"
#include "epsom/domain/time/day_count.hpp"
#include "epsom/text/text.hpp"
#include "session/catalogue.hpp"
#include "session/coin_runs.hpp"
#include "session/dose_facts.hpp"
#include "session/doses.hpp"
#include "session/typed_line.hpp"

namespace epsom {
namespace {

auto named(std::string_view verb) {
    return [verb](const Dose& dose) { return std::string{verb} + " " + printable(dose.name); };
}

std::string supply_set(const Dose& dose) {
    return printable(dose.name) + ": supply set to " + spell_units(*dose.stock, dose.serving.unit);
}

/// Finds the dose, lets `work` change it, stores it as one change named `verb NAME`, and prints what `done` says of it.
template <class Done, class Work>
ExitCode change_dose(Context& context, const std::string& name, std::string_view verb, Done done, Work work) {
    if (name.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    Store store = context.open_existing();
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(name);
    if (!found) return context.refuse(found.error());
    Dose dose = **found;
    if (const std::optional<Error> error = work(dose, store, catalogue)) return context.refuse(*error);
    Change change{store, context.clock().now};
    change.put(dose);
    change.commit("dose " + std::string{verb} + " " + (*found)->name);
    if (!context.quiet()) {
        const std::string cut_short = run_cut_short((*found)->plan, dose.plan, context.clock());
        context.print(
            done(dose) + "\n" + dose_card(store, dose, context) + (cut_short.empty() ? "" : cut_short + "\n"));
    }
    return ExitCode::ok;
}

/// What is left, when it runs out, and whether it lasts.
ExitCode show_stock(const Context& context, const WatchedDose& watched, const std::optional<std::string>& until) {
    const Dose& dose = watched.dose;
    const auto left = watched.left();
    if (!left) {
        return context.refuse({in_quotes(dose.name) + " has no supply recorded",
            "to record it: epsom dose stock " + printable(dose.name) + " 60"});
    }
    std::string out = printable(dose.name) + ": " + spell_units(*left, dose.serving.unit) + " left";
    if (const auto day = run_out_day(dose, *left, watched.history(), context.clock())) {
        out += "; runs out " + std::string{spell_weekday(*day)} + " " + spell_day(*day);
    }
    out += "\n";
    if (until) {
        const auto day = parse_day(*until, context.clock().today());
        if (!day) return context.refuse(day.error());
        const Day today = context.clock().today();
        if (*day < today) {
            return context.refuse({in_quotes(*until) + " is in the past",
                "use a later day, such as " + spell_day(today + std::chrono::days{30})});
        }
        const Enough enough = enough_until(dose, *left, *day, watched.history(), context.clock());
        const std::string needed =
            " through " + spell_day(*day) + " (" + spell_units(enough.needed, dose.serving.unit) + " needed)\n";
        out += (enough.enough() ? "lasts" : spell_units(enough.missing, dose.serving.unit) + " short") + needed;
    }
    context.print(out);
    return ExitCode::ok;
}

}  // namespace

void DoseRename::options(Options& options) {
    options.operands("NAME NEW", names_).offer({Offer::dose}).examples("  epsom dose rename calm evening-mag\n");
}

ExitCode DoseRename::run(Context& context) {
    if (names_.size() != 2) {
        return context.refuse({names_.empty()       ? "missing NAME and NEW"
                               : names_.size() == 1 ? "missing NEW"
                                                    : "more than two names given",
            "quote names with spaces: epsom dose rename calm 'evening mag'"});
    }
    return change_dose(context, names_.front(), "rename", named("Renamed"),
        [&](Dose& dose, const Store&, const Catalogue& catalogue) -> std::optional<Error> {
            auto name = new_dose_name(std::span{names_}.last(1), catalogue.doses(), dose.uuid);
            if (!name) return name.error();
            dose.name = std::move(*name);
            return std::nullopt;
        });
}

void DosePause::options(Options& options) {
    options.operands("NAME [DAYS]", name_)
        .offer({Offer::dose})
        .value("--from", from_, "DAY", "First paused day (default: today)")
        .value("--until", until_, "DAY", "Last paused day (default: until 'epsom dose resume')")
        .examples("  epsom dose pause calm --until 2026-12-01\n  epsom dose pause calm 1w\n");
}

ExitCode DosePause::run(Context& context) {
    // A name never reads as an amount of days.
    std::optional<int> count;
    if (name_.size() > 1 && is_digit(name_.back().empty() ? 'x' : name_.back().front())) {
        const auto read = parse_day_count(name_.back());
        if (!read) return context.refuse(read.error());
        count = *read;
        if (until_) {
            return context.refuse(
                {"two last days given: " + in_quotes(name_.back()) + " and --until " + in_quotes(*until_),
                    "keep one of them"});
        }
        name_.pop_back();
    }
    return change_dose(context, joined(name_), "pause", named("Paused"),
        [&](Dose& dose, const Store&, const Catalogue&) -> std::optional<Error> {
            const Day today = context.clock().today();
            Pause pause{today, std::nullopt};
            if (from_) {
                const auto day = parse_day(*from_, today);
                if (!day) return day.error();
                pause.from = *day;
            }
            if (until_) {
                const auto day = parse_day(*until_, today);
                if (!day && parse_day_count(*until_))
                    return Error{
                        day.error().message, "epsom dose pause " + printable(dose.name) + " " + printable(*until_)};
                if (!day) return day.error();
                pause.until = *day;
            }
            if (count) pause.until = pause.from + std::chrono::days{*count - 1};
            auto plan = paused(dose.plan, pause);
            if (!plan) return plan.error();
            dose.plan = std::move(*plan);
            return std::nullopt;
        });
}

void DoseResume::options(Options& options) {
    options.operands("NAME", name_).offer({Offer::dose}).examples("  epsom dose resume calm\n");
}

ExitCode DoseResume::run(Context& context) {
    return change_dose(context, joined(name_), "resume", named("Resumed"),
        [&](Dose& dose, const Store&, const Catalogue&) -> std::optional<Error> {
            auto plan = resumed(dose.plan, context.clock());
            if (!plan) return plan.error();
            dose.plan = std::move(*plan);
            return std::nullopt;
        });
}

void DoseStock::options(Options& options) {
    options.operands("NAME [N|+N]", words_)
        .offer({Offer::dose})
        .value("--until", until_, "DAY", "Check the supply through DAY")
        .value("--expires", expires_, "DAY", "Last day it may be used: 2027-03 or 2027-03-15; or none")
        .examples(
            "  epsom dose stock calm 60 --expires 2027-03\n  epsom dose stock calm +30\n"
            "  epsom dose stock calm --until 2027-01-31\n");
}

ExitCode DoseStock::run(Context& context) {
    std::optional<Day> expires;
    if (expires_) {
        const auto day = parse_expiry(*expires_);
        if (!day) return context.refuse(day.error());
        expires = *day;
        if (words_.size() == 1 && !until_) {
            return context.refuse({"--expires requires the number of units", "without counting: epsom dose edit " +
                                                                                 printable(words_.front()) +
                                                                                 " --expires " + printable(*expires_)});
        }
    }
    if (expires_ && until_) {
        return context.refuse({"--expires cannot be used with --until", "leave out --until"});
    }
    if (words_.size() > 1) {
        std::vector<std::string> question{"dose", "stock"};
        question.insert(question.end(), words_.begin(), words_.end() - 1);
        question.insert(question.end(), {"--until", until_.value_or("")});
        if (until_) {
            return context.refuse({"--until cannot be used with the new count " + in_quotes(words_.back()),
                "after setting the count: " + typed_line(question)});
        }
        const auto change = parse_stock(words_.back());
        if (!change) return context.refuse(change.error());
        words_.pop_back();
        return change_dose(context, joined(words_), "stock", supply_set,
            [&](Dose& dose, const Store& store, const Catalogue&) -> std::optional<Error> {
                const auto stock = restocked(watch(store, dose, context.clock().now).left(), *change);
                if (!stock) return stock.error();
                dose.stock = *stock;
                dose.counted = 0;
                if (expires_) dose.expires = expires;
                return std::nullopt;
            });
    }
    if (words_.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    const Store store = context.open(Store::Access::read);
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(words_.front());
    if (!found) return context.refuse(found.error());
    return show_stock(context, watch(store, **found, context.clock().now), until_);
}

void DoseRefill::options(Options& options) {
    options.operands("NAME N", words_)
        .offer({Offer::dose})
        .value("--expires", expires_, "DAY", "Last day the new units may be used: 2027-03 or 2027-03-15")
        .examples("  epsom dose refill calm 180\n  epsom dose refill calm 60 --expires 2027-03\n");
}

ExitCode DoseRefill::run(Context& context) {
    if (words_.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    if (words_.size() == 1) {
        return context.refuse(
            {"missing the number of units", "epsom dose refill " + printable(words_.front()) + " 60"});
    }
    auto added = parse_stock(words_.back());
    if (!added) return context.refuse(added.error());
    if (added->units == Count{0}) {
        return context.refuse({in_quotes(words_.back()) + " adds nothing", "give the units added, such as 60"});
    }
    added->add = true;
    std::optional<Day> expires;
    if (expires_) {
        const auto day = parse_expiry(*expires_);
        if (!day) return context.refuse(day.error());
        expires = *day;
    }
    words_.pop_back();
    return change_dose(
        context, joined(words_), "refill",
        [&](const Dose& dose) {
            return printable(dose.name) + ": " + spell_units(added->units, dose.serving.unit) + " added, " +
                   spell_units(*dose.stock, dose.serving.unit) + " on hand";
        },
        [&](Dose& dose, const Store& store, const Catalogue&) -> std::optional<Error> {
            const auto left = watch(store, dose, context.clock().now).left();
            const auto stock = restocked(left, *added);
            if (!stock) return stock.error();
            dose.stock = *stock;
            dose.counted = 0;
            // What is used up no longer expires. While some of it is left, the earlier day is the one to know.
            const bool some_left = left.value_or(Count{0}) > Count{0};
            if (some_left && expires && dose.expires) dose.expires = std::min(*dose.expires, *expires);
            else if (expires_ || !some_left) dose.expires = expires;
            return std::nullopt;
        });
}

void DoseRemove::options(Options& options) {
    options.operands("NAME", name_).offer({Offer::dose}).examples("  epsom dose remove calm\n");
}

ExitCode DoseRemove::run(Context& context) {
    if (name_.empty()) return context.refuse({"missing NAME", "'epsom dose list' shows the names"});
    Store store = context.open_existing();
    const Catalogue catalogue{store};
    const auto found = catalogue.dose(joined(name_));
    if (!found) return context.refuse(found.error());
    const auto followers = followers_of((*found)->uuid, catalogue.doses(), context.clock().today());
    if (!followers.empty()) {
        return context.refuse(
            {in_quotes((*found)->name) + " cannot be removed: " + in_quotes(followers.front()) + " is taken after it",
                "give that a schedule of its own first: epsom dose schedule " + printable(followers.front()) +
                    " --at 08:00"});
    }
    Change change{store, context.clock().now};
    change.remove(**found);
    change.commit("dose remove " + (*found)->name);
    if (!context.quiet()) context.print("Removed " + printable((*found)->name) + "; its entries are kept\n");
    return ExitCode::ok;
}

}  // namespace epsom
