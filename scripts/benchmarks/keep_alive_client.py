"""keep_alive_client.py URL CERTIFICATE USERS MIN_S MAX_S SECONDS

Users with httpx, each on a connection of its own, wait between MIN_S and MAX_S and ask again.
Prints how many requests there were and how each failure was called, as JSON.
"""

import asyncio
import collections
import json
import random
import ssl
import sys
import time

import httpx


async def user(url, context, waits, until, random_waits, failures):
    requests = 0
    async with httpx.AsyncClient(verify=context, timeout=60, trust_env=False) as client:
        while time.monotonic() < until:
            requests += 1
            try:
                response = await client.post(url, content=b"{}")
                if response.status_code != 200:
                    failures[str(response.status_code)] += 1
            except httpx.HTTPError as failed:
                failures[type(failed).__name__] += 1
            await asyncio.sleep(random_waits.uniform(*waits))
    return requests


async def main():
    url, certificate, users, shortest, longest, seconds = sys.argv[1:]
    context = ssl.create_default_context(cafile=certificate)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    failures = collections.Counter()
    random_waits = random.Random(1)
    until = time.monotonic() + float(seconds)
    waits = (float(shortest), float(longest))
    counts = await asyncio.gather(
        *(user(url, context, waits, until, random_waits, failures) for _ in range(int(users)))
    )
    print(json.dumps({"requests": sum(counts), "failures": failures}))


asyncio.run(main())
