/* A schema for people to read: everything it says, in few words. */
#include <stdio.h>

#include "schema/targets.h"
#include "schema_parts.h"

static void print_years(strata_printer *out, int from, int until)
{
    if (from != 0 && until != 0) {
        strata_print_format(out, ", %d to %d", from, until);
    } else if (from != 0) {
        strata_print_format(out, ", from %d", from);
    } else if (until != 0) {
        strata_print_format(out, ", until %d", until);
    }
}

/* "head: "a", "b"\n", or nothing for an empty list. */
static void print_texts(strata_printer *out, const char *head, const strata_slice *texts,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        strata_print(out, i == 0 ? head : ", ");
        strata_print_json(out, texts[i]);
    }
    strata_print(out, count > 0 ? "\n" : "");
}

static void print_target(strata_printer *out, strata_target to, uint16_t index)
{
    const strata_target_rule *rule = strata_target_rule_of(to);
    strata_print(out, rule->name);
    switch (rule->index) {
    case STRATA_INDEX_DIM:
        strata_print_format(out, " %s", strata_dim_name((strata_dim)index));
        break;
    case STRATA_INDEX_RACE:
        strata_print_format(out, " %s", strata_group_name(STRATA_DIM_RACE, (strata_code)index));
        break;
    case STRATA_INDEX_LEVEL:
        strata_print_format(out, " of level %u", (unsigned)index);
        break;
    case STRATA_INDEX_CUT:
    case STRATA_INDEX_CUT_OR_MEAN:
        if (index > 0) {
            strata_print_format(out, " from level %u", (unsigned)index);
        }
        break;
    case STRATA_INDEX_NONE:
    default:
        break;
    }
}

static void print_map(strata_printer *out, const strata_map *map)
{
    if (map->name.len > 0) {
        strata_print(out, "      map ");
        strata_print_slice(out, map->name);
        strata_print(out, "\n");
    }
    for (uint32_t i = 0; i < map->count; i++) {
        const strata_map_entry *entry = &map->entries[i];
        strata_print(out, "      ");
        strata_print_json(out, entry->code);
        if (entry->drop) {
            strata_print(out, " drops the row");
        } else if (entry->to.len == 0) {
            strata_print(out, " says nothing");
        } else {
            strata_print(out, " is ");
            strata_print_slice(out, entry->to);
        }
        print_years(out, entry->from, entry->until);
        strata_print(out, "\n");
    }
}

static void print_constants(strata_printer *out, const char *head, const strata_constant *set,
                            uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        strata_print(out, i == 0 ? head : ", ");
        if (set[i].to == STRATA_TO_DIM) {
            strata_print(out, strata_dim_name((strata_dim)set[i].index));
        } else {
            print_target(out, set[i].to, set[i].index);
        }
        strata_print(out, " = ");
        strata_print_slice(out, set[i].value);
    }
    strata_print(out, count > 0 ? "\n" : "");
}

static void print_captures(strata_printer *out, const strata_pattern *pattern)
{
    for (uint32_t i = 0; i < pattern->capture_count; i++) {
        const strata_capture *capture = &pattern->captures[i];
        strata_print(out, "      {");
        strata_print_slice(out, capture->name);
        strata_print(out, "} gives ");
        print_target(out, capture->to, capture->index);
        strata_print(out, capture->is_school_year ? ", two years such as 1112\n" : "\n");
        if (capture->map != NULL) {
            print_map(out, capture->map);
        }
    }
}

/* What there is to say about how the value is read, behind the target. */
static void print_reading(strata_printer *out, const strata_field *field)
{
    if (field->fixed_start > 0) {
        strata_print_format(out, ", characters %u to %u", field->fixed_start,
                            field->fixed_start + field->fixed_length - 1);
    }
    if (field->pad > 0) {
        strata_print_format(out, ", %u digits", field->pad);
    }
    if (field->join_field >= 0) {
        strata_print(out, ", joined with ");
        strata_print_json(out, field->join_with);
        strata_print(out, " and another column");
    }
    if (field->implied_decimals > 0) {
        strata_print_format(out, ", %u decimals not written", field->implied_decimals);
    }
    if (field->decimals >= 0) {
        strata_print_format(out, ", %d decimals", field->decimals);
    }
    if (field->has_minimum || field->has_maximum) {
        strata_print_format(out, ", at %s %g", field->has_minimum ? "least" : "most",
                            field->has_minimum ? field->minimum : field->maximum);
    }
    if (field->has_minimum && field->has_maximum) {
        strata_print_format(out, ", at most %g", field->maximum);
    }
    strata_print(out, field->rounding == STRATA_ROUND_TRUNCATE ? ", cut" : "");
    strata_print(out, field->is_float ? ", from binary numbers" : "");
    strata_print(out, field->fraction ? ", as a fraction" : "");
    strata_print(out, field->is_school_year ? ", later of two years" : "");
    strata_print(out, field->required_value ? ", required" : "");
    strata_print(out, field->optional ? ", may be absent" : "");
    print_years(out, field->from, field->until);
}

static void print_place_rule(strata_printer *out, const strata_place_rule *place)
{
    print_texts(out, "      schools all the same: ", place->school, place->school_count);
    print_texts(out, "      the state: ", place->state, place->state_count);
    print_texts(out, "      leas: ", place->lea, place->lea_count);
}

static void print_field(strata_printer *out, const strata_field *field, const strata_usual *usual)
{
    strata_print(out, "    ");
    strata_print_json(out, field->name);
    strata_print(out, " -> ");
    print_target(out, field->to, field->index);
    if (field->variable.len > 0) {
        strata_print(out, " of ");
        strata_print_slice(out, field->variable);
    }
    print_reading(out, field);
    strata_print(out, "\n");
    print_texts(out, "      also called ", field->aliases, field->alias_count);
    print_texts(out, "      a higher level: ", field->absent, field->absent_count);
    for (uint32_t i = 0; i < field->pattern_count; i++) {
        print_captures(out, &field->patterns[i]);
    }
    print_constants(out, "      set ", field->set, field->set_count);
    if (field->map != NULL) {
        print_map(out, field->map);
    }
    if (field->place != NULL) {
        print_place_rule(out, field->place);
    }
    strata_schema_show_values(out, field, usual);
}

static void print_result(strata_printer *out, const strata_layout *layout, uint32_t at,
                         const strata_usual *usual)
{
    const strata_result *result = &layout->results[at];
    strata_print_format(out, "  result %u\n", at + 1);
    print_constants(out, "    set ", result->set, result->set_count);
    if (result->present >= 0) {
        strata_print(out, "    only if there is a value in ");
        strata_print_json(out, layout->fields[result->present].name);
        strata_print(out, "\n");
    }
    for (uint32_t i = 0; i < result->when_count; i++) {
        strata_print(out, "    only if ");
        strata_print_json(out, layout->fields[result->when[i].field].name);
        print_texts(out, " is ", result->when[i].codes, result->when[i].code_count);
    }
    for (uint32_t i = 0; i < result->field_count; i++) {
        print_field(out, &layout->fields[result->fields[i]], usual);
    }
}

static void print_writing(strata_printer *out, const strata_layout *layout)
{
    char delimiter[2] = ",";
    if (layout->dialect.delimiter != '\0') {
        delimiter[0] = layout->dialect.delimiter;
    }
    strata_print(out, "  encoding ");
    strata_print_slice(out, layout->encoding);
    for (uint32_t i = 0; i < layout->record_count; i++) {
        strata_print_format(out, "%s%u", i == 0 ? ", records of " : " or ", layout->records[i]);
    }
    if (layout->record_count > 0) {
        strata_print(out, " characters\n");
        return;
    }
    strata_print(out, ", delimiter ");
    strata_print_json(out, strata_slice_of(delimiter));
    strata_print(out, layout->dialect.no_quote ? ", no quotes" : "");
    strata_print_format(out, ", header of %u row%s",
                        layout->header_rows == 0 ? 1 : layout->header_rows,
                        layout->header_rows > 1 ? "s" : "");
    if (layout->preamble > 0) {
        strata_print_format(out, " after at most %u others", layout->preamble);
    }
    strata_print(out, layout->gathers_rows ? ", several rows make a result\n" : "\n");
}

static void print_layout(strata_printer *out, const strata_layout *layout)
{
    strata_print(out, "\nlayout ");
    strata_print_slice(out, layout->id);
    strata_print(out, "\n");
    print_writing(out, layout);
    print_texts(out, "  known by ", layout->signature, layout->signature_count);
    print_texts(out, "  and not ", layout->forbidden, layout->forbidden_count);
    print_texts(out, "  ends at ", layout->footer, layout->footer_count);
    for (uint32_t i = 0; i < layout->file_name_count; i++) {
        strata_print(out, "  file name ");
        strata_print_json(out, layout->file_names[i].text);
        strata_print(out, "\n");
        print_captures(out, &layout->file_names[i]);
    }
    print_constants(out, "  set ", layout->set, layout->set_count);
    const strata_usual usual = strata_schema_show_usual(out, layout);
    strata_print(out, "  columns\n");
    for (uint32_t i = 0; i < layout->field_count; i++) {
        if (!layout->is_own[i]) {
            print_field(out, &layout->fields[i], &usual);
        }
    }
    const bool is_plain = layout->result_count == 1 && layout->results[0].set_count == 0 &&
                          layout->results[0].field_count == 0;
    for (uint32_t i = 0; i < layout->result_count && !is_plain; i++) {
        print_result(out, layout, i, &usual);
    }
}

static void print_scale(strata_printer *out, const strata_scale *scale, unsigned levels)
{
    strata_print(out, "  grade ");
    strata_print(out, scale->grade.len == 0 ? "(others)" : "");
    strata_print_slice(out, scale->grade);
    if (scale->has_limits) {
        strata_print_format(out, ": scores %lld to %lld", (long long)scale->lowest,
                            (long long)scale->highest);
    }
    for (unsigned k = 0; k + 1 < levels && scale->has_cuts; k++) {
        strata_print_format(out, "%s%lld", k == 0 ? ", cuts " : " ", (long long)scale->cuts[k]);
    }
    strata_print(out, "\n");
}

static void print_assessment(strata_printer *out, const strata_assessment *test)
{
    strata_print(out, "\nassessment ");
    strata_print_slice(out, test->id);
    strata_print(out, test->subject.len > 0 ? ", " : "");
    strata_print_slice(out, test->subject);
    strata_print(out, test->era.len > 0 ? ", era " : "");
    strata_print_slice(out, test->era);
    print_years(out, test->from, test->until);
    strata_print(out, test->label.len > 0 ? ": " : "");
    strata_print_slice(out, test->label);
    strata_print(out, "\n");
    if (test->levels > 0) {
        strata_print_format(out, "  %u levels, proficient from %u", (unsigned)test->levels,
                            (unsigned)test->proficient);
        for (unsigned k = 0; k < test->levels && test->level_labels != NULL; k++) {
            strata_print(out, k == 0 ? ": " : ", ");
            strata_print_slice(out, test->level_labels[k]);
        }
        strata_print(out, "\n");
    }
    if (test->has_scores) {
        strata_print_format(out, "  scores with %u decimals%s\n", (unsigned)test->decimals,
                            test->vertical_scale ? ", one scale for all grades" : "");
    }
    strata_print(out, test->lower_is_better ? "  lower is better\n" : "");
    if (test->denominator.len > 0) {
        strata_print(out, "  percents are of the ");
        strata_print_slice(out, test->denominator);
        strata_print(out, "\n");
    }
    for (uint32_t i = 0; i < test->scale_count; i++) {
        print_scale(out, &test->scales[i], test->levels);
    }
}

static void print_sums(strata_printer *out, const strata_schema *schema)
{
    const strata_additive *additive = &schema->additive;
    strata_print(out, additive->school_to_lea ? "schools add up to leas\n" : "");
    strata_print(out, additive->lea_to_county ? "leas add up to counties\n" : "");
    strata_print(out, additive->lea_to_state ? "leas add up to the state\n" : "");
    strata_print(out, additive->grades_to_all ? "grades add up to all\n" : "");
    for (uint32_t i = 0; i < schema->partition_count; i++) {
        strata_print(out, "all students are");
        for (uint32_t k = 0; k < schema->partitions[i].count; k++) {
            char dims[STRATA_GROUP_TEXT];
            char groups[STRATA_GROUP_TEXT];
            strata_group_key_dim_text(schema->partitions[i].groups[k], dims);
            strata_group_key_group_text(schema->partitions[i].groups[k], groups);
            strata_print_format(out, " %s=%s", dims, groups);
        }
        strata_print(out, "\n");
    }
    for (uint32_t i = 0; i < schema->definition_count; i++) {
        const strata_definition *definition = &schema->definitions[i];
        strata_print_format(out, "%s is defined anew from %d: ", strata_dim_name(definition->dim),
                            definition->from);
        strata_print_slice(out, definition->label);
        strata_print(out, "\n");
    }
    for (uint32_t i = 0; i < schema->el_years_count; i++) {
        strata_print_format(out, "el_accountability counts %u years after reclassification",
                            (unsigned)schema->el_years[i].years);
        print_years(out, schema->el_years[i].from, schema->el_years[i].until);
        strata_print(out, "\n");
    }
}

void strata_schema_show(strata_printer *out, const strata_schema *schema)
{
    strata_print_format(out, "%s\n", schema->id);
    strata_print_slice(out, schema->title);
    strata_print_format(out, "\nkind %s", strata_schema_kind_word(schema->kind));
    strata_print(out, schema->version.len > 0 ? ", version " : "");
    strata_print_slice(out, schema->version);
    strata_print_format(out, ", digest %s\n", schema->digest);
    strata_print(out,
                 schema->el_history ? "" : "nothing is known of past English learner status\n");
    print_sums(out, schema);
    for (uint32_t i = 0; i < schema->assessment_count; i++) {
        print_assessment(out, &schema->assessments[i]);
    }
    for (uint32_t i = 0; i < schema->layout_count; i++) {
        print_layout(out, &schema->layouts[i]);
    }
}
