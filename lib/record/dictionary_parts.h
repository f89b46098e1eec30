/* The inside of a dictionary, for the two files that keep its lists. */
#ifndef STRATA_RECORD_DICTIONARY_PARTS_H
#define STRATA_RECORD_DICTIONARY_PARTS_H

#include "record/dictionary.h"

struct strata_dictionary {
    strata_intern *texts;
    strata_test *tests; /* tests[count], sorted */
    size_t count;
    size_t room;
    strata_redefinition *redefinitions; /* redefinitions[redefinition_count], sorted */
    size_t redefinition_count;
    size_t redefinition_room;
    strata_exit_rule *exits; /* exits[exit_count], sorted */
    size_t exit_count;
    size_t exit_room;
};

/** Below, at or above 0: two texts by their bytes. */
int strata_dictionary_compare(const strata_dictionary *dictionary, uint32_t a, uint32_t b);

#endif
