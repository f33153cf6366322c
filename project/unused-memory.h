// Memory that was freed and is still held for what may come.
#pragma once

namespace asynclint::platform {

// Gives it back to the system, where the C library can (glibc); nothing happens elsewhere. Takes some milliseconds, in
// which other threads may wait for memory: for when nobody is waiting for an answer.
void give_back_unused_memory();

}  // namespace asynclint::platform
