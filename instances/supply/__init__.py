"""Asking boards for places and trainers for times: what a form holds, reading it back, what changes in the workbook."""
