# The lexicon: published tables, converted at build time by node (tools/tables) into one file that is linked in.
find_program(OPENCC_DICT opencc_dict REQUIRED)
find_file(JIEBA_DICT dict.txt PATHS /usr/lib/python3/dist-packages/jieba REQUIRED NO_DEFAULT_PATH)
find_path(OPENCC_TABLES TSCharacters.ocd2 PATHS /usr/share/opencc REQUIRED NO_DEFAULT_PATH)
find_program(TSLMINFO tslminfo REQUIRED)
find_path(OPENGRAM lm_sc.t3g PATHS /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/sunpinyin/data REQUIRED NO_DEFAULT_PATH)

set(LUODI_LEXICON_FILE ${CMAKE_BINARY_DIR}/generated/lexicon.bin)
set(_opencc_text ${CMAKE_BINARY_DIR}/generated/opencc)
set(_opencc_names TSCharacters TSPhrases STCharacters TWPhrasesRev TWVariantsRevPhrases)
set(_opencc_files)
file(MAKE_DIRECTORY ${_opencc_text})
foreach(name ${_opencc_names})
  add_custom_command(OUTPUT ${_opencc_text}/${name}.txt
    COMMAND ${OPENCC_DICT} -i ${OPENCC_TABLES}/${name}.ocd2 -o ${_opencc_text}/${name}.txt -f ocd2 -t text
    DEPENDS ${OPENCC_TABLES}/${name}.ocd2 VERBATIM)
  list(APPEND _opencc_files ${_opencc_text}/${name}.txt)
endforeach()
# The printed model is 215 MB of text, so it lives only as long as the conversion.
add_custom_command(OUTPUT ${LUODI_LEXICON_FILE}
  COMMAND ${TSLMINFO} -v ${OPENGRAM}/lm_sc.t3g > ${CMAKE_BINARY_DIR}/generated/opengram.arpa
  COMMAND ${NODE_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/tables/build_lexicon.mjs ${JIEBA_DICT} ${_opencc_text}
    ${OPENGRAM}/pydict_sc.bin ${CMAKE_BINARY_DIR}/generated/opengram.arpa ${LUODI_LEXICON_FILE}
  COMMAND ${CMAKE_COMMAND} -E rm ${CMAKE_BINARY_DIR}/generated/opengram.arpa
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/tables/build_lexicon.mjs ${CMAKE_SOURCE_DIR}/tools/tables/paper_words.txt ${_opencc_files} ${LUODI_TABLES_STAMP} VERBATIM)
