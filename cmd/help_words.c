/* The words that rows of tables carry, and what they mean: as help, and for the manual page. */
#include "cube/cell_columns.h"
#include "help.h"
#include "measure/estimate.h"

/* The words of one column of one kind of table. */
typedef struct word_list {
    const char *title;
    size_t count;
    strata_help_word (*at)(size_t index);
} word_list;

static strata_help_word estimate_status(size_t index)
{
    const strata_estimate_status status = (strata_estimate_status)index;
    return (strata_help_word){strata_estimate_status_name(status),
                              strata_estimate_status_text(status)};
}

static strata_help_word flag(size_t index)
{
    return (strata_help_word){strata_flag_name(index), strata_flag_text(index)};
}

static strata_help_word cell_status(size_t index)
{
    return (strata_help_word){strata_cell_status_names[index], strata_cell_status_texts[index]};
}

static strata_help_word cell_source(size_t index)
{
    const strata_cell_source_word *source = &strata_cell_source_words[index];
    return (strata_help_word){source->word, source->text};
}

static const word_list lists[] = {
    {"status of an estimate (estimates, achievement, gaps, trends)", STRATA_ESTIMATE_STATUSES,
     estimate_status},
    {"flags of an estimate, why it is as it is; several with ; between", STRATA_FLAG_COUNT, flag},
    {"status of a cell (cells, cells --stats)", STRATA_CELL_STATUSES, cell_status},
    {"source of a cell (cells, cells --stats)", STRATA_CELL_SOURCES, cell_source},
};

size_t strata_help_list_count(void)
{
    return STRATA_COUNT_OF(lists);
}

const char *strata_help_list_title(size_t list)
{
    return lists[list].title;
}

size_t strata_help_word_count(size_t list)
{
    return lists[list].count;
}

strata_help_word strata_help_word_at(size_t list, size_t index)
{
    return lists[list].at(index);
}

void strata_help_flags(strata_printer *out)
{
    for (size_t list = 0; list < STRATA_COUNT_OF(lists); list++) {
        strata_print_format(out, "%s%s\n", list > 0 ? "\n" : "", lists[list].title);
        for (size_t i = 0; i < lists[list].count; i++) {
            const strata_help_word word = lists[list].at(i);
            strata_print_format(out, "  %-26s%s\n", word.word, word.meaning);
        }
    }
}
