"""Lesson visits and meetings of a PLG judged by hand from decision 45: what is due, its rules, wishes and moments."""
