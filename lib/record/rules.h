/* The rules that data can break, in one table (rules.def): how bad each is, and what to do. */
#ifndef STRATA_RECORD_RULES_H
#define STRATA_RECORD_RULES_H

#include <stddef.h>

typedef enum strata_severity {
    STRATA_SEVERITY_IGNORE,  /* counted, and not spoken of */
    STRATA_SEVERITY_NOTE,    /* worth knowing */
    STRATA_SEVERITY_WARNING, /* kept, something left out of it */
    STRATA_SEVERITY_ERROR,   /* the row was rejected, or the publication is held */
    STRATA_SEVERITY_COUNT
} strata_severity;

/** "ignore", "note", "warning", "error". */
const char *strata_severity_name(strata_severity severity);

typedef enum strata_rule_scope {
    STRATA_RULE_NEEDED, /* without it a row cannot be read: always an error */
    STRATA_RULE_ROW,    /* about one row; as an error it rejects the row */
    STRATA_RULE_DATA    /* about a file, a group, a place; as an error it holds the publication */
} strata_rule_scope;

typedef struct strata_rule {
    const char *id;           /* "code-unknown" */
    strata_severity severity; /* unless a run says otherwise (checks.h) */
    strata_rule_scope scope;
    const char *wrong;  /* what is wrong, half a line */
    const char *advice; /* what to do, half a line */
} strata_rule;

enum {
    STRATA_RULES_MAX = 64
};

/** All rules, sorted by id. */
size_t strata_rule_count(void);
const strata_rule *strata_rule_at(size_t index);

/** The rule of an id, NULL if there is none. */
const strata_rule *strata_rule_find(const char *id);

/** What is wrong, in the words of a message; "row not as expected" for a name that is no rule. */
const char *strata_rule_text(const char *id);

#endif
