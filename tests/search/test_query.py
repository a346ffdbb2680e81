"""How a query is read and what it finds, on a few documents where the right answer is plain."""

import pytest
from reference.mending import bare, edits
from reference.query import Searcher

from macros.search.cpv import Codes
from macros.search.documents import Document
from macros.search.inverted import build_index
from macros.search.lexicon import lexicon
from macros.search.market import Market
from macros.search.synonyms import main_terms, synonym_table


def clause(name, titre, resume="", **fields):
    return Document(f"clauses/{name}/", "clauses", titre, resume, **fields)


DOCUMENTS = [
    clause(
        "insertion",
        "Réserver des heures d'insertion",
        alias="clause sociale",
        reste="L. 2112-2 du code. 79410000-1 conseil",
    ),
    clause(
        "deplacements",
        "Limiter les déplacements des consultants",
        "Le train d'abord.",
        texte="Le titulaire prend le train.",
    ),
    clause("materiel", "Acheter du matériel informatique reconditionné", texte="Les écrans et portables."),
    clause("environnement", "Noter l'environnement", "La démarche environnementale du titulaire."),
    clause("article", "L2112-2 : conditions d'exécution", texte="Article du code de la commande publique."),
    clause("voisin", "R2112-2 : référence à un CCAG", texte="Article du code."),
    clause("qui", "Qui fait quoi", "Les rôles de chacun dans un achat public."),
    clause("acheteur", "Le rôle de l'acheteur public", "Il prépare, il rédige, il suit."),
    clause("eco", "Éco-conception d'un site", "Un site sobre."),
]
GROUPS = [("informatique", "ordinateur", "PC"), ("clause sociale", "heures d'insertion")]


@pytest.fixture(scope="module")
def small():
    index = build_index(DOCUMENTS)
    return Searcher(index, synonym_table(GROUPS), lexicon(index))


def names(searcher, query, typing=False):
    return [adresse.split("/")[1] for adresse in searcher.addresses(query, typing)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("insertion", "insertion"),
        ("l'insertion", "insertion"),
        ("deplacement", "deplacements"),
        ("DÉPLACEMENTS", "deplacements"),
        ("reconditionnés", "materiel"),
        ("acheteuses", "acheteur"),
        ("L2112-2", "article"),
        ("article L. 2112-2", "article"),
        ("R 2112-2", "voisin"),
        ("79410000", "insertion"),
        ("79410000-1", "insertion"),
        ("écoconception", "eco"),
        ("éco-conception", "eco"),
        ("qui fait quoi ?", "qui"),
        ("que prépare un acheteur", "acheteur"),
        ("environement", "environnement"),
        ("environnemnet", "environnement"),
        ("inssertion", "insertion"),
        ("environnementt", "environnement"),
        ("recconditioné", "materiel"),
        ("ordinateur", "materiel"),
        ("PC", "materiel"),
        ("heures d'insertion", "insertion"),
    ],
)
def test_the_first_answer(small, query, first):
    assert names(small, query)[0] == first


def test_a_bare_number_finds_both_articles(small):
    assert set(names(small, "2112-2")[:2]) == {"article", "voisin"}


@pytest.mark.parametrize(
    ("query", "how"),
    [
        ("insertion", "exact"),
        ("reconditi", "prefix"),
        ("environement", "mended"),
        ("consultative", "root"),
        ("hippopotame", "unknown"),
        ("tarin", "unknown"),
    ],
)
def test_how_a_word_is_understood(small, query, how):
    assert [word.how for word in small.search(query).words] == [how]


def test_a_word_being_typed_stands_for_what_it_begins(small):
    assert names(small, "dépl", typing=True) == ["deplacements"]
    assert names(small, "dép", typing=True) == ["deplacements"]
    assert names(small, "dép") == []
    assert names(small, "tr", typing=True) == []


def test_a_word_followed_by_a_space_is_finished(small):
    assert names(small, "dép ", typing=True) == []


def test_an_unknown_word_does_not_empty_the_answer(small):
    answer = small.search("insertion hippopotame")
    assert len(answer.hits) >= 1
    assert [word.how for word in answer.words] == ["exact", "unknown"]


def test_stop_words_never_make_a_query_fail(small):
    assert names(small, "les achats de l'eau et du train") == names(small, "achats eau train")
    assert names(small, "qui") == ["qui"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "a", "l'", "hippopotame"])
def test_nothing_to_find(small, query):
    assert small.search(query).hits == []


def test_documents_that_hold_all_the_words_come_first(small):
    assert names(small, "train consultants") == ["deplacements"]
    assert names(small, "acheteur public")[0] == "acheteur"


def test_spellings_are_words_that_people_write(small):
    word = small.search("environement").words[0]
    assert word.spellings[0] == "environnement"
    assert names(small, word.spellings[0])[0] == "environnement"


def test_a_synonym_counts_a_little_less_than_the_word_itself(small):
    assert names(small, "informatique") == names(small, "ordinateur")
    own, other = (small.search(query).hits[0][1] for query in ("informatique", "ordinateur"))
    assert other < own


def test_synonyms_go_both_ways_but_not_from_name_to_name():
    table = synonym_table([("informatique", "ordinateur", "PC")])
    assert table == {"informatic": ["ordinateu", "pc"], "ordinateu": ["informatic"], "pc": ["informatic"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("heures d'insertion", "heure insertion"), ("L. 2112-2", "l2112-2"), ("qui fait", "qui fait"), ("!", "")],
)
def test_phrases(text, expected):
    assert main_terms(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("marche", "marche", 0),
        ("marche", "marches", 1),
        ("marche", "arche", 1),
        ("marche", "marvhe", 1),
        ("marche", "macrhe", 1),
        ("marche", "marceh", 1),
        ("marche", "macrehe", 2),
        ("marche", "chemar", 3),
        ("ab", "ba", 1),
        ("a", "", 1),
        ("abc", "a", 2),
    ],
)
def test_edits(one, other, expected):
    for limit in (1, 2):
        assert edits(one, other, limit) == min(expected, limit + 1)
        assert edits(other, one, limit) == min(expected, limit + 1)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("intellectuelles", "intelectuele"), ("alotissement", "alotisement"), ("aaa", "aa"), ("bus", "bus")],
)
def test_plurals_and_doubled_letters_do_not_count(word, expected):
    assert bare(word) == expected


# The words of the market

SEGMENTS = [
    Document("familles/informatique/", "familles", "Informatique", "", facettes={"famille": ("informatique",)}),
    Document("familles/nettoyage/", "familles", "Nettoyage", "", facettes={"famille": ("nettoyage",)}),
    Document("familles/tous-achats/", "familles", "Tous les achats", "", facettes={"famille": ("tous-achats",)}),
    Document("glossaire/#seuils", "glossaire", "Seuils", "Un seuil.", alias="40 000 euros"),
    Document("obligations/#reconditionne", "obligations", "Un cinquième", "", facettes={"famille": ("informatique",)}),
]
VOTES = {
    "laptop": {"familles/informatique/": 20},
    "menag": {"familles/nettoyage/": 12, "familles/informatique/": 1},
    "ecran": {"familles/informatique/": 9, "familles/nettoyage/": 8},
    "ecran cinema": {"familles/tous-achats/": 14},
    "train": {"clauses/deplacements/": 3},
    main_terms("opinion poll"): {"clauses/qui/": 3},
}
MARKET = Market(VOTES, ("accord cadr", "lot", "prestation"), ("exig",))
CODES = Codes(
    {
        "30000000": ("30000000-9", "Machines", ("informatique",)),
        "30200000": ("30200000-1", "Matériel informatique", ("informatique",)),
        "33000000": ("33000000-0", "Matériels médicaux", ("tous-achats", "nettoyage")),
    }
)


@pytest.fixture(scope="module")
def market():
    index = build_index([*DOCUMENTS, *SEGMENTS], VOTES)
    return Searcher(index, synonym_table(GROUPS), lexicon(index), MARKET, CODES)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("laptop", ["informatique"]),
        ("Accord-cadre de ménage, lot n° 3 : prestations", ["nettoyage"]),
        ("écrans", ["informatique", "nettoyage"]),
        ("écran de cinéma", ["tous-achats"]),
        ("30213000-1", ["informatique"]),
        ("30 21 30 00", ["informatique"]),
        ("33600000", ["tous-achats", "nettoyage"]),
        ("comment acheter un laptop ?", []),
        ("train", []),
        ("40 000 €", []),
    ],
)
def test_the_segment_that_a_query_describes(market, query, expected):
    answer = market.search(query)
    named = [market.documents[number].adresse.split("/")[1] for number in answer.purchase.segments]
    assert named == expected
    assert names(market, query)[: len(expected)] == expected


def test_a_brand_brings_what_its_segment_asks(market):
    assert market.addresses("laptop") == ["familles/informatique/", "obligations/#reconditionne"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("matériel reconditionné", "materiel"),
        ("matériel reconditionné laptop", "informatique"),
        ("rôle de l'acheteur", "acheteur"),
        ("rôle de l'acheteur, opinion poll", "qui"),
    ],
)
def test_what_is_called_as_the_query_stays_before_segments_and_leads(query, first):
    """The segment, or what the lexicon leads to, comes first where a word of the query is in no name."""
    votes = {
        main_terms("reconditionné"): {"familles/informatique/": 20},
        main_terms("acheteur"): {"clauses/qui/": 3},
    }
    index = build_index([*DOCUMENTS, *SEGMENTS], VOTES | votes)
    searcher = Searcher(index, synonym_table(GROUPS), lexicon(index), MARKET, CODES)
    assert names(searcher, query)[0] == first


def test_a_code_that_is_not_there_is_climbed(market):
    purchase = market.search("30213000").purchase
    assert (purchase.code, purchase.label) == ("30200000-1", "Matériel informatique")


def test_an_amount_is_no_code_and_leads_to_thresholds(market):
    answer = market.search("30 000 000 € HT")
    assert answer.purchase.code == ""
    assert market.addresses("40 k€")[0] == "glossaire/#seuils"


def test_what_the_lexicon_leads_to_comes_first(market):
    assert names(market, "train")[0] == "deplacements"
    assert names(market, "opinion poll")[0] == "qui"
    assert [word.how for word in market.search("opinion poll").words] == ["market", "market"]


def test_a_known_word_is_never_mended(market):
    words = {word.text: word.how for word in market.search("menage laptop exiger environement").words}
    assert words == {"menage": "market", "laptop": "market", "exiger": "market", "environement": "mended"}


def test_a_pasted_paragraph_keeps_its_rarest_words(market):
    text = (
        "Le présent accord-cadre porte sur "
        + "des prestations diverses et variées de toute nature, " * 4
        + "dont le ménage"
    )
    assert names(market, text)[0] == "nettoyage"


def test_a_long_query_is_cut_not_refused(small):
    assert names(small, "mot " * 100 + "insertion") == []
    assert "insertion" in names(small, " ".join(f"mot{number}" for number in range(30)) + " insertion")
