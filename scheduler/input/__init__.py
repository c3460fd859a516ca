"""From a workbook on disk to an instance, or a refusal with every fault."""
