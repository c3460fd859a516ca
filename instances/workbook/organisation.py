"""What rows of boards, schools, tandems and mentors must satisfy together. Knows no student and no pin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from instances.domain.entities import Role, SchoolKind
from instances.dutch.nearest import folded
from instances.tables.columns import MENTORS, SCHOOLS, SLOTS, TANDEMS, TRAINERS
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, Records


def check_organisation(records: Records) -> None:
    """Tandems, successors, PLGs, duo mentors, double roles and bound slots."""
    _tandem_roles(records)
    _schools_in_tandems(records)
    _successors(records)
    _plg_maxima(records)
    _duos(records)
    _double_roles(records)
    _bound_slots(records)


def _tandem_roles(records: Records) -> None:
    trainers = records.index(TRAINERS)
    wanted = {TANDEMS.SO: (Role.SO, Role.CSO), TANDEMS.IO: (Role.IO, Role.CIO)}
    for record in records.of(TANDEMS):
        for column, roles in wanted.items():
            trainer = trainers.get(record.text(column))
            role = trainer.text(TRAINERS.ROLE) if trainer is not None else ""
            if role and role not in roles:
                found = f"{record.text(column)} (rol {role})"
                records.fault(record, column, found, f"een opleider met rol {roles[0]} of {roles[1]}")


def tandem_by_school(records: Records) -> dict[str, Record]:
    """School id to the first tandem that names it."""
    found: dict[str, Record] = {}
    for record in records.of(TANDEMS):
        for school in record.words(TANDEMS.SCHOOLS):
            found.setdefault(school, record)
    return found


def _schools_in_tandems(records: Records) -> None:
    tandems = tandem_by_school(records)
    for record in records.of(TANDEMS):
        for school in record.words(TANDEMS.SCHOOLS):
            first = tandems[school]
            if first is not record:
                expected = (
                    f"elke school in één tandem; {school} hoort al bij {first.key} ({first.cell(TANDEMS.SCHOOLS)})"
                )
                records.fault(record, TANDEMS.SCHOOLS, school, expected)
    rows = records.of(TANDEMS)
    known = records.index(SCHOOLS)
    # with an unreadable list, or a school in it that is not known, any school may be the one that is meant
    if not records.has(TANDEMS) or any(
        row.is_faulty(TANDEMS.SCHOOLS)
        or not row.cell(TANDEMS.SCHOOLS)
        or any(school not in known for school in row.words(TANDEMS.SCHOOLS))
        for row in rows
    ):
        return
    for record in records.of(SCHOOLS):
        training = not record.is_faulty(SCHOOLS.KIND) and record.text(SCHOOLS.KIND) != SchoolKind.OTHER
        training = training and not record.text(SCHOOLS.SUCCESSOR)
        if training and record.key and record.key not in tandems:
            expected = "een school die in het blad Tandems staat, of anders stageschool"
            records.fault(record, SCHOOLS.SCHOOL, f"{record.key} (opleidingsschool zonder tandem)", expected)


def _successors(records: Records) -> None:
    """A school is not its own successor, also not by way of others."""
    after = {record.key: record.text(SCHOOLS.SUCCESSOR) for record in records.of(SCHOOLS) if record.key}
    for record in records.of(SCHOOLS):
        seen, school = {record.key}, after.get(record.key, "")
        while school and school not in seen:
            seen.add(school)
            school = after.get(school, "")
        if school and school == record.key:
            expected = "een andere school, die niet zelf (al dan niet via andere) door deze is opgevolgd"
            records.fault(record, SCHOOLS.SUCCESSOR, record.text(SCHOOLS.SUCCESSOR), expected)


def _plg_maxima(records: Records) -> None:
    tandems = tandem_by_school(records)
    first: dict[tuple[str, str], tuple[Record, int]] = {}
    spelled: dict[str, str] = {}
    for record in records.of(SCHOOLS):
        name, tandem = record.text(SCHOOLS.PLG), tandems.get(record.key)
        if name and spelled.setdefault(folded(name), name) != name:
            text = f"“{name}” is een andere PLG dan “{spelled[folded(name)]}”. Is dat zo?"
            records.notice(record, SCHOOLS.PLG, text, NoticeKind.PLGS_ALIKE)
        key = ("plg", name) if name else ("tandem", tandem.key) if tandem else ("school", record.key)
        maximum = record.optional_integer(SCHOOLS.MAX_PLG)
        if maximum is None:
            continue
        other, known = first.setdefault(key, (record, maximum))
        if known != maximum:
            expected = f"één Max PLG voor PLG {key[1]}; bij {other.key} ({other.cell(SCHOOLS.MAX_PLG)}) staat {known}"
            records.fault(record, SCHOOLS.MAX_PLG, maximum, expected)


def duo_by_mentor(records: Records) -> dict[str, str]:
    """Mentor id to the duo mentor, from either side; the first one named counts."""
    found: dict[str, str] = {}
    for record in records.of(MENTORS):
        duo = record.text(MENTORS.DUO)
        if record.key and duo and duo != record.key:
            found.setdefault(record.key, duo)
            found.setdefault(duo, record.key)
    return found


def _duos(records: Records) -> None:
    mentors = records.index(MENTORS)
    for record in records.of(MENTORS):
        duo = record.text(MENTORS.DUO)
        other = mentors.get(duo)
        if duo and duo == record.key:
            records.fault(record, MENTORS.DUO, duo, "een andere mentor dan de mentor zelf")
        elif other is not None:
            for expected in _duo_misfits(record, other):
                records.fault(record, MENTORS.DUO, duo, expected)
    partners: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in records.of(MENTORS):
        duo = record.text(MENTORS.DUO)
        if record.key and duo and duo != record.key:
            partners[record.key].setdefault(duo, record)
            partners[duo].setdefault(record.key, record)
    for mentor, named in partners.items():
        if len(named) > 1:
            record = list(named.values())[-1]
            expected = f"klassen van twee mentoren; {mentor} vormt al een duo met {next(iter(named))}"
            records.fault(record, MENTORS.DUO, record.text(MENTORS.DUO), expected)


def _duo_misfits(record: Record, other: Record) -> Iterator[str]:
    school, duo_school = record.text(MENTORS.SCHOOL), other.text(MENTORS.SCHOOL)
    if school and duo_school and school != duo_school:
        yield f"een mentor van dezelfde school ({school}); {other.key} werkt op {duo_school}"
    groups, duo_groups = record.numbers(MENTORS.GROUPS), other.numbers(MENTORS.GROUPS)
    if groups and duo_groups and not groups & duo_groups:
        yield f"een mentor van dezelfde klas; {record.key} en {other.key} hebben geen groep gemeen"


def _double_roles(records: Records) -> None:
    first: dict[str, Record] = {}
    for record in records.of(TRAINERS):
        mentor = record.text(TRAINERS.ALSO_MENTOR)
        if mentor and first.setdefault(mentor, record) is not record:
            expected = f"een mentor die bij één opleider hoort; {mentor} staat ook bij {first[mentor].key}"
            records.fault(record, TRAINERS.ALSO_MENTOR, mentor, expected)


def _bound_slots(records: Records) -> None:
    schools = records.index(SCHOOLS)
    for record in records.of(SLOTS):
        school, board = schools.get(record.text(SLOTS.SCHOOL)), record.text(SLOTS.BOARD)
        if school is not None and board and school.text(SCHOOLS.BOARD) not in ("", board):
            expected = f"het bestuur van {school.key} ({school.text(SCHOOLS.BOARD)}), of leeg"
            records.fault(record, SLOTS.BOARD, board, expected)
