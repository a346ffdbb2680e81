"""What is asked of an assistant that writes from the guide's clauses: one set of rules, at the head of each file of a segment and in the text to paste."""

RELIRE = "outils/relire/"
"""The page that checks a draft, from the site's root."""


def regles(site: str) -> tuple[str, ...]:
    """Each rule in a line; the last gives the address, on this site, of the page that checks."""
    return (
        "Citer les clauses mot pour mot. Ne pas les résumer, ne pas les réécrire, ne pas en inventer.",
        "Garder chaque texte sous son document (RC, CCAP, CCTP, acte d'engagement), avec son critère, son barème et ses pénalités.",
        "Après chaque clause, écrire sa référence telle quelle, [identifiant@version], et son statut.",
        "Laisser entre crochets les valeurs, même proposées : l'acheteur les fixe. Une borne n'est pas une proposition.",
        "Ne citer que les articles de loi de ces fichiers. Si l'un y est « à vérifier », l'écrire à côté de lui.",
        "Ne pas réunir deux clauses dites incompatibles ; dire quand une clause est déconseillée pour ce marché.",
        "S'il manque quelque chose, le dire et s'arrêter. Signaler tout ce qui ne vient pas de ces fichiers.",
        "Finir par trois listes : les valeurs à fixer, les annexes à joindre avec leur adresse, les points à faire relire par un juriste.",
        f"Rappeler enfin de coller le projet dans « Relire un brouillon », {site}{RELIRE} : la page le vérifie sans l'envoyer nulle part.",
    )


def consigne(site: str) -> str:
    """The text to paste into an assistant, with all the files of a segment."""
    opening = "Aide un acheteur public français à rédiger les pièces de son marché, à partir des seuls fichiers joints : le lot d'un segment, en un ou plusieurs fichiers. Règles :"
    return "\n".join((opening, *(f"{rang}. {regle}" for rang, regle in enumerate(regles(site), 1))))
