"""One of three parallel nodes: stands for a call of 0.25 s, such as a guardrail's."""

import time

from promptflow.core import tool

SECONDS = 0.25


@tool
def parallel_node(question: str) -> str:
    time.sleep(SECONDS)
    return question
