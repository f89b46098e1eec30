/* Extracts with one thing changed by chance are caught, or nobody could have known:
 * laws_mutants [--count N] [--seed N] FILE|FOLDER...
 *
 * Every seed picks a file and a way to change it. With a control file (rows, sums, SHA-256) each of
 * them must be refused. Without one the run fails, or it balances and lists what it rejected, and
 * every row that it took is one that the schema allows. What then still differs is counted, by what
 * differs. --seed N tries that one seed again and says more about it. */
#include "mutants.h"

#include <errno.h>

enum {
    SAMPLES_MAX = 128,
    FILE_MAX = 256 * 1024,
    TRIES = 20, /* some ways do not change some files */
    WAYS_MAX = 16,
    FAILURES_SHOWN = 20
};

/* What became of mutants, and what a table of them shows. */
typedef enum fate {
    FATE_REFUSED,  /* the run ended with a message */
    FATE_REJECTED, /* rows were rejected that the file had before */
    FATE_WARNED,   /* something was said that was not said before */
    FATE_SAME,     /* the results are those of the file itself */
    FATE_NUMBER,   /* from here on nobody could know: another number ... */
    FATE_CODE,
    FATE_TEXT,
    FATE_GONE,
    FATE_ROWS,
    FATE_COLUMN,
    FATE_SEVERAL,
    FATE_WRONG, /* a rule could have known */
    FATE_COUNT
} fate;

static const char *const fate_names[FATE_COUNT] = {"refused", "rejected", "warned",  "same",
                                                   "number",  "code",     "text",    "gone",
                                                   "rows",    "column",   "several", "WRONG"};

typedef struct tally {
    uint64_t fates[WAYS_MAX][FATE_COUNT];
    uint64_t by_sums[WAYS_MAX]; /* caught by rows and sums alone */
    uint64_t uncaught;          /* with the whole control */
    uint64_t made;
    bool speaks; /* about every mutant */
} tally;

/* ---- samples ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* False if the file is too large or no extract that can be read by itself. */
static bool load_sample(const mutant_run *run, const char *path, mutant_sample *sample)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("%s: %s", path, strerror(errno));
        return false;
    }
    *sample = (mutant_sample){.file = {.room = FILE_MAX}};
    sample->file.bytes = strata_alloc(FILE_MAX);
    assert_non_null(sample->file.bytes);
    sample->file.len = fread(sample->file.bytes, 1, FILE_MAX, file);
    assert_int_equal(fclose(file), 0);
    (void)snprintf(sample->name, sizeof sample->name, "%s", base_name(path));
    mutant_ingest(run, sample->name, &sample->file, NULL, &sample->outcome);
    if (sample->file.len == FILE_MAX || sample->outcome.status != STRATA_OK) {
        print_message("%s is left out: %s\n", sample->name,
                      sample->file.len == FILE_MAX ? "too large" : sample->outcome.err.text);
        mutant_outcome_deinit(&sample->outcome);
        strata_free(sample->file.bytes);
        return false;
    }
    mutant_remember(run, sample);
    mutant_control(run, sample);
    return true;
}

static void free_sample(mutant_sample *sample)
{
    mutant_outcome_deinit(&sample->outcome);
    strata_control_free(sample->control);
    strata_control_free(sample->sums);
    strata_arena_free(sample->arena);
    strata_free(sample->file.bytes);
    strata_free(sample->is_bound);
    strata_free(sample->rows);
}

/* A file as it is must pass every test that mutants have to fail. */
static void check_sample(const mutant_run *run, const mutant_sample *sample)
{
    strata_control *const controls[] = {sample->control, sample->sums};
    mutant_verdict verdict = {0};
    for (size_t at = 0; at < 2; at++) {
        mutant_outcome outcome;
        mutant_ingest(run, sample->name, &sample->file, controls[at], &outcome);
        if (outcome.status != STRATA_OK || outcome.digest != sample->outcome.digest) {
            fail_msg("%s with its control: %s", sample->name, outcome.err.text);
        }
        mutant_outcome_deinit(&outcome);
    }
    if (!sample->outcome.balances || sample->outcome.has_odd_reject ||
        !mutant_is_sound(run, sample, &sample->file, &sample->outcome, &verdict) ||
        verdict.changes != 0) {
        fail_msg("%s as it is: %s", sample->name, verdict.why);
    }
}

/* ---- one mutant ---- */

static fate fate_of_changes(unsigned changes)
{
    switch (changes) {
    case MUTANT_NUMBER:
        return FATE_NUMBER;
    case MUTANT_CODE:
        return FATE_CODE;
    case MUTANT_TEXT:
        return FATE_TEXT;
    case MUTANT_GONE:
        return FATE_GONE;
    case MUTANT_ROWS:
        return FATE_ROWS;
    default:
        return changes >= MUTANT_COLUMN ? FATE_COLUMN : FATE_SEVERAL;
    }
}

static bool balances(const mutant_outcome *outcome, mutant_verdict *out)
{
    const strata_account *account = &outcome->account;
    const char *what = NULL;
    if (!outcome->balances) {
        what = "the account does not balance";
    } else if (outcome->has_odd_reject) {
        what = "a rejected row without a rule";
    } else if (outcome->rejected_count != account->rejected) {
        what = "rejected rows are not in the list";
    }
    (void)snprintf(out->why, sizeof out->why, "%s", what != NULL ? what : "");
    return what == NULL;
}

static fate judge(const mutant_run *run, const mutant_sample *sample, const mutant_bytes *file,
                  const mutant_outcome *outcome, mutant_verdict *out)
{
    const mutant_outcome *before = &sample->outcome;
    if (outcome->status != STRATA_OK) {
        (void)snprintf(out->why, sizeof out->why, "%s", outcome->err.text);
        return outcome->err.text[0] != '\0' && outcome->status != STRATA_E_INTERNAL ? FATE_REFUSED
                                                                                    : FATE_WRONG;
    }
    if (!balances(outcome, out) || !mutant_is_sound(run, sample, file, outcome, out)) {
        return FATE_WRONG;
    }
    if (outcome->rejected_count > before->rejected_count) {
        return FATE_REJECTED;
    }
    if (mutant_warnings(outcome) > mutant_warnings(before)) {
        return FATE_WARNED;
    }
    if (outcome->digest == before->digest) {
        return FATE_SAME;
    }
    (void)snprintf(out->why, sizeof out->why, "changes %u", out->changes);
    return out->changes != 0 ? fate_of_changes(out->changes) : FATE_WRONG;
}

static bool is_caught(const mutant_run *run, const mutant_sample *sample, const mutant_bytes *file,
                      strata_control *control)
{
    mutant_outcome outcome;
    mutant_ingest(run, sample->name, file, control, &outcome);
    const bool is_caught = outcome.status != STRATA_OK;
    mutant_outcome_deinit(&outcome);
    return is_caught;
}

static bool differs(const mutant_sample *sample, const mutant_bytes *file)
{
    return file->len > 0 && (file->len != sample->file.len ||
                             memcmp(file->bytes, sample->file.bytes, file->len) != 0);
}

/* Changes one of the files; tells which and how. */
static const mutant_sample *make(const mutant_sample *samples, size_t count, uint64_t seed,
                                 size_t *way, mutant_bytes *file)
{
    random_state random = {seed};
    const mutant_sample *sample = NULL;
    for (unsigned at = 0; at < TRIES && (sample == NULL || !differs(sample, file)); at++) {
        sample = &samples[mutant_pick(&random, count)];
        *way = mutant_pick(&random, mutant_way_count());
        mutant_make(sample, *way, &random, file);
    }
    return sample;
}

static void try_seed(const mutant_run *run, const mutant_sample *samples, size_t count,
                     uint64_t seed, tally *into)
{
    mutant_bytes file = {0};
    mutant_outcome outcome;
    size_t way = 0;
    mutant_verdict verdict = {0};
    const mutant_sample *sample = make(samples, count, seed, &way, &file);
    if (differs(sample, &file)) {
        mutant_ingest(run, sample->name, &file, NULL, &outcome);
        const fate found = judge(run, sample, &file, &outcome, &verdict);
        const bool by_all = is_caught(run, sample, &file, sample->control);
        into->made++;
        into->fates[way][found]++;
        into->by_sums[way] += is_caught(run, sample, &file, sample->sums) ? 1 : 0;
        into->uncaught += by_all ? 0 : 1;
        if (into->speaks || found == FATE_WRONG || !by_all) {
            print_message("seed %" PRIu64 ": %s, %s: %s: %s%s\n", seed, sample->name,
                          mutant_way_name(way), fate_names[found], verdict.why,
                          by_all ? "" : "; NOT CAUGHT by the control file");
        }
        mutant_outcome_deinit(&outcome);
    }
    if (into->speaks) {
        print_message("%.*s\n", (int)file.len, (const char *)file.bytes);
    }
    strata_free(file.bytes);
}

/* ---- the table ---- */

static uint64_t print_row(const char *name, const uint64_t fates[FATE_COUNT], uint64_t by_sums)
{
    uint64_t sum = 0;
    print_message("%-28s", name);
    for (unsigned at = 0; at < FATE_COUNT; at++) {
        print_message("%9" PRIu64, fates[at]);
        sum += fates[at];
    }
    print_message("%9" PRIu64 " of %" PRIu64 "\n", by_sums, sum);
    return sum;
}

static void print_table(const tally *of)
{
    uint64_t all[FATE_COUNT] = {0};
    uint64_t by_sums = 0;
    print_message("%-28s", "without a control file:");
    for (unsigned at = 0; at < FATE_COUNT; at++) {
        print_message("%9s", fate_names[at]);
    }
    print_message("  by rows and sums alone\n");
    for (size_t way = 0; way < mutant_way_count(); way++) {
        (void)print_row(mutant_way_name(way), of->fates[way], of->by_sums[way]);
        by_sums += of->by_sums[way];
        for (unsigned at = 0; at < FATE_COUNT; at++) {
            all[at] += of->fates[way][at];
        }
    }
    (void)print_row("all", all, by_sums);
    uint64_t unknowable = 0;
    for (unsigned at = FATE_NUMBER; at < FATE_WRONG; at++) {
        unknowable += all[at];
    }
    print_message("%" PRIu64 " mutants: %" PRIu64 " refused, rejected or warned of, %" PRIu64
                  " the same, %" PRIu64 " undetectable, %" PRIu64
                  " that a rule could have known; %" PRIu64 " not caught with a control file\n",
                  of->made, all[FATE_REFUSED] + all[FATE_REJECTED] + all[FATE_WARNED],
                  all[FATE_SAME], unknowable, all[FATE_WRONG], of->uncaught);
}

static bool is_clean(const tally *of)
{
    uint64_t wrong = of->uncaught;
    for (size_t way = 0; way < mutant_way_count(); way++) {
        wrong += of->fates[way][FATE_WRONG];
    }
    return wrong == 0 && of->made > 0;
}

/* ---- the run ---- */

typedef struct arguments {
    uint64_t count;
    uint64_t seed; /* 0: from the first seed on */
    char files[SAMPLES_MAX][TEST_PATH_SIZE];
    size_t file_count;
} arguments;

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void add_file(arguments *to, const char *folder, const char *name)
{
    assert_true(to->file_count < SAMPLES_MAX);
    const int len = snprintf(to->files[to->file_count++], TEST_PATH_SIZE, "%s%s%s", folder,
                             folder[0] != '\0' ? "/" : "", name);
    assert_in_range(len, 1, TEST_PATH_SIZE - 1);
}

/* A file, or the files of a folder in the order of their names: seeds mean the same everywhere. */
static void add_path(arguments *to, const char *path)
{
    const size_t first = to->file_count;
    DIR *folder = opendir(path);
    if (folder == NULL) {
        add_file(to, "", path);
        return;
    }
    for (const struct dirent *name = readdir(folder); name != NULL; name = readdir(folder)) {
        if (name->d_name[0] != '.') {
            add_file(to, path, name->d_name);
        }
    }
    assert_int_equal(closedir(folder), 0);
    qsort(to->files[first], to->file_count - first, sizeof to->files[0], by_name);
}

static void read_arguments(int argc, char **argv, arguments *out)
{
    *out = (arguments){.count = 1000};
    for (int at = 1; at < argc; at++) {
        if (at + 1 < argc && strcmp(argv[at], "--count") == 0) {
            out->count = strtoull(argv[++at], NULL, 10);
        } else if (at + 1 < argc && strcmp(argv[at], "--seed") == 0) {
            out->seed = strtoull(argv[++at], NULL, 10);
        } else {
            add_path(out, argv[at]);
        }
    }
}

static void run_seeds(const arguments *of, const mutant_run *run, const mutant_sample *samples,
                      size_t count)
{
    const uint64_t first = of->seed != 0 ? of->seed : random_first_seed();
    const uint64_t last = of->seed != 0 ? of->seed : first + of->count - 1;
    tally result = {.speaks = of->seed != 0};
    for (uint64_t seed = first; seed <= last; seed++) {
        try_seed(run, samples, count, seed, &result);
    }
    print_table(&result);
    assert_true(is_clean(&result));
}

static void test_mutants(void **state)
{
    static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};
    static const uint8_t key[STRATA_KEY_BYTES] = {1};
    const arguments *of = *state;
    mutant_run run = {.key = strata_keyed_hash_new(key)};
    size_t count = 0;
    mutant_sample *samples = strata_alloc_zero(SAMPLES_MAX, sizeof *samples);
    assert_true(run.key != NULL && samples != NULL);
    assert_int_equal(strata_catalog_open(folders, 1, &run.catalog, NULL), STRATA_OK);
    test_folder_make(run.folder);
    for (size_t at = 0; samples != NULL && at < of->file_count; at++) {
        if (load_sample(&run, of->files[at], &samples[count])) {
            check_sample(&run, &samples[count]);
            count++;
        }
    }
    test_folder_remove(run.folder);
    assert_true(count > 0);
    print_message("%zu files\n", count);
    run_seeds(of, &run, samples, count);
    for (size_t at = 0; at < count; at++) {
        free_sample(&samples[at]);
    }
    strata_free(samples);
    strata_catalog_free(run.catalog);
    strata_keyed_hash_free(run.key);
}

int main(int argc, char **argv)
{
    arguments of;
    read_arguments(argc, argv, &of);
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(test_mutants, &of)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
