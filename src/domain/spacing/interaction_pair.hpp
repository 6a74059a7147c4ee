#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "epsom/domain/spacing/interaction.hpp"

namespace epsom {

/// An amount that is not known may be any.
[[nodiscard]] inline bool is_there(const Content& content) { return !content.amount || *content.amount > Mass{}; }

/// A thing and one other at its time: when the thing is too near to it. `other` must outlive the pair.
class Pair {
public:
    Pair(const TakenThing& thing, const TakenThing& other, const RuleBook& book);

    [[nodiscard]] const TakenThing& other() const { return *other_; }
    [[nodiscard]] const Spacing& longest() const { return longest_; }
    [[nodiscard]] bool spaced() const { return longest_.any(); }
    /// Whether the thing, taken at `when`, would be too near.
    [[nodiscard]] bool blocks(Instant when) const {
        const auto at = std::chrono::floor<minutes>(when);
        return comes_first(at) ? at_ - at < longest_.before.most : at - at_ < longest_.after.most;
    }
    [[nodiscard]] std::optional<Conflict> conflict(Instant when) const;
    /// The first minute before `other` that is blocked; that of `other` where none before it is.
    [[nodiscard]] Instant begin() const {
        return longest_.before.any() ? at_ - longest_.before.most + minutes{1} : at_;
    }
    /// The first minute after `other` that is not blocked.
    [[nodiscard]] Instant end() const { return at_ + std::max(longest_.after.most, minutes{1}); }

private:
    using Minute = std::chrono::sys_time<minutes>;
    [[nodiscard]] static Gap longer(const Gap& a, const Gap& b);
    [[nodiscard]] bool comes_first(Minute at) const { return at < at_ || (at == at_ && first_of_two_); }

    const TakenThing* other_;
    Minute at_;
    std::vector<Match> rules_;  // those with hours
    Spacing longest_;
    /// At the same minute, where both orders are thinkable: the one that asks for more, then by name.
    bool first_of_two_ = false;
};

}  // namespace epsom
