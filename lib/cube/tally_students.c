/* Atoms are interned as bytes; the groups of each are worked out once. */
#include "cube/tally_students.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"

enum {
    SCHEMES_MAX = STRATA_SCHEMES_MAX + 1 + 2 /* el and frl as witnesses */
};

/* What an atom is, without padding: equal ones are equal bytes. */
typedef struct atom {
    uint32_t base;
    uint32_t is_silent; /* of a school with universal meals, in a base with frl */
    strata_code_set sets[STRATA_CROSS_MAX];
} atom;

/* A scheme and the base it is counted by. */
typedef struct served_scheme {
    strata_scheme scheme;
    uint32_t witnesses; /* the only groups of it that count, 0: all */
    uint32_t base;
} served_scheme;

/* A student of an atom is in a group. */
typedef struct member {
    uint32_t group; /* number among those interned, then its rank */
    uint32_t atom;
    bool is_silent;
} member;

typedef struct making {
    strata_tally_students *students;
    const strata_plan *plan;
    strata_membership *membership;
    const strata_packed_person *persons; /* persons[person_count] */
    uint32_t person_count;
    strata_scheme bases[SCHEMES_MAX];
    uint32_t base_atoms[SCHEMES_MAX];
    served_scheme schemes[SCHEMES_MAX];
    unsigned scheme_count;
    strata_intern *atoms;  /* numbers from 1 */
    strata_intern *groups; /* numbers from 1 */
    member *members;       /* members[member_count] */
    size_t member_count;
    size_t member_room;
} making;

/* ---- schemes and bases ---- */

/* Where a dimension stands in a scheme; its count if it is not there. */
static unsigned position_of(const strata_scheme *scheme, uint8_t dim)
{
    unsigned at = 0;
    while (at < scheme->count && scheme->dims[at] != dim) {
        at++;
    }
    return at;
}

static bool has_dim(const strata_scheme *scheme, strata_dim dim)
{
    return position_of(scheme, (uint8_t)dim) < scheme->count;
}

static bool is_part_of(const strata_scheme *part, const strata_scheme *whole)
{
    for (unsigned at = 0; at < part->count; at++) {
        if (part->dims[at] != STRATA_DIM_ALL && !has_dim(whole, (strata_dim)part->dims[at])) {
            return false;
        }
    }
    return true;
}

static bool is_base(const strata_plan *plan, unsigned scheme)
{
    for (unsigned other = 0; other < plan->scheme_count; other++) {
        if (other != scheme && is_part_of(&plan->schemes[scheme], &plan->schemes[other])) {
            return false;
        }
    }
    return true;
}

static void find_bases(making *made)
{
    for (unsigned at = 0; at < made->plan->scheme_count; at++) {
        if (is_base(made->plan, at)) {
            made->bases[made->students->bases++] = made->plan->schemes[at];
        }
    }
}

static void add_witnesses(making *made, strata_dim dim)
{
    const uint32_t witnesses = strata_plan_witnesses(made->plan, dim);
    if (witnesses != 0) {
        made->schemes[made->scheme_count++] =
            (served_scheme){.scheme = {.count = 1, .dims = {(uint8_t)dim}}, .witnesses = witnesses};
    }
}

static void find_schemes(making *made)
{
    for (unsigned at = 0; at < made->plan->scheme_count; at++) {
        made->schemes[made->scheme_count++].scheme = made->plan->schemes[at];
    }
    add_witnesses(made, STRATA_DIM_EL);
    add_witnesses(made, STRATA_DIM_FRL);
}

/* Each scheme is counted by the base of fewest atoms. */
static void choose_bases(making *made)
{
    for (unsigned at = 0; at < made->scheme_count; at++) {
        served_scheme *served = &made->schemes[at];
        uint32_t fewest = UINT32_MAX;
        for (uint32_t base = 0; base < made->students->bases; base++) {
            if (is_part_of(&served->scheme, &made->bases[base]) &&
                made->base_atoms[base] < fewest) {
                fewest = made->base_atoms[base];
                served->base = base;
            }
        }
    }
}

/* ---- atoms ---- */

void strata_tally_students_start(strata_tally_students *students, const strata_plan *plan)
{
    *students = (strata_tally_students){.bases = 0};
    for (unsigned at = 0; at < plan->scheme_count; at++) {
        students->depends_on_exits |= has_dim(&plan->schemes[at], STRATA_DIM_EL);
        students->depends_on_meals |= has_dim(&plan->schemes[at], STRATA_DIM_FRL);
    }
}

unsigned strata_tally_variant(const strata_tally_students *students, unsigned exit_years,
                              bool has_universal_meals)
{
    const unsigned years = students->depends_on_exits ? exit_years : 0;
    return 2 * years + (students->depends_on_meals && has_universal_meals ? 1 : 0);
}

/* The atom of a person in a base; equal ones have one number, from 0. */
static strata_status add_atom(making *made, const strata_standing *standing, uint32_t base,
                              uint32_t *out, strata_error *err)
{
    const strata_scheme *scheme = &made->bases[base];
    atom one;
    memset(&one, 0, sizeof one);
    one.base = base;
    one.is_silent = standing->has_universal_meals && has_dim(scheme, STRATA_DIM_FRL) ? 1 : 0;
    for (unsigned at = 0; at < scheme->count; at++) {
        one.sets[at] =
            strata_membership_set(made->membership, standing, (strata_dim)scheme->dims[at]);
    }
    const uint32_t known = strata_intern_count(made->atoms);
    uint32_t number = 0;
    STRATA_TRY(strata_intern_add(made->atoms, (const char *)&one, sizeof one, &number, err));
    made->base_atoms[base] += number == known ? 1 : 0;
    *out = number - 1;
    return STRATA_OK;
}

static strata_status add_variant(making *made, unsigned variant, strata_error *err)
{
    const uint32_t bases = made->students->bases;
    uint32_t *atoms = strata_alloc_zero((size_t)made->person_count + 1, bases * sizeof *atoms);
    if (atoms == NULL) {
        return strata_fail_memory(err);
    }
    made->students->persons[variant] = atoms;
    for (uint32_t person = 0; person < made->person_count; person++) {
        const strata_standing standing = {.codes = made->persons[person].codes,
                                          .race_mask = made->persons[person].race_mask,
                                          .has_universal_meals = variant % 2 == 1,
                                          .exit_years = variant / 2};
        for (uint32_t base = 0; base < bases; base++) {
            STRATA_TRY(add_atom(made, &standing, base, &atoms[(size_t)person * bases + base], err));
        }
    }
    return STRATA_OK;
}

/* ---- groups ---- */

static strata_status add_member(making *made, uint32_t number, bool is_silent,
                                strata_group_key group, strata_error *err)
{
    uint32_t id = 0;
    STRATA_TRY(strata_intern_add(made->groups, (const char *)&group, sizeof group, &id, err));
    STRATA_TRY(strata_reserve(&made->members, &made->member_room, made->member_count + 1,
                              sizeof *made->members, err));
    const bool has_no_meaning =
        is_silent && strata_membership_is_about_meals(made->membership, group);
    made->members[made->member_count++] = (member){id, number, has_no_meaning};
    return STRATA_OK;
}

static strata_status add_groups(making *made, uint32_t number, const atom *of,
                                const served_scheme *served, strata_error *err)
{
    const strata_scheme *base = &made->bases[of->base];
    strata_code_set sets[STRATA_CROSS_MAX] = {{0, 0}};
    const strata_group_key *groups = NULL;
    size_t count = 0;
    for (unsigned at = 0; at < served->scheme.count; at++) {
        const unsigned position = position_of(base, served->scheme.dims[at]);
        /* all students are a part of every base */
        sets[at] = position < base->count ? of->sets[position] : (strata_code_set){.bits = 1U << 1};
        sets[at].bits &= served->witnesses != 0 ? served->witnesses : UINT32_MAX;
    }
    if (strata_membership_groups(made->membership, &served->scheme, sets, &groups, &count) !=
        STRATA_OK) {
        return strata_fail_memory(err);
    }
    for (size_t at = 0; at < count; at++) {
        STRATA_TRY(add_member(made, number, of->is_silent != 0, groups[at], err));
    }
    return STRATA_OK;
}

static strata_status find_members(making *made, strata_error *err)
{
    const uint32_t count = strata_intern_count(made->atoms);
    for (uint32_t number = 1; number < count; number++) {
        atom one;
        memcpy(&one, strata_intern_text(made->atoms, number), sizeof one);
        for (unsigned scheme = 0; scheme < made->scheme_count; scheme++) {
            if (made->schemes[scheme].base == one.base) {
                STRATA_TRY(add_groups(made, number - 1, &one, &made->schemes[scheme], err));
            }
        }
    }
    made->students->atom_count = count - 1;
    return STRATA_OK;
}

/* ---- the order of groups ---- */

typedef struct group_text {
    char dim[STRATA_GROUP_TEXT];
    char group[STRATA_GROUP_TEXT];
    strata_group_key key;
    uint32_t number;
} group_text;

static int compare_texts(const void *left, const void *right)
{
    const group_text *a = left;
    const group_text *b = right;
    const int order = strcmp(a->dim, b->dim);
    return order != 0 ? order : strcmp(a->group, b->group);
}

static int compare_members(const void *left, const void *right)
{
    const member *a = left;
    const member *b = right;
    if (a->group != b->group) {
        return a->group < b->group ? -1 : 1;
    }
    if (a->is_silent != b->is_silent) {
        return a->is_silent ? 1 : -1;
    }
    return (a->atom > b->atom) - (a->atom < b->atom);
}

/* Sorts the groups by their texts; the members' groups become ranks. */
static void rank_groups(making *made, group_text *texts, uint32_t *ranks)
{
    const uint32_t count = strata_intern_count(made->groups) - 1;
    for (uint32_t at = 0; at < count; at++) {
        memcpy(&texts[at].key, strata_intern_text(made->groups, at + 1), sizeof texts[at].key);
        strata_group_key_dim_text(texts[at].key, texts[at].dim);
        strata_group_key_group_text(texts[at].key, texts[at].group);
        texts[at].number = at + 1;
    }
    qsort(texts, count, sizeof *texts, compare_texts);
    for (uint32_t at = 0; at < count; at++) {
        ranks[texts[at].number] = at;
        made->students->groups[at].key = texts[at].key;
    }
    for (size_t at = 0; at < made->member_count; at++) {
        made->members[at].group = ranks[made->members[at].group];
    }
    made->students->group_count = count;
}

/* Makes the lists of the groups from the sorted members. */
static void list_atoms(const making *made)
{
    for (size_t at = 0; at < made->member_count; at++) {
        const member *one = &made->members[at];
        strata_tally_group *group = &made->students->groups[one->group];
        made->students->atoms[at] = one->atom;
        if (one->is_silent) {
            group->silent_first = (uint32_t)at - group->silent_count++;
        } else {
            group->first = (uint32_t)at - group->count++;
        }
    }
}

static strata_status order_groups(making *made, strata_error *err)
{
    strata_tally_students *students = made->students;
    const size_t count = strata_intern_count(made->groups);
    group_text *texts = strata_alloc_zero(count, sizeof *texts);
    uint32_t *ranks = strata_alloc_zero(count, sizeof *ranks);
    students->groups = strata_alloc_zero(count, sizeof *students->groups);
    students->atoms = strata_alloc_zero(made->member_count + 1, sizeof *students->atoms);
    const bool good = texts != NULL && ranks != NULL && students->groups != NULL &&
                      students->atoms != NULL && made->member_count < UINT32_MAX;
    if (good) {
        rank_groups(made, texts, ranks);
        if (made->member_count > 0) {
            qsort(made->members, made->member_count, sizeof *made->members, compare_members);
        }
        list_atoms(made);
    }
    strata_free(texts);
    strata_free(ranks);
    return good ? STRATA_OK : strata_fail_memory(err);
}

/* ---- all of it ---- */

static strata_status make(making *made, uint32_t variants, strata_error *err)
{
    if (made->membership == NULL || made->atoms == NULL || made->groups == NULL) {
        return strata_fail_memory(err);
    }
    find_bases(made);
    find_schemes(made);
    for (unsigned variant = 0; variant < STRATA_TALLY_VARIANTS; variant++) {
        if ((variants >> variant & 1) != 0) {
            STRATA_TRY(add_variant(made, variant, err));
        }
    }
    choose_bases(made);
    STRATA_TRY(find_members(made, err));
    return order_groups(made, err);
}

strata_status strata_tally_students_make(strata_tally_students *students, const strata_plan *plan,
                                         const strata_rows *rows, uint32_t variants,
                                         strata_error *err)
{
    making made = {.students = students,
                   .plan = plan,
                   .membership = strata_membership_new(plan),
                   .atoms = strata_intern_new(),
                   .groups = strata_intern_new()};
    made.persons = strata_rows_persons(rows, &made.person_count);
    const strata_status status = make(&made, variants, err);
    strata_membership_free(made.membership);
    strata_intern_free(made.atoms);
    strata_intern_free(made.groups);
    strata_free(made.members);
    return status;
}

void strata_tally_students_deinit(strata_tally_students *students)
{
    for (unsigned variant = 0; variant < STRATA_TALLY_VARIANTS; variant++) {
        strata_free(students->persons[variant]);
    }
    strata_free(students->groups);
    strata_free(students->atoms);
    *students = (strata_tally_students){.bases = 0};
}
