/* The texts of a run (places, subjects, grades ...) as numbers, shared by records, cells and
 * estimates. */
#ifndef STRATA_RECORD_DICTIONARY_H
#define STRATA_RECORD_DICTIONARY_H

#include "base/intern.h"
#include "schema/schema.h"

/** What the program has to know about an assessment once the schema is out of sight; travels in
 * stream headers. Texts are interned in the dictionary. */
typedef struct strata_test {
    uint32_t assessment;
    uint32_t subject; /* 0 (empty) = all */
    uint32_t era;
    uint8_t levels;
    uint8_t proficient;
    uint8_t decimals;
    bool has_scores;
    bool vertical_scale;
    bool lower_is_better;
    uint32_t denominator;
    uint32_t label;
} strata_test;

/** From a year on the groups of a dimension are another set of students, in the results of an
 * assessment: no trend, change or line crosses it. Travels in stream headers. */
typedef struct strata_redefinition {
    uint32_t assessment;
    uint8_t dim; /* strata_dim */
    int16_t from;
    uint32_t label;
} strata_redefinition;

/** For how many years after reclassification a student still counts as el=el_accountability in the
 * results of an assessment. Travels in stream headers. */
typedef struct strata_exit_rule {
    uint32_t assessment;
    int16_t from; /* years it holds, 0 = open */
    int16_t until;
    uint8_t years; /* 0 to STRATA_EXIT_YEARS_MAX */
} strata_exit_rule;

enum {
    STRATA_EXIT_YEARS_MAX = 4 /* also where no rule says otherwise */
};

/** Interned texts, the tests and the redefinitions seen. One for a run; not for several threads at
 * once. */
typedef struct strata_dictionary strata_dictionary;

strata_dictionary *strata_dictionary_new(void) STRATA_NODISCARD; /* NULL when out of memory */
void strata_dictionary_free(strata_dictionary *dictionary);

/** The set of texts; borrowed, for adding and looking up. */
strata_intern *strata_dictionary_texts(strata_dictionary *dictionary);
const char *strata_dictionary_text(const strata_dictionary *dictionary, uint32_t id);

/** How many texts there are; their numbers run from 0 to one below. */
uint32_t strata_dictionary_text_count(const strata_dictionary *dictionary);
/** Ranks of the texts by byte order, rank[strata_dictionary_text_count], as strata_intern_ranks
 * gives them. @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_dictionary_ranks(const strata_dictionary *dictionary, uint32_t *rank,
                                      strata_error *err) STRATA_NODISCARD;

/** Adds a test unless an equal one is there. Two that differ for the same (assessment, subject,
 * era) are STRATA_E_INPUT ("test-differs"). */
strata_status strata_dictionary_add_test(strata_dictionary *dictionary, const strata_test *test,
                                         strata_error *err) STRATA_NODISCARD;
/** Adds all tests of a schema. */
strata_status strata_dictionary_add_schema(strata_dictionary *dictionary,
                                           const strata_schema *schema,
                                           strata_error *err) STRATA_NODISCARD;
size_t strata_dictionary_test_count(const strata_dictionary *dictionary);
/** Sorted by the texts of assessment, subject, era, so that headers do not depend on the order of
 * files. */
const strata_test *strata_dictionary_test_at(const strata_dictionary *dictionary, size_t index);
/** The test of a cell: exact subject first, then a test without subject; NULL if unknown. */
const strata_test *strata_dictionary_test(const strata_dictionary *dictionary, uint32_t assessment,
                                          uint32_t subject, uint32_t era);

/** Adds a redefinition unless one of the same assessment, dimension and year is there. Of two
 * labels the first by bytes stays. */
strata_status strata_dictionary_redefine(strata_dictionary *dictionary,
                                         const strata_redefinition *redefinition,
                                         strata_error *err) STRATA_NODISCARD;
size_t strata_dictionary_redefinition_count(const strata_dictionary *dictionary);
/** Sorted by the text of the assessment, then dim, then year. */
const strata_redefinition *strata_dictionary_redefinition_at(const strata_dictionary *dictionary,
                                                             size_t index);
/** Whether groups of the key mean different students in the two years (from < until). */
bool strata_dictionary_is_redefined(const strata_dictionary *dictionary, uint32_t assessment,
                                    strata_group_key group, int from, int until);

/** Adds a rule unless an equal one is there.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("exits-differ": another number for the same
 *          assessment and years) */
strata_status strata_dictionary_add_exits(strata_dictionary *dictionary,
                                          const strata_exit_rule *rule,
                                          strata_error *err) STRATA_NODISCARD;
size_t strata_dictionary_exits_count(const strata_dictionary *dictionary);
/** Sorted by the text of the assessment, then from, then until. */
const strata_exit_rule *strata_dictionary_exits_at(const strata_dictionary *dictionary,
                                                   size_t index);
/** The years after reclassification that count in a year: those of the first rule that holds, else
 * STRATA_EXIT_YEARS_MAX. */
unsigned strata_dictionary_exit_years(const strata_dictionary *dictionary, uint32_t assessment,
                                      int year);

/** Adds the redefinitions and the rules of exits of another dictionary, their texts too.
 *  @return as strata_dictionary_add_exits */
strata_status strata_dictionary_add_definitions(strata_dictionary *dictionary,
                                                const strata_dictionary *from,
                                                strata_error *err) STRATA_NODISCARD;

#endif
