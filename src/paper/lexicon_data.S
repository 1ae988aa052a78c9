/* Links the lexicon made by tools/tables/build_lexicon.mjs into the program, read-only. */
    .section .rodata
    .balign 64
    .global luodi_lexicon_begin
    .global luodi_lexicon_end
luodi_lexicon_begin:
    .incbin LUODI_LEXICON_FILE
luodi_lexicon_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
