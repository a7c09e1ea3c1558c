from .queueing import Letter, queue_message, queue_messages
from .sending import send_waiting

__all__ = ["Letter", "queue_message", "queue_messages", "send_waiting"]
