"""The gamma and Student distributions that intervals are read from, by the standard library: scipy is no part of what is installed."""

import math
from collections.abc import Callable
from statistics import NormalDist

SMALLEST = 1e-300
"""In the place of 0 in Lentz's method."""
CLOSE = 1e-15
"""Relative change at which a sum counts as settled."""


def gamma_below(x: float, shape: float) -> float:
    """The share of a gamma distribution of that shape and scale 1 below x: the regularised incomplete gamma function P(shape, x).

    Source: Numerical Recipes 6.2: its series below shape + 1, its continued fraction (modified Lentz) above.
    """
    if x <= 0:
        return 0.0
    factor = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        step = shape
        while term > total * CLOSE:
            step += 1
            term *= x / step
            total += term
        return min(1.0, factor * total)
    return 1.0 - factor * _upper_fraction(x, shape)


def _upper_fraction(x: float, shape: float) -> float:
    b = x + 1 - shape
    c, d = 1 / SMALLEST, 1 / b
    found, step = d, 0
    while True:
        step += 1
        a = step * (shape - step)
        b += 2
        d = 1 / ((a * d + b) or SMALLEST)
        c = (b + a / c) or SMALLEST
        found *= c * d
        if abs(c * d - 1) < CLOSE * 10:
            return found


def gamma_quantile(share: float, shape: float) -> float:
    """The x below which that share (0 < share < 1) of a gamma distribution of that shape and scale 1 lies."""
    ninth = 1 / (9 * shape)  # Wilson and Hilferty: the cube root is nearly normal
    guess = shape * max(1 - ninth + NormalDist().inv_cdf(share) * math.sqrt(ninth), 0.01) ** 3

    def density(x: float) -> float:
        return math.exp((shape - 1) * math.log(x) - x - math.lgamma(shape))

    return _inverse(lambda x: gamma_below(x, shape) - share, density, guess)


def student_below(t: float, freedom: int) -> float:
    """The share of Student's t distribution with whole degrees of freedom (1 or more) below t.

    Source: Abramowitz & Stegun 26.7.3 and 26.7.4, finite sums that are exact for whole degrees.
    """
    angle = math.atan(t / math.sqrt(freedom))
    cosine, odd = math.cos(angle), freedom % 2
    term, total = (cosine, cosine) if odd else (1.0, 1.0)
    for step in range(2 + odd, freedom, 2):
        term *= cosine * cosine * (step - 1) / step
        total += term
    total = total if freedom > 1 else 0.0
    between = (angle + math.sin(angle) * total) * 2 / math.pi if odd else math.sin(angle) * total
    return (1 + between) / 2


def student_quantile(share: float, freedom: int) -> float:
    """The t below which that share (0.5 < share < 1) of Student's distribution with whole degrees of freedom lies."""
    peak = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)

    def density(t: float) -> float:
        return float(peak * (1 + t * t / freedom) ** (-(freedom + 1) / 2))

    return _inverse(lambda t: student_below(t, freedom) - share, density, NormalDist().inv_cdf(share))


def _inverse(excess: Callable[[float], float], slope: Callable[[float], float], guess: float) -> float:
    """The positive x at which a rising function is 0: Newton's steps; halving or doubling where one leaves what is still possible."""
    low, high, x = 0.0, math.inf, guess
    while True:
        left = excess(x)
        low, high = (x, high) if left < 0 else (low, x)
        rising = slope(x)
        nearer = x - left / rising if rising else low
        if not low < nearer < high:
            nearer = (low + high) / 2 if high < math.inf else 2 * x
        if abs(nearer - x) <= 1e-13 * x:
            return nearer
        x = nearer
