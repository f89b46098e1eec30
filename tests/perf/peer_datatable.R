# peer_datatable.R JOB FILE THREADS OUT LAYOUT: data.table, fine cells first, then grouping sets.
suppressMessages(library(data.table))
arg <- commandArgs(TRUE)
setDTthreads(as.integer(arg[3]))
name <- if (arg[5] == "students") c("AcademicYear", "DistrictCode", "SchoolCode", "Subject", "GradeAssessed",
  "ScaleScore", "AchievementLevel", "EnglishLearnerStatus", "HispanicEthnicity", "RaceCode",
  "EconomicDisadvantage", "SWD", "Gender") else c("year", "lea", "school", "subject", "grade", "scale_score",
  "level", "el", "race", "race", "frl", "swd", "gender")
d <- fread(arg[2], select = unique(name), na.strings = c("", "*"), showProgress = FALSE,
  colClasses = list(character = setdiff(name, name[c(1, 6, 7)])))
setnames(d, name[c(1:8, 11:13)], c("year", "lea", "school", "subject", "grade", "score", "level", "el", "frl",
  "swd", "gender"))
if (arg[5] == "students") d[, race := fifelse(HispanicEthnicity == "Y", "H", fcoalesce(RaceCode, ""))]
if (arg[5] == "generated") {
  d[el %in% c("long_term", "recently_arrived", "at_risk_of_long_term"), el := "current"]
  d[frl %in% c("free", "reduced"), frl := "yes"]
}
figures <- c("enrolled", "n", "s", "ss", "l1", "l2", "l3", "l4")
d[, `:=`(enrolled = 1L, n = (!is.na(score)) + 0L, s = as.numeric(score), ss = as.numeric(score)^2)]
for (k in 1:4) set(d, j = paste0("l", k), value = fcoalesce(d$level == k, FALSE) + 0L)
fine <- d[, lapply(.SD, sum, na.rm = TRUE), .SDcols = figures, # plain sums, which it does many groups at once
  by = c("year", "subject", "lea", if (arg[1] != "J1") "school", "grade", "el", "race", "frl",
         if (arg[1] != "J1") c("swd", "gender"))]
if (arg[1] != "J1") {
  schemes <- list(character(), "el", "race", "frl", "swd", "gender", c("el", "frl"), c("race", "frl"), c("el", "race"))
  sets <- list()
  for (level in list(character(), "lea", c("lea", "school")))
    for (grade in list("grade", character()))
      for (scheme in schemes) sets <- c(sets, list(c("year", "subject", level, grade, scheme)))
  fine <- groupingsets(fine, j = lapply(.SD, sum), sets = sets, id = TRUE,
    by = c("year", "subject", "lea", "school", "grade", "el", "race", "frl", "swd", "gender"),
    .SDcols = figures)
}
fine[, `:=`(mean = s / n, sd = sqrt((n * ss - s * s) / (n * (n - 1))), pct = 100 * (l3 + l4) / n)]
fwrite(fine, arg[4])
