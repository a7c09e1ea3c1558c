from .cajamarca import seed_cajamarca

__all__ = ["seed_cajamarca"]
