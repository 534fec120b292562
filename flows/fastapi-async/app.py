"""The flows' work without PromptFlow: three parallel steps, then one call, in plain FastAPI."""

import asyncio
import os
import time
from contextlib import asynccontextmanager

import aiohttp
from fastapi import FastAPI, Request
from pydantic import BaseModel

SECONDS = 0.25
TIMEOUT = aiohttp.ClientTimeout(total=300)


class Question(BaseModel):
    question: str


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with aiohttp.ClientSession(
        timeout=TIMEOUT, connector=aiohttp.TCPConnector(limit=0)
    ) as session:
        app.state.session = session
        yield


app = FastAPI(lifespan=lifespan)


async def parallel_step(question: str) -> str:
    await asyncio.sleep(SECONDS)
    return question


@app.post("/score")
async def score(asked: Question, request: Request) -> dict:
    await asyncio.gather(*(parallel_step(asked.question) for _ in range(3)))
    started = time.perf_counter()
    session = request.app.state.session
    async with session.get(os.environ["MOCK_API_ENDPOINT"]) as response:
        response.raise_for_status()
        waited_s = (await response.json())["waited_s"]
    return {
        "answer": {
            "node_s": time.perf_counter() - started,
            "backend_s": waited_s,
            "flow": "fastapi-async",
        }
    }
