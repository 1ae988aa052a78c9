# The packages that tools/tables converts, installed once a build folder by npm.
find_program(NODE_EXECUTABLE NAMES node REQUIRED)
find_program(NPM_EXECUTABLE NAMES npm REQUIRED)
set(LUODI_TABLES_STAMP ${CMAKE_BINARY_DIR}/generated/tables.stamp)
add_custom_command(OUTPUT ${LUODI_TABLES_STAMP}
  COMMAND ${NPM_EXECUTABLE} ci --no-audit --no-fund --loglevel=error
  COMMAND ${CMAKE_COMMAND} -E touch ${LUODI_TABLES_STAMP}
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/tools/tables
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/tables/package-lock.json VERBATIM)
add_custom_target(luodi_tables DEPENDS ${LUODI_TABLES_STAMP})
