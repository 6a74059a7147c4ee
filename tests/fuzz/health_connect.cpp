#include <filesystem>

#include "exchange/importers.hpp"
#include "fuzzed.hpp"

EPSOM_FUZZ_TARGET(health_connect) {
    static const std::filesystem::path file =
        std::filesystem::temp_directory_path() /
        ("epsom-fuzz-" + std::to_string(reinterpret_cast<std::uintptr_t>(&file)) + ".db");
    std::ofstream{file, std::ios::binary | std::ios::trunc} << bytes;
    epsom::test::Reading reading;
    reading.summary =
        epsom::exchange::read_health_connect(file, epsom::test::settings(), epsom::test::sink_into(reading));
    std::filesystem::remove(file);
    epsom::test::check_sane(reading);
}
