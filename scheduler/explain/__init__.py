"""Why a roster is as it is, and what else it could be: the command ``verklaar``."""
