/* Which models to fit. */
#include <string.h>

#include "schema/catalog.h"
#include "trend/trend.h"

enum {
    WORD_TEXT = 64
};

void strata_trend_options_default(strata_trend_options *options)
{
    *options = (strata_trend_options){0};
    for (size_t i = 0; i < strata_trend_count() && i < STRATA_TRENDS_MAX; i++) {
        options->models[options->model_count++] = strata_trend_at(i);
    }
}

static strata_status refuse_model(const char *word, strata_error *err)
{
    const char *known[STRATA_TRENDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < strata_trend_count() && count < STRATA_TRENDS_MAX; i++) {
        known[count++] = strata_trend_at(i)->id;
    }
    return strata_fail_word(err, "trend model", word, known, count);
}

static void add_model(strata_trend_options *options, const strata_trend *model)
{
    for (uint32_t i = 0; i < options->model_count; i++) {
        if (options->models[i] == model) {
            return;
        }
    }
    if (options->model_count < STRATA_TRENDS_MAX) {
        options->models[options->model_count++] = model;
    }
}

strata_status strata_trend_options_models(strata_trend_options *options, const char *text,
                                          strata_error *err)
{
    strata_trend_options chosen = {0};
    for (const char *at = text;; at++) {
        const size_t len = strcspn(at, ",");
        const strata_slice trimmed = strata_slice_trim((strata_slice){at, len});
        char word[WORD_TEXT] = "";
        memcpy(word, trimmed.text, trimmed.len < WORD_TEXT ? trimmed.len : WORD_TEXT - 1);
        const strata_trend *model = strata_trend_find(word);
        if (model == NULL) {
            return refuse_model(word, err);
        }
        add_model(&chosen, model);
        at += len;
        if (*at == '\0') {
            break;
        }
    }
    *options = chosen;
    return STRATA_OK;
}
