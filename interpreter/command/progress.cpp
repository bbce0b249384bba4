// The system's clock interrupts the run once a second: no thread, no look at a clock in any loop. Between the two
// only what a signal handler may do: one write.
#include "interpreter/command/progress.h"

#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace barem::command {

namespace {

constexpr std::string_view clear_line = "\r\033[K";

std::atomic<const char*> what{nullptr};
std::atomic<std::size_t> what_length{0};
std::atomic<unsigned> seconds{0};

void show(int) {
  const int error = errno;
  const char* text = what;
  if (text != nullptr) {
    char line[200];
    std::size_t length = 0;
    const auto add = [&](const char* from, std::size_t count) {
      count = std::min(count, sizeof line - length);
      std::memcpy(line + length, from, count);
      length += count;
    };
    add(clear_line.data(), clear_line.size());
    add(text, std::min<std::size_t>(what_length, 150));
    add(" … ", 5);
    char digits[10];
    std::size_t first = sizeof digits;
    for (unsigned rest = ++seconds; first > 0 && (rest > 0 || first == sizeof digits); rest /= 10)
      digits[--first] = static_cast<char>('0' + rest % 10);
    add(digits + first, sizeof digits - first);
    add(" s", 2);
    if (::write(STDERR_FILENO, line, length) < 0) what = nullptr;  // a terminal that is gone is told nothing more
  }
  errno = error;
}

void tick_every(time_t interval) {
  struct itimerval timer {};
  timer.it_value.tv_sec = interval;
  timer.it_interval.tv_sec = interval;
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

Progress::Progress(Language language) : language_(language), is_shown_(::isatty(STDERR_FILENO) != 0) {
  if (!is_shown_) return;
  struct sigaction action {};
  action.sa_handler = show;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGALRM, &action, nullptr);
  tick_every(1);
}

Progress::~Progress() {
  if (!is_shown_) return;
  tick_every(0);
  what = nullptr;
  clear_progress();
  seconds = 0;
}

void Progress::now(Bilingual text) {
  what = nullptr;
  what_length = text.in(language_).size();
  what = text.in(language_).data();
}

void clear_progress() {
  if (seconds == 0) return;
  if (::write(STDERR_FILENO, clear_line.data(), clear_line.size()) < 0) what = nullptr;
}

}  // namespace barem::command
