/* Missing values and ranges: those of a layout once, those of a field where they differ; and the
 * words that a field without codes of its own is read by. */
#include "schema_parts.h"

static void print_missing(strata_printer *out, const char *head, const strata_missing *missing,
                          uint32_t count)
{
    static const char *const kinds[] = {"not reported", "suppressed", "not tested"};
    for (uint32_t i = 0; i < count; i++) {
        strata_print(out, i == 0 ? head : ", ");
        strata_print_json(out, missing[i].value);
        strata_print_format(out, " %s", kinds[missing[i].kind]);
    }
    strata_print(out, count > 0 ? "\n" : "");
}

/* Ranges as a schema writes them. */
static void print_blurs(strata_printer *out, const char *head, const strata_blur *blurs,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const strata_blur *blur = &blurs[i];
        strata_print(out, i == 0 ? head : ", ");
        strata_print_slice(out, blur->before);
        if (blur->has_lo) {
            strata_print(out, blur->is_lo_open ? "{above}" : "{lo}");
        }
        strata_print_slice(out, blur->between);
        if (blur->has_hi) {
            strata_print(out, blur->is_hi_open ? "{below}" : "{hi}");
        }
        strata_print_slice(out, blur->after);
    }
    strata_print(out, count > 0 ? "\n" : "");
}

/* Fields without a list of their own point to the layout's. */
static bool has_same_missing(const strata_field *a, const strata_field *b)
{
    return a->missing == b->missing && a->missing_count == b->missing_count;
}

static bool has_same_blurs(const strata_field *a, const strata_field *b)
{
    return a->blurs == b->blurs && a->blur_count == b->blur_count;
}

/* The field whose list most fields have, the first of several; NULL without fields. */
static const strata_field *most_frequent(const strata_layout *layout,
                                         bool (*is_same)(const strata_field *,
                                                         const strata_field *))
{
    const strata_field *best = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < layout->field_count; i++) {
        uint32_t same = 0;
        for (uint32_t j = 0; j < layout->field_count; j++) {
            same += is_same(&layout->fields[i], &layout->fields[j]) ? 1 : 0;
        }
        if (same > most) {
            most = same;
            best = &layout->fields[i];
        }
    }
    return best;
}

strata_usual strata_schema_show_usual(strata_printer *out, const strata_layout *layout)
{
    const strata_usual usual = {most_frequent(layout, has_same_missing),
                                most_frequent(layout, has_same_blurs)};
    if (usual.missing != NULL && usual.missing->missing_count > 1) {
        print_missing(out, "  missing: ", usual.missing->missing, usual.missing->missing_count);
    }
    if (usual.blurs != NULL) {
        print_blurs(out, "  ranges: ", usual.blurs->blurs, usual.blurs->blur_count);
    }
    return usual;
}

/* Groups that are made of others are never recorded of a student. */
static void print_words(strata_printer *out, strata_dim dim)
{
    const char *between = "      words: ";
    for (unsigned code = 1; code <= strata_group_count(dim); code++) {
        if (strata_group_kind_of(dim, (strata_code)code) != STRATA_GROUP_UNION) {
            strata_print_format(out, "%s%s", between, strata_group_name(dim, (strata_code)code));
            between = ", ";
        }
    }
    strata_print(out, "\n");
}

void strata_schema_show_values(strata_printer *out, const strata_field *field,
                               const strata_usual *usual)
{
    if (!has_same_blurs(field, usual->blurs)) {
        print_blurs(out, "      ranges: ", field->blurs, field->blur_count);
    }
    if (!has_same_missing(field, usual->missing)) {
        print_missing(out, "      missing: ", field->missing, field->missing_count);
    }
    if (field->to == STRATA_TO_DIM && field->map == NULL) {
        print_words(out, (strata_dim)field->index);
    }
}
