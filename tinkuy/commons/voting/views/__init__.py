from . import batches, desk, public, staff, ties, voter

__all__ = ["batches", "desk", "public", "staff", "ties", "voter"]
