#!/bin/sh
# peer_sqlite.sh FILE OUT COLUMNS < QUERY: J1 with the shell of SQLite: a table `t` of COLUMNS in memory, .import, one
# GROUP BY with sums. Sums are of whole numbers and exact; mean and sd come with 15 digits.
set -eu
exec sqlite3 -batch -bail -csv -header -cmd "CREATE TABLE t ($3)" -cmd ".import --skip 1 '$1' t" :memory: >"$2"
