// Ctrl-C at a moment that nobody chose.
#pragma once

#include <unistd.h>

#include <csignal>

namespace asynclint::tests {

// For `Invocation::prepare`: starts a process that sends Ctrl-C to this one after a while, if it is still there.
inline void interrupt_after(useconds_t microseconds) {
  const pid_t here = ::getpid();
  if (::fork() != 0) return;
  for (int descriptor = 0; descriptor < 256; ++descriptor) ::close(descriptor);
  ::usleep(microseconds);
  if (::getppid() == here) ::kill(here, SIGINT);
  ::_exit(0);
}

}  // namespace asynclint::tests
