/* The draft: a schema file with what was found, and the evidence in each description. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "schema/guess_draft_parts.h"

json_t *strata_draft_put(strata_draft *draft, json_t *object, const char *key, json_t *value)
{
    if (object == NULL || json_object_set_new(object, key, value) != 0) {
        draft->failed = true;
        return NULL;
    }
    return value;
}

json_t *strata_draft_add(strata_draft *draft, json_t *array, json_t *value)
{
    if (array == NULL || json_array_append_new(array, value) != 0) {
        draft->failed = true;
        return NULL;
    }
    return value;
}

json_t *strata_draft_text(strata_slice text)
{
    return json_stringn(text.len > 0 ? text.text : "", text.len);
}

static void describe(strata_draft *draft, json_t *root)
{
    const strata_guess *guess = draft->guess;
    char text[640];
    (void)snprintf(text, sizeof text,
                   "Draft made from a sample: %u rows%s; container %s, encoding %s, line ends %s. "
                   "Rows are of kind %s: %.*s (confidence %.2f). Each field tells its evidence; "
                   "read it, mend what is wrong, and try the file with strata schema test.",
                   guess->rows, guess->is_whole ? ", the whole file" : "",
                   guess->container[0] != '\0' ? guess->container : "none", guess->encoding,
                   guess->line_ends, strata_draft_kind(guess->kind), (int)guess->kind_evidence.len,
                   guess->kind_evidence.text, guess->kind_confidence);
    strata_draft_put(draft, root, "description", json_string(text));
}

const char *strata_draft_kind(strata_schema_kind kind)
{
    static const char *const words[] = {"students", "published", "entities"};
    return words[kind];
}

/* All markers of all columns: of a publisher they are usually the same everywhere. */
static void put_missing(strata_draft *draft, json_t *root)
{
    static const char *const hidden[] = {"*",  "**", "***",  "s",    "PS",
                                         "NR", "DS", "n<10", "< 10", "<10"};
    static const char *const not_tested[] = {"--", "NT", "ABS"};
    json_t *list = strata_draft_put(draft, root, "missingValues", json_array());
    json_t *seen = json_object();
    strata_draft_add(draft, list, json_string(""));
    for (uint32_t c = 0; c < draft->guess->column_count; c++) {
        const strata_guess_values *values = &draft->guess->columns[c].values;
        for (uint32_t i = 0; i < values->missing_count; i++) {
            const char *word = values->missing[i].text;
            const char *label = "not reported";
            for (size_t k = 0; k < sizeof hidden / sizeof hidden[0]; k++) {
                label = strcmp(hidden[k], word) == 0 ? "suppressed" : label;
            }
            for (size_t k = 0; k < sizeof not_tested / sizeof not_tested[0]; k++) {
                label = strcmp(not_tested[k], word) == 0 ? "not tested" : label;
            }
            if (json_object_get(seen, word) == NULL) {
                strata_draft_put(draft, seen, word, json_true());
                json_t *entry = strata_draft_add(draft, list, json_object());
                strata_draft_put(draft, entry, "value", json_string(word));
                strata_draft_put(draft, entry, "label", json_string(label));
            }
        }
    }
    json_decref(seen);
}

static void put_dialect(strata_draft *draft, json_t *layout)
{
    const strata_guess *guess = draft->guess;
    const char delimiter[2] = {guess->dialect.delimiter, '\0'};
    if (guess->record_count > 0 || (delimiter[0] == ',' && !guess->dialect.no_quote &&
                                    !guess->dialect.skip_blank_after_delimiter)) {
        return;
    }
    json_t *dialect = strata_draft_put(draft, layout, "dialect", json_object());
    strata_draft_put(draft, dialect, "delimiter", json_string(delimiter));
    if (guess->dialect.no_quote || !guess->has_quotes) {
        strata_draft_put(draft, dialect, "quoteChar", json_string(""));
    }
    if (guess->dialect.skip_blank_after_delimiter) {
        strata_draft_put(draft, dialect, "skipInitialSpace", json_true());
    }
}

/* Names by which the layout will be known: of the columns that were understood. */
static void put_names(strata_draft *draft, json_t *strata, const char *key)
{
    const strata_guess *guess = draft->guess;
    json_t *names = strata_draft_put(draft, strata, key, json_array());
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        if (column->to != STRATA_TO_NOTHING && json_array_size(names) < 12) {
            strata_draft_add(draft, names, strata_draft_text(column->name));
        }
    }
    for (uint32_t i = 0; i < guess->column_count && json_array_size(names) == 0; i++) {
        strata_draft_add(draft, names, strata_draft_text(guess->columns[i].name));
    }
}

/* The column whose codes are tests, if they may be shown. */
static const strata_guess_column *assessment_column(const strata_guess *guess)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        if (column->to == STRATA_TO_ASSESSMENT && strata_draft_can_show(&column->values)) {
            return column;
        }
    }
    return NULL;
}

static bool names_assessments(const strata_guess *guess)
{
    return assessment_column(guess) != NULL;
}

static bool names_subject(const strata_guess *guess)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        if (guess->columns[i].subject.len > 0 && strata_draft_is_figure(&guess->columns[i])) {
            return true;
        }
    }
    return false;
}

/* What no column says and every result needs. */
static void put_set(strata_draft *draft, json_t *strata)
{
    const strata_guess *guess = draft->guess;
    if (guess->kind == STRATA_KIND_ENTITIES) {
        return;
    }
    json_t *set = strata_draft_put(draft, strata, "set", json_object());
    if (!names_assessments(guess)) {
        strata_draft_put(draft, set, "assessment", json_string("test"));
    }
    if (!strata_guess_has(guess, STRATA_TO_SUBJECT) && !names_subject(guess)) {
        strata_draft_put(draft, set, "subject", json_string("all"));
    }
    if (!strata_guess_has(guess, STRATA_TO_GRADE)) {
        strata_draft_put(draft, set, "grade", json_string("all"));
    }
    if (guess->kind == STRATA_KIND_PUBLISHED && !strata_guess_has(guess, STRATA_TO_GROUP) &&
        !draft->has_families) {
        strata_draft_put(draft, set, "group", json_string("all=all"));
    }
}

static void put_layout_words(strata_draft *draft, json_t *strata)
{
    const strata_guess *guess = draft->guess;
    if (guess->record_count > 0) {
        json_t *records = strata_draft_put(draft, strata, "records", json_array());
        for (uint32_t i = 0; i < guess->record_count; i++) {
            strata_draft_add(draft, records, json_integer(guess->records[i]));
        }
        put_names(draft, strata, "probe");
        put_set(draft, strata);
        return;
    }
    put_names(draft, strata, "signature");
    if (guess->preamble > 0) {
        strata_draft_put(draft, strata, "preamble", json_integer(guess->preamble));
    }
    if (guess->header_rows > 1) {
        strata_draft_put(draft, strata, "header_rows", json_integer(guess->header_rows));
    }
    if (guess->footer.len > 0) {
        json_t *list = strata_draft_put(draft, strata, "footer", json_array());
        strata_draft_add(draft, list, strata_draft_text(guess->footer));
    }
    put_set(draft, strata);
}

static void add_assessment(strata_draft *draft, json_t *list, strata_slice id)
{
    const strata_guess *guess = draft->guess;
    json_t *test = strata_draft_add(draft, list, json_object());
    strata_draft_put(draft, test, "id", strata_draft_text(id));
    if (guess->levels > 0) {
        strata_draft_put(draft, test, "levels", json_integer(guess->levels));
        const uint32_t cut =
            guess->proficient >= 1 && guess->proficient <= guess->levels ? guess->proficient : 1;
        strata_draft_put(draft, test, "proficient", json_integer(cut));
    }
    uint32_t decimals = 0;
    bool has_scores = false;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        if (column->to == STRATA_TO_SCALE_SCORE || column->to == STRATA_TO_MEAN) {
            has_scores = true;
        }
        if (column->to == STRATA_TO_SCALE_SCORE && column->values.decimals > decimals) {
            decimals = column->values.decimals;
        }
    }
    if (has_scores || guess->levels == 0) {
        strata_draft_put(draft, test, "has_scores", json_true());
    }
    if (decimals > 0) {
        strata_draft_put(draft, test, "decimals", json_integer(decimals));
    }
    strata_draft_put(draft, test, "description",
                     json_string("name the test; levels are those that columns and codes show"));
}

static void put_assessments(strata_draft *draft, json_t *strata)
{
    if (draft->guess->kind == STRATA_KIND_ENTITIES) {
        return;
    }
    json_t *list = strata_draft_put(draft, strata, "assessments", json_array());
    const strata_guess_column *column = assessment_column(draft->guess);
    if (column == NULL) {
        add_assessment(draft, list, strata_slice_of("test"));
        return;
    }
    for (uint32_t i = 0; i < column->values.code_count; i++) {
        if (column->values.codes[i].count >= STRATA_GUESS_OFTEN) {
            add_assessment(draft, list, column->values.codes[i].code);
        }
    }
}

/* The codes of groups that columns' names have; columns of others are counted as not read. */
static void put_group_map(strata_draft *draft, json_t *strata)
{
    if (!draft->has_families) {
        return;
    }
    const strata_guess *guess = draft->guess;
    json_t *maps = strata_draft_put(draft, strata, "maps", json_object());
    json_t *map = strata_draft_put(draft, maps, "groups", json_object());
    json_t *codes = strata_draft_put(draft, map, "codes", json_object());
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        char name[128];
        char dims[STRATA_GROUP_TEXT];
        char groups[STRATA_GROUP_TEXT];
        char text[2 * STRATA_GROUP_TEXT + 2];
        if (!column->has_group || column->to == STRATA_TO_NOTHING) {
            continue;
        }
        (void)snprintf(name, sizeof name, "%.*s", (int)column->group_text.len,
                       column->group_text.text);
        strata_group_key_dim_text(column->group, dims);
        strata_group_key_group_text(column->group, groups);
        (void)snprintf(text, sizeof text, "%s=%s", dims, groups);
        strata_draft_put(draft, codes, name, json_string(text));
    }
}

static int dump(const char *bytes, size_t len, void *context)
{
    strata_draft *draft = context;
    draft->status = strata_sink_write(draft->sink, bytes, len, draft->err);
    return draft->status == STRATA_OK ? 0 : -1;
}

static bool find_families(const strata_guess *guess)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        const strata_guess_column *column = &guess->columns[i];
        if (column->has_group && strata_draft_is_figure(column)) {
            return true;
        }
    }
    return false;
}

static void build(strata_draft *draft, json_t *root, const char *name)
{
    strata_draft_put(draft, root, "name", json_string(name));
    strata_draft_put(draft, root, "title", json_string(name));
    describe(draft, root);
    strata_draft_put(draft, root, "version", json_string("1"));
    put_missing(draft, root);
    json_t *layouts = strata_draft_put(draft, root, "layouts", json_array());
    json_t *layout = strata_draft_add(draft, layouts, json_object());
    strata_draft_put(draft, layout, "name", json_string("draft"));
    strata_draft_put(draft, layout, "encoding", json_string(draft->guess->encoding));
    put_dialect(draft, layout);
    json_t *words = strata_draft_put(draft, layout, "strata", json_object());
    put_layout_words(draft, words);
    strata_draft_fields(draft, layout, words);
    json_t *strata = strata_draft_put(draft, root, "strata", json_object());
    strata_draft_put(draft, strata, "kind", json_string(strata_draft_kind(draft->guess->kind)));
    if (draft->guess->kind == STRATA_KIND_PUBLISHED) {
        strata_draft_put(draft, strata, "public", json_false()); /* protected till somebody knows */
    }
    put_group_map(draft, strata);
    put_assessments(draft, strata);
}

strata_status strata_guess_draft(const strata_guess *guess, const char *name, strata_sink *sink,
                                 strata_error *err)
{
    strata_draft draft = {.guess = guess, .sink = sink, .err = err, .status = STRATA_OK};
    json_set_alloc_funcs(strata_alloc, strata_free); /* so that tests can make these fail too */
    draft.has_families = find_families(guess);
    json_t *root = json_object();
    build(&draft, root, name);
    const bool is_written = !draft.failed && root != NULL &&
                            json_dump_callback(root, dump, &draft, JSON_INDENT(2)) == 0;
    if (!is_written && draft.status == STRATA_OK) {
        draft.status = strata_fail_memory(err);
    }
    json_decref(root);
    return draft.status == STRATA_OK ? strata_sink_text(sink, "\n", err) : draft.status;
}
