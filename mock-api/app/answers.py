"""What the model says and how fast, drawn by seed: the same for the n-th request of equal content,
in whatever order others come."""

import json
import os
import re
from hashlib import blake2b
from random import Random
from typing import NamedTuple

from spread import Spread

FIRST_TOKEN_S = Spread(os.environ.get("MOCK_FIRST_TOKEN_S", "0.3"))
TOKEN_GAP_S = Spread(os.environ.get("MOCK_TOKEN_GAP_S", "0.02"))
TOKENS = Spread(os.environ.get("MOCK_TOKENS", "50"))
ANSWER = os.environ.get("MOCK_ANSWER")
SEED = int(os.environ.get("MOCK_SEED", "1"))
MOST_TOKENS = 100_000
WORDS = (
    "a host under load answers as fast as its slowest part lets it while requests wait in line "
    "and nobody sees which of them came first until the queue is read from its other end"
).split()

# how often each content was asked for, by its hash; equal ones of two contents only mix their turns
turns = [0] * (1 << 16)


class Answer(NamedTuple):
    """`at_s` says when each token comes, from the request on."""

    id: str
    tokens: list
    at_s: list
    finish_reason: str


def whole_text(wanted: dict, random: Random) -> list:
    """The tokens of an answer that nothing cuts short: words, with the blanks ahead of them."""
    if ANSWER is not None:
        return re.findall(r"\s*\S+|\s+$", ANSWER)
    length = min(max(1, round(TOKENS.draw(random))), MOST_TOKENS)
    words = random.choices(WORDS, k=length)
    kind = (wanted.get("response_format") or {}).get("type")
    if kind == "json_object":
        return ['{"answer":'] + [f' "{words[0]}'] + [f" {word}" for word in words[1:]] + ['"}']
    return words[:1] + [f" {word}" for word in words[1:]]


def draw(wanted: dict) -> Answer:
    content = json.dumps(wanted["messages"], sort_keys=True).encode()
    key = int.from_bytes(blake2b(content, digest_size=8).digest(), "big")
    turn = wanted.get("seed")
    if turn is None:
        turns[key % len(turns)] += 1
        turn = turns[key % len(turns)]
    random = Random(f"{SEED} {key} {turn}")
    tokens = whole_text(wanted, random)
    most = wanted.get("max_completion_tokens") or wanted.get("max_tokens") or MOST_TOKENS
    cut = len(tokens) > most
    tokens = tokens[:most]
    at_s = [FIRST_TOKEN_S.draw(random)]
    for _ in tokens[1:]:
        at_s.append(at_s[-1] + TOKEN_GAP_S.draw(random))
    return Answer(
        f"chatcmpl-{random.getrandbits(96):024x}", tokens, at_s, "length" if cut else "stop"
    )


def prompt_tokens(wanted: dict) -> int:
    """A token for each four characters, as a rule of thumb has it."""
    return 1 + sum(len(json.dumps(each.get("content") or "")) for each in wanted["messages"]) // 4
