"""Holds the mock API's limits and spreads against their definitions; prints what differs."""

import random
import sys

from limit import MINUTE_S, MinuteLimit
from spread import Spread

SEED = 17


def limits_hold() -> None:
    """No 60 s hold more than the limit, nothing that fits is refused, and waits are exact."""
    draw = random.Random(SEED)
    for most in (1, 7, 100):
        limit = MinuteLimit(most)
        taken = []
        now = 0.0
        for _ in range(3_000):
            now += draw.expovariate(most / 20)
            cost = draw.randint(1, max(1, most // 3))

            def fits(at: float, cost: int = cost, taken=taken, most: int = most) -> bool:
                within = sum(c for t, c in taken if t > at - MINUTE_S)
                return within + cost <= most

            wait_s = limit.wait_s(cost, now)
            assert (wait_s == 0) == fits(now), (most, now, cost, wait_s)
            if wait_s == 0:
                limit.take(cost, now)
                taken.append((now, cost))
            else:
                assert fits(now + wait_s + 1e-6), (most, now, cost, wait_s)
                assert not fits(now + wait_s - 1e-6), (most, now, cost, wait_s)
        assert limit.wait_s(most + 1, now) == float("inf")
    assert MinuteLimit(None).wait_s(10**9, 0) == 0


def spreads_are_as_told() -> None:
    draw = random.Random(SEED)
    n = 100_000
    log_normal = sorted(Spread("0.4,p99=2").draw(draw) for _ in range(n))
    assert abs(log_normal[n // 2] / 0.4 - 1) < 0.02, log_normal[n // 2]
    assert abs(log_normal[n * 99 // 100] / 2 - 1) < 0.05, log_normal[n * 99 // 100]
    uniform = sorted(Spread("0.2..0.6").draw(draw) for _ in range(n))
    assert 0.2 <= uniform[0] and uniform[-1] <= 0.6
    assert abs(uniform[n // 4] - 0.3) < 0.005, uniform[n // 4]
    assert {Spread("50").draw(draw) for _ in range(9)} == {50}
    for wrong in ("x", "2..1", "-1", "0,p99=1", "2,p99=1", "inf"):
        try:
            Spread(wrong)
        except ValueError:
            continue
        raise AssertionError(wrong)


if __name__ == "__main__":
    limits_hold()
    spreads_are_as_told()
    print("held", file=sys.stdout)
