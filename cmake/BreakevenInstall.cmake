# What `cmake --install` lays down: four executables, the library that looks into launches, and the package `breakeven`
# for programs that bring workloads of their own. Its target breakeven::breakeven is for those that run crews themselves;
# its component `program` makes whole study programs, with breakeven_add_program() (BreakevenProgram.cmake).
include(CMakePackageConfigHelpers)

# The layers behind breakeven::breakeven, without MPI and HDF5.
set(public_layers core os kernels statistics workloads launch crews)
list(TRANSFORM public_layers PREPEND breakeven_ OUTPUT_VARIABLE public_targets)

add_library(breakeven_public INTERFACE)
target_link_libraries(breakeven_public INTERFACE ${public_targets})
add_library(breakeven::breakeven ALIAS breakeven_public)
set_target_properties(breakeven_public PROPERTIES EXPORT_NAME breakeven)
set_target_properties(breakeven_options PROPERTIES EXPORT_NAME options)
set_target_properties(breakeven_fmt PROPERTIES EXPORT_NAME fmt)
foreach(layer IN LISTS public_layers)
  set_target_properties(breakeven_${layer} PROPERTIES EXPORT_NAME ${layer})
endforeach()

# And all others but what draws: what the executables are made of.
set(program_layers hdf5 hdf5_parallel measure probe search overhead plan study analysis batch report html figure cli ranks)
list(TRANSFORM program_layers PREPEND breakeven_ OUTPUT_VARIABLE program_targets)
foreach(layer IN LISTS program_layers)
  set_target_properties(breakeven_${layer} PROPERTIES EXPORT_NAME ${layer})
endforeach()

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/breakeven)
install(TARGETS breakeven_public breakeven_options breakeven_fmt ${public_targets} EXPORT breakeven ARCHIVE COMPONENT development)
install(EXPORT breakeven NAMESPACE breakeven:: FILE breakevenTargets.cmake DESTINATION ${package_directory}
        COMPONENT development)
install(TARGETS ${program_targets} EXPORT breakevenProgram ARCHIVE COMPONENT development)
install(EXPORT breakevenProgram NAMESPACE breakeven:: FILE breakevenProgramTargets.cmake
        DESTINATION ${package_directory} COMPONENT development)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/BreakevenHdf5.cmake ${CMAKE_CURRENT_LIST_DIR}/BreakevenProgram.cmake
        DESTINATION ${package_directory} COMPONENT development)
install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR}/program DESTINATION ${package_directory} COMPONENT development)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ TYPE INCLUDE COMPONENT development FILES_MATCHING PATTERN "*.hpp")

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/breakevenConfig.cmake.in
  ${PROJECT_BINARY_DIR}/package/breakevenConfig.cmake INSTALL_DESTINATION ${package_directory})
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/breakevenConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/package/breakevenConfig.cmake
              ${PROJECT_BINARY_DIR}/package/breakevenConfigVersion.cmake
        DESTINATION ${package_directory} COMPONENT development)

# Side by side: breakeven looks for the others in its own directory.
install(TARGETS breakeven breakeven-rank breakeven-worker RUNTIME COMPONENT programs)
install(TARGETS breakeven-probe breakeven-draw EXPORT breakevenProgram
        LIBRARY DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT programs RUNTIME COMPONENT programs)

# The manual page and the completion are made by the program itself, from what its command line knows.
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/breakeven.1 ${PROJECT_BINARY_DIR}/breakeven.bash
  COMMAND breakeven manual > ${PROJECT_BINARY_DIR}/breakeven.1
  COMMAND breakeven completion bash > ${PROJECT_BINARY_DIR}/breakeven.bash
  DEPENDS breakeven VERBATIM)
add_custom_target(manual ALL DEPENDS ${PROJECT_BINARY_DIR}/breakeven.1 ${PROJECT_BINARY_DIR}/breakeven.bash)
install(FILES ${PROJECT_BINARY_DIR}/breakeven.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT programs)
install(FILES ${PROJECT_BINARY_DIR}/breakeven.bash RENAME breakeven
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT programs)
