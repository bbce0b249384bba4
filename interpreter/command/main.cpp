// The program. Everything is in the room's other files.
#include "interpreter/command/call.h"
#include "interpreter/data/memory.h"

int main(int count, char** arguments) {
  barem::data::prepare_heap();
  return barem::command::run(count, arguments);
}
