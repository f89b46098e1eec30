#!/bin/sh
# peer_miller.sh FILE OUT COLUMNS RENAMES: J1 with Miller: COLUMNS are kept, RENAMES (COLUMN,KEY,...) made, and then one
# stats1. WORDS is what details count under, KEY.VALUE=STATUS,..., and HISPANIC the column of the flag, or empty.
# Miller takes sd from running sums in double: whole numbers keep them exact, the last step loses a few digits.
set -eu
keys=year,subject,lea,grade,el,race,frl
columns=$keys,enrolled_count,score_count,score_mean,score_stddev,l1_sum,l2_sum,l3_sum,l4_sum
# shellcheck disable=SC2016 # these are fields of Miller
rows='begin { @words = splitkvx(ENV["WORDS"], "=", ","); @many = length(@words) > 0; @flag = ENV["HISPANIC"] }
  if (@flag != "" && $[@flag] == "Y") { $race = "H" }
  if (@many) {
    if (haskey(@words, "el." . $el)) { $el = @words["el." . $el] }
    if (haskey(@words, "frl." . $frl)) { $frl = @words["frl." . $frl] }
  }
  if ($score == "*") { $score = "" }
  $enrolled = 1;
  $l1 = $level == 1 ? 1 : 0; $l2 = $level == 2 ? 1 : 0; $l3 = $level == 3 ? 1 : 0; $l4 = $level == 4 ? 1 : 0'
# shellcheck disable=SC2016
percent='$pct = $n == 0 ? "" : 100 * ($l3 + $l4) / $n'
# `then` is a word of Miller's.
# shellcheck disable=SC1010
mlr --icsv --ocsv cut -f "$3" then rename "$4" then put "$rows" \
    then stats1 -a count,mean,stddev,sum -f enrolled,score,l1,l2,l3,l4 -g "$keys" \
    then template -f "$columns" --fill-with "" \
    then rename enrolled_count,enrolled,score_count,n,score_mean,mean,score_stddev,sd \
    then rename l1_sum,l1,l2_sum,l2,l3_sum,l3,l4_sum,l4 \
    then put "$percent" "$1" >"$2"
