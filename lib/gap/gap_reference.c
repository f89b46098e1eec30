/* Choosing the reference group of a series. */
#include "gap/gap_reference.h"

enum {
    CANDIDATES_MAX = 3
};

/* The usual reference groups of a dimension, by name, in order. */
static void usual_names(strata_dim dim, const char *out[CANDIDATES_MAX])
{
    switch (dim) {
    case STRATA_DIM_EL:
        out[0] = "english_only";
        out[1] = "never";
        out[2] = "not_current";
        break;
    case STRATA_DIM_RACE:
    case STRATA_DIM_RACE_MASK:
        out[0] = "white";
        break;
    case STRATA_DIM_GENDER:
        out[0] = "male";
        break;
    case STRATA_DIM_FRL:
    case STRATA_DIM_ECON:
    case STRATA_DIM_SWD:
    case STRATA_DIM_MIGRANT:
    case STRATA_DIM_HOMELESS:
    case STRATA_DIM_FOSTER:
    case STRATA_DIM_MILITARY:
        out[0] = "no";
        break;
    case STRATA_DIM_ALL:
    case STRATA_DIM_COUNT:
    default:
        break;
    }
}

/* Codes to look for, 0 behind the last. False if --ref asks for the complement. */
static bool candidates(const strata_gap_options *options, strata_dim dim,
                       strata_code out[CANDIDATES_MAX])
{
    for (uint32_t i = 0; i < options->ref_count; i++) {
        if (options->refs[i].dim == dim) {
            out[0] = options->refs[i].code;
            return out[0] != 0;
        }
    }
    const char *names[CANDIDATES_MAX] = {NULL};
    usual_names(dim, names);
    size_t count = 0;
    for (size_t i = 0; i < CANDIDATES_MAX && names[i] != NULL; i++) {
        const strata_code code = strata_group_find(dim, strata_slice_of(names[i]));
        if (code != 0) {
            out[count++] = code;
        }
    }
    return true;
}

/* The panels of a series, one after the other. */
static const strata_panel *year_of_series(const strata_panels *panels, size_t series, size_t index)
{
    const size_t at = panels->series_first[series] + index;
    return at < panels->series_first[series + 1] ? &panels->panels[panels->by_series[at]] : NULL;
}

static bool is_undefined(const strata_panel_group *group)
{
    return group->view.counts != NULL && group->view.counts->status == STRATA_CELL_UNDEFINED;
}

static bool series_has(const strata_panels *panels, size_t series, strata_group_key key)
{
    const strata_panel *panel = NULL;
    for (size_t i = 0; (panel = year_of_series(panels, series, i)) != NULL; i++) {
        const strata_panel_group *group = strata_panel_find(panels, panel, key);
        if (group != NULL && !is_undefined(group)) {
            return true;
        }
    }
    return false;
}

/* Hidden counts as small, as does nobody but in places that are left out; a size that is not known
 * does not. */
static bool is_small(const strata_panel_group *group)
{
    const strata_cell *counts = group->view.counts;
    strata_students students = strata_cell_students(counts);
    for (size_t i = 0; !students.is_known && students.status == STRATA_ESTIMATE_OK &&
                       i < group->view.statistic_count;
         i++) {
        students = strata_cell_students(group->view.statistics[i]);
    }
    if (students.is_known) {
        return students.n < STRATA_REFERENCE_MIN_N;
    }
    return students.status != STRATA_ESTIMATE_OK ||
           (counts != NULL && counts->status == STRATA_CELL_SUPPRESSED);
}

/* True if other groups of the dimension were counted here, so that this one has no students. */
static bool is_counted_empty(const strata_panels *panels, const strata_panel *panel,
                             strata_group_key key, unsigned position)
{
    const strata_dim dim = (strata_dim)key.dim[position];
    for (unsigned code = 1; code <= strata_group_count(dim); code++) {
        const strata_panel_group *other = strata_panel_find(
            panels, panel, strata_group_key_with(key, position, (strata_code)code));
        if (other != NULL && other->source == STRATA_COUNTED) {
            return true;
        }
    }
    return false;
}

static bool is_small_in_any_year(const strata_panels *panels, size_t series, strata_group_key key,
                                 unsigned position)
{
    const strata_panel *panel = NULL;
    for (size_t i = 0; (panel = year_of_series(panels, series, i)) != NULL; i++) {
        const strata_panel_group *group = strata_panel_find(panels, panel, key);
        if (group != NULL ? is_small(group) : is_counted_empty(panels, panel, key, position)) {
            return true;
        }
    }
    return false;
}

static bool says_nothing(strata_group_key key)
{
    for (unsigned i = 0; i < strata_group_key_depth(key); i++) {
        if (strata_group_kind_of((strata_dim)key.dim[i], key.code[i]) == STRATA_GROUP_UNKNOWN) {
            return true;
        }
    }
    return false;
}

bool strata_reference_choose(const strata_gap_options *options, strata_gap_place *place)
{
    const strata_group_key key = place->group->key;
    const unsigned position = place->position;
    const size_t series = place->panel->series;
    if (position >= strata_group_key_depth(key) || says_nothing(key)) {
        return false;
    }
    const strata_dim dim = (strata_dim)key.dim[position];
    strata_code codes[CANDIDATES_MAX] = {0};
    place->reference = (strata_reference){.complement = true};
    if (!candidates(options, dim, codes)) {
        return true;
    }
    for (size_t i = 0; i < CANDIDATES_MAX && codes[i] != 0; i++) {
        const strata_group_key ref = strata_group_key_with(key, position, codes[i]);
        if (!series_has(place->panels, series, ref)) {
            continue;
        }
        if (dim == STRATA_DIM_RACE && place->panels->races_overlap &&
            place->group->source == STRATA_COUNTED) {
            continue; /* nobody knows how many students two races share */
        }
        if (strata_groups_overlap(dim, codes[i], key.code[position])) {
            return false;
        }
        if (is_small_in_any_year(place->panels, series, ref, position)) {
            place->reference.flags = strata_flag_ref_substituted;
        } else {
            place->reference = (strata_reference){.code = codes[i]};
        }
        return true;
    }
    place->reference.flags = strata_flag_ref_complement;
    return true;
}
