from . import batches, desk, public, staff, voter

__all__ = ["batches", "desk", "public", "staff", "voter"]
