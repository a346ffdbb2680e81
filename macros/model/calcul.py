"""Numbers as the reader writes them, and the formula of a value that follows other values."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, DecimalException

from .clause import Parametre

_SPACE = re.compile(r"[\s\u00a0\u202f]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_TOKEN = re.compile(r"\s*(?:(?P<nombre>\d+(?:[.,]\d+)?)|(?P<nom>[a-z][a-z0-9_]*)|(?P<signe>[-+*/()]))")
_DEPTH = 20
"""Brackets inside brackets beyond which a formula is refused."""

ParameterValues = Mapping[str, Decimal]


class FormulaError(ValueError):
    """What is wrong with a formula, in French."""


def number(value: int | str) -> Decimal | None:
    """The number that is written so (« 1 500,5 »), or None: « NaN », « Infinity » and « 1e9 » are none to a reader."""
    plain = _SPACE.sub("", str(value))
    return Decimal(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) and plain.isascii() else None


def names(formula: str) -> tuple[str, ...]:
    """The parameters that the formula reads, each once, in its order."""
    return tuple(dict.fromkeys(token[1] for token in _tokens(formula) if token[0] == "nom"))


def evaluate(formula: str, values: ParameterValues) -> Decimal:
    """The value of the formula. Raises FormulaError where it is not one, or cannot be worked out."""
    return _ReadingOfCalculation(_tokens(formula), values).whole()


def starting_values(parametres: Mapping[str, Parametre]) -> dict[str, Decimal]:
    """The figures that a clause begins with: defaults, then what follows from them; not what cannot be worked out."""
    formulas = {name: parametre.calcul for name, parametre in parametres.items() if parametre.calcul}
    defaults = {name: parametre.defaut for name, parametre in parametres.items() if parametre.defaut is not None}
    found = {name: value for name, default in defaults.items() if (value := number(default)) is not None}
    for _ in formulas:  # one that reads another waits for it; a circle ends too
        for name, formula in formulas.items():
            try:
                found[name] = evaluate(formula, found)
            except FormulaError:
                continue
    return found


def written_number(value: Decimal) -> str:
    """A figure worked out, as the reader writes it: two decimals at most, « 1 234,5 »."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:,.2f}".partition(".")
    return whole.replace(",", "\u202f") + (f",{decimals.rstrip('0')}" if decimals.strip("0") else "")


def _tokens(formula: str) -> list[tuple[str, str]]:
    """(kind, text) of each number, name and sign."""
    found, position, end = [], 0, len(formula.rstrip())
    while position < end:
        match = _TOKEN.match(formula, position)
        if match is None:
            rest = formula[position:].strip()[:10]
            raise FormulaError(f"« {rest} » inattendu : attendu un nom, un nombre, + - * / ou une parenthèse")
        found.append((match.lastgroup or "", match[match.lastgroup or 0]))
        position = match.end()
    return found


class _ReadingOfCalculation:
    """A formula read from left to right: a sum of products of numbers, names and brackets."""

    def __init__(self, tokens: list[tuple[str, str]], values: ParameterValues) -> None:
        self.tokens = [*tokens, ("fin", "fin")]
        self.values = values
        self.place = 0
        self.depth = 0

    def whole(self) -> Decimal:
        result = self.sum()
        if self.tokens[self.place][0] != "fin":
            raise FormulaError(f"« {self.tokens[self.place][1]} » inattendu : attendu + - * / ou la fin")
        return result

    def take(self, *signs: str) -> str | None:
        """The next token where it is one of these signs, and the place after it."""
        kind, text = self.tokens[self.place]
        if kind != "signe" or text not in signs:
            return None
        self.place += 1
        return text

    def sum(self) -> Decimal:
        result = self.product()
        while sign := self.take("+", "-"):
            term = self.product()
            result = result + term if sign == "+" else result - term
        return result

    def product(self) -> Decimal:
        result = self.factor()
        while sign := self.take("*", "/"):
            factor = self.factor()
            if sign == "/" and factor == 0:
                raise FormulaError("division par zéro")
            try:
                result = result * factor if sign == "*" else result / factor
            except DecimalException:
                raise FormulaError("nombre trop grand") from None
        return result

    def factor(self) -> Decimal:
        negative = False
        while self.take("-"):
            negative = not negative
        value = self.brackets() if self.take("(") else self.leaf()
        return -value if negative else value

    def brackets(self) -> Decimal:
        self.depth += 1
        if self.depth > _DEPTH:
            raise FormulaError(f"trop de parenthèses : {_DEPTH} au plus, l'une dans l'autre")
        value = self.sum()
        if not self.take(")"):
            raise FormulaError("parenthèse ouverte et jamais fermée")
        self.depth -= 1
        return value

    def leaf(self) -> Decimal:
        kind, text = self.tokens[self.place]
        self.place += 1
        if kind == "nombre":
            return Decimal(text.replace(",", "."))
        if kind == "nom" and text in self.values:
            return self.values[text]
        if kind == "nom":
            raise FormulaError(f"« {text} » inconnu")
        raise FormulaError("formule incomplète : attendu un nom ou un nombre")
