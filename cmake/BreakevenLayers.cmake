# One static library per layer. A layer sees the public headers, its own files and the layers it names; what it
# includes beyond that is caught by tests/house/layers.py (breakeven_write_layers tells it the allowed arrows).

# -fno-math-errno and the like stay off: answers must be the same on every machine, so no contraction either.
set(BREAKEVEN_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor
    -Wno-restrict)  # g++ 12 sees overlaps in the concatenation of strings where there are none (GCC's bug 105651)

add_library(breakeven_options INTERFACE)
target_compile_features(breakeven_options INTERFACE cxx_std_20)
target_compile_options(breakeven_options INTERFACE $<BUILD_INTERFACE:-ffp-contract=off>)

function(breakeven_warnings target)
  target_compile_options(${target} PRIVATE ${BREAKEVEN_WARNINGS} $<$<BOOL:${BREAKEVEN_WARNINGS_AS_ERRORS}>:-Werror>)
endfunction()

function(breakeven_compile_options target)
  target_link_libraries(${target} PUBLIC breakeven_options)
  breakeven_warnings(${target})
  if(BREAKEVEN_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${BREAKEVEN_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC $<BUILD_INTERFACE:-fsanitize=${BREAKEVEN_SANITIZE}>)
  endif()
endfunction()

# For a directory whose targets are too slow without optimisation, in debug builds too.
macro(breakeven_optimise_always)
  if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    add_compile_options(-O1)
  endif()
endmacro()

# Libraries that are headers only: nobody who links a layer needs them, so that they stay out of the exported package.
set(BREAKEVEN_HEADER_LIBRARIES nlohmann_json::nlohmann_json CLI11::CLI11 breakeven_highway breakeven_toml
    breakeven_eigen)

# breakeven_layer(NAME SOURCES file... [DEPENDS layer...] [LIBRARIES target...] [FOLDER dir])
# LIBRARIES are used inside only; FOLDER is for a layer that is compiled more than once.
function(breakeven_layer name)
  cmake_parse_arguments(ARG "" "FOLDER" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
  set(target breakeven_${name})
  if(NOT ARG_FOLDER)
    set(ARG_FOLDER ${name})
  endif()
  list(TRANSFORM ARG_SOURCES PREPEND ${PROJECT_SOURCE_DIR}/src/${ARG_FOLDER}/)
  add_library(${target} STATIC ${ARG_SOURCES})
  breakeven_compile_options(${target})
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
                                              $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
                                       PRIVATE ${PROJECT_SOURCE_DIR}/src)
  list(TRANSFORM ARG_DEPENDS PREPEND breakeven_ OUTPUT_VARIABLE layers)
  foreach(library IN LISTS ARG_LIBRARIES)
    if(library IN_LIST BREAKEVEN_HEADER_LIBRARIES)
      list(TRANSFORM ARG_LIBRARIES REPLACE "^${library}$" "$<BUILD_INTERFACE:${library}>")
    endif()
  endforeach()
  target_link_libraries(${target} PUBLIC ${layers} PRIVATE ${ARG_LIBRARIES})
endfunction()

# Writes one line "target (folder): targets it links" for every target under src/, of our own targets only. It asks
# the targets themselves, so that what is checked is what is linked.
function(breakeven_write_layers file)
  get_property(folders DIRECTORY ${PROJECT_SOURCE_DIR}/src PROPERTY SUBDIRECTORIES)
  set(owned "")
  foreach(folder IN LISTS folders)
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    list(APPEND owned ${targets})
  endforeach()
  set(lines "")
  foreach(target IN LISTS owned)
    get_target_property(type ${target} TYPE)
    if(type MATCHES "LIBRARY|EXECUTABLE")
      get_target_property(folder ${target} SOURCE_DIR)
      cmake_path(GET folder FILENAME folder)
      get_target_property(links ${target} LINK_LIBRARIES)
      set(arrows "")
      foreach(link IN LISTS links)
        if(link IN_LIST owned)
          list(APPEND arrows ${link})
        endif()
      endforeach()
      list(JOIN arrows " " arrows)
      string(APPEND lines "${target} (${folder}): ${arrows}\n")
    endif()
  endforeach()
  string(REPLACE "breakeven_" "" lines "${lines}")
  file(WRITE ${file} "${lines}")
endfunction()
