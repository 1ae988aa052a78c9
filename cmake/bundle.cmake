# luodi_bundle(TARGET SYMBOL FOLDER DEPENDS …): links a folder's files into a target as SYMBOL_begin … SYMBOL_end.
function(luodi_bundle target symbol folder)
  cmake_parse_arguments(BUNDLE "" "" "DEPENDS" ${ARGN})
  set(out ${CMAKE_BINARY_DIR}/generated/${symbol}.bin)
  set(source ${CMAKE_BINARY_DIR}/generated/${symbol}.S)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*)
  add_custom_command(OUTPUT ${out}
    COMMAND ${NODE_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/bundle/pack.mjs ${folder} ${out}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/bundle/pack.mjs ${files} ${BUNDLE_DEPENDS} VERBATIM)
  file(CONFIGURE OUTPUT ${source} CONTENT ".section .rodata\n.balign 64\n.global ${symbol}_begin\n.global ${symbol}_end\n${symbol}_begin:\n.incbin \"${out}\"\n${symbol}_end:\n.byte 0\n.section .note.GNU-stack,\"\",%progbits\n")
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${out})
  target_sources(${target} PRIVATE ${source})
endfunction()
