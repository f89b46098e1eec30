/* A small region that is published again and again: schools in districts in a state, students by
 * race and by English learners or not, in four levels, with scores. */
#ifndef HISTORY_REGION_H
#define HISTORY_REGION_H

#include <dirent.h>
#include <sys/stat.h>

#include "cube/cell_stream.h"
#include "protect/hiding.h"
#include "protect/history.h"
#include "unit/test_cells.h"
#include "unit/test_policy.h"

enum {
    DAYS_SCHOOLS = 4,
    DAYS_DISTRICTS = 2,
    DAYS_RACES = 3,
    DAYS_LEVELS = 4,
    DAYS_GROUPS = 1 + DAYS_RACES + 2, /* all, each race, learners, others */
    DAYS_PLACES = 1 + DAYS_DISTRICTS + DAYS_SCHOOLS,
    DAYS_KINDS = DAYS_SCHOOLS * DAYS_RACES * 2 * DAYS_LEVELS
};

/** The students of a day. */
typedef struct days_region {
    int year;
    uint64_t students[DAYS_SCHOOLS][DAYS_RACES][2][DAYS_LEVELS];
    int64_t more[DAYS_SCHOOLS]; /* points that were given on top, to white learners */
    bool has_no_race;           /* cells: no groups of races */
    const char *plan;           /* what was asked for */
} days_region;

/** Students who are alike. */
typedef struct days_kind {
    unsigned school;
    unsigned race;
    unsigned learner; /* 0: an English learner, 1: none */
    unsigned level;
} days_kind;

/** The kind of a number below DAYS_KINDS. */
static inline days_kind days_kind_at(unsigned at)
{
    return (days_kind){.school = at / DAYS_LEVELS / 2 / DAYS_RACES,
                       .race = at / DAYS_LEVELS / 2 % DAYS_RACES,
                       .learner = at / DAYS_LEVELS % 2,
                       .level = at % DAYS_LEVELS};
}

/** One school large and whole, the others with small groups. */
static inline days_region days_first(void)
{
    days_region region = {.year = 2024, .plan = "by=all,el,race levels=state,lea,school grades=03"};
    for (unsigned at = 0; at < DAYS_KINDS; at++) {
        const days_kind of = days_kind_at(at);
        const bool is_small = of.race == 2 && of.school != 0;
        region.students[of.school][of.race][of.learner][of.level] =
            is_small ? (of.learner + of.level + of.school) % 2
                     : 12 + (7 * of.school + 5 * of.race + 3 * of.level) % 9;
    }
    return region;
}

static inline bool days_is_in(unsigned place, unsigned school)
{
    return place == 0 || place == 1 + school % DAYS_DISTRICTS ||
           place == 1 + DAYS_DISTRICTS + school;
}

static inline bool days_is_of(unsigned group, const days_kind *of)
{
    return group == 0 || group == 1 + of->race || group == 1 + DAYS_RACES + of->learner;
}

static inline void days_count(const days_region *region, unsigned place, unsigned group,
                              strata_cell *cell)
{
    *cell = (strata_cell){.has = STRATA_HAS_TESTED | STRATA_HAS_SCORED | STRATA_HAS_LEVELS |
                                 STRATA_HAS_SCORES,
                          .level_count = DAYS_LEVELS,
                          .score_min = 200,
                          .score_max = 600};
    for (unsigned at = 0; at < DAYS_KINDS; at++) {
        const days_kind of = days_kind_at(at);
        if (!days_is_in(place, of.school) || !days_is_of(group, &of)) {
            continue;
        }
        const uint64_t n = region->students[of.school][of.race][of.learner][of.level];
        const int64_t score = 300 + 50 * (int64_t)of.level;
        const bool has_more = of.race == 0 && of.learner == 0 && of.level == 0;
        const int64_t more = has_more ? region->more[of.school] : 0;
        cell->levels[of.level] += n;
        cell->n_scored += n;
        cell->score_sum += (strata_int128)n * score + more;
        cell->score_sumsq += (strata_int128)n * score * score + (strata_int128)more * more;
    }
    cell->n_tested = cell->n_scored;
}

static inline void days_key(strata_cellset *set, const days_region *region, unsigned place,
                            unsigned group, strata_cell_key *key)
{
    static const char *const dims[DAYS_GROUPS] = {"all", "race", "race", "race", "el", "el"};
    static const char *const groups[DAYS_GROUPS] = {"all",   "white",   "black",
                                                    "asian", "current", "english_only"};
    const bool is_school = place > DAYS_DISTRICTS;
    char name[32];
    *key = (strata_cell_key){.year = (int16_t)region->year,
                             .entity_level = (uint8_t)(place == 0  ? STRATA_LEVEL_STATE
                                                       : is_school ? STRATA_LEVEL_SCHOOL
                                                                   : STRATA_LEVEL_LEA),
                             .population = test_text(set, "all_tested"),
                             .assessment = test_text(set, "caaspp"),
                             .subject = test_text(set, "ela"),
                             .grade = test_text(set, "03"),
                             .variable = test_text(set, "scale_score")};
    assert_true(strata_group_key_parse(strata_slice_of(dims[group]), strata_slice_of(groups[group]),
                                       &key->group));
    if (place > 0) {
        const unsigned school = place - 1 - DAYS_DISTRICTS;
        (void)snprintf(name, sizeof name, "lea%u", is_school ? school % DAYS_DISTRICTS : place - 1);
        key->lea = test_text(set, name);
    }
    if (is_school) {
        (void)snprintf(name, sizeof name, "school%u", place - 1 - DAYS_DISTRICTS);
        key->school = test_text(set, name);
    }
}

static inline void days_add(strata_cellset *set, const days_region *region, unsigned place,
                            unsigned group)
{
    strata_cell cell;
    days_count(region, place, group, &cell);
    days_key(set, region, place, group, &cell.key);
    if (cell.n_scored > 0) {
        assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
    }
}

/** The unprotected cells of a day; groups of nobody have none. */
static inline strata_cellset *days_set(const days_region *region)
{
    strata_cellset *set = test_set_new();
    for (unsigned at = 0; at < DAYS_PLACES * DAYS_GROUPS; at++) {
        const unsigned group = at % DAYS_GROUPS;
        if (!region->has_no_race || group == 0 || group > DAYS_RACES) {
            days_add(set, region, at / DAYS_GROUPS, group);
        }
    }
    (void)memcpy(set->protection, "unprotected", sizeof "unprotected");
    (void)memcpy(set->race_scheme, "ed2007", sizeof "ed2007");
    (void)snprintf(set->plan, sizeof set->plan, "%s", region->plan);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    return set;
}

/** 2026-01-01 and so many days. */
static inline int64_t days_time(unsigned day)
{
    return INT64_C(1767225600) + INT64_C(86400) * day;
}

/** Protects and publishes the cells of a day in the light of the state. */
static inline strata_status days_publish_by(const char *state, const strata_protect_terms *terms,
                                            strata_cellset *set, unsigned day,
                                            strata_protect_report *report)
{
    strata_history *history = NULL;
    strata_error err = {0};
    strata_status status = strata_history_open(state, days_time(day), &history, &err);
    if (status == STRATA_OK) {
        status = strata_history_protect(history, terms, set, report, &err);
    }
    if (status == STRATA_OK) {
        status = strata_history_commit(history, &err);
    }
    strata_history_close(history);
    return status;
}

/** The same, by what strata hides. */
static inline strata_status days_publish(const char *state, const strata_policy_rules *rules,
                                         strata_cellset *set, unsigned day,
                                         strata_protect_report *report)
{
    const strata_protect_terms terms = {.rules = rules, .suppressor = &strata_hiding};
    return days_publish_by(state, &terms, set, day, report);
}

/** The rows of a set as they would be written, NUL behind; to be freed by strata_free. */
static inline char *days_text(const strata_cellset *set)
{
    strata_sink *sink = NULL;
    const char *bytes = NULL;
    size_t len = 0;
    const strata_stream_header header = {.version = STRATA_STREAM_VERSION};
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_cell_stream_write(sink, set, &header, true, NULL), STRATA_OK);
    strata_sink_bytes(sink, &bytes, &len);
    char *text = strata_alloc_zero(len + 1, 1);
    assert_non_null(text);
    memcpy(text, bytes, len);
    strata_sink_discard(sink);
    return text;
}

/** Removes the files of a folder.
 *  @param inner  a folder in it that stays, if there is one
 *  @return       whether there is */
static inline bool days_empty(const char *folder, char inner[TEST_PATH_SIZE])
{
    DIR *open = opendir(folder);
    bool has_inner = false;
    assert_non_null(open);
    for (const struct dirent *entry = readdir(open); entry != NULL; entry = readdir(open)) {
        char path[TEST_PATH_SIZE];
        struct stat about;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        test_path(path, folder, entry->d_name);
        assert_int_equal(lstat(path, &about), 0);
        if (S_ISDIR(about.st_mode)) {
            memcpy(inner, path, sizeof path);
            has_inner = true;
        } else {
            assert_int_equal(unlink(path), 0);
        }
    }
    (void)closedir(open);
    return has_inner;
}

/** Removes a folder and all in it, the innermost folders first. */
static inline void days_remove(const char *folder)
{
    bool is_last = false;
    while (!is_last) {
        char at[TEST_PATH_SIZE];
        char inner[TEST_PATH_SIZE] = "";
        test_path(at, folder, ".");
        is_last = !days_empty(folder, inner);
        while (inner[0] != '\0') {
            memcpy(at, inner, sizeof at);
            inner[0] = '\0';
            (void)days_empty(at, inner);
        }
        assert_int_equal(rmdir(is_last ? folder : at), 0);
    }
}

#endif
