// How the C library keeps memory for threads.
#pragma once

namespace asynclint::platform {

// With glibc each thread frees into an arena of its own, which keeps what other threads could use: a process that runs
// for days has the most that each of them ever had. After this there are two for all. Before threads are started; where
// the C library is another one, nothing happens.
void let_threads_share_memory();

}  // namespace asynclint::platform
