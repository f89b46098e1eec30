# peer_awk.awk: J1 in awk. Fields in quotes may hold commas, quotes and line ends; columns of J1 hold no commas.
# -v columns="KEY=COLUMN,..." -v words="KEY.VALUE=STATUS,..." -v hispanic=COLUMN -v out=OUT
# Sums of whole numbers are exact in double, so mean and sd are right to its last digits.
BEGIN {
    FS = ","
    for (i = split(columns, pairs, ","); i > 0; i--) {
        split(pairs[i], pair, "=")
        column[pair[1]] = pair[2]
    }
    for (i = many = split(words, pairs, ","); i > 0; i--) {
        split(pairs[i], pair, "=")
        status[pair[1]] = pair[2]
    }
}
NR == 1 {
    for (i = 1; i <= NF; i++)
        at[$i] = i
    year = at[column["year"]]; subject = at[column["subject"]]; lea = at[column["lea"]]
    grade = at[column["grade"]]; el = at[column["el"]]; race = at[column["race"]]
    frl = at[column["frl"]]; score = at[column["score"]]; level = at[column["level"]]
    flag = hispanic == "" ? 0 : at[hispanic]
    next
}
index($0, "\"") {
    line = $0
    parts = split(line, part, "\"")
    while (parts % 2 == 0 && (getline more) > 0) { # a quote is open
        line = line " " more
        parts = split(line, part, "\"")
    }
    line = part[1]
    for (i = 2; i <= parts; i++) {
        if (i % 2 == 0)
            gsub(",", " ", part[i])
        line = line part[i]
    }
    $0 = line
}
{
    english = $el
    lunch = $frl
    if (many) {
        if (("el." english) in status) english = status["el." english]
        if (("frl." lunch) in status) lunch = status["frl." lunch]
    }
    key = $year "," $subject "," $lea "," $grade "," english "," (flag && $flag == "Y" ? "H" : $race) "," lunch
    cell = cells[key]
    if (!cell) {
        cell = cells[key] = ++last
        keys[cell] = key
    }
    enrolled[cell]++
    x = $score
    if (x != "" && x != "*") {
        n[cell]++
        sum[cell] += x
        squares[cell] += x * x
    }
    x = $level
    if (x == 1) l1[cell]++
    else if (x == 2) l2[cell]++
    else if (x == 3) l3[cell]++
    else if (x == 4) l4[cell]++
}
END {
    print "year,subject,lea,grade,el,race,frl,enrolled,n,mean,sd,l1,l2,l3,l4,pct" > out
    for (cell = 1; cell <= last; cell++) {
        m = n[cell]
        s = sum[cell]
        mean = m ? sprintf("%.17g", s / m) : ""
        sd = m > 1 ? sprintf("%.17g", sqrt((m * squares[cell] - s * s) / (m * (m - 1)))) : ""
        pct = m ? sprintf("%.17g", 100 * (l3[cell] + l4[cell]) / m) : ""
        printf "%s,%d,%d,%s,%s,%d,%d,%d,%d,%s\n", keys[cell], enrolled[cell], m, mean, sd, l1[cell], l2[cell],
            l3[cell], l4[cell], pct > out
    }
}
