// Catch2 in either version: 3 where it is installed, else 2. Tests include this and nothing else of Catch2.
// In both: TEST_CASE, SECTION, CHECK, REQUIRE, GENERATE, INFO. No Approx: our numbers are exact.
#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#else
#include <catch2/catch.hpp>
#endif
