"""Invented people for the demonstration: always the same ones, made from lists of names, never from anybody's data."""

import random
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class InventedPerson:
    number: int
    given_names: str
    paternal_surname: str
    maternal_surname: str
    sex: str
    birth_date: date
    dni: str
    profession: str

    @property
    def email(self) -> str:
        return f"persona{self.number}@tinkuy.example"


def invent_person(number: int, names: dict[str, list[str]]) -> InventedPerson:
    """The person of that number. Documents start at 90000000, a series that is not given to adults."""
    chance = random.Random(number)  # noqa: S311 - invented names, not secrets
    sex = "female" if number % 2 else "male"
    given = chance.choice(names["women" if sex == "female" else "men"])
    paternal, maternal = chance.sample(names["surnames"], 2)
    return InventedPerson(
        number=number,
        given_names=given,
        paternal_surname=paternal,
        maternal_surname=maternal,
        sex=sex,
        birth_date=date(chance.randint(1955, 2004), chance.randint(1, 12), chance.randint(1, 28)),
        dni=str(90000000 + number),
        profession=chance.choice(names["jobs"]),
    )


def invent_choices(number: int, options: list[str], most: int) -> list[str]:
    """What the person of that number marks: early options are liked a little more; now and then a blank vote."""
    chance = random.Random(f"vote-{number}-{'|'.join(options)}")  # noqa: S311
    if chance.random() < 0.04:
        return []
    wanted = chance.randint(1, most)
    liked = sorted(options, key=lambda option: chance.random() * (1 + options.index(option) * 0.35))
    return sorted(liked[:wanted])
