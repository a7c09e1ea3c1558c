from enum import IntEnum


class Priority(IntEnum):
    """Who goes first through the door of the mail server. A digest waits for everybody else."""

    FIRST = 0
    ORDINARY = 5
    DIGEST = 9
