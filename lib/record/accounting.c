/* The accounts of a run and the two equations that must hold for each. */
#include "record/accounting.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

strata_status strata_accounting_add(strata_accounting *accounting, const char *file,
                                    strata_account **out, strata_error *err)
{
    STRATA_TRY(strata_reserve(&accounting->files, &accounting->room, accounting->count + 1,
                              sizeof *accounting->files, err));
    strata_account *account = &accounting->files[accounting->count++];
    memset(account, 0, sizeof *account);
    const size_t len = strlen(file);
    const size_t room = sizeof account->file - 1;
    (void)snprintf(account->file, sizeof account->file, "%s",
                   len > room ? file + len - room : file);
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
