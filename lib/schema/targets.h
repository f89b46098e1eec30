/* What the loader knows of each target: its word, which schemas may use it, what a map may say. */
#ifndef STRATA_SCHEMA_TARGETS_H
#define STRATA_SCHEMA_TARGETS_H

#include "schema/schema_node.h"

/** The key of a field that fills strata_field.index. */
typedef enum strata_target_index {
    STRATA_INDEX_NONE,
    STRATA_INDEX_DIM,        /* "dim" */
    STRATA_INDEX_RACE,       /* "race" */
    STRATA_INDEX_LEVEL,      /* "level" */
    STRATA_INDEX_CUT,        /* "cut" */
    STRATA_INDEX_CUT_OR_MEAN /* "cut", or 0 for the mean */
} strata_target_index;

/** The words a code map or a constant may give. */
typedef enum strata_target_words {
    STRATA_WORDS_FREE,
    STRATA_WORDS_NO_MAP, /* the column's text is the value; a map is refused */
    STRATA_WORDS_YEAR,
    STRATA_WORDS_ENTITY_LEVEL,
    STRATA_WORDS_ASSESSMENT, /* an id among the schema's assessments */
    STRATA_WORDS_GRADE,
    STRATA_WORDS_YES_NO,
    STRATA_WORDS_DIM,   /* a group of the dimension in the index */
    STRATA_WORDS_LEVEL, /* 0..STRATA_LEVELS_MAX */
    STRATA_WORDS_GROUP  /* "dim=group" */
} strata_target_words;

typedef struct strata_target_rule {
    const char *name;
    unsigned kinds; /* bit 1 << strata_schema_kind */
    strata_target_index index;
    strata_target_words words;
    bool can_be_set;
} strata_target_rule;

const strata_target_rule *strata_target_rule_of(strata_target target);

/** Reads the target that member `key` of object names; NOTHING if it is absent. Refuses one that
 * the schema's kind does not have. */
strata_status strata_target_read(const strata_node *object, const char *key,
                                 strata_target *out) STRATA_NODISCARD;

/** The target of a member of a "set" object: a target's name, or a dimension's (then TARGET_DIM
 * with its index). Refuses one that no constant can give. */
strata_status strata_target_of_key(const strata_node *set, const char *key, strata_target *out,
                                   uint16_t *index) STRATA_NODISCARD;

/** A value in the words of a target. Refuses what is none of them and fills *group for GROUP and
 * DIM.
 *  @param node   where the value stands
 *  @param value  NUL behind it */
strata_status strata_target_check_value(const strata_node *node, strata_target target,
                                        uint16_t index, const char *value,
                                        strata_group_key *group) STRATA_NODISCARD;

/** Reads "dim=group" or "dim*dim=group*group", NUL behind it; says which word is wrong. */
strata_status strata_target_read_group(const strata_node *node, const char *text,
                                       strata_group_key *out) STRATA_NODISCARD;

#endif
