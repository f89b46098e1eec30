/* The student groups strata knows: dimensions, their groups, and which groups a recorded status
 * belongs to. The words are those of vocabulary.def; nothing else in the program spells them. */
#ifndef STRATA_SCHEMA_VOCABULARY_H
#define STRATA_SCHEMA_VOCABULARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

typedef enum strata_dim {
    STRATA_DIM_ALL,
    STRATA_DIM_EL,
    STRATA_DIM_RACE,
    STRATA_DIM_FRL,
    STRATA_DIM_ECON,
    STRATA_DIM_SWD,
    STRATA_DIM_MIGRANT,
    STRATA_DIM_HOMELESS,
    STRATA_DIM_FOSTER,
    STRATA_DIM_MILITARY,
    STRATA_DIM_GENDER,
    STRATA_DIM_RACE_MASK, /* every set of races; made from a record's mask, never recorded */
    STRATA_DIM_COUNT,
    STRATA_DIM_RECORDED = STRATA_DIM_RACE_MASK /* those below have a code in every record */
} strata_dim;

/** Number of a group within its dimension, from 1; 0 = nothing recorded. At most 31 a dimension,
 * race_mask excepted. */
typedef uint8_t strata_code;

/** What sort of group it is. */
typedef enum strata_group_kind {
    STRATA_GROUP_STATUS, /* a student can be recorded as this: el=current, frl=no */
    STRATA_GROUP_DETAIL, /* recorded, and part of a wider status: el=long_term within current */
    STRATA_GROUP_UNION,  /* never recorded by a student file, made of others: el=ever */
    STRATA_GROUP_UNKNOWN /* recorded, but says that nothing is known: el=to_be_determined */
} strata_group_kind;

/** "el"; never NULL. */
const char *strata_dim_name(strata_dim dim);
/** "English learner status", for people. */
const char *strata_dim_label(strata_dim dim);
/** False, *out unchanged, if no dimension has that name. */
bool strata_dim_find(strata_slice name, strata_dim *out);

/** Groups of a dimension; codes run from 1 to this. 0 for race_mask: its groups are sets of races,
 * too many to be listed. */
unsigned strata_group_count(strata_dim dim);
/** Code of the group of that name, 0 if there is none. */
strata_code strata_group_find(strata_dim dim, strata_slice name);
const char *strata_group_name(strata_dim dim, strata_code code);
const char *strata_group_label(strata_dim dim, strata_code code);
strata_group_kind strata_group_kind_of(strata_dim dim, strata_code code);

/** The recorded codes that a group is made of, bit c for code c: members(el, ever) has the bits of
 * current, its details, reclassified and its details. A student recorded as c is in group g iff bit
 * c is set. 0 for race_mask, whose codes are no bits. */
uint32_t strata_group_members(strata_dim dim, strata_code code);
/** True if one student can be in both groups by the codes of one record. Groups of races taken
 * alone or in combination overlap beside that. */
bool strata_groups_overlap(strata_dim dim, strata_code a, strata_code b);

/** Race categories as bits of a record's mask, from the group codes of STRATA_DIM_RACE: bit c for
 * code c. */
typedef uint16_t strata_race_mask;

/** One category by the rule of 2007 (72 FR 59266): Hispanic whatever else; one race: that race;
 * several: two or more; none: 0. A mask of the bit not_reported alone gives not_reported. */
strata_code strata_race_ed2007(strata_race_mask mask);

/** How several races become groups. The last three are the presentations of OMB's Statistical
 * Policy Directive 15 of 2024. */
typedef enum strata_race_scheme {
    STRATA_RACE_ED2007,       /* one category, the publisher's where there is one */
    STRATA_RACE_ALONE_OR_IN,  /* every race of the student: groups overlap */
    STRATA_RACE_COMBINATIONS, /* every set of races by itself: dim race_mask in place of race */
    STRATA_RACE_MULTI2024,    /* two or more races, Hispanic among them: two_or_more */
    STRATA_RACE_SCHEMES
} strata_race_scheme;

/** "ed2007", "alone-or-combination", "combinations", "multi2024": option, header, plan. */
const char *strata_race_scheme_name(strata_race_scheme scheme);
/** False, *out unchanged, if no scheme has that name. */
bool strata_race_scheme_find(strata_slice name, strata_race_scheme *out);

/** The groups of dim race that a student is in, bit c for code c; none under COMBINATIONS. Who is
 * recorded as two or more races without saying which is in two_or_more under every scheme.
 *  @param category  the one that was recorded, 0 = none
 *  @param mask      every race recorded, which may be the category alone */
uint32_t strata_race_groups(strata_race_scheme scheme, strata_code category, strata_race_mask mask);
/** The group of dim race_mask: the very set of races, whose name is its words joined by "+"; seven
 * races and more, and several that are not named, are two_or_more; 0 if nothing was recorded. */
strata_code strata_race_mask_group(strata_code category, strata_race_mask mask);

/** A group or a cross of up to three dimensions, in the order of enum strata_dim; unused dims are
 *  STRATA_DIM_ALL with code 1, "all". */
enum {
    STRATA_CROSS_MAX = 3
};
typedef struct strata_group_key {
    uint8_t dim[STRATA_CROSS_MAX]; /* strata_dim; STRATA_DIM_ALL = unused, behind the used ones */
    strata_code code[STRATA_CROSS_MAX];
} strata_group_key;

enum {
    STRATA_GROUP_TEXT = 128 /* a set of six races has 71 bytes */
};

/** "el*frl" and "current*yes" (or "all", "all"): out[STRATA_GROUP_TEXT] each, NUL behind. */
void strata_group_key_dim_text(strata_group_key key, char *out);
void strata_group_key_group_text(strata_group_key key, char *out);

/** Reads such a pair of texts. The dims may come in any order and are sorted. False if a word is
 * unknown, a dimension occurs twice, or the two texts do not have as many parts; *out is then
 * unchanged. */
bool strata_group_key_parse(strata_slice dims, strata_slice groups, strata_group_key *out);

/** Reads "el", "el*frl" (dims only); returns how many dims, 0 if wrong. "all" gives 1. */
unsigned strata_dims_parse(strata_slice text, strata_dim out[STRATA_CROSS_MAX]);

/** The key with another code in one of its dimensions. */
strata_group_key strata_group_key_with(strata_group_key key, unsigned position, strata_code code);

/** The key without one of its dimensions: all students of the fixed part, or all students. */
strata_group_key strata_group_key_without(strata_group_key key, unsigned position);

/** True if the keys hold the same dims and codes. */
bool strata_group_key_equal(strata_group_key a, strata_group_key b);

#endif
