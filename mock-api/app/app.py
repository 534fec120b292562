"""A backend that takes a known time: waits a uniform MIN..MAX seconds and says how long.

MOCK_MIN_S and MOCK_MAX_S set the bounds (default 1 and 1), MOCK_SEED what is drawn. It stands in
for a model too (model.py). Run it as one process, so that the count of requests is whole:
uvicorn app:app --no-access-log
"""

import asyncio
import os
import random
import time

from fastapi import FastAPI
from fastapi.responses import Response
from model import counts, routes

MIN_S = float(os.environ.get("MOCK_MIN_S", "1"))
MAX_S = float(os.environ.get("MOCK_MAX_S", "1"))
if not 0 <= MIN_S <= MAX_S:
    raise ValueError(f"MOCK_MIN_S..MOCK_MAX_S must be 0 <= MIN <= MAX, not {MIN_S}..{MAX_S}")

app = FastAPI(openapi_url=None, routes=routes)
waits = random.Random(int(os.environ.get("MOCK_SEED", "1")))
requests = 0


@app.get("/")
async def answer() -> Response:
    """Waits; `waited_s` is what really passed, timer's delay included."""
    global requests
    requests += 1
    started = time.perf_counter()
    await asyncio.sleep(waits.uniform(MIN_S, MAX_S))
    waited_s = time.perf_counter() - started
    return Response(f'{{"waited_s": {waited_s:.6f}}}', media_type="application/json")


@app.get("/health")
async def health() -> dict:
    return {"status": "healthy"}


@app.get("/stats")
async def stats() -> dict:
    """How many requests to / have come since the start, those still waiting included; how many
    answers of the model were begun, and how many requests for one refused."""
    return {"requests": requests, **counts}
