# One static library per layer. A layer sees the public headers, its own files and the layers it names; what it
# includes beyond that is caught by tests/layers (the list of allowed arrows is written to layers.txt).

# -fno-math-errno and the like stay off: answers must be the same on every machine, so no contraction either.
set(BREAKEVEN_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor)

add_library(breakeven_options INTERFACE)
target_compile_features(breakeven_options INTERFACE cxx_std_20)
target_compile_options(breakeven_options INTERFACE $<BUILD_INTERFACE:-ffp-contract=off>)

function(breakeven_compile_options target)
  target_link_libraries(${target} PUBLIC breakeven_options)
  target_compile_options(${target} PRIVATE ${BREAKEVEN_WARNINGS} $<$<BOOL:${BREAKEVEN_WARNINGS_AS_ERRORS}>:-Werror>)
  if(BREAKEVEN_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${BREAKEVEN_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC $<BUILD_INTERFACE:-fsanitize=${BREAKEVEN_SANITIZE}>)
  endif()
endfunction()

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
  target_link_libraries(${target} PUBLIC ${layers} PRIVATE ${ARG_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY BREAKEVEN_LAYERS "${ARG_FOLDER}: ${ARG_DEPENDS}")
endfunction()
