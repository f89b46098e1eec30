/* decode(encode(x)) = x for records in both forms and for cells, with scores of 64 bits. */
#include "cube/cell_stream.h"
#include "cube/cube.h"
#include "random_records.h"
#include "stream/record_stream.h"

enum {
    SEEDS = 10,
    RECORDS = 500,
    INPUTS = 3
};

static const strata_stream_header records_header = {.kind = STRATA_STREAM_RECORDS,
                                                    .key_id = "0123456789abcdef"};

/* Any score at all: nothing is added up here. */
static void widen_scores(random_state *random, record_list *list)
{
    for (size_t at = 0; at < list->count; at++) {
        if (list->records[at].has_score) {
            list->records[at].score = (int64_t)random_next(random);
        }
    }
}

static strata_sink *encode_records(const record_list *list, strata_dictionary *dictionary,
                                   bool binary)
{
    strata_accounting accounting = {0};
    strata_record_writer *writer = NULL;
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    for (unsigned at = 0; at < INPUTS; at++) {
        strata_account *account = NULL;
        assert_int_equal(strata_accounting_add(&accounting, "x.csv", &account, NULL), STRATA_OK);
        (void)snprintf(account->digest, sizeof account->digest, "%032x", at);
        account->rows_in = 100 + at;
        account->accepted = 99;
        account->rejected = at;
        account->out_of_scope = 1;
    }
    assert_int_equal(
        strata_record_writer_open(sink, &records_header, dictionary, binary, false, &writer, NULL),
        STRATA_OK);
    for (size_t at = 0; at < list->count; at++) {
        assert_int_equal(strata_record_writer_push(writer, &list->records[at], NULL), STRATA_OK);
    }
    assert_int_equal(strata_record_writer_end(writer, &accounting, NULL), STRATA_OK);
    strata_record_writer_free(writer);
    strata_accounting_deinit(&accounting);
    return sink;
}

/* In pieces of any size. */
static strata_source *source_of(const strata_sink *sink, random_state *random)
{
    const char *bytes = NULL;
    size_t len = 0;
    strata_source *source = NULL;
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(
        strata_source_memory("x", bytes, len, 1 + random_below(random, 5000), &source, NULL),
        STRATA_OK);
    return source;
}

static record_list decode_records(const strata_sink *sink, strata_dictionary *dictionary,
                                  random_state *random)
{
    record_list list = {0};
    strata_accounting accounting = {0};
    strata_stream_header header = {0};
    const strata_record_sink out = {.context = &list, .push = record_list_push};
    strata_source *source = source_of(sink, random);
    assert_int_equal(
        strata_record_stream_read(source, 0, dictionary, &out, &accounting, &header, NULL),
        STRATA_OK);
    assert_string_equal(header.key_id, records_header.key_id);
    assert_int_equal(accounting.count, INPUTS);
    assert_int_equal(accounting.files[2].rows_in, 102);
    strata_accounting_deinit(&accounting);
    strata_source_close(source);
    return list;
}

static void assert_same_bytes(const strata_sink *a, const strata_sink *b)
{
    const char *a_bytes = NULL;
    const char *b_bytes = NULL;
    size_t a_len = 0;
    size_t b_len = 0;
    strata_sink_bytes(a, &a_bytes, &a_len);
    strata_sink_bytes(b, &b_bytes, &b_len);
    assert_int_equal(a_len, b_len);
    assert_memory_equal(a_bytes, b_bytes, a_len);
}

/* The text of records names everything a record holds: it is how two lists are compared whose texts
 * have other numbers. */
static void check_records(uint64_t seed)
{
    strata_dictionary *dictionary = random_dictionary();
    strata_dictionary *other = strata_dictionary_new();
    random_state random = {seed};
    record_list list = random_list(seed, dictionary, RECORDS);
    print_message("seed %" PRIu64 "\n", seed);
    assert_non_null(other);
    widen_scores(&random, &list);
    strata_sink *text = encode_records(&list, dictionary, false);
    strata_sink *binary = encode_records(&list, dictionary, true);
    record_list from_text = decode_records(text, other, &random);
    record_list from_binary = decode_records(binary, other, &random);
    assert_int_equal(from_text.count, RECORDS);
    assert_int_equal(from_binary.count, RECORDS);
    strata_sink *again = encode_records(&from_text, other, false);
    strata_sink *through_binary = encode_records(&from_binary, other, false);
    assert_same_bytes(text, again);
    assert_same_bytes(text, through_binary);
    for (size_t at = 0; at < RECORDS; at++) {
        assert_int_equal(list.records[at].score, from_text.records[at].score);
        assert_int_equal(list.records[at].score, from_binary.records[at].score);
    }
    strata_sink_discard(text);
    strata_sink_discard(binary);
    strata_sink_discard(again);
    strata_sink_discard(through_binary);
    strata_free(list.records);
    strata_free(from_text.records);
    strata_free(from_binary.records);
    strata_dictionary_free(dictionary);
    strata_dictionary_free(other);
}

static void test_records(void **state)
{
    (void)state;
    const uint64_t first = random_first_seed();
    for (uint64_t seed = first; seed < first + SEEDS; seed++) {
        check_records(seed);
    }
}

/* A published result with a statistic printed with any number of digits. */
static void add_published(strata_cube *cube, strata_dictionary *dictionary, random_state *random)
{
    char lea[16];
    (void)snprintf(lea, sizeof lea, "%u", (unsigned)random_below(random, 1000000));
    const int64_t value = (int64_t)random_next(random) >> random_below(random, 60);
    const strata_published published = {
        .entity_level = STRATA_LEVEL_LEA,
        .lea = random_text(dictionary, lea),
        .assessment = random_text(dictionary, "caaspp"),
        .subject = random_text(dictionary, "ela"),
        .grade = random_text(dictionary, "03"),
        .year = 2019,
        .group = {{STRATA_DIM_ALL, STRATA_DIM_ALL, STRATA_DIM_ALL}, {1, 1, 1}},
        .has_scored = random_below(random, 3) != 0,
        .n_scored =
            random_next(random) >> (28 + random_below(random, 36)), /* so that sums stay small */
        .level_count = 4,
        .statistic_count = 1,
        .statistics = {{.stat = STRATA_STAT_MEAN,
                        .decimals = (uint8_t)random_below(random, 19),
                        .has_value = random_below(random, 4) != 0,
                        .has_bounds = random_below(random, 4) != 0,
                        .has_se = true,
                        .value = value,
                        .lo = value < 0 ? value : value / 2,
                        .hi = value < 0 ? value / 2 : value,
                        .se = (double)random_below(random, 1000) / 7.0}}};
    assert_int_equal(strata_cube_add_published(cube, &published, NULL, NULL), STRATA_OK);
}

static strata_cellset *random_cells(uint64_t seed)
{
    strata_plan plan;
    strata_cellset *set = NULL;
    random_state random = {seed};
    strata_plan_default(&plan);
    strata_dictionary *dictionary = random_dictionary();
    record_list list = random_list(seed, dictionary, RECORDS);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    for (size_t at = 0; at < list.count; at++) {
        assert_int_equal(strata_cube_add_record(cube, &list.records[at], NULL), STRATA_OK);
        add_published(cube, dictionary, &random);
    }
    strata_free(list.records);
    assert_int_equal(strata_cube_finish(cube, NULL, &set, NULL), STRATA_OK);
    strata_cube_free(cube);
    return set;
}

static strata_sink *encode_cells(const strata_cellset *set)
{
    const strata_stream_header header = {.kind = STRATA_STREAM_CELLS};
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_cell_stream_write(sink, set, &header, false, NULL), STRATA_OK);
    return sink;
}

/* All but the key, whose texts have other numbers. */
static bool is_same_cell(const strata_cell *a, strata_cell b)
{
    b.key = a->key;
    return strata_cell_equal(a, &b);
}

static void check_cells(uint64_t seed)
{
    random_state random = {seed};
    strata_cellset *set = random_cells(seed);
    strata_cellset *back = NULL;
    print_message("seed %" PRIu64 "\n", seed);
    strata_sink *text = encode_cells(set);
    strata_source *source = source_of(text, &random);
    assert_int_equal(strata_cell_stream_read(source, &back, NULL, NULL), STRATA_OK);
    assert_int_equal(set->count, back->count);
    for (size_t at = 0; at < set->count; at++) {
        assert_true(is_same_cell(&set->cells[at], back->cells[at]));
    }
    strata_sink *again = encode_cells(back);
    assert_same_bytes(text, again);
    strata_sink_discard(text);
    strata_sink_discard(again);
    strata_source_close(source);
    strata_cellset_free(set);
    strata_cellset_free(back);
}

static void test_cells(void **state)
{
    (void)state;
    const uint64_t first = random_first_seed();
    for (uint64_t seed = first; seed < first + SEEDS; seed++) {
        check_cells(seed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
