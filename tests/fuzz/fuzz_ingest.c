/* Any bytes as an extract: the first line names a schema or is "auto", the rest is the file. It is
 * refused in one line, or read with an account that balances, every rejected row in the list; in
 * pieces of any size the same comes out. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "large_blocks.h"
#include "record/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* What comes of an extract. */
typedef struct outcome {
    strata_status status;
    strata_error err;
    strata_account account;
    uint64_t results;
    uint64_t hash;
    uint64_t rejects; /* lines in the list */
} outcome;

static strata_status take_record(void *context, const strata_record *record, strata_error *err)
{
    outcome *into = context;
    (void)err;
    into->results++;
    into->hash = into->hash * 31 + strata_hash64(record, sizeof *record);
    return STRATA_OK;
}

static strata_status take_published(void *context, const strata_published *of, strata_error *err)
{
    outcome *into = context;
    (void)err;
    into->results++;
    into->hash = into->hash * 31 + of->n_tested * 7 + of->school + of->row;
    for (unsigned at = 0; at < of->statistic_count; at++) {
        const strata_statistic *statistic = &of->statistics[at];
        must(!statistic->has_bounds || statistic->lo <= statistic->hi);
        into->hash = into->hash * 31 + (uint64_t)statistic->lo;
    }
    return STRATA_OK;
}

/* They are slow to load. */
static strata_catalog *schemas(void)
{
    /* NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a fuzzer has no caller */
    static strata_catalog *catalog;
    static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};
    if (catalog == NULL) {
        must(strata_catalog_open(folders, 1, &catalog, NULL) == STRATA_OK);
    }
    return catalog;
}

static uint64_t count_lines(const strata_sink *sink)
{
    const char *bytes = NULL;
    size_t len = 0;
    uint64_t lines = 0;
    strata_sink_bytes(sink, &bytes, &len);
    for (size_t at = 0; at < len; at++) {
        lines += bytes[at] == '\n' ? 1 : 0;
    }
    return lines;
}

static void ingest(const char *schema, strata_slice file, size_t chunk, outcome *out)
{
    static const uint8_t key[STRATA_KEY_BYTES] = {1};
    strata_sink *sink = NULL;
    strata_csv_writer rejects;
    strata_source *source = NULL;
    strata_accounting accounting = {0};
    strata_keyed_hash *hash = strata_keyed_hash_new(key);
    *out = (outcome){.status = STRATA_OK};
    must(strata_sink_memory(&sink, NULL) == STRATA_OK && hash != NULL);
    strata_csv_writer_init(&rejects, sink, ',', NULL);
    const strata_ingest_options options = {.catalog = schemas(),
                                           .schema = schema,
                                           .key = hash,
                                           .max_errors = UINT64_MAX,
                                           .rejects = &rejects,
                                           .year = 2022};
    strata_ingest_target target = {.dictionary = strata_dictionary_new(),
                                   .records = {out, take_record},
                                   .published = {out, take_published},
                                   .issues = strata_issues_new(),
                                   .accounting = &accounting};
    out->status = strata_source_memory("x.csv", file.text, file.len, chunk, &source, &out->err);
    if (out->status == STRATA_OK) {
        out->status = strata_ingest_source(source, 1, &options, &target, &out->err);
    }
    if (out->status == STRATA_OK) {
        out->account = accounting.files[0];
        out->rejects = count_lines(sink);
        must(strata_accounting_check(&accounting, false, NULL) == STRATA_OK);
        must(out->account.results == out->results && out->account.rejected == out->rejects);
    }
    strata_source_close(source);
    strata_sink_discard(sink);
    strata_accounting_deinit(&accounting);
    strata_issues_free(target.issues);
    strata_dictionary_free(target.dictionary);
    strata_keyed_hash_free(hash);
}

static void compare(const outcome *a, const outcome *b)
{
    must(a->status == b->status && a->results == b->results && a->hash == b->hash &&
         a->rejects == b->rejects && strcmp(a->err.text, b->err.text) == 0);
    must(a->status == STRATA_OK || a->status == STRATA_E_INPUT || a->status == STRATA_E_USAGE);
    must((a->status == STRATA_OK) == (a->err.text[0] == '\0'));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    enum {
        ID_MAX = 64
    };
    char schema[ID_MAX] = "";
    outcome whole;
    outcome pieces;
    const uint8_t *end = memchr(bytes, '\n', len < ID_MAX ? len : ID_MAX);
    if (end == NULL || memchr(bytes, '.', (size_t)(end - bytes)) != NULL) { /* a path of a file */
        return 0;
    }
    (void)schemas(); /* their own blocks are not for reuse */
    large_blocks_use();
    memcpy(schema, bytes, (size_t)(end - bytes));
    const strata_slice file = {(const char *)end + 1, len - (size_t)(end - bytes) - 1};
    ingest(schema, file, 0, &whole);
    ingest(schema, file, 7, &pieces);
    compare(&whole, &pieces);
    return 0;
}
