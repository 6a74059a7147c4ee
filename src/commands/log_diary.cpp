#include "log_diary.hpp"

#include <algorithm>
#include <array>
#include "session/arguments.hpp"

#include "epsom/domain/nights/sleep.hpp"
#include "epsom/render/text.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

void declare(Options& options, Taken kind, std::vector<std::string>& words, DiaryOptions& typed) {
    constexpr std::string_view night = "Date of the evening the night began (default: last night; from 18:00, tonight)";
    if (kind == Taken::symptom) {
        options.operands("[SYMPTOM] SCORE", words)
            .value("--name", typed.name, "SYMPTOM", "Symptom to rate, such as cramps (default: rls, restless legs)")
            .value("--onset", typed.onset, "TIME", "Onset time that night, such as 23:10")
            .value("--night", typed.night, "DAY", night);
    } else if (kind == Taken::sleep) {
        options.operands("[DURATION|FROM-UNTIL]", words)
            .value("--quality", typed.quality, "SCORE", "Sleep quality from 0 (worst) to 10 (best)")
            .value("--latency", typed.latency, "DURATION", "Time to fall asleep, such as 20m")
            .value("--wakings", typed.wakings, "COUNT", "Times you woke up")
            .value("--night", typed.night, "DAY", night);
    } else {
        static constexpr std::array usual{Choice{"caffeine", "coffee, tea, cola"},
            Choice{"alcohol", "wine, beer, spirits"}, Choice{"exercise", "sport, a long walk"}};
        options.operands("caffeine|alcohol|exercise|NAME [AMOUNT] [MOMENT]", words, usual)
            .offer({Offer::factor})
            .value("--at", typed.at, "MOMENT", "Time: 15:00, 'yesterday 21:30', '90m ago' (default: now)");
    }
    options.value("--note", typed.note, "TEXT", "Attach a note");
}

Result<Intake> read(Taken kind, const std::vector<std::string>& words, const DiaryOptions& typed, const Clock& clock) {
    if (kind == Taken::symptom) return make_symptom(words, typed, clock);
    if (kind == Taken::sleep) return make_sleep(words, typed, clock);
    return make_factor(words, typed, clock);
}

constexpr std::string_view examples(Taken kind) {
    if (kind == Taken::symptom) {
        return "  epsom log symptom 6\n"
               "  epsom log symptom 6.5 --onset 23:10 --night yesterday --note 'long flight'\n"
               "  epsom log symptom 0 --night yesterday\n"
               "  epsom log symptom 4 --name cramps\n";
    }
    if (kind == Taken::sleep) {
        return "  epsom log sleep 6h30m\n"
               "  epsom log sleep 22:30-06:15 --quality 7 --wakings 2 --night yesterday\n"
               "  epsom log sleep --latency 20m\n"
               "  epsom log sleep 5h --night 2026-11-18\n";
    }
    return "  epsom log factor caffeine 2 cups 15:00\n  epsom log factor exercise 30m 2h ago\n"
           "  epsom log factor 'late meal'\n  epsom log factor stress 7\n";
}

/// Entries for the same night and symptom as `entry`, the latest first.
std::vector<Intake> in_place_of(const Intake& entry, const Store& store) {
    std::vector<Intake> found;
    store.for_each_intake({entry.day, entry.day}, [&](const Intake& other) {
        if (same_place(entry, other) && other.uuid != entry.uuid) found.push_back(other);
    });
    std::ranges::sort(found, later);
    return found;
}

std::string_view of_night(Taken kind) { return kind == Taken::symptom ? "score" : "sleep entry"; }

}  // namespace

template <Taken kind> void LogDiary<kind>::options(Options& options) {
    declare(options, kind, words_, typed_);
    options.examples(examples(kind));
}

template <Taken kind> ExitCode LogDiary<kind>::run(Context& context) {
    Store store = context.open_draft();
    auto entry = read(kind, words_, typed_, context.clock());
    if (!entry) return context.refuse(entry.error());
    context.begin(store);
    Change change{store, context.clock().now};
    const auto replaced = put_in_diary(store, change, *entry);
    change.commit("log " + in_short(*entry) + ", " + when_in_words(*entry, context.clock().zone));
    if (context.quiet()) return ExitCode::ok;
    const bool of_a_night = kind != Taken::factor;
    context.print("Logged " + in_words(*entry) +
                  (of_a_night ? ", for " + spell_night(entry->day, context.clock())
                              : ", " + when_in_words(*entry, context.clock().zone)) +
                  " (#" + std::to_string(entry->id) + ")\n");
    if (replaced && !(entry->kind == Taken::sleep && keeps_sleep(*entry, *replaced))) {
        context.print("Replaced the previous " + std::string{of_night(kind)} + ": " + in_words(*replaced) + "\n");
    }
    return ExitCode::ok;
}

template class LogDiary<Taken::symptom>;
template class LogDiary<Taken::sleep>;
template class LogDiary<Taken::factor>;

std::optional<Taken> diary_word(std::string_view word) {
    const std::string folded = lower(word);
    for (const Taken kind : {Taken::symptom, Taken::sleep, Taken::factor}) {
        if (folded == spell(kind)) return kind;
    }
    return std::nullopt;
}

Result<Intake> read_diary_line(const std::vector<std::string>& words, const Clock& clock) {
    const Taken kind = diary_word(words.front()).value_or(Taken::factor);
    std::vector<std::string> operands;
    DiaryOptions typed;
    Options options;
    declare(options, kind, operands, typed);
    return read_operands(options, std::span{words}.subspan(1)).and_then([&](const auto& rest) {
        return read(kind, rest, typed, clock);
    });
}

std::optional<Intake> put_in_diary(const Store& store, Change& change, Intake& entry) {
    auto earlier = in_place_of(entry, store);
    if (!earlier.empty()) {
        entry.id = earlier.front().id;
        entry.uuid = earlier.front().uuid;
        entry.recorded = earlier.front().recorded;
        entry.origin = earlier.front().origin;
        for (const Intake& before : earlier) {
            if (entry.kind == Taken::sleep) entry = with_earlier_sleep(entry, before);
        }
    }
    // Two devices may both have scored a night before they were merged.
    for (std::size_t i = 1; i < earlier.size(); ++i) change.remove(earlier[i]);
    change.put(entry);
    return earlier.empty() ? std::nullopt : std::optional{earlier.front()};
}

void diary_edit_options(Options& options, DiaryEdit& edit) {
    options.value("--score", edit.score, "SCORE", "Correct score, 0 to 10 (symptoms only)")
        .value("--onset", edit.onset, "TIME", "Correct onset time, such as 23:10 (symptoms only)")
        .value("--night", edit.night, "DAY", "Correct night (symptoms and sleep only)");
}

std::optional<Error> apply(
    const DiaryEdit& edit, bool amount, bool at, Intake& entry, const Store& store, const Clock& clock) {
    const bool symptom = entry.kind == Taken::symptom;
    const bool of_a_night = symptom || entry.kind == Taken::sleep;
    if (amount && is_diary(entry.kind)) {
        return Error{"#" + std::to_string(entry.id) + " is a diary entry and has no amount",
            symptom                      ? "epsom log edit " + std::to_string(entry.id) + " --score 6"
            : entry.kind == Taken::note  ? "epsom log edit " + std::to_string(entry.id) + " --note 'long flight'"
            : entry.kind == Taken::sleep ? "to replace it: epsom log sleep 6h30m --night " + spell_day(entry.day)
                                         : "remove it and log it again"};
    }
    if (at && of_a_night) {
        return Error{"#" + std::to_string(entry.id) + " is dated by its night and has no time",
            "epsom log edit " + std::to_string(entry.id) + " --night " + spell_day(entry.day)};
    }
    const std::string is = "; #" + std::to_string(entry.id) + " is " + in_quotes(in_short(entry));
    if ((edit.score || edit.onset) && !symptom) {
        return Error{
            std::string{edit.score ? "--score" : "--onset"} + " applies only to symptoms" + is, "leave it out"};
    }
    if (edit.night && !of_a_night) {
        return Error{"--night applies only to symptoms and sleep" + is, "leave it out; --at changes the time"};
    }
    if (edit.score) {
        const auto score = parse_score(*edit.score);
        if (!score) return score.error();
        entry.value = score->tenths();
    }
    if (edit.onset) {
        const auto onset = parse_time_of_day(*edit.onset);
        if (!onset) return onset.error();
        entry.onset = *onset;
        if (!edit.night) {
            if (auto error = onset_error(entry, clock)) return error;
        }
    }
    if (edit.night) {
        const auto night = parse_night(*edit.night, std::max(clock.today(), night_at(clock.moment().local())));
        if (!night) return night.error();
        entry.day = *night;
        if (auto error = onset_error(entry, clock)) return error;
        if (const auto there = in_place_of(entry, store); !there.empty()) {
            return Error{"that night already has a " + std::string{of_night(entry.kind)} + ": #" +
                             std::to_string(there.front().id) + ", " + in_words(there.front()),
                "edit or remove that entry first"};
        }
    }
    return std::nullopt;
}

}  // namespace epsom
