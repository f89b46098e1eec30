/* Words are taken apart into pairs of a name and one item, sorted, and written again. */
#include "run/plan_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAIRS_MAX = STRATA_PLAN_WORDS /* of two texts: a pair takes two bytes or more */
};

/* "where" and "el:ever" of "where=el:ever,frl:yes". */
typedef struct pair {
    strata_slice name;
    strata_slice item;
} pair;

/* A text that grows until it is full. */
typedef struct text {
    char *out; /* out[STRATA_PLAN_WORDS] */
    size_t len;
    bool is_full;
} text;

static void add_slice(text *to, const char *between, strata_slice part)
{
    const size_t gap = strlen(between);
    to->is_full = to->is_full || to->len + gap + part.len >= STRATA_PLAN_WORDS;
    if (!to->is_full) {
        memcpy(to->out + to->len, between, gap);
        memcpy(to->out + to->len + gap, part.text, part.len);
        to->len += gap + part.len;
    }
    to->out[to->len] = '\0';
}

static strata_status check_room(const text *of, strata_error *err)
{
    return of->is_full ? strata_fail(err, STRATA_E_USAGE, "where",
                                     "these conditions are longer than the %d bytes that a stream "
                                     "has for them; use fewer words, or a column of the roster",
                                     (int)STRATA_PLAN_WORDS)
                       : STRATA_OK;
}

static int compare_slices(const void *left, const void *right)
{
    const strata_slice *a = left;
    const strata_slice *b = right;
    return strata_slice_compare(*a, *b);
}

static int compare_pairs(const void *left, const void *right)
{
    const pair *a = left;
    const pair *b = right;
    const int order = compare_slices(&a->name, &b->name);
    return order != 0 ? order : compare_slices(&a->item, &b->item);
}

/* Up to the next of some characters; *rest moves behind it. */
static strata_slice take_until(const char **rest, const char *ends)
{
    const strata_slice part = {*rest, strcspn(*rest, ends)};
    *rest += part.len + ((*rest)[part.len] != '\0' ? 1 : 0);
    return part;
}

/* Adds the pairs of a text of words that fits STRATA_PLAN_WORDS. */
static size_t take_pairs(const char *words, pair *pairs, size_t count)
{
    const char *rest = words;
    while (*rest != '\0') {
        const strata_slice word = take_until(&rest, " ");
        const char *is = memchr(word.text, '=', word.len);
        const size_t name = is != NULL ? (size_t)(is - word.text) : word.len;
        for (size_t at = name + 1; at <= word.len && count < PAIRS_MAX;) {
            const size_t len = strcspn(word.text + at, ", ");
            pairs[count++] = (pair){{word.text, name}, {word.text + at, len}};
            at += len + 1;
        }
    }
    return count;
}

strata_status strata_plan_words_unite(const char *a, const char *b, char out[STRATA_PLAN_WORDS],
                                      strata_error *err)
{
    pair pairs[PAIRS_MAX];
    char made[STRATA_PLAN_WORDS] = "";
    text to = {.out = made};
    const size_t count = take_pairs(b, pairs, take_pairs(a, pairs, 0));
    qsort(pairs, count, sizeof pairs[0], compare_pairs);
    for (size_t at = 0; at < count; at++) {
        const bool is_new = at == 0 || compare_slices(&pairs[at - 1].name, &pairs[at].name) != 0;
        if (is_new) {
            add_slice(&to, to.len > 0 ? " " : "", pairs[at].name);
        }
        if (is_new || compare_slices(&pairs[at - 1].item, &pairs[at].item) != 0) {
            add_slice(&to, is_new ? "=" : ",", pairs[at].item);
        }
    }
    STRATA_TRY(check_room(&to, err));
    memcpy(out, made, sizeof made);
    return STRATA_OK;
}

/* "grade:03|04" of "grade:04|03|04". */
static void add_condition(text *to, const char *condition)
{
    strata_slice words[STRATA_PLAN_WORDS / 2];
    size_t count = 0;
    const char *rest = condition;
    const strata_slice name = take_until(&rest, ":");
    while (*rest != '\0' && count < sizeof words / sizeof words[0]) {
        words[count++] = take_until(&rest, "|");
    }
    to->is_full = to->is_full || *rest != '\0';
    qsort(words, count, sizeof words[0], compare_slices);
    add_slice(to, to->len > 0 && to->out[to->len - 1] != '=' ? "," : "", name);
    for (size_t at = 0; at < count; at++) {
        if (at == 0 || compare_slices(&words[at - 1], &words[at]) != 0) {
            add_slice(to, at == 0 ? ":" : "|", words[at]);
        }
    }
}

/* Words are separated by blanks, so that none may be in them. */
static void hide_blanks(const char *from, text *to)
{
    while (*from != '\0') {
        const strata_slice part = take_until(&from, " ");
        add_slice(to, "", part);
        if (part.text[part.len] == ' ') {
            add_slice(to, "", strata_slice_of("%20"));
        }
    }
}

static strata_status add_where(const strata_filter *filter, char *out, strata_error *err)
{
    char conditions[STRATA_PLAN_WORDS] = "";
    char word[STRATA_PLAN_WORDS] = "";
    text all = {.out = conditions};
    text to = {.out = word};
    for (size_t at = 0; at < strata_filter_count(filter); at++) {
        add_condition(&all, strata_filter_text(filter, at));
    }
    add_slice(&to, "where=", (strata_slice){"", 0});
    hide_blanks(conditions, &to);
    STRATA_TRY(check_room(&all, err));
    STRATA_TRY(check_room(&to, err));
    return strata_plan_words_unite(out, word, out, err);
}

strata_status strata_plan_words_of(const strata_admitting *admitting, const strata_job *job,
                                   char out[STRATA_PLAN_WORDS], strata_error *err)
{
    text to = {.out = out};
    add_slice(&to, "", (strata_slice){"", 0});
    if (admitting->roster_digest[0] != '\0') {
        add_slice(&to, "roster=", strata_slice_of(admitting->roster_digest));
        add_slice(&to, "", strata_slice_of(job->roster_wins ? ":wins" : ""));
    }
    if (admitting->successor_digest[0] != '\0') {
        add_slice(&to, to.len > 0 ? " successors=" : "successors=",
                  strata_slice_of(admitting->successor_digest));
    }
    return admitting->filter != NULL ? add_where(admitting->filter, out, err) : STRATA_OK;
}
