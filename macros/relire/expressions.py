"""The expressions and the words of the structure rules, over a folded text (see texte.py). The browser is given the same ones: named groups are written as there."""

import re
from functools import cache

_ONES = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
EN_LETTRES = {
    **{word: value for value, word in enumerate(_ONES)},
    **{"une": 1, "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "vingt-cinq": 25, "trente": 30},
    **{"trente-cinq": 35, "quarante": 40, "quarante-cinq": 45, "cinquante": 50, "soixante": 60},
    **{"vingt-quatre": 24, "trente-six": 36, "quarante-huit": 48, "soixante-dix": 70, "quatre-vingts": 80},
    **{"quatre-vingt-dix": 90, "cent": 100, "cent vingt": 120, "deux cents": 200, "mille": 1000},
}
"""A number in words → the number."""
UNITES = {
    **{"euros": "€", "euro": "€", "jours": "jour", "semaines": "semaine", "heures": "heure", "annee": "an"},
    **{"annees": "an", "ans": "an", "points": "point", "tonnes": "tonne", "exemplaires": "exemplaire"},
}
"""A unit → the one that stands for it."""
UNITES_DE_TEMPS = {
    **{
        "jour": ("j", 1),
        "jours": ("j", 1),
        "semaine": ("j", 7),
        "semaines": ("j", 7),
        "heure": ("h", 1),
        "heures": ("h", 1),
    },
    **{"mois": ("m", 1), "an": ("m", 12), "ans": ("m", 12), "annee": ("m", 12), "annees": ("m", 12)},
}
"""A unit of time → its class, and how many of the class's own unit it holds."""
SUJETS: tuple[tuple[str, str], ...] = (
    ("temps", r"(?<sujet>garantie(?: (?:de|des) (?!\d|un|deux|trois|quatre|cinq|six|dix)[a-z]{4,})?)"),
    ("temps", r"(?<sujet>\b(?:phase|tranche) \d)\b"),
    (
        "temps",
        r"\bdelai (?:maximal |maximum |global )?(?:de |d'|des )(?<sujet>(?!\d|un|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|vingt|trente)[a-z]{5,})",
    ),
    ("temps", r"(?<sujet>\bvalid\w+)[^.]{0,30}\boffres?\b|\boffres?\b[^.]{0,30}(?<sujet2>\bvalables?)"),
    ("temps", r"(?<sujet>\blivr(?:e|es|ee|ees|aison|aisons)\b)(?=[^.]{0,40}(?:dans (?:les|un delai)|sous|en \d))"),
    ("temps", r"(?<sujet>\binterv)(?:ention|entions|ient|iennent|enir)\b|\b(?<sujet2>depann)"),
    ("temps", r"\b(?<sujet>pai)(?:ement|ements|e|es|ees)\b|\b(?<sujet2>pay)(?:e|ee|es|ees)\b"),
    ("temps", r"\b(?<sujet>preavis(?: de [a-z]+)?)\b"),
    ("temps", r"\bvalid\w+ des (?<sujet>offres)\b|\b(?<sujet2>offres) (?:restent |sont )?valables\b"),
    ("pourcent", r"\b(?<sujet>avance)\b(?! de phase)"),
    (
        "pourcent",
        r"\b(?<sujet>plafon)\w+\b(?=[^.]*penalit)|penalit\w+ [^.]{0,40}\b(?<sujet2>plafon)\w+|penalit\w+ [^.]{0,30}(?:depass|exced|limit)(?<sujet3>\w)",
    ),
    ("pourcent", r"\b(?<sujet>retenue de garantie)\b"),
    ("mesure", r"\b(?<sujet>surface|locaux|espaces|temperature|chauff|consigne|volume|poids|grammage)\w*"),
    ("heures", r"\b(?<sujet>insertion)\b"),
    (
        "poids",
        r"(?<sujet>\b(?:environnement|techniqu|prix|social|delai|qualite|sobriete|methode|developpement durable))",
    ),
    ("horaire", r"\b(?<sujet>livr)\w+\b"),
    (
        "remise",
        r"\b(?<sujet>(?:bilan|rapport|releve|planning|programme|attestation|liste|tableau|etat|diagnostic|plan|compte rendu|registre|inventaire|calendrier)s?(?: (?:annuel|trimestriel|mensuel|semestriel|final|definitif|provisoire|intermediaire|de fin|de gestion|des?) ?[a-z]*)?)",
    ),
    (
        "duree",
        r"(?<sujet>\bduree\b(?= (?:du|de l'|totale|globale|ferme|initiale|est|de \d))|\bmarche (?:est )?(?:conclu|court|passe)\b|\bconclu pour\b|\bau terme des\b|\bfin des\b|\bdure\b)",
    ),
    ("quantite", r"^(?<sujet>.)"),
    ("frequence", r"^(?<sujet>.)"),
    ("prix", r"(?<sujet>\b(?:frais|prix|tarif|forfait|budget|montant|cout|prime|enveloppe)\b)"),
    ("date", r"(?<sujet>\b(?:offres?|plis?|candidatures?)\b)"),
)
"""What a value is about: its sort, and the expression of the words that say it."""
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

_MOTS = "|".join(sorted(EN_LETTRES, key=lambda word: (-len(word), word)))
NOMBRE_DIT = rf"\b(?<nombre>\d+(?: \d{{3}})*|{_MOTS})(?: *\(\d+\))?"
"""A number in figures or in words."""

SOURCES: dict[str, str] = {
    # Paragraphs and sentences.
    "puce": r"[-*•▪◦·○■➢✓]\s+|[a-z]\)\s|\d{1,2}[).]\s|\d{1,2}\.\d{1,2}\.?\s",
    "gras": r"^(?:\*\*|__)[^*]+(?:\*\*|__)$",
    "numerote": r"\u00a7 ?\d|(?:article|art\.|chapitre|titre|partie|lot|annexe)\s+(?:n\s*°\s*)?[a-z0-9]|#+\s|(?:\d{1,2}\.)*\d{1,2}\.?\s*-?\s+[a-z]|[ivx]{1,4}[.)]\s+|[a-z]\.\s+",
    "prefixe": r"(?:(?:[Aa]rticle|ARTICLE|[Aa]rt\.?|ART\.?|\u00a7) *(?:n *° *)?(?:[IVXLA-Z]+\.)?[\dIVX]+(?:\.\d+)*|\d{1,2}(?:[.-]\d{1,2})+|[A-Z]\.\d{1,2}|\||\d{1,2}(?=[.)/°])|[a-zA-Z](?=[.)])|[-*•▪◦·○■➢✓\u00a7]|#+)[.)/°:]? *(?:[-:] *)?",
    "article": r"(?:article|art\.)\s+(?:n\s*°\s*)?\d",
    "sujet": r"\b(?:titulaire|candidat|soumissionnaire|prestataire|acheteur|doit|est|sont|remet)\b",
    "fin": r"[.;!?]+(?=[\s\"]|$)",
    "abreviation": r"(?:^|[^a-z0-9])(?:[a-z]|art|cf|ex|al|no|env|min|max|pp|etc|ref|tel|h\.t|t\.t\.c)$",
    "lien": r"[ '](?:de|du|des|d|la|le|les|l|a|au|aux|et|ou|par|pour|sur|en|dans|un|une|que|qui|est|sont)$",
    "reprise": r"[€%)]|\d+(?: \d{3})* (?:[a-z€%]|euros)",
    "nom_de_piece": r"(?:reglement (?:de |particulier de )?(?:la )?consultation|cahier des clauses (?:administratives|techniques)? ?particulieres|cahier des clauses|acte d'engagement|r\.?c\.?|c\.?c\.?a\.?p\.?|c\.?c\.?t\.?p\.?|c\.?c\.?p\.?|a\.?e\.?)\b(?! *(?:est|sont|fixe|precise|prevoit|contient|indique))",
    "suite_de_titre": r":\s+\S|%|€",
    "non_lettre": r"[^A-Za-z]",
    "piece_rc": r"reglement (?:de |particulier de )?(?:la )?consultation|\br\.?c\b|^#* *reglement\b|^#* *(?:avis de )?consultation\b",
    "piece_ccap": r"cahier des clauses administratives|\bc\.?c\.?a\.?p\b",
    "piece_cctp": r"cahier des clauses techniques|\bc\.?c\.?t\.?p\b",
    "piece_ccp": r"cahier des clauses particulieres|\bc\.?c\.?p\b",
    "piece_ae": r"acte d'engagement",
    # Annexes.
    "annexe": r"\bannexes? *(?:n *° *)?(?<numero>\d{1,2}|[a-h](?![a-z0-9'])|[ivx]{1,4}(?![a-z0-9']))?(?: *:? *\"(?<titre>[^\"\n]{3,80})\")?",
    "appelee": r"\b(?:en|l'|d'une|une|cette|joint\w*|voir|cf\.?|figur\w+|selon|dans|de l'|a l') *(?:en |l')?$",
    "ailleurs": r"^ *(?:[ivx\d]+ *)?(?:du code|de l'arrete|du decret|du reglement \(?(?:ue|ce|n)|de la directive|au code|du ccag|de la loi|de l'ordonnance|a l'acte d'engagement|de l'acte d'engagement|financiere)",
    "liste_de_pieces": r"\b(?:pieces?|documents?|dossier|comprend|comporte|composee?|fichiers?)\b",
    "verbe": r"\b(?:est|sont|doit|precise|fixe|contient|remplie?|signee?)\b",
    # Articles of law.
    "cite": r"\b(?<lettre>[lrd])(?:\. ?| )?\*?(?<numero>\d{1,4}(?:-\d{1,3})*)(?![\d/])",
    "code": r"code (?:de la |de l'|des |du |general des |d')?[a-z]+(?: [a-z']+){0,4}",
    "code_principal": r"^[123]\d{3}-\d|^[123]\d{3}$|^[123]$|^3-1$",
    "numero_principal": r"^[12]\d{3}-\d",
    "ancien": r"\barticles? +(?<numero>\d{1,3})(?:er)?(?<suite>[^.;\n]{0,60}?)(?:du|ancien) +(?:code des marches publics|cmp\b)",
    # Proofs.
    "devoir": r"recycl|reemplo|reutilis|biologique|\bbio\b|plein air|compost|valoris|emballage|plastique|\bvrac\b|\btri(?:e|es|ees|ent)?\b|\btrain\b|reutilisable|invendus?|dechet|electrique|hybride|\bco2\b|carbone|emissions?\b|emett|renouvelable|eau chaude|eau de pluie|phytosanitaire|pesticide|desherbant|detergent|solvant|insertion|handicap|apprenti|travail des enfants|moins de 1[58] ans|equitable|\bpeche\b|reparab|reconditionn|\bvelo|vegetarien|decibel|\bdb\b|recto[- ]verso|consign|thermique|sont repris|reprises? (?:des|de ses|de l|en fin)|collecte|friture|vaisselle|jetable|gobelet|meuble|cartouche|papier|oeufs?\b|ofs?\b|viande|poisson|rechappe|rechape|biodechet|\bled\b|\bbois\b|coton|fibres?\b|encres?\b|compost|broy|paill|haies?\b|vehicules?\b|carburant|gazole|bouteilles?|legumes?|fruits?\b|lait\b|pain\b|salaries?\b|\bform(?:e|es|ees|ation)\b|stagiaire|accessib|sous-titr|serveurs?\b|toner|arros|tont|chauff|climatis|produits? d.entretien|lessive|desinfect|basse consommation|detection de presence|seconde main|occasion",
    "mesurable": r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf)\b|\bjamais\b|%|\btous\b|\btoutes?\b|\baucune?\b|exclusivement|uniquement|\bseuls?\b|\bchaque\b|integralement|totalite|\bmoitie\b|\btiers\b|\bquart\b|pour cent|\b(?:dix|vingt|trente|quarante|cinquante|soixante|cent)\b",
    "pas_un_devoir": r"\||acheteur|collectivite|\bregion\b|candidat|soumissionnaire|offres?\b|penalit|€|euros|\bprix\b|factur|\bannexes?\b|prevoi|objet du marche|marche a pour objet|porte sur|surface|effectif|horaire|\bn'est pas (?:exige|demande)|peut |peuvent |en vigueur|code d|\bloi\b|decret|reglement \(|si |sauf |garantie|delai|notification|derog|\bbatiments?\b|tous les (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|jours)|repas par jour|avance|scenario|enquete|diagnostic|situee?s?|\blots?\b",
    "du_candidat": r"\b(?:candidats?|soumissionnaires?)\b",
    "du_titulaire": r"\b(?:titulaires?|prestataires?)\b",
    "preuve": r"justifi|preuve|prouv|attest|certifi|fiche|factur|releve|\bbons?\b|bordereau|registre|\betats?\b|etiquette|rapports?\b(?! papier)|bilan|constat|control|remet|remis|transm|fourni|feuille|emargement|photo|tableau|annexe|carnet|ticket|liste|declar|montr|verifi|pes(?:e|ee|ees|age)\b|audit|proces-verbal|\blabel|equivalent|presente|communiqu|joint|journal|compteur|mesur|suivi|notice|tracab|dossier|indique|affich|marquage|depose|envoi|envoy|porte le|porte la|inscri|test|document|planning|depouill|compte rendu|comptes rendus|compte-rendu|inventaire|plan de|consult",
    "numero": r"\b[\divx]+(?:\.\d+)*(?![a-z])",
    # Award criteria.
    "poids": r"\d+(?:[.,]\d+)? *\]? *(?:%|points?\b|pts?\b|/ *\d+|sur \d+)|\bcoefficient *:? *\d|\bponder\w* *(?:a|:)? *\d|\bsur \d+ points",
    "titre_criteres": r"criteres?|jugement des offres|analyse des offres|choix des offres|attribution|\bnotation|classement des offres|selection des offres|evaluation des offres",
    "hors_attribution": r"candidature|capacite|selection des candidat|exclusion|recevabilite",
    "poids_de_ligne": r"^[^0-9:;.|]{3,80}(?:\.{3,} *)?(?:[:|(,-] *)?(?:[a-z' ]{0,25})?(?<poids>\d+(?:[.,]\d+)?) *\]?(?: *(?:%|points?\b|pts?\b|/ *\d+|sur \d+)|(?= *\|)|$)|^[^0-9;.|]{3,60}: *(?:[a-z' ]{0,25})?(?<poids2>\d+(?:[.,]\d+)?) *\]?(?: *(?:%|points?\b|pts?\b|/ *\d+|sur \d+)|$)|\bnotee? (?:de \d+ a|sur) \d+",
    "etiquette": r"^[a-z0-9' /-]{4,60} ?[:(,|]",
    "poids_dit": r"\b(?:compte|pese|pondere|ponderation|coefficient|vaut|represente)\b[^.\n]{0,25}?\d|\d+ *\]? *(?:%|points?) de la note",
    "entete": r"^[^|]*\|[^|0-9]*[a-z][^|0-9]*(?:\||$)",
    "lettres": r"[a-z]",
    "ouvre": r"\bcriteres?\b[^.\n]*:$",
    "critere": r"^(?:[-*•] *|\d+[.)] *|[a-z]\) *)*(?:sous-)?critere\b *(?:n *° *)?\d*",
    "prix": r"^\W*(?:(?:critere|n|no|numero)\W*)?\d*\W*(?:le )?(?:\w+ \d+ *: *)?(?:prix|cout|montant|tarif|delai|valeur financiere|offre financiere)",
    "libelle": r"^[^.:;|]{3,90}",
    "premiers_mots": r"[.:;|]",
    "raconte": r"\b(?:le|les|chaque|tout) (?:candidats?|soumissionnaires?|titulaires?|acheteurs?)\b",
    "mot_long": r"[a-z]{6,}",
    # Values.
    "en_lettres": rf"\b(?<mots>{_MOTS}) *\( *(?<chiffres>\d+) *\)",
    "valeur": r"\b(?<nombre>\d+(?: \d{3})*(?:[.,]\d+)?) *(?<unite>%|€|euros?\b|jours?\b|mois\b|semaines?\b|heures?\b|ans?\b|annees?\b|points?\b|km\b|kg\b|tonnes?\b|exemplaires?\b|g/m2|lux\b)",
    "racine": r"[a-z]{3,}",
    "temps": NOMBRE_DIT + r" *(?<unite>jours?|semaines?|mois|ans?|annees?|heures?)\b",
    "frequence_adjectif": NOMBRE_DIT
    + r" +(?<quoi>[a-z]{5,}s) (?:par (?<unite>semaine|mois|an)\b|(?<adjectif>hebdomadaires|mensuel\w+|annuel\w+))",
    "frequence_fois": r"(?<quoi>\b[a-z]{5,}s?)\b[^.;\n]{0,40}?" + NOMBRE_DIT + r" fois par (?<unite>semaine|mois|an)\b",
    "prix_par": r"\b(?<nombre>\d+(?: \d{3})*(?:[.,]\d+)?) *(?:€|euros?) *(?:ht |ttc )?(?:par|le|la|l') *(?<quoi>[a-z]{4,})",
    "prix_max": r"(?:\bmax(?:imum|imal)?\b[^.;\n]{0,25}?)\b(?<avant>\d+(?: \d{3})*) *(?:€|euros?)|\b(?<apres>\d+(?: \d{3})*) *(?:€|euros?) *(?:ht|ttc)?[^.;\n]{0,15}?\bmaximum\b",
    "quantite": NOMBRE_DIT
    + r" *(?:%|heures?|jours?|exemplaires?|m2|km|kg|tonnes?|pages?)? *(?:de |d'|en )?(?<quoi>[a-z]{5,}(?: (?:de |d'|du )?[a-z]{5,})?)",
    "pourcent_ou_points": NOMBRE_DIT + r" *(?:%|points?\b|pour cent)",
    "pourcent": NOMBRE_DIT + r"(?:,\d+)? *(?:%|pour cent)",
    "mesure": NOMBRE_DIT
    + r"(?:[,.]\d+)? *(?<unite>m2|m\u00b2|metres carres|\u00b0 ?c|degres|g/m2|g/m\u00b2|litres?|m3|kg|tonnes?)(?![a-z0-9])",
    "horaire": r"\b(?<nombre>\d{1,2}) ?h(?: ?(?<minutes>\d\d))?(?![a-z0-9])",
    "heures": NOMBRE_DIT + r" *heures?\b",
    "defini": r"\b(?:les|des|ces|aux|ses|leurs|l'ensemble des) $",
    "qualifie": r"\bpour (?:le|la|les|l'|une?|des|chaque) ?[a-z]+|\blots? \d|\bde nuit|en semaine",
    "autre_quantite": r"^(?:jours?|montant|point|euros?|candidat|article|premier|dernier|suivant|moins|maximum|pages?|annee|semaine|heures?|minutes?|exercice|fois|hors|centim|pourcent|penalit|retard|ouvre|calend|compter|apres|avant|janvier|fevrier|avril|juillet|septem|octobr|novemb|decemb|octets|lots?|phases?|sites?|offres?|critere)",
    "date": r"\b(?<jour>\d{1,2})(?:er)? (?<mois>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: (?<annee>20\d\d))?|\b(?<j2>\d{1,2})/(?<m2>\d{1,2})/(?<a2>20\d\d)\b",
    "limite": r"\b(?:rendu|rendue|fourni|fournie|communiqu\w+|transmet|envoy\w+|livre|remis|remises?|recus?|depos\w+|parvien\w+|limite|transmis\w*|arriv\w+)\b",
    "autre_duree": r"reconductible|reconductions? (?:comprise|tacite|expresse)|par reconduction|reconduit|renouvel|tranche|avance|garantie|penalit|lot \d|phase|periode|preavis|maximale|y compris",
    "autre_prix": r"penalit|lot \d|par an|retard|amende|retenue|caution",
}


@cache
def as_pattern(source: str) -> re.Pattern[str]:
    """An expression as Python reads it: \\w and \\b know the letters without accents, as in the browser."""
    return re.compile(re.sub(r"\(\?<([a-z])", r"(?P<\1", source), re.ASCII)


E = {name: as_pattern(source) for name, source in SOURCES.items()}
