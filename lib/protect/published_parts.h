/* The inside of published. Part of lib/protect/published*.c and of nothing else. */
#ifndef STRATA_PROTECT_PUBLISHED_PARTS_H
#define STRATA_PROTECT_PUBLISHED_PARTS_H

#include "protect/published.h"
#include "protect/unknowns_parts.h"

/** One row of a file. */
typedef struct strata_print {
    uint32_t cell; /* number of its group in the set */
    uint32_t file;
    const strata_cell *row; /* in the file's set */
} strata_print;

/** What a test has, in whatever row of it. */
typedef struct strata_printed_test {
    uint32_t id[4]; /* assessment, subject, era, variable */
    uint32_t known; /* bit s: slot s */
    uint8_t level_count;
    uint8_t decimals; /* of scores */
    bool has_unit;    /* that is known: else nothing can be said of sums */
} strata_printed_test;

/** All rows, by group. */
typedef struct strata_prints {
    const strata_published_file *files;
    strata_cellset *set;  /* a cell without numbers for each group; owned until it is taken */
    strata_print *prints; /* prints[count], by cell */
    size_t count;
    size_t room;
    size_t *first; /* first[set->count + 1]: of each group's prints */
    strata_printed_test *tests;
    size_t test_count;
    size_t test_room;
    strata_published_unused unused;
} strata_prints;

/** From {.files}; to be freed whatever is returned.
 *  @return as strata_published_release_new. In published_set.c */
strata_status strata_prints_make(strata_prints *prints, size_t files,
                                 strata_error *err) STRATA_NODISCARD;
void strata_prints_deinit(strata_prints *prints);

/** What the test of a group has. */
const strata_printed_test *strata_prints_test(const strata_prints *prints, uint32_t cell);

/** Whether the group is in a file that is asked about; whether such a file shows numbers of it. */
bool strata_prints_is_asked(const strata_prints *prints, uint32_t cell);
bool strata_prints_is_shown(const strata_prints *prints, uint32_t cell);

/** Nodes of what is printed; `from` is the strata_prints. In published_node.c */
extern const strata_node_maker strata_node_from_prints;

#endif
