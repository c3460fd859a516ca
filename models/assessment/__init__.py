"""Assessment: slot and assessors of each work-place assessment (A1-A12, V1-V8)."""
