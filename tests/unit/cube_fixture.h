/* Records and published results in a few words, and the cells that come of them. */
#ifndef STRATA_CUBE_FIXTURE_H
#define STRATA_CUBE_FIXTURE_H

#include "cube/cube.h"
#include "strata_test.h"

static inline uint32_t cube_text(strata_dictionary *dictionary, const char *text)
{
    uint32_t id = UINT32_MAX;
    assert_int_equal(
        strata_intern_add(strata_dictionary_texts(dictionary), text, strlen(text), &id, NULL),
        STRATA_OK);
    return id;
}

/** With the test "caaspp": four levels, 3 the proficient cut, whole scores. */
static inline strata_dictionary *cube_dictionary(void)
{
    strata_dictionary *dictionary = strata_dictionary_new();
    assert_non_null(dictionary);
    const strata_test test = {.assessment = cube_text(dictionary, "caaspp"),
                              .levels = 4,
                              .proficient = 3,
                              .has_scores = true,
                              .denominator = cube_text(dictionary, "tested")};
    assert_int_equal(strata_dictionary_add_test(dictionary, &test, NULL), STRATA_OK);
    return dictionary;
}

static inline strata_group_key cube_group(const char *dim, const char *group)
{
    strata_group_key key;
    assert_true(strata_group_key_parse(strata_slice_of(dim), strata_slice_of(group), &key));
    return key;
}

static inline strata_code cube_code(strata_dim dim, const char *name)
{
    const strata_code code = strata_group_find(dim, strata_slice_of(name));
    assert_int_not_equal(code, 0);
    return code;
}

/** A result of 2024 in ELA. */
static inline strata_record cube_record(strata_dictionary *dictionary, const char *lea,
                                        const char *school, int64_t score, uint8_t level)
{
    strata_record record = {.student = 1,
                            .lea = cube_text(dictionary, lea),
                            .school = cube_text(dictionary, school),
                            .assessment = cube_text(dictionary, "caaspp"),
                            .subject = cube_text(dictionary, "ela"),
                            .grade = cube_text(dictionary, "03"),
                            .file = 1,
                            .row = 2,
                            .score = score,
                            .year = 2024,
                            .level = level,
                            .has_score = true};
    record.codes[STRATA_DIM_ALL] = 1;
    return record;
}

/** A published result of 2019 in mathematics, all grades, with n tested and scored. */
static inline strata_published cube_published(strata_dictionary *dictionary, const char *lea,
                                              uint64_t n)
{
    return (strata_published){.entity_level =
                                  lea[0] != '\0' ? STRATA_LEVEL_LEA : STRATA_LEVEL_STATE,
                              .lea = cube_text(dictionary, lea),
                              .assessment = cube_text(dictionary, "caaspp"),
                              .subject = cube_text(dictionary, "math"),
                              .grade = cube_text(dictionary, "all"),
                              .year = 2019,
                              .group = cube_group("all", "all"),
                              .has_tested = true,
                              .has_scored = true,
                              .n_tested = n,
                              .n_scored = n,
                              .level_count = 4};
}

/** Gives it the percent at level 3 and above, in hundredths, known to half of one. */
static inline void cube_pct(strata_published *published, int64_t hundredths)
{
    published->statistics[published->statistic_count++] =
        (strata_statistic){.stat = STRATA_STAT_PCT,
                           .cut = 3,
                           .decimals = 3,
                           .has_value = true,
                           .has_bounds = true,
                           .value = hundredths * 10,
                           .lo = hundredths * 10 - 5,
                           .hi = hundredths * 10 + 5};
}

/** Where a cell is looked for; NULL and 0 stand for the usual. */
typedef struct cube_where {
    const char *lea;
    const char *school;
    const char *grade;
    const char *dim;
    const char *group;
    const char *population; /* NULL: any */
    strata_stat stat;
    uint8_t cut;
} cube_where;

static inline uint32_t cube_known(const strata_cellset *set, const char *text)
{
    return text != NULL
               ? strata_intern_find(strata_dictionary_texts(set->dictionary), text, strlen(text))
               : 0;
}

/** The one cell at a place, or NULL. Looks at every cell, so that it needs no order. */
static inline const strata_cell *cube_find(const strata_cellset *set, cube_where where)
{
    const strata_group_key group = cube_group(where.dim != NULL ? where.dim : "all",
                                              where.group != NULL ? where.group : "all");
    const uint32_t grade = cube_known(set, where.grade != NULL ? where.grade : "all");
    const strata_cell *found = NULL;
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell *cell = &set->cells[at];
        const strata_cell_key *key = &cell->key;
        if (key->lea == cube_known(set, where.lea) &&
            key->school == cube_known(set, where.school) && key->grade == grade &&
            key->stat == where.stat && key->cut == where.cut &&
            (where.population == NULL || key->population == cube_known(set, where.population)) &&
            strata_group_key_equal(key->group, group)) {
            assert_null(found);
            found = cell;
        }
    }
    return found;
}

/** Finishes a cube and frees it. */
static inline strata_cellset *cube_finish(strata_cube *cube, strata_issues *issues)
{
    strata_cellset *set = NULL;
    assert_int_equal(strata_cube_finish(cube, issues, &set, NULL), STRATA_OK);
    strata_cube_free(cube);
    return set;
}

/** How often a rule was broken. */
static inline uint64_t cube_issue_count(const strata_issues *issues, const char *rule)
{
    uint64_t count = 0;
    for (size_t at = 0; at < strata_issues_count(issues); at++) {
        const strata_issue *issue = strata_issues_at(issues, at);
        count += strcmp(issue->rule, rule) == 0 ? issue->count : 0;
    }
    return count;
}

#endif
