#include "epsom/domain/plan/dose_set.hpp"

#include <doctest/doctest.h>

#include <random>

#include "epsom/text/text.hpp"

using namespace epsom;

namespace {

std::vector<Dose> morning_doses() {
    std::vector<Dose> doses;
    for (const char* name : {"calm", "evening mag", "zinc", "salt, pepper", "All-in-one"}) {
        Dose& dose = doses.emplace_back();
        dose.name = name;
        dose.uuid = name;
    }
    for (const std::size_t place : {0U, 2U}) enter_set(doses[place], "Morning");
    for (const std::size_t place : {0U, 1U}) enter_set(doses[place], "am");
    enter_set(doses[3], "travel");
    return doses;
}

std::string in_a_line(const std::vector<const Dose*>& doses) {
    std::string text;
    for (const Dose* dose : doses) text += (text.empty() ? "" : "+") + dose->name;
    return text;
}

/// `set morning -zinc @yesterday 07:30`, the error, or `none`.
std::string as_set(const std::vector<std::string>& words) {
    const auto doses = morning_doses();
    const auto read = read_set_words(words, doses);
    if (!read) return "none";
    if (!*read) return read->error().message + " | " + read->error().hint;
    const SetWords& set = **read;
    const std::string kind = set.kind == SetWords::Kind::set   ? "set"
                             : set.kind == SetWords::Kind::due ? "due"
                                                               : "again";
    return kind + " " + set.name + (set.left_out.empty() ? "" : " -" + in_a_line(set.left_out)) +
           (set.moment ? " @" + set.moment->text : "");
}

}  // namespace

TEST_CASE("a set is a name that doses carry, in any spelling") {
    auto doses = morning_doses();
    CHECK(set_names(doses) == std::vector<std::string>{"am", "Morning", "travel"});
    CHECK(in_a_line(members_of(doses, "MORNING")) == "calm+zinc");
    CHECK(members_of(doses, "evening").empty());
    CHECK(members_of(doses, "").empty());
    enter_set(doses[0], "morning");
    CHECK(doses[0].sets == std::vector<std::string>{"am", "Morning"});
    leave_set(doses[0], "morning");
    CHECK(doses[0].sets == std::vector<std::string>{"am"});
    leave_set(doses[2], "mor-ning");
    CHECK(set_names(doses) == std::vector<std::string>{"am", "travel"});
}

TEST_CASE("doses are named one after the other, the longest name first") {
    const auto doses = morning_doses();
    const auto read = [&](const std::vector<std::string>& typed) {
        const auto words = names_in(typed, doses);
        const DoseNames names = match_doses(words, doses);
        return in_a_line(names.doses) + (names.used == words.size() ? "" : " then " + words[names.used]);
    };
    CHECK(read({"calm", "zinc"}) == "calm+zinc");
    CHECK(read({"calm,zinc"}) == "calm+zinc");
    CHECK(read({"calm,", "evening", "mag", "and", "zinc"}) == "calm+evening mag+zinc");
    CHECK(read({"salt, pepper", "calm"}) == "salt, pepper+calm");
    CHECK(read({"evening"}) == " then evening");
    CHECK(read({"calm", "nope", "zinc"}) == "calm then nope");
    CHECK(read({"and", "zinc"}) == " then and");
    CHECK(read({","}).empty());
    CHECK(read({}).empty());
}

TEST_CASE("a set is read with doses left out and a moment, in either order") {
    CHECK(as_set({"morning"}) == "set morning");
    CHECK(as_set({"am", "7:30"}) == "set am @7:30");
    CHECK(as_set({"am", "7:30", "am"}) == "set am @7:30 am");
    CHECK(as_set({"morning", "yesterday", "07:30"}) == "set morning @yesterday 07:30");
    CHECK(as_set({"yesterday 07:30", "travel"}) == "set travel @yesterday 07:30");
    CHECK(as_set({"morning", "but", "zinc"}) == "set morning -zinc");
    CHECK(as_set({"morning", "but", "zinc,calm", "07:30"}) == "set morning -zinc+calm @07:30");
    CHECK(
        as_set({"morning", "07:30", "BUT", "zinc", "and", "evening", "mag"}) == "set morning -zinc+evening mag @07:30");
    CHECK(as_set({"all"}) == "due all");
    CHECK(as_set({"all", "but", "zinc"}) == "due all -zinc");
    CHECK(as_set({"again", "07:30"}) == "again again @07:30");
    // What is no set is something else: the moment "yesterday morning", a dose, a dose that begins with 'all'.
    for (const std::vector<std::string>& words : {std::vector<std::string>{}, {"calm"}, {"yesterday", "morning"},
             {"7:30", "am"}, {"evening"}, {"all in one"}, {"glycinate", "200mg", "morning"}})
        CHECK(as_set(words) == "none");
}

TEST_CASE("what a set has no use for is refused, with a line that works") {
    CHECK(as_set({"morning", "2x"}) ==
          "'2x' has no effect on 'morning': each dose is logged with its own servings | epsom log morning");
    CHECK(as_set({"2x", "morning"}) == as_set({"morning", "2x"}));
    CHECK(as_set({"200", "mg", "am"}) ==
          "'200 mg' has no effect on 'am': each dose is logged with its own servings | epsom log am");
    CHECK(
        as_set({"morning", "zinc"}) == "'zinc' cannot follow 'morning' | to leave it out: epsom log morning but zinc");
    CHECK(as_set({"morning", "but"}) == "missing the dose after 'but' | epsom log morning but zinc");
    CHECK(as_set({"morning", "but", "znic"}) == "unknown dose 'znic' | did you mean 'zinc'?");
    CHECK(as_set({"morning", "but", "zinc", "nope"}) == "unknown dose 'nope' | 'epsom dose list' shows the names");
    CHECK(as_set({"morning", "7:30", "but", "zinc", "8:30"}) ==
          "two times given: '7:30' and '8:30' | leave one of them out");
    CHECK(as_set({"morning", "25:00"}).starts_with("'25:00' is not a "));
    CHECK(as_set({"again", "soon"}) ==
          "unexpected argument 'soon' | give doses to leave out or a time: epsom log again 07:30");
}

TEST_CASE("a dose of an older file that is called 'all' or 'again' goes before the word") {
    std::vector<Dose> doses(2);
    doses[0].name = "again";
    doses[1].name = "All";
    CHECK_FALSE(read_set_words(std::vector<std::string>{"again"}, doses));
    CHECK_FALSE(read_set_words(std::vector<std::string>{"all", "21:00"}, doses));
    CHECK_FALSE(check_dose_name("again"));
    CHECK_FALSE(check_dose_name("all"));
    CHECK(check_dose_name("morning"));
    CHECK(check_dose_name("am"));
}

TEST_CASE("entering and leaving sets keeps the others, whatever the order") {
    std::mt19937 random{24};
    const std::vector<std::string> names{"am", "pm", "Travel", "morning", "été"};
    for (int trial = 0; trial < 200; ++trial) {
        Dose dose;
        std::vector<std::string> in;
        for (int step = 0; step < 12; ++step) {
            const std::string& name = names[random() % names.size()];
            std::erase(in, name);
            if (random() % 2 == 0) {
                enter_set(dose, name);
                in.push_back(name);
            } else {
                leave_set(dose, lower(name));
            }
            std::ranges::sort(in, {}, name_key);
            REQUIRE(dose.sets == in);
        }
    }
}
