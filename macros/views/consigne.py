"""What is asked of an assistant that writes from the guide's clauses: one set of rules, at the head of each file of a segment and in the text to paste."""

from collections.abc import Iterator

RELIRE = "outils/relire/"
"""The page that checks a draft, from the site's root."""


def regles(site: str) -> tuple[str, ...]:
    """Each rule in a sentence or two; the last gives the address of the page that checks, on this site."""
    return (
        "Citez mot pour mot les clauses des fichiers joints. Ne les résumez pas, ne les réécrivez pas, n'en inventez pas.",
        "Gardez chaque texte sous son document (RC, CCAP, CCTP, acte d'engagement), avec son critère, son barème et ses pénalités.",
        "Après chaque clause, écrivez sa référence telle quelle : [identifiant@version], et son statut.",
        "Laissez entre crochets les valeurs, même proposées : l'acheteur les fixe. Une borne n'est pas une proposition.",
        "Ne citez que les articles de loi de ces fichiers. Quand un article y est dit « à vérifier », écrivez « à vérifier » à côté.",
        "Ne réunissez pas deux clauses dites incompatibles, et n'employez pas une clause dans un cas où le fichier le déconseille : dites-le.",
        "S'il manque quelque chose, dites-le et arrêtez-vous. Tout ce qui ne vient pas de ces fichiers se signale comme tel.",
        "Finissez par trois listes : les valeurs à fixer, les annexes à joindre (avec l'adresse de leur fichier), les points à faire relire par un juriste.",
        f"Rappelez enfin de coller le projet dans « Relire un brouillon », {site}{RELIRE} : la page le compare aux clauses et ne l'envoie nulle part.",
    )


def consigne(site: str) -> str:
    """The text to paste into an assistant, with the files of a segment."""
    return "\n".join(_lignes(site))


def _lignes(site: str) -> Iterator[str]:
    yield "Tu aides un acheteur public français à rédiger les pièces de son marché, à partir des seuls fichiers joints (tous les fichiers du lot d'un segment)."
    for rang, regle in enumerate(regles(site), 1):
        yield f"{rang}. {regle}"
