"""What the package index that pip uses knows against pinned packages.

Reads `name version` lines and answers each with a line of JSON: `known`, whether the index told of
that release, and its `vulnerabilities`. The index, its proxy, certificates and credentials are
pip's own (run this with a Python that has pip). Most indexes tell of every release; some of a
package's newest only.
"""

import json
import sys

from pip._internal.commands import create_command

command = create_command("download")
options = command.parser.get_default_values()
index = options.index_url.rstrip("/").removesuffix("/simple") + "/pypi"


def ask(session, path):
    try:
        answer = session.get(f"{index}/{path}/json", headers={"Accept": "application/json"})
        if answer.status_code == 404:
            return None
        answer.raise_for_status()
        return answer.json()
    except OSError as failed:  # what requests throws, a body that is no JSON included
        sys.exit(f"the package index does not answer: {failed}")


def told(session, name, version):
    page = ask(session, f"{name}/{version}") or ask(session, name)
    known = page is not None and page["info"]["version"] == version and "vulnerabilities" in page
    return {
        "known": known,
        "vulnerabilities": [
            {"id": one["id"], "aliases": one["aliases"], "fixed": one["fixed_in"]}
            for one in (page["vulnerabilities"] if known else [])
            if not one.get("withdrawn")
        ],
    }


with command.main_context():
    session = command.get_default_session(options)
    for line in sys.stdin:
        print(json.dumps(told(session, *line.split())), flush=True)
