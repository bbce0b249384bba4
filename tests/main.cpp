// Catch2's main, compiled once for all tests: needed only for a version 2 that brings no library of its own.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
