"""The drafting rules: what the wording of a demand must not contain (data/regles-redaction.yml)."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from .base import Id, Ligne, Model, Texte
from .reference_types import RefClause, RefTexte

Pourcentage = Annotated[int, Field(ge=1, le=100)]
Motif = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=800, pattern=r"^[^\n]*$")]
Motifs = tuple[Motif, ...]
"""Words as they are written, compared without case nor accents. "*" is the end of any word (after words that end with a space, in brackets: up to three of them), "…" up to 80 characters of the same sentence, "#" a number, "(a|b)" one or the other, "(a )?" perhaps, "^" a capital, "_" another letter and "§" a model's code (letters, then figures) where capitals count, "……" up to 200 characters of the same paragraph, "<nom>" any of a list of words (`listes`)."""


class Ponderation(Model):
    """Least and greatest weight of one criterion in the whole mark, in per cent."""

    min: Pourcentage
    max: Pourcentage

    @model_validator(mode="after")
    def _in_order(self) -> "Ponderation":
        if self.min > self.max:
            raise ValueError("un « min » au plus égal à « max »")
        return self


class ExceptionMotivee(Model):
    """A clause where the words are right, and why."""

    clause: RefClause
    raison: Texte


class Detection(Model):
    """What is wrong in a sentence: one of `quand`, with one of `avec`, and none of `sauf`, both within `portee`."""

    quand: Annotated[Motifs, Field(min_length=1)]
    avec: Motifs = ()
    sauf: Motifs = ()
    sauf_avant: Motifs = ()
    """Nor any of these just before it in its sentence."""
    ignore: Motifs = ()
    """Words that are passed over when `sauf` is looked for."""
    portee: Literal["phrase", "paragraphe", "article", "texte"] = "phrase"
    """Where `avec` and `sauf` are looked for."""
    sauf_texte: Motifs = ()
    """Nor any of these in the whole text."""
    piece: Literal["RC"] | None = None
    """Only in this document."""
    piece_dite: bool = False
    """Only where the text names its document, not where it is guessed."""
    titre: Motifs = ()
    """Only in an article whose title has one of these."""
    fois: Literal["phrase", "paragraphe", "article", "texte"] = "phrase"
    """One finding in each of these."""
    casse: bool = False
    """Capitals count."""
    cede_a: tuple[Id, ...] = ()
    """Rules that say enough of a sentence where these words alone are found in it."""
    tranche: bool = False
    """Said whatever the judge of sentences thinks of it."""


class Reserve(Model):
    """Words that make a sentence right, or less wrong, whatever else is seen in it: one of `quand`, and none of `sauf`, both within `portee`."""

    quand: Annotated[Motifs, Field(min_length=1)]
    sauf: Motifs = ()
    portee: Literal["phrase", "paragraphe", "article", "texte"] = "phrase"
    texte: Motifs = ()
    """And one of these in the whole text."""
    gravite: Literal["grave", "moyenne", "legere"] | None = None
    """What the fault weighs then; without, nothing is said."""
    precision: Ligne | None = None
    """What is said then besides the rule."""


class RegleDeRedaction(Model):
    """A fault of drafting: what it is, why, how to mend it, and how a program sees it: by words alone (`motifs`), by words among others (`detections`), or by the structure of the text (`structure`)."""

    id: Id
    titre: Ligne
    explication: Texte
    gravite: Literal["grave", "moyenne", "legere"] = "moyenne"
    remede: Texte | None = None
    """What to write instead."""
    textes: tuple[RefTexte, ...] = ()
    clauses: tuple[RefClause, ...] = ()
    """Clauses of the library that do it well."""
    motifs: Motifs = ()
    detections: tuple[Detection, ...] = ()
    structure: (
        Literal[
            "labels",
            "annexes",
            "articles",
            "anciens-articles",
            "criteres-poids",
            "criteres-attentes",
            "valeurs",
            "preuves",
        ]
        | None
    ) = None
    etendue: Literal["mots", "ligne"] = "mots"
    """What is pointed at: the words, or the short paragraph that holds them (the sentence, in a longer one)."""
    sauf_titre: Motifs = ()
    """Words of the title of an article in which the rule is silent."""
    sauf_texte: Motifs = ()
    """Words of the text that make the structure right wherever they stand."""
    plafonne: bool = False
    """Not where a cap covers the sentence: its own, a common one, or the CCAG's for lateness (relire/plafonds.py)."""
    cede_a: tuple[Id, ...] = ()
    """Rules that say enough of a sentence where they have found something in it."""
    reserves: tuple[Reserve, ...] = ()
    """Looked at one after the other, once the fault is found, by words or by the judge of sentences."""
    demande: bool = False
    """Only where something is asked for: neither in the context, nor in what the buyer does."""
    brouillons: bool = False
    """Only for whole drafts: in the texts of a clause other rules see to it."""
    exceptions: tuple[ExceptionMotivee, ...] = ()

    @model_validator(mode="after")
    def _sees_something(self) -> "RegleDeRedaction":
        if not (self.motifs or self.detections or self.structure):
            raise ValueError("au moins un motif, une détection ou une structure")
        return self


class Lisibilite(Model):
    """Bounds of the plain texts (summary, reason, advice to elected officials and suppliers)."""

    phrase_max: Annotated[int, Field(ge=1)]
    """Words in one sentence."""
    aisance_min: Annotated[int, Field(ge=0, le=100)]
    """Flesch's reading ease in the French form of Kandel and Moles."""


class Doublons(Model):
    """When two clauses say the same thing."""

    mots: Annotated[int, Field(ge=2)]
    """Length of the runs of words that are compared."""
    part_max: Annotated[int, Field(ge=1, le=100)]
    """Per cent of the shorter clause's runs that the other may hold."""


class Redaction(Model):
    """All drafting rules, and the weights that a single criterion may have. Without `lisibilite` or `doublons`, those rules are silent."""

    ponderation: Ponderation
    lisibilite: Lisibilite | None = None
    doublons: Doublons | None = None
    listes: dict[Id, Motifs] = {}
    """Words that several patterns share: "<nom>" in a pattern stands for any of them."""
    regles: Annotated[tuple[RegleDeRedaction, ...], Field(min_length=1)]

    @property
    def motifs(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every pattern, with its place."""
        holders: list[tuple[tuple[str | int, ...], Model]] = []
        for number, rule in enumerate(self.regles):
            holders.append((("regles", number), rule))
            holders += [(("regles", number, "detections", index), one) for index, one in enumerate(rule.detections)]
            holders += [(("regles", number, "reserves", index), one) for index, one in enumerate(rule.reserves)]
        groups: list[tuple[tuple[str | int, ...], Motifs]] = []
        groups += [(("listes", name), words) for name, words in self.listes.items()]
        groups += [((*place, name), getattr(one, name)) for place, one in holders for name in _MOTIFS[type(one)]]
        for place, motifs in groups:
            for index, motif in enumerate(motifs):
                yield (*place, index), motif

    @model_validator(mode="after")
    def _patterns_can_be_read(self) -> "Redaction":
        faults = [(place, fault) for place, motif in self.motifs if (fault := self._fault(motif, place[0] == "listes"))]
        if faults:
            raise ValidationError.from_exception_data(
                "Redaction",
                [
                    InitErrorDetails(type="value_error", loc=place, input="", ctx={"error": fault})
                    for place, fault in faults
                ],
            )
        return self

    def _fault(self, motif: str, is_of_a_list: bool) -> str:
        """What is wrong with a pattern, said after « attendu »; "" for nothing."""
        depths = [0, *accumulate((sign == "(") - (sign == ")") for sign in motif)]
        if min(depths) < 0 or depths[-1]:
            return f"des parenthèses qui se ferment dans le motif « {motif} »"
        named = re.findall(r"<([a-z-]+)>", motif)
        if named and is_of_a_list:
            return f"des mots, sans « <{named[0]}> » : une liste n'en nomme pas une autre"
        unknown = [name for name in named if name not in self.listes]
        return f"une liste qui existe, au lieu de « <{unknown[0]}> » dans le motif « {motif} »" if unknown else ""


_MOTIFS: dict[type[Model], tuple[str, ...]] = {
    model: tuple(name for name, field in model.model_fields.items() if field.annotation == Motifs)
    for model in (RegleDeRedaction, Detection, Reserve)
}
"""The fields that hold patterns."""
