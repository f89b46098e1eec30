/* One place is looked up once, however many results it has. */
#include "record/successor.h"

#include <stdio.h>

#include "base/alloc.h"

enum {
    CHANGE_TEXT = 256
};

/* What was found last for a school's id; that of no school is for results of districts. */
typedef struct lookup {
    uint32_t county; /* of the results */
    uint32_t lea;
    struct {
        uint32_t county;
        uint32_t lea;
        uint32_t school;
    } now;            /* where they count */
    uint32_t unknown; /* a successor that the entities do not name; 0: none */
    bool is_known;
} lookup;

struct strata_successors {
    const strata_entities *entities;
    strata_dictionary *dictionary;
    lookup *found; /* found[room], by number of the school's id */
    size_t room;
};

strata_status strata_successors_new(const strata_entities *entities, strata_dictionary *dictionary,
                                    strata_successors **out, strata_error *err)
{
    *out = NULL;
    STRATA_TRY(strata_entities_check_successors(entities, err));
    strata_successors *successors = strata_alloc_zero(1, sizeof *successors);
    if (successors == NULL) {
        return strata_fail_memory(err);
    }
    successors->entities = entities;
    successors->dictionary = dictionary;
    *out = successors;
    return STRATA_OK;
}

void strata_successors_free(strata_successors *successors)
{
    if (successors != NULL) {
        strata_free(successors->found);
        strata_free(successors);
    }
}

static strata_status make_room(strata_successors *successors, uint32_t school, strata_error *err)
{
    const size_t before = successors->room;
    STRATA_TRY(strata_reserve(&successors->found, &successors->room, (size_t)school + 1,
                              sizeof *successors->found, err));
    if (successors->room > before) {
        memset(successors->found + before, 0,
               (successors->room - before) * sizeof *successors->found);
    }
    return STRATA_OK;
}

static strata_status look_up(strata_successors *successors, const strata_record *record,
                             lookup *out, strata_error *err)
{
    strata_dictionary *dictionary = successors->dictionary;
    const strata_place_ids ids = {.county = strata_dictionary_text(dictionary, record->county),
                                  .lea = strata_dictionary_text(dictionary, record->lea),
                                  .school = strata_dictionary_text(dictionary, record->school)};
    strata_place_ids now = ids;
    const char *unknown = "";
    (void)strata_entities_successor(successors->entities, ids, &now,
                                    &unknown); /* no circle, see _new */
    const char *const texts[] = {now.county, now.lea, now.school, unknown};
    uint32_t numbers[] = {0, 0, 0, 0};
    for (size_t at = 0; at < sizeof texts / sizeof texts[0]; at++) {
        STRATA_TRY(strata_intern_add(strata_dictionary_texts(dictionary), texts[at],
                                     strlen(texts[at]), &numbers[at], err));
    }
    *out = (lookup){.county = record->county,
                    .lea = record->lea,
                    .now = {.county = numbers[0], .lea = numbers[1], .school = numbers[2]},
                    .unknown = numbers[3],
                    .is_known = true};
    return STRATA_OK;
}

/* "school 001 is now 002", "school 001 is now 002 of 0199", "district 0100 is now 0199" */
static void describe(const strata_successors *successors, const strata_record *from,
                     const lookup *to, char out[CHANGE_TEXT])
{
    const strata_dictionary *dictionary = successors->dictionary;
    const bool is_school = from->school != to->now.school;
    const bool is_elsewhere = is_school && from->lea != to->now.lea;
    (void)snprintf(out, CHANGE_TEXT, "%s %s is now %s%s%s", is_school ? "school" : "district",
                   strata_dictionary_text(dictionary, is_school ? from->school : from->lea),
                   strata_dictionary_text(dictionary, is_school ? to->now.school : to->now.lea),
                   is_elsewhere ? " of " : "",
                   is_elsewhere ? strata_dictionary_text(dictionary, to->now.lea) : "");
}

static strata_status note_unknown(const strata_successors *successors, const lookup *found,
                                  strata_place_in_file at, strata_issues *issues, strata_error *err)
{
    char name[CHANGE_TEXT];
    (void)snprintf(name, sizeof name, "successor %s",
                   strata_dictionary_text(successors->dictionary, found->unknown));
    return strata_issues_add(issues, STRATA_SEVERITY_WARNING, "successor-unknown", at, name, err);
}

static bool has_moved(const strata_record *record, const lookup *found)
{
    return record->school != found->now.school || record->lea != found->now.lea ||
           record->county != found->now.county;
}

strata_status strata_successors_apply(strata_successors *successors, strata_record *record,
                                      strata_place_in_file at, strata_issues *issues,
                                      strata_error *err)
{
    STRATA_TRY(make_room(successors, record->school, err));
    lookup *found = &successors->found[record->school];
    if (!found->is_known || found->lea != record->lea || found->county != record->county) {
        STRATA_TRY(look_up(successors, record, found, err));
    }
    if (found->unknown != 0) {
        STRATA_TRY(note_unknown(successors, found, at, issues, err));
    }
    if (!has_moved(record, found)) {
        return STRATA_OK;
    }
    char change[CHANGE_TEXT];
    describe(successors, record, found, change);
    STRATA_TRY(
        strata_issues_add(issues, STRATA_SEVERITY_NOTE, "successor-applied", at, change, err));
    record->county = found->now.county;
    record->lea = found->now.lea;
    record->school = found->now.school;
    return STRATA_OK;
}
