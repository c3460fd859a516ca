"""How every workbook looks: tables, overview pages, colours, print set-up. Knows no roster."""
