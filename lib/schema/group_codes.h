/* The codes of vocabulary.def as constants, CODE_EL_EVER: they start again at 1 after each
 * dimension's line. Only the vocabulary uses this. */
#ifndef STRATA_SCHEMA_GROUP_CODES_H
#define STRATA_SCHEMA_GROUP_CODES_H

#define STRATA_DIM(dim, name, label)                CODE_##dim##_NONE = 0,
#define STRATA_STATUS(dim, id, name, label)         CODE_##dim##_##id,
#define STRATA_DETAIL(dim, id, of, name, label)     CODE_##dim##_##id,
#define STRATA_UNKNOWN(dim, id, name, label)        CODE_##dim##_##id,
#define STRATA_UNION(dim, id, members, name, label) CODE_##dim##_##id,
enum group_code {
#include "schema/vocabulary.def"
};
#undef STRATA_DIM
#undef STRATA_STATUS
#undef STRATA_DETAIL
#undef STRATA_UNKNOWN
#undef STRATA_UNION

#endif
