/* One school is looked up once, however many results it has. */
#include "record/successor.h"

#include <stdio.h>

#include "base/alloc.h"

enum {
    CHANGE_TEXT = 256
};

/* What was found last for a school's id. */
typedef struct lookup {
    uint32_t county;
    uint32_t lea;
    uint32_t successor; /* 0: none */
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
    const strata_dictionary *dictionary = successors->dictionary;
    const strata_place_ids ids = {.county = strata_dictionary_text(dictionary, record->county),
                                  .lea = strata_dictionary_text(dictionary, record->lea),
                                  .school = strata_dictionary_text(dictionary, record->school)};
    const char *last = "";
    (void)strata_entities_successor(successors->entities, ids, &last); /* no circle, see _new */
    *out = (lookup){.county = record->county, .lea = record->lea, .is_known = true};
    return strata_intern_add(strata_dictionary_texts(successors->dictionary), last, strlen(last),
                             &out->successor, err);
}

/* "school 001 is now 002" */
static void describe(const strata_successors *successors, uint32_t from, uint32_t to,
                     char out[CHANGE_TEXT])
{
    (void)snprintf(out, CHANGE_TEXT, "school %s is now %s",
                   strata_dictionary_text(successors->dictionary, from),
                   strata_dictionary_text(successors->dictionary, to));
}

strata_status strata_successors_apply(strata_successors *successors, strata_record *record,
                                      strata_place_in_file at, strata_issues *issues,
                                      strata_error *err)
{
    if (record->school == 0) {
        return STRATA_OK;
    }
    STRATA_TRY(make_room(successors, record->school, err));
    lookup *found = &successors->found[record->school];
    if (!found->is_known || found->lea != record->lea || found->county != record->county) {
        STRATA_TRY(look_up(successors, record, found, err));
    }
    if (found->successor != 0) {
        char change[CHANGE_TEXT];
        describe(successors, record->school, found->successor, change);
        STRATA_TRY(
            strata_issues_add(issues, STRATA_SEVERITY_NOTE, "successor-applied", at, change, err));
        record->school = found->successor;
    }
    return STRATA_OK;
}
