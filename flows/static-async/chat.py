"""The last node: one awaited call to the API named by MOCK_API_ENDPOINT."""

import os
import time

import aiohttp
from promptflow.core import tool

TIMEOUT = aiohttp.ClientTimeout(total=300)


@tool
async def chat(first: str, second: str, third: str) -> dict:
    started = time.perf_counter()
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        async with session.get(os.environ["MOCK_API_ENDPOINT"]) as response:
            response.raise_for_status()
            waited_s = (await response.json())["waited_s"]
    return {
        "node_s": time.perf_counter() - started,
        "backend_s": waited_s,
        "flow": "static-async",
    }
