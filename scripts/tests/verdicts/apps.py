"""Two applications whose answers take a second and next to no CPU."""

import asyncio
import time

SECONDS = 1
BODY = b"ok"
HEADERS = [("Content-Length", str(len(BODY)))]


def wsgi(environ, start_response):
    time.sleep(SECONDS)
    start_response("200 OK", HEADERS)
    return [BODY]


async def asgi(scope, receive, send):
    if scope["type"] != "http":
        return
    await asyncio.sleep(SECONDS)
    headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": BODY})
