#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(recognise) {
    const auto importer = epsom::exchange::recognise(bytes.substr(0, epsom::exchange::bytes_to_recognise), "file");
    if (!importer && importer.error().message.empty()) throw std::logic_error{"a refusal has a reason"};
    if (importer && (*importer)->reader != nullptr)
        epsom::test::check_sane(epsom::test::read((*importer)->key, bytes, epsom::test::settings()));
}
