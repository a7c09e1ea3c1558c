"""The program: `tinkuy COMMAND`. Dashes and underscores in a command's name are the same."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    if len(sys.argv) > 1 and sys.argv[1] == "verify":
        # The verifier shares no code with the platform: it runs without Django and without settings.
        from verifier import main as verify  # noqa: PLC0415

        sys.exit(verify(sys.argv[2:]))
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    arguments = list(sys.argv)
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main()
