find_package(GTest REQUIRED)
include(GoogleTest)
# Where tests are compiled a dozen files at once, to be quick, they are so without much optimisation, too: what they do
# themselves needs none, and with it g++ 12 sees overflows where there are none.
if(CMAKE_UNITY_BUILD)
  string(REPLACE -O3 -O1 CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
endif()

macro(breakeven_test_default name value)
  if(NOT ARG_${name})
    set(ARG_${name} ${value})
  endif()
endmacro()

# breakeven_register_test(NAME LABEL TIMEOUT PROCESSORS TARGETS...): what all tests have. The target tests_LABEL builds
# what the tests of that label need.
function(breakeven_register_test name labels timeout processors)
  foreach(label IN LISTS labels)
    if(NOT TARGET tests_${label})
      add_custom_target(tests_${label})
    endif()
    if(ARGN)
      add_dependencies(tests_${label} ${ARGN})
    endif()
  endforeach()
  # The longest start first, so that none is left alone at the end; those that may take longest do take longest.
  set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT ${timeout} COST ${timeout} PROCESSORS ${processors})
endfunction()

# breakeven_test(NAME SOURCES file... [LAYERS layer...] [LIBRARIES target...] [LABEL label] [TIMEOUT s] [PROCESSORS n]
#                [THREADS])
# A GoogleTest executable run as one test (cases are not split: starting is dearer than most of them). THREADS: it
# starts threads that share data, so it also gets the label `threads` and runs under the thread sanitizer.
function(breakeven_test name)
  cmake_parse_arguments(ARG "THREADS" "LABEL;TIMEOUT;PROCESSORS" "SOURCES;LAYERS;LIBRARIES" ${ARGN})
  breakeven_test_default(LABEL unit)
  breakeven_test_default(TIMEOUT 120)
  breakeven_test_default(PROCESSORS 1)
  list(TRANSFORM ARG_LAYERS PREPEND breakeven_)
  add_executable(${name} ${ARG_SOURCES})
  breakeven_compile_options(${name})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${ARG_LAYERS} ${ARG_LIBRARIES} GTest::gmock_main)
  if(ARG_THREADS)
    list(APPEND ARG_LABEL threads)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  breakeven_register_test(${name} "${ARG_LABEL}" ${ARG_TIMEOUT} ${ARG_PROCESSORS} ${name})
endfunction()

# A Python with h5py and NumPy, which are the independent reference for what is in HDF5 files.
set(BREAKEVEN_PYTHON /usr/bin/python3 CACHE FILEPATH "Python with h5py and NumPy, for tests")

# breakeven_python_test(NAME SCRIPT file [TOOLS target...] [ARGUMENTS arg...] [LABEL label] [TIMEOUT s] [PROCESSORS n])
# A unittest script beside the CMakeLists.txt. It takes the paths of its tools, then its arguments, off the command line.
function(breakeven_python_test name)
  cmake_parse_arguments(ARG "" "SCRIPT;LABEL;TIMEOUT;PROCESSORS" "TOOLS;ARGUMENTS" ${ARGN})
  breakeven_test_default(LABEL unit)
  breakeven_test_default(TIMEOUT 120)
  breakeven_test_default(PROCESSORS 1)
  set(tools "")
  foreach(tool IN LISTS ARG_TOOLS)
    list(APPEND tools $<TARGET_FILE:${tool}>)
  endforeach()
  add_test(NAME ${name}
           COMMAND ${BREAKEVEN_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_SCRIPT} ${tools} ${ARG_ARGUMENTS})
  breakeven_register_test(${name} "${ARG_LABEL}" ${ARG_TIMEOUT} ${ARG_PROCESSORS} ${ARG_TOOLS})
endfunction()
