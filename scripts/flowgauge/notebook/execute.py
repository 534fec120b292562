"""Runs notebooks headless, one after the other, and stops at the first cell that fails.

Usage: execute.py [--write] NOTEBOOK...

With --write the outputs go back into the notebooks, without what differs from one run to the
next, and with a digest of the cells that made them.
"""

import hashlib
import pathlib
import re
import subprocess
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
CELL_SECONDS = 120


def digest(notebook):
    """The digest of all code cells, which a test compares with the one kept at execution."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return hashlib.sha256("\0".join(sources).encode()).hexdigest()


def settle(notebook):
    """Drops what differs between two executions of the same cells."""
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type != "code":
            continue
        merged = []
        for output in cell.outputs:
            before = merged[-1] if merged else None
            if (
                before
                and output.output_type == "stream"
                and before.output_type == "stream"
                and before.name == output.name
            ):
                before.text += output.text
            else:
                merged.append(output)
        cell.outputs = merged
    notebook.metadata = {
        "kernelspec": {"display_name": "Java (jjava)", "language": "java", "name": "java"},
        "language_info": {
            "file_extension": ".jshell",
            "mimetype": "text/x-java-source",
            "name": "java",
        },
        "flowgauge": {"cells_sha256": digest(notebook)},
    }


def failure(notebook):
    """Number (from 1, among code cells) and complaint of the cell that failed."""
    number = 0
    for cell in notebook.cells:
        if cell.cell_type == "code":
            number += 1
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    said = ESCAPES.sub("", "\n".join(output.traceback) or output.evalue)
                    return number, said.strip()
            if cell.get("execution_count") is None:
                return number, "it did not end"
    return number, "it did not end"


def execute(path, write):
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        kernel_name="java",
        timeout=CELL_SECONDS,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.create_kernel_manager()
    client.km.shutdown_wait_time = 0.6
    started = time.monotonic()
    try:
        client.execute(stderr=subprocess.DEVNULL)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        number, said = failure(notebook)
        if isinstance(error, CellTimeoutError):
            said = f"no end after {CELL_SECONDS} s"
        print(f"{path.name}: code cell {number} failed: {said}", file=sys.stderr)
        return False
    settle(notebook)
    if write:
        nbformat.write(notebook, path)
    print(f"{path.name}: {time.monotonic() - started:.1f} s", flush=True)
    return True


def main(arguments):
    write = "--write" in arguments
    paths = [pathlib.Path(name) for name in arguments if name != "--write"]
    return 0 if all(execute(path, write) for path in paths) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
