"""Stands in for a model as OpenAI and Azure OpenAI serve one: chat completions, whole or streamed.

A token is a word, and a chunk of a stream. MOCK_FIRST_TOKEN_S, MOCK_TOKEN_GAP_S and MOCK_TOKENS
spread times and length (spread.py), MOCK_ANSWER is what it says in place of drawn words, MOCK_SEED
makes it the same again. MOCK_REQUESTS_PER_MINUTE and MOCK_TOKENS_PER_MINUTE refuse what is beyond
with 429 and `Retry-After`. What really passed stands in the answer, or in a stream's last chunk of
a choice, as `timing`, in seconds. Keys are not looked at.
"""

import asyncio
import json
import math
import os
import time
from typing import Optional

from answers import Answer, draw, prompt_tokens
from limit import MinuteLimit
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route


def limit(name: str) -> MinuteLimit:
    text = os.environ.get(name)
    return MinuteLimit(int(text) if text else None)


limits = {
    "requests": limit("MOCK_REQUESTS_PER_MINUTE"),
    "tokens": limit("MOCK_TOKENS_PER_MINUTE"),
}
counts = {"completions": 0, "refused": 0}


def error(status: int, message: str, kind: str, code: Optional[str], headers: dict) -> Response:
    body = {"error": {"message": message, "type": kind, "param": None, "code": code}}
    return JSONResponse(body, status, headers)


def refusal(costs: dict, now: float) -> Optional[Response]:
    """The answer where a limit is reached; takes from every limit where none is."""
    kind, wait_s = max(
        ((kind, limits[kind].wait_s(cost, now)) for kind, cost in costs.items()),
        key=lambda each: each[1],
    )
    if wait_s == 0:
        for each, cost in costs.items():
            limits[each].take(cost, now)
        return None
    counts["refused"] += 1
    most = limits[kind].most
    if math.isinf(wait_s):
        message = f"Request too large: {costs[kind]} {kind}, and the limit is {most} a minute."
        return error(429, message, kind, "rate_limit_exceeded", {})
    # a moment later, so that who comes back then finds room
    wait_ms = math.floor(wait_s * 1000) + 1
    message = f"Rate limit reached: {most} {kind} a minute. Try again in {wait_ms} ms."
    waits = {"Retry-After": str(math.ceil(wait_ms / 1000)), "retry-after-ms": str(wait_ms)}
    return error(429, message, kind, "rate_limit_exceeded", waits)


def limit_headers(now: float) -> dict:
    headers = {}
    for kind, each in limits.items():
        if each.most is not None:
            headers[f"x-ratelimit-limit-{kind}"] = str(each.most)
            headers[f"x-ratelimit-remaining-{kind}"] = str(each.left(now))
    return headers


async def until(moment: float) -> None:
    delay = moment - time.perf_counter()
    if delay > 0:
        await asyncio.sleep(delay)


class Completion:
    """An answer on its way."""

    def __init__(self, wanted: dict, answer: Answer, asked: int, started: float) -> None:
        self.answer = answer
        self.started = started
        self.usage = {
            "prompt_tokens": asked,
            "completion_tokens": len(answer.tokens),
            "total_tokens": asked + len(answer.tokens),
        }
        self.head = {
            "id": answer.id,
            "created": int(time.time()),
            "model": wanted.get("model") or "stand-in",
            "system_fingerprint": "stand-in",
        }
        options = wanted.get("stream_options") or {}
        self.tells_usage = bool(options.get("include_usage"))
        self.first_s = None

    def passed(self) -> float:
        return round(time.perf_counter() - self.started, 6)

    def timing(self) -> dict:
        return {"first_token_s": self.first_s, "model_s": self.passed()}

    async def whole(self) -> dict:
        await until(self.started + self.answer.at_s[0])
        self.first_s = self.passed()
        await until(self.started + self.answer.at_s[-1])
        message = {"role": "assistant", "content": "".join(self.answer.tokens), "refusal": None}
        choice = {
            "index": 0,
            "message": message,
            "logprobs": None,
            "finish_reason": self.answer.finish_reason,
        }
        return {
            **self.head,
            "object": "chat.completion",
            "choices": [choice],
            "usage": self.usage,
            "timing": self.timing(),
        }

    def chunk(self, choices: list, **more) -> bytes:
        body = {**self.head, "object": "chat.completion.chunk", "choices": choices, **more}
        return f"data: {json.dumps(body, separators=(',', ':'))}\n\n".encode()

    async def stream(self):
        def choice(delta: dict, finish_reason: Optional[str] = None) -> list:
            return [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}]

        await until(self.started + self.answer.at_s[0])
        self.first_s = self.passed()
        yield self.chunk(choice({"role": "assistant", "content": "", "refusal": None}))
        for token, at_s in zip(self.answer.tokens, self.answer.at_s):
            await until(self.started + at_s)
            yield self.chunk(choice({"content": token}))
        yield self.chunk(choice({}, self.answer.finish_reason), timing=self.timing())
        if self.tells_usage:
            yield self.chunk([], usage=self.usage)
        yield b"data: [DONE]\n\n"


async def read(request: Request) -> dict:
    """What is asked; ValueError in words if that is nothing that can be answered."""
    try:
        wanted = json.loads(await request.body())
    except ValueError:
        raise ValueError("We could not parse the JSON body of your request.") from None
    messages = wanted.get("messages") if isinstance(wanted, dict) else None
    if not isinstance(messages, list) or not all(isinstance(each, dict) for each in messages):
        raise ValueError("'messages' must be an array of objects.")
    if not messages:
        raise ValueError("'messages' must not be empty.")
    for name in ("max_tokens", "max_completion_tokens"):
        most = wanted.get(name)
        if most is not None and (not isinstance(most, int) or most < 1):
            raise ValueError(f"'{name}' must be an integer of at least 1.")
    return wanted


async def chat(request: Request) -> Response:
    started = time.perf_counter()
    try:
        wanted = await read(request)
    except ValueError as wrong:
        return error(400, str(wrong), "invalid_request_error", None, {})
    answer = draw(wanted)
    asked = prompt_tokens(wanted)
    refused = refusal({"requests": 1, "tokens": asked + len(answer.tokens)}, started)
    if refused is not None:
        return refused
    counts["completions"] += 1
    headers = {"x-request-id": answer.id, **limit_headers(started)}
    if "deployment" in request.path_params:
        wanted.setdefault("model", request.path_params["deployment"])
    completion = Completion(wanted, answer, asked, started)
    if wanted.get("stream"):
        return StreamingResponse(
            completion.stream(), media_type="text/event-stream", headers=headers
        )
    body = await completion.whole()
    timing = body["timing"]
    headers["openai-processing-ms"] = str(round(timing["model_s"] * 1000))
    headers["Server-Timing"] = (
        f"first-token;dur={timing['first_token_s'] * 1000:.3f}, "
        f"total;dur={timing['model_s'] * 1000:.3f}"
    )
    return JSONResponse(body, headers=headers)


async def models(request: Request) -> Response:
    only = {"id": "stand-in", "object": "model", "created": 0, "owned_by": "flowgauge"}
    return JSONResponse({"object": "list", "data": [only]})


CHAT = (
    "/v1/chat/completions",
    "/chat/completions",
    "/openai/v1/chat/completions",
    "/openai/deployments/{deployment}/chat/completions",
)
routes = [Route(path, chat, methods=["POST"]) for path in CHAT] + [
    Route(path, models) for path in ("/v1/models", "/models", "/openai/v1/models")
]
