/* Places as a list, for people and tests. */
#include "io/csv_writer.h"
#include "record/entities_parts.h"

static void write_text(strata_csv_writer *out, const strata_entities *entities, uint32_t text)
{
    strata_csv_string(out, strata_intern_text(entities->texts, text));
}

static void write_year(strata_csv_writer *out, int16_t year)
{
    if (year == 0) {
        strata_csv_empty(out);
    } else {
        strata_csv_integer(out, year);
    }
}

static void write_answer(strata_csv_writer *out, uint8_t answer)
{
    strata_csv_string(out, answer == STRATA_YES ? "yes" : answer == STRATA_NO ? "no" : "");
}

/* key: the digit of the level, then the id. */
static strata_status write_place(strata_csv_writer *out, const strata_entities *entities,
                                 const char *key, const strata_place *place)
{
    strata_csv_string(out, strata_entity_level_name((strata_entity_level)(key[0] - '0')));
    strata_csv_string(out, key + 1);
    write_text(out, entities, place->county);
    write_text(out, entities, place->lea);
    write_text(out, entities, place->name);
    write_year(out, place->from);
    write_year(out, place->until);
    write_text(out, entities, place->successor);
    write_answer(out, place->charter);
    write_answer(out, place->alternative);
    write_answer(out, place->cep);
    write_text(out, entities, place->grade_low);
    write_text(out, entities, place->grade_high);
    return strata_csv_end_row(out);
}

strata_status strata_entities_write(const strata_entities *entities, strata_sink *sink,
                                    strata_error *err)
{
    strata_csv_writer out;
    strata_csv_writer_init(&out, sink, ',', err);
    STRATA_TRY(strata_sink_text(sink,
                                "level,id,county,lea,name,from,until,successor,charter,"
                                "alternative,cep,grade_low,grade_high\n",
                                err));
    for (uint32_t key = 1; key < strata_intern_count(entities->keys); key++) {
        const char *text = strata_intern_text(entities->keys, key);
        uint32_t at = entities->newest[key];
        for (; at != 0; at = entities->places[at - 1].next) {
            STRATA_TRY(write_place(&out, entities, text, &entities->places[at - 1]));
        }
    }
    return STRATA_OK;
}
