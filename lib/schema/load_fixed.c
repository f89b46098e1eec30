/* Layouts of fixed width: lengths of a record, places of fields, and what tells such a file. */
#include <string.h>

#include "schema/load_parts.h"

enum {
    RECORD_MAX = 1 << 20 /* characters */
};

strata_status strata_load_records(const strata_node *strata, strata_layout *out)
{
    strata_node_list list;
    STRATA_TRY(strata_node_list_of(strata, "records", sizeof(uint32_t), &list));
    uint32_t *records = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node element = strata_node_element(&list.array, at);
        const json_int_t length = json_integer_value(element.value);
        if (!json_is_integer(element.value) || length < 1 || length > RECORD_MAX) {
            return strata_node_fail(&element, NULL, "must be a whole number from 1 to %d",
                                    (int)RECORD_MAX);
        }
        records[at] = (uint32_t)length;
    }
    out->records = records;
    out->record_count = (uint32_t)list.count;
    return STRATA_OK;
}

/* Keys that speak of columns and their header. */
static strata_status refuse_header(const strata_node *node, const strata_node *strata)
{
    static const char *const keys[] = {"signature", "forbidden", "preamble", "header_rows"};
    strata_node member;
    if (strata_node_member(node, "dialect", &member)) {
        return strata_node_fail(node, "dialect", "a file of fixed width has none");
    }
    for (size_t at = 0; at < sizeof keys / sizeof keys[0]; at++) {
        if (strata_node_member(strata, keys[at], &member)) {
            return strata_node_fail(strata, keys[at], "a file of fixed width has no header");
        }
    }
    return STRATA_OK;
}

static strata_status check_place(const strata_node *node, const strata_layout *layout,
                                 const strata_field *field)
{
    uint32_t shortest = layout->records[0];
    uint32_t longest = layout->records[0];
    for (uint32_t at = 1; at < layout->record_count; at++) {
        shortest = layout->records[at] < shortest ? layout->records[at] : shortest;
        longest = layout->records[at] > longest ? layout->records[at] : longest;
    }
    if (field->pattern_count > 0) {
        return strata_node_fail(node, NULL,
                                "field \"%.60s\" has captures or a set, but a file of "
                                "fixed width has no names of columns",
                                field->name.text);
    }
    if (field->fixed_start == 0) {
        return strata_node_fail(node, NULL, "field \"%.60s\" needs \"start\" and \"length\"",
                                field->name.text);
    }
    const uint32_t end = field->fixed_start + field->fixed_length - 1;
    const uint32_t most = field->optional ? longest : shortest;
    return end <= most
               ? STRATA_OK
               : strata_node_fail(node, NULL, "field \"%.60s\" ends at %u, behind a record of %u",
                                  field->name.text, (unsigned)end, (unsigned)most);
}

static bool has_field(const strata_layout *layout, strata_slice name)
{
    for (uint32_t at = 0; at < layout->field_count; at++) {
        if (strata_slice_equal(layout->fields[at].name, name)) {
            return true;
        }
    }
    return false;
}

/* The fields that "probe" names, or those that every record must have. */
static strata_status read_probe(const strata_node *strata, strata_layout *out)
{
    STRATA_TRY(strata_node_texts(strata, "probe", &out->signature, &out->signature_count));
    for (uint32_t at = 0; at < out->signature_count; at++) {
        if (!has_field(out, out->signature[at])) {
            return strata_node_fail(strata, "probe", "no field of this layout is named \"%.60s\"",
                                    out->signature[at].text);
        }
    }
    if (out->signature_count > 0) {
        return STRATA_OK;
    }
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(strata, out->field_count, sizeof(strata_slice), &room));
    strata_slice *names = room;
    for (uint32_t at = 0; at < out->field_count; at++) {
        if (out->fields[at].required_value) {
            names[out->signature_count++] = out->fields[at].name;
        }
    }
    out->signature = names;
    return out->signature_count > 0
               ? STRATA_OK
               : strata_node_fail(strata, NULL,
                                  "needs \"probe\", fields by which such a file is recognised, or "
                                  "a field that is required");
}

/* What only a file of fixed width has. */
static strata_status refuse_fixed(const strata_node *strata)
{
    strata_node probe;
    if (strata->value != NULL && strata_node_member(strata, "probe", &probe)) {
        return strata_node_fail(strata, "probe",
                                "is for layouts with \"records\"; the header of "
                                "others has a \"signature\"");
    }
    return STRATA_OK;
}

strata_status strata_load_fixed(const strata_node *node, const strata_node *strata,
                                strata_layout *out)
{
    if (out->record_count == 0) {
        return refuse_fixed(strata);
    }
    STRATA_TRY(refuse_header(node, strata));
    for (uint32_t at = 0; at < out->field_count; at++) {
        STRATA_TRY(check_place(node, out, &out->fields[at]));
    }
    return read_probe(strata, out);
}
