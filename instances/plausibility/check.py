"""Every notice about what rows say together. The door of this room; holds no check itself."""

from __future__ import annotations

from instances.domain.norms import Norm
from instances.domain.settings import Settings
from instances.plausibility.days import check_days
from instances.plausibility.history import check_history, check_history_schools
from instances.plausibility.offers import check_offers
from instances.plausibility.same_person import check_same_person
from instances.plausibility.sites import check_sites
from instances.plausibility.study_coaches import check_study_coaches
from instances.plausibility.visit_period import check_visit_period
from instances.tables.records import Records
from instances.tables.sheets import Table


def check_plausibility(records: Records, settings: Settings, settings_table: Table | None) -> None:
    """Tell everything that can be read and is hardly meant.

    Args:
        records: All rows; their findings gather the notices.
        settings: Of the semester.
        settings_table: Where those stand; None where the file has no such sheet.
    """
    window = check_days(records, settings.semester)
    check_visit_period(settings_table, settings, window, records.findings)
    check_same_person(records)
    check_study_coaches(records)
    check_history(records)
    check_history_schools(records)
    check_offers(records)
    check_sites(records, settings.norms[Norm.LEGAL_SHARE])
