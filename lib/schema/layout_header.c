/* What the header of a layout must hold. */
#include "schema/column_pattern.h"

bool strata_target_is_figure(strata_target target)
{
    return target >= STRATA_TO_N_ENROLLED && target <= STRATA_TO_SE;
}

bool strata_field_is_family(const strata_field *field)
{
    return field->pattern_count > 0 && strata_target_is_figure(field->to);
}

static bool has_name(const strata_csv_row *row, strata_slice name)
{
    for (uint32_t at = 0; at < row->count; at++) {
        if (strata_header_equal(row->fields[at], name)) {
            return true;
        }
    }
    return false;
}

static bool fits_pattern(const strata_field *field, strata_slice header)
{
    strata_constant unused[STRATA_CAPTURES_MAX];
    for (uint32_t at = 0; at < field->pattern_count; at++) {
        bool is_dropped = false;
        if (strata_pattern_fits(&field->patterns[at], header, unused, &is_dropped)) {
            return true;
        }
    }
    return false;
}

static bool has_column(const strata_csv_row *row, const strata_field *field)
{
    for (uint32_t at = 0; at < row->count; at++) {
        if (fits_pattern(field, row->fields[at])) {
            return true;
        }
    }
    return false;
}

static bool is_needed(const strata_field *field)
{
    return field->pattern_count > 0 && !field->optional;
}

/* The field with patterns that is number `at` behind the signature, or NULL. */
static const strata_field *needed_field(const strata_layout *layout, uint32_t at)
{
    uint32_t number = layout->signature_count;
    for (uint32_t field = 0; field < layout->field_count; field++) {
        if (is_needed(&layout->fields[field]) && number++ == at) {
            return &layout->fields[field];
        }
    }
    return NULL;
}

uint32_t strata_layout_name_count(const strata_layout *layout)
{
    uint32_t count = layout->signature_count;
    for (uint32_t at = 0; at < layout->field_count; at++) {
        count += is_needed(&layout->fields[at]) ? 1 : 0;
    }
    return count;
}

strata_slice strata_layout_name(const strata_layout *layout, uint32_t at)
{
    return at < layout->signature_count ? layout->signature[at] : needed_field(layout, at)->name;
}

bool strata_layout_has_name(const strata_layout *layout, uint32_t at, const strata_csv_row *row)
{
    return at < layout->signature_count ? has_name(row, layout->signature[at])
                                        : has_column(row, needed_field(layout, at));
}

bool strata_layout_is_header(const strata_layout *layout, const strata_csv_row *row)
{
    const uint32_t count = strata_layout_name_count(layout);
    for (uint32_t at = 0; at < count; at++) {
        if (!strata_layout_has_name(layout, at, row)) {
            return false;
        }
    }
    for (uint32_t at = 0; at < layout->forbidden_count; at++) {
        if (has_name(row, layout->forbidden[at])) {
            return false;
        }
    }
    return count > 0 && layout->record_count == 0;
}

static bool is_name(const strata_field *field, strata_slice header)
{
    bool fits = strata_header_equal(field->name, header);
    for (uint32_t at = 0; at < field->alias_count && !fits; at++) {
        fits = strata_header_equal(field->aliases[at], header);
    }
    return fits;
}

bool strata_layout_knows_column(const strata_layout *layout, strata_slice header)
{
    for (uint32_t at = 0; at < layout->field_count; at++) {
        const strata_field *field = &layout->fields[at];
        if (field->pattern_count > 0 ? fits_pattern(field, header) : is_name(field, header)) {
            return true;
        }
    }
    return false;
}
