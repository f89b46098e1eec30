/* bounds.csv: one row a cell, in words for who publishes tables. */
#include "protect/audit_write.h"

#include <stdio.h>

#include "io/csv_writer.h"

enum {
    CHAIN_MOST = 8,
    CHAIN_TEXT = 1024
};

const char *strata_verdict_word(strata_verdict verdict)
{
    static const char *const words[STRATA_VERDICT_COUNT] = {
        [STRATA_VERDICT_SHOWN] = "shown",   [STRATA_VERDICT_EXACT] = "exact",
        [STRATA_VERDICT_NARROW] = "narrow", [STRATA_VERDICT_UNPROVEN] = "unproven",
        [STRATA_VERDICT_SAFE] = "safe",
    };
    return words[verdict];
}

static const char *attack_word(strata_attack attack)
{
    static const char *const words[] = {
        [STRATA_ATTACK_NONE] = "said of it alone", [STRATA_ATTACK_SUBTRACTION] = "subtraction",
        [STRATA_ATTACK_BOUNDS] = "bounds",         [STRATA_ATTACK_LINEAR] = "linear program",
        [STRATA_ATTACK_WHOLE] = "whole numbers",
    };
    return words[attack];
}

/* "subtraction: e3 e1": the equations by which it is found, the last one first. */
static void write_attack(strata_csv_writer *writer, const strata_audit *audit, uint32_t cell,
                         strata_attack attack)
{
    uint32_t chain[CHAIN_MOST];
    char text[CHAIN_TEXT];
    const size_t count = attack == STRATA_ATTACK_SUBTRACTION
                             ? strata_audit_chain(audit, cell, chain, CHAIN_MOST)
                             : 0;
    size_t end =
        (size_t)snprintf(text, sizeof text, "%s%s", attack_word(attack), count > 0 ? ":" : "");
    for (size_t at = 0; at < count; at++) {
        const char *id = strata_release_equation_id(strata_audit_release(audit), chain[at]);
        const int added = snprintf(text + end, sizeof text - end, " %s", id);
        if (added < 0 || end + (size_t)added >= sizeof text) {
            text[end] = '\0'; /* no room for this one */
            break;
        }
        end += (size_t)added;
    }
    strata_csv_string(writer, text);
}

static void write_bound(strata_csv_writer *writer, int64_t bound)
{
    if (bound == STRATA_BOUND_NONE || bound == -STRATA_BOUND_NONE) {
        strata_csv_empty(writer);
    } else {
        strata_csv_integer(writer, bound);
    }
}

strata_finding strata_audit_asked(const strata_audit *audit, uint32_t cell)
{
    strata_finding finding = strata_audit_finding(audit, cell);
    if (strata_tables_width(strata_audit_tables(audit), cell) == 0) {
        finding.verdict = STRATA_VERDICT_SHOWN;
    }
    return finding;
}

static strata_status write_cell(strata_csv_writer *writer, const strata_audit *audit, uint32_t cell)
{
    const strata_finding finding = strata_audit_asked(audit, cell);
    const bool is_found =
        finding.verdict != STRATA_VERDICT_SHOWN && finding.verdict != STRATA_VERDICT_SAFE;
    strata_csv_string(writer, strata_release_cell_id(strata_audit_release(audit), cell));
    write_bound(writer, finding.lo);
    write_bound(writer, finding.hi);
    strata_csv_string(writer, strata_verdict_word(finding.verdict));
    if (is_found) {
        write_attack(writer, audit, cell, finding.attack);
    } else {
        strata_csv_empty(writer);
    }
    return strata_csv_end_row(writer);
}

strata_status strata_audit_write_bounds(const strata_audit *audit, strata_sink *sink,
                                        strata_error *err)
{
    strata_csv_writer writer;
    const uint32_t cells = strata_audit_release(audit)->cell_count;
    STRATA_TRY(strata_sink_text(sink, "cell_id,lo,hi,verdict,attack\n", err));
    strata_csv_writer_init(&writer, sink, ',', err);
    for (uint32_t cell = 0; cell < cells; cell++) {
        STRATA_TRY(write_cell(&writer, audit, cell));
    }
    return STRATA_OK;
}
