/* Entities as an answer to the cube's question. */
#include "run/meals.h"

static bool is_universal(void *context, const char *const ids[3], int year)
{
    const strata_entities *entities = context;
    const strata_place_ids place = {.county = ids[0], .lea = ids[1], .school = ids[2]};
    return strata_entities_flags(entities, STRATA_LEVEL_SCHOOL, place, year).cep == STRATA_YES;
}

strata_status strata_meals_open(strata_stages *stages, strata_cube *cube, strata_error *err)
{
    const strata_job *job = stages->job;
    if (job->entities_count == 0 || job->plan.ignore_meals) {
        return STRATA_OK;
    }
    strata_entities *entities = NULL;
    STRATA_TRY(strata_inputs_entities(&stages->inputs, job, &entities, err));
    strata_cube_set_meals(
        cube, (strata_cube_meals_of){.context = entities, .is_universal = is_universal});
    return STRATA_OK;
}
