# luodi_room(NAME SOURCES … LINKS …): one static library a room; its own folder's parent is its include root.
# luodi_room_test(NAME SOURCES … LINKS …): the tests that stand beside the code, one program a room.
function(luodi_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
  add_library(luodi_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(luodi_${name} PUBLIC ${CMAKE_SOURCE_DIR}/include ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(luodi_${name} PUBLIC ${ROOM_LINKS} PRIVATE luodi_warnings)
  # Under fuzzing only the readers' own loops must be fast; the rooms behind a request take half the time to build unoptimized.
  if(LUODI_FUZZ AND NOT name MATCHES "^(base|paper|reading|sheets)$")
    target_compile_options(luodi_${name} PRIVATE -O0)
  endif()
endfunction()

function(luodi_room_test name)
  if(NOT LUODI_TESTS)
    return()
  endif()
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name}_test ${ROOM_SOURCES})
  target_link_libraries(${name}_test PRIVATE luodi_${name} ${ROOM_LINKS} GTest::gtest GTest::gtest_main luodi_warnings)
  target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name}_test PRIVATE LUODI_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_compile_options(${name}_test PRIVATE -O0)  # Tests' own code: built a quarter to a half faster, its speed is of no interest.
  gtest_discover_tests(${name}_test TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()
