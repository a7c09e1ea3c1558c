from . import public, staff, voter

__all__ = ["public", "staff", "voter"]
