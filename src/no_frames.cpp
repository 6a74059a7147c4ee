// A static program hands the table that exceptions are unwound by to the runtime at its start, and since GCC 13 the
// runtime reads all of it then: fifty times the instructions of the rest of a start. The linker puts these functions in
// the place of its own (--wrap), and the table is found when it is needed, by the index that the linker makes
// (--eh-frame-hdr), as it is in a shared program.
extern "C" void __wrap___register_frame_info(const void*, void*);  // NOLINT: the linker's names
extern "C" void __wrap___register_frame_info(const void*, void*) {}
extern "C" void* __wrap___deregister_frame_info(const void*);  // NOLINT
extern "C" void* __wrap___deregister_frame_info(const void*) { return nullptr; }
