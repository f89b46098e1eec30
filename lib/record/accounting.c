/* The accounts of a run and the two equations that must hold for each. */
#include "record/accounting.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

/* As much of the end of a name as has room, from the start of a character on. */
static const char *end_of(const char *name, size_t room)
{
    const size_t len = strlen(name);
    const char *start = len > room ? name + len - room : name;
    while (((unsigned char)*start & 0xc0) == 0x80) {
        start++;
    }
    return start;
}

strata_status strata_accounting_add(strata_accounting *accounting, const char *file,
                                    strata_account **out, strata_error *err)
{
    STRATA_TRY(strata_reserve(&accounting->files, &accounting->room, accounting->count + 1,
                              sizeof *accounting->files, err));
    strata_account *account = &accounting->files[accounting->count++];
    memset(account, 0, sizeof *account);
    (void)snprintf(account->file, sizeof account->file, "%s",
                   end_of(file, sizeof account->file - 1));
    *out = account;
    return STRATA_OK;
}

void strata_accounting_deinit(strata_accounting *accounting)
{
    strata_free(accounting->files);
    *accounting = (strata_accounting){0};
}

static strata_status check_rows(const strata_account *account, strata_error *err)
{
    if (account->rows_in == account->accepted + account->rejected + account->out_of_scope) {
        return STRATA_OK;
    }
    return strata_fail_at(
        err, STRATA_E_BALANCE, "rows-balance", (strata_place_in_file){.file = account->file},
        "rows in = accepted + rejected + out of scope does not hold: %" PRIu64 " is not %" PRIu64
        " + %" PRIu64 " + %" PRIu64,
        account->rows_in, account->accepted, account->rejected, account->out_of_scope);
}

static strata_status check_results(const strata_account *account, strata_error *err)
{
    if (account->results == account->kept + account->duplicate + account->superseded) {
        return STRATA_OK;
    }
    return strata_fail_at(err, STRATA_E_BALANCE, "results-balance",
                          (strata_place_in_file){.file = account->file},
                          "results = kept + duplicate + superseded does not hold: %" PRIu64
                          " is not %" PRIu64 " + %" PRIu64 " + %" PRIu64,
                          account->results, account->kept, account->duplicate, account->superseded);
}

strata_status strata_accounting_check(const strata_accounting *accounting, bool resolved,
                                      strata_error *err)
{
    for (size_t at = 0; at < accounting->count; at++) {
        STRATA_TRY(check_rows(&accounting->files[at], err));
        if (resolved) {
            STRATA_TRY(check_results(&accounting->files[at], err));
        }
    }
    return STRATA_OK;
}
