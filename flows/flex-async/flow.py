"""The same work as the DAG flows in one coroutine: three parallel steps, then one call."""

import asyncio
import os
import time
from typing import TypedDict

import aiohttp

SECONDS = 0.25
TIMEOUT = aiohttp.ClientTimeout(total=300)


class Answer(TypedDict):
    node_s: float
    backend_s: float
    flow: str


async def answer(question: str) -> Answer:
    await asyncio.gather(*(parallel_step(question) for _ in range(3)))
    return await chat()


async def parallel_step(question: str) -> str:
    await asyncio.sleep(SECONDS)
    return question


async def chat() -> Answer:
    """One awaited call to the API named by MOCK_API_ENDPOINT."""
    started = time.perf_counter()
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        async with session.get(os.environ["MOCK_API_ENDPOINT"]) as response:
            response.raise_for_status()
            waited_s = (await response.json())["waited_s"]
    return {
        "node_s": time.perf_counter() - started,
        "backend_s": waited_s,
        "flow": "flex-async",
    }
