/* Findings as issues, and the words for a cell. */
#include <stdio.h>
#include <string.h>

#include "cube/cube_check.h"

enum {
    NAMED_MAX = 100 /* issues of a rule that name their cell; more would only fill memory */
};

/* A text that is being put together; what does not fit is left out. */
typedef struct line {
    char *out;
    size_t len;
} line;

static void add(line *to, const char *between, const char *text)
{
    if (text[0] != '\0' && to->len < STRATA_CELL_NAME - 1) {
        const int len = snprintf(to->out + to->len, STRATA_CELL_NAME - to->len, "%s%.80s",
                                 to->len > 0 ? between : "", text);
        const size_t room = STRATA_CELL_NAME - 1 - to->len;
        to->len += len > 0 && (size_t)len < room ? (size_t)len : room;
    }
}

static void add_place(line *to, const strata_dictionary *dictionary, const strata_cell_key *key)
{
    const bool has_ids = key->county != 0 || key->lea != 0 || key->school != 0;
    const bool is_named =
        has_ids || key->entity_level == STRATA_LEVEL_STATE || key->entity_level >= STRATA_LEVEL_SET;
    add(to, "", is_named ? "" : "every");
    add(to, " ", strata_entity_level_name((strata_entity_level)key->entity_level));
    const uint32_t ids[] = {key->county, key->lea, key->school};
    const char *between = " ";
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        if (ids[at] != 0) {
            add(to, between, strata_dictionary_text(dictionary, ids[at]));
            between = "/";
        }
    }
}

static void add_test(line *to, const strata_dictionary *dictionary, const strata_cell_key *key)
{
    char year[16];
    (void)snprintf(year, sizeof year, "%d", (int)key->year);
    add(to, ", ", year);
    add(to, " ", strata_dictionary_text(dictionary, key->term));
    add(to, " ", strata_dictionary_text(dictionary, key->assessment));
    add(to, " ", strata_dictionary_text(dictionary, key->subject));
    add(to, " ", strata_dictionary_text(dictionary, key->grade));
}

static void add_group(line *to, const strata_cell_key *key)
{
    char text[STRATA_GROUP_TEXT];
    if (key->group.code[0] == 0) {
        return;
    }
    strata_group_key_dim_text(key->group, text);
    add(to, ", ", text);
    strata_group_key_group_text(key->group, text);
    add(to, "=", text);
}

const char *strata_cell_name(const strata_dictionary *dictionary, const strata_cell_key *key,
                             char *out)
{
    line to = {.out = out};
    char cut[16] = "";
    out[0] = '\0';
    add_place(&to, dictionary, key);
    add_test(&to, dictionary, key);
    add_group(&to, key);
    add(&to, ", ", strata_stat_name((strata_stat)key->stat));
    if (key->cut > 0) {
        (void)snprintf(cut, sizeof cut, "%u", (unsigned)key->cut);
    }
    add(&to, " ", cut);
    return out;
}

strata_status strata_cube_note(const strata_cube *cube, strata_issues *issues,
                               const strata_cube_finding *finding, strata_error *err)
{
    if (issues == NULL) {
        return STRATA_OK;
    }
    char name[STRATA_CELL_NAME] = "";
    const strata_rule *rule = strata_rule_find(finding->rule);
    if (finding->key != NULL && rule != NULL && strata_issues_of_rule(issues, rule) < NAMED_MAX) {
        (void)strata_cell_name(cube->dictionary, finding->key, name);
    }
    strata_place_in_file at = {.line = finding->line};
    const strata_accounting *accounting = cube->accounting;
    if (accounting != NULL && finding->file > 0 && finding->file <= accounting->count) {
        at.file = accounting->files[finding->file - 1].file;
    }
    return strata_issues_add(issues, rule != NULL ? rule->severity : STRATA_SEVERITY_WARNING,
                             finding->rule, at, finding->what != NULL ? finding->what : name, err);
}
