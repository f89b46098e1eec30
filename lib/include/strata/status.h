/* Status and error of every function of strata that can fail. Part of the public interface. */
#ifndef STRATA_STATUS_H
#define STRATA_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define STRATA_NODISCARD __attribute__((warn_unused_result))
#define STRATA_API       __attribute__((visibility("default")))
#else
#define STRATA_NODISCARD
#define STRATA_API
#endif

/** What a function returns. The values are the exit codes of the program and never change. */
typedef enum strata_status {
    STRATA_OK = 0,
    STRATA_E_LIMIT = 1,   /* done, but the limit on rejects was passed or a guard held the output */
    STRATA_E_USAGE = 2,   /* wrong option, configuration or schema */
    STRATA_E_INPUT = 3,   /* input, output or format, a full disk included */
    STRATA_E_BALANCE = 4, /* totals do not add up */
    STRATA_E_PROTECTED = 5, /* the protection gate refused */
    STRATA_E_MEMORY = 6,    /* out of memory, or past --memory */
    STRATA_E_INTERNAL = 70, /* a fault of the program */
    STRATA_E_LOCKED = 75,   /* another run holds the lock */
    STRATA_E_PIPE = 141     /* the reader of our output has gone away: the program ends with 0 */
} strata_status;

/** The first thing that went wrong. Holds its own text; nothing to free. Start from {0}. */
typedef struct strata_error {
    strata_status status; /* STRATA_OK: nothing went wrong */
    char rule[40];        /* name of the broken rule, or "" */
    char file[256];       /* "" when the message is not about a file; a long name keeps its end */
    uint64_t line;        /* physical line, 0 when unknown */
    uint64_t column;      /* byte column, 0 when unknown */
    char text[384];       /* one line without a full stop */
} strata_error;

/** Writes "file:line:column: error: text (rule)" without a line feed, leaving out absent parts.
 *
 *  @param err   an error                                                        (borrowed)
 *  @param out   out[size], always ended with NUL
 *  @return      out */
STRATA_API char *strata_error_format(const strata_error *err, char *out, size_t size);

#endif
