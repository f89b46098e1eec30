#include "record/resolve.h"
#include "strata_test.h"

enum {
    PUSHED = 400,
    FILES = 3,
    SEEDS = 20
};

/* A record by its texts, so that dictionaries with other numbers give the same one. */
typedef struct line {
    uint64_t student;
    const char *school;
    int64_t score;
    uint32_t file;
    uint32_t row;
} line;

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

static const char *const schools[] = {"Oak", "Elm", "Ash", "Fir"};

/* 60 students, so that most have several results in the three files. */
static void make_lines(line *lines)
{
    uint64_t seed = 4711;
    for (uint32_t at = 0; at < PUSHED; at++) {
        lines[at] = (line){.student = 1 + next_random(&seed) % 60,
                           .school = schools[next_random(&seed) % 4],
                           .score = (int64_t)(next_random(&seed) % 3) * 50,
                           .file = 1 + at % FILES,
                           .row = 2 + at / FILES};
        lines[at].student = at % 40 == 0 ? 0 : lines[at].student; /* some without identifier */
    }
}

static void shuffle(line *lines, uint64_t seed)
{
    for (size_t at = PUSHED - 1; at > 0; at--) {
        const size_t other = next_random(&seed) % (at + 1);
        const line moving = lines[at];
        lines[at] = lines[other];
        lines[other] = moving;
    }
}

/* What a resolver kept, with order taken out: a sum of hashes of texts and numbers. */
typedef struct outcome {
    const strata_dictionary *dictionary;
    uint64_t count;
    uint64_t hash;
    uint64_t kept[FILES];
    uint64_t duplicate[FILES];
    uint64_t superseded[FILES];
    uint64_t conflicts;
} outcome;

static strata_status take(void *context, const strata_record *record, strata_error *err)
{
    (void)err;
    outcome *seen = context;
    char text[128];
    const int len =
        snprintf(text, sizeof text, "%llu,%s,%lld,%u,%u", (unsigned long long)record->student,
                 strata_dictionary_text(seen->dictionary, record->school), (long long)record->score,
                 (unsigned)record->file, (unsigned)record->row);
    seen->hash += strata_hash64(text, (size_t)len);
    seen->count++;
    return STRATA_OK;
}

static strata_status push_line(strata_resolve *resolve, strata_dictionary *dictionary,
                               const line *from, strata_error *err)
{
    strata_record record = {.student = from->student,
                            .year = 2019,
                            .score = from->score,
                            .has_score = from->score != 0,
                            .file = from->file,
                            .row = from->row};
    STRATA_TRY(strata_intern_add(strata_dictionary_texts(dictionary), from->school,
                                 strlen(from->school), &record.school, err));
    return strata_resolve_push(resolve, &record, err);
}

static void note_accounts(outcome *seen, const strata_accounting *accounting,
                          const strata_issues *issues)
{
    uint64_t open = 0; /* results that do not stay: each is an issue */
    for (size_t at = 0; at < FILES; at++) {
        seen->kept[at] = accounting->files[at].kept;
        seen->duplicate[at] = accounting->files[at].duplicate;
        seen->superseded[at] = accounting->files[at].superseded;
        open += seen->duplicate[at] + seen->superseded[at];
    }
    for (size_t at = 0; at < strata_issues_count(issues); at++) {
        const strata_issue *one = strata_issues_at(issues, at);
        seen->conflicts += strcmp(one->rule, "duplicate-conflict") == 0 ? one->count : 0;
        open -= one->count;
    }
    assert_int_equal(open, 0);
}

static strata_status run(const line *lines, size_t count, uint64_t memory, outcome *seen)
{
    strata_error err = {0};
    strata_resolve *resolve = NULL;
    strata_accounting accounting = {0};
    strata_account *account = NULL;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_issues *issues = strata_issues_new();
    strata_status status = dictionary != NULL && issues != NULL ? STRATA_OK : STRATA_E_MEMORY;
    *seen = (outcome){.dictionary = dictionary};
    for (size_t at = 0; at < FILES && status == STRATA_OK; at++) {
        status = strata_accounting_add(&accounting, "x.csv", &account, &err);
    }
    if (status == STRATA_OK) {
        status = strata_resolve_new(memory, NULL, &resolve, &err);
    }
    for (size_t at = 0; at < count && status == STRATA_OK; at++) {
        status = push_line(resolve, dictionary, &lines[at], &err);
    }
    if (status == STRATA_OK) {
        const strata_record_sink sink = {seen, take};
        status = strata_resolve_finish(resolve, &sink, dictionary, &accounting, issues, &err);
    }
    if (status == STRATA_OK) {
        note_accounts(seen, &accounting, issues);
    }
    strata_resolve_free(resolve);
    strata_accounting_deinit(&accounting);
    strata_issues_free(issues);
    strata_dictionary_free(dictionary);
    seen->dictionary = NULL;
    return status;
}

static void is_same(const outcome *a, const outcome *b)
{
    assert_memory_equal(a, b, sizeof *a);
}

/* Any order of rows, in memory or spilled at every record: the same records, accounts, issues. */
static void test_any_order(void **state)
{
    (void)state;
    line lines[PUSHED];
    outcome first;
    outcome other;
    make_lines(lines);
    assert_int_equal(run(lines, PUSHED, 0, &first), STRATA_OK);
    assert_in_range(first.count, 60, 60 + PUSHED / 40);
    assert_true(first.conflicts > 0 && first.duplicate[0] > 0 && first.superseded[2] > 0);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        shuffle(lines, seed);
        assert_int_equal(run(lines, PUSHED, 0, &other), STRATA_OK);
        is_same(&other, &first);
        assert_int_equal(run(lines, PUSHED, seed * sizeof(strata_record), &other), STRATA_OK);
        is_same(&other, &first);
    }
}

/* By hand. Student 5: file 2 repeats one row of file 1, which has a version of its own besides.
 * Student 6: one file has a result, the same once more, another result and one without a score. */
static void test_by_hand(void **state)
{
    (void)state;
    static const line lines[] = {
        {5, "Oak", 400, 1, 2}, {5, "Oak", 450, 1, 3}, {5, "Oak", 400, 2, 2},
        {6, "Elm", 480, 3, 2}, {6, "Elm", 480, 3, 3}, {6, "Ash", 480, 3, 4},
        {6, "Oak", 0, 3, 5},   {0, "Oak", 480, 3, 6}, {0, "Oak", 480, 3, 7},
    };
    outcome seen;
    assert_int_equal(run(lines, sizeof lines / sizeof lines[0], 0, &seen), STRATA_OK);
    static const uint64_t kept[FILES] = {0, 1, 3};
    static const uint64_t duplicate[FILES] = {1, 0, 1};
    static const uint64_t superseded[FILES] = {1, 0, 2};
    assert_int_equal(seen.count, 4);
    assert_memory_equal(seen.kept, kept, sizeof kept);
    assert_memory_equal(seen.duplicate, duplicate, sizeof duplicate);
    assert_memory_equal(seen.superseded, superseded, sizeof superseded);
    assert_int_equal(seen.conflicts, 2); /* in file 3; what file 1 says does not matter any more */
    /* Elm is the greater text. */
    outcome expected = {0};
    static const char *const stays[] = {"5,Oak,400,2,2", "6,Elm,480,3,2", "0,Oak,480,3,6",
                                        "0,Oak,480,3,7"};
    for (size_t at = 0; at < 4; at++) {
        expected.hash += strata_hash64(stays[at], strlen(stays[at]));
    }
    assert_int_equal(seen.hash, expected.hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
