"""What flows/model-chat asks a model, with Microsoft Agent Framework in place of PromptFlow."""

import json
from collections.abc import AsyncIterator
from typing import Union

from agent_framework import Agent
from agent_framework.openai import OpenAIChatCompletionClient
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

agent = Agent(
    client=OpenAIChatCompletionClient(),  # its model, address and key are those of OPENAI_...
    instructions="You answer questions about servers, briefly.",
)
app = FastAPI()


class Question(BaseModel):
    question: str


async def events(question: str) -> AsyncIterator[str]:
    async for update in agent.run(question, stream=True):
        if update.text:
            yield f"data: {json.dumps({'answer': update.text})}\n\n"


@app.post("/score", response_model=None)
async def score(asked: Question, request: Request) -> Union[dict, StreamingResponse]:
    if "text/event-stream" in request.headers.get("accept", ""):
        return StreamingResponse(events(asked.question), media_type="text/event-stream")
    return {"answer": (await agent.run(asked.question)).text}
