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
ORDINAUX = {
    **{"deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8},
    **{"dixieme": 10, "quinzieme": 15, "vingtieme": 20, "trentieme": 30},
}
"""« le cinquième jour » → 5."""
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
_MOTS = "|".join(sorted(EN_LETTRES, key=lambda word: (-len(word), word)))
_NOMBRE = rf"(?:\d+(?: \d{{3}})*|{_MOTS})"
_SUJETS: tuple[tuple[str, str], ...] = (
    ("temps", r"(?<sujet>garantie(?: (?:de|des) (?!NOMBRE)[a-z]{4,})?)"),
    ("temps", r"(?<sujet>\b(?:phase|tranche) \d)\b"),
    (
        "temps",
        r"\b(?:candidats?|soumissionnaires?)[^.;]{0,40}\b(?<sujet>engages? par|tenus? par|lies? par)\b|\boffres?\b[^.;]{0,60}\b(?<sujet2>retirees?|maintenues?|lient|lie)\b",
    ),
    (
        "temps",
        r"\bdelai (?<sujet>d'execution)\b|\btravaux\b[^.;]{0,40}\b(?<sujet2>acheves|termines|executes|realises)\b|\b(?<sujet3>duree des travaux)\b",
    ),
    (
        "temps",
        r"\brendre (?:son |le |un )?(?<sujet>rapport|bilan|diagnostic)\b|\b(?<sujet2>efface)\w* (?:toutes )?les donnees",
    ),
    (
        "compte g de CO2 par km",
        r"(?<nombre>NOMBRE) ?g(?:rammes)?(?: de co2| d'equivalent co2)? ?(?:/|par) ?(?:km|kilometres?)\b",
    ),
    (
        "compte jours de formation",
        r"\bformation (?:[a-z]+ )?dure (?<nombre>NOMBRE) jours|(?<nombre2>NOMBRE) jours de formation\b",
    ),
    ("compte lots", r"\b(?:aux|les|des) (?<nombre>trois|quatre|cinq|six|sept|huit) lots\b|^(?<nombre2>NOMBRE) lots\b"),
    ("grandeur", r"\b(?:herbe|pelouse|gazon)s?\b[^.;]{0,30}\b(?<sujet>tondue?s?|coupee?s?)\b"),
    (
        "temps",
        r"\bdelai (?:maximal |maximum |global )?(?:de |d'|des )(?<sujet>(?!\d|un|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|vingt|trente)[a-z]{5,})",
    ),
    ("temps", r"(?<sujet>\bvalid\w+)[^.]{0,30}\boffres?\b|\boffres?\b[^.]{0,30}(?<sujet2>\bvalables?)"),
    ("temps", r"(?<sujet>\blivr(?:e|es|ee|ees|aison|aisons)\b)(?=[^.]{0,40}(?:dans (?:les|un delai)|sous|en \d))"),
    ("temps", r"\b(?<sujet3>retabli)\w*|(?<sujet>\binterv)(?:ention|entions|ient|iennent|enir)\b|\b(?<sujet2>depann)"),
    (
        "temps",
        r"\b(?<sujet>pai)(?:ement|ements|e|es|ees)\b|\b(?<sujet2>pay)(?:e|ee|es|ees)\b|factures?[^.;]{0,30}\b(?<sujet3>regle)e?s?\b",
    ),
    ("temps", r"\b(?<sujet>repond)(?:re|ent)?\b(?=[^.]{0,50}(?:sous|dans les|dans un|en (?:\d|NOMBRE)))"),
    ("temps", r"\b(?<sujet>preavis(?: de (?!\d|un|deux|trois|quatre|cinq|six|huit|dix|quinze)[a-z]+)?)\b"),
    (
        "temps",
        r"\b(?<sujet>periode initiale)\b|\b(?<sujet2>marche) (?:dure|est conclu|est passe|court)(?=[^.;]{0,40}?, (?:il est )?(?:reconduct|renouvel))",
    ),
    ("temps", r"donnees[^.]{0,40}?\b(?<sujet>conserv)|\b(?<sujet2>conserv)\w+ des donnees"),
    (
        "temps",
        r"\b(?:materiels?|fournitures?|appareils?|equipements?|produits?|mobiliers?|vehicules?|articles?|ouvrages?) (?:[a-z]+ )?(?:est|sont|sera|seront) (?<sujet>garantis?|garanties?)\b",
    ),
    ("pourcent", r"\b(?<sujet>bio)(?:logiques?)?\b|\b(?<sujet2>insertion)\b|\b(?<sujet3>vegeta)"),
    ("temps", r"\bvalid\w+ des (?<sujet>offres)\b|\b(?<sujet2>offres) (?:restent |sont )?valables\b"),
    ("pourcent", r"\b(?<sujet>avance)\b(?! de phase)"),
    ("pourcent", r"\b(?<sujet>acompte)s?\b"),
    (
        "grandeur",
        r"\b(?<sujet>(?:hauteur|largeur|epaisseur|longueur|profondeur|diametre|poids|debit|puissance|autonomie|capacite|vitesse|seuil|dose|densite|tolerance|resolution|luminosite|eclairement|pression|age)(?: (?:maximale?|minimale?|moyenne?))?(?: (?:de |d'|du |des )(?:la |l')?(?!NOMBRE)[a-z]{3,})?)",
    ),
    ("temps", r"\b(?<sujet>pieces (?:detachees|de rechange))\b"),
    (
        "temps",
        r"\b(?<sujet>(?:rapport|bilan|compte rendu|devis|planning|diagnostic|livrable|maquette)s?(?: (?:annuel|mensuel|trimestriel|semestriel|final|intermediaire|provisoire|definitif)(?:le)?)?)(?= [^.;]{0,30}(?:remis|rendu|transmis|\bfourni(?:t|r|ra|ront|ssent)\b|(?:est|sont|sera|seront) fourni|envoye|sous|dans))|(?:remise|envoi|rendu) (?:du |de la |d'un )(?<sujet2>rapport|bilan|compte rendu|devis|planning|diagnostic|livrable|maquette)",
    ),
    ("compte reconductions", r"\b(?:reconduct|reconduit|renouvel)[a-z]*[^.;\n]{0,20}?\b(?<nombre>NOMBRE) fois"),
    (
        "compte pages",
        r"\b(?:brochure|magazine|depliant|format|numero)[^.;\n]{0,30}?\b(?<nombre>NOMBRE) pages|(?<nombre2>NOMBRE) pages au format",
    ),
    ("compte decibels", r"\b(?:bruit|sonore|acoustique)[^.;\n]{0,40}?\b(?<nombre>NOMBRE) (?:db|decibels)"),
    (
        "pourcent",
        r"\b(?<sujet>plafon)\w+\b(?=[^.]*penalit)|penalit\w+ [^.]{0,40}\b(?<sujet2>plafon)\w+|penalit\w+ [^.]{0,30}(?:depass|exced|limit)(?<sujet3>\w)",
    ),
    ("pourcent", r"\b(?<sujet>retenue de garantie)\b"),
    (
        "mesure",
        r"\b(?<sujet>surface|locaux|espaces|bureaux|papier|feuilles|temperature|chauff|consigne|volume|poids|grammage)\w*",
    ),
    ("heures", r"\b(?<sujet>insertion)\b"),
    (
        "poids",
        r"(?<sujet>\b(?:environnement|techniqu|prix|social|delai|qualite|sobriete|methode|developpement durable))",
    ),
    ("horaire", r"\b(?<sujet>livr)\w+\b|\b(?<sujet2>servie?s?|deposee?s?)\b(?=[^.]{0,30}(?:avant|tard|a) )"),
    ("horaire", r"\b(?<sujet>ouv)(?:ert|erte|erts|ertes|re|rent|rira|erture)\b"),
    (
        "compte lots",
        r"\b(?:comprend|compte|comporte|divise|alloti|decompose|reparti|compose|scinde)[a-z]*[^.;\n]{0,20}? (?<nombre>NOMBRE) lots\b|^(?:les )?(?<nombre2>NOMBRE) lots (?:sont|compos)",
    ),
    ("compte pages du memoire", r"\bmemoire[^.;\n]{0,40}?\b(?<nombre>NOMBRE) pages\b"),
    (
        "compte membres de l'equipe",
        r"\bequipe (?:est )?(?:compte|comprend|compos|form|constitu)[a-z]*(?: de| d'au moins| au moins)? (?<nombre>NOMBRE) (?:personnes|agents|membres|intervenants|consultants)",
    ),
    (
        "remise",
        r"\b(?<sujet>(?:bilan|rapport|releve|planning|programme|attestation|liste|tableau|etat|diagnostic|plan|compte rendu|registre|inventaire|calendrier)s?(?: (?:annuel|trimestriel|mensuel|semestriel|final|definitif|provisoire|intermediaire)(?:le)?\b| (?:de fin|de gestion)| des? [a-z]+)?)",
    ),
    (
        "duree",
        r"(?<sujet>\bduree\b(?= (?:du|de l'|totale|globale|ferme|initiale|est|de \d)| ?:)|\bmarche (?:est )?(?:conclu|court|passe)\b|\bconclu pour\b|\bau terme des\b|\bfin des\b|\bdure\b|\bprend fin\b|\b(?:NOMBRE) (?:ans|annees|mois) (?:du|de l'|d') ?(?:marche|contrat|accord|execution))",
    ),
    ("quantite", r"^(?<sujet>.)"),
    ("frequence", r"^(?<sujet>.)"),
    ("prix", r"(?<sujet>\b(?:frais|prix|tarif|forfait|budget|montant|cout|prime|enveloppe|maximum)\b)"),
    (
        "date",
        r"(?<sujet>\b(?:offres?|plis?|candidatures?|dossiers? (?:arrive|recu|depose)|date (?:et heure )?limite (?:de (?:remise|reception|depot)|:|est)))",
    ),
    (
        "rythme",
        r"\b(?<sujet>reunions?|comites?|collectes?|factures?|facturation|visites?|inventaires?|comptages?)(?<de> (?:de|d'|des|du) ?(?:la |l')?[a-z]{4,})?",
    ),
)
SUJETS = tuple((kind, source.replace("NOMBRE", _NOMBRE)) for kind, source in _SUJETS)
"""What a value is about: its sort, and the expression of the words that say it."""
RYTHMES = {
    **{
        "quotidien": "jour",
        "hebdomadaire": "semaine",
        "mensuel": "mois",
        "trimestriel": "trimestre",
        "semestriel": "semestre",
    },
    **{
        "annuel": "an",
        "annee": "an",
        "bimestriel": "2 mois",
        "3 mois": "trimestre",
        "6 mois": "semestre",
        "12 mois": "an",
    },
}
"""A rhythm → the one that stands for it."""
MOTS_VIDES = (
    "avec avant apres ainsi alors aux dans des elle elles est ils les leur leurs lors mais moins non nous par pas pour plus que qui sans ses "
    "son sont sous sur tout toute tous une chaque compter partir delai titulaire acheteur marche prestation prestations article doit doivent "
    "peut sera seront fixe fixee present presente maximum minimum environ egal egale ouvres ouvrables calendaires hors taxes soit calcule "
    "calculee applique appliquee penalite penalites retard montant euros jours points"
).split()
"""What says nothing of what a value is about."""
MOTS_NEUTRES = (
    "avoir lieu livre livree livres livrees livraison pose posee poses remis remise rendu prevu prevue prevus dure duree conserve conservee limite limitee "
    "affecte mise place service servis servie attendu demande fourni fournie fournis utilise utilisee realise realisee assure assuree porte "
    "part parts taux proportion pourcentage produit produits fourniture fournitures compte comporte comprend contient chacun environ nombre total volume quantite minimum representent represente reste depasse atteint jusque"
).split()
"""What a sentence says of a value without saying what it is about."""
MOTS_DE_CRITERE = (
    "critere criteres valeur qualite points sous-critere note offres offre performance performances".split()
)
"""What any criterion may be called."""

_POIDS = r"\d{1,3}(?:[.,]\d+)?"
_POINTS = r"(?:%|pour cent\b|points?\b|pts?\b|/ *\d+|sur (?:\d+|cent)\b)"
"""The weight of a criterion, and its unit."""

_ACHETEUR = (
    r"(?:acheteur|pouvoir adjudicateur|entite adjudicatrice|maitre d'ouvrage|maitrise d'ouvrage|commune|ville|mairie|municipalite|region|departement|"
    r"metropole|collectivite|etablissement|syndicat|communaute|agglomeration|office|universite|hopital|centre hospitalier|chu|lycee|college|ecole|"
    r"parc|conseil|regie|ccas|ehpad|laboratoire|musee|theatre|bibliotheque|mediatheque|museum|ministere|prefecture|caisse|chambre|"
    r"centre de gestion|groupement de commandes|direction|service|administration|rectorat|residence)"
)
"""Who buys."""

NOMBRE_DIT = rf"\b(?<nombre>\d+(?: \d{{3}})*|{_MOTS})(?: *\(\d+\))?"
"""A number in figures or in words."""

SOURCES: dict[str, str] = {
    # Paragraphs and sentences.
    "puce": rf"{_POIDS} *(?:%|points?|pts?) *[:|] |[-*•▪◦·○■➢✓]\s+|[a-z][.)/]\s|\d{{1,2}}[).°]\s|\d{{1,2}}\.\d{{1,2}}\.?\s",
    "gras": r"^(?:\*\*|__)[^*]+(?:\*\*|__)$",
    "numerote": r"\u00a7 ?\d|(?:article|art\.|chapitre|titre|partie|lot|annexe)\s+(?:n\s*°\s*)?[a-z0-9]|#+\s|(?:\d{1,2}\.)*\d{1,2}\.?\s*-?\s+[a-z]|[ivx]{1,5} ?[.):-]\s+|[a-z]\.\s+",
    "prefixe": r"(?:\*{1,2}|_{1,2}|\| *)?(?:\d{1,2}(?:\.\d{1,2})* +\||(?:[Ss]ous-|SOUS-)?(?:[Cc]ritere|CRITERE) *(?:[nN] *° *)?\d{1,2}(?= *[:.)-])|(?:[Aa]rticle|ARTICLE|[Aa]rt\.?|ART\.?|\u00a7) *(?:n *° *)?(?:[IVXLA-Z]+\.)?[\dIVX]+(?:\.\d+)*|\d{1,2}(?:[.-]\d{1,2})+|[A-Z]\.\d{1,2}|[IVX]{1,5}(?:\.\d{1,2})+|[IVX]{1,5}(?=[.)/]| [-:])|[A-Z]{2,4}-\d{1,3}(?=[.: ])|\||\d{1,2}(?=[.)/°]| [/;]|\s+[A-Z][a-z]|\s+-\s)|[a-zA-Z](?=[.)/])|[A-Z](?= - )|[Dd]ont(?= )|[-*•▪◦·○■➢✓\u00a7]|#+)[.)/°:]? *(?:[-:;/] *)?",
    "article": r"(?:article|art\.)\s+(?:n\s*°\s*)?\d",
    "sujet": r"\b(?:titulaire|candidat|soumissionnaire|prestataire|acheteur|doit|est|sont|remet)\b",
    "fin": r"[.;!?]+(?=[\s\"]|$)",
    "abreviation": r"(?:^|[^a-z0-9])(?:[a-z]|art|cf|ex|al|no|env|min|max|pp|etc|ref|tel|h\.t|t\.t\.c)$",
    "lien": r"[ '](?:de|du|des|d|la|le|les|l|a|au|aux|et|ou|par|pour|sur|en|dans|un|une|que|qui|est|sont|DE|DU|DES|LA|LES|AU|AUX|ET|PAR|POUR|SUR|EN)$",
    "reprise": r"[€%)]|\d+(?: \d{3})* (?:[a-z€%]|euros)",
    "ligne_de_tableau": rf"\||[;/] *{_POIDS} *{_POINTS}? *[;/]|[ :,(]{_POIDS} *{_POINTS}\)?$",
    "suite_en_capitales": r"(?:DU|DE|DES|ET|OU|AU|AUX|PAR|POUR|SUR|DANS|EN) [A-Z]",
    "nom_de_piece": r"(?:reglement (?:de |particulier de )?(?:la )?consultation|cahier des clauses (?:administratives|techniques)? ?particulieres|cahier des clauses|acte d'engagement|r\.?c\.?|c\.?c\.?a\.?p\.?|c\.?c\.?t\.?p\.?|c\.?c\.?p\.?|a\.?e\.?)\b(?! *(?:est|sont|fixe|precise|prevoit|contient|indique))",
    "suite_de_titre": r":\s+\S|%|€|(?<!sur )\b(?!100 )\d{1,3} *(?:points|pts)\b",
    "non_lettre": r"[^A-Za-z]",
    "piece_rc": r"reglement (?:de |particulier de )?(?:la )?consultation|\br\.?c\b|^#* *reglement\b|^#* *(?:avis de )?consultation\b",
    "piece_ccap": r"cahier des clauses administratives|\bc\.?c\.?a\.?p\b",
    "piece_cctp": r"cahier des clauses techniques|\bc\.?c\.?t\.?p\b",
    "piece_ccp": r"cahier des clauses particulieres|\bc\.?c\.?p\b",
    "piece_ae": r"acte d'engagement",
    # What asks for nothing.
    "titre_de_contexte": r"^(?!.*(?:exigence|engagement|obligation|attendu))(?:.*\b)?(?:contextes?|preambule|presentation|introduction|conclusion|enjeux|ambitions?|etat des lieux|pour memoire)\b",
    "contexte": r"(?:dans (?:un|ce|le|son|notre) contexte|contexte|preambule|en preambule|objet (?:du marche )?:|objectifs? (?:de la|du|de l')|soucieu|conscient|l'ambition|l'objectif|la volonte|l'intention|l'objet|(?:le|la|cette|ce) (?:present |presente )?(?:marche|accord-cadre|document|projet|consultation|demarche|etude) (?:vise|s'inscrit|a pour|porte sur|participe|contribue|concourt)|(?:le|la|les|cette|ce|ces) (?:presente? |presents |presentes )?(?:article|clause|dispositions?|exigences?|engagements?|mesures?|attentes?|criteres?|elements?) (?:vise|montre|sont donne|constitue|contribue|concour|participe|tradui|repond))",
    "suite": r"(?:il|elle|ils|elles|sa|son|ses|leur|leurs|celle-ci|celui-ci)\b",
    "acheteur_agit": rf"(?:[^,.;:]{{0,70}}, )?(?:(?:le|la|les|notre|nos|votre|vos|cette|ce) |l')(?:{_ACHETEUR}|agence (?:commande|met a (?:la )?disposition|organise|gere|publie|exploite|dispose|peut))s?\b(?! (?:titulaire|retenue?|attributaire|candidate?))(?![^.;]{{0,60}}(?:titulaire|prestataire|candidat))",
    "exige": r"\b(?:exige|demande|impose|attend|retien|attribue|accorde|refuse|ecarte|prefer|note|notera|points?|pts)\w*|%",
    # Annexes.
    "annexe": r"\bannexes? *(?:n *° *)?(?<numero>\d{1,2}|[a-h](?![a-z0-9'])|[ivx]{1,4}(?![a-z0-9']))?(?: *:? *\"(?<titre>[^\"\n]{3,80})\")?",
    "appelee": r"\b(?:en|l'|d'une|une|cette|joint\w*|voir|cf\.?|figur\w+|selon|dans|de l'|a l') *(?:en |l')?$",
    "ailleurs": r"^ *(?:[ivx\d]+ *)?(?:du code|de l'arrete|du decret|du reglement (?:\(?(?:ue|ce|n)|europ|deleg)|d[ue] (?:la |le )?(?:dossier|dce|consultation)\b|de la directive|au code|du ccag|de la loi|de l'ordonnance|d[ue] (?<piece>cctp|ccap|ccp|rc)\b|a l'acte d'engagement|de l'acte d'engagement|financiere|[^.;]{0,40}\bjointe?s? (?:au|a la|dans le) (?:presente? )?(?:dossier|dce|document|consultation|marche|contrat|cahier|reglement|c\.?c\.?[at]?\.?p|r\.?c)\b|d[eu] (?:son|sa|ses|leurs?|chaque|bilan|rapport|memoire|compte rendu|devis) |a (?:son|sa|leur|la|chaque) (?:offre|facture|bilan|rapport|memoire)|au (?:memoire|bilan|rapport|compte rendu|devis)\b|[^.;]{0,30}\b(?:fichier joint|telecharg))",
    "annexe_a": r"\b(?:est|sont|soit|sera|seront|etre|ete) annexe|annexee?s? (?:a (?!la present)|au (?!present)|aux |par )",
    "ne_vaut_plus": r"abrog|sans (?:effet|objet)|par erreur|renvoyai(?:t|ent)|n'est pas repris|ancien(?:ne)? (?:ccap|rc|cctp|cahier|reglement|modele|marche|dossier)|ne s'appliqu\w+ plus|n'est plus (?:applicable|en vigueur)|n'existe plus|\bcitai(?:t|ent)|\bvisai(?:t|ent)|ancien modele|remplacee? par|ne plus (?:viser|citer)|supprimee?|caduc|(?:avait|avaient|l'avait) ete|anciennement",
    "texte_avant": r"\b(?:reglement|directive|decret|arrete|ordonnance|code)\b[^.;\n]{0,40}\d[^.;\n]{0,12}$",
    "liste_de_pieces": r"^dce\b|\bf(?:ai|on)t partie\b|\bjointe?s? (?:au|a la|a l'|aux|dans)\b[^.:;]{0,40}:|^annexes ?:|\b(?:ses|et|leurs) (?:[a-z]+ )?annexes\b|\b(?:comprend|comporte|composee?|compose|contient|constituee?|compte)\b|^(?:[^a-z]*)(?:les |le |la )?(?:pieces?|documents?|dossier|fichiers?)\b|\b(?:pieces|documents|dossier) (?:de la consultation|du marche|contractuel\w+|remis\w*|constituti\w+|ci-apres|suivant\w*)",
    "nom_de_document": r"\b(?:acte d'engagement|r\.?c\b|reglement de (?:la )?consultation|c\.?c\.?a\.?p\b|c\.?c\.?t\.?p\b|c\.?c\.?p\b|bordereau des prix|bpu\b|dpgf\b|dqe\b|detail quantitatif|memoire technique|cadre de (?:reponse|memoire|prix)|offre technique|proposition technique|ccag\b|annexe financiere)",
    "annonce_de_pieces": r"(?:les |le |la |liste des )?(?:annexes|pieces|documents|dossier|fichiers)\b[^:;.\n]{0,60}:",
    "annexe_appelee": r"\b(?:en|a l'|de l'|dans l'|selon l'|voir l'|voir|cf\.?) ?annexes? *(?:n *° *)?(?:\d{1,2}|[a-h]\b|[ivx]{1,4}\b)?",
    "piece_en_tete": r"(?:le |l'|la )?(?:acte d'engagement|r\.?c\b|reglement de (?:la )?consultation|c\.?c\.?a\.?p\b|c\.?c\.?t\.?p\b|c\.?c\.?p\b|bordereau des prix|bpu\b|dpgf\b)(?! *(?:est|fixe|precise|prevoit|dit|decrit))",
    "annexes_de_a": r"annexes \(?(?:n *° *)?(?<de>\d{1,2}) a (?<a>\d{1,2})\b",
    "verbe": r"\b(?:est|sont|doit|precise|fixe|contient|remplie?|signee?)\b",
    # Articles of law.
    "cite": r"\b(?<lettre>[lrd])(?:\. ?| )?\*?(?<numero>\d{1,4}(?:-\d{1,3})*)(?![\d/])",
    "code": r"code (?:de la |de l'|des |du |general des |d')?[a-z]+(?: [a-z']+){0,4}",
    "code_principal": r"^[123]\d{3}-\d|^[123]\d{3}$|^[123]$|^3-1$",
    "numero_principal": r"^[12]\d{3}-\d",
    "ancien": r"\b(?:articles?|art\.) +(?<numero>\d{1,3})(?:er)?(?<suite>[^.;\n]{0,60}?)(?:du|ancien) +(?:code des marches publics|cmp\b)",
    # Proofs.
    "devoir": r"recycl|reemplo|reutilis|biologique|\bbio\b|plein air|compost|valoris|emballage|plastique|\bvrac\b|\btri(?:e|es|ees|ent)?\b|\btrain\b|reutilisable|invendus?|dechet|electri[qc]|hybride|\bco2\b|carbone|emissions?\b|emett|renouvelable|eau chaude|eau de pluie|phytosanitaire|pesticide|desherbant|detergent|solvant|insertion|handicap|apprenti|travail des enfants|moins de 1[58] ans|equitable|\bpeche\b|reparab|reconditionn|\bvelo|vegetarien|decibel|\bdb\b|recto[- ]verso|consign|thermique|sont repris|reprises? (?:des|de ses|de l|en fin)|collecte|friture|vaisselle|jetable|gobelet|cartouche|oeufs?\b|ofs?\b|rechappe|rechape|biodechet|\bled\b|\bbois\b|coton|fibres?\b|encres?\b|compost|broy|paill|haies?\b|carburant|gazole|salaries?\b|\bform(?:e|es|ees|ation)\b|accessib|sous-titr|toner|arros|tont|chauff|climatis|produits? d.entretien|lessive|desinfect|basse consommation|detection de presence|seconde main|d'occasion|entreprise adaptee|\besat\b|volatil|\bko\b|sans viande|vegetarien|vegetale?s?\b|\bpue\b|refroidi|\bkwh\b|norme euro|crit'air|litres? d'eau|recuper|gaz naturel renouvel|biogaz|biognv|hydrogene|phosphate|tourbe|barquettes?\b|usage unique|\bchimiques?\b|\bvols? (?:interieur|domestique)|\bavion|eloignees? de l'emploi|suremballage|\bfilms? |huiles? (?:usagees?|de palme)|antibiotique|\bogm\b|chlore|parfum|conditionneur|sans alcool|hors sol|granulats?|beton|sobri|essence|fioul|charbon|chaussures de securite recycl|faune|nichoir|rechargeable|\bpiles?\b|biosourc|neonicotin|glyphosate|microplastique|eau froide|eau du reseau|carafe|biocide|herbicide|insecticide|fongicide|en journee|femmes? (?:et|/)|parite|alternan|chomage|chantier ecole|haie|prairie|nichoir|sous-titre|langue des signes|falc\b|co-?voitur|autocar|transports? (?:en commun|collectifs?)|covoitur|multimodal|euro (?:6|vi)|ad-?blue|\bpla\b|bioplasti|amiante|plomb|formaldehyde|cov\b|composes organiques|detergence|biodegrad|dose[ur]*|microfibre|eau pure|vapeur|bouteilles? (?:d.eau|en plastique)|gourde|fontaine a eau|livraisons? group|regroup",
    "mesurable": r"\d|\b(?:sans|pas de|pas d'|ni|hors) (?:aucune? |tout |recours a )?(?:[a-z']+ )?(?:plastique|film|jetable|tourbe|solvant|phosphate|chlore|parfum|pesticide|herbicide|desherbant|detergent|barquette|gobelet|vaisselle|emballage|suremballage|carton|antibiotique|ogm|produit|huile|avion|usage unique|viande|encre|colorant|moteur thermique|metaux|sel|biocide)|\brenouvelable|\bbiologique|\bn(?:e |')(?:utilis|emploi|contien|comport|renferm|rejett|recour|distribu|imprim|livr|jett|incine|enfou|achet|fourni|us)[a-z]* (?:pas|ni|aucune?|plus|jamais|que|qu')|\bn(?:e |')(?:est|sont|sera|seront|soit) (?:pas|ni|jamais|plus|que|qu') ?(?:utilis|employ|servi|livr|distribu|imprim|incine|enfou|rejet|achet|jet|brul|dever|propos|mis|vend|repand|appliqu)[a-z]*|\bn(?:e |')(?:roul|circul|intervien|travaill)[a-z]* (?:que|qu'|jamais)|\binterdit|\bexclue?s?\b|\bbanni|\bproscrit|\bzero [a-z]|\bseulement\b|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf)\b|\bjamais\b|%|\btous\b|\btoutes?\b|\baucune?\b|exclusivement|uniquement|\bseuls?\b|\bchaque\b|integralement|\bentierement|\btotalement|totalite|\bmoitie\b|\btiers\b|\bquart\b|pour cent|\b(?:dix|vingt|trente|quarante|cinquante|soixante|cent)\b",
    "mesure_de_service": rf"(?<!moins de )\b(?:{_MOTS}|\d+(?:[ .,/x]\d+)*)(?: *\(\d+\))? *(?:jours?|mois|ans?|annees?|semaines?|heures?(?! (?:d'insertion|de travail|par|pour|a des))|h\b(?: ?\d\d)?|minutes?|passages?|fois|° ?c\b|degres|litres?(?! d'eau| par)|l\b|cm\b|mm\b|metres?|m2\b|m²|m3\b|kg\b|ml\b|v\b|w\b|go\b|to\b|stagiaires?|personnes?(?! (?:en|eloignees|handicap))|places?|postes?|salles?|bureaux|locaux|sites?|bornes?|exemplaires?|pages?|lots?|groupes?|agents?|enfants|convives?|couverts|bacs?(?! (?:reemploy|reutilis))|points?|euros?|€|eur\b|tailles?|references?|modules?|seances?|sessions?|demi-journees?|quais?|etages?|niveaux|classes?|batiments?|tonnes par an|lits?|casiers?|voies?|equipes?|tournees?|rotations?|livraisons?|visites?|reunions?)\b|\b(?:un|une) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|semaine|jour|mois) sur (?:deux|trois|quatre)|\b(?:chaque|tous les|toutes les|par) (?:jours?|semaines?|mois|trimestres?|semestres?|ans?|annees?|matins?|soirs?|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|heures?)|\btoute (?:la |l')?(?:duree|annee|journee|semaine|heure)|\b(?:de|entre|a|avant|apres|jusqu'a) \d{{1,2}} ?h(?: ?\d\d)?\b|\b(?:le|au|du|avant le) \d{{1,2}}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: \d{{4}})?|\b(?:19|20)\d\d\b|^(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]?)|\b(?:article|point|annexe|lot|zone|phase|tranche|site)s? (?:n *° *)?[\divx]+(?:\.\d+)*",
    "pas_un_devoir": r"\||^(?:quantites?|capacites?|effectifs?|nombre|volumes?|poids|puissance|autonomie|formats?|dimensions?|couleurs?|temperatures?|consignes?|surface|fourniture|objet|lieux?|sites?|horaires?)\b[^:]{0,40}:|\b(?:parc|flotte|site|cuisine|lycee|college|ecole|etablissement|batiment|patrimoine|service) (?:actuel |existant )?(?:compte|comprend|compt|se compose|produit|represente)|\b(?:consigne|chauffage|chauffe|temperature)\b[^.;]{0,40}° ?c|\ben place\b|existante?s?\b|\bdeja\b|\bcoute\b|formation (?:presentielle|specifique|prealable)|confidentialite|^fourniture d|le montant est|flotte actuelle|\bposee?s? en 20\d\d|\bconservee?s\b|\brepresentent \d|sans supplement|sans frais|sans surcout|\bgaranti|rembours|\bpannes?\b|\bbacs? (?:de tri )?(?:fait|font|de \d)|\bcontenance|conditions suivantes|plafond|^lorsqu|^quand |(?:fruits?|legumes?|repas|plats?) (?:(?!vegetari|bio|sans)[a-z]+ )?par (?:jour|semaine)|acheteur|collectivite|\bregion\b|candidat|soumissionnaire|offres?\b|penalit|€|euros|\bprix\b|factur|\bannexes?\b|prevoi|objet du marche|marche a pour objet|porte sur|surface|effectif|horaire|\bn'est pas (?:exige|demande)|peut |peuvent |en vigueur|code d(?!u travail)|\bloi\b|decret|reglement \(|si |sauf |garantie|delai|notification|derog|\bbatiments?\b|reproch|indemnis|compensation|^au sens d|\bn(?:e |')(?:modifi|comptent|compte|entre)|dans le calcul|decompt|\bcedee?s? comme|^\d+\. ?(?:acheter|compter|decider)|tous les (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|jours)|repas par jour|avance|scenario|enquete|diagnostic|situee?s?|\blots?\b",
    "du_candidat": r"\b(?:candidats?|soumissionnaires?)\b",
    "du_titulaire": r"\b(?:titulaires?|prestataires?)\b",
    "preuve": r"justifi|\bpreuve|\bprouv|attest|certifi|\bfiches?\b|\bfacture|\breleves? |\breleve\b|\bbons? (?:de|du|d')|\bbons?\b(?! etat| niveau)|bordereau|registre|\betats? (?:de|des|d'|annuel|mensuel|trimestriel|recapitul)|\betat\b(?= (?:est|joint|remis))|etiquette|\brapports?\b(?! papier)|\bbilans?\b|constat|\bcontrol|\bremet|\bremise?s? (?:a|au|aux|avec|chaque|dans|sous|des|lors|par|le|en main|tous)\b|transm|\bfourni(?:t|ra|r|ssent|ront)\b|\b(?:est|sont|sera|seront) fournie?s?\b|\bfeuille (?:d|sign)|emargement|\bphoto|\btableau|\bannexee?s?\b|carnet|ticket|\blistes?\b|\bdeclar|\bmontr|verifi|\bpes(?:e|ee|ees|age)s?\b|\baudits?\b|proces-verbal|\blabel|equivalent|presente(?:nt|r|e|es)? (?:a|au|sur|les|le|la|chaque)\b|communiqu|\bjoint|\bjournal|compteur|\bmesure (?:ces|les|le|la|chaque)\b|\bmesuree?s? (?:par|a|chaque|sur|au|en presence)|(?<!ont )(?<!a )(?<!ayant )\bsuivis?\b(?! par| de pres)|\bsigne[es]*\b|conservee?s? (?:par|pendant|a|au)\b|conserve (?:les|la|le|une)\b|archiv|\bconsultables?|(?:tient|tiennent|tenue?s?|laisse[es]*) a (?:la |sa |leur )?disposition|consigne(?:e|s|es)? (?:dans|sur|au)\b|appui|carte grise|\bcourbe\b|lisible|figure(?:nt)? sur|plaque ce|notice|tracab|\bdossier|indique|mentionn|affichee?s? (?:a|dans|sur|au|en)\b|affichage|marquage|deposee?s? sur|\benvoi\b|\benvoie|\benvoyee?s? (?:a|au|chaque)|porte(?:nt)? (?:le|la|les|un|une|l')|inscrit(?:e|s|es)? (?:sur|au|dans)|\btests?\b|\bdocuments? (?:de|d'|remis|joint|qui)|planning|depouill|comptes? rendus?|compte-rendu|inventaire|plan de|echantillon|prelevement|analyse de|geolocalis|tracage|mouchard|capteur|logiciel de suivi|tableau de bord|demonstration|visible|reception",
    "preuve_de_ce_qui_precede": r"(?:justificati|preuve|pieces? justificative)",
    "titre_de_preuve": r"justificati|preuve|\bcontrole|\bsuivi|reporting|tracabilite|\bverification|evaluation|bilan|pieces? (?:a remettre|justificatives)|documents a (?:remettre|fournir)|indicateur",
    "preuve_generale": r"\b(?:chaque|chacune? d[e'](?: ?ces)?|toutes? les?|l'ensemble des|ces(?: deux| trois| quatre| cinq)?|les|la realisation des|le respect (?:de|des)(?: ces)?) ?(?:exigences?|engagements?|obligations?|points?|dispositions?|prescriptions?|caracteristiques|clauses?|mesures|performances)\b",
    "plage": r"\b(?:articles?|points?|clauses?|paragraphes?|alineas?|items?|exigences?|engagements?) (?:n *° *)?(?<avant>(?:\d+\.)*)(?<de>\d{1,2}) a (?:(?:\d+\.)*)(?<a>\d{1,2})\b",
    "numero": r"\b[\divx]+(?:\.\d+)*(?![a-z])",
    # Award criteria.
    "poids": r"\d+(?:[.,]\d+)? *\]? *(?:%|points?\b|pts?\b|/ *\d+|sur \d+)|\bcoefficient *:? *\d|\bponder\w* *(?:a|:)? *\d|\bsur \d+ points",
    "titre_criteres": r"criteres?|\bjugement\b|\bevaluation\b|\bponderation|jugement des offres|analyse des offres|choix (?:des offres|de l'offre|du titulaire|des titulaires)|attribution|\bnotation|classement des offres|selection des offres|evaluation des offres",
    "hors_attribution": r"criteres? (?:de |d'|des |du )(?!attribution|jugement|choix|selection|not|evaluation|classement|analyse|comparaison|ponderation|l'offre|offres|la consultation|marche)|candidature|capacite|selection des candidat|exclusion|recevabilite",
    "poids_de_ligne": rf"^[^0-9:;.|]{{3,80}}(?:\.{{3,}} *)?(?:[:|(,-] *)?(?:[a-z' ]{{0,25}})?{_POIDS} *\]?(?: *{_POINTS}|(?= *\|)|$)|^[^0-9:;.|(]{{3,80}}\( *{_POIDS} *\)|^[^0-9;.|]{{3,60}}: *(?:[a-z' ]{{0,25}})?{_POIDS} *\]?(?: *{_POINTS}|(?=[.,;(])|$)|(?:^|[:(|)\[]|[;,./-] ) *\[?{_POIDS} *\]? *{_POINTS}(?= *(?:[\]:;,.|()/*-]|au (?:plus|maximum)|maximum|$))|[:|-] *{_POIDS} *[.;|]?$|^[^|]*[a-z][^|]*\|(?:.*\|)? *{_POIDS} *{_POINTS}? *(?:\||$)|[,:;(|-] *sur \d{{1,3}}(?= *(?:[:;,.|)]|$))|\(\d{{1,3}}\)[^|]*\(\d{{1,3}}\)|\bnotee? (?:de \d+ a|sur) \d+|\bcoef[a-z]*\.? *:? *\d",
    "poids_dans_la_ligne": rf"{_POIDS} *\]? *{_POINTS}",
    "dernier_sans_poids": rf"\({_POIDS} *{_POINTS}\)[^.;]*\({_POIDS} *{_POINTS}\),? (?:et|ainsi que|puis|enfin)(?: aussi| enfin| egalement)?(?: sur)? (?<reste>(?:le |la |les |l')[a-z][^.;()]*)",
    "de_prix": r"\b(?:prix|cout|tarif)",
    "nom_seul": r"^[^.:;|(,]{3,90}(?:, [a-z']+(?: [a-z']+)? et [a-z' ]+)?",
    "poids_seul": rf"^[(\[]?{_POIDS} *{_POINTS}?[)\]]?[.;]?$",
    "poids_en_tete": rf"^[(\[]?(?<poids>{_POIDS} *{_POINTS})[)\]]? *(?:[:|,-]|pour (?:le |la |les |l')?)? *",
    "chiffres_de_marque": r"\d+",
    "mots_de_marque": r"[a-z]+",
    "precise_un_critere": r"(?:la )?(?:note|formule|notation|bareme|methode de notation|sous-criteres?|details?|elements? d'appreciation|attendus?|total|somme des)\b",
    "etiquette": r"^[a-z][^0-9.:;|(]{3,80}?(?:[:(|]| [;/.-](?: |$))",
    "remise_du_candidat": r"\b(?:candidats?|soumissionnaires?|offre) (?:retenus? )?(?:remet|remettent|joint|joignent|fourni\w*|indique\w*|precise\w*|decri\w*|comprend|comporte|contient|produi\w*)\b[^.]*:$",
    "titre_nu": r"^(?:(?:les|nos) )?(?:criteres?|jugement des offres|notation(?: des offres)?|choix de l.offre|choix des offres|attribution du marche|ponderation|classement des offres|evaluation des offres)\b[^0-9.;,:|%]*$",
    "prix_seul": r"^\W*(?:critere\W*)?(?:les? )?(?:prix|cout|tarif|honoraires|rabais|redevance|loyer|offre financiere|valeur financiere)",
    "rang_de_titre": r"^(?:[Aa]rticle |ARTICLE |[Aa]rt\. )?(\d{1,2}|[A-Za-z])(?:[.)]| -) ",
    "colonnes": r" [;/](?= )",
    "dit_sans_attente": r"\b(?:tres )?(?:bien|bon|moyen|insuffisant|mauvais|satisfaisant|passable|excellent|faible)\b|(?:ce critere|ce point|cette valeur|l'ensemble|le tout|elle|il)? ?(?:est |sera |sont |seront )?(?:apprecie|juge|note|evalue|analyse|examine)(?:e|s|es|ra)? (?:librement|globalement|souverainement|(?:au vu|sur la base|d'apres|a partir|selon|au regard|en fonction) (?:de |du |de la |des |d'|le |la |l'|les )*(?:memoire|note|offre|proposition|dossier|appreciation|experience|ensemble|reponse|documents?)s?(?: technique| remise?| du candidat| de l'acheteur| des candidats| presentee?)*)[^.;|]*|(?:a l'|laisse a l')?appreciation (?:de|du) [^.;|]*|[^.;|]*\bapprecie\w* librement[^.;|]*",
    "rang": r"^(\d{1,2})[.)] ",
    "poids_dit": r"\b(?:compte|pese|pondere|ponderation|coefficient|vaut|represente)\b[^.\n]{0,25}?\d|\d+ *\]? *(?:%|points?) de la note",
    "par_ordre": r"ordre (?:decroissant|d'importance|de priorite)",
    "sans_poids_permis": r"procedure (?:est |sera )?adaptee|\bmapa\b|\br\. ?2123-|raisons? objectives?|ponderation (?:n'est|n'etant) pas possible",
    "entete": r"^[^|]*\|[^|0-9]*[a-z][^|0-9]*(?:\||$)",
    "lettres": r"[a-z]",
    "chiffres": r"\d+(?: \d{3})*(?:[.,]\d+)?",
    "ouvre": r"\bcriteres?\b[^.\n]*:$|^[^|\d]*\bcriteres?\b[^|\d]*\||\boffres?\b[^.\n]*\b(?:class|jug|not|apprec|evalu|depart|compar|choisi|retenu)[a-z]*\b[^.\n]*:$|^[^.\n]{0,60}\b(?:class|jug|not|apprec|evalu|depart|compar|choisi|retenu)[a-z]*\b[^.\n]{0,40}\boffres?\b[^.\n]{0,40}[:?]$|\boffres?\b[^.\n]{0,60}\b(?:class|jug|not|apprec|evalu|compar|choisi|retenu)[a-z]*[^.\n]{0,20}\?$",
    "critere": r"^(?:[-*•] *|\d+[.)] *|[a-z]\) *)*(?:sous-)?critere\b *(?:n *° *)?\d*",
    "prix": r"^\W*(?:le critere )?(?:critere unique ?: ?)?(?:(?:critere|n|no|numero)\W*)?\d*\W*(?:les? )?(?:\w+ \d+ *: *)?(?:prix|cout|montant|tarif|honoraires|rabais|redevance|loyer|delai|valeur financiere|offre financiere)",
    "libelle": r"^[^.:;|]{3,90}",
    "premiers_mots": r"[.:;|(]| - |, *\d",
    "raconte": r"\b(?:le|les|chaque|tout) (?:candidats?|soumissionnaires?|titulaires?|acheteurs?)\b",
    "mot_long": r"[a-z]{6,}",
    # Values.
    "en_lettres": rf"\b(?<mots>{_MOTS}) *\( *(?<chiffres>\d+) *\)",
    "valeur": NOMBRE_DIT.replace(r"(?: *\(\d+\))?", r"(?:[.,]\d+)?(?: *\(\d+\))?")
    + r" *(?<unite>%|€|euros?\b|jours?\b|mois\b|semaines?\b|heures?\b|ans?\b|annees?\b|points?\b|km\b|kg\b|tonnes?\b|exemplaires?\b|g/m2|lux\b|m3\b|litres?\b|cm\b|db\b|° ?c\b|pages?\b|personnes?\b|agents?\b|fois par (?:jour|semaine|mois|an)\b)",
    "racine": r"[a-z]{3,}",
    "temps": NOMBRE_DIT + r" *(?<unite>jours?|semaines?|mois|ans?|annees?|heures?)\b",
    "chiffre": r"\d|\b(?:"
    + "|".join(sorted(set(EN_LETTRES) - {"un", "une"}, key=lambda word: (-len(word), word)))
    + r")\b|\b(?:une? (?:an|annee|mois|semaine|jour|heure)|quotidien|hebdomadaire|mensuel|bimestriel|trimestriel|semestriel|annuel|chaque|tous les|toutes les|par (?:jour|semaine|mois|trimestre|semestre|an))",
    "annuel": r" annuel(?:le)?s?\b| de gestion\b",
    "frequence_adjectif": NOMBRE_DIT
    + r" +(?<quoi>[a-z]{5,}s) (?:par (?<unite>semaine|mois|an)\b|(?<adjectif>hebdomadaires|mensuel\w+|annuel\w+))",
    "frequence_fois": r"(?<quoi>\b[a-z]{5,}s?)\b[^.;\n]{0,40}?" + NOMBRE_DIT + r" fois par (?<unite>semaine|mois|an)\b",
    "prix_par": r"\b(?<nombre>\d+(?: \d{3})*(?:[.,]\d+)?) *(?:€|euros?) *(?:ht |ttc )?(?:par|le|la|l') *(?<quoi>[a-z]{4,})",
    "prix_max": r"(?:\bmax(?:imum|imal)?\b[^.;\n]{0,45}?)\b(?<avant>\d+(?: \d{3})*) *(?:€|euros?)|\b(?<apres>\d+(?: \d{3})*) *(?:€|euros?) *(?:ht|ttc)?[^.;\n]{0,15}?\bmaximum\b",
    "quantite": NOMBRE_DIT
    + r" *(?:%|heures?|jours?|exemplaires?|m2|km|kg|tonnes?|pages?)? *(?:de |d'|en )?(?<quoi>[a-z]{5,}(?: (?:de |d'|du )?[a-z]{5,})?)",
    "pourcent_ou_points": NOMBRE_DIT + r" *(?:%|points?\b|pour cent)",
    "pourcent": NOMBRE_DIT + r"(?:,\d+)? *(?:%|pour cent)",
    "mesure": NOMBRE_DIT
    + r"(?:[,.]\d+)? *(?<unite>m2|m\u00b2|metres carres|\u00b0 ?c|degres|g/m2|g/m\u00b2|litres?|m3|kg|tonnes?)(?![a-z0-9])",
    "grandeur": NOMBRE_DIT
    + r"(?:[,.]\d+)? *(?<unite>mm|cm|m|km|kg|g|mg|l|litres?|db|kw|kwh|w|v|ko|mo|go|lux|bars?|ml|cl|ans|mois|jours|heures|minutes|secondes|€|%)(?![a-z0-9/])",
    "horaire": r"\b(?<nombre>\d{1,2}) ?h(?: ?(?<minutes>\d\d))?(?![a-z0-9])",
    "heures": NOMBRE_DIT + r" *heures?\b",
    "defini": r"\b(?:les|des|ces|aux|ses|leurs|l'ensemble des) $",
    "lots": r"\blots? (?:n *° *)?(?:\d(?: (?:a|et) \d)?|[a-h]\b)",
    "qualifie": r"\bde l'eau\b|\beau chaude|\bsur les [a-z]+|\bpour (?:les |le |la |l'|une? |des |chaque )[a-z]+|\bde nuit|en semaine|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b|\b(?:premiere?|deuxieme|troisieme|quatrieme|seconde?|derniere?) (?:annee|phase|tranche|periode|livraison|rendu|livrable|version|visite)|\b(?:site|batiment|zone|secteur|tranche|phase|ecole|equipe) [a-z0-9]\b|\burgen[a-z]+|\bmatin\b|\bapres-midi|\bsoir|\bete\b|\bhiver|\bvacances|\bautres?\b|\bcouverture|\binterieur|\benveloppe|\bprovisoire|\bdefinitive?\b|\bd'etape\b|\bfinale?\b|\bmoyen(?:ne)?s?\b|\bmaxim(?:um|al|ale)\b|\bzone [a-z]\b|\bpar classe|\bcuisine|\b(?:viandes?|lait|laitiers?|fruits?|legumes?|pain|oeufs?|poissons?|epicerie)\b",
    "autre_quantite": r"^(?:jours?|montant|point|euros?|candidat|article|premier|dernier|suivant|moins|maximum|pages?|annee|semaine|heures?|minutes?|exercice|fois|hors|centim|pourcent|penalit|retard|ouvre|ouvrab|calend|compter|apres|avant|janvier|fevrier|avril|juillet|septem|octobr|novemb|decemb|octets|lots?|phases?|sites?|offres?|critere)",
    "ordinal": r"\b(?<nombre>" + "|".join(ORDINAUX) + r") (?<unite>jour|mois)\b",
    "en_sus": r"\bnon compris|\bhors\b|\ben sus\b|\bsans compter|\bs'ajoute|\bau-dela|\ben plus\b",
    "delai_du_titre": r"^(?:le|ce) delai (?:est|maximal|maximum|ne)\b",
    "date": r"\b(?<jour>\d{1,2})(?:er)? (?<mois>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: (?<annee>20\d\d))?|\b(?<j2>\d{1,2})/(?<m2>\d{1,2})/(?<a2>20\d\d)\b",
    "limite": r"\b(?:rendu|rendue|fourni|fournie|communiqu\w+|transmet|envoy\w+|livre|remis|remises?|recue?s?|parven\w+|apres le|depos\w+|parvien\w+|limite|transmis\w*|arriv\w+|recep\w+|clotur\w*|attendue?s?|jusqu|au plus tard|avant le)\b",
    "autre_date": r"\b(?:ouverture|analyse|visites?|questions?|renseignements|notification|auditions?|valid\w+|valables?|negociation|debut|demarrage)\b",
    "rythme": r"\b(?<rythme>quotidien|hebdomadaire|mensuel|bimestriel|trimestriel|semestriel|annuel)(?:s|le|les|lement)?\b|\b(?:chaque|tous les|toutes les|par) (?<tous>jour|semaine|mois|trimestre|semestre|an|annee)s?\b|\btous les (?<nombre>"
    + _NOMBRE
    + r") (?<unite>mois|ans|jours)\b",
    "autre_duree": r"reconductible|reconductions? (?:comprise|tacite|expresse)|par reconduction|reconduit|renouvel|tranche|avance|garantie|penalit|lot \d|phase|periode|preavis|maximale|y compris",
    "autre_prix": r"penalit|lot \d|par an|retard|amende|retenue|caution",
}


@cache
def as_pattern(source: str) -> re.Pattern[str]:
    """An expression as Python reads it: \\w and \\b know the letters without accents, as in the browser."""
    return re.compile(re.sub(r"\(\?<([a-z])", r"(?P<\1", source), re.ASCII)


E = {name: as_pattern(source) for name, source in SOURCES.items()}
