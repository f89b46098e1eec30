/* Rows of one student and year become one entry, the same in whatever order they came. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "record/roster_parts.h"

enum {
    BITS_MAX = 28,
    ENTRIES_A_PART = 4 /* of the index, on average */
};

static int by_number(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare_keys(const void *left, const void *right)
{
    const strata_roster_entry *a = left;
    const strata_roster_entry *b = right;
    const int order = by_number(a->student, b->student);
    return order != 0 ? order : (a->year > b->year) - (a->year < b->year);
}

/* By texts, since their numbers depend on the order of arrival. */
static int compare_content(const strata_roster_entry *a, const strata_roster_entry *b,
                           const uint32_t *rank)
{
    int order = by_number(rank[a->county], rank[b->county]);
    if (order == 0) {
        order = by_number(rank[a->lea], rank[b->lea]);
    }
    if (order == 0) {
        order = by_number(rank[a->school], rank[b->school]);
    }
    if (order == 0) {
        order = by_number(rank[a->grade], rank[b->grade]);
    }
    if (order == 0) {
        order = memcmp(a->codes, b->codes, sizeof a->codes);
    }
    if (order == 0) {
        order = by_number(a->race_mask, b->race_mask);
    }
    return order != 0 ? order : by_number(a->answers, b->answers);
}

/* The greatest first. There are few rows of one student and year. */
static void sort_content(strata_roster_entry *rows, size_t count, const uint32_t *rank)
{
    for (size_t at = 1; at < count; at++) {
        const strata_roster_entry moving = rows[at];
        size_t to = at;
        for (; to > 0 && compare_content(&moving, &rows[to - 1], rank) > 0; to--) {
            rows[to] = rows[to - 1];
        }
        rows[to] = moving;
    }
}

static bool differs(uint32_t a, uint32_t b)
{
    return a != 0 && b != 0 && a != b;
}

/* False if the places are two. */
static bool add_place(strata_roster_entry *into, const strata_roster_entry *from)
{
    if (differs(into->county, from->county) || differs(into->lea, from->lea) ||
        differs(into->school, from->school)) {
        return false;
    }
    into->county = into->county != 0 ? into->county : from->county;
    into->lea = into->lea != 0 ? into->lea : from->lea;
    into->school = into->school != 0 ? into->school : from->school;
    return true;
}

/* A detail says more than its status and does not contradict it. */
static bool add_code(strata_roster_entry *into, const strata_roster_entry *from, unsigned at)
{
    const strata_code a = into->codes[at];
    const strata_code b = from->codes[at];
    const strata_dim dim = (strata_dim)(at + 1);
    const bool is_wider = a == 0 || (b != 0 && (strata_group_members(dim, a) >> b & 1) != 0);
    if (b != 0 && is_wider) {
        into->codes[at] = b;
        into->race_mask = dim == STRATA_DIM_RACE && a == 0 ? from->race_mask : into->race_mask;
    }
    return b == 0 || is_wider || (strata_group_members(dim, b) >> a & 1) != 0;
}

/* Two sets of races may have one code, such as two_or_more. */
static bool add_mask(strata_roster_entry *into, const strata_roster_entry *from)
{
    const strata_race_mask had = into->race_mask;
    const bool is_same_code = into->codes[STRATA_DIM_RACE - 1] == from->codes[STRATA_DIM_RACE - 1];
    into->race_mask = had == 0 && is_same_code ? from->race_mask : had;
    return !is_same_code || !differs(had, from->race_mask);
}

static bool add_answer(strata_roster_entry *into, const strata_roster_entry *from, unsigned at)
{
    const uint8_t a = strata_roster_answer(into, at);
    const uint8_t b = strata_roster_answer(from, at);
    if (a == STRATA_UNKNOWN) {
        into->answers = (uint8_t)(into->answers | strata_roster_pack(b, at));
    }
    return !differs(a, b);
}

/* Adds what another row knows; false if it contradicts what is there, which stays. */
static bool add_row(strata_roster_entry *into, const strata_roster_entry *from)
{
    bool is_fine = add_place(into, from);
    is_fine = !differs(into->grade, from->grade) && is_fine;
    into->grade = into->grade != 0 ? into->grade : from->grade;
    for (unsigned at = 0; at < STRATA_ROSTER_CODES; at++) {
        is_fine = add_code(into, from, at) && is_fine;
    }
    is_fine = add_mask(into, from) && is_fine;
    for (unsigned at = 0; at < STRATA_ROSTER_ANSWERS; at++) {
        is_fine = add_answer(into, from, at) && is_fine;
    }
    return is_fine;
}

/* Puts rows[count] of one student and year into the first; false if they contradict each other. */
static bool unite(strata_roster_entry *rows, size_t count, const uint32_t *rank)
{
    sort_content(rows, count, rank);
    bool is_fine = true;
    for (size_t at = 1; at < count; at++) {
        is_fine = add_row(&rows[0], &rows[at]) && is_fine;
    }
    return is_fine;
}

static uint64_t unite_all(strata_roster *roster, const uint32_t *rank)
{
    uint64_t conflicts = 0;
    size_t kept = 0;
    size_t start = 0;
    for (size_t at = 1; at <= roster->count; at++) {
        if (at == roster->count ||
            compare_keys(&roster->entries[start], &roster->entries[at]) != 0) {
            conflicts += unite(&roster->entries[start], at - start, rank) ? 0 : 1;
            roster->entries[kept++] = roster->entries[start];
            start = at;
        }
    }
    roster->count = kept;
    return conflicts;
}

static strata_status build_index(strata_roster *roster, strata_error *err)
{
    roster->bits = 1;
    while (roster->bits < BITS_MAX && roster->count >> roster->bits > ENTRIES_A_PART) {
        roster->bits++;
    }
    const size_t parts = (size_t)1 << roster->bits;
    roster->first = strata_alloc_zero(parts + 1, sizeof *roster->first);
    if (roster->first == NULL) {
        return strata_fail_memory(err);
    }
    size_t at = 0;
    for (size_t part = 0; part <= parts; part++) {
        while (at < roster->count && roster->entries[at].student >> (64 - roster->bits) < part) {
            at++;
        }
        roster->first[part] = (uint32_t)at;
    }
    return STRATA_OK;
}

strata_status strata_roster_settle(strata_roster *roster, const uint32_t *rank, uint64_t *conflicts,
                                   strata_error *err)
{
    qsort(roster->entries, roster->count, sizeof *roster->entries, compare_keys);
    *conflicts = unite_all(roster, rank);
    void *fitting = strata_resize(roster->entries, (roster->count + 1) * sizeof *roster->entries);
    roster->entries = fitting != NULL ? fitting : roster->entries;
    return build_index(roster, err);
}
