/* Groups and crosses as text: "el" and "current", "el*frl" and "current*yes". */
#include <string.h>

#include "schema/vocabulary.h"

static const strata_group_key all_students = {{STRATA_DIM_ALL, STRATA_DIM_ALL, STRATA_DIM_ALL},
                                              {1, 1, 1}};

/* Cuts text at its first '*': the part before it is returned, *rest becomes what follows. The last
 * part leaves a *rest whose text is NULL. */
static strata_slice next_part(strata_slice *rest)
{
    const char *star = rest->len > 0 ? memchr(rest->text, '*', rest->len) : NULL;
    strata_slice part = *rest;
    if (star == NULL) {
        *rest = (strata_slice){NULL, 0};
        return part;
    }
    part.len = (size_t)(star - rest->text);
    rest->text += part.len + 1;
    rest->len -= part.len + 1;
    return part;
}

/* Puts a dimension and its code at its place among the count that key holds. */
static void insert(strata_group_key *key, unsigned count, strata_dim dim, strata_code code)
{
    unsigned at = count;
    while (at > 0 && key->dim[at - 1] > dim) {
        key->dim[at] = key->dim[at - 1];
        key->code[at] = key->code[at - 1];
        at--;
    }
    key->dim[at] = (uint8_t)dim;
    key->code[at] = code;
}

static bool has_dim(const strata_group_key *key, unsigned count, strata_dim dim)
{
    for (unsigned at = 0; at < count; at++) {
        if (key->dim[at] == dim) {
            return true;
        }
    }
    return false;
}

bool strata_group_key_parse(strata_slice dims, strata_slice groups, strata_group_key *out)
{
    strata_group_key key = all_students;
    if (strata_slice_is(dims, "all") && strata_slice_is(groups, "all")) {
        *out = key;
        return true;
    }
    unsigned count = 0;
    for (; dims.text != NULL && groups.text != NULL; count++) {
        strata_dim dim = STRATA_DIM_ALL;
        if (count == STRATA_CROSS_MAX || !strata_dim_find(next_part(&dims), &dim) ||
            dim == STRATA_DIM_ALL || has_dim(&key, count, dim)) {
            return false;
        }
        const strata_code code = strata_group_find(dim, next_part(&groups));
        if (code == 0) {
            return false;
        }
        insert(&key, count, dim, code);
    }
    if (count == 0 || dims.text != NULL || groups.text != NULL) {
        return false;
    }
    *out = key;
    return true;
}

unsigned strata_dims_parse(strata_slice text, strata_dim out[STRATA_CROSS_MAX])
{
    strata_group_key key = all_students;
    if (strata_slice_is(text, "all")) {
        out[0] = STRATA_DIM_ALL;
        return 1;
    }
    unsigned count = 0;
    for (; text.text != NULL; count++) {
        strata_dim dim = STRATA_DIM_ALL;
        if (count == STRATA_CROSS_MAX || !strata_dim_find(next_part(&text), &dim) ||
            dim == STRATA_DIM_ALL || has_dim(&key, count, dim)) {
            return 0;
        }
        insert(&key, count, dim, 1);
    }
    for (unsigned at = 0; at < count; at++) {
        out[at] = (strata_dim)key.dim[at];
    }
    return count;
}

/* Adds a word behind what out holds, with a star between. */
static void append(char *out, const char *word)
{
    const size_t len = strlen(out);
    const size_t star = len > 0 ? 1 : 0;
    out[len] = '*';
    memcpy(out + len + star, word, strlen(word) + 1);
}

void strata_group_key_dim_text(strata_group_key key, char *out)
{
    out[0] = '\0';
    append(out, strata_dim_name((strata_dim)key.dim[0]));
    for (unsigned at = 1; at < STRATA_CROSS_MAX && key.dim[at] != STRATA_DIM_ALL; at++) {
        append(out, strata_dim_name((strata_dim)key.dim[at]));
    }
}

void strata_group_key_group_text(strata_group_key key, char *out)
{
    out[0] = '\0';
    append(out, strata_group_name((strata_dim)key.dim[0], key.code[0]));
    for (unsigned at = 1; at < STRATA_CROSS_MAX && key.dim[at] != STRATA_DIM_ALL; at++) {
        append(out, strata_group_name((strata_dim)key.dim[at], key.code[at]));
    }
}

bool strata_group_key_equal(strata_group_key a, strata_group_key b)
{
    return memcmp(a.dim, b.dim, sizeof a.dim) == 0 && memcmp(a.code, b.code, sizeof a.code) == 0;
}

strata_group_key strata_group_key_with(strata_group_key key, unsigned position, strata_code code)
{
    key.code[position] = code;
    return key;
}

strata_group_key strata_group_key_without(strata_group_key key, unsigned position)
{
    for (unsigned i = position; i + 1 < STRATA_CROSS_MAX; i++) {
        key.dim[i] = key.dim[i + 1];
        key.code[i] = key.code[i + 1];
    }
    key.dim[STRATA_CROSS_MAX - 1] = STRATA_DIM_ALL;
    key.code[STRATA_CROSS_MAX - 1] = 1;
    return key;
}
