/* The traps that small groups fall into, each a table by hand. */
#include "protect/suppress.h"
#include "strata_test.h"

enum {
    CELLS_MOST = 32,
    WIDTH = 4
};

/* A table being written down. */
typedef struct table {
    strata_release *release;
    strata_suppress_cell cells[CELLS_MOST];
    uint32_t count;
    strata_suppress_options options;
    strata_suppressed out;
} table;

static void open_table(table *of)
{
    *of = (table){.release = strata_release_new()};
    assert_non_null(of->release);
}

static void close_table(table *of)
{
    strata_suppressed_deinit(&of->out);
    strata_release_free(of->release);
}

static void add(table *of, const char *id, int64_t value, strata_suppress_role role)
{
    const strata_release_cell cell = {
        .hi = STRATA_BOUND_NONE, .meant_hi = STRATA_BOUND_NONE, .has_symbol = true};
    assert_int_equal(strata_release_add_cell(of->release, strata_slice_of(id), &cell, NULL),
                     STRATA_OK);
    of->cells[of->count] = strata_suppress_cell_of(value, WIDTH);
    of->cells[of->count++].role = role;
}

/* parts: ids with a blank between them. */
static void add_sum(table *of, const char *total, const char *parts)
{
    char equation[64];
    (void)snprintf(equation, sizeof equation, "%s = %s", total, parts);
    while (*parts != '\0') {
        const size_t len = strcspn(parts, " ");
        assert_int_equal(strata_release_add_link(of->release, strata_slice_of(equation),
                                                 strata_slice_of(total), (strata_slice){parts, len},
                                                 NULL),
                         STRATA_OK);
        parts += len + (parts[len] == ' ' ? 1 : 0);
    }
}

static strata_status protect(table *of, strata_error *err)
{
    assert_int_equal(strata_release_finish(of->release, NULL), STRATA_OK);
    return strata_suppress(of->release, of->cells, &of->options, &of->out, err);
}

/* What the audit says of what was published, at a level of knowledge. */
static void expect_safe(const table *of, strata_knowledge knowledge)
{
    const strata_audit_options options = {.width = WIDTH, .knowledge = knowledge};
    strata_audit *audit = NULL;
    assert_int_equal(strata_audit_run(of->out.release, &options, &audit, NULL), STRATA_OK);
    assert_int_equal(strata_audit_count(audit, STRATA_VERDICT_SAFE), of->out.hidden);
    strata_audit_free(audit);
}

static bool is_hidden(const table *of, const char *id)
{
    const uint32_t number = strata_intern_find(of->release->ids, id, strlen(id));
    assert_true(number != UINT32_MAX && number > 0);
    return of->out.is_hidden != NULL && of->out.is_hidden[number - 1];
}

/* A square of rows a, b, c by columns 1, 2, 3 with all totals, a1 of 2 students primary. */
static void add_square(table *of, const int64_t value[9])
{
    int64_t rows[3] = {0};
    int64_t columns[3] = {0};
    for (unsigned at = 0; at < 9; at++) {
        const char id[] = {(char)('a' + at / 3), (char)('1' + at % 3), '\0'};
        add(of, id, value[at], at == 0 ? STRATA_SUPPRESS_PRIMARY : STRATA_SUPPRESS_MAY);
        rows[at / 3] += value[at];
        columns[at % 3] += value[at];
    }
    for (unsigned at = 0; at < 3; at++) {
        add(of, (const char[]){(char)('a' + at), '\0'}, rows[at], STRATA_SUPPRESS_NEVER);
        add(of, (const char[]){(char)('1' + at), '\0'}, columns[at], STRATA_SUPPRESS_NEVER);
    }
    add_sum(of, "a", "a1 a2 a3");
    add_sum(of, "b", "b1 b2 b3");
    add_sum(of, "c", "c1 c2 c3");
    add_sum(of, "1", "a1 b1 c1");
    add_sum(of, "2", "a2 b2 c2");
    add_sum(of, "3", "a3 b3 c3");
}

/* One hidden cell in a line is found by subtraction; the cheapest square that can move by 4 is a1,
 * a2, b1, b2: a2 and b1 can give 4 each. */
static void test_one_hidden_per_line(void **state)
{
    (void)state;
    static const int64_t values[] = {2, 7, 90, 6, 20, 90, 90, 90, 90};
    table of;
    open_table(&of);
    add_square(&of, values);
    assert_int_equal(protect(&of, NULL), STRATA_OK);
    assert_int_equal(of.out.primary, 1);
    assert_int_equal(of.out.hidden, 4);
    assert_true(is_hidden(&of, "a2") && is_hidden(&of, "b1") && is_hidden(&of, "b2"));
    expect_safe(&of, STRATA_KNOWS_NOTHING);
    close_table(&of);
}

/* a2 and b1 of 1 are cheapest and can give 1 only: a1 would be confined to 1..3. */
static void test_too_little_play(void **state)
{
    (void)state;
    static const int64_t values[] = {2, 1, 30, 1, 20, 30, 30, 30, 30};
    table of;
    open_table(&of);
    add_square(&of, values);
    assert_int_equal(protect(&of, NULL), STRATA_OK);
    assert_true(is_hidden(&of, "a3") && is_hidden(&of, "c1"));
    expect_safe(&of, STRATA_KNOWS_NOTHING);
    close_table(&of);
}

/* All hidden parts are 0 and the total is shown: they would be known to be 0. */
static void test_zeros_under_a_total(void **state)
{
    (void)state;
    table of;
    open_table(&of);
    add(&of, "x", 0, STRATA_SUPPRESS_PRIMARY);
    add(&of, "y", 0, STRATA_SUPPRESS_PRIMARY);
    add(&of, "z", 12, STRATA_SUPPRESS_MAY);
    add(&of, "all", 12, STRATA_SUPPRESS_NEVER);
    add_sum(&of, "all", "x y z");
    assert_int_equal(protect(&of, NULL), STRATA_OK);
    assert_true(is_hidden(&of, "z"));
    expect_safe(&of, STRATA_KNOWS_NOTHING);
    close_table(&of);
}

/* Two tables with a common total, each with two hidden cells, so each safe alone; together r1 + r2
 * = e1 + e2 and r1 = e1 + s say more. */
static void test_linked_tables(void **state)
{
    (void)state;
    table of;
    open_table(&of);
    add(&of, "all", 60, STRATA_SUPPRESS_NEVER);
    add(&of, "r1", 3, STRATA_SUPPRESS_PRIMARY);
    add(&of, "r2", 17, STRATA_SUPPRESS_MAY);
    add(&of, "r3", 40, STRATA_SUPPRESS_MAY);
    add(&of, "e1", 3, STRATA_SUPPRESS_PRIMARY);
    add(&of, "e2", 57, STRATA_SUPPRESS_MAY);
    add(&of, "s", 0, STRATA_SUPPRESS_NEVER);
    add_sum(&of, "all", "r1 r2 r3");
    add_sum(&of, "all", "e1 e2");
    add_sum(&of, "r1", "e1 s");
    assert_int_equal(protect(&of, NULL), STRATA_OK);
    expect_safe(&of, STRATA_KNOWS_NOTHING);
    close_table(&of);
}

/* Readers know that zeros are shown: then none is hidden, and what is hidden is 1 or more. */
static void test_zeros_shown(void **state)
{
    (void)state;
    static const int64_t values[] = {2, 0, 90, 0, 0, 90, 7, 8, 90};
    table of;
    open_table(&of);
    add_square(&of, values);
    of.options.knowledge = STRATA_KNOWS_ZEROS_SHOWN;
    assert_int_equal(protect(&of, NULL), STRATA_OK);
    assert_false(is_hidden(&of, "a2") || is_hidden(&of, "b1") || is_hidden(&of, "b2"));
    expect_safe(&of, STRATA_KNOWS_NOTHING);
    expect_safe(&of, STRATA_KNOWS_ZEROS_SHOWN);
    expect_safe(&of, STRATA_KNOWS_SYMBOLS); /* one symbol, which says nothing */
    close_table(&of);
}

/* A zero that must be hidden where zeros are known to be shown: refused. */
static void test_primary_zero_shown(void **state)
{
    (void)state;
    table of;
    strata_error err = {0};
    open_table(&of);
    add(&of, "x", 0, STRATA_SUPPRESS_PRIMARY);
    of.options.knowledge = STRATA_KNOWS_ZEROS_SHOWN;
    assert_int_equal(protect(&of, &err), STRATA_E_PROTECTED);
    assert_null(of.out.release);
    close_table(&of);
}

/* Students are whole: 2 x + 2 y = 10 cannot be written here, but three pairwise sums can: x + y, y
 * + z and x + z even give every x alone. Nothing else may be hidden, so nothing is published. */
static void test_fails_closed(void **state)
{
    (void)state;
    table of;
    strata_error err = {0};
    open_table(&of);
    add(&of, "x", 2, STRATA_SUPPRESS_PRIMARY);
    add(&of, "y", 3, STRATA_SUPPRESS_PRIMARY);
    add(&of, "z", 4, STRATA_SUPPRESS_PRIMARY);
    add(&of, "xy", 5, STRATA_SUPPRESS_NEVER);
    add(&of, "yz", 7, STRATA_SUPPRESS_NEVER);
    add(&of, "xz", 6, STRATA_SUPPRESS_NEVER);
    add_sum(&of, "xy", "x y");
    add_sum(&of, "yz", "y z");
    add_sum(&of, "xz", "x z");
    assert_int_equal(protect(&of, &err), STRATA_E_PROTECTED);
    assert_null(of.out.is_hidden);
    close_table(&of);
}

/* A table that was dropped for want of linear programming would be safe but useless: moves do. */
static void test_without_linear(void **state)
{
    (void)state;
    static const int64_t values[] = {2, 7, 90, 6, 20, 90, 90, 90, 90};
    table of;
    open_table(&of);
    add_square(&of, values);
    of.options.no_linear = true;
    assert_int_equal(protect(&of, NULL), STRATA_OK);
    expect_safe(&of, STRATA_KNOWS_NOTHING);
    close_table(&of);
}

static void test_contradiction(void **state)
{
    (void)state;
    table of;
    strata_error err = {0};
    open_table(&of);
    add(&of, "x", 2, STRATA_SUPPRESS_PRIMARY);
    add(&of, "all", 3, STRATA_SUPPRESS_MAY);
    add_sum(&of, "all", "x");
    assert_int_equal(protect(&of, &err), STRATA_E_INPUT);
    close_table(&of);
}

/* x of all, y can give what x needs. */
static strata_status add_pair(strata_release *release)
{
    const strata_release_cell cell = {.hi = STRATA_BOUND_NONE, .meant_hi = STRATA_BOUND_NONE};
    static const char *const ids[] = {"x", "y", "all"};
    for (unsigned at = 0; at < 3; at++) {
        STRATA_TRY(strata_release_add_cell(release, strata_slice_of(ids[at]), &cell, NULL));
    }
    for (unsigned at = 0; at < 2; at++) {
        STRATA_TRY(strata_release_add_link(release, strata_slice_of("e"), strata_slice_of("all"),
                                           strata_slice_of(ids[at]), NULL));
    }
    return strata_release_finish(release, NULL);
}

static strata_status protect_pair(void)
{
    strata_suppress_cell cells[] = {strata_suppress_cell_of(2, WIDTH),
                                    strata_suppress_cell_of(8, WIDTH),
                                    strata_suppress_cell_of(10, WIDTH)};
    const strata_suppress_options options = {0};
    cells[0].role = STRATA_SUPPRESS_PRIMARY;
    cells[2].role = STRATA_SUPPRESS_NEVER;
    strata_suppressed out = {0};
    strata_release *release = strata_release_new();
    strata_status status = release != NULL ? add_pair(release) : STRATA_E_MEMORY;
    status = status == STRATA_OK ? strata_suppress(release, cells, &options, &out, NULL) : status;
    strata_suppressed_deinit(&out);
    strata_release_free(release);
    return status;
}

/* GLPK asks the system itself, so only our own requests fail. */
static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(protect_pair), 50, 10000);
}

/* Two tables of the same groups, all = x + y and above = p + q, where x and p are one unit, y and q
 * another: x is hidden for its own sake, so y is by subtraction, and with them p and q; above
 * stands as a range. */
static void test_units_are_hidden_together(void **state)
{
    (void)state;
    table of;
    open_table(&of);
    add(&of, "all", 40, STRATA_SUPPRESS_NEVER);
    add(&of, "x", 6, STRATA_SUPPRESS_PRIMARY);
    add(&of, "y", 34, STRATA_SUPPRESS_MAY);
    add(&of, "above", 12, STRATA_SUPPRESS_NEVER);
    add(&of, "p", 3, STRATA_SUPPRESS_PRIMARY);
    add(&of, "q", 9, STRATA_SUPPRESS_MAY);
    of.cells[1].unit = of.cells[4].unit = 1;
    of.cells[2].unit = of.cells[5].unit = 2;
    of.cells[3].lo = 10;
    of.cells[3].hi = 14;
    add_sum(&of, "all", "x y");
    add_sum(&of, "above", "p q");
    assert_int_equal(protect(&of, NULL), STRATA_OK);
    assert_true(is_hidden(&of, "y") && is_hidden(&of, "q") && !is_hidden(&of, "above"));
    assert_int_equal(of.out.hidden, 4);
    const strata_audit_options options = {.width = WIDTH};
    strata_audit *audit = NULL;
    assert_int_equal(strata_audit_run(of.out.release, &options, &audit, NULL), STRATA_OK);
    assert_int_equal(strata_audit_count(audit, STRATA_VERDICT_SAFE), 5); /* and the range */
    strata_audit_free(audit);
    close_table(&of);
}

/* above is shown as a range, 10 to 14, that must stay open by 2, but p and q are shown: it is their
 * sum, 12. Hiding p leaves it to be 9 and more. */
static void test_ranges_stay_open(void **state)
{
    (void)state;
    table of;
    open_table(&of);
    add(&of, "above", 12, STRATA_SUPPRESS_NEVER);
    add(&of, "p", 3, STRATA_SUPPRESS_MAY);
    add(&of, "q", 9, STRATA_SUPPRESS_MAY);
    of.cells[0].lo = 10;
    of.cells[0].hi = 14;
    of.cells[0].shown_width = 2;
    add_sum(&of, "above", "p q");
    assert_int_equal(protect(&of, NULL), STRATA_OK);
    assert_int_equal(of.out.hidden, 1);
    assert_true(is_hidden(&of, "p")); /* worth less than q */
    close_table(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_hidden_per_line),
        cmocka_unit_test(test_too_little_play),
        cmocka_unit_test(test_zeros_under_a_total),
        cmocka_unit_test(test_linked_tables),
        cmocka_unit_test(test_zeros_shown),
        cmocka_unit_test(test_primary_zero_shown),
        cmocka_unit_test(test_fails_closed),
        cmocka_unit_test(test_without_linear),
        cmocka_unit_test(test_contradiction),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_units_are_hidden_together),
        cmocka_unit_test(test_ranges_stay_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
