from .queueing import queue_message, queue_messages
from .sending import send_waiting

__all__ = ["queue_message", "queue_messages", "send_waiting"]
