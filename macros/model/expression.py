"""The language in which a price formula is written: « max(0 ; N × (2 − P / Pmin)) ».

Numbers with a comma or a point, names, + − × / ^, brackets, and functions whose arguments a semicolon parts. The
browser reads the same language (docs/assets/js/parts/formule.js); tests/vecteurs/notation.json holds the two together.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MOST = 200
"""Characters of a formula."""
DEPTH = 20
"""Brackets inside brackets."""
_TOKEN = re.compile(r"\s*(?:(?P<nombre>\d+(?:[.,]\d+)?)|(?P<nom>[A-Za-z_][A-Za-z_0-9]*)|(?P<signe>[-+−–*×·/÷:^();]))")
_SAME = {"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", ":": "/"}

FUNCTIONS: dict[str, tuple[Callable[..., float], bool]] = {
    "max": (max, True),
    "min": (min, True),
    "abs": (abs, False),
    "exp": (math.exp, False),
    "ln": (math.log, False),
    "racine": (math.sqrt, False),
    "plafond": (math.ceil, False),
}
"""Name -> what it does, and whether it takes several arguments."""
VARIABLES = ("N", "P", "Pmin", "Pmax", "Pmoy", "E", "rang", "offres")
"""What every formula may read: the points of the price, the price, the lowest, the highest and the mean price, the
buyer's estimate, the rank of the price, the number of offers."""
QUALITY = "Q"
"""The points of quality of an offer, which only a formula that ranks whole offers reads."""

PriceValues = Mapping[str, float]


class ExpressionError(ValueError):
    """What is wrong with an expression, in French."""


@dataclass(frozen=True)
class Expression:
    """An expression that was read."""

    names: tuple[str, ...]
    """What it reads, each once, in its order."""
    value: Callable[[PriceValues], float]
    """Raises ExpressionError where a name is missing, or the sum cannot be worked out."""


def parse(text: str) -> Expression:
    """Raises ExpressionError where the text is not an expression."""
    if len(text) > MOST:
        raise ExpressionError(f"formule trop longue : {MOST} signes au plus")
    reading = _Reading(_tokens(text))
    compute = reading.whole()
    return Expression(tuple(dict.fromkeys(reading.names)), lambda values: _finite(compute, values))


def _finite(compute: Callable[[PriceValues], float], values: PriceValues) -> float:
    try:
        found = compute(values)
    except (OverflowError, ValueError, ZeroDivisionError) as error:
        raise (
            error if isinstance(error, ExpressionError) else ExpressionError("calcul impossible avec ces valeurs")
        ) from None
    if isinstance(found, complex) or not math.isfinite(found):
        raise ExpressionError("calcul impossible avec ces valeurs")
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    found, position, end = [], 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise ExpressionError(f"« {text[position:].strip()[:10]} » inattendu")
        kind = match.lastgroup or ""
        found.append((kind, _SAME.get(match[kind], match[kind])))
        position = match.end()
    return [*found, ("fin", "la fin")]


class _Reading:
    """From left to right: sums of products of powers of numbers, names, functions and brackets."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0
        self.names: list[str] = []

    def whole(self) -> Callable[[PriceValues], float]:
        result = self.sum()
        if self.tokens[self.place][0] != "fin":
            raise ExpressionError(f"« {self.tokens[self.place][1]} » inattendu")
        return result

    def take(self, *signs: str) -> str | None:
        kind, text = self.tokens[self.place]
        if kind != "signe" or text not in signs:
            return None
        self.place += 1
        return text

    def sum(self) -> Callable[[PriceValues], float]:
        result = self.product()
        while sign := self.take("+", "-"):
            result = _joined(sign, result, self.product())
        return result

    def product(self) -> Callable[[PriceValues], float]:
        result = self.negative()
        while sign := self.take("*", "/"):
            result = _joined(sign, result, self.negative())
        return result

    def negative(self) -> Callable[[PriceValues], float]:
        minus = False
        while self.take("-"):
            minus = not minus
        value = self.power()
        return (lambda values: -value(values)) if minus else value

    def power(self) -> Callable[[PriceValues], float]:
        base = self.leaf()
        if not self.take("^"):
            return base
        self.deeper()
        exponent = self.negative()
        self.depth -= 1
        return lambda values: math.pow(base(values), exponent(values))

    def leaf(self) -> Callable[[PriceValues], float]:
        if self.take("("):
            return self.arguments(1)[0]
        kind, text = self.tokens[self.place]
        if kind == "nombre":
            self.place += 1
            number = float(text.replace(",", "."))
            return lambda values: number
        if kind != "nom":
            raise ExpressionError(f"« {text} » inattendu : attendu un nombre, un nom ou une parenthèse")
        self.place += 1
        if self.take("("):
            return self.call(text)
        self.names.append(text)
        return lambda values: _named(text, values)

    def call(self, name: str) -> Callable[[PriceValues], float]:
        if name not in FUNCTIONS:
            raise ExpressionError(f"fonction « {name} » inconnue : attendu {', '.join(FUNCTIONS)}")
        act, several = FUNCTIONS[name]
        given = self.arguments(10 if several else 1)
        if several and len(given) < 2:
            raise ExpressionError(f"« {name} » compare deux valeurs au moins, séparées par « ; »")
        return lambda values: act(*(one(values) for one in given))

    def arguments(self, most: int) -> list[Callable[[PriceValues], float]]:
        self.deeper()
        found = [self.sum()]
        while len(found) < most and self.take(";"):
            found.append(self.sum())
        if not self.take(")"):
            raise ExpressionError("parenthèse ouverte et jamais fermée")
        self.depth -= 1
        return found

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise ExpressionError(f"trop de parenthèses : {DEPTH} au plus, l'une dans l'autre")


def _named(name: str, values: PriceValues) -> float:
    if name not in values:
        raise ExpressionError(f"valeur « {name} » manquante")
    return values[name]


def _joined(
    sign: str, one: Callable[[PriceValues], float], other: Callable[[PriceValues], float]
) -> Callable[[PriceValues], float]:
    match sign:
        case "+":
            return lambda values: one(values) + other(values)
        case "-":
            return lambda values: one(values) - other(values)
        case "*":
            return lambda values: one(values) * other(values)
    return lambda values: one(values) / other(values)


def price_marks(expression: str, prices: tuple[float, ...], points: float, settings: PriceValues) -> tuple[float, ...]:
    """The marks of these prices. Raises ExpressionError."""
    formula = parse(expression)
    if "Pmax" in formula.names and min(prices) == max(prices):
        return (points,) * len(prices)  # nothing to tell apart, and nothing to divide by
    shared = {
        "N": points,
        "Pmin": min(prices),
        "Pmax": max(prices),
        "Pmoy": sum(prices) / len(prices),
        "offres": len(prices),
    }
    ranks = {price: float(1 + sum(other < price for other in prices)) for price in prices}
    return tuple(formula.value({**shared, **settings, "P": price, "rang": ranks[price]}) for price in prices)
