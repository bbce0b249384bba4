// A line on the terminal for runs that take more than a second: what is being done, and for how long.
// Nothing where standard error is no terminal. Not here: how far it is (nobody waits long enough to ask).
#pragma once

#include "interpreter/command/call.h"

namespace barem::command {

/// What a run does at the moment; the line goes away with it. One at a time.
class Progress {
 public:
  explicit Progress(Language language);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// The text must stay valid while the run does this.
  void now(Bilingual text);

 private:
  Language language_;
  bool is_shown_ = false;
};

/// Takes the line off the terminal before something else is said there; the next second brings it back.
void clear_progress();

}  // namespace barem::command
