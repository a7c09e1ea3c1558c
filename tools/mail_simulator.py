"""A small mail server that stands for a real one on one's own machine, and misbehaves when it is asked to.

.venv/bin/python tools/mail_simulator.py [--port 2525] [--faults drop,hang,…] [--rate 0.2] [--seed 7] [--keep FILE]

Then, in another terminal: TINKUY_EMAIL_URL=smtp://127.0.0.1:2525. What it takes is kept as one line of JSON each:
Message-ID, recipient, subject, moment, and with which fault. A message taken twice stands there twice.
"""

import argparse
import email
import email.policy
import json
import random
import socketserver
import sys
import threading
import time
from pathlib import Path

# Drop at the greeting, or in the middle; say nothing; refuse for now, or the recipient; take the message and die
# without a word; take it, say so and die.
FAULTS = ("drop", "drop_later", "hang", "busy", "refuse", "take_and_die", "take_and_drop")
TAKES = ("take_and_die", "take_and_drop")


class Simulator(socketserver.ThreadingTCPServer):
    """`faults`: which ones may happen, each connection's message at `rate`; `delay`: seconds it takes over each."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, port=0, *, faults=(), rate=0.0, seed=7, hang=1.0, delay=0.0, keep: Path | None = None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.faults, self.rate, self.hang, self.delay = tuple(faults), rate, hang, delay
        self.chance, self.guard = random.Random(seed), threading.Lock()
        self.keep, self.taken = keep, []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def start(self) -> "Simulator":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def fault(self) -> str:
        with self.guard:
            if self.faults and self.chance.random() < self.rate:
                return self.chance.choice(self.faults)
            return ""

    def take(self, content: bytes, recipients: list[str], fault: str) -> None:
        message = email.message_from_bytes(content, policy=email.policy.default)
        row = {
            "id": str(message["Message-ID"]),
            "to": recipients,
            "subject": str(message["Subject"]),
            "at": time.time(),
            "fault": fault,
        }
        with self.guard:
            self.taken.append(row)
            if self.keep:
                with self.keep.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")


class _Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.fault, self.recipients = self.server.fault(), []
        if self.fault == "drop":
            return
        try:
            self.say("220 simulador")
            while line := self.rfile.readline(1000):
                if not self.answer(line.strip().decode(errors="replace")):
                    return
        except OSError:
            return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, line: str) -> bool:
        """Whether the conversation goes on."""
        verb = line[:4].upper()
        if verb == "QUIT":
            self.say("221 adiós")
            return False
        if verb == "MAIL":
            self.recipients = []
        if verb == "RCPT":
            return self.recipient(line)
        if verb == "DATA":
            return self.data()
        self.say("250 simulador")
        return True

    def recipient(self, line: str) -> bool:
        if self.fault == "drop_later":
            return False
        if self.fault == "refuse":
            self.fault = ""
            self.say("550 no hay tal casilla")
            return True
        self.recipients.append(line.split(":", 1)[1].strip().strip("<>"))
        self.say("250 sí")
        return True

    def data(self) -> bool:
        if self.fault == "busy":
            self.fault = self.server.fault()
            self.say("451 ahora no")
            return True
        self.say("354 adelante")
        content = bytearray()
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            content += line
        if line == b"":
            return False
        if self.fault == "hang":
            time.sleep(self.server.hang)
            return False
        time.sleep(self.server.delay)
        self.server.take(bytes(content), self.recipients, self.fault)
        if self.fault == "take_and_die":
            return False
        self.say("250 la tengo")
        if self.fault == "take_and_drop":
            return False
        self.fault = self.server.fault()
        return self.fault != "drop"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=2525)
    parser.add_argument("--faults", default="")
    parser.add_argument("--rate", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--hang", type=float, default=1.0)
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    faults = [fault for fault in asked.faults.split(",") if fault]
    if unknown := set(faults) - set(FAULTS):
        parser.error(f"unknown faults {sorted(unknown)}; there are {', '.join(FAULTS)}")
    options = {"rate": asked.rate, "seed": asked.seed, "hang": asked.hang, "delay": asked.delay, "keep": asked.keep}
    server = Simulator(asked.port, faults=faults, **options)
    print(server.url, flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
