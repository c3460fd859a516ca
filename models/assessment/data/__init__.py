"""The WPA problem as data: cases, seat rules, costs, the fixed part, conflict sets. Knows no solver."""
