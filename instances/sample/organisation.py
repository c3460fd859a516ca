"""Boards, schools, tandems and trainers of the sample: who belongs where. Knows no student."""

from __future__ import annotations

from dataclasses import replace

from instances.domain.entities import (
    Board,
    BoardKind,
    Day,
    Role,
    School,
    SchoolKind,
    Separation,
    Tandem,
    Trainer,
    Vehicle,
)
from instances.domain.school_groups import Specialisation
from instances.domain.travel import great_circle_km
from instances.sample.draft import PROFILES, Draft
from instances.sample.names import mail_name
from instances.sample.towns import NOORD_HOLLAND, Region, Town

CAMPUSES = (Region.AMSTERDAM, Region.HAARLEM, Region.ALKMAAR)
MAIL = "voorbeeld.example"


def add_boards(draft: Draft) -> None:
    """The partners first; each at home in one region, the regions taken in turn."""
    size = draft.size
    names = draft.names.boards(size.boards)
    regions = list(size.regions)
    draft.dice.shuffle(regions)
    for number in range(size.boards):
        id = f"B{number + 1:02d}"
        other = number >= size.boards - size.other_boards
        name = names[number]
        draft.boards[id] = Board(
            id,
            name,
            f"opleiden@{mail_name(name.split(maxsplit=1)[1])}.example".replace("de.", ""),
            BoardKind.OTHER if other else BoardKind.PARTNER,
            own_so=Separation.AVOID if number % 6 == 2 else None,
            own_io=Separation.AVOID if number % 7 == 1 else None,
        )
        draft.home_region[id] = regions[number % len(regions)]


def add_schools(draft: Draft) -> None:
    """Boards get unequal numbers of schools: the first partners are the large ones."""
    size = draft.size
    partners = [board.id for board in draft.boards.values() if board.kind is BoardKind.PARTNER]
    others = [board.id for board in draft.boards.values() if board.kind is BoardKind.OTHER]
    training = _shares(size.schools - size.stage_schools, len(partners))
    owners = [
        (board, SchoolKind.TRAINING) for board, count in zip(partners, training, strict=True) for _ in range(count)
    ]
    stage = others * (2 if others else 0) + partners
    owners += [(stage[n % len(stage)], SchoolKind.OTHER) for n in range(size.stage_schools)]
    for number, (board, kind) in enumerate(sorted(owners), start=1):
        _add_school(draft, draft.school_id(number), board, kind)


def _shares(total: int, parts: int) -> list[int]:
    """The total in unequal whole parts, each at least 1, the first about five times the last."""
    weights = [1.25 - n / max(1, parts) for n in range(parts)]
    counts = [max(1, round(total * weight / sum(weights))) for weight in weights]
    counts[0] += total - sum(counts)
    return counts


def _add_school(draft: Draft, id: str, board: str, kind: SchoolKind) -> None:
    dice = draft.dice
    towns = [town for town in draft.size.towns if town.region is draft.home_region[board]]
    # the root keeps small towns in the picture
    town = dice.choices(towns, [t.weight**0.5 for t in towns])[0]
    code, point = draft.address(town)
    years = dice.choices(
        [{1, 2, 3, 4}, {1, 2}, {2, 3, 4}, {3, 4}, {1, 2, 3}],
        [80, 5, 6, 4, 5] if draft.size.schools > 6 else [1, 0, 0, 0, 0],
    )[0]
    places = dice.randint(4, 8) if kind is SchoolKind.TRAINING else dice.randint(2, 4)
    draft.schools[id] = School(
        id,
        draft.names.school(),
        board,
        kind,
        places,
        taken=dice.choices([0, 1, 2], [60, 30, 10])[0],
        years=frozenset(years),
        profile=frozenset(dice.sample(PROFILES, dice.choices([0, 1, 2], [40, 45, 15])[0])),
        wpas_at_once=dice.choices([2, 1, 3], [75, 15, 10])[0],
        postcode=code,
        place=town.name,
        point=point,
    )
    draft.towns[id] = town


def add_tandems(draft: Draft) -> None:
    """Neighbouring schools of one board under one SO and one IO; some tandems share a named PLG."""
    by_board: dict[str, list[School]] = {}
    for school in draft.schools.values():
        if school.kind is SchoolKind.TRAINING:
            by_board.setdefault(school.board, []).append(school)
    counts = _tandems_per_board(draft.size.tandems, {board: len(found) for board, found in by_board.items()})
    for board, schools in by_board.items():
        for group in _neighbours(schools, counts[board]):
            _add_tandem(draft, board, group)
    tandems = list(draft.tandems.values())
    for first, second in zip(tandems[2::9], tandems[3::9], strict=False):
        _share_plg(draft, first, second)


def _tandems_per_board(total: int, schools: dict[str, int]) -> dict[str, int]:
    """One each, the rest where most schools wait for a tandem."""
    counts = dict.fromkeys(schools, 1)
    for _ in range(total - len(schools)):
        board = max(schools, key=lambda board: schools[board] / counts[board])
        counts[board] += 1
    return counts


def _neighbours(schools: list[School], groups: int) -> list[list[School]]:
    """Groups of near schools: the northernmost school left, and those nearest to it."""
    left = sorted(schools, key=lambda school: (-_latitude(school), school.id))
    found = []
    for group in range(groups):
        head = left.pop(0)
        left.sort(key=lambda school: (_km(head, school), school.id))
        extra = (len(left) + 1) // (groups - group) - 1
        found.append([head, *left[:extra]])
        left = sorted(left[extra:], key=lambda school: (-_latitude(school), school.id))
    return found


def _latitude(school: School) -> float:
    return school.point.latitude if school.point else 0.0


def _km(one: School, other: School) -> float:
    return great_circle_km(one.point, other.point) if one.point and other.point else 0.0


def _add_tandem(draft: Draft, board: str, schools: list[School]) -> None:
    number = len(draft.tandems) + 1
    so = _trainer(draft, Role.SO, draft.towns[schools[0].id], board)
    ios = [trainer for trainer in draft.trainers.values() if trainer.role is Role.IO]
    # three IOs to four tandems: some guide two
    if number % 4 == 0 and ios:
        io = ios[-1]
    else:
        io = _trainer(draft, Role.IO, _campus_town(draft, board), None)
    norm = 8 if len(schools) == 1 else draft.dice.choices([10, 12], [85, 15])[0]
    id = f"T{number:03d}"
    draft.tandems[id] = Tandem(id, so.id, io.id, tuple(school.id for school in schools), norm, norm + 2)


def _campus_town(draft: Draft, board: str) -> Town:
    """An IO lives near the own schools, or near one of the institute's buildings."""
    home = draft.home_region[board]
    campuses = CAMPUSES if home in NOORD_HOLLAND else ()  # elsewhere in the country another institute is nearer
    region = draft.dice.choice((home, *(region for region in campuses if region in draft.size.regions)))
    towns = [town for town in draft.size.towns if town.region is region]
    return draft.dice.choices(towns, [town.weight for town in towns])[0]


def _share_plg(draft: Draft, first: Tandem, second: Tandem) -> None:
    """Two tandems of one board meet in one PLG, with room for both."""
    boards = {draft.schools[id].board for id in (*first.schools, *second.schools)}
    if len(boards) == 1:
        name = f"PLG {draft.schools[first.schools[0]].name.split()[-1]}"
        for id in (*first.schools, *second.schools):
            draft.schools[id] = replace(draft.schools[id], plg=name, max_plg=20)


def add_other_trainers(draft: Draft) -> None:
    """Coordinators, and SLB'ers who never assess."""
    per_board = dict.fromkeys(draft.boards, 0)
    for tandem in draft.tandems.values():
        per_board[draft.schools[tandem.schools[0]].board] += 1
    large = [board for board, count in per_board.items() if count >= 3] or list(draft.boards)[:1]
    for board in large:
        towns = [draft.towns[id] for id, school in draft.schools.items() if school.board == board]
        _trainer(draft, Role.CSO, draft.dice.choice(towns), board)
    for _ in range(max(1, draft.size.tandems // 11)):
        _trainer(draft, Role.CIO, _campus_town(draft, large[0]), None)
    for _ in range(max(1, draft.size.students // 40)):
        _trainer(draft, Role.SLB, _campus_town(draft, large[0]), None)


def _trainer(draft: Draft, role: Role, town: Town, board: str | None) -> Trainer:
    dice = draft.dice
    id = f"{role}{sum(t.role is role for t in draft.trainers.values()) + 1:02d}"
    name = draft.names.person()
    code, point = draft.address(town)
    jk, ok = Specialisation.JK, Specialisation.OK
    small = draft.size.tandems <= 2
    trainer = Trainer(
        id,
        name,
        role,
        f"{mail_name(name)}@{MAIL}",
        board,
        days=frozenset(Day)
        if small or dice.random() < 0.55
        else frozenset(dice.sample(list(Day), dice.choice([3, 4]))),
        assessor=role is not Role.SLB and (small or dice.random() > 0.03),
        expertise=frozenset(dice.choice(((jk,), (ok,), (jk, ok), (jk, ok), ()))),
        max_wpas=_max_wpas(draft, role),
        max_wpas_per_day=dice.choices([None, 3, 2], [75, 20, 5])[0] if not small else None,
        vehicle=dice.choices(list(Vehicle), [10, 10, 80])[0],
        postcode=code,
        point=point,
    )
    draft.trainers[id] = trainer
    return trainer


def _max_wpas(draft: Draft, role: Role) -> int | None:
    """About one and a half times the demand: 1 field seat, and half an institute seat, for every student."""
    if role is Role.SLB or draft.size.tandems <= 2:
        return None
    if role.in_field:
        return draft.dice.choices([None, 12, 15, 18], [20, 30, 30, 20])[0]
    return draft.dice.choices([None, 8, 10, 12, 14], [5, 20, 30, 25, 20])[0]
