/* One ratio for gz and for members of archives. */
#include "io/inflate_guard.h"

strata_status strata_inflate_guard(const char *name, uint64_t in, uint64_t out, const char *tool,
                                   strata_error *err)
{
    if (out <= STRATA_BOMB_BYTES || out / STRATA_BOMB_RATIO <= in) {
        return STRATA_OK;
    }
    return strata_fail_at(err, STRATA_E_INPUT, "gz-bomb", (strata_place_in_file){.file = name},
                          "unpacks to more than %d times its size, which no extract does; if you "
                          "trust it, unpack it with %s and give what comes out",
                          (int)STRATA_BOMB_RATIO, tool);
}
