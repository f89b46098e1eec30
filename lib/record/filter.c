/* Asking conditions of results. */
#include "record/filter.h"

#include "base/alloc.h"
#include "record/filter_parts.h"

void strata_filter_free(strata_filter *filter)
{
    if (filter != NULL) {
        strata_free(filter->conditions);
        strata_arena_free(filter->arena);
        strata_free(filter);
    }
}

size_t strata_filter_count(const strata_filter *filter)
{
    return filter->count;
}

const char *strata_filter_text(const strata_filter *filter, size_t index)
{
    return filter->conditions[index].text;
}

bool strata_filter_asks_record(const strata_filter *filter, size_t index)
{
    return filter->conditions[index].part < STRATA_FILTER_ENTITY_LEVEL;
}

bool strata_filter_asks_published(const strata_filter *filter, size_t index)
{
    return filter->conditions[index].part >= STRATA_FILTER_YEAR;
}

static bool has_bit(const strata_filter_condition *condition, unsigned bit)
{
    return (condition->bits >> bit & 1) != 0;
}

static bool has_word(const strata_filter_condition *condition, const char *text)
{
    for (size_t at = 0; at < condition->word_count; at++) {
        if (strcmp(condition->words[at], text) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_text(const strata_filter_condition *condition, const strata_dictionary *dictionary,
                     uint32_t number)
{
    return has_word(condition,
                    number != 0 ? strata_dictionary_text(dictionary, number) : "unknown");
}

static bool has_year(const strata_filter_condition *condition, int year)
{
    return year >= STRATA_YEAR_MIN && year <= STRATA_YEAR_MAX &&
           condition->years[year - STRATA_YEAR_MIN];
}

/* As the counts take it, see record.h. */
static unsigned enrolled_of(const strata_record *record)
{
    return record->enrolled == STRATA_UNKNOWN ? STRATA_YES : record->enrolled;
}

static unsigned tested_of(const strata_record *record)
{
    if (record->tested != STRATA_UNKNOWN) {
        return record->tested;
    }
    return strata_record_is_scored(record) ? STRATA_YES : STRATA_UNKNOWN;
}

/* In the order of strata_filter_text_id. */
static uint32_t record_text(const strata_record *record, unsigned id)
{
    const uint32_t texts[] = {record->term,       record->county,  record->lea,  record->school,
                              record->assessment, record->subject, record->grade};
    return texts[id];
}

static bool holds_for_record(const strata_filter_condition *condition,
                             const strata_dictionary *dictionary, const strata_record *record)
{
    switch (condition->part) {
    case STRATA_FILTER_CODE:
        return has_bit(condition, record->codes[condition->detail]);
    case STRATA_FILTER_FAY:
        return has_bit(condition, record->fay[condition->detail]);
    case STRATA_FILTER_ENROLLED:
        return has_bit(condition, enrolled_of(record));
    case STRATA_FILTER_TESTED:
        return has_bit(condition, tested_of(record));
    case STRATA_FILTER_YEAR:
        return has_year(condition, record->year);
    case STRATA_FILTER_TEXT:
        return has_text(condition, dictionary, record_text(record, condition->detail));
    case STRATA_FILTER_ENTITY_LEVEL:
    case STRATA_FILTER_POPULATION:
    case STRATA_FILTER_DIM_TEXT:
    case STRATA_FILTER_GROUP_TEXT:
        break;
    }
    return true;
}

bool strata_filter_asks_status(const strata_filter *filter, size_t index)
{
    return filter->conditions[index].part == STRATA_FILTER_CODE;
}

static bool is_in_share(const strata_filter *filter, size_t index, strata_filter_share share)
{
    return share == STRATA_FILTER_ALL ||
           strata_filter_asks_status(filter, index) == (share == STRATA_FILTER_OF_STATUSES);
}

size_t strata_filter_record_share(const strata_filter *filter, strata_filter_share share,
                                  const strata_dictionary *dictionary, const strata_record *record)
{
    size_t at = 0;
    while (at < filter->count && (!is_in_share(filter, at, share) ||
                                  holds_for_record(&filter->conditions[at], dictionary, record))) {
        at++;
    }
    return at;
}

size_t strata_filter_record(const strata_filter *filter, const strata_dictionary *dictionary,
                            const strata_record *record)
{
    return strata_filter_record_share(filter, STRATA_FILTER_ALL, dictionary, record);
}

/* In the order of strata_filter_text_id. */
static uint32_t published_text(const strata_published *published, unsigned id)
{
    const uint32_t texts[] = {published->term,   published->county,     published->lea,
                              published->school, published->assessment, published->subject,
                              published->grade};
    return texts[id];
}

static bool has_population(const strata_filter_condition *condition, const char *population)
{
    return has_word(condition, population[0] != '\0' ? population : "all_tested");
}

static bool has_group(const strata_filter_condition *condition, strata_group_key group)
{
    char text[STRATA_GROUP_TEXT];
    if (condition->part == STRATA_FILTER_DIM_TEXT) {
        strata_group_key_dim_text(group, text);
    } else {
        strata_group_key_group_text(group, text);
    }
    return has_word(condition, text);
}

static bool holds_for_published(const strata_filter_condition *condition,
                                const strata_dictionary *dictionary,
                                const strata_published *published)
{
    switch (condition->part) {
    case STRATA_FILTER_YEAR:
        return has_year(condition, published->year);
    case STRATA_FILTER_ENTITY_LEVEL:
        return has_bit(condition, published->entity_level);
    case STRATA_FILTER_POPULATION:
        return has_population(condition, strata_dictionary_text(dictionary, published->population));
    case STRATA_FILTER_DIM_TEXT:
    case STRATA_FILTER_GROUP_TEXT:
        return has_group(condition, published->group);
    case STRATA_FILTER_TEXT:
        return has_text(condition, dictionary, published_text(published, condition->detail));
    case STRATA_FILTER_CODE:
    case STRATA_FILTER_FAY:
    case STRATA_FILTER_ENROLLED:
    case STRATA_FILTER_TESTED:
        break;
    }
    return true;
}

size_t strata_filter_published(const strata_filter *filter, const strata_dictionary *dictionary,
                               const strata_published *published)
{
    size_t at = 0;
    while (at < filter->count &&
           holds_for_published(&filter->conditions[at], dictionary, published)) {
        at++;
    }
    return at;
}
