"""The expressions and the words of the structure rules, over a folded text (see texte.py). The browser is given the same ones: named groups are written as there."""

import re

_ONES = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
EN_LETTRES = {
    **{word: value for value, word in enumerate(_ONES)},
    **{"une": 1, "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "vingt-cinq": 25, "trente": 30},
    **{"trente-cinq": 35, "quarante": 40, "quarante-cinq": 45, "cinquante": 50, "soixante": 60},
    **{"quatre-vingts": 80, "quatre-vingt-dix": 90, "cent": 100, "deux cents": 200, "mille": 1000},
}
"""A number in words → the number."""
UNITES = {
    **{"euros": "€", "euro": "€", "jours": "jour", "semaines": "semaine", "heures": "heure", "annee": "an"},
    **{"annees": "an", "ans": "an", "points": "point", "tonnes": "tonne", "exemplaires": "exemplaire"},
}
"""A unit → the one that stands for it."""
MOTS_VIDES = (
    "avec avant apres ainsi alors aux dans des elle elles est ils les leur leurs lors mais moins non nous par pas pour plus que qui sans ses "
    "son sont sous sur tout toute tous une chaque compter partir delai titulaire acheteur marche prestation prestations article doit doivent "
    "peut sera seront fixe fixee present presente maximum minimum environ egal egale ouvres ouvrables calendaires hors taxes soit calcule "
    "calculee applique appliquee penalite penalites retard montant euros jours points"
).split()
"""What says nothing of what a value is about."""
MOTS_DE_CRITERE = (
    "critere criteres valeur qualite points sous-critere note offres offre performance performances".split()
)
"""What any criterion may be called."""

SOURCES: dict[str, str] = {
    # Paragraphs and sentences.
    "puce": r"[-*•▪◦·○■➢✓]\s+|[a-z]\)\s|\d{1,2}[).]\s|\d{1,2}\.\d{1,2}\.?\s",
    "numerote": r"(?:article|art\.|chapitre|titre|partie|lot|annexe)\s+(?:n\s*°\s*)?[a-z0-9]|#+\s|(?:\d{1,2}\.)*\d{1,2}[.)]?\s*-?\s+[a-z]|[ivx]{1,4}[.)]\s+|[a-z]\.\s+",
    "article": r"(?:article|art\.)\s+(?:n\s*°\s*)?\d",
    "sujet": r"\b(?:titulaire|candidat|soumissionnaire|prestataire|acheteur|doit|est|sont|remet)\b",
    "fin": r"[.;!?]+(?=[\s\"]|$)",
    "abreviation": r"(?:^|[^a-z0-9])(?:[a-z]|art|cf|ex|al|no|env|min|max|pp|etc|ref|tel|h\.t|t\.t\.c)$",
    "suite_de_titre": r":\s+\S|%|€",
    "non_lettre": r"[^A-Za-z]",
    "piece_rc": r"reglement (?:de |particulier de )?(?:la )?consultation|\brc\b",
    "piece_ccap": r"cahier des clauses administratives|\bccap\b",
    "piece_cctp": r"cahier des clauses techniques|\bcctp\b",
    "piece_ccp": r"cahier des clauses particulieres|\bccp\b",
    "piece_ae": r"acte d'engagement",
    # Annexes.
    "annexe": r"\bannexes? *(?:n *° *)?(?<numero>\d{1,2}|[a-h](?![a-z0-9'])|[ivx]{1,4}(?![a-z0-9']))?(?: *:? *\"(?<titre>[^\"\n]{3,80})\")?",
    "appelee": r"\b(?:en|l'|d'une|une|cette|joint\w*|voir|cf\.?|figur\w+|selon|dans|de l'|a l') *(?:en |l')?$",
    "ailleurs": r"^ *(?:[ivx\d]+ *)?(?:du code|de l'arrete|du decret|du reglement \(?(?:ue|ce|n)|de la directive|au code|du ccag|de la loi|de l'ordonnance|a l'acte d'engagement|de l'acte d'engagement|financiere)",
    "verbe": r"\b(?:est|sont|doit|precise|fixe|contient|remplie?|signee?)\b",
    # Articles of law.
    "cite": r"\b(?<lettre>[lrd])(?:\. ?| )?\*?(?<numero>\d{1,4}(?:-\d{1,3})*)(?![\d/])",
    "code": r"code (?:de la |de l'|des |du |general des |d')?[a-z]+(?: [a-z']+){0,4}",
    "code_principal": r"^[123]\d{3}-\d|^[123]\d{3}$|^[123]$|^3-1$",
    "numero_principal": r"^[12]\d{3}-\d",
    "ancien": r"\barticles? +(?<numero>\d{1,3})(?:er)?(?<suite>[^.;\n]{0,60}?)(?:du|ancien) +(?:code des marches publics|cmp\b)",
    # Award criteria.
    "poids": r"\d+(?:[.,]\d+)? *\]? *(?:%|points?\b|pts?\b|/ *\d+|sur \d+)|\bcoefficient *:? *\d|\bponder\w* *(?:a|:)? *\d|\bsur \d+ points",
    "titre_criteres": r"criteres?|jugement des offres|analyse des offres|choix des offres|attribution",
    "hors_attribution": r"candidature|capacite|selection des candidat|exclusion|recevabilite",
    "ouvre": r"\bcriteres?\b[^.\n]*:$",
    "critere": r"^(?:[-*•] *|\d+[.)] *|[a-z]\) *)*(?:sous-)?critere\b *(?:n *° *)?\d*",
    "prix": r"^\W*(?:(?:critere|n|no|numero)\W*)?\d*\W*(?:le )?(?:\w+ \d+ *: *)?(?:prix|cout|montant|tarif|delai|valeur financiere|offre financiere)",
    "libelle": r"^[^.:;|]{3,90}",
    "premiers_mots": r"[.:;|]",
    "raconte": r"\b(?:le|les|chaque|tout) (?:candidats?|soumissionnaires?|titulaires?|acheteurs?)\b",
    "mot_long": r"[a-z]{6,}",
    # Values.
    "en_lettres": rf"\b(?<mots>{'|'.join(sorted(EN_LETTRES, key=lambda word: (-len(word), word)))}) *\( *(?<chiffres>\d+) *\)",
    "valeur": r"(?<![\w.,-])(?<nombre>\d+(?: \d{3})*(?:[.,]\d+)?) *(?<unite>%|€|euros?\b|jours?\b|mois\b|semaines?\b|heures?\b|ans?\b|annees?\b|points?\b|km\b|kg\b|tonnes?\b|exemplaires?\b|g/m2|lux\b)",
    "racine": r"[a-z]{3,}",
}


def read(source: str) -> re.Pattern[str]:
    """An expression as Python reads it: \\w and \\b know the letters without accents, as in the browser."""
    return re.compile(re.sub(r"\(\?<([a-z])", r"(?P<\1", source), re.ASCII)


E = {name: read(source) for name, source in SOURCES.items()}
