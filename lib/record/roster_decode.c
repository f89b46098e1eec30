/* One row of a roster. */
#include <string.h>

#include "record/decode_parts.h"

bool strata_decode_roster(strata_decoder *decoder, strata_record *out)
{
    memset(out, 0, sizeof *out);
    out->year = (int16_t)decoder->values.year;
    out->file = decoder->of.file;
    out->row = (uint32_t)decoder->values.row->line;
    return strata_decode_text(decoder, STRATA_TO_COUNTY, &out->county) &&
           strata_decode_text(decoder, STRATA_TO_LEA, &out->lea) &&
           strata_decode_text(decoder, STRATA_TO_SCHOOL, &out->school) &&
           strata_decode_text(decoder, STRATA_TO_GRADE, &out->grade) &&
           strata_decode_person(decoder, out);
}
