"""How a time or a length is spread."""

import math
from random import Random

# the standard normal distribution's 99th percentile
Z99 = 2.3263478740408408


class Spread:
    """Of one value ("0.4"), uniform between two ("0.2..0.6"), or log-normal by its median and 99th
    percentile ("0.4,p99=2")."""

    def __init__(self, text: str) -> None:
        self.sigma = 0.0
        if ",p99=" in text:
            median, p99 = (float(part) for part in text.split(",p99="))
            if not 0 < median <= p99 < math.inf:
                raise ValueError(f"'{text}': a median above 0 has a p99 that is not below it")
            self.low = self.high = median
            self.sigma = math.log(p99 / median) / Z99
        else:
            low, _, high = text.partition("..")
            self.low = float(low)
            self.high = float(high or low)
            if not 0 <= self.low <= self.high < math.inf:
                raise ValueError(f"'{text}' ends before it begins, or is below 0")

    def draw(self, random: Random) -> float:
        if self.sigma:
            return self.low * math.exp(self.sigma * random.gauss(0, 1))
        if self.low == self.high:
            return self.low
        return random.uniform(self.low, self.high)
