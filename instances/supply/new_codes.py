"""Codes for mentors who come. Knows the codes that there are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from instances.domain.instance import Instance


@dataclass
class NewCodes:
    """Codes for mentors who come, as the workbook writes them: M0042 is followed by M0043."""

    taken: set[str]
    prefix: str = "M"
    width: int = 1
    last: int = 0

    @classmethod
    def of(cls, instance: Instance) -> NewCodes:
        """The codes that come after those of a workbook."""
        stores = (instance.boards, instance.schools, instance.mentors, instance.students, instance.trainers,
                  instance.tandems, instance.slots)  # fmt: skip
        taken = {id.casefold() for store in stores for id in store}
        found = [match for id in instance.mentors if (match := re.fullmatch(r"(.*?)(\d+)", id))]
        if not found:
            return cls(taken)
        prefix = Counter(match[1] for match in found).most_common(1)[0][0]
        numbers = [match[2] for match in found if match[1] == prefix]
        return cls(taken, prefix, max(map(len, numbers)), max(map(int, numbers)))

    def next(self) -> str:
        """A code that nobody has."""
        while True:
            self.last += 1
            code = f"{self.prefix}{self.last:0{self.width}}"
            if code.casefold() not in self.taken:
                self.taken.add(code.casefold())
                return code
