/* Runs of digits compare as numbers. */
#include <string.h>

#include "base/slice.h"
#include "run/inputs.h"

static size_t digit_run(const char *text)
{
    size_t len = 0;
    while (strata_is_digit(text[len])) {
        len++;
    }
    return len;
}

/* Compares the numbers that both texts start with, and steps over them. */
static int compare_numbers(const char **a, const char **b)
{
    const char *x = *a + strspn(*a, "0");
    const char *y = *b + strspn(*b, "0");
    const size_t x_len = digit_run(x);
    const size_t y_len = digit_run(y);
    *a = x + x_len;
    *b = y + y_len;
    if (x_len != y_len) {
        return x_len < y_len ? -1 : 1;
    }
    return memcmp(x, y, x_len);
}

int strata_natural_compare(const char *a, const char *b)
{
    const char *x = a;
    const char *y = b;
    while (*x != '\0' && *y != '\0') {
        if (strata_is_digit(*x) && strata_is_digit(*y)) {
            const int order = compare_numbers(&x, &y);
            if (order != 0) {
                return order;
            }
        } else if (*x != *y) {
            return (unsigned char)*x < (unsigned char)*y ? -1 : 1;
        } else {
            x++;
            y++;
        }
    }
    if (*x != *y) {
        return *x == '\0' ? -1 : 1;
    }
    return strcmp(a, b);
}
