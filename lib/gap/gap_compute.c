/* Estimates of every group and every gap of a set of cells. */
#include <math.h>
#include <string.h>

#include "cube/cell_meals.h"
#include "gap/gap_pair.h"
#include "protect/policy.h"

/* Two figures that differ by less, relatively, are one figure computed twice. */
#define COMPARE_NOISE 1e-9

/* Texts of one measure or gap as numbers of the dictionary. */
typedef struct labels {
    uint32_t id;
    uint32_t unit;
    uint32_t method;
} labels;

typedef struct computation {
    const strata_gap_options *options;
    strata_panels panels;
    strata_estimates *estimates;
    labels measures[STRATA_MEASURES_MAX];
    labels gaps[STRATA_MEASURES_MAX];
    uint32_t counted_word; /* of the column protection */
    uint32_t published_word;
    strata_flags context; /* of every row of the group at work */
    strata_error *err;
} computation;

static strata_status intern(computation *work, const char *text, uint32_t *out)
{
    return strata_intern_add(strata_dictionary_texts(work->estimates->dictionary), text,
                             strlen(text), out, work->err);
}

static strata_status intern_labels(computation *work, const char *const texts[3], labels *out)
{
    STRATA_TRY(intern(work, texts[0], &out->id));
    STRATA_TRY(intern(work, texts[1], &out->unit));
    return intern(work, texts[2], &out->method);
}

static strata_status intern_all(computation *work, const strata_cellset *set)
{
    for (uint32_t i = 0; i < work->options->measure_count; i++) {
        const strata_measure *measure = work->options->measures[i];
        const char *const texts[3] = {measure->id, measure->unit, measure->method};
        STRATA_TRY(intern_labels(work, texts, &work->measures[i]));
    }
    for (uint32_t i = 0; i < work->options->gap_count; i++) {
        const strata_gap *gap = work->options->gaps[i];
        const char *const texts[3] = {gap->id, gap->unit, gap->method};
        STRATA_TRY(intern_labels(work, texts, &work->gaps[i]));
    }
    char word[STRATA_PROTECTION_TEXT];
    STRATA_TRY(intern(work, strata_protection_word(set, false, word), &work->counted_word));
    return intern(work, strata_protection_word(set, true, word), &work->published_word);
}

/* Everything of a row but measure, cut, reference and result. */
static strata_status start_row(computation *work, const strata_panel *panel,
                               const strata_panel_group *group, strata_estimate *row)
{
    const strata_cell_key *key = panel->key;
    char dim[STRATA_GROUP_TEXT];
    char name[STRATA_GROUP_TEXT];
    strata_group_key_dim_text(group->key, dim);
    strata_group_key_group_text(group->key, name);
    *row = (strata_estimate){.year_from = key->year,
                             .year_to = key->year,
                             .entity_level = key->entity_level,
                             .term = key->term,
                             .population = key->population,
                             .county = key->county,
                             .lea = key->lea,
                             .school = key->school,
                             .assessment = key->assessment,
                             .era = key->era,
                             .subject = key->subject,
                             .grade = key->grade,
                             .p_adj = STRATA_NAN};
    row->protection = group->source == STRATA_PUBLISHED ? work->published_word : work->counted_word;
    STRATA_TRY(intern(work, dim, &row->dim));
    return intern(work, name, &row->group);
}

static strata_status add_row(computation *work, strata_estimate *row, labels label, unsigned cut,
                             const strata_result_value *result)
{
    row->measure = label.id;
    row->unit = label.unit;
    row->method = label.method;
    row->cut = (uint8_t)cut;
    row->result = strata_result_finite(*result);
    if ((work->context & strata_flag_exit_year_missing) != 0) {
        row->result.flags &= ~strata_flag_history_unknown;
    }
    row->result.flags |= work->context;
    row->inference =
        (uint8_t)(isnan(row->result.lo) ? STRATA_INFERENCE_NONE : STRATA_INFERENCE_SUPERPOPULATION);
    return strata_estimates_add(work->estimates, row, work->err);
}

/* The cuts or levels to compute, one bit each. Where nothing is known of any, the proficient cut
 * stands for them, or bit 0: one row that says so. */
static uint32_t wanted_cuts(const computation *work, const strata_panel *panel,
                            const strata_panel_group *group, bool each_level)
{
    const unsigned proficient = group->view.test != NULL ? group->view.test->proficient : 0;
    const uint32_t known = each_level ? panel->levels : panel->cuts;
    if (each_level) {
        return known != 0 ? known : 1;
    }
    const bool single = known == 0 || (!work->options->all_cuts && proficient != 0);
    return single ? (uint32_t)1 << proficient : known;
}

/* What the published cells of a counted group add to its row. Figures of which one leaves out
 * places are no contradiction. */
static strata_flags compare_with_published(const strata_result_value *counted,
                                           const strata_result_value *published)
{
    if (isnan(published->value) && isnan(published->bound_lo)) {
        return 0;
    }
    const strata_bounds one = strata_result_range(counted);
    const strata_bounds other = strata_result_range(published);
    const double noise = COMPARE_NOISE * fmax(1.0, fabs(counted->value));
    const bool apart = other.hi < one.lo - noise || other.lo > one.hi + noise;
    return strata_flag_published_too | (apart ? strata_flag_differs_from_published : 0);
}

static strata_result_value measure_result(const strata_measure *measure,
                                          const strata_panel_group *group, unsigned cut)
{
    strata_result_value result = measure->of(&group->view, cut);
    if (group->published.counts != NULL || group->published.statistic_count > 0) {
        const strata_result_value published = measure->of(&group->published, cut);
        result.flags |= compare_with_published(&result, &published);
    }
    return result;
}

/* Whether a measure or gap has a row here. */
static bool is_wanted(const computation *work, const strata_panel *panel, strata_figure_kind figure)
{
    return figure == STRATA_FIGURE_NONE || !work->options->given_figures ||
           (panel->figures >> figure & 1) != 0;
}

static strata_status add_measures(computation *work, const strata_panel *panel,
                                  const strata_panel_group *group, strata_estimate *row)
{
    for (uint32_t i = 0; i < work->options->measure_count; i++) {
        const strata_measure *measure = work->options->measures[i];
        uint32_t cuts = is_wanted(work, panel, measure->figure) ? 1 : 0;
        if (measure->has_cuts) {
            cuts = wanted_cuts(work, panel, group, measure->each_level);
        }
        for (unsigned cut = 0; cut <= STRATA_LEVELS_MAX; cut++) {
            if ((cuts >> cut & 1) != 0) {
                const strata_result_value result = measure_result(measure, group, cut);
                STRATA_TRY(add_row(work, row, work->measures[i], cut, &result));
            }
        }
    }
    return STRATA_OK;
}

static strata_result_value gap_result(const strata_gap *gap, const strata_gap_place *place,
                                      const strata_gap_pair *pair, unsigned cut)
{
    strata_result_value result = strata_result_none();
    if (!pair->has_ref) {
        result.status = STRATA_ESTIMATE_UNDEFINED;
        result.flags = strata_flag_ref_missing;
    } else if (gap->pools_grades && place->panel->pooled) {
        result = strata_gap_over_grades(gap, place, pair);
    } else {
        result = gap->of(&pair->view, cut);
    }
    result.flags |= place->reference.flags;
    return result;
}

/* "english_only*yes", "complement*yes", "complement" */
static strata_status name_reference(computation *work, const strata_gap_place *place,
                                    strata_estimate *row)
{
    const strata_group_key key = place->group->key;
    char text[STRATA_GROUP_TEXT];
    size_t len = 0;
    text[0] = '\0';
    for (unsigned i = 0; i < strata_group_key_depth(key); i++) {
        const bool varies = i == place->position;
        const strata_code code = varies ? place->reference.code : key.code[i];
        const char *name = varies && place->reference.complement
                               ? "complement"
                               : strata_group_name((strata_dim)key.dim[i], code);
        const size_t name_len = strlen(name);
        if (len + name_len + 2 > sizeof text) {
            break;
        }
        if (len > 0) {
            text[len++] = '*';
        }
        memcpy(text + len, name, name_len + 1);
        len += name_len;
    }
    row->has_ref = 1;
    return intern(work, text, &row->ref_group);
}

static strata_status add_gaps_at(computation *work, const strata_gap_place *place,
                                 strata_estimate *row)
{
    strata_gap_pair pair;
    strata_gap_pair_init(&pair, place);
    STRATA_TRY(name_reference(work, place, row));
    for (uint32_t i = 0; i < work->options->gap_count; i++) {
        const strata_gap *gap = work->options->gaps[i];
        uint32_t cuts = is_wanted(work, place->panel, gap->figure) ? 1 : 0;
        if (gap->has_cuts) {
            cuts = wanted_cuts(work, place->panel, place->group, false);
        }
        for (unsigned cut = 0; cut <= STRATA_LEVELS_MAX; cut++) {
            if ((cuts >> cut & 1) != 0) {
                const strata_result_value result = gap_result(gap, place, &pair, cut);
                STRATA_TRY(add_row(work, row, work->gaps[i], cut, &result));
            }
        }
    }
    return STRATA_OK;
}

static const strata_cell *counts_of(const computation *work, const strata_panel *panel,
                                    const char *dim, const char *group)
{
    strata_group_key key;
    const strata_panel_group *found =
        strata_group_key_parse(strata_slice_of(dim), strata_slice_of(group), &key)
            ? strata_panel_find(&work->panels, panel, key)
            : NULL;
    return found != NULL ? found->view.counts : NULL;
}

static bool is_mixed(const strata_cell *counts)
{
    return counts != NULL && counts->status == STRATA_CELL_MIXED;
}

/* Groups of frl are about the rest of a place where many students have free meals anyway. */
static strata_flags meals_context(const computation *work, const strata_panel *panel,
                                  const strata_panel_group *group)
{
    const bool is_mixed_here =
        is_mixed(group->view.counts) ||
        strata_cell_meals_are_mixed(counts_of(work, panel, "all", "all"),
                                    counts_of(work, panel, "frl", "universal"));
    return is_mixed_here ? strata_flag_meal_program_universal : 0;
}

static bool is_undefined(const strata_cell *counts)
{
    return counts != NULL && counts->status == STRATA_CELL_UNDEFINED;
}

/* Where the same students as ever-EL have a meaning it is years of exit that are missing, and not
 * the history. */
static strata_flags exit_context(const computation *work, const strata_panel *panel,
                                 const strata_panel_group *group, unsigned at)
{
    strata_group_key ever = group->key;
    if (!is_undefined(group->view.counts) ||
        ever.code[at] != strata_group_find(STRATA_DIM_EL, strata_slice_of("el_accountability"))) {
        return 0;
    }
    ever.code[at] = strata_group_find(STRATA_DIM_EL, strata_slice_of("ever"));
    const strata_panel_group *found = strata_panel_find(&work->panels, panel, ever);
    return found != NULL && found->view.counts != NULL && !is_undefined(found->view.counts)
               ? strata_flag_exit_year_missing
               : 0;
}

static strata_flags held_context(const strata_panel_group *group)
{
    const strata_cell *counts = group->view.counts;
    return counts != NULL && (counts->has & STRATA_IS_HELD) != 0 ? strata_flag_held : 0;
}

static strata_flags context_of(const computation *work, const strata_panel *panel,
                               const strata_panel_group *group)
{
    strata_flags flags = panel->tested_moved ? strata_flag_tested_share : 0;
    flags |= held_context(group);
    for (unsigned at = 0; at < strata_group_key_depth(group->key); at++) {
        if (group->key.dim[at] == STRATA_DIM_FRL) {
            flags |= meals_context(work, panel, group);
        } else if (group->key.dim[at] == STRATA_DIM_EL) {
            flags |= exit_context(work, panel, group, at);
        }
    }
    return flags;
}

static strata_status add_group(computation *work, const strata_panel *panel,
                               const strata_panel_group *group)
{
    strata_estimate row;
    work->context = context_of(work, panel, group);
    STRATA_TRY(start_row(work, panel, group, &row));
    STRATA_TRY(add_measures(work, panel, group, &row));
    const unsigned depth = work->options->gap_count > 0 ? strata_group_key_depth(group->key) : 0;
    for (unsigned position = 0; position < depth; position++) {
        strata_gap_place place = {
            .panels = &work->panels, .panel = panel, .group = group, .position = position};
        if (strata_reference_choose(work->options, &place)) {
            STRATA_TRY(add_gaps_at(work, &place, &row));
        }
    }
    return STRATA_OK;
}

static strata_status add_panels(computation *work, const strata_cellset *set)
{
    STRATA_TRY(strata_panels_init(&work->panels, set, work->err));
    STRATA_TRY(intern_all(work, set));
    for (size_t i = 0; i < work->panels.panel_count; i++) {
        const strata_panel *panel = &work->panels.panels[i];
        for (size_t j = 0; j < panel->count; j++) {
            STRATA_TRY(add_group(work, panel, &work->panels.groups[panel->first + j]));
        }
    }
    return STRATA_OK;
}

/* An estimate of counted cells is as confidential as the word in its row says. */
static void note_protection(computation *work, const strata_cellset *set)
{
    strata_estimates *estimates = work->estimates;
    memcpy(estimates->protection, set->protection, sizeof estimates->protection);
    const bool is_confidential = strata_protection_is_confidential(set);
    for (size_t i = 0; is_confidential && i < estimates->count; i++) {
        if (estimates->rows[i].protection == work->counted_word) {
            estimates->confidential = true;
            return;
        }
    }
}

strata_status strata_gaps_compute(const strata_cellset *set, const strata_gap_options *options,
                                  strata_estimates **out, strata_error *err)
{
    *out = NULL;
    computation work = {.options = options, .err = err};
    STRATA_TRY(strata_estimates_like(set->dictionary, &work.estimates, err));
    const strata_status status = add_panels(&work, set);
    strata_panels_deinit(&work.panels);
    if (status != STRATA_OK) {
        strata_estimates_free(work.estimates);
        return status;
    }
    note_protection(&work, set);
    *out = work.estimates;
    return STRATA_OK;
}
