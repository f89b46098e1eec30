/* The table of targets, made from targets.def, and the words that their maps and constants may say.
 */
#include "schema/targets.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    S = 1U << STRATA_KIND_STUDENTS,
    P = 1U << STRATA_KIND_PUBLISHED,
    E = 1U << STRATA_KIND_ENTITIES,
    R = 1U << STRATA_KIND_ROSTER
};

#define STRATA_TARGET(target, name, kinds, index, words, can_be_set)                               \
    [STRATA_TO_##target] = {name, kinds, STRATA_INDEX_##index, STRATA_WORDS_##words, can_be_set},
static const strata_target_rule rules[STRATA_TO_COUNT] = {
#include "schema/targets.def"
};
#undef STRATA_TARGET

#define STRATA_TARGET(target, name, kinds, index, words, can_be_set) name,
static const char *const target_names[] = {
#include "schema/targets.def"
    NULL};
#undef STRATA_TARGET

static const char *const kind_names[] = {"students", "published", "entities", "roster"};

const strata_target_rule *strata_target_rule_of(strata_target target)
{
    assert(target < STRATA_TO_COUNT);
    return &rules[target];
}

static bool find_target(const char *name, strata_target *out)
{
    for (unsigned at = 0; at < STRATA_TO_COUNT; at++) {
        if (strcmp(rules[at].name, name) == 0) {
            *out = (strata_target)at;
            return true;
        }
    }
    return false;
}

/* Refuses a target that files of the schema's kind do not have. */
static strata_status check_kind(const strata_node *object, const char *key, strata_target target)
{
    const strata_schema_kind kind = object->loader->schema->kind;
    if ((rules[target].kinds & (1U << kind)) == 0) {
        return strata_node_fail(object, key, "\"%s\" is no target of a schema of kind \"%s\"",
                                rules[target].name, kind_names[kind]);
    }
    return STRATA_OK;
}

strata_status strata_target_read(const strata_node *object, const char *key, strata_target *out)
{
    strata_node member;
    if (!strata_node_member(object, key, &member)) {
        *out = STRATA_TO_NOTHING;
        return STRATA_OK;
    }
    strata_slice name = {NULL, 0};
    STRATA_TRY(strata_node_own_text(&member, &name));
    if (!find_target(name.text, out)) {
        return strata_node_fail_word(object, key, name.text, "no target", target_names);
    }
    return check_kind(object, key, *out);
}

strata_status strata_target_of_key(const strata_node *set, const char *key, strata_target *out,
                                   uint16_t *index)
{
    strata_dim dim = STRATA_DIM_ALL;
    *index = 0;
    if (strata_dim_find(strata_slice_of(key), &dim) && dim != STRATA_DIM_ALL &&
        dim < STRATA_DIM_RECORDED) {
        *out = STRATA_TO_DIM;
        *index = (uint16_t)dim;
    } else if (!find_target(key, out)) {
        return strata_node_fail_word(set, key, key, "no target", target_names);
    } else if (!rules[*out].can_be_set || rules[*out].index != STRATA_INDEX_NONE) {
        return strata_node_fail(set, key, "no constant can give \"%s\"", key);
    }
    return check_kind(set, key, *out);
}

static strata_status fail_group_word(const strata_node *node, const char *word, strata_dim dim)
{
    const char *names[33] = {NULL};
    for (unsigned code = 1; code <= strata_group_count(dim); code++) {
        names[code - 1] = strata_group_name(dim, (strata_code)code);
    }
    char what[64];
    (void)snprintf(what, sizeof what, "no group of \"%s\"", strata_dim_name(dim));
    return strata_node_fail_word(node, NULL, word, what, names);
}

static strata_status fail_dim_word(const strata_node *node, const char *word)
{
    const char *names[STRATA_DIM_COUNT + 1] = {NULL};
    for (unsigned dim = 0; dim < STRATA_DIM_COUNT; dim++) {
        names[dim] = strata_dim_name((strata_dim)dim);
    }
    return strata_node_fail_word(node, NULL, word, "no dimension", names);
}

/* Copies the part of text up to '*' or the end into out and returns where the next part starts,
 * NULL after the last. */
static const char *next_word(const char *text, char *out, size_t size)
{
    const size_t len = strcspn(text, "*");
    (void)snprintf(out, size, "%.*s", (int)(len < size ? len : size - 1), text);
    return text[len] == '*' ? text + len + 1 : NULL;
}

/* Which word of a pair that does not parse is wrong. */
static strata_status fail_group(const strata_node *node, const char *dims, const char *groups)
{
    while (dims != NULL && groups != NULL) {
        char dim_word[STRATA_GROUP_TEXT];
        char group_word[STRATA_GROUP_TEXT];
        dims = next_word(dims, dim_word, sizeof dim_word);
        groups = next_word(groups, group_word, sizeof group_word);
        strata_dim dim = STRATA_DIM_ALL;
        if (!strata_dim_find(strata_slice_of(dim_word), &dim)) {
            return fail_dim_word(node, dim_word);
        }
        if (strata_group_find(dim, strata_slice_of(group_word)) == 0) {
            return fail_group_word(node, group_word, dim);
        }
    }
    return strata_node_fail(node, NULL,
                            "must be \"dim=group\" or a cross of up to %d different dimensions, as "
                            "in \"el*frl=current*yes\"",
                            STRATA_CROSS_MAX);
}

strata_status strata_target_read_group(const strata_node *node, const char *text,
                                       strata_group_key *out)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL || (size_t)(equals - text) >= STRATA_GROUP_TEXT) {
        return strata_node_fail(node, NULL, "must be \"dim=group\", as in \"el=current\"");
    }
    const strata_slice dims = {text, (size_t)(equals - text)};
    if (strata_group_key_parse(dims, strata_slice_of(equals + 1), out)) {
        return STRATA_OK;
    }
    char dim_text[STRATA_GROUP_TEXT];
    (void)snprintf(dim_text, sizeof dim_text, "%.*s", (int)dims.len, text);
    return fail_group(node, dim_text, equals + 1);
}

static strata_status read_dim_group(const strata_node *node, strata_dim dim, const char *value,
                                    strata_group_key *group)
{
    const strata_code code = strata_group_find(dim, strata_slice_of(value));
    if (code == 0) {
        return fail_group_word(node, value, dim);
    }
    if (strata_group_kind_of(dim, code) == STRATA_GROUP_UNION) {
        return strata_node_fail(node, NULL,
                                "\"%s\" is a union of groups; a student is recorded as one of its "
                                "parts",
                                value);
    }
    *group = (strata_group_key){{(uint8_t)dim, STRATA_DIM_ALL, STRATA_DIM_ALL}, {code, 1, 1}};
    return STRATA_OK;
}

static strata_status check_assessment(const strata_node *node, const char *value)
{
    const strata_schema *schema = node->loader->schema;
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(node, schema->assessment_count + 1, sizeof(char *), &room));
    const char **ids = room;
    for (uint32_t at = 0; at < schema->assessment_count; at++) {
        ids[at] = schema->assessments[at].id.text;
        if (strcmp(ids[at], value) == 0) {
            return STRATA_OK;
        }
    }
    return strata_node_fail_word(node, NULL, value, "no assessment of this schema", ids);
}

static strata_status check_word(const strata_node *node, const char *value, const char *what,
                                const char *const *words)
{
    for (size_t at = 0; words[at] != NULL; at++) {
        if (strcmp(words[at], value) == 0) {
            return STRATA_OK;
        }
    }
    return strata_node_fail_word(node, NULL, value, what, words);
}

static strata_status check_whole(const strata_node *node, const char *value, uint64_t least,
                                 uint64_t most)
{
    uint64_t number = 0;
    if (!strata_count_parse(strata_slice_of(value), &number) || number < least || number > most) {
        return strata_node_fail(node, NULL, "\"%.60s\" must be a whole number from %u to %u", value,
                                (unsigned)least, (unsigned)most);
    }
    return STRATA_OK;
}

strata_status strata_target_check_value(const strata_node *node, strata_target target,
                                        uint16_t index, const char *value, strata_group_key *group)
{
    static const char *const levels[] = {"state", "county", "lea", "school", NULL};
    static const char *const answers[] = {"yes", "no", NULL};
    switch (rules[target].words) {
    case STRATA_WORDS_YEAR:
        return check_whole(node, value, STRATA_YEAR_MIN, STRATA_YEAR_MAX);
    case STRATA_WORDS_ENTITY_LEVEL:
        return check_word(node, value, "no level of places", levels);
    case STRATA_WORDS_ASSESSMENT:
        return check_assessment(node, value);
    case STRATA_WORDS_GRADE:
        return check_word(node, value, "no grade", strata_grade_words());
    case STRATA_WORDS_YES_NO:
        return check_word(node, value, "no answer", answers);
    case STRATA_WORDS_DIM:
        return read_dim_group(node, (strata_dim)index, value, group);
    case STRATA_WORDS_LEVEL:
        return check_whole(node, value, 0, STRATA_LEVELS_MAX);
    case STRATA_WORDS_GROUP:
        return strata_target_read_group(node, value, group);
    case STRATA_WORDS_FREE:
    case STRATA_WORDS_NO_MAP:
        break;
    }
    return STRATA_OK;
}
