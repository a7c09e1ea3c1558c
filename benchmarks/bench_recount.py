"""An independent recount of a big election: time, memory, whether the result is byte-identical. Last line: the figure.

python benchmarks/bench_recount.py [--ballots 5000000] [--folder DIR]

`--ballots` are all the ballots of the process, in three lists. The package is written by the platform's own writer and
checked by the verifier in a process of its own, as a stranger would.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.factories.packages import made_up_package  # noqa: E402
from tinkuy.components.budgeting.rules.package import container  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ballots", type=int, default=300_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "package.zip"
        start = time.monotonic()
        if os.fork() == 0:  # the writer's memory is given back before the recount
            with path.open("wb") as sink:
                container(made_up_package(ballots=options.ballots // 3, projects=20), sink)
            os._exit(0)
        os.wait()
        print(f"written in {time.monotonic() - start:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
        start, busy = time.monotonic(), _busy()
        done = subprocess.run([sys.executable, ROOT / "verifier" / "__init__.py", path], capture_output=True, text=True)
        seconds = time.monotonic() - start
        busy = _busy() - busy
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(done.stdout.strip() or done.stderr.strip())
        words = "byte-identical" if done.returncode == 0 else "NOT the same"
        print(f"peak of both processes {memory:.0f} MB")
        print(f"{options.ballots} ballots in {seconds:.1f} s ({busy:.1f} s of one core), {words}")
    return done.returncode


def _busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
