# refrain_module(NAME [MODULES m…] [LIBRARIES l…])
# One static library a folder of engine/, from all its .cc files. MODULES are the
# modules it includes; engine/LAYERS says which are allowed, tests/layers proves it.
function(refrain_module name)
  cmake_parse_arguments(ARG "" "" "MODULES;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/engine/${name}/*.cc)
  if(sources)
    add_library(refrain_${name} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(refrain_${name} PRIVATE refrain_warnings)
  else()
    add_library(refrain_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(refrain_${name} ${scope} ${CMAKE_SOURCE_DIR})
  list(TRANSFORM ARG_MODULES PREPEND refrain_)
  target_link_libraries(refrain_${name} ${scope} ${ARG_MODULES} ${ARG_LIBRARIES})
endfunction()

# refrain_tests(MODULE): tests/unit/MODULE/*_test.cc as one program, one ctest entry.
function(refrain_tests module)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/${module}/*_test.cc)
  if(NOT sources)
    return()
  endif()
  add_executable(${module}_tests ${sources})
  target_link_libraries(${module}_tests PRIVATE refrain_${module} ${ARGN} refrain_warnings
                                                GTest::gmock GTest::gtest_main)
  target_compile_definitions(
    ${module}_tests PRIVATE REFRAIN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME unit.${module} COMMAND ${module}_tests --gtest_brief=1)
  set_tests_properties(unit.${module} PROPERTIES LABELS unit)
endfunction()
