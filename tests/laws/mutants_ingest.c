/* Reads a file through the library and keeps what a mutant is judged by. */
#include "io/csv_reader.h"
#include "mutants.h"

/* What is made of the results while they come. */
typedef struct collecting {
    uint64_t digest;
    uint64_t count;
} collecting;

static void add(collecting *into, const void *bytes, size_t len)
{
    into->digest = into->digest * UINT64_C(0x100000001b3) + strata_hash64(bytes, len);
}

static strata_status take_record(void *context, const strata_record *record, strata_error *err)
{
    collecting *into = context;
    strata_record copy;
    (void)err;
    memcpy(&copy, record, sizeof copy); /* with its padding, which is zero */
    copy.row = 0;
    into->count++;
    add(into, &copy, sizeof copy);
    return STRATA_OK;
}

static void add_statistic(collecting *into, const strata_statistic *of)
{
    const int64_t parts[] = {of->stat,       of->cut,        of->variable,  of->decimals,
                             of->has_value,  of->has_bounds, of->is_hidden, of->has_se,
                             of->is_hi_open, of->value,      of->lo,        of->hi};
    add(into, parts, sizeof parts);
    add(into, &of->se, sizeof of->se);
}

static strata_status take_published(void *context, const strata_published *of, strata_error *err)
{
    collecting *into = context;
    (void)err;
    const uint64_t parts[] = {(uint64_t)of->entity_level,
                              of->term,
                              of->population,
                              of->county,
                              of->lea,
                              of->school,
                              of->assessment,
                              of->era,
                              of->subject,
                              of->grade,
                              (uint64_t)of->year,
                              of->has_enrolled,
                              of->has_tested,
                              of->has_scored,
                              of->has_levels,
                              of->is_suppressed,
                              of->n_enrolled,
                              of->n_tested,
                              of->n_scored};
    add(into, parts, sizeof parts);
    add(into, &of->group, sizeof of->group);
    add(into, of->levels, sizeof of->levels);
    for (unsigned at = 0; at < of->statistic_count; at++) {
        add_statistic(into, &of->statistics[at]);
    }
    into->count++;
    return STRATA_OK;
}

/* The list of rejects: file, line, byte, rule, column, kept. */
static void read_rejects(const strata_sink *sink, mutant_outcome *out)
{
    enum {
        LINE = 1,
        RULE = 3,
        COLUMNS = 6
    };
    const char *bytes = NULL;
    size_t len = 0;
    strata_source *source = NULL;
    strata_csv_reader *reader = NULL;
    const strata_csv_row *row = NULL;
    size_t room = 0;
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(strata_source_memory("rejects", bytes, len, 0, &source, NULL), STRATA_OK);
    const strata_csv_dialect dialect = {.max_fields = 8, .max_row_bytes = 4096};
    assert_int_equal(strata_csv_reader_open(source, &dialect, &reader, NULL), STRATA_OK);
    assert_int_equal(strata_csv_reader_next(reader, &row, NULL), STRATA_OK);
    for (; row != NULL; assert_int_equal(strata_csv_reader_next(reader, &row, NULL), STRATA_OK)) {
        char rule[64] = "";
        uint64_t line = 0;
        const bool is_whole = row->count == COLUMNS && row->fields[RULE].len < sizeof rule &&
                              strata_count_parse(row->fields[LINE], &line);
        if (is_whole) {
            memcpy(rule, row->fields[RULE].text, row->fields[RULE].len);
        }
        out->has_odd_reject = out->has_odd_reject || strata_rule_find(rule) == NULL;
        assert_int_equal(strata_reserve(&out->rejected, &room, out->rejected_count + 1,
                                        sizeof *out->rejected, NULL),
                         STRATA_OK);
        out->rejected[out->rejected_count++] = line;
    }
    strata_csv_reader_close(reader);
    strata_source_close(source);
}

void mutant_ingest(const mutant_run *run, const char *name, const mutant_bytes *file,
                   strata_control *control, mutant_outcome *out)
{
    collecting into = {0};
    strata_sink *sink = NULL;
    strata_csv_writer rejects;
    strata_source *source = NULL;
    strata_accounting accounting = {0};
    *out = (mutant_outcome){.issues = strata_issues_new()};
    strata_dictionary *dictionary = strata_dictionary_new();
    assert_true(out->issues != NULL && dictionary != NULL);
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    strata_csv_writer_init(&rejects, sink, ',', NULL);
    const strata_ingest_options options = {.catalog = run->catalog,
                                           .key = run->key,
                                           .max_errors = UINT64_MAX,
                                           .rejects = &rejects,
                                           .control = control};
    strata_ingest_target target = {.dictionary = dictionary,
                                   .records = {&into, take_record},
                                   .published = {&into, take_published},
                                   .issues = out->issues,
                                   .accounting = &accounting};
    out->status = strata_source_memory(name, file->bytes, file->len, 0, &source, &out->err);
    if (out->status == STRATA_OK) {
        out->status = strata_ingest_source(source, 1, &options, &target, &out->err);
    }
    if (accounting.count > 0) {
        out->account = accounting.files[0];
        out->balances = strata_accounting_check(&accounting, false, NULL) == STRATA_OK &&
                        out->account.results == into.count;
    }
    out->digest = into.digest;
    read_rejects(sink, out);
    strata_sink_discard(sink);
    strata_source_close(source);
    strata_accounting_deinit(&accounting);
    strata_dictionary_free(dictionary);
}

void mutant_outcome_deinit(mutant_outcome *outcome)
{
    strata_free(outcome->rejected);
    strata_issues_free(outcome->issues);
    *outcome = (mutant_outcome){0};
}

uint64_t mutant_warnings(const mutant_outcome *outcome)
{
    uint64_t count = 0;
    for (size_t at = 0; at < strata_issues_count(outcome->issues); at++) {
        const strata_issue *issue = strata_issues_at(outcome->issues, at);
        count += issue->severity != STRATA_SEVERITY_ERROR ? issue->count : 0;
    }
    return count;
}
