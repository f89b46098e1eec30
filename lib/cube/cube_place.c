/* The places that a place lies in. */
#include "cube/cube_parts.h"

bool strata_place_at_level(const strata_cell_key *key, strata_entity_level level,
                           strata_cell_key *out)
{
    if (level > key->entity_level || level >= STRATA_LEVEL_SET) {
        return false;
    }
    *out = *key;
    out->entity_level = (uint8_t)level;
    if (level < STRATA_LEVEL_SCHOOL) {
        out->school = 0;
    }
    if (level < STRATA_LEVEL_LEA) {
        out->lea = 0;
    }
    if (level < STRATA_LEVEL_COUNTY) {
        out->county = 0;
    }
    return (level != STRATA_LEVEL_LEA || key->lea != 0) &&
           (level != STRATA_LEVEL_COUNTY || key->county != 0);
}
