# Libraries are linked statically where Debian has them so: a program that measures how long processes take to start
# must not spend that time in the dynamic loader.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)

find_package(fmt REQUIRED)
add_library(breakeven_fmt STATIC ${CMAKE_CURRENT_LIST_DIR}/fmt.cpp)
target_compile_features(breakeven_fmt PRIVATE cxx_std_20)

set(Boost_USE_STATIC_LIBS ON)
find_package(Boost 1.74 REQUIRED COMPONENTS serialization mpi)
find_package(MPI REQUIRED COMPONENTS CXX)

find_package(PkgConfig REQUIRED)
pkg_check_modules(HWLOC REQUIRED IMPORTED_TARGET hwloc)
# Figures are drawn with it, by an executable of its own: it comes with a dozen of shared libraries.
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo-ft cairo-svg cairo-pdf cairo-png)

# Highway is used as a header library: Debian has no static one, and the slim worker is static.
find_path(HIGHWAY_INCLUDE_DIR hwy/highway.h REQUIRED)
add_library(breakeven_highway INTERFACE)
target_include_directories(breakeven_highway SYSTEM INTERFACE ${HIGHWAY_INCLUDE_DIR})

# toml++ as headers too: what Debian's own CMake package offers is a shared library.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
add_library(breakeven_toml INTERFACE)
target_include_directories(breakeven_toml SYSTEM INTERFACE ${TOMLPLUSPLUS_INCLUDE_DIR})

# Least squares. Eigen's own CMake package would not be a SYSTEM one everywhere, and warnings are errors here.
find_path(EIGEN_INCLUDE_DIR Eigen/Core PATH_SUFFIXES eigen3 REQUIRED)
add_library(breakeven_eigen INTERFACE)
target_include_directories(breakeven_eigen SYSTEM INTERFACE ${EIGEN_INCLUDE_DIR})

include(BreakevenHdf5)
