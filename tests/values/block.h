/* Reading a file of values: lines of words, grouped in blocks. */
#ifndef STRATA_TEST_VALUES_BLOCK_H
#define STRATA_TEST_VALUES_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

enum {
    BLOCK_LINES_MAX = 64,
    LINE_TEXT = 2048
};

/** One line: "given levels 25 5" has keyword "given", word "levels", rest "25 5". */
typedef struct block_line {
    char keyword[16];
    char word[32];
    char rest[LINE_TEXT];
    unsigned number; /* line of the file */
} block_line;

typedef struct values_block {
    char name[128];
    unsigned number; /* line it starts on; 0: no more blocks */
    block_line lines[BLOCK_LINES_MAX];
    size_t count;
    bool has_source;
} values_block;

typedef struct block_reader {
    void *file; /* FILE */
    const char *path;
    unsigned number;
    char pending[LINE_TEXT]; /* the "block" line that ended the last values_block */
    bool failed;
} block_reader;

/** False if the file cannot be opened; says so on stderr. */
bool block_reader_open(block_reader *reader, const char *path);
/** The next block. False at the end of the file, and with reader->failed set for a line that no
 * block has. */
bool block_next(block_reader *reader, values_block *out);
void block_reader_close(block_reader *reader);

#endif
