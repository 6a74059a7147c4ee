#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(recognise) {
    const auto format = epsom::exchange::recognise(bytes.substr(0, epsom::exchange::bytes_to_recognise), "file");
    if (!format && format.error().message.empty()) throw std::logic_error{"a refusal has a reason"};
    if (format && epsom::exchange::make_reader(*format, epsom::test::settings(), {}))
        epsom::test::check_sane(epsom::test::read(*format, bytes, epsom::test::settings()));
}
