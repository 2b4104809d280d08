# Also part of the installed package, for programs that bring workloads of their own.
# HDF5 twice: the serial library for the driver (static: its 37 shared libraries would cost 10 ms of every start),
# the parallel one for ranks. Debian and Ubuntu keep both side by side.
find_path(HDF5_SERIAL_INCLUDE_DIR hdf5.h PATH_SUFFIXES hdf5/serial REQUIRED NO_CACHE)
find_library(HDF5_SERIAL_LIBRARY NAMES libhdf5.a hdf5 PATH_SUFFIXES hdf5/serial REQUIRED)
find_library(SZIP_LIBRARY NAMES libsz.a sz)
find_library(AEC_LIBRARY NAMES libaec.a aec)  # what Debian's libsz stands on
find_library(ZLIB_LIBRARY NAMES libz.a z REQUIRED)
add_library(breakeven::libhdf5_serial INTERFACE IMPORTED GLOBAL)
target_include_directories(breakeven::libhdf5_serial SYSTEM INTERFACE ${HDF5_SERIAL_INCLUDE_DIR})
target_link_libraries(breakeven::libhdf5_serial
  INTERFACE ${HDF5_SERIAL_LIBRARY} $<$<BOOL:${SZIP_LIBRARY}>:${SZIP_LIBRARY}> $<$<BOOL:${AEC_LIBRARY}>:${AEC_LIBRARY}>
            ${ZLIB_LIBRARY} ${CMAKE_DL_LIBS} m)

find_path(HDF5_PARALLEL_INCLUDE_DIR hdf5.h PATH_SUFFIXES hdf5/openmpi REQUIRED NO_CACHE)
find_library(HDF5_PARALLEL_LIBRARY NAMES hdf5 PATH_SUFFIXES hdf5/openmpi REQUIRED)
add_library(breakeven::libhdf5_parallel INTERFACE IMPORTED GLOBAL)
target_include_directories(breakeven::libhdf5_parallel SYSTEM INTERFACE ${HDF5_PARALLEL_INCLUDE_DIR})
target_link_libraries(breakeven::libhdf5_parallel INTERFACE ${HDF5_PARALLEL_LIBRARY} MPI::MPI_CXX)

add_library(breakeven::libz INTERFACE IMPORTED GLOBAL)
target_link_libraries(breakeven::libz INTERFACE ${ZLIB_LIBRARY})
