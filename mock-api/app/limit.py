"""A limit of so much a minute, as services have for requests and for tokens."""

from collections import deque
from typing import Optional

MINUTE_S = 60.0


class MinuteLimit:
    """No 60 seconds hold more than `most`; None for no limit."""

    def __init__(self, most: Optional[int]) -> None:
        self.most = most
        self.taken = deque()
        self.sum = 0

    def left(self, now: float) -> int:
        while self.taken and self.taken[0][0] <= now - MINUTE_S:
            self.sum -= self.taken.popleft()[1]
        return self.most - self.sum

    def wait_s(self, cost: int, now: float) -> float:
        """How long until so much may be taken: 0 for at once, infinity for never."""
        if self.most is None or self.left(now) >= cost:
            return 0.0
        if cost > self.most:
            return float("inf")
        lacking = cost - (self.most - self.sum)
        for at, freed in self.taken:
            lacking -= freed
            if lacking <= 0:
                return at + MINUTE_S - now
        raise AssertionError("what is taken is what lacks")

    def take(self, cost: int, now: float) -> None:
        if self.most is not None:
            self.taken.append((now, cost))
            self.sum += cost
