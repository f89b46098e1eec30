/* Readable names of numbers: "2024/caaspp/ela/05/all_tested/lea 0012/school 0045/el=current". */
#include <stdio.h>
#include <string.h>

#include "protect/unknowns_parts.h"

/* Adds "/", a word and a text, in which no '/' may stand. */
static void append(char *out, const char *word, const char *text)
{
    size_t len = strlen(out);
    const int written = snprintf(out + len, NODE_ID_TEXT - len, "%s%s", len > 0 ? "/" : "", word);
    len += written > 0 ? (size_t)written : 0;
    for (; *text != '\0' && len + 1 < NODE_ID_TEXT; text++) {
        out[len++] = (char)(*text == '/' ? '|' : *text);
        out[len] = '\0';
    }
}

static void append_place(const strata_cellset *set, const strata_cell_key *key, char *out)
{
    if (key->county != 0) {
        append(out, "county ", strata_cellset_text(set, key->county));
    }
    if (key->lea != 0) {
        append(out, "lea ", strata_cellset_text(set, key->lea));
    }
    if (key->school != 0) {
        append(out, "school ", strata_cellset_text(set, key->school));
    }
    if (key->entity_level != STRATA_LEVEL_LEA && key->entity_level != STRATA_LEVEL_SCHOOL) {
        append(out, "", strata_entity_level_name((strata_entity_level)key->entity_level));
    }
}

static void append_group(strata_group_key group, char *out)
{
    char dim[STRATA_GROUP_TEXT];
    char code[STRATA_GROUP_TEXT];
    char both[2 * STRATA_GROUP_TEXT];
    strata_group_key_dim_text(group, dim);
    strata_group_key_group_text(group, code);
    (void)snprintf(both, sizeof both, "%s=%s", dim, code);
    append(out, "", group.dim[0] == STRATA_DIM_ALL ? "all" : both);
}

char *strata_unknowns_id(const strata_cellset *set, const strata_cell_key *key, char *out)
{
    (void)snprintf(out, NODE_ID_TEXT, "%d", key->year);
    if (key->term != 0) {
        append(out, "term ", strata_cellset_text(set, key->term));
    }
    append(out, "", strata_cellset_text(set, key->assessment));
    if (key->era != 0) {
        append(out, "era ", strata_cellset_text(set, key->era));
    }
    append(out, "", strata_cellset_text(set, key->subject));
    append(out, "", strata_cellset_text(set, key->grade));
    append(out, "", strata_cellset_text(set, key->population));
    append_place(set, key, out);
    append(out, "", strata_cellset_text(set, key->variable));
    append_group(key->group, out);
    return out;
}

void strata_unknowns_link_name(const strata_link *link, char out[STRATA_GROUP_TEXT])
{
    static const char *const behind[] = {
        [STRATA_LINK_PLACES] = "places",    [STRATA_LINK_GRADES] = "grades",
        [STRATA_LINK_GROUPS] = "",          [STRATA_LINK_UNKNOWNS] = "",
        [STRATA_LINK_DETAILS] = " details", [STRATA_LINK_UNION] = " union",
        [STRATA_LINK_RACES] = " races",
    };
    const bool is_of_groups = link->dim != STRATA_DIM_ALL;
    (void)snprintf(out, STRATA_GROUP_TEXT, "%s%s",
                   is_of_groups ? strata_dim_name((strata_dim)link->dim) : "", behind[link->kind]);
}
