# The warning set of every target of ours; an error each.
add_library(luodi_warnings INTERFACE)
target_compile_options(luodi_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wcast-align -Wunused -Wnull-dereference -Wformat=2 -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(luodi_warnings INTERFACE -Wduplicated-cond -Wlogical-op -Wno-maybe-uninitialized -Wno-null-dereference -Wno-reorder -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # g++'s -Wconversion leaves signs out; clang's does not.
  target_compile_options(luodi_warnings INTERFACE -Wno-sign-conversion -Wno-shorten-64-to-32)
endif()
