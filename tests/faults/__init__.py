"""Planted faults: semesters of which the cause and the cheapest repair are known because they were made so."""
