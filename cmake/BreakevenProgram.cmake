# For users of the installed package: find_package(breakeven REQUIRED COMPONENTS program).

set(BREAKEVEN_PROGRAM_MAINS ${CMAKE_CURRENT_LIST_DIR}/program)

# breakeven_add_program(NAME SOURCES file... [LIBRARIES target...] [SHARED_WORKER])
# Three executables, side by side: NAME, the command line; NAME-rank, an MPI rank; NAME-worker, a spawned worker. SOURCES
# define breakeven_program() (breakeven/program.hpp) and the workloads; LIBRARIES are what these need. NAME-worker is
# linked statically, since starting it is what is measured, unless SHARED_WORKER says that LIBRARIES are not there so.
# Beside them are put libbreakeven-probe.so, by which `NAME overhead` looks into mpirun, and breakeven-draw, which draws
# the figures of `NAME report`. What is installed has to have all five: install(TARGETS NAME NAME-rank NAME-worker) and
# install(PROGRAMS $<TARGET_FILE:breakeven::breakeven-probe> $<TARGET_FILE:breakeven::breakeven-draw> TYPE BIN).
function(breakeven_add_program name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "SHARED_WORKER" "" "SOURCES;LIBRARIES")
  if(NOT ARG_SOURCES OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "breakeven_add_program(${name} SOURCES file... [LIBRARIES target...] [SHARED_WORKER])")
  endif()
  add_library(${name}_workloads OBJECT ${ARG_SOURCES})
  target_link_libraries(${name}_workloads PUBLIC breakeven::breakeven ${ARG_LIBRARIES})

  add_executable(${name} ${BREAKEVEN_PROGRAM_MAINS}/main.cpp)
  target_link_libraries(${name} PRIVATE ${name}_workloads breakeven::cli)
  target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc)  # halves what starting it takes
  add_executable(${name}-rank ${BREAKEVEN_PROGRAM_MAINS}/rank.cpp)
  target_link_libraries(${name}-rank PRIVATE ${name}_workloads breakeven::ranks)
  add_executable(${name}-worker ${BREAKEVEN_PROGRAM_MAINS}/worker.cpp)
  target_link_libraries(${name}-worker PRIVATE ${name}_workloads)
  if(NOT ARG_SHARED_WORKER)
    target_link_options(${name}-worker PRIVATE -static)
  endif()
  add_dependencies(${name} ${name}-rank ${name}-worker)
  add_custom_command(TARGET ${name} POST_BUILD VERBATIM
    COMMAND ${CMAKE_COMMAND} -E copy_if_different $<TARGET_FILE:breakeven::breakeven-probe>
            $<TARGET_FILE:breakeven::breakeven-draw> $<TARGET_FILE_DIR:${name}>)
endfunction()
