"""The last node: one blocking call to the API named by MOCK_API_ENDPOINT."""

import os
import time

import requests
from promptflow.core import tool

TIMEOUT_S = 300


@tool
def chat(first: str, second: str, third: str) -> dict:
    started = time.perf_counter()
    response = requests.get(os.environ["MOCK_API_ENDPOINT"], timeout=TIMEOUT_S)
    response.raise_for_status()
    waited_s = response.json()["waited_s"]
    return {
        "node_s": time.perf_counter() - started,
        "backend_s": waited_s,
        "flow": "static-sync",
    }
