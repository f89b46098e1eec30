/* What is wrong with the data, counted by rule; the first places of each rule are kept. Never a
 * value. */
#ifndef STRATA_RECORD_ISSUES_H
#define STRATA_RECORD_ISSUES_H

#include <stddef.h>
#include <stdint.h>

#include "record/checks.h"

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

/** From here on the severities of a run; checks is copied. */
void strata_issues_use(strata_issues *issues, const strata_checks *checks);
const strata_checks *strata_issues_checks(const strata_issues *issues);

/** The first issue about files, groups or places that is an error in this run, which holds its
 * publication; NULL if there is none. */
const strata_issue *strata_issues_holding(const strata_issues *issues);

/** Counts one, as bad as strata_checks_judge says. rule, file and column are copied when new. */
strata_status strata_issues_add(strata_issues *issues, strata_severity severity, const char *rule,
                                strata_place_in_file at, const char *column,
                                strata_error *err) STRATA_NODISCARD;

size_t strata_issues_count(const strata_issues *issues);
/** How many of them are of a rule of the table. */
size_t strata_issues_of_rule(const strata_issues *issues, const strata_rule *rule);
/** Sorted by file, rule, column once strata_issues_sort was called. */
const strata_issue *strata_issues_at(const strata_issues *issues, size_t index);
void strata_issues_sort(strata_issues *issues);

/** True if it says that a file is not read at all: "file-skipped", "member-skipped". */
bool strata_issue_is_of_skipped(const strata_issue *issue);

#endif
