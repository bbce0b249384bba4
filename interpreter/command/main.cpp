// The program. Everything is in the room's other files.
#include "interpreter/command/call.h"

int main(int count, char** arguments) { return barem::command::run(count, arguments); }
