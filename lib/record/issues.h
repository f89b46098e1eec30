/* What is wrong with the data, counted by rule; the first places of each rule are kept. Never a
 * value. */
#ifndef STRATA_RECORD_ISSUES_H
#define STRATA_RECORD_ISSUES_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef enum strata_severity {
    STRATA_SEVERITY_NOTE,    /* worth knowing */
    STRATA_SEVERITY_WARNING, /* kept, something left out of it */
    STRATA_SEVERITY_ERROR    /* the row was rejected */
} strata_severity;

/** One rule broken in one column of one file. */
typedef struct strata_issue {
    const char *rule; /* "code-unknown", "score-range", "number", "row-length", "duplicate" ... */
    const char *file;
    const char *column; /* header of the column, or "" */
    strata_severity severity;
    uint64_t count;
    uint64_t first_line; /* physical position of the first one */
    uint64_t first_column;
} strata_issue;

typedef struct strata_issues strata_issues;

strata_issues *strata_issues_new(void) STRATA_NODISCARD; /* NULL when out of memory */
void strata_issues_free(strata_issues *issues);

/** Counts one. rule, file and column are copied when new. */
strata_status strata_issues_add(strata_issues *issues, strata_severity severity, const char *rule,
                                strata_place_in_file at, const char *column,
                                strata_error *err) STRATA_NODISCARD;

size_t strata_issues_count(const strata_issues *issues);
/** Sorted by file, rule, column once strata_issues_sort was called. */
const strata_issue *strata_issues_at(const strata_issues *issues, size_t index);
void strata_issues_sort(strata_issues *issues);

#endif
