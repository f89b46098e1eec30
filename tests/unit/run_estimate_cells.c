/* Tables of estimates as somebody copies them: what each figure says of its group. */
#include "run/estimate_cells.h"
#include "unit/test_estimates.h"

#define COLUMNS                                                                                    \
    "year_from,year_to,term,population,entity_level,county,lea,school,assessment,era,subject,"     \
    "grade,dim,group,ref_group,measure,cut,value,bound_lo,bound_hi,n,status,protection\n"
#define GROUP "2024,2024,,all_tested,lea,,0001,,caaspp,,ela,all,all,all,"

static strata_status read_bytes(const char *bytes, size_t len, strata_cellset **out,
                                strata_error *err)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("e.csv", bytes, len, 0, &source, NULL), STRATA_OK);
    assert_true(strata_estimate_cells_sniff(source));
    const strata_status status = strata_estimate_cells_read(source, out, err);
    strata_source_close(source);
    return status;
}

static strata_status read_table(const char *text, strata_cellset **out, strata_error *err)
{
    return read_bytes(text, strlen(text), out, err);
}

static strata_cellset *cells_of(const char *text)
{
    strata_cellset *set = NULL;
    strata_error err = {0};
    if (read_table(text, &set, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    return set;
}

/* Value and bounds of a figure, each in units of 10^-decimals. */
typedef struct figure {
    const char *row; /* from value on */
    int decimals;
    int64_t value;
    int64_t lo;
    int64_t hi;
} figure;

static void compare(const strata_cellset *set, const figure *of)
{
    const strata_cell *cell = &set->cells[0];
    assert_int_equal(set->count, 1);
    assert_int_equal(cell->key.stat, STRATA_STAT_PCT);
    assert_int_equal(cell->n_scored, 60);
    assert_int_equal(cell->decimals, of->decimals);
    assert_true(cell->value_sum == (strata_int128)of->value * 60);
    assert_true(cell->lo_sum == (strata_int128)of->lo * 60);
    assert_true(cell->hi_sum == (strata_int128)of->hi * 60);
    assert_string_equal(set->protection, "draft");
}

/* Half of the last digit up and down, of as many digits as are printed; or what the bounds say. */
static void figures_are_rounded_or_bounded(void **state)
{
    (void)state;
    static const figure table[] = {{"83.3,,,60", 2, 8330, 8325, 8335},
                                   {"83,,,60", 2, 8300, 8295, 8305},
                                   {"83.333,,,60", 4, 833330, 833325, 833335},
                                   {"83.0,82.5,83.5,60", 2, 8300, 8250, 8350},
                                   {",0,20.5,60", 2, 0, 0, 2050}};
    for (size_t at = 0; at < sizeof table / sizeof table[0]; at++) {
        char text[1024];
        (void)snprintf(text, sizeof text, COLUMNS GROUP ",pct,2,%s,ok,draft\n", table[at].row);
        strata_cellset *set = cells_of(text);
        compare(set, &table[at]);
        strata_cellset_free(set);
    }
}

/* A stream of one percent of 60 students. */
static strata_sink *stream_of(double value, double lo, double hi)
{
    strata_sink *sink = NULL;
    strata_estimates *estimates = strata_estimates_new();
    assert_non_null(estimates);
    strata_estimate row = {.year_from = 2024,
                           .year_to = 2024,
                           .entity_level = STRATA_LEVEL_LEA,
                           .cut = 2,
                           .population = test_word(estimates, "all_tested"),
                           .lea = test_word(estimates, "0001"),
                           .assessment = test_word(estimates, "caaspp"),
                           .subject = test_word(estimates, "ela"),
                           .grade = test_word(estimates, "all"),
                           .dim = test_word(estimates, "all"),
                           .group = test_word(estimates, "all"),
                           .measure = test_word(estimates, "pct"),
                           .unit = test_word(estimates, "percent"),
                           .protection = test_word(estimates, "draft"),
                           .p_adj = STRATA_NAN,
                           .result = strata_result_none()};
    row.result.value = value;
    row.result.n = 60;
    row.result.has_n = true;
    strata_result_bound(&row.result, lo, hi);
    assert_int_equal(strata_estimates_add(estimates, &row, NULL), STRATA_OK);
    (void)memcpy(estimates->protection, "draft", sizeof "draft");
    assert_int_equal(test_estimates_write(estimates, false, &sink), STRATA_OK);
    strata_estimates_free(estimates);
    return sink;
}

/* All digits stand there: 250/3 is 83.333333 and no 83.3, and 50 is 50.00000. */
static void figures_of_streams_are_whole(void **state)
{
    (void)state;
    static const struct {
        double figure[3];
        figure expected;
    } rows[] = {{{250.0 / 3.0, STRATA_NAN, STRATA_NAN}, {NULL, 6, 83333333, 83333328, 83333338}},
                {{50.0, STRATA_NAN, STRATA_NAN}, {NULL, 6, 50000000, 49999995, 50000005}},
                {{83.0, 82.5, 83.5}, {NULL, 2, 8300, 8250, 8350}}};
    for (size_t at = 0; at < sizeof rows / sizeof rows[0]; at++) {
        strata_sink *sink = stream_of(rows[at].figure[0], rows[at].figure[1], rows[at].figure[2]);
        const char *bytes = NULL;
        size_t len = 0;
        strata_cellset *set = NULL;
        strata_sink_bytes(sink, &bytes, &len);
        assert_int_equal(read_bytes(bytes, len, &set, NULL), STRATA_OK);
        compare(set, &rows[at].expected);
        strata_cellset_free(set);
        strata_sink_discard(sink);
    }
}

/* What is missing of it might be what gives a group away. */
static void a_stream_that_was_cut_is_refused(void **state)
{
    (void)state;
    strata_sink *sink = stream_of(50.0, STRATA_NAN, STRATA_NAN);
    const char *bytes = NULL;
    size_t len = 0;
    strata_cellset *set = NULL;
    strata_error err = {0};
    strata_sink_bytes(sink, &bytes, &len);
    do { /* without its last line */
        len--;
    } while (bytes[len - 1] != '\n');
    assert_memory_equal(bytes + len, "#end ", strlen("#end "));
    assert_int_equal(read_bytes(bytes, len, &set, &err), STRATA_E_INPUT);
    assert_null(set);
    assert_string_equal(err.rule, "stream-truncated");
    strata_sink_discard(sink);
}

/* A group without a figure is hidden, unless the formula has no answer. Gaps and trends are no
 * cells. */
static void what_is_no_figure(void **state)
{
    (void)state;
    strata_cellset *set = cells_of(
        COLUMNS GROUP ",pct,2,,,,,suppressed,draft\n" GROUP ",mean,,,,,60,undefined,draft\n" GROUP
                      ",gap_pct,2,3,,,60,ok,draft\n" GROUP "male,pct,2,3,,,60,ok,draft\n2023" GROUP
                      ",pct,2,3,,,60,ok,draft\n");
    assert_int_equal(set->count, 2);
    for (size_t at = 0; at < set->count; at++) {
        const bool is_mean = set->cells[at].key.stat == STRATA_STAT_MEAN;
        assert_int_equal(set->cells[at].status,
                         is_mean ? STRATA_CELL_UNDEFINED : STRATA_CELL_SUPPRESSED);
        assert_int_equal(set->cells[at].has, 0);
    }
    strata_cellset_free(set);
}

static void refuse(const char *row, strata_status status, const char *message)
{
    char text[1024];
    strata_cellset *set = NULL;
    strata_error err = {0};
    (void)snprintf(text, sizeof text, COLUMNS GROUP "%s\n", row);
    assert_int_equal(read_table(text, &set, &err), status);
    assert_null(set);
    test_error(&err, message);
}

/* What cannot be read might be what gives a group away: it is not taken for nothing. */
static void wrong_fields_are_refused(void **state)
{
    (void)state;
    refuse(",pct,2,83x,,,60,ok,draft", STRATA_E_INPUT,
           "e.csv:2:65: error: expected a number, or nothing (estimates-row)");
    refuse(",pct,2,,82.5,n<10,60,ok,draft", STRATA_E_INPUT,
           "e.csv:2:71: error: expected a number, or nothing (estimates-row)");
    refuse(",pct,2,83,,,0,ok,draft", STRATA_E_INPUT,
           "e.csv:2:70: error: expected students, of whom there is a figure (estimates-row)");
    refuse(",pct,2,83,,,many,ok,draft", STRATA_E_INPUT,
           "e.csv:2:70: error: expected a number of students (estimates-row)");
    refuse(",pct,99,83,,,60,ok,draft", STRATA_E_INPUT,
           "e.csv:2:63: error: expected a level (estimates-row)");
    refuse(",pct,2,83,,,60,ok,confidential", STRATA_E_PROTECTED,
           "e.csv: error: is confidential, and shows everything: there is nothing to audit "
           "(unprotected)");
    refuse(",gap_pct,2,83,,,60,ok,draft", STRATA_E_INPUT,
           "e.csv: error: holds no pct, share or mean of a group, so that there is nothing to "
           "audit; publish one of them, or audit the protected cells (estimates-columns)");
}

static strata_status try_all(void)
{
    static const char text[] = COLUMNS GROUP ",pct,2,83,,,60,ok,draft\n";
    strata_source *source = NULL;
    strata_cellset *set = NULL;
    strata_status status = strata_source_memory("e.csv", text, sizeof text - 1, 0, &source, NULL);
    if (status == STRATA_OK) {
        status = strata_estimate_cells_read(source, &set, NULL);
        strata_source_close(source);
    }
    strata_cellset_free(set);
    return status;
}

static void no_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(try_all) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_rounded_or_bounded),
        cmocka_unit_test(figures_of_streams_are_whole),
        cmocka_unit_test(a_stream_that_was_cut_is_refused),
        cmocka_unit_test(what_is_no_figure),
        cmocka_unit_test(wrong_fields_are_refused),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
