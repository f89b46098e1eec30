/* Where the rows went, and what is wrong with the data. */
#include <string.h>

#include "io/csv_writer.h"
#include "run/publication.h"

const char *const strata_rejects_file = "quality/rejects.csv";

#define TEXT(id, description)                                                                      \
    {                                                                                              \
        id, STRATA_COLUMN_TEXT, description                                                        \
    }
#define INTEGER(id, description)                                                                   \
    {                                                                                              \
        id, STRATA_COLUMN_INTEGER, description                                                     \
    }

static const strata_column accounting_columns[] = {
    TEXT("file", "Input file"),
    TEXT("schema", "Schema it was read with"),
    TEXT("layout", "Layout of the schema"),
    TEXT("why", "Why this layout was chosen, or the file was not read"),
    TEXT("digest", "xxh3 digest of the bytes, after inflating"),
    INTEGER("bytes", "Size as it lies on the disk"),
    INTEGER("rows_in", "Data rows; rows_in = accepted + rejected + out_of_scope"),
    INTEGER("accepted", "Rows that were taken"),
    INTEGER("rejected", "Rows that could not be read, see rejects.csv"),
    INTEGER("out_of_scope", "Totals and rows that the schema drops"),
    INTEGER("results", "Results in the accepted rows; results = kept + duplicate + superseded"),
    INTEGER("kept", "Results that are counted"),
    INTEGER("duplicate", "The same result once more"),
    INTEGER("superseded", "Older versions of a result"),
};

static const strata_column issues_columns[] = {
    TEXT("severity", "ignore, note, warning or error"),
    TEXT("rule", "Name of the rule"),
    TEXT("file", "Input file"),
    TEXT("column", "Header of the column, or the place and group of a cell"),
    INTEGER("count", "How often"),
    INTEGER("first_line", "Physical line of the first one"),
    INTEGER("first_column", "Byte column of the first one"),
};

static const strata_column rejects_columns[] = {
    TEXT("file", "Input file"),
    INTEGER("line", "Physical line on which the row starts"),
    INTEGER("byte", "Offset of a row that could not be read, in bytes, after inflating"),
    TEXT("rule", "Name of the rule"),
    TEXT("column", "Header of the column that is wrong"),
    TEXT("kept", "Of a result that does not stay: file and line of the one in its place"),
};

static const strata_column protection_columns[] = {
    TEXT("policy", "Policy that protects small groups"),
    TEXT("digest", "xxh3 digest of its file; empty of a built-in policy, or protected earlier"),
    INTEGER("min_n", "Smallest group shown"),
    INTEGER("cells", "Counted cells that showed numbers"),
    INTEGER("primary", "Of these: hidden for their own sake"),
    INTEGER("hidden", "Of these: hidden in all"),
    INTEGER("held", "Of these: as published before, since too few students have changed; empty "
                    "where earlier releases are not known"),
    INTEGER("waiting", "Of these: new beside such cells, and not published yet"),
};

static strata_status write_names(strata_csv_writer *csv, const strata_table_kind_info *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        strata_csv_string(csv, table->columns[i].id);
    }
    return strata_csv_end_row(csv);
}

static strata_status write_account(strata_csv_writer *csv, const strata_account *account)
{
    strata_csv_string(csv, account->file);
    strata_csv_string(csv, account->schema);
    strata_csv_string(csv, account->layout);
    strata_csv_string(csv, account->why);
    strata_csv_string(csv, account->digest);
    strata_csv_count(csv, account->bytes);
    strata_csv_count(csv, account->rows_in);
    strata_csv_count(csv, account->accepted);
    strata_csv_count(csv, account->rejected);
    strata_csv_count(csv, account->out_of_scope);
    strata_csv_count(csv, account->results);
    strata_csv_count(csv, account->kept);
    strata_csv_count(csv, account->duplicate);
    strata_csv_count(csv, account->superseded);
    return strata_csv_end_row(csv);
}

/* What was not read has its row, too, with the reason and no counts. */
static strata_status write_skipped(strata_csv_writer *csv, const strata_issues *issues)
{
    for (size_t i = 0; i < strata_issues_count(issues); i++) {
        const strata_issue *issue = strata_issues_at(issues, i);
        if (!strata_issue_is_of_skipped(issue)) {
            continue;
        }
        strata_csv_string(csv, issue->file);
        strata_csv_empty(csv);
        strata_csv_empty(csv);
        strata_csv_string(csv, strata_rule_text(issue->rule));
        for (size_t column = 4; column < sizeof accounting_columns / sizeof accounting_columns[0];
             column++) {
            strata_csv_empty(csv);
        }
        STRATA_TRY(strata_csv_end_row(csv));
    }
    return STRATA_OK;
}

static strata_status write_accounting(strata_csv_writer *csv, const strata_findings *findings)
{
    const strata_accounting *lists[] = {&findings->accounting, &findings->roster};
    for (size_t list = 0; list < sizeof lists / sizeof lists[0]; list++) {
        for (size_t i = 0; i < lists[list]->count; i++) {
            STRATA_TRY(write_account(csv, &lists[list]->files[i]));
        }
    }
    return write_skipped(csv, findings->issues);
}

static strata_status write_issue(strata_csv_writer *csv, const strata_issue *issue)
{
    strata_csv_string(csv, strata_severity_name(issue->severity));
    strata_csv_string(csv, issue->rule);
    strata_csv_string(csv, issue->file);
    strata_csv_string(csv, issue->column);
    strata_csv_count(csv, issue->count);
    strata_csv_count(csv, issue->first_line);
    strata_csv_count(csv, issue->first_column);
    return strata_csv_end_row(csv);
}

static strata_status write_issues(strata_csv_writer *csv, const strata_findings *findings)
{
    for (size_t i = 0; i < strata_issues_count(findings->issues); i++) {
        STRATA_TRY(write_issue(csv, strata_issues_at(findings->issues, i)));
    }
    return STRATA_OK;
}

/* Who reads rows lists those that are rejected, but cells are no rows. */
static bool is_written(const strata_findings *findings, const char *path)
{
    return strcmp(path, strata_rejects_file) == 0 && findings->accounting.count > 0;
}

static strata_status write_nothing(strata_csv_writer *csv, const strata_findings *findings)
{
    (void)csv;
    (void)findings;
    return STRATA_OK;
}

static void write_over_time(strata_csv_writer *csv, const strata_run_protection *protection)
{
    if (protection->history != NULL) {
        strata_csv_count(csv, protection->report.held);
        strata_csv_count(csv, protection->report.waiting);
    } else {
        strata_csv_empty(csv);
        strata_csv_empty(csv);
    }
}

/* Cells that came protected are not counted anew. */
static strata_status write_protection(strata_csv_writer *csv, const strata_findings *findings)
{
    const strata_run_protection *protection = &findings->protection;
    const strata_policy_rules *rules = protection->policy.rules;
    strata_csv_string(csv, protection->policy.id);
    strata_csv_string(csv, rules != NULL ? rules->digest : "");
    strata_csv_count(csv, protection->policy.min_n);
    if (protection->report.cells > 0) {
        strata_csv_count(csv, protection->report.cells);
        strata_csv_count(csv, protection->report.primary);
        strata_csv_count(csv, protection->report.hidden);
    } else {
        strata_csv_empty(csv);
        strata_csv_empty(csv);
        strata_csv_empty(csv);
    }
    write_over_time(csv, protection);
    return strata_csv_end_row(csv);
}

/* A file of the quality folder and who writes its rows. */
typedef struct quality_file {
    const char *path;
    strata_table_kind_info table;
    strata_status (*rows)(strata_csv_writer *csv, const strata_findings *findings);
} quality_file;

static strata_status write_file(strata_publication *publication, const quality_file *file,
                                strata_error *err)
{
    strata_sink *sink = NULL;
    STRATA_TRY(strata_build_folder_create(&publication->build, file->path, &sink, err));
    strata_csv_writer csv;
    strata_csv_writer_init(&csv, sink, ',', err);
    strata_status status = write_names(&csv, &file->table);
    if (status == STRATA_OK) {
        status = file->rows(&csv, publication->findings);
    }
    return strata_sink_end(sink, status, err);
}

#define COLUMNS(array) (array), sizeof(array) / sizeof(array)[0]

strata_status strata_publication_quality(strata_publication *publication, strata_error *err)
{
    const quality_file files[] = {
        {"quality/accounting.csv",
         {"accounting", "Where the rows of every file went", COLUMNS(accounting_columns)},
         write_accounting},
        {strata_rejects_file,
         {"rejects", "Rows that could not be read, results that do not stay",
          COLUMNS(rejects_columns)},
         write_nothing},
        {"quality/issues.csv",
         {"issues", "What is wrong with the data, by rule", COLUMNS(issues_columns)},
         write_issues},
        {"quality/protection.csv",
         {"protection", "How small groups are protected", COLUMNS(protection_columns)},
         write_protection},
    };
    strata_issues_sort(publication->findings->issues);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (!is_written(publication->findings, files[i].path)) {
            STRATA_TRY(write_file(publication, &files[i], err));
        }
        const strata_written written = {
            .path = files[i].path, .format = "csv", .table = files[i].table};
        STRATA_TRY(strata_build_folder_note(&publication->build, written, err));
    }
    return STRATA_OK;
}
