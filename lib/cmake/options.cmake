# Build options and the one target that carries compiler flags. Flags never go to CMAKE_C_FLAGS.
option(STRATA_WERROR "Treat warnings as errors" OFF)
option(STRATA_TESTS "Build the tests and the sample generator" ON)
option(STRATA_FUZZ "Build the fuzz targets (Clang)" OFF)
option(STRATA_COVERAGE "Instrument for coverage" OFF)
set(STRATA_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")
set(STRATA_TEST_WRAPPER "" CACHE STRING "Command put before every test program, for example valgrind")

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

add_library(strata_options INTERFACE)
target_compile_definitions(strata_options INTERFACE _POSIX_C_SOURCE=200809L
  $<$<BOOL:${ISAL_FOUND}>:STRATA_HAVE_ISAL> $<$<BOOL:${GLPK_FOUND}>:STRATA_HAVE_GLPK>)
target_compile_options(strata_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes
  -Wmissing-prototypes -Wold-style-definition -Wformat=2 -Wundef -Wcast-qual -Wpointer-arith
  -Wwrite-strings -Wswitch-enum -Wdouble-promotion -Wnull-dereference -Wvla -ffp-contract=off
  -fstack-protector-strong $<$<BOOL:${STRATA_WERROR}>:-Werror>)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT STRATA_SANITIZE)
  target_compile_definitions(strata_options INTERFACE _FORTIFY_SOURCE=2)
endif()
# The program is optimised over all files when it is linked; tests link the same objects as they are.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_C_COMPILER_ID STREQUAL "GNU"
   AND NOT STRATA_SANITIZE AND NOT STRATA_COVERAGE)
  target_compile_options(strata_options INTERFACE -flto=auto -ffat-lto-objects)
  target_link_options(strata_options INTERFACE
    $<IF:$<STREQUAL:$<TARGET_PROPERTY:NAME>,strata>,-flto=auto,-fno-lto>)
endif()
if(STRATA_SANITIZE)
  target_compile_options(strata_options INTERFACE -fsanitize=${STRATA_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(strata_options INTERFACE -fsanitize=${STRATA_SANITIZE})
endif()
if(STRATA_COVERAGE)
  target_compile_options(strata_options INTERFACE --coverage)
  target_link_options(strata_options INTERFACE --coverage)
endif()
if(STRATA_FUZZ) # so that the fuzzer sees which way the library went
  target_compile_options(strata_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
