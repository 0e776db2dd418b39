"""Which numbers can be somebody's own: check signs and days of birth."""

import re
from datetime import date

PROVINCES = frozenset(
    (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37,
     41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83)
)
"""The first two digits of an identity number; 83 = a resident from Taiwan."""
WEIGHTS, CHECK_SIGNS = tuple(2 ** (17 - place) % 11 for place in range(17)), "10X98765432"
"""Of an identity number, GB 11643."""
OLD_CARDS = range(1930, 2000)
"""Years of birth on cards of 15 digits, which were last given out in 1999."""


def is_identity(number: str) -> bool:
    """Whether 18 signs are an identity number: a province, a day of birth, the check sign that the other 17 ask for."""
    return has_birth(number, 6, 4) and closes(number)


def has_birth(number: str, at: int, year_digits: int) -> bool:
    """Whether a number begins with a province and has a day of birth at `at`; a year of two digits is one of `OLD_CARDS`."""
    year = int(number[at:at + year_digits]) + (1900 if year_digits == 2 else 0)
    rest = number[at + year_digits:]
    if int(number[:2]) not in PROVINCES or year < 1900 or (year_digits == 2 and (year not in OLD_CARDS or number[4:6] == "00")):
        return False
    try:
        date(year, int(rest[:2]), int(rest[2:4]))
    except ValueError:
        return False
    return True


def closes(number: str) -> bool:
    """Whether the last sign of 18 is what an identity number's other 17 ask for (GB 11643): a serial number's hardly ever is."""
    return CHECK_SIGNS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:17], strict=True)) % 11] == number[17].upper()


def has_card_length(number: str) -> bool:
    """Whether digits are as many as cards that begin so have: 16 to 19 of UnionPay (62), 15 or 16 of the others."""
    return len(number) in ((16, 17, 18, 19) if number.startswith("62") else (15,) if number[:2] in ("34", "37") else (16,))


def is_card(number: str) -> bool:
    """Whether digits are those of a bank card: their length, and the sum of Luhn, which one serial number in ten has."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return has_card_length(number) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def is_day(digits: str) -> bool:
    """Whether digits begin with a day of this century, or count from nought: a serial number, not that of a passport."""
    return re.match(r"20\d\d(0[1-9]|1[0-2])|00", digits) is not None
