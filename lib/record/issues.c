/* An issue is known by one text, rule NUL column NUL severity file; the number that the text gets
 * when interned finds its counter. */
#include "record/issues.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/intern.h"

struct strata_issues {
    strata_checks checks;
    size_t by_rule[STRATA_RULES_MAX]; /* issues of each rule of the table */
    strata_intern *keys;
    strata_arena *arena;   /* owns the issues, so that they stay where they are */
    strata_issue **by_key; /* by_key[count]: number of the key - 1 */
    size_t key_room;
    strata_issue **shown; /* shown[count]: the order of strata_issues_at */
    size_t shown_room;
    size_t count;
    char *text; /* room for the key being looked up */
    size_t text_room;
};

/* One occurrence; all but line and column_at make two of them one issue. */
typedef struct occurrence {
    const char *rule;
    const char *column;
    const char *file;
    strata_severity severity;
    uint64_t line;
    uint64_t column_at;
} occurrence;

void strata_issues_free(strata_issues *issues)
{
    if (issues != NULL) {
        strata_intern_free(issues->keys);
        strata_arena_free(issues->arena);
        strata_free(issues->by_key);
        strata_free(issues->shown);
        strata_free(issues->text);
        strata_free(issues);
    }
}

strata_issues *strata_issues_new(void)
{
    strata_issues *issues = strata_alloc_zero(1, sizeof *issues);
    if (issues == NULL) {
        return NULL;
    }
    issues->keys = strata_intern_new();
    issues->arena = strata_arena_new();
    if (issues->keys == NULL || issues->arena == NULL) {
        strata_issues_free(issues);
        return NULL;
    }
    return issues;
}

void strata_issues_use(strata_issues *issues, const strata_checks *checks)
{
    issues->checks = *checks;
}

const strata_checks *strata_issues_checks(const strata_issues *issues)
{
    return &issues->checks;
}

/* Writes the key into issues->text. */
static strata_status write_key(strata_issues *issues, occurrence of, size_t *len, strata_error *err)
{
    const size_t rule = strlen(of.rule) + 1;
    const size_t column = strlen(of.column) + 1;
    const size_t file = strlen(of.file);
    *len = rule + column + 1 + file;
    STRATA_TRY(strata_reserve(&issues->text, &issues->text_room, *len, 1, err));
    memcpy(issues->text, of.rule, rule);
    memcpy(issues->text + rule, of.column, column);
    issues->text[rule + column] = (char)('0' + of.severity);
    memcpy(issues->text + rule + column + 1, of.file, file);
    return STRATA_OK;
}

/* The issue of a new key; its texts are parts of the interned key. */
static strata_status add_issue(strata_issues *issues, const char *key, occurrence of,
                               strata_error *err)
{
    strata_issue *issue = strata_arena_alloc(issues->arena, sizeof *issue);
    if (issue == NULL) {
        return strata_fail_memory(err);
    }
    issue->rule = key;
    issue->column = issue->rule + strlen(of.rule) + 1;
    issue->file = issue->column + strlen(of.column) + 2;
    issue->severity = of.severity;
    const strata_rule *rule = strata_rule_find(of.rule);
    if (rule != NULL) {
        issues->by_rule[rule - strata_rule_at(0)]++;
    }
    issue->first_line = of.line;
    issue->first_column = of.column_at;
    issues->by_key[issues->count] = issue;
    issues->shown[issues->count] = issue;
    issues->count++;
    return STRATA_OK;
}

/* NOLINTNEXTLINE(readability-function-size): what, where, and how bad, with nothing to group */
strata_status strata_issues_add(strata_issues *issues, strata_severity severity, const char *rule,
                                strata_place_in_file at, const char *column, strata_error *err)
{
    const occurrence of = {.rule = rule,
                           .column = column != NULL ? column : "",
                           .file = at.file != NULL ? at.file : "",
                           .severity = strata_checks_judge(&issues->checks, rule, severity),
                           .line = at.line,
                           .column_at = at.column};
    size_t len = 0;
    STRATA_TRY(write_key(issues, of, &len, err));
    STRATA_TRY(strata_reserve(&issues->by_key, &issues->key_room, issues->count + 1,
                              sizeof(strata_issue *), err));
    STRATA_TRY(strata_reserve(&issues->shown, &issues->shown_room, issues->count + 1,
                              sizeof(strata_issue *), err));
    uint32_t number = 0;
    STRATA_TRY(strata_intern_add(issues->keys, issues->text, len, &number, err));
    if (number > issues->count) {
        STRATA_TRY(add_issue(issues, strata_intern_text(issues->keys, number), of, err));
    }
    issues->by_key[number - 1]->count++;
    return STRATA_OK;
}

size_t strata_issues_count(const strata_issues *issues)
{
    return issues->count;
}

size_t strata_issues_of_rule(const strata_issues *issues, const strata_rule *rule)
{
    return issues->by_rule[rule - strata_rule_at(0)];
}

const strata_issue *strata_issues_at(const strata_issues *issues, size_t index)
{
    return issues->shown[index];
}

const strata_issue *strata_issues_holding(const strata_issues *issues)
{
    for (size_t at = 0; at < issues->count; at++) {
        const strata_issue *issue = issues->shown[at];
        const strata_rule *rule = strata_rule_find(issue->rule);
        if (issue->severity == STRATA_SEVERITY_ERROR && rule != NULL &&
            rule->scope == STRATA_RULE_DATA) {
            return issue;
        }
    }
    return NULL;
}

static int compare(const void *left, const void *right)
{
    const strata_issue *const *a = left;
    const strata_issue *const *b = right;
    int order = strcmp((*a)->file, (*b)->file);
    if (order == 0) {
        order = strcmp((*a)->rule, (*b)->rule);
    }
    if (order == 0) {
        order = strcmp((*a)->column, (*b)->column);
    }
    return order != 0 ? order : (int)(*a)->severity - (int)(*b)->severity;
}

void strata_issues_sort(strata_issues *issues)
{
    if (issues->count > 1) {
        qsort(issues->shown, issues->count, sizeof(strata_issue *), compare);
    }
}

bool strata_issue_is_of_skipped(const strata_issue *issue)
{
    return strcmp(issue->rule, "file-skipped") == 0 || strcmp(issue->rule, "member-skipped") == 0;
}
