/* How a function says what happened: a status as its only return value, and one error object that
 * the first place that knows fills. */
#ifndef STRATA_BASE_STATUS_H
#define STRATA_BASE_STATUS_H

#include <stddef.h>
#include <stdint.h>

#include "strata/status.h"

#if defined(__GNUC__)
#define STRATA_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define STRATA_PRINTF(at, first)
#endif

/** Hands any status but STRATA_OK to the caller of the enclosing function. */
#define STRATA_TRY(call)                                                                           \
    do {                                                                                           \
        const strata_status strata_try_status = (call);                                            \
        if (strata_try_status != STRATA_OK) {                                                      \
            return strata_try_status;                                                              \
        }                                                                                          \
    } while (0)

/** Where a message points. Any part may be absent: file NULL, line 0, column 0. */
typedef struct strata_place_in_file {
    const char *file; /* borrowed until the call returns */
    uint64_t line;    /* physical line, from 1 */
    uint64_t column;  /* byte column, from 1 */
} strata_place_in_file;

/** Fills *err unless it already holds an error, and returns status.
 *
 *  @param err     may be NULL                                                        (borrowed)
 *  @param status  what the caller returns; not STRATA_OK
 *  @param rule    short name of the broken rule such as "csv-quote", or NULL         (borrowed)
 *  @param format  one line, lower case, no full stop, says what was expected; never a student's
 *                 identifier nor a value of a student row */
strata_status strata_fail(strata_error *err, strata_status status, const char *rule,
                          const char *format, ...) STRATA_PRINTF(4, 5);

/** The same, with the place in the input that the message is about. */
strata_status strata_fail_at(strata_error *err, strata_status status, const char *rule,
                             strata_place_in_file at, const char *format, ...) STRATA_PRINTF(5, 6);

/** Gives an error that was kept earlier once more: copies it to *err unless that already holds one.
 *  Returns first->status. */
strata_status strata_fail_again(strata_error *err, const strata_error *first);

/** Out of memory, in the words used everywhere. Returns STRATA_E_MEMORY. */
strata_status strata_fail_memory(strata_error *err);

#endif
