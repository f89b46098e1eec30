/* A schema from text, and what ingesting a text by it gives. */
#ifndef STRATA_RECORD_FIXTURE_H
#define STRATA_RECORD_FIXTURE_H

#include "record/ingest.h"
#include "strata_test.h"

enum {
    FIXTURE_RESULTS = 24
};

typedef struct fixture {
    char folder[TEST_PATH_SIZE]; /* of the schema */
    strata_catalog *catalog;
    strata_dictionary *dictionary;
    strata_issues *issues;
    strata_accounting accounting;
    strata_keyed_hash *key;
    strata_sink *list; /* of rejected rows */
    strata_csv_writer rejects;
    strata_ingest_options options;
    strata_ingest_target target;
    strata_record records[FIXTURE_RESULTS];
    strata_published published[FIXTURE_RESULTS];
    size_t count; /* results of either kind */
    uint32_t files;
} fixture;

static inline strata_status fixture_take_record(void *context, const strata_record *record,
                                                strata_error *err)
{
    (void)err;
    fixture *f = context;
    assert_in_range(f->count, 0, FIXTURE_RESULTS - 1);
    f->records[f->count++] = *record;
    return STRATA_OK;
}

static inline strata_status fixture_take_published(void *context, const strata_published *published,
                                                   strata_error *err)
{
    (void)err;
    fixture *f = context;
    assert_in_range(f->count, 0, FIXTURE_RESULTS - 1);
    f->published[f->count++] = *published;
    return STRATA_OK;
}

/** Makes a catalog of one schema, test.json, and everything that ingest fills.
 *  @return what making it returned; _close is right in any case */
static inline strata_status fixture_open(fixture *f, const char *schema, strata_error *err)
{
    static const uint8_t key[STRATA_KEY_BYTES] = {1, 2, 3};
    char path[TEST_PATH_SIZE];
    memset(f, 0, sizeof *f);
    test_folder_make(f->folder);
    test_path(path, f->folder, "test.json");
    test_file_write(path, schema, strlen(schema));
    const char *const folders[] = {f->folder};
    f->key = strata_keyed_hash_new(key);
    f->dictionary = strata_dictionary_new();
    f->issues = strata_issues_new();
    if (f->key == NULL || f->dictionary == NULL || f->issues == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_sink_memory(&f->list, err));
    strata_csv_writer_init(&f->rejects, f->list, ',', err);
    f->options = (strata_ingest_options){
        .key = f->key, .max_errors = UINT64_MAX, .rejects = &f->rejects, .year = 2023};
    f->target = (strata_ingest_target){.dictionary = f->dictionary,
                                       .records = {f, fixture_take_record},
                                       .published = {f, fixture_take_published},
                                       .issues = f->issues,
                                       .accounting = &f->accounting};
    STRATA_TRY(strata_catalog_open(folders, 1, &f->catalog, err));
    f->options.catalog = f->catalog;
    return STRATA_OK;
}

static inline void fixture_close(fixture *f)
{
    strata_catalog_free(f->catalog);
    strata_dictionary_free(f->dictionary);
    strata_issues_free(f->issues);
    strata_accounting_deinit(&f->accounting);
    strata_keyed_hash_free(f->key);
    strata_sink_discard(f->list);
    test_folder_remove(f->folder);
}

/** Ingests a text as the next file, in.csv. */
static inline strata_status fixture_ingest(fixture *f, const char *text, strata_error *err)
{
    strata_source *source = NULL;
    STRATA_TRY(strata_source_memory("in.csv", text, strlen(text), 7, &source, err));
    f->files++;
    const strata_status status =
        strata_ingest_source(source, f->files, &f->options, &f->target, err);
    strata_source_close(source);
    return status;
}

/** Opens, ingests and fails the test unless both go well. */
static inline void fixture_of(fixture *f, const char *schema, const char *text)
{
    strata_error err = {0};
    if (fixture_open(f, schema, &err) != STRATA_OK || fixture_ingest(f, text, &err) != STRATA_OK) {
        test_error(&err, "");
    }
}

static inline const char *fixture_text(const fixture *f, uint32_t id)
{
    return strata_dictionary_text(f->dictionary, id);
}

/** How often a rule was broken in a column, 0 if never. */
static inline uint64_t fixture_issues(const fixture *f, const char *rule, const char *column)
{
    uint64_t count = 0;
    for (size_t at = 0; at < strata_issues_count(f->issues); at++) {
        const strata_issue *issue = strata_issues_at(f->issues, at);
        count +=
            strcmp(issue->rule, rule) == 0 && strcmp(issue->column, column) == 0 ? issue->count : 0;
    }
    return count;
}

/** Fails unless the list of rejected rows is this. */
static inline void fixture_rejects(const fixture *f, const char *expected)
{
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(f->list, &bytes, &len);
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(bytes, expected, len);
}

#endif
