"""One of three parallel nodes: stands for a call of 0.25 s, such as a guardrail's."""

import asyncio

from promptflow.core import tool

SECONDS = 0.25


@tool
async def parallel_node(question: str) -> str:
    await asyncio.sleep(SECONDS)
    return question
