/* What a result is about: when, where, in which test, subject and grade. */
#include <string.h>

#include "record/decode_parts.h"

static bool fits_one(const strata_slice *globs, uint32_t count, strata_slice text)
{
    for (uint32_t at = 0; at < count; at++) {
        if (strata_slice_fits(text, globs[at])) {
            return true;
        }
    }
    return false;
}

static strata_entity_level level_of_name(const strata_place_rule *rule, strata_slice name)
{
    if (fits_one(rule->school, rule->school_count, name)) {
        return STRATA_LEVEL_SCHOOL;
    }
    if (fits_one(rule->state, rule->state_count, name)) {
        return STRATA_LEVEL_STATE;
    }
    return fits_one(rule->lea, rule->lea_count, name) ? STRATA_LEVEL_LEA : STRATA_LEVEL_SCHOOL;
}

/* The lea on the row above, 0 if another place is: a name that follows itself is its one school. */
static uint32_t lea_above(const strata_row_place *place)
{
    return place->state == STRATA_VALUE_THERE && place->level == STRATA_LEVEL_LEA ? place->name : 0;
}

/* A row that cannot be placed may have been an lea: the schools below it must not become those of
 * the lea above it. */
void strata_decode_place(strata_decoder *decoder)
{
    strata_row_place *place = &decoder->place;
    if (place->field == STRATA_NO_FIELD) {
        return;
    }
    const strata_field *field = decoder->of.binding->fields[place->field];
    strata_value name = {.state = STRATA_VALUE_MISSING};
    if (decoder->values.row->count == decoder->of.binding->column_count) {
        name = strata_value_of_field(&decoder->values, place->field);
    }
    const uint32_t above = lea_above(place);
    place->state = name.state;
    place->name = 0;
    if (name.state != STRATA_VALUE_THERE) {
        place->lea = 0;
        return;
    }
    place->level = level_of_name(field->place, name.text);
    if (place->level != STRATA_LEVEL_STATE &&
        strata_decode_intern(decoder, name.text, &place->name) &&
        place->level == STRATA_LEVEL_LEA) {
        place->level = place->name == above ? STRATA_LEVEL_SCHOOL : STRATA_LEVEL_LEA;
        place->lea = place->name;
    }
}

static bool take_place(strata_decoder *decoder, const strata_result_head *out)
{
    const strata_row_place *place = &decoder->place;
    if (place->state != STRATA_VALUE_THERE) {
        return strata_decode_reject(decoder, "value-missing", place->field);
    }
    if (place->level == STRATA_LEVEL_SCHOOL && place->lea == 0) {
        return strata_decode_reject(decoder, "place-unknown", place->field);
    }
    *out->lea = place->level == STRATA_LEVEL_STATE ? 0 : place->lea;
    *out->school = place->level == STRATA_LEVEL_SCHOOL ? place->name : 0;
    return true;
}

static bool decode_places(strata_decoder *decoder, const strata_result_head *out)
{
    if (!strata_decode_text(decoder, STRATA_TO_COUNTY, out->county)) {
        return false;
    }
    if (strata_decode_has(decoder, STRATA_TO_PLACE)) {
        return take_place(decoder, out);
    }
    return strata_decode_text(decoder, STRATA_TO_LEA, out->lea) &&
           strata_decode_text(decoder, STRATA_TO_SCHOOL, out->school);
}

static bool decode_term(strata_decoder *decoder, const strata_result_head *out)
{
    strata_value term;
    if (!strata_decode_optional(decoder, STRATA_TO_TERM, 0, &term)) {
        return false;
    }
    *out->term = term.state == STRATA_VALUE_NONE ? decoder->of.term : 0;
    return term.state != STRATA_VALUE_THERE || strata_decode_intern(decoder, term.text, out->term);
}

/* The test and its era, which follow from assessment, subject and year. */
static bool decode_test(strata_decoder *decoder, const strata_result_head *out,
                        const strata_assessment **test)
{
    const strata_schema *schema = decoder->of.schema;
    strata_value assessment;
    strata_value subject;
    if (!strata_decode_needed(decoder, STRATA_TO_ASSESSMENT, &assessment) ||
        !strata_decode_needed(decoder, STRATA_TO_SUBJECT, &subject)) {
        return false;
    }
    if (subject.state == STRATA_VALUE_NONE) {
        subject.text = strata_schema_subject(schema, assessment.text);
    }
    *test = strata_schema_assessment(schema, assessment.text, subject.text, *out->year);
    if (*test == NULL) {
        return strata_decode_reject(decoder, "assessment-unknown", assessment.field);
    }
    return strata_decode_intern(decoder, assessment.text, out->assessment) &&
           strata_decode_intern(decoder, subject.text, out->subject) &&
           strata_decode_intern(decoder, (*test)->era, out->era);
}

static bool is_grade(strata_slice text)
{
    for (const char *const *word = strata_grade_words(); *word != NULL; word++) {
        if (strata_slice_is(text, *word)) {
            return true;
        }
    }
    return false;
}

/* Maps give grades only; a column without one may hold anything. A published row is about a grade
 * or about nothing. */
static bool decode_grade(strata_decoder *decoder, const strata_result_head *out)
{
    strata_value grade;
    if (!strata_decode_optional(decoder, STRATA_TO_GRADE, 0, &grade)) {
        return false;
    }
    if (grade.state != STRATA_VALUE_THERE) {
        return true;
    }
    if (is_grade(grade.text)) {
        return strata_decode_intern(decoder, grade.text, out->grade);
    }
    return decoder->records != NULL ? strata_decode_unknown(decoder, &grade)
                                    : strata_decode_reject(decoder, "code-unknown", grade.field);
}

bool strata_decode_head(strata_decoder *decoder, const strata_result_head *out,
                        const strata_assessment **test)
{
    *out->year = (int16_t)decoder->values.year;
    *out->file = decoder->of.file;
    *out->row = (uint32_t)decoder->values.row->line;
    return decode_term(decoder, out) && decode_places(decoder, out) &&
           decode_test(decoder, out, test) && decode_grade(decoder, out);
}
