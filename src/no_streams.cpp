// A static program sets up the library's eight standard streams, and a locale for them, before main() as soon as one
// header asks for it (that of the command-line library does): half of what a start costs. Nothing here reads or prints
// through them, so the linker puts these functions in the place of theirs (--wrap).
extern "C" void __wrap__ZNSt8ios_base4InitC1Ev(void*);  // NOLINT: the linker's names
extern "C" void __wrap__ZNSt8ios_base4InitC1Ev(void*) {}
extern "C" void __wrap__ZNSt8ios_base4InitD1Ev(void*);  // NOLINT
extern "C" void __wrap__ZNSt8ios_base4InitD1Ev(void*) {}
