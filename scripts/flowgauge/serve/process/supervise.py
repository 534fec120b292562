"""Runs a command for as long as its own standard input stays open.

Usage: supervise.py FOLDER LOG COMMAND...

The command gets a session of its own, so that a terminal's Ctrl-C does not reach it, and LOG as
its output. Its process id is printed, or a line that starts with "error". When standard input is
closed, which happens however the caller ends, the whole group is told to stop, then killed, and
FOLDER is removed; so it is when the command ends by itself.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time

PATIENCE_S = 3


def main() -> None:
    folder, log, *command = sys.argv[1:]
    os.setsid()
    for ignored in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    try:
        with open(log, "ab") as output:
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=restore_signals,
            )
    except OSError as failed:
        shutil.rmtree(folder, ignore_errors=True)
        print(f"error {failed}", flush=True)  # last: the caller ends us once it has read this
        sys.exit(1)
    print(child.pid, flush=True)
    threading.Thread(target=stop_at_end_of_input, args=(child.pid,), daemon=True).start()
    code = child.wait()
    kill(child.pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(code if code >= 0 else 128 - code)


def restore_signals() -> None:
    for ignored in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_DFL)


def stop_at_end_of_input(group: int) -> None:
    sys.stdin.buffer.read()
    kill(group, signal.SIGTERM)
    time.sleep(PATIENCE_S)
    kill(group, signal.SIGKILL)


def kill(group: int, how: int) -> None:
    try:
        os.killpg(group, how)
    except ProcessLookupError:
        pass


main()
