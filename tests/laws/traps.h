/* Tables in which hidden counts can be found out, seen from both sides: what counting out and the
 * audit find when a pattern is published, and what strata_suppress publishes. Cells are called a,
 * b, c and so on, in the order in which they were added. */
#ifndef TRAPS_H
#define TRAPS_H

#include "protect/suppress.h"
#include "small_release.h"

enum {
    WIDTH = 4,
    FAR = 12, /* above its value no hidden cell is counted out, unless a total says less; and */
    NEAR = 5  /* where only the width has to be found */
};

/* A table, and what may be done with its cells. */
typedef struct trap {
    small_release small;
    strata_suppress_cell cells[SMALL_CELLS];
} trap;

/* A set of cells, by their letters: bit 0 is a. */
static inline uint64_t bits(const char *letters)
{
    uint64_t cells = 0;
    for (; *letters != '\0'; letters++) {
        cells |= (uint64_t)1 << (*letters - 'a');
    }
    return cells;
}

static inline void add_cell(trap *of, int64_t value, strata_suppress_role role)
{
    const uint32_t cell = of->small.count++;
    assert_true(cell < SMALL_CELLS);
    of->small.value[cell] = value;
    of->small.hi[cell] = STRATA_BOUND_NONE;
    of->cells[cell] = strata_suppress_cell_of(value, WIDTH);
    of->cells[cell].role = role;
}

/* Cells that are no total come first. */
static inline void add(trap *of, int64_t value, strata_suppress_role role)
{
    add_cell(of, value, role);
    of->small.base_count = of->small.count;
}

static inline void add_total(trap *of, const char *letters, strata_suppress_role role)
{
    const uint64_t parts = bits(letters);
    int64_t sum = 0;
    for (uint32_t part = 0; part < of->small.count; part++) {
        sum += (parts >> part & 1) != 0 ? of->small.value[part] : 0;
    }
    of->small.parts[of->small.count] = parts;
    add_cell(of, sum, role);
}

/* ---- one side: a pattern is published ---- */

static inline void publish(trap *of, uint64_t hidden)
{
    for (uint32_t cell = 0; cell < of->small.count; cell++) {
        of->small.is_hidden[cell] = (hidden >> cell & 1) != 0;
    }
}

static inline small_truth count_out(const trap *of, int64_t reach)
{
    small_release small = of->small;
    small_truth truth;
    for (uint32_t cell = 0; cell < small.base_count; cell++) {
        const int64_t most = small.value[cell] + reach;
        small.hi[cell] = most < small.hi[cell] ? most : small.hi[cell];
    }
    assert_true(small_count_out(&small, &truth));
    return truth;
}

static inline strata_finding audited(const trap *of, uint32_t cell)
{
    const strata_audit_options options = {.width = WIDTH, .wants_all = true};
    strata_release *release = small_release_of(&of->small);
    strata_audit *audit = NULL;
    assert_int_equal(strata_audit_run(release, &options, &audit, NULL), STRATA_OK);
    const strata_finding finding = strata_audit_finding(audit, cell);
    strata_audit_free(audit);
    strata_release_free(release);
    return finding;
}

/* Of the cell readers know that it is lo to hi, which is too much. */
static inline void expect_leak(trap *of, const char *hidden, char letter, const int64_t known[2])
{
    const uint32_t cell = (uint32_t)(letter - 'a');
    publish(of, bits(hidden));
    const small_truth truth = count_out(of, FAR);
    assert_int_equal(truth.lo[cell], known[0]);
    assert_int_equal(truth.hi[cell], known[1]);
    const strata_finding finding = audited(of, cell);
    assert_int_equal(finding.lo, known[0]);
    assert_int_equal(finding.hi, known[1]);
    assert_int_equal(finding.verdict,
                     known[0] == known[1] ? STRATA_VERDICT_EXACT : STRATA_VERDICT_NARROW);
}

static inline void expect_exact(trap *of, const char *hidden, char letter)
{
    const int64_t value = of->small.value[letter - 'a'];
    expect_leak(of, hidden, letter, (const int64_t[]){value, value});
}

/* ---- the other side ---- */

/* Every hidden cell of which something is promised is open. */
static inline void expect_open(trap *of, uint64_t hidden)
{
    publish(of, hidden);
    const small_truth truth = count_out(of, NEAR);
    for (uint32_t cell = 0; cell < of->small.count; cell++) {
        if (of->small.is_hidden[cell] && of->cells[cell].width > 0) {
            assert_true(truth.hi[cell] - truth.lo[cell] >= WIDTH);
            assert_int_equal(audited(of, cell).verdict, STRATA_VERDICT_SAFE);
        }
    }
}

/* The release as it is if all were hidden; to be freed. */
static inline strata_release *release_of(trap *of)
{
    publish(of, UINT64_MAX);
    strata_release *release = small_release_of(&of->small);
    for (uint32_t cell = 0; cell < release->cell_count; cell++) {
        release->cells[cell].has_symbol = of->cells[cell].role != STRATA_SUPPRESS_UNPRINTED;
    }
    return release;
}

/* Bits of what is hidden, by number: cells in a release that is turned round are still named so. */
static inline uint64_t suppress(const trap *of, const strata_release *release)
{
    strata_suppress_cell cells[SMALL_CELLS];
    strata_suppressed out;
    uint64_t hidden = 0;
    const bool is_turned = strcmp(strata_release_cell_id(release, 0), "c0") != 0;
    for (uint32_t at = 0; at < of->small.count; at++) {
        cells[at] = of->cells[is_turned ? of->small.count - 1 - at : at];
    }
    const strata_suppress_options options = {0};
    assert_int_equal(strata_suppress(release, cells, &options, &out, NULL), STRATA_OK);
    for (uint32_t at = 0; at < of->small.count; at++) {
        const uint32_t cell = is_turned ? of->small.count - 1 - at : at;
        hidden |= (uint64_t)(out.is_hidden[at] ? 1 : 0) << cell;
    }
    strata_suppressed_deinit(&out);
    return hidden;
}

/* Suppresses, and counts out what that leaves open. */
static inline uint64_t protect(trap *of)
{
    strata_release *release = release_of(of);
    const uint64_t hidden = suppress(of, release);
    strata_release_free(release);
    for (uint32_t cell = 0; cell < of->small.count; cell++) {
        const strata_suppress_role role = of->cells[cell].role;
        const bool is_hidden = (hidden >> cell & 1) != 0;
        assert_true(is_hidden || role < STRATA_SUPPRESS_PRIMARY);
        assert_true(!is_hidden || role != STRATA_SUPPRESS_NEVER);
    }
    expect_open(of, hidden);
    return hidden;
}

static inline void expect_refusal(trap *of)
{
    strata_release *release = release_of(of);
    const strata_suppress_options options = {0};
    strata_suppressed out;
    assert_int_equal(strata_suppress(release, of->cells, &options, &out, NULL), STRATA_E_PROTECTED);
    assert_null(out.release);
    assert_null(out.is_hidden);
    strata_suppressed_deinit(&out);
    strata_release_free(release);
}

#endif
