/* Entities as an answer to the cube's question. */
#include "run/meals.h"

static bool is_universal(void *context, const char *const ids[3], int year)
{
    const strata_entities *entities = context;
    const strata_place_ids place = {.county = ids[0], .lea = ids[1], .school = ids[2]};
    return strata_entities_flags(entities, STRATA_LEVEL_SCHOOL, place, year).cep == STRATA_YES;
}

static strata_status load(strata_stages *stages, strata_entities *entities, strata_error *err)
{
    const strata_job *job = stages->job;
    strata_catalog *catalog = NULL;
    STRATA_TRY(strata_inputs_catalog(&stages->inputs, job, &catalog, err));
    for (size_t i = 0; i < job->entities_count; i++) {
        STRATA_TRY(strata_entities_load(entities, job->entities[i], catalog, err));
    }
    return STRATA_OK;
}

strata_status strata_meals_open(strata_stages *stages, strata_cube *cube, strata_entities **out,
                                strata_error *err)
{
    *out = NULL;
    if (stages->job->entities_count == 0 || stages->job->plan.ignore_meals) {
        return STRATA_OK;
    }
    *out = strata_entities_new();
    if (*out == NULL) {
        return strata_fail_memory(err);
    }
    strata_cube_set_meals(cube,
                          (strata_cube_meals_of){.context = *out, .is_universal = is_universal});
    return load(stages, *out, err);
}
