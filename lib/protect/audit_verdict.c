/* What an audit has found, cell by cell. */
#include "protect/audit_parts.h"

static strata_verdict verdict_of(const strata_audit *audit, uint32_t cell)
{
    const int64_t lo = audit->whole.lo[cell];
    const int64_t hi = audit->whole.hi[cell];
    if (!audit->release->cells[cell].is_hidden) {
        return STRATA_VERDICT_SHOWN;
    }
    if (lo == hi) {
        return STRATA_VERDICT_EXACT;
    }
    if (strata_tables_settle(&audit->tables, cell)) {
        return STRATA_VERDICT_SAFE;
    }
    const bool is_bounded = lo != -STRATA_BOUND_NONE && hi != STRATA_BOUND_NONE;
    return is_bounded && hi - lo < strata_tables_width(&audit->tables, cell)
               ? STRATA_VERDICT_NARROW
               : STRATA_VERDICT_UNPROVEN;
}

strata_finding strata_audit_finding(const strata_audit *audit, uint32_t cell)
{
    const strata_verdict verdict = verdict_of(audit, cell);
    const bool has_attack = verdict != STRATA_VERDICT_SAFE && verdict != STRATA_VERDICT_SHOWN;
    return (strata_finding){
        .lo = audit->whole.lo[cell],
        .hi = audit->whole.hi[cell],
        .verdict = verdict,
        .attack = has_attack ? (strata_attack)audit->how[cell] : STRATA_ATTACK_NONE,
    };
}

uint32_t strata_audit_count(const strata_audit *audit, strata_verdict verdict)
{
    uint32_t count = 0;
    for (uint32_t cell = 0; cell < audit->whole.cell_count; cell++) {
        count += verdict_of(audit, cell) == verdict ? 1 : 0;
    }
    return count;
}

static bool is_in(const uint32_t *list, size_t count, uint32_t equation)
{
    for (size_t at = 0; at < count; at++) {
        if (list[at] == equation) {
            return true;
        }
    }
    return false;
}

size_t strata_audit_chain(const strata_audit *audit, uint32_t cell, uint32_t *equation, size_t most)
{
    const strata_equations *whole = &audit->whole;
    size_t count = 0;
    if (audit->by[cell] == UINT32_MAX || most == 0) {
        return 0;
    }
    equation[count++] = audit->by[cell];
    for (size_t next = 0; next < count; next++) {
        const uint32_t of = equation[next];
        for (uint32_t at = whole->start[of]; at < whole->start[of + 1] && count < most; at++) {
            const uint32_t before = audit->by[whole->member[at]];
            if (before != UINT32_MAX && !is_in(equation, count, before)) {
                equation[count++] = before;
            }
        }
    }
    return count;
}

const strata_tables *strata_audit_tables(const strata_audit *audit)
{
    return &audit->tables;
}

const strata_release *strata_audit_release(const strata_audit *audit)
{
    return audit->release;
}

const strata_audit_options *strata_audit_options_of(const strata_audit *audit)
{
    return &audit->options;
}

bool strata_audit_lacks_tables(const strata_audit *audit)
{
    return audit->lacks_tables;
}
