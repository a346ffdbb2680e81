"""Queries for the tests that compare two engines: what readers type, and two hundred that chance makes."""

import random

from macros.search.documents import Document

READERS = [
    "heures d'insertion", "ordinateur", "L2112-2", "L. 2112-2", "2112-2", "article R 2111-1", "environement", "maitrise d'oeuvre",
    "qui fait quoi", "de la", "recyclables", "insert", "PI", "AGEC", "79410000", "marchés", "achats responsables", "éco-conception",
    "comment payer plus vite les petites entreprises", "40 000 euros", "RSE TPE", "xyzzy", "xyzzy insertion", "?!", "clause sociale étude",
    "étude de mobilité", "laptop", "sustainable procurement", "221 000 € HT", "9310000", "72267100-0", "79 41 10 00-8", "lot n° 3 : peinture",
    "article 14 du code des marchés publics", "est-on obligé de sous-traiter ?", "R. 2152–7", "eﬃcacité", "99999999",
    "Accord-cadre et marchés subséquents portant sur la fourniture et l'acheminement d'électricité pour le compte des services de l'État, année 2023",
]  # fmt: skip


def all_queries(documents: list[Document]) -> list[dict]:
    """[{texte, saisie}…], the same at each run: each of a reader's queries whole and being typed, then those of chance."""
    typed = [{"texte": text, "saisie": typing} for text in READERS for typing in (False, True)]
    return typed + random_queries(documents, 200)


def random_queries(documents: list[Document], count: int) -> list[dict]:
    """One to four words of the corpus; some cut short, as if typed, some with a letter lost."""
    chance = random.Random(7)
    words = sorted(
        {word for document in documents for word in f"{document.titre} {document.resume} {document.texte}".split()}
    )
    queries = []
    for _ in range(count):
        text = " ".join(chance.choices(words, k=chance.randint(1, 4)))
        saisie = chance.random() < 0.4
        if saisie:
            text = text[: max(2, len(text) - chance.randint(0, 4))]
        elif chance.random() < 0.2 and len(text) > 6:
            place = chance.randrange(1, len(text) - 1)
            text = text[:place] + text[place + 1 :]
        queries.append({"texte": text, "saisie": saisie})
    return queries
