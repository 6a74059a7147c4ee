// In a static program SQLite can load no extension, and nothing else asks for a library by name. The linker puts this
// function in dlopen's place (--wrap), which also keeps it from warning about a loader that is never used.
extern "C" void* __wrap_dlopen(const char*, int);  // NOLINT: the linker's name
extern "C" void* __wrap_dlopen(const char*, int) { return nullptr; }
