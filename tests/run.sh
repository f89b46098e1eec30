#!/bin/sh
# tests/run.sh [--all | --long]: builds and tests strata; the last line is "N passed, N failed".
#   (nothing)  fast tests and broken input                               about 3 minutes
#   --all      also sanitizers, lint, install, 10 s of fuzzing a target  under 25 minutes
#   --long     also threads, slow tests, 5 minutes of fuzzing a target
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/cmd/setup.sh"

tier=fast
case ${1:-} in
'') ;;
--all) tier=all ;;
--long) tier=long ;;
*)
    sed -n 's/^# \{0,1\}//; 2,5p' "$0" >&2
    exit 2
    ;;
esac

case $tier in
fast) echo "building and testing: about 3 minutes on two processors with nothing else to do" ;;
all) echo "building and testing: up to 25 minutes on two processors with nothing else to do" ;;
long) echo "building and testing: an hour and more" ;;
esac
passed=0
failed=0
skipped=0
jobs=$(getconf _NPROCESSORS_ONLN)
work=$(mktemp -d)
trap 'rm -rf "$work"; remove_own_folders' EXIT
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1
export UBSAN_OPTIONS=print_stacktrace=1

step() {
    printf '\n== %s\n' "$*"
}

# count PASSED FAILED SKIPPED
count() {
    passed=$((passed + $1))
    failed=$((failed + $2))
    skipped=$((skipped + $3))
}

# build PRESET [OPTION...]: configures and builds; sets `folder`. A failure counts as one failed test.
build() {
    step "build: $1"
    build_folder "$1"
    preset=$1
    shift
    if (cd "$root" && cmake --preset "$preset" -B "$folder" "$@" >"$work/log" 2>&1 &&
        cmake --build "$folder" -j "$jobs" >"$work/log" 2>&1); then
        return 0
    fi
    cat "$work/log"
    count 0 1 0
    return 1
}

# run_tests LABELS: the tests of `folder` that have one of the labels. ctest counts skipped tests
# among those that passed, and not those that are disabled.
run_tests() {
    step "tests: $1 in $folder"
    ctest --test-dir "$folder" -L "$1" -j "$jobs" --timeout 600 --output-on-failure \
        --no-tests=error 2>&1 | tee "$work/log" || true
    total=$(sed -n 's/.* tests failed out of \([0-9]*\)$/\1/p' "$work/log")
    wrong=$(sed -n 's/.* \([0-9]*\) tests failed out of .*/\1/p' "$work/log")
    not_run=$(grep -c '^[[:space:]]*[0-9]* - .* (Skipped)$' "$work/log" || true)
    disabled=$(grep -c '^[[:space:]]*[0-9]* - .* (Disabled)$' "$work/log" || true)
    if [ "${total:-0}" -eq 0 ]; then
        echo "no test ran: $1"
        count 0 1 0
        return
    fi
    count $((total - wrong - not_run)) "$wrong" $((not_run + disabled))
}

need_packages build test
[ "$tier" = fast ] || need_packages all

if build dev; then
    case $tier in
    fast) run_tests 'fast|faults|extracts' ;;
    all) run_tests 'fast|faults|extracts|medium|lint|install' ;;
    long) run_tests '.' ;;
    esac
fi
if [ "$tier" != fast ]; then
    if build asan; then
        run_tests 'fast|faults|extracts'
    fi
    seconds=10
    [ "$tier" != long ] || seconds=300
    if build fuzz -DSTRATA_FUZZ_SECONDS=$seconds; then
        run_tests fuzz
    fi
fi
if [ "$tier" = long ] && build tsan; then
    run_tests fast
fi

echo
if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
