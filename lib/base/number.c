/* Decimals are read digit by digit and stay exact; doubles go through strtod and snprintf. */
#include "base/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DECIMALS_MAX = 18,
    POWER_MAX = 19,      /* of ten that 64 bits hold */
    EXPONENT_MAX = 9999, /* more is no number that a program wrote */
    DOUBLE_INPUT_MAX = 400
};

/* *value = *value * 10 - digit. Kept negative because the negative range is the longer one. */
static bool push_digit(int64_t *value, int digit)
{
    if (*value < (INT64_MIN + digit) / 10) {
        return false;
    }
    *value = *value * 10 - digit;
    return true;
}

bool strata_decimal_parse(strata_slice text, strata_decimal *out)
{
    const bool is_signed = text.len > 0 && (text.text[0] == '-' || text.text[0] == '+');
    const bool is_negative = is_signed && text.text[0] == '-';
    int64_t value = 0;
    int decimals = 0;
    bool has_point = false;
    for (size_t at = is_signed ? 1 : 0; at < text.len; at++) {
        if (text.text[at] == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (!strata_is_digit(text.text[at]) || !push_digit(&value, text.text[at] - '0')) {
            return false;
        }
        decimals += has_point ? 1 : 0;
        if (decimals > DECIMALS_MAX) {
            return false;
        }
    }
    /* The last character is a digit unless the text is empty, a sign, a point or ends in a point.
     */
    if (text.len == 0 || !strata_is_digit(text.text[text.len - 1]) ||
        (!is_negative && value == INT64_MIN)) {
        return false;
    }
    *out = (strata_decimal){.digits = is_negative ? value : -value, .decimals = decimals};
    return true;
}

/* A number with an exponent, taken apart. */
typedef struct scientific {
    strata_slice mantissa; /* digits and at most one point, at least one digit */
    int64_t digits;        /* how many digits it has */
    int64_t whole;         /* how many of them stand before the point, the exponent counted in */
    bool is_negative;
} scientific;

static bool split_mantissa(strata_slice text, scientific *out)
{
    bool has_point = false;
    *out = (scientific){.mantissa = text};
    for (size_t at = 0; at < text.len; at++) {
        if (text.text[at] == '.' && !has_point) {
            has_point = true;
        } else if (strata_is_digit(text.text[at])) {
            out->digits++;
            out->whole += has_point ? 0 : 1;
        } else {
            return false;
        }
    }
    return out->digits > 0 && strata_is_digit(text.text[text.len - 1]);
}

static bool parse_exponent(strata_slice text, int64_t *out)
{
    const bool is_signed = text.len > 0 && (text.text[0] == '-' || text.text[0] == '+');
    const size_t skip = is_signed ? 1 : 0;
    uint64_t size = 0;
    if (!strata_count_parse((strata_slice){text.text + skip, text.len - skip}, &size) ||
        size > EXPONENT_MAX) {
        return false;
    }
    *out = is_signed && text.text[0] == '-' ? -(int64_t)size : (int64_t)size;
    return true;
}

static bool split_scientific(strata_slice text, scientific *out)
{
    int64_t exponent = 0;
    const bool is_signed = text.len > 0 && (text.text[0] == '-' || text.text[0] == '+');
    const size_t start = is_signed ? 1 : 0;
    size_t end = start;
    while (end < text.len && text.text[end] != 'e' && text.text[end] != 'E') {
        end++;
    }
    if (end < text.len &&
        !parse_exponent((strata_slice){text.text + end + 1, text.len - end - 1}, &exponent)) {
        return false;
    }
    if (text.len == 0 || !split_mantissa((strata_slice){text.text + start, end - start}, out)) {
        return false;
    }
    out->is_negative = is_signed && text.text[0] == '-';
    out->whole += exponent;
    return true;
}

/* The first `kept` digits and zeros behind them, rounded by the digit that follows. */
static bool take_digits(const scientific *from, int64_t kept, int64_t *out)
{
    int64_t seen = 0;
    int64_t value = 0;
    for (size_t at = 0; at < from->mantissa.len && seen <= kept; at++) {
        const char c = from->mantissa.text[at];
        if (c == '.') {
            continue;
        }
        if (seen < kept && !push_digit(&value, c - '0')) {
            return false;
        }
        if (seen == kept && c >= '5') {
            if (value == INT64_MIN) {
                return false;
            }
            value--;
        }
        seen++;
    }
    for (; seen < kept && value != 0; seen++) {
        if (!push_digit(&value, 0)) {
            return false;
        }
    }
    *out = value;
    return true;
}

bool strata_decimal_parse_float(strata_slice text, int decimals, strata_decimal *out)
{
    assert(decimals >= 0 && decimals <= DECIMALS_MAX);
    scientific number;
    int64_t value = 0;
    if (!split_scientific(text, &number) ||
        !take_digits(&number, number.whole + decimals, &value) ||
        (!number.is_negative && value == INT64_MIN)) {
        return false;
    }
    *out = (strata_decimal){.digits = number.is_negative ? value : -value, .decimals = decimals};
    return true;
}

bool strata_decimal_scale(strata_decimal x, int decimals, int64_t *out)
{
    int64_t value = x.digits;
    for (int at = x.decimals; at > decimals; at--) {
        if (value % 10 != 0) {
            return false;
        }
        value /= 10;
    }
    for (int at = x.decimals; at < decimals && value != 0; at++) {
        if (value > INT64_MAX / 10 || value < INT64_MIN / 10) {
            return false;
        }
        value *= 10;
    }
    *out = value;
    return true;
}

/* clang-format off */
const char strata_three_digits[3 * 1000 + 4] =
    "000001002003004005006007008009010011012013014015016017018019020021022023024025026027028029"
    "030031032033034035036037038039040041042043044045046047048049050051052053054055056057058059"
    "060061062063064065066067068069070071072073074075076077078079080081082083084085086087088089"
    "090091092093094095096097098099100101102103104105106107108109110111112113114115116117118119"
    "120121122123124125126127128129130131132133134135136137138139140141142143144145146147148149"
    "150151152153154155156157158159160161162163164165166167168169170171172173174175176177178179"
    "180181182183184185186187188189190191192193194195196197198199200201202203204205206207208209"
    "210211212213214215216217218219220221222223224225226227228229230231232233234235236237238239"
    "240241242243244245246247248249250251252253254255256257258259260261262263264265266267268269"
    "270271272273274275276277278279280281282283284285286287288289290291292293294295296297298299"
    "300301302303304305306307308309310311312313314315316317318319320321322323324325326327328329"
    "330331332333334335336337338339340341342343344345346347348349350351352353354355356357358359"
    "360361362363364365366367368369370371372373374375376377378379380381382383384385386387388389"
    "390391392393394395396397398399400401402403404405406407408409410411412413414415416417418419"
    "420421422423424425426427428429430431432433434435436437438439440441442443444445446447448449"
    "450451452453454455456457458459460461462463464465466467468469470471472473474475476477478479"
    "480481482483484485486487488489490491492493494495496497498499500501502503504505506507508509"
    "510511512513514515516517518519520521522523524525526527528529530531532533534535536537538539"
    "540541542543544545546547548549550551552553554555556557558559560561562563564565566567568569"
    "570571572573574575576577578579580581582583584585586587588589590591592593594595596597598599"
    "600601602603604605606607608609610611612613614615616617618619620621622623624625626627628629"
    "630631632633634635636637638639640641642643644645646647648649650651652653654655656657658659"
    "660661662663664665666667668669670671672673674675676677678679680681682683684685686687688689"
    "690691692693694695696697698699700701702703704705706707708709710711712713714715716717718719"
    "720721722723724725726727728729730731732733734735736737738739740741742743744745746747748749"
    "750751752753754755756757758759760761762763764765766767768769770771772773774775776777778779"
    "780781782783784785786787788789790791792793794795796797798799800801802803804805806807808809"
    "810811812813814815816817818819820821822823824825826827828829830831832833834835836837838839"
    "840841842843844845846847848849850851852853854855856857858859860861862863864865866867868869"
    "870871872873874875876877878879880881882883884885886887888889890891892893894895896897898899"
    "900901902903904905906907908909910911912913914915916917918919920921922923924925926927928929"
    "930931932933934935936937938939940941942943944945946947948949950951952953954955956957958959"
    "960961962963964965966967968969970971972973974975976977978979980981982983984985986987988989"
    "990991992993994995996997998999";
/* clang-format on */

/* Three digits at a time: a third of the divisions. */
void strata_digits_format(uint64_t x, unsigned width, char *out)
{
    for (; width >= 3; width -= 3) {
        memcpy(out + width - 3, strata_three_digits + 3 * (x % 1000), 3);
        x /= 1000;
    }
    for (; width > 0; width--) {
        out[width - 1] = (char)('0' + (int)(x % 10));
        x /= 10;
    }
}

static unsigned digit_count(uint64_t x)
{
    unsigned count = 1;
    for (; x >= 1000; x /= 1000) {
        count += 3;
    }
    return count + (x >= 10 ? 1 : 0) + (x >= 100 ? 1 : 0);
}

size_t strata_count_format(uint64_t x, char *out)
{
    if (x < STRATA_SMALL_COUNT) {
        return strata_small_count_format((uint32_t)x, out);
    }
    if (x < 1000000) { /* five digits, say: scores and small sums */
        const size_t len = strata_small_count_format((uint32_t)x / 1000, out);
        strata_three_digits_put((uint32_t)x % 1000, out + len);
        return len + 3;
    }
    const unsigned width = digit_count(x);
    strata_digits_format(x, width, out);
    return width;
}

uint64_t strata_power_of_ten(unsigned exponent)
{
    assert(exponent <= POWER_MAX);
    uint64_t power = 1;
    for (unsigned at = 0; at < exponent; at++) {
        power *= 10;
    }
    return power;
}

double strata_decimal_double(strata_decimal x)
{
    return (double)x.digits / (double)strata_power_of_ten((unsigned)x.decimals);
}

size_t strata_decimal_format(strata_decimal x, char *out)
{
    assert(x.decimals >= 0 && x.decimals <= DECIMALS_MAX);
    const uint64_t size = x.digits < 0 ? UINT64_C(0) - (uint64_t)x.digits : (uint64_t)x.digits;
    const uint64_t one = strata_power_of_ten((unsigned)x.decimals);
    size_t len = 0;
    if (x.digits < 0) {
        out[len++] = '-';
    }
    len += strata_count_format(size / one, out + len);
    if (x.decimals > 0) {
        out[len++] = '.';
        strata_digits_format(size % one, (unsigned)x.decimals, out + len);
        len += (size_t)x.decimals;
    }
    out[len] = '\0';
    return len;
}

bool strata_count_parse(strata_slice text, uint64_t *out)
{
    enum {
        ALWAYS_FIT = 19 /* so many digits cannot overflow */
    };
    uint64_t value = 0;
    for (size_t at = 0; at < text.len; at++) {
        const unsigned digit = (unsigned char)text.text[at] - (unsigned)'0';
        if (digit > 9 || (at >= ALWAYS_FIT && value > (UINT64_MAX - digit) / 10)) {
            return false;
        }
        value = value * 10 + digit;
    }
    if (text.len == 0) {
        return false;
    }
    *out = value;
    return true;
}

bool strata_double_parse(strata_slice text, double *out)
{
    char copy[DOUBLE_INPUT_MAX + 1];
    if (text.len == 0 || text.len > DOUBLE_INPUT_MAX) {
        return false;
    }
    memcpy(copy, text.text, text.len);
    copy[text.len] = '\0';
    /* strtod alone would also take blanks, "nan", "inf" and hexadecimal. */
    if (strspn(copy, "+-.0123456789eE") != text.len) {
        return false;
    }
    char *end = NULL;
    const double value = strtod(copy, &end);
    if (end != copy + text.len || !isfinite(value)) {
        return false;
    }
    *out = value;
    return true;
}

size_t strata_double_format(double x, char *out)
{
    assert(!isinf(x));
    if (isnan(x)) {
        out[0] = '\0';
        return 0;
    }
    const double value = x == 0.0 ? 0.0 : x; /* drops the sign of -0 */
    int len = 0;
    for (int digits = 15; digits <= 17; digits++) {
        len = snprintf(out, STRATA_DOUBLE_TEXT, "%.*g", digits, value);
        if (strtod(out, NULL) == value) {
            break;
        }
    }
    return (size_t)len;
}
