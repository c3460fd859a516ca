"""One semester of the office: versions of workbook and rosters, steps that can be undone, notes; an embedded store."""
