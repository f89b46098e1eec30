#!/bin/sh
# run.sh [--update] STRATA CASE...: runs the script cmd of each case folder and compares what it
# prints, what it complains of and its exit code with out, err and exit (a missing one is empty, or
# 0). --update writes them instead; look at the difference before you keep it.
#
# A case runs in an empty folder that holds copies of data/ and of the case's own files, with the
# program as `strata`. What changes with every release or edit of a schema is left out: the version
# becomes VERSION, the digests of schemas, of policies and of the # lines become DIGEST.
set -eu
update=
if [ "${1:-}" = --update ]; then
    update=yes
    shift
fi
strata=$(realpath "$1")
shift
root=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$strata" "$work/bin/strata"
export PATH="$work/bin:$PATH" LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1700000000
export SCHEMAS="$root/../../schemas"
umask 022
unset STRATA_KEY_FILE STRATA_POLICY STRATA_MEMORY STRATA_SCHEMA STRATA_SCHEMAS
version=$(strata --version | cut -d ' ' -f 2 | sed 's/\./\\./g')

# steady FILE: takes away what is not the same in every version.
steady() {
    sed -E -e "s/\b$version\b/VERSION/g" -e 's/^(#schema [^ ]+ )[0-9a-f]{32}$/\1DIGEST/' \
        -e 's/^(#stage protect .* digest=)[0-9a-f]{32}$/\1DIGEST/' \
        -e 's/^(#end .* marks=)[0-9a-f]{32}$/\1DIGEST/' "$1"
}

# compare NAME WANTED GOT
compare() {
    wanted=/dev/null
    [ ! -f "$2" ] || wanted=$2
    diff -u --label "wanted $1" --label "got $1" "$wanted" "$3" || failed=1
}

# keep WANTED GOT: an empty file is no file.
keep() {
    if [ -s "$2" ]; then cp "$2" "$1"; else rm -f "$1"; fi
}

failed=0
for case in "$@"; do
    case=$(realpath "$case")
    rm -rf "$work/here"
    mkdir "$work/here"
    cp "$root"/data/* "$work/here"
    for file in "$case"/*; do
        case ${file##*/} in
        cmd | out | err | exit) ;;
        *) cp -R "$file" "$work/here" ;;
        esac
    done
    chmod 600 "$work/here/test.key"
    code=0
    (cd "$work/here" && sh "$case/cmd") >"$work/stdout" 2>"$work/stderr" || code=$?
    steady "$work/stdout" >"$work/out"
    steady "$work/stderr" >"$work/err"
    : >"$work/exit"
    [ "$code" -eq 0 ] || echo "$code" >"$work/exit"
    for part in out err exit; do
        if [ -n "$update" ]; then
            keep "$case/$part" "$work/$part"
        else
            compare "$part" "$case/$part" "$work/$part"
        fi
    done
done
exit "$failed"
