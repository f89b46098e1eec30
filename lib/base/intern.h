/* Texts that occur again and again (places, subjects, grades, codes) kept once and named by a
 * number. */
#ifndef STRATA_BASE_INTERN_H
#define STRATA_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** A set of texts; text 0 is always the empty one. Numbers are given in order of first use. */
typedef struct strata_intern strata_intern;

/** A new set, yours to strata_intern_free; NULL when out of memory. */
strata_intern *strata_intern_new(void) STRATA_NODISCARD;
void strata_intern_free(strata_intern *set);

/** The number of text[len], added if new.
 *  @return STRATA_OK or STRATA_E_MEMORY (*out unchanged) */
strata_status strata_intern_add(strata_intern *set, const char *text, size_t len, uint32_t *out,
                                strata_error *err) STRATA_NODISCARD;

/** The number of text[len], or UINT32_MAX if it is not in the set. */
uint32_t strata_intern_find(const strata_intern *set, const char *text, size_t len);

/** The text of a number below strata_intern_count, NUL behind it, living as long as the set. */
const char *strata_intern_text(const strata_intern *set, uint32_t id);

/** Length in bytes of that text. */
size_t strata_intern_length(const strata_intern *set, uint32_t id);

/** How many texts the set holds, the empty one included. */
uint32_t strata_intern_count(const strata_intern *set);

/** Ranks by byte order: rank[id] < rank[other] if and only if the text of id sorts first.
 *  @param rank  rank[strata_intern_count(set)], filled
 *  @return      STRATA_OK or STRATA_E_MEMORY */
strata_status strata_intern_ranks(const strata_intern *set, uint32_t *rank,
                                  strata_error *err) STRATA_NODISCARD;

#endif
