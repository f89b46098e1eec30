#!/bin/sh
# symbols.sh LIBRARY...: every symbol that others can see starts with strata_.
set -eu
failed=0
for library in "$@"; do
    case $library in
    *.a) flags=-g ;;
    *) flags=-D ;;
    esac
    wrong=$(nm $flags --defined-only "$library" | awk 'NF == 3 && $3 !~ /^strata_/ { print $3 }')
    if [ -n "$wrong" ]; then
        printf '%s shows: %s\n' "$library" "$wrong"
        failed=1
    fi
done
[ "$failed" -eq 0 ] || echo "make it static, or give it the prefix strata_"
exit "$failed"
