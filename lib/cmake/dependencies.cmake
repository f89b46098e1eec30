# Every library strata needs, by its Debian package. cmd/packages.txt holds the same names for the
# set-up scripts; a lint test compares the two.
find_package(ZLIB REQUIRED)              # zlib1g-dev
find_package(OpenSSL REQUIRED COMPONENTS Crypto) # libssl-dev
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)           # libc6-dev
find_package(GSL REQUIRED)               # libgsl-dev
find_package(PkgConfig REQUIRED)         # pkg-config
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson>=2.12) # libjansson-dev
pkg_check_modules(INIH REQUIRED IMPORTED_TARGET inih)             # libinih-dev
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive>=3.4) # libarchive-dev
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)      # libxxhash-dev
# Optional: inflates about three times as fast as zlib.
pkg_check_modules(ISAL IMPORTED_TARGET libisal)                 # libisal-dev
# Optional: linear programs of the audit. It ships neither a CMake nor a pkg-config file.
find_path(GLPK_INCLUDE_DIR glpk.h)             # libglpk-dev
find_library(GLPK_LIBRARY glpk)
if(GLPK_INCLUDE_DIR AND GLPK_LIBRARY)
  set(GLPK_FOUND TRUE)
  if(NOT TARGET GLPK::glpk)
    add_library(GLPK::glpk UNKNOWN IMPORTED)
    set_target_properties(GLPK::glpk PROPERTIES IMPORTED_LOCATION ${GLPK_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES ${GLPK_INCLUDE_DIR})
  endif()
endif()

# libcsv ships neither a CMake nor a pkg-config file.
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)     # libcsv-dev
find_library(CSV_LIBRARY csv REQUIRED)
if(NOT TARGET CSV::csv)
  add_library(CSV::csv UNKNOWN IMPORTED)
  set_target_properties(CSV::csv PROPERTIES IMPORTED_LOCATION ${CSV_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${CSV_INCLUDE_DIR})
endif()
