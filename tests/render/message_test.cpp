#include "epsom/render/message.hpp"

#include <doctest/doctest.h>

#include "commands/command_line.hpp"
#include "epsom/text/text.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("a message into a pipe is one plain line") {
    const std::string text(200, 'x');
    CHECK(message_line(MessageKind::error, text) == "epsom: error: " + text + "\n");
    CHECK(message_line(MessageKind::warning, "a\x1B[2Jb") == "epsom: warning: a?[2Jb\n");
    CHECK(message_line(MessageKind::hint, "epsom log") == "epsom: hint: epsom log\n");
}

TEST_CASE("a message on a terminal is wrapped, with later lines below its text") {
    const Terminal terminal{.width = 40};
    CHECK(wrapped_message(terminal, MessageKind::error, "short") == "epsom: error: short\n");
    CHECK(wrapped_message(
              terminal, MessageKind::warning, "evening-mag and melatonin 40 min apart; recommended gap 2-3 h") ==
          "epsom: warning: evening-mag and\n"
          "       melatonin 40 min apart;\n"
          "       recommended gap 2-3 h\n");
}

TEST_CASE("a command to type stays in one line, however long it is") {
    const Terminal terminal{.width = 40};
    CHECK(wrapped_message(
              terminal, MessageKind::hint, "to define it: epsom dose add melatonin; 'epsom dose find mel' searches") ==
          "epsom: hint: to define it:\n"
          "       epsom dose add melatonin;\n"
          "       'epsom dose find mel' searches\n");
    const std::string line = "epsom dose add calm --contains magnesium:glycinate=200mg --at 21:00";
    CHECK(wrapped_message(terminal, MessageKind::hint, line) == "epsom: hint: " + line + "\n");
    CHECK(wrapped_message(terminal, MessageKind::hint, "to add one: " + line) ==
          "epsom: hint: to add one:\n       " + line + "\n");
}

TEST_CASE("each kind of message has its colour, and its text has none") {
    const Terminal terminal{.colors = Colors::sixteen, .background = Background::dark};
    CHECK(wrapped_message(terminal, MessageKind::error, "x") == "epsom: \x1B[1;91merror:\x1B[0m x\n");
    CHECK(wrapped_message(terminal, MessageKind::warning, "x") == "epsom: \x1B[33mwarning:\x1B[0m x\n");
    CHECK(wrapped_message(terminal, MessageKind::hint, "x") == "epsom: \x1B[36mhint:\x1B[0m x\n");
}

TEST_CASE("standard error decides how a message looks, whatever standard output is") {
    CommandLine epsom;
    const std::string line = "check soon";
    const std::string plain = epsom(line).err;
    CHECK(split(plain, '\n').size() == 3);
    epsom.terminal = true;
    epsom.environment["CLICOLOR_FORCE"] = "1";
    CHECK(epsom(line).err == plain);
    CHECK(epsom("--color always " + line).err == plain);
    epsom.environment.erase("CLICOLOR_FORCE");
    epsom.terminal = false;
    epsom.err_terminal = true;
    epsom.columns = 50;
    const std::string colored = epsom(line).err;
    CHECK(colored.starts_with("epsom: \x1B[1;31merror:\x1B[0m "));
    const std::string quiet = epsom("--color never " + line).err;
    CHECK(quiet.find('\x1B') == std::string::npos);
    CHECK(split(quiet, '\n').size() > 3);
    for (const auto& part : split(quiet, '\n')) CHECK(display_width(part) <= 50);
    epsom.environment["NO_COLOR"] = "1";
    CHECK(epsom(line).err == quiet);
}

TEST_CASE("a failure of the machine has the colours that were asked for") {
    CommandLine epsom;
    epsom.err_terminal = true;
    CHECK(epsom("report --db /nowhere/x.db").err.starts_with("epsom: \x1B[1;31merror:"));
    CHECK(epsom("report --db /nowhere/x.db --color=never").err.starts_with("epsom: error: no database"));
    CHECK(epsom("--color never report --db /nowhere/x.db").err.starts_with("epsom: error: no database"));
}
