"""The expressions and the words of the structure rules, over a folded text (see texte.py). The browser is given the same ones: named groups are written as there."""

import re
from functools import cache

from ..text import dates
from ..text.letters import letters

NOMBRES = {
    **{"zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8},
    **{"neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16},
    **{"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    **{"cent": 100, "cents": 100, "mille": 1000},
}
"""The words that numbers are made of."""
ORDINAUX = {
    **{"deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8},
    **{"neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12, "treizieme": 13, "quatorzieme": 14},
    **{"quinzieme": 15, "seizieme": 16, "dix-septieme": 17, "dix-huitieme": 18, "dix-neuvieme": 19},
    **{"vingtieme": 20, "vingt-quatrieme": 24, "trentieme": 30, "trente-sixieme": 36, "quarante-huitieme": 48},
}
"""« le cinquième jour » → 5."""
MOIS = [letters(month) for month in dates.MOIS]
JOURS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
FREQUENCES = {
    **{"jour": 1, "quotidien": 1, "semaine": 7, "hebdomadaire": 7, "mois": 30, "mensuel": 30, "bimestriel": 60},
    **{"trimestre": 90, "trimestriel": 90, "semestre": 180, "semestriel": 180, "an": 365, "annee": 365, "annuel": 365},
}
"""How often → in days."""
UNITES: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("minute", "minutes", "min"), ("minute", 1)),
    **dict.fromkeys(("heure", "heures"), ("minute", 60)),
    **dict.fromkeys(("jour", "jours"), ("minute", 1440)),
    **dict.fromkeys(("semaine", "semaines"), ("minute", 7 * 1440)),
    **dict.fromkeys(("mois", "mensualites"), ("minute", 30 * 1440)),
    **dict.fromkeys(("trimestre", "trimestres"), ("minute", 90 * 1440)),
    **dict.fromkeys(("an", "ans", "annee", "annees"), ("minute", 360 * 1440)),
    **dict.fromkeys(("%", "pour cent"), ("%", 1)),
    **dict.fromkeys(("€", "euro", "euros", "eur"), ("€", 1)),
    **{"mm": ("mm", 1), "cm": ("mm", 10), "m": ("mm", 1000), "metre": ("mm", 1000), "metres": ("mm", 1000)},
    **{"km": ("mm", 1_000_000), "kilometres": ("mm", 1_000_000)},
    **dict.fromkeys(("m2", "m\u00b2", "metres carres"), ("m2", 1)),
    **dict.fromkeys(("m2.k/w", "m\u00b2.k/w"), ("m2.k/w", 1)),
    **dict.fromkeys(("m3", "m\u00b3"), ("m3", 1)),
    **dict.fromkeys(("g/m2", "g/m\u00b2"), ("g/m2", 1)),
    **{"g": ("g", 1), "grammes": ("g", 1), "kg": ("g", 1000), "kilos": ("g", 1000)},
    **{"tonne": ("g", 1_000_000), "tonnes": ("g", 1_000_000)},
    **{"ml": ("ml", 1), "cl": ("ml", 10), "l": ("ml", 1000), "litre": ("ml", 1000), "litres": ("ml", 1000)},
    **dict.fromkeys(("° c", "°c", "degres"), ("°", 1)),
    **dict.fromkeys(("db", "decibels"), ("db", 1)),
    **dict.fromkeys(("bar", "bars"), ("bar", 1)),
    **{"lux": ("lux", 1), "w": ("w", 1), "kw": ("w", 1000), "kwh": ("kwh", 1), "v": ("v", 1), "pouces": ("pouce", 1)},
    **dict.fromkeys(("points par pouce", "ppp", "dpi"), ("ppp", 1)),
    **dict.fromkeys(("g de co2", "grammes de co2", "g/km"), ("g de co2", 1)),
    **dict.fromkeys(("ha", "hectares"), ("m2", 10_000)),
    **{"k€": ("€", 1000), "km/h": ("km/h", 1), "kva": ("kva", 1)},
    **{"pages": ("n page", 1), "fois": ("reprise", 1), "mo": ("mo", 1), "go": ("mo", 1000), "to": ("mo", 1_000_000)},
}
"""A unit → what may be compared with it, and how many of the smallest unit it holds."""
SYNONYMES = (
    "maximum max maximal maximale",
    "minimum min minimal minimale",
    "validite valable valide tenu engage lie lient maintien maintenu retirer retiree",
    "offre pli candidature soumission dossier",
    "limite recu recue reception parvenir parviennent depose deposes depot remise remis accepte attendue",
    "marche accord contrat mission location",
    "duree dure terme fin conclu court issue prend periode",
    "livraison livre livree livrer servie servi arrivee",
    "execution execute executer acheve achevement termine realise realisation",
    "intervention intervenir intervient depannage depanne retablir retabli retablissement",
    "paiement paye payer paie regle reglees",
    "garantie garanti",
    "conserve conservation efface effacer",
    "herbe tonte tondue tondre coupe coupee gazon",
    "papier feuille grammage pese",
    "consigne chauffe chauffage temperature",
    "plafond plafonne excede exceder depasse limite",
    "bruit sonore acoustique",
    "reponse repond repondre",
    "brochure depliant magazine format",
    "emission emettent emis",
    "rendre rendu remet transmet envoie fourni",
    "retour revient reviennent",
)
"""Words for one thing, in what tenders say most."""
CODE_DE_2006 = "2006-975"
"""The number of the decree that made the code of 2006."""
ANCIENS_TEXTES = {number: number for number in ("2015-899", "2016-360", "2016-65", "2016-86")} | {
    "du 23 juillet 2015": "2015-899",
    "du 25 mars 2016": "2016-360",
    "du 29 janvier 2016": "2016-65",
    "du 1er fevrier 2016": "2016-86",
}
"""What names an ordinance or a decree that the code of today replaced → its number."""
LEGERS = (
    "lieu place compte prevu prevue produit fourniture materiel part taux proportion total volume quantite chacun reste comprend service "
    "travaux utilise demande contient contiennent contenir representent"
).split()
"""What weighs little: any sentence may hold it."""
MOTS_VIDES = (
    "avec avant apres ainsi alors aux dans des elle elles est ils les leur leurs lors mais moins non nous par pas pour plus que qui sans ses "
    "son sont sous sur tout toute tous une chaque compter partir delai titulaire acheteur marche prestation prestations article doit doivent "
    "peut sera seront fixe fixee present presente maximum minimum environ egal egale ouvres ouvrables calendaires hors taxes soit calcule "
    "calculee applique appliquee penalite penalites retard montant euros jours points"
).split()
"""What says nothing of what a value is about."""
MOTS_SANS_SUJET = (
    *(word for word in MOTS_VIDES if word not in ("marche", "maximum", "minimum")),
    *(
        "jusqu lorsqu puisqu quelqu durent dureront titre art section fiche critere note pendant lequel laquelle cahier clauses ccap cctp ccp annexe chapitre partie ces cette celui celle afin puis selon entre comme deja encore "
        "etre ete fait faire autre autres meme memes dont quand lorsque ainsi cas aucun aucune tard heure heures jour mois semaine "
        "semaines annee annees ans dernier"
    ).split(),
    *NOMBRES,
)
"""What says nothing of what a value is about, where sentences are compared word by word."""
MOTS_NEUTRES = (
    "avoir lieu livre livree livres livrees livraison pose posee poses remis remise rendu prevu prevue prevus dure duree conserve conservee limite limitee "
    "affecte mise place service servis servie attendu demande fourni fournie fournis utilise utilisee realise realisee assure assuree porte "
    "part parts taux proportion pourcentage produit produits fourniture fournitures compte comporte comprend contient chacun environ nombre total volume quantite minimum representent represente reste depasse atteint jusque"
).split()
"""What a sentence says of a value without saying what it is about."""
MOTS_DE_PENALITE = "manquements retard retards penalites penalisation sanctions retenues refactions total totaux totalite cumul cumulees montant sommes ensemble plafond plafonnees commun marche contrat titulaire titre toutes cause causes nature confondues annee annuel annuellement mois mensuel trimestre semestre periode applique applicable appliquees dues encourues present presente article articles cahier point points ligne lignes pour dans leur leurs cette celle celles sont sera seront peut peuvent pourra pourront saurait sauraient excede excedent depasse depasser depassent limite limites limitees meme memes compris comprises quel quelle soit motif motifs additionnees reunies prises civile seul seule reste restent inferieur arretent arrete bornees franchit exception autant autres deux trois quatre cinq premieres avec sans entre lesquelles toutefois elles quelque maximum sous pris commande commandes lots jour jours financieres".split()
"""Words of a cap that do not tell which penalties it bounds."""
MOTS_DE_CRITERE = "critere criteres valeur qualite points sous-critere note offres offre performance performances marche execution prestation prestations".split()
"""What any criterion may be called."""

_POIDS = r"\d{1,3}(?:[.,]\d+)?"
_POINTS = r"(?:%|pour cent\b|points?\b|pts?\b|/ *\d+|sur (?:\d+|cent)\b)"
"""The weight of a criterion, and its unit."""

_FRACTION = r"(?:la |l'autre )?moitie\b|(?:un|deux|trois|quatre)(?: autres)? (?:tiers|quarts?|cinquiemes?)"
_PART = rf"(?:{_POIDS} *{_POINTS}|{_FRACTION})"
"""The weight of a criterion in a sentence."""
_ANNONCE_DE_PRIX = r"(?:[^.:;|0-9]{3,50} ?: (?=(?:le )?(?:prix|tarif|cout)[a-z' ]{0,30}[ :,(-]+\d[^;,|]{0,20}$))?"
"""« Marché de nettoyage : prix, 60 % »."""
_AUSSI = r"(?:aussi|egalement|enfin|encore|en outre|par ailleurs|de plus)"
_REGARDE = r"(?:pris(?!e?s? en charge)|not|jug|consider|appreci|compar|examin|evalu|regard|valoris)[a-z]*"
_NOMME = r"(?!(?:criteres|offres|notes|propositions)\b|(?:[a-z']+ ){0,2}(?:prix|couts?\b|tarif|montant|delai|remise|rabais|penalit))"
"""What names a criterion that is not about money."""

_COMPARE = (
    r"(?:(?:appreci|jug|not|evalu|mesur|compar)(?:e|ee|es|ees)\b|d'apres|au vu|au regard|selon|en fonction|sur la base)"
)
"""What says, after the name of a criterion, that it is compared."""
_OUTILS = "par|les|des|une|aux|pour|sur|dans|sous|avec|sans|que|qui|dont|est|son|sera|sont|ont|leurs?|toute?|tous|entre|ainsi|soit|puis|elle|ils?|pas|plus|moins|non|chaque|cet|cette|ces|cela|celle|tres|assez|bien|bonne?|moyen|lue?|vue?|avis|elus?|agents?"
_JUGEMENT = (
    "appreci|attribu|jug|note|notation|evalu|analys|exam|lecture|etude|choix|selection|compar|pertinen|generale?s?|global|ensemble|intrins|laiss|souverain|"
    "regard|base|partir|selon|apres|compte|tenu|fonction|contenu|impression|audition|expos|explication|argument|information|present|declaration|engage|reponse|"
    "memoire|methodolog|technique|document|dossier|piece|texte|element|offre|propos|fourni|remis|redig|donne|transm|depos|decri|annexe|joint|cadre|voir|detail|"
    "ponder|coef|point|critere|sous-crit|valeur|qualit|prestation|performance|niveau|"
    "candidat|soumission|concurr|entreprise|commission|comite|jury|service|acheteur|membre|ressent|sentiment|pilotage|utilisateur|usager|gestionnaire|photo|insuffisan|satisfais|passable|excellen|faible|mauvais"
)
"""Words that tie others; how words begin that say who judges, on what document or how well, and nothing of what is looked at."""

_ACHETEUR = (
    r"(?:acheteur|pouvoir adjudicateur|entite adjudicatrice|maitre d'ouvrage|maitrise d'ouvrage|commune|ville|mairie|municipalite|region|departement|"
    r"metropole|collectivite|etablissement|syndicat|communaute|agglomeration|office|universite|hopital|centre hospitalier|chu|lycee|college|ecole|"
    r"parc|conseil|regie|ccas|ehpad|laboratoire|musee|theatre|bibliotheque|mediatheque|museum|ministere|prefecture|caisse|chambre|"
    r"centre de gestion|groupement de commandes|direction|service|administration|rectorat|residence)"
)
"""Who buys."""

_ANNEXE_BATIE = (
    r"^ *(?:(?:de (?:la |l')|de ce(?:tte)? |du |des |de )?(?:mairie|hotel de|bibliotheque|mediatheque|ludotheque|ecole|college|lycee|universite|faculte|musee|"
    r"theatre|conservatoire|cinema|gymnase|stade|piscine|tribunal|palais|prefecture|hopital|clinique|ehpad|residence|creche|foyer|maison|chateau|caserne|"
    r"gendarmerie|commissariat|eglise|poste|restaurant|cantine|batiment|salle|centre (?!de gestion)|siege|quartier)"
    r"|, (?:au )?(?:\d+,? (?:bis |ter )?)?(?:rue|place|avenue|boulevard|quai|chemin|allee|cours|impasse)\b"
    r"|,? *(?:(?:est|sera|reste|actuellement) )*(?:situe|sise?\b|ferme|ouvert|ouvre|accueill|abrit|occup|nettoy|chauff|construi|renov|desserv|demol|compte|recoi))"
)
"""What follows « l'annexe » where it is a building."""
_ATOMES = "|".join(sorted(NOMBRES, key=lambda word: (-len(word), word)))
_MOTS = rf"(?:{_ATOMES})(?:[ -](?:et[ -])?(?:{_ATOMES}))*"
_NOMBRE = rf"\d+(?: \d{{3}})*(?:,\d+)?|{_MOTS}"
_SOMME = (
    rf"(?:\b\d+(?:[ .]\d{{3}})*(?:[.,]\d+)?|\b(?:{_MOTS})) ?(?:€|%|(?:euros?|eur|pour cent|pour mille)\b)"
    r"|(?:\b\d+|\bv(?: ?x ?r)?|\bp) ?/ ?\d+(?: \d{3})*|\b(?:dixieme|vingtieme|vingt-cinquieme|quart|tiers|moitie|centieme|millieme)\b(?! d'heure)"
)
"""An amount or a share, in figures or in words."""
_BORNE = (
    r"plafon[a-z]*|\bdans (?:la|les|une) limite|\blimite(?:e|es|s)?(?:, [^,.;]*,)? (?:a|au|par|annuelle|mensuelle)\b|\blimite :"
    r"|\bau (?:plus(?! tard)|maximum|total)\b|\bmaxim[a-z]*|\ben tout\b|\bs'arrete[a-z]*|\barrete(?:e|es|s)? a\b|\b(?:est|sont|sera|seront|etant|reste|restent) (?:[a-z]+ )?borne(?:e|es|s)? (?:a|au)\b|\ba concurrence de\b|\bjusqu'(?:a (?=\d|une? |concurrence|hauteur)|au (?=dixieme|quart|tiers|montant|prix))"
    r"|\b(?:reste[a-z]*|demeure[a-z]*) (?:sous|en dessous|inferieur)|\b(?:ne |n'|sans |jamais |pas |ni |aucune? )(?:[^.;:]|\.(?=\d)){0,70}?(?:depass|exced|franchi|outrepass|au-dela|\bplus de\b)[a-z]*"
)
"""Words that bound a sum."""
_UNITE = "|".join(re.escape(unit) for unit in sorted(UNITES, key=lambda unit: (-len(unit), unit)))
_PERIODE = "jour|semaine|mois|trimestre|semestre|annee|an"
_ADJECTIF = "quotidien|hebdomadaire|mensuel|bimestriel|trimestriel|semestriel|annuel"

SOURCES: dict[str, str] = {
    # Paragraphs and sentences.
    "puce": rf"{_POIDS} *(?:%|points?|pts?) *[:|] |[^.;:|0-9]{{3,60}}(?: ; {_POIDS} *%|(?: ;)? {_POIDS} *(?:points|pts)(?= *(?:[:(]|$)))|\([a-z0-9]{{1,2}}\) |[-*•▪◦·○■➢✓]\s+|[a-z][.)/]\s|\d{{1,2}}[).°/]\s|\d{{1,2}}\.\d{{1,2}}\.?\s",
    "gras": r"^(?:\*\*|__)[^*]+(?:\*\*|__)$",
    "numerote": r"\u00a7 ?\d|(?:article|art\.|chapitre|titre|partie|lot|annexe)\s+(?:n\s*°\s*)?[a-z0-9]|#+\s|(?:\d{1,2}\.)*\d{1,2}\.?\s*-?\s+[a-z]|[ivx]{1,5} ?[.):-]\s+|[a-z]\.\s+",
    "prefixe": r"(?:\*{1,2}|_{1,2}|\| *)?(?:\d{1,2}(?:\.\d{1,2})* +\||(?:\d{1,2}|[A-Z]\d?) *\|(?=[^|]*[a-z][^|]*\|.*\d)|(?:[Ss]ous-|SOUS-)?(?:[Cc]ritere|CRITERE) *(?:[nN] *° *)?\d{1,2}(?:\.\d{1,2})?(?= *[:.)-])|(?:[Aa]rticle|ARTICLE|[Aa]rt\.?|ART\.?|\u00a7) *(?:n *° *)?(?:[IVXLA-Z]+\.)?[\dIVX]+(?:\.\d+)*|\([a-z0-9]{1,2}\)(?= )|\d(?:er|re|e|eme) [Cc]ritere(?= *[,:;.-])|[A-Z]\d{1,2}(?=[.)]| -)|[IVX]{1,5}-\d{1,2}(?=[. ])|[IVX]{1,5}(?=\s+[A-Z][a-z])|\d{1,2}(?:[.-]\d{1,2})+|[A-Z]\.\d{1,2}|[IVX]{1,5}(?:\.\d{1,2})+|[IVX]{1,5}(?=[.)/]| [-:])|[A-Z]{2,4}-\d{1,3}(?=[.: ])|\||\d{1,2}(?=[.)/°]| [/;]|\s+[A-Z][a-z]|\s+-\s)|[a-zA-Z](?=[.)/])|\.(?= [A-Z])|[A-Z](?= [-:] )|[Dd]ont(?= )|[-*•▪◦·○■➢✓\u00a7]|#+)[.)/°:]? *(?:[-:;/,] *)?",
    "article": r"(?:article|art\.)\s+(?:n\s*°\s*)?\d",
    "sujet": r"\b(?:titulaire|candidat|soumissionnaire|prestataire|acheteur|doit|est|sont|remet)\b",
    "fin": r"[.;!?]+(?=[\s\"]|$)",
    "abreviation": r"(?:^|[^a-z0-9])(?:(?<!\d )h|[a-gi-z]|(?<!l')art|cf|ex|al|no|env|min|max|pp|etc|ref|tel|h\.t|t\.t\.c)$",
    "lien": r"[ '](?:de|du|des|d|la|le|les|l|a|au|aux|et|ou|par|pour|sur|en|dans|un|une|que|qui|est|sont|DE|DU|DES|LA|LES|AU|AUX|ET|PAR|POUR|SUR|EN)$",
    "reprise": r"[€%)]|\d+(?: \d{3})* (?:[a-z€%]|euros)",
    "ligne_de_tableau": rf"\||[;/] *{_POIDS} *{_POINTS}? *[;/]|[ :,(]{_POIDS} *{_POINTS}\)?$",
    "suite_en_capitales": r"(?:DU|DE|DES|ET|OU|AU|AUX|PAR|POUR|SUR|DANS|EN) [A-Z]",
    "nom_de_piece": r"(?:reglement (?:de |particulier de )?(?:la )?consultation|cahier des clauses (?:administratives|techniques)? ?particulieres|cahier des clauses|acte d'engagement|r\.?c\.?|c\.?c\.?a\.?p\.?|c\.?c\.?t\.?p\.?|c\.?c\.?p\.?|a\.?e\.?)\b(?! *(?:est|sont|fixe|precise|prevoit|contient|indique))",
    "titre_pese": rf"(?:%|[:(,-] *{_POIDS} */ *\d+|(?<!sur )\b(?!100 )\d{{1,3}} *(?:points|pts))\)?$",
    "suite_de_titre": r":\s+\S|\.{4,}|%|€|(?<!sur )\b(?!100 )\d{1,3} *(?:points|pts)\b",
    "non_lettre": r"[^A-Za-z]",
    "piece_rc": r"(?:reglement (?:de |particulier de )?(?:la )?consultation|\br\.?c\b|^#* *reglement\b|^#* *(?:avis de )?consultation\b)(?!.*\bvalant\b)",
    "piece_ccap": r"cahier des clauses administratives|\bc\.?c\.?a\.?p\b",
    "piece_cctp": r"cahier des clauses techniques|\bc\.?c\.?t\.?p\b",
    "piece_ccp": r"cahier des clauses particulieres|\bc\.?c\.?p\b|^#* *cahier des charges\b|\bvalant (?:le )?cahier des charges\b",
    "piece_ae": r"acte d'engagement",
    # What asks for nothing.
    "titre_de_contexte": r"^(?!.*(?:exigence|engagement|obligation|attendu))(?:.*\b)?(?:contextes?|preambule|presentation(?! (?:des |de l'|de la )?(?:candidat|offre|reponse|propos|dossier|pli))|introduction|conclusion|enjeux|ambitions?|etat des lieux|pour memoire)\b",
    "contexte": r"(?:dans (?:un|ce|le|son|notre) contexte|contexte|preambule|en preambule|objet (?:du marche )?:|objectifs? (?:de la|du|de l')|soucieu|conscient|l'ambition|l'objectif|la volonte|l'intention|l'objet|(?:le|la|cette|ce) (?:present |presente )?(?:marche|accord-cadre|document|projet|consultation|demarche|etude) (?:vise|s'inscrit|a pour|porte sur|participe|contribue|concourt)|(?:le|la|les|cette|ce|ces) (?:presente? |presents |presentes )?(?:article|clause|dispositions?|exigences?|engagements?|mesures?|attentes?|criteres?|elements?) (?:vise|montre|sont donne|constitue|contribue|concour|participe|tradui|repond))",
    "suite": r"(?:il|elle|ils|elles|sa|son|ses|leur|leurs|celle-ci|celui-ci)\b",
    "acheteur_agit": rf"(?:[^,.;:]{{0,70}}, )?(?:(?:le|la|les|notre|nos|votre|vos|cette|ce) |l')(?:{_ACHETEUR}|agence (?:commande|met a (?:la )?disposition|organise|gere|publie|exploite|dispose|peut))s?\b(?! (?:titulaire|retenue?|attributaire|candidate?))(?![^.;]{{0,60}}(?:titulaire|prestataire|candidat))",
    "exige": r"\b(?:exige|demande|impose|attend|retien|attribue|accorde|refuse|ecarte|prefer|note|notera|points?|pts)\w*|%",
    # Annexes.
    "annexe": r"\bannexes?(?:(?: [a-z]+|,) n *° *| *(?:n *° *)?)(?<numero>\d{1,2}|[a-h](?![a-z0-9'])|[ivx]{1,4}(?![a-z0-9']))?(?: *:? *\"(?<titre>[^\"\n]{3,80})\")?",
    "appelee": r"\b(?:en|l'|d'une|une|cette|joint\w*|voir|cf\.?|figur\w+|selon|dans|de l'|a l') *(?:en |l')?$",
    "ailleurs": r"^ *\"? *(?:[ivx\d]+ *)?(?:(?:\([^()\n]{0,40}\) *|, [^.;,\n]{0,40}, )?(?:(?:du|de l'|de la|au|a l'|a la) ?(?:meme |presente? )?|dudit |de ladite |de cet? |de cette )(?:code|arrete|decret|directive|loi|ordonnance|ccag)\b|du reglement (?:\(?(?:ue|ce|n)|europ|deleg)|d[ue] (?:la |le )?(?:dossier|dce|consultation)\b|d[ue] (?<piece>cctp|ccap|ccp|rc)\b|a l'acte d'engagement|de l'acte d'engagement|financiere(?! ci-)|[^.;]{0,40}\bjointe?s? (?:au|a la|dans le) (?:presente? )?(?:dossier|dce|document|consultation|marche|contrat|cahier|reglement|c\.?c\.?[at]?\.?p|r\.?c)\b|d[eu] (?:son|sa|ses|leurs?|chaque|bilan|rapport|memoire|compte rendu|devis) |a (?:son|sa|leur|la|chaque) (?:offre|facture|bilan|rapport|memoire)|au (?:memoire|bilan|rapport|compte rendu|devis)\b|[^.;]{0,30}\b(?:fichier joint|telecharg))|"
    + _ANNEXE_BATIE,
    "annexe_a": r"\b(?:est|sont|soit|sera|seront|etre|ete) annexee?s?\b(?! (?:au present|a la presente))|annexee?s? (?:a (?!la present)|au (?!present)|aux |par )",
    "ne_vaut_plus": r"abrog|\b(?:ne |n')[a-z]+(?: [a-z]+)? plus (?:en vigueur|applicables?|cours|lieu)\b|\bne (?:regi\w+|sert|servent|s'appliqu\w+|valent|vaut) (?:plus|pas|donc|rien)|\binapplicables?\b|sans (?:effet|objet)|par erreur|renvoyai(?:t|ent)|n'est pas repris|ancien(?:ne)? (?:ccap|rc|cctp|cahier|reglement|modele|marche|dossier)|ne s'appliqu\w+ plus|n'est plus (?:applicable|en vigueur)|n'existe plus|\bcitai(?:t|ent)|\bvisai(?:t|ent)|ancien modele|remplacee? par|ne plus (?:viser|citer)|supprimee?|caduc|(?:avait|avaient|l'avait) ete|anciennement",
    "texte_avant": r"\b(?:reglement|directive|decret|arrete|ordonnance|code)\b[^.;\n]{0,40}\d[^.;\n]{0,12}$|\bcode d[eu] [^.;,(\n]{0,40}[,(] *(?:(?:en|dans|a|selon) son )?$",
    "liste_de_pieces": r"^dce\b|\b(?:est|sont) au (?:dossier|dce)\b|\bf(?:ai|on)t partie\b|\bjointe?s? (?:au|a la|a l'|aux|dans)\b[^.:;]{0,40}:|^annexes ?:|\b(?:ses|et|leurs) (?:[a-z]+ )?annexes\b|\b(?:comprend|comporte|composee?|compose|contient|constituee?|compte)\b|^(?:[^a-z]*)(?:les |le |la )?(?:pieces?|documents?|dossier|fichiers?)\b|\b(?:pieces|documents|dossier) (?:de la consultation|du marche|contractuel\w+|remis\w*|constituti\w+|ci-apres|suivant\w*)",
    "nom_de_document": r"\b(?:acte d'engagement|ae\b|r\.?c\b|(?:le|ce|present) reglement|present (?:cahier|document)|bordereau|cahier des clauses|reglement de (?:la )?consultation|c\.?c\.?a\.?p\b|c\.?c\.?t\.?p\b|c\.?c\.?p\b|bordereau des prix|bpu\b|dpgf\b|dqe\b|detail quantitatif|memoire technique|cadre de (?:reponse|memoire|prix)|offre technique|proposition technique|ccag\b|annexe financiere)",
    "annonce_de_pieces": r"(?:les |le |la |liste des )?(?:annexes|pieces|documents|dossier|fichiers)\b[^:;.\n]{0,60}:",
    "jointe": r"^[)\"]*,? qui suit|^[)\"]*,? *(?:(?:du|de la|de ce|au) (?:present )?[a-z]{3,20},? )?\(?jointe?s?\b(?! (?:a |au |aux )?(?:son|leur|sa|l'offre|la facture|memoire|rapport|bilan|devis))|^[)\"]*[^.;()\n]{0,30}\bau (?:dos|verso)\b|^[)\"]*[^.;()\n]{0,40}\b(?:dans|avec) (?:le|ce) dossier\b",
    "annexe_appelee": r"\bannexee?s? (?:au|aux|par|a (?:l'|la|son|sa|leur))\b|\b(?:constitue|constituent|forme|forment|compose|composent|est|sont|font|fait l'objet de) l'annexe *(?:n *° *)?(?:\d{1,2}|[a-h]\b|[ivx]{1,4}\b)?|\b(?:en|a l'|(?<!, )de l'|dans l'|selon l'|voir l'|voir|cf\.?) ?annexes? *(?:n *° *)?(?:\d{1,2}|[a-h]\b|[ivx]{1,4}\b)?",
    "annexes_de_a": r"annexes \(?(?:n *° *)?(?<de>\d{1,2}|[a-h]) a (?<a>\d{1,2}|[a-h])\b",
    "annexe_en_tete": r"(?:l'|une |la )?annexe\b",
    "annexes_au_dossier": r"\b(?:ces|les|cette)\b[^.;]{0,20} annexes?\b[^.;]{0,60}\b(?:dossier|dce|telecharg|fichiers)",
    "toutes_au_dossier": r"\b(?:toutes (?:deux|trois|quatre)|l'une et l'autre|se telecharge)\b[^.]*\b(?:dossier|dce)\b",
    "titre_de_pieces": r"\b(?:pieces|documents|dossier)\b",
    "conjugue": r"\b(?:[sn]'[a-z]+|suit|est|sont|a|ont|se|ne|voir|prime|figure|donne|fixe|contient|precise|decri|montre|indique|sera|seront)\b",
    "verbe": r"\b(?:est|sont|doit|precise|fixe|contient|remplie?|signee?)\b",
    # Articles of law.
    "cite": r"\b(?<lettre>[lrd])(?:\. ?| )?\*?(?<numero>\d{1,4}(?:-\d{1,3})*)(?![\d/])",
    "code": r"code (?:de la |de l'|des |du |general des |d')?[a-z]+(?: [a-z']+){0,4}",
    "code_principal": r"^[123]\d{3}-\d|^[123]\d{3}$|^[123]$|^3-1$",
    "numero_principal": r"^[12]\d{3}-\d",
    "numero_a_trois_chiffres": r"^\d{3}(?!\d)",
    "ancien": r"\b(?:articles?|art\.) +(?<numero>\d{1,3})(?:er)?(?<suite>[^.;\n]{0,60}?)(?:du|ancien) +(?:code des marches publics|cmp\b)",
    "article_ancien": rf"\b(?:articles?|art\.) *(?<numeros>\d{{1,3}}(?:(?: *,| et| ou| a)+ *\d{{1,3}})*)(?![\d°])(?<suite>[^.;\n]{{0,40}}?)\b(?:du decret|de l'ordonnance) (?:n *° *)?(?<texte>{'|'.join(ANCIENS_TEXTES)})(?!\d)",
    "numero_d_article": r"\d{1,3}",
    # What a text says once for all its sentences.
    # Caps on penalties.
    "montant": _SOMME,
    "bornee": _BORNE,
    "plafond": rf"(?:{_BORNE})(?:[^.;]|\.(?=\d)){{0,60}}?(?<apres>{_SOMME})|(?<avant>{_SOMME})[^.,:;|\d]{{0,50}}?\b(?:au plus(?! tard)|maxim[a-z]*|plafon[a-z]*|en tout|au total)\b",
    "exonere": r"exoner|\b(?:n'est|ne sont|ne seront) pas (?:exige|due?s?\b|applique|recouvre|percue)",
    "une_fois": r"\bune (?:seule )?fois\b|\bunique",
    "sous_plafond": r"\bsous (?:ce|le meme|un) plafond",
    "hors_plafond": r"\bsans (?:limite|plafond|maximum|lien)|\bhors (?:de |du |tout |ce )?(?:plafond|cumul)|\b(?:n'est|ne sont|n'entre\w*|ne s')[^.;]{0,40}(?:plafon|limite|cumul|arret)|autant de fois|sans qu'on s'arrete",
    "parle_de_penalites": r"penali|sanction|retenues?\b(?! de garantie)|refaction|amende",
    "penalites_ensemble": r"penalites|sanctions|retenues\b|cumul|\btotal|\bensemble\b|\bsommes?\b|\bmontants\b|le tout\b|tout (?:compris|additionn)|confondu|\bcommun|\btoutes\b|\belles\b|\blignes\b|\bplafon|\bni l'une\b",
    "toutes_penalites": r"\b(?:penalites|sanctions|retenues|refactions)\b",
    "sujet_de_plafond": r":|\bdont\b|\bpenalite\b|\bretenue\b",
    "une_penalite": r"\bune (?:penalite|somme|retenue)\b",
    "article_seul": r"\b(?:ces|elles|leurs?|celles-ci|present article|present chapitre)\b|\ble tout\b",
    "pour_ce_motif": r"\b(?:ce|meme) (?:motif|titre|manquement|chef)\b",
    "ces_n": r"\b(?:ces|les|des) (?<nombre>deux|trois|quatre|cinq|six|[2-6]) (?<premieres>premiere?s? )?",
    "numero_cite": r"(?<![\d.,a-z-])(?:(?:articles?|points?|lignes?|paragraphes?|§) (?:n° ?)?(?<seul>\d{1,2})(?![\d.,]* ?\d|\.\d)|(?<de>[a-z][.-]?\d{1,2}|\d{1,2}\.(?:\d{1,2}|[a-z]\b)(?:\.\d{1,2})*)(?: (?:a|au) (?<a>[a-z][.-]?\d{1,2}|\d{1,2}\.(?:\d{1,2}|[a-z]\b)(?:\.\d{1,2})*))?)(?! *[%€])(?![\d,]| *(?:du |de l')?ccag)",
    "numero_de_tete": r"[^a-z0-9]*(?:article |art\.? ?|chapitre )?(?<numero>[a-z][.-]?\d{1,2}\b|\d{1,2}(?:\.(?:\d{1,2}|[a-z]\b))+|\d{1,2}\b(?! *(?:[%€/]|euros?\b|jours?\b|heures?\b|\d)))",
    "numero_compose": r"[a-z][.-]?\d|\d\.[\da-z]",
    "partie_de_numero": r"\d+|[a-z]",
    "a_l_exception": r"\bhors (?!tax|tva|droit)|\bsauf\b|exception|except|non compris|autres que",
    "retard": r"retard|tardi[fv]|\bhors delai|depass[a-z]* (?:du|des|de) (?:delai|terme|temps|duree|date)|\b(?:apres|passee?|au-dela de?) (?:l'heure|la date|ce delai|le delai|du delai|les delais|l'echeance|ce terme|le terme|du terme)\b|jours? de depassement",
    "mot_de_penalite": r"[a-z]{4,}",
    "colonne": r" *(?:[|;]|:(?= )) *",
    "titre_de_plafond": r"^(?:plafond|limite|maxim)[a-z]*\b",
    "ccag_plafonne": r"c\.?c\.?a\.?g\b[^.;\n]{0,90}2021|clauses administratives generales[^.\n]{0,120}2021|arrete du 30 mars 2021",
    "ccag_sans_plafond": r"(?:exception|exclusion|hormis|ecart|sauf|\bdont)[^.;\n]{0,80}(?:articles? (?:14|19|16|15)\b|penalites|retards)|articles? (?:14|19|16|15)\b[^.;\n]{0,40}ecart|(?:14\.1\.2|19\.2\.2|16\.2\.2)[^.;\n]{0,40}(?:ne s'appli|ecart)|derog[^.;\n]{0,40}articles? (?:14\.1\.2|19\.2\.2|16\.2\.2)|(?:aucune limite|sans plafond|sans limite)[^.;\n]{0,40}penalites?|penalites? de retard[^.;\n]{0,40}(?:sans (?:limite|plafond)|n'est pas|ne sont pas)|ccag[^.;\n]{0,40} ne s'applique[a-z]* qu|\baucun ccag",
    # Proofs.
    "devoir": r"recycl|reemplo|reutilis|biologique|\bbio\b|plein air|compost|valoris|emballage|plastique|\bvrac\b|\btri(?:e|es|ees|ent)?\b|\btrain\b|reutilisable|invendus?|dechet|electri[qc]|hybride|\bco2\b|carbone|emissions?\b|emett|renouvelable|eau chaude|eau de pluie|phytosanitaire|pesticide|desherbant|detergent|solvant|insertion|handicap|apprenti|travail des enfants|moins de 1[58] ans|equitable|\bpeche\b|reparab|reconditionn|\bvelo|vegetarien|decibel|\bdb\b|recto[- ]verso|consign|thermique|sont repris|reprises? (?:des|de ses|de l|en fin)|collecte|friture|vaisselle|jetable|gobelet|cartouche|oeufs?\b|ofs?\b|rechappe|rechape|biodechet|\bled\b|\bbois\b|coton|fibres?\b|encres?\b|compost|broy|paill|haies?\b|carburant|gazole|salaries?\b|\bform(?:e|es|ees|ation)\b|accessib|sous-titr|toner|arros|tont|chauff|climatis|produits? d.entretien|lessive|desinfect|basse consommation|detection de presence|seconde main|d'occasion|entreprise adaptee|\besat\b|volatil|\bko\b|sans viande|vegetarien|vegetale?s?\b|\bpue\b|refroidi|\bkwh\b|norme euro|crit'air|litres? d'eau|recuper|gaz naturel renouvel|biogaz|biognv|hydrogene|phosphate|tourbe|barquettes?\b|usage unique|\bchimiques?\b|\bvols? (?:interieur|domestique)|\bavion|eloignees? de l'emploi|suremballage|\bfilms? |huiles? (?:usagees?|de palme)|antibiotique|\bogm\b|chlore|parfum|conditionneur|sans alcool|hors sol|granulats?|beton|sobri|essence|fioul|charbon|chaussures de securite recycl|faune|nichoir|rechargeable|\bpiles?\b|biosourc|neonicotin|glyphosate|microplastique|eau froide|eau du reseau|carafe|biocide|herbicide|insecticide|fongicide|en journee|femmes? (?:et|/)|parite|alternan|chomage|chantier ecole|haie|prairie|nichoir|sous-titre|langue des signes|falc\b|co-?voitur|autocar|transports? (?:en commun|collectifs?)|covoitur|multimodal|euro (?:6|vi)|ad-?blue|\bpla\b|bioplasti|amiante|plomb|formaldehyde|cov\b|composes organiques|detergence|biodegrad|dose[ur]*|microfibre|eau pure|vapeur|bouteilles? (?:d.eau|en plastique)|gourde|fontaine a eau|livraisons? group|regroup",
    "racine": r"[a-z]{3,}",
    "mesurable": r"\d|\b(?:sans|pas de|pas d'|ni|hors) (?:aucune? |tout |recours a )?(?:[a-z']+ )?(?:plastique|film|jetable|tourbe|solvant|phosphate|chlore|parfum|pesticide|herbicide|desherbant|detergent|barquette|gobelet|vaisselle|emballage|suremballage|carton|antibiotique|ogm|produit|huile|avion|usage unique|viande|encre|colorant|moteur thermique|metaux|sel|biocide)|\brenouvelable|\bbiologique|\bn(?:e |')(?:utilis|emploi|contien|comport|renferm|rejett|recour|distribu|imprim|livr|jett|incine|enfou|achet|fourni|us)[a-z]* (?:pas|ni|aucune?|plus|jamais|que|qu')|\bn(?:e |')(?:est|sont|sera|seront|soit) (?:pas|ni|jamais|plus|que|qu') ?(?:utilis|employ|servi|livr|distribu|imprim|incine|enfou|rejet|achet|jet|brul|dever|propos|mis|vend|repand|appliqu)[a-z]*|\bn(?:e |')(?:roul|circul|intervien|travaill)[a-z]* (?:que|qu'|jamais)|\binterdit|\bexclue?s?\b|\bbanni|\bproscrit|\bzero [a-z]|\bseulement\b|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf)\b|\bjamais\b|%|\btous\b|\btoutes?\b|\baucune?\b|exclusivement|uniquement|\bseuls?\b|\bchaque\b|integralement|\bentierement|\btotalement|totalite|\bmoitie\b|\btiers\b|\bquart\b|pour cent|\b(?:dix|vingt|trente|quarante|cinquante|soixante|cent)\b",
    "mesure_de_service": rf"(?<!moins de )\b(?:{_MOTS}|\d+(?:[ .,/x]\d+)*)(?: *\(\d+\))? *(?:jours?|mois|ans?|annees?|semaines?|heures?(?! (?:d'insertion|de travail|par|pour|a des))|h\b(?: ?\d\d)?|minutes?|passages?|fois|° ?c\b|degres|litres?(?! d'eau| par)|l\b|cm\b|mm\b|metres?|m2\b|m²|m3\b|kg\b|ml\b|v\b|w\b|go\b|to\b|stagiaires?|personnes?(?! (?:en|eloignees|handicap))|places?|postes?|salles?|bureaux|locaux|sites?|bornes?|exemplaires?|pages?|lots?|groupes?|agents?|enfants|convives?|couverts|bacs?(?! (?:reemploy|reutilis))|points?|euros?|€|eur\b|tailles?|references?|modules?|seances?|sessions?|demi-journees?|quais?|etages?|niveaux|classes?|batiments?|tonnes par an|lits?|casiers?|voies?|equipes?|tournees?|rotations?|livraisons?|visites?|reunions?)\b|\b(?:un|une) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|semaine|jour|mois) sur (?:deux|trois|quatre)|\b(?:chaque|tous les|toutes les|par) (?:jours?|semaines?|mois|trimestres?|semestres?|ans?|annees?|matins?|soirs?|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|heures?)|\btoute (?:la |l')?(?:duree|annee|journee|semaine|heure)|\b(?:de|entre|a|avant|apres|jusqu'a) \d{{1,2}} ?h(?: ?\d\d)?\b|\b(?:le|au|du|avant le) \d{{1,2}}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: \d{{4}})?|\b(?:19|20)\d\d\b|^(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]?)|\b(?:article|point|annexe|lot|zone|phase|tranche|site)s? (?:n *° *)?[\divx]+(?:\.\d+)*",
    "pas_un_devoir": r"\||^(?:quantites?|capacites?|effectifs?|nombre|volumes?|poids|puissance|autonomie|formats?|dimensions?|couleurs?|temperatures?|consignes?|surface|fourniture|objet|lieux?|sites?|horaires?)\b[^:]{0,40}:|\b(?:parc|flotte|site|cuisine|lycee|college|ecole|etablissement|batiment|patrimoine|service) (?:actuel |existant )?(?:compte|comprend|compt|se compose|produit|represente)|\b(?:consigne|chauffage|chauffe|temperature)\b[^.;]{0,40}° ?c|\ben place\b|existante?s?\b|\bdeja\b|\bcoute\b|formation (?:presentielle|specifique|prealable)|confidentialite|^fourniture d|le montant est|flotte actuelle|\bposee?s? en 20\d\d|\bconservee?s\b|\brepresentent \d|sans supplement|sans frais|sans surcout|\bgaranti|rembours|\bpannes?\b|\bbacs? (?:de tri )?(?:fait|font|de \d)|\bcontenance|conditions suivantes|plafond|^lorsqu|^quand |(?:fruits?|legumes?|repas|plats?) (?:(?!vegetari|bio|sans)[a-z]+ )?par (?:jour|semaine)|acheteur|collectivite|\bregion\b|candidat|soumissionnaire|offres?\b|penalit|€|euros|\bprix\b|factur|\bannexes?\b|prevoi|objet du marche|marche a pour objet|porte sur|surface|effectif|horaire|\bn'est pas (?:exige|demande)|peut |peuvent |en vigueur|code d(?!u travail)|\bloi\b|decret|reglement \(|si |sauf |garantie|delai|notification|derog|\bbatiments?\b|reproch|indemnis|compensation|^au sens d|\bn(?:e |')(?:modifi|comptent|compte|entre)|dans le calcul|decompt|\bcedee?s? comme|^\d+\. ?(?:acheter|compter|decider)|tous les (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|jours)|repas par jour|avance|scenario|enquete|diagnostic|situee?s?|\blots?\b",
    "du_candidat": r"\b(?:candidats?|soumissionnaires?)\b",
    "du_titulaire": r"\b(?:titulaires?|prestataires?)\b",
    "preuve": r"justifi|\bpreuve|\bprouv|attest|certifi|\bfiches?\b|\bfacture|\breleves? |\breleve\b|\bbons? (?:de|du|d')|\bbons?\b(?! etat| niveau)|bordereau|registre|\betats? (?:de|des|d'|annuel|mensuel|trimestriel|recapitul)|\betat\b(?= (?:est|joint|remis))|etiquette|\brapports?\b(?! papier)|\bbilans?\b|constat|\bcontrol|\bremet|\bremise?s? (?:a|au|aux|avec|chaque|dans|sous|des|lors|par|le|en main|tous)\b|transm|\bfourni(?:t|ra|r|ssent|ront)\b|\b(?:est|sont|sera|seront) fournie?s?\b|\bfeuille (?:d|sign)|emargement|\bphoto|\btableau|\bannexee?s?\b|carnet|ticket|\blistes?\b|\bdeclar|\bmontr|verifi|\bpes(?:e|ee|ees|age)s?\b|\baudits?\b|proces-verbal|\blabel|equivalent|presente(?:nt|r|e|es)? (?:a|au|sur|les|le|la|chaque)\b|communiqu|\bjoint|\bjournal|compteur|\bmesure (?:ces|les|le|la|chaque)\b|\bmesuree?s? (?:par|a|chaque|sur|au|en presence)|(?<!ont )(?<!a )(?<!ayant )\bsuivis?\b(?! par| de pres)|\bsigne[es]*\b|conservee?s? (?:par|pendant|a|au)\b|conserve (?:les|la|le|une)\b|archiv|\bconsultables?|(?:tient|tiennent|tenue?s?|laisse[es]*) a (?:la |sa |leur )?disposition|consigne(?:e|s|es)? (?:dans|sur|au)\b|appui|carte grise|\bcourbe\b|lisible|figure(?:nt)? sur|plaque ce|notice|tracab|\bdossier|indique|mentionn|affichee?s? (?:a|dans|sur|au|en)\b|affichage|marquage|deposee?s? sur|\benvoi\b|\benvoie|\benvoyee?s? (?:a|au|chaque)|porte(?:nt)? (?:le|la|les|un|une|l')|inscrit(?:e|s|es)? (?:sur|au|dans)|\btests?\b|\bdocuments? (?:de|d'|remis|joint|qui)|planning|depouill|comptes? rendus?|compte-rendu|inventaire|plan de|echantillon|prelevement|analyse de|geolocalis|tracage|mouchard|capteur|logiciel de suivi|tableau de bord|demonstration|visible|reception",
    "remet": r"\b(?:fourni|remet|remis|transmet|transmis|joint|joign|produi[ts]|communiqu|presente|adresse|tien[nt]|envoie|justifi|attest)",
    "preuve_de_ce_qui_precede": r"(?:justificati|preuve|pieces? justificative)",
    "titre_de_preuve": r"justificati|preuve|\bcontrole|\bsuivi|reporting|tracabilite|\bverification|evaluation|bilan|pieces? (?:a remettre|justificatives)|documents a (?:remettre|fournir)|indicateur",
    "preuve_generale": r"\b(?:chaque|chacune? d[e'](?: ?ces)?|toutes? les?|l'ensemble des|ces(?: deux| trois| quatre| cinq)?|les|la realisation des|le respect (?:de|des)(?: ces)?) ?(?:exigences?|engagements?|obligations?|points?|dispositions?|prescriptions?|caracteristiques|clauses?|mesures|performances)\b",
    "plage": r"\b(?:articles?|points?|clauses?|paragraphes?|alineas?|items?|exigences?|engagements?) (?:n *° *)?(?<avant>(?:\d+\.)*)(?<de>\d{1,2}) a (?:(?:\d+\.)*)(?<a>\d{1,2})\b",
    "numero": r"\b[\divx]+(?:\.\d+)*(?![a-z])",
    # Award criteria.
    "poids": r"\d+(?:[.,]\d+)? *\]? *(?:%|points?\b|pts?\b|/ *\d+|sur \d+)|\bcoefficient *:? *\d|\bponder\w* *(?:a|:)? *\d|\bsur \d+ points",
    "titre_criteres": r"criteres?|\bjugement\b|\bevaluation\b|\bponderation|jugement des offres|analyse des offres|choix (?:des offres|de l'offre|du titulaire|des titulaires)|attribution|\bnotation|classement des offres|selection des offres|evaluation des offres",
    "hors_attribution": r"criteres? (?:de |d'|des |du )(?!attribution|jugement|choix|selection|not|evaluation|classement|analyse|comparaison|ponderation|l'offre|offres|la consultation|marche)|candidature|capacite|selection des candidat|exclusion|recevabilite",
    "poids_de_ligne": rf"^[^0-9:;.|]{{3,80}}(?:\.{{3,}} *)?(?:[:|(,-] *)?(?:[a-z' ]{{0,25}})?{_POIDS} *\]?(?: *{_POINTS}|(?= *\|)|$)|^[^0-9:;.|(]{{3,80}}\( *{_POIDS} *\)|^[^0-9;.|]{{3,60}}: *(?:[a-z' ]{{0,25}})?{_POIDS} *\]?(?: *{_POINTS}|(?=[.,;(])|$)|(?:^|[:(|)\[]|[;,./-] ) *\[?(?:pour )?{_POIDS} *\]? *{_POINTS}(?= *(?:[\]:;,.|()/*-]|au (?:plus|maximum)|maximum|$))|[:|,-] *{_POIDS} *[.;|]?$|, *{_POIDS}(?=,? *[,:] )|[a-z)] - {_POIDS} *(?::| - )|\.{{3,}} *{_POIDS}(?: *{_POINTS})?(?= *(?:[(,:;]|$))|^[a-z][^0-9:;.|/(]{{2,60}} /\d{{1,3}}(?= *(?:\(|[.;]?$))|^[^|]*[a-z][^|]*\|(?:.*\|)? *{_POIDS} *{_POINTS}? *(?:\||$)|[,:;(|-] *sur \d{{1,3}}(?= *(?:[:;,.|)]|$))|\) *{_POIDS}(?= *(?:[:;.]|$))|\(\d{{1,3}}\)[^|]*\(\d{{1,3}}\)|\bnotee? (?:de \d+ a|sur) \d+|\bcoef[a-z]*\.? *:? *\d",
    "poids_dans_la_ligne": rf"{_POIDS} *\]? *{_POINTS}|\bpour (?:{_FRACTION})",
    "mesure_dans_le_nom": rf"^(?:la |le )?(?:duree|nombre|part|taux|delai|distance|proportion|pourcentage|quantite|temps|poids|masse|volume|consommation)s? (?:de|du|des|d')\b|^[^.:;|(]{{3,90}}\ben (?:{_UNITE})(?![a-z])",
    "critere_en_phrase": rf"^(?:le |la |les |l')(?!lots? |tranches? ){_NOMME}(?:(?<nom>[^.:;,()|0-9]{{3,60}}(?:, [^.:;,()|0-9]{{3,60}},)?) (?:(?:vaut|valent|vaudra|vaudront|pese|pesent|compte(?: aussi)?,? pour|comptent(?: aussi)?,? pour|entre pour|entrent pour|represente|representent|represente(?:ra|ront)|est notee? sur|sont notee?s sur) *(?:{_PART}|(?:{_MOTS})(?: points?)?(?= *[,.]|$)|\d{{1,3}}(?= *(?:[,.]|$))))|(?:premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|derniere?)(?: critere)? est (?:le |la |les |l')(?!prix|cout|tarif)[^.:;,()|0-9]{{3,60}}, (?:pour |sur |note sur )?{_POIDS} *(?:%|points?\b|pts\b))(?<reste>[^0-9:]*)$",
    "part_en_phrase": rf"^(?:les? |la |l')?(?:{_POIDS} *(?:points?|pts)|{_POIDS} *%(?= (?:restants?|de la note|portent|recompensent|jugent|notent))|(?:{_FRACTION}|reste|solde) (?:de la note|des points))(?: restants?| de la note| des points)* (?:(?:va|ira|iront|porte(?:nt|ront)?|juge(?:nt)?|note(?:nt)?|recompense(?:nt)?|vont|reviennent|revient|correspond(?:ent)?|depend(?:ent)?|sont (?:attribu|reserv|consacr|affect|accord|donn|lie)[a-z]*) )(?:sur |a |au |aux |pour |du |des |de )?(?:le |la |les |l')?{_NOMME}(?<nom>[^.:;,()|0-9]{{3,60}}?)(?<reste>[,.;(][^0-9:]*|)(?:(?:,| et) {_POIDS} *{_POINTS} .*)?$",
    "critere_en_phrase_sans_poids": rf"^(?:(?:le |la |les |l')(?!prix|cout)[^.:;,()|0-9]{{3,80}} (?:est|sont|sera|seront) (?:{_AUSSI} {_REGARDE}|notee?s? {_AUSSI})|(?:le |la )(?:deuxieme|seconde?|troisieme|quatrieme|cinquieme|derniere?)(?: critere)? est (?:le |la |les |l')(?!prix|cout|tarif)|(?:l'|un )autre critere est |un (?:deuxieme|second|troisieme|quatrieme|cinquieme) critere (?:est|porte|concerne))",
    "critere_suivant": rf"[^.;]*(?:{_PART}|\bnotee? sur \d)|(?:le|la) (?:premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|derniere?)\b",
    "dit_ce_qui_compte": r"\b(?:le|la|les) (?:plus|moins|mieux)\b[^.;]{0,60}\b(?:not|point)|\bmeilleure?s? notes?\b|\bnotes? (?:maximale|sur)|\bponder|\bnotee?s? (?:sur|selon|en fonction|d'apres|par)\b|\ba (?:preciser|definir|fixer)\b",
    "criteres_nommes": r"\b(?:criteres?\b[^.;:0-9]*?(?::|\bsont\b)|(?:offres?|marche|propositions?)\b[^.;:0-9]*?\b(?:selon|suivant|sur|en fonction|au regard|au vu|d'apres)\b)(?<noms>[^.;:0-9]*)[.;]?$",
    "entre_criteres": r", | et | puis | ainsi que ",
    "critere_vague": r"\b(?:valeur technique|qualites?|technique|methodologie|performances?|pertinence)\b",
    "critere_vague_seul": rf"^[^a-z]*(?:le |la |les )?(?:critere[ :]*)?\"?(?:valeur technique|developpement durable|qualite (?:technique )?(?:de l'offre|des prestations|du service)|performances? (?:environnementale|sociale|technique)s?)[^a-z0-9]*{_POIDS} *{_POINTS}[^a-z0-9]*$",
    "poids_ensuite": rf"(?:ce critere|celui-ci|celle-ci|il|elle|ils|elles|cela)\b[^.;]*{_PART}",
    "critere_ajoute": rf"^(?:[^.;:]{{0,30}} )?(?:(?:est|sont|sera|seront) {_AUSSI} {_REGARDE}|s'y ajoute|s'ajoute|s'ajoutent)(?: en compte| en consideration)? (?:le |la |les |l'|un |une )|^(?={_AUSSI}\b|[^.;]*\b{_AUSSI}\b)[^.;]{{0,30}}\b(?:est|sera) (?:{_AUSSI} )?tenu (?:{_AUSSI} )?compte|^(?:(?:la |le |les |l'){_ACHETEUR}|la commission|le jury|on|nous) (?:(?:appreci|regard|compar|examin|evalu|valoris)[a-z]+ {_AUSSI} |(?:prend|prendra|tient|tiendra) {_AUSSI} (?:en compte|compte) )",
    "critere_numerote": r"(?<=[.;] )(?:sous-)?criteres? *(?:n *° *)?\d",
    "phrase_pesee": rf"(?:^|(?<=[.] ))[^.;:0-9]{{2,60}}[:,(-] *{_POIDS} *{_POINTS}\)?[.] (?=[a-z])",
    "annonce": r"^[^:;0-9]*: (?!\d)|^[^:;.0-9]*\b(?:jug|class|not|appreci|chois|evalu|depart|attribu|compar)[a-z]*\b[^:;.,0-9]{0,40}?\b(?:selon|suivant|sur|en fonction|au regard|au vu|d'apres) (?:la base )?(?:du |de |d'|des )?(?:leur |le |la |les )?(?=(?:prix|tarif|cout)\b)",
    "poids_en_lettres": rf"\b(?<mots>{_MOTS})(?= (?:points|pour cent))|(?<=, )(?<seul>{_MOTS})(?= *[,.;:]|$)",
    "un_chiffre": r"\d",
    "part_en_mots": rf"\bpour (?:{_FRACTION})",
    "deux_parts": rf"\d\D+\d|(?:{_FRACTION}).*(?:{_FRACTION})",
    "part": r"(?<nom>[a-z][^;]*[^;. ])",
    "part_pesee": rf"(?:et |puis |[-/+] )?(?<nom>[a-z][^0-9;.]{{2,90}}?(?:\(?(?:sur {_POIDS}|{_POIDS} *{_POINTS})\)?|\bpour (?:{_FRACTION}))(?: de la note(?: finale| globale| totale)?)?(?: {_COMPARE}\b[^,;.0-9]{{3,80}})?)(?=,(?! *(?:{_COMPARE}|dont|soit|en|sur)\b)| (?:et|puis|sont|seront)\b| [-/+] |[.;]?$)",
    "prix_pese": rf"\b(?:prix|cout|tarif)\b(?:(?!major|augment|rev[ia]|remise|rabais|tva|hausse|baisse|acompte|avance)[^.;]){{0,60}}?(?:{_POIDS} *(?:%|points?\b|pts\b|/ *(?:100|20|10)\b)|\bpour (?:{_FRACTION})\b)|{_POIDS} *(?:%|points?|pts) (?:de la note )?(?:pour|sur|portent sur|reviennent au|au) (?:le )?(?:prix|cout|tarif)\b",
    "pese": rf"{_PART}",
    "dernier_sans_poids": rf"{_POIDS} *{_POINTS}\)?[^.;]*{_POIDS} *{_POINTS}\)?(?:,|,? (?:et|ainsi que|puis|enfin)(?: aussi| enfin| egalement)?(?: sur)?) (?<reste>(?:(?:le |la |les |l')(?!plus|moins|meilleur|mieux)|(?=(?:duree|nombre|part|taux|delai|quantite)s? d))[a-z][^.;()0-9]*)(?=[.;]?$)",
    "de_prix": r"\b(?:prix|cout|tarif)",
    "nom_seul": r"^[^.:;|(,0-9]{3,90}(?:, [a-z']+(?: [a-z']+)? et [a-z' ]+)?",
    "poids_seul": rf"^[(\[]?{_POIDS} *{_POINTS}?[)\]]?[.;]?$",
    "poids_en_tete": rf"^(?:(?:sous-)?criteres? *(?:n *° *)?\d* *(?=\())?[(\[]?(?<poids>{_POIDS} *{_POINTS}|[1-9]\d(?= *[:|]))[)\]]? *(?:[:|,-]|pour (?:le |la |les |l')?)? *",
    "chiffres_de_marque": r"\d+",
    "mots_de_marque": r"[a-z]+",
    "precise_un_critere": r"(?:la |les )?(?:criteres? (?:du|de|pour le) lot\b|notes?|formule|notation|bareme|methode de notation|sous-criteres?|details?|elements? d'appreciation|attendus?|total|somme des|chaque)\b|[^.;:]{0,80} = ",
    "etiquette": rf"^[a-z][^0-9.:;|(]{{3,80}}?(?:[:(|]|\.{{3,}}| [;/.-](?: |$)|, {_COMPARE})",
    "remise_du_candidat": r"\b(?:candidats?|soumissionnaires?|offre) (?:retenus? )?(?:remet|remettent|joint|joignent|fourni\w*|indique\w*|precise\w*|decri\w*|comprend|comporte|contient|produi\w*)\b[^.]*:$",
    "titre_nu": r"^(?:(?:les|nos) )?(?:criteres?|jugement des offres|notation(?: des offres)?|choix de l.offre|choix des offres|attribution du marche|ponderation|classement des offres|evaluation des offres)\b[^0-9.;,:|%]*(?:,? \(?sur (?:100|20|cent|vingt)\)?)?$",
    "prix_seul": rf"^\W*(?:critere\W*(?:unique[^:.;|0-9]{{0,30}}[:,]? ?)?)?(?:la note (?:de |du |pour le )?)?{_ANNONCE_DE_PRIX}(?:les? )?(?:prix(?! (?:comprend|inclu|couvr))|cout|tarif|honoraires|rabais|redevance|loyer|frais|prime|offre financiere|valeur financiere)",
    "rang_de_titre": r"^(?:[Aa]rticle |ARTICLE |[Aa]rt\. )?(\d{1,2}|[A-Za-z])(?:[.)]| -) ",
    "colonnes": r" [;/](?= )",
    "rang": r"^((?:\d{1,2}\.)*)(\d{1,2})[.)]? ",
    "poids_en_chiffres": r"(?<![\d.,])(?<nombre>\d{1,3}(?:[.,]\d+)?) *(?<unite>%|points?\b|pts\b)",
    "poids_dit": r"\b(?:compte|pese|pondere|ponderation|coefficient|(?<!offre )vaut|represente)\b[^.\n]{0,25}?\d|\d+ *\]? *(?:%|points?) de la note",
    "par_ordre": r"ordre (?:[a-z]+ ){0,3}(?:decroissant|(?:d'|de l')importance|de priorite)|importance decroissante",
    "sans_poids_permis": r"procedure (?:[a-z]+ )?adaptee|\bmapa\b|\b[lr]\. ?2123-|(?:inferieure?s?|en dessous|au-dessous) (?:au|aux|du|des) seuils?\b|raisons? objectives?|ponderation (?:n'est|n'etant) pas possible",
    "somme_dite": rf"(?:\d *\]?|\b(?:{_MOTS})) ?(?:€|euros?\b|eur\b)",
    "entete": r"^[^|]*\|[^|0-9]*[a-z][^|0-9]*(?:\||$)",
    "lettres": r"[a-z]",
    "mot_dit": rf"\b(?!(?:{_OUTILS})\b|{_JUGEMENT})[a-z][a-z0-9]{{2,}}",
    "au_bon_vouloir": r"[^.;|]*\b(?:librement|libres? de)\b[^.;|]*",
    "mot_qui_ouvre": r"critere|offre|ordre",
    "ouvre": r"\bordre (?:decroissant )?d'importance[^.\n]*:$|\bcriteres?\b[^.\n]*:$|^[^|\d]*\bcriteres?\b[^|\d]*\||\boffres?\b[^.\n]*\b(?:class|jug|not|apprec|evalu|depart|compar|choisi|retenu)[a-z]*\b[^.\n]*:$|^[^.\n]{0,60}\b(?:class|jug|not|apprec|evalu|depart|compar|choisi|retenu)[a-z]*\b[^.\n]{0,40}\boffres?\b[^.\n]{0,70}[:?]$|\boffres?\b[^.\n]{0,60}\b(?:class|jug|not|apprec|evalu|compar|choisi|retenu)[a-z]*[^.\n]{0,20}\?$",
    "critere": r"^(?:[-*•] *|\d+[.)] *|[a-z]\) *)*(?:sous-)?critere\b *(?:n *° *)?\d*",
    "prix": rf"^\W*{_ANNONCE_DE_PRIX}(?:le critere )?(?:critere unique ?: ?)?(?:(?:critere|n|no|numero)\W*)?\d*\W*(?:les? |du )?(?:\w+ \d+ *: *)?(?:prix|cout|montant|tarif|honoraires|rabais|redevance|loyer|frais|prime|delai|valeur financiere|offre financiere)",
    "libelle": r"^[^.:;|]{3,90}",
    "premiers_mots": rf"[.:;|(]| - |, *\d|, {_COMPARE}",
    "raconte": r"\b(?:le|les|chaque|tout) (?:candidats?|soumissionnaires?|titulaires?|acheteurs?)\b",
    "mot_long": r"[a-z]{6,}",
    "mot_de_nom": r"(?!criteres?\b|sous\b)\b[a-z]{4,}",
    # Values.
    "en_lettres": rf"\b(?<mots>{_MOTS}) *\( *(?<chiffres>\d+(?: \d{{3}})*) *\)",
    "mot_de_nombre": rf"\b(?:{_ATOMES})\b",
    "chiffre": rf"\d|\b(?:{_ATOMES})\b|ieme|midi|minuit|{'|'.join(JOURS)}|chaque|tou(?:te)?s les|(?:{_ADJECTIF})",
    "date": rf"\b(?<jour>\d{{1,2}})(?:er)? (?<mois>{'|'.join(MOIS)})(?: 20\d\d)?|\b(?<j2>\d{{1,2}})/(?<m2>\d{{1,2}})/20\d\d\b",
    "texte_date": r"\b(?:lois?|decrets?|arretes?|ordonnances?|directives?|reglements?|circulaires?|ccag[a-z-]*|norme|version|deliberation)\b[^.;]{0,40}$",
    "horaire": rf"(?<![\w,.])(?<h>\d{{1,2}}) ?h(?: ?(?<minutes>\d\d))?(?!\w)|\b(?:a|avant|apres|jusqu'a|des|vers|et|20\d\d,?) (?<h2>\d{{1,2}}|{_MOTS}) heures?(?: (?<minutes2>\d\d|trente))?\b(?! (?:de|d'|apres|avant|ouvr|au plus))|\b(?<midi>midi|minuit)\b",
    "periode": rf"\bdu (?<j>\d{{1,2}})(?:er)? (?<m>{'|'.join(MOIS)}) au (?<j2>\d{{1,2}})(?:er)? (?<m2>{'|'.join(MOIS)})\b",
    "semaine": r"\bsemaine (?:n ?° ?)?(?<numero>\d{1,2})\b",
    "jours": rf"\b(?:{'|'.join(JOURS)})s?(?:(?:,| et|, et)(?: les?)? (?:{'|'.join(JOURS)})s?)*\b(?! \d)",
    "jour": rf"{'|'.join(JOURS)}",
    "frequence": rf"\b(?<nombre>\d+(?: \d{{3}})*|{_MOTS}) [a-z]{{4,}}(?: (?:sont|est|seront|sera) [a-z]+)? (?:par (?<unite>{_PERIODE})\b|(?<adjectif>{_ADJECTIF})(?:ne|le)?s)",
    "ordinal": rf"\b(?<nombre>{'|'.join(ORDINAUX)}) (?<unite>jour|semaine|mois|annee)\b",
    "valeur": rf"(?<![\w.,/°-])(?<!n° )(?<nombre>{_NOMBRE})(?![\w/])(?: *\(\d+\))? *(?:(?<unite>{_UNITE})(?![\w\u00b2\u00b3'])(?!\.k)(?!/\w))?",
    "lots_comptes": rf"\b(?:aux|les|des) (?<nombre>{_MOTS}) lots\b|^(?:les )?(?<nombre2>{_MOTS}|\d+) lots\b|\b(?:comprend|compte|comporte|divise|alloti|decompose|reparti|compose|scinde)[a-z]*[^.;\n]{{0,20}}? (?<nombre3>{_MOTS}|\d+) lots\b",
    "poids_dit_en": r"(?<nombre>\d+(?:,\d+)?) *(?<unite>%|points?\b|pts\b)",
    "rythme": rf"\b(?<rythme>{_ADJECTIF})\w*|\b(?:chaque|tous les|toutes les) (?<tous>{_PERIODE})s?\b",
    "rythme_en_mots": r"chaque|tou",
    "numero_de": r"(?:articles?|art\.?|lots?|phases?|annexes?|n ?°|numeros?|tranches?|zones?|sites?|batiments?|points?|chapitres?|titres?|normes?|iso|nf|en|classes?|types?|formats?|figures?|fiches?|criteres?|decret|loi|code|alineas?|pieces?|semaines?|niveau|version|euro|quai|salle|etage|indice|ccag|rue|place) *$",
    "zero_en_tete": r"0\d",
    "chose_comptee": r" *(?:de |d')?([a-z]{4,})\b(?! sur (?:\d|deux|trois|quatre|cinq|dix|cent))",
    "part_de_quoi": r" *(?:de la |de l'|du |des |de |d')([a-z]{3,})",
    "autre_quantite": r"^(?:jours?|montant|point|euros?|candidat|article|premier|dernier|suivant|moins|maximum|pages?|annee|semaine|heures?|minutes?|exercice|fois|hors|centim|pourcent|penalit|retard|ouvre|ouvrab|calend|compter|apres|avant|janvier|fevrier|avril|juillet|septem|octobr|novemb|decemb|octets|lots?|phases?|sites?|offres?|critere)",
    "apres_etiquette": r"[:,] *$",
    "fin_de_compte": r" *(?:par |a |pour |[;.]|$)",
    "coupe_forte": r"[;|]",
    "coupe": r"[;|:,(]| et | ou | puis ",
    "etiquette_de_valeur": r"[^:|]{3,60}[:|]",
    "suite_de_valeur": r"(?:il|elle|ils|elles|celui|celle|ce|cette|cela|leur|sa|son|ses)\b",
    "mot": r"[a-z]{3,}|\bco2\b",
    "desinence": r"^([a-z0-9]{3,}?)(?:issements?|ements?|aisons?|ations?|itions?|ions?|ages?|ables?|ibles?|ites?|ees?|ies?|antes?|ants?|ents?|er|ir|aux|al|ales?|is|it|es|e|s|x|iques?|iers?|ieres?|eurs?|euses?|ra|ront|t)$",
    "rechange": r"\bpieces? (?:detachees?|de rechange)",
    "locution": r"\ba l'avance\b|\bd'avance\b",
    "negation": r"\bnon[ -](\w+)",
    "complement": r"([a-z]{3,}) (?:de la |de l'|du |des |de |d')([a-z]{3,})",
    "lots": r"\blots? (?:n *° *)?(?:\d(?: (?:a|et) \d)?|[a-h]\b)",
    "qualifie": r"\bde l'eau\b|\beau chaude|\bsur les [a-z]+|\bpour (?!une? duree)(?:les |le |la |l'|une? |des |chaque )[a-z]+|\bde nuit|en semaine|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b(?! \d)|\b(?:premiere?|deuxieme|troisieme|quatrieme|seconde?|derniere?) (?:annee|phase|tranche|periode|livraison|rendu|livrable|version|visite)|\b(?:site|batiment|zone|secteur|tranche|phase|ecole|equipe) [a-z0-9]\b|\burgen[a-z]+|\bmatin\b|\bapres-midi|\bsoir|\bete\b|\bhiver|\bvacances|\bautres?\b|\bcouverture|\binterieur|\benveloppe|\binitiale?\b|\breconductions?\b|\bprovisoire|\bdefiniti\w+|\bd'etape\b|\bfinale?\b|\bmoyen(?:ne)?s?\b|\bzone [a-z]\b|\bpar classe|\bcuisine|\b(?:viandes?|lait|laitiers?|fruits?|legumes?|pain|oeufs?|poissons?|epicerie)\b|\b(?:veille|lendemain|adulte|enfant|homme|femme|annuel|mensuel|trimestriel|semestriel|final|intermediaire)\w*",
    # What a value sets, "§" in its place, where two sentences may say it without a word in common.
    "objet_cloture": r"^(?!.*(?:question|candidature|visite|renseign|audition|echantillon|maquette|negoci|ouverte?s? (?:le|a)\b|garanti|conserv)).*(?:\b(?:offres?|plis?|reponses?|dossiers|propositions?)\b[^§]{0,40}\b(?:recue?s?|parv[a-z]+|arriv[a-z]+|deposee?s?|remise?s?|attendue?s?)\b(?: [^§]{0,20})?\b(?:avant|jusqu'au?|plus tard|apres|pour)\b[^§]{0,20}§|\b(?:offres?|plis?|reponses?) (?:sont|seront) attendue?s? [^§]{0,20}§|\b(?:reception|remise|depot) des (?:offres|plis) [^§]{0,20}§|\b(?:cloture|plateforme ferme|remise (?:des offres )?est close|depots? apres|date limite (?:de|des|:)[^§]{0,30}|date limite)\b[^§]{0,25}§|§[^§]{0,20}\blimite (?:de |des |pour )[^§]{0,20}\b(?:reception|remise|depot|offres|plis)\b[^§]{0,20}\b(?:offres|plis)\b)",
    "objet_question": r"^(?!.*\breponses?\b).*\bquestions?\b[^§]{0,30}\b(?:avant|jusqu'au?|plus tard|apres)\b[^§]{0,10}§",
    "objet_validite": r"\b(?:candidats?|soumissionnaires?|auteurs?|assureurs?)\b[^§]{0,25}\b(?:tenus?|lies?|engages?)\b[^§]{0,30}§|\boffres?\b[^§]{0,25}\b(?:engag|valables?|valide|tenu|mainten|lie)[a-z]*[^§]{0,25}§|\bvalidite(?: des offres| de l'offre)?\b[ .:]*(?:est |fixee |de |a )*§|§ (?:de|pendant) [^§]{0,15}\b(?:validite\b(?! (?:du|de la|des (?!offres)))|l'offre lie)",
    "objet_duree": r"^(?!.*(?:reconductible|reconductions|renouvel|total|tranche|garantie|lots? \d)).*(?:\b(?:marche|contrat|accord-cadre)(?: est| sera)?(?: conclu| passe| signe)?(?: prend effet [^§;]{0,30})?(?: de| d'une duree de| pour(?: une duree de)?) §|(?:issue|terme|expiration|fin) des § (?:du (?:marche|contrat)|de la premiere periode)|§,? terme du (?:marche|contrat))",
    "objet_execution": r"^(?!.*(?:phase|tranche|chaque|\blots? \d|etape|\bpar\b|heures?\b)).*(?:\btravaux (?:durent|dureront) §|\bdelai (?:total|global)(?: d'execution)? (?:de|est de) §|\bacheve[a-z]* (?:en|sous|dans les) §|§,? (?:terme des travaux|au total\b|en tout\b|pour tout\b))",
    "objet_autre": r"\b(?:ouverte?s? (?:le|a)|candidatures?|nouvelles? offres?|offres? finales?|visites?|echantillons?|maquettes?|auditions?|reponses aux questions|en ligne)\b",
    "rappelle": r"\brappel ?:|\bpour rappel|\brappele|\brecapitul|\bprevue?s?\b|\bdemandee?\b|\bimparti|\bfixee?s?\b|\brefuse|\brejete|\belimin|\brespect\w*|\bne peut|\bn'accepte|non-livraison|\bs'acheve|\bau-dela\b|\bpasse l|\bcontrol\w+|\bau terme\b|\bfin des\b|\bcompte tenu|\bapres le\b",
    "avant_sanction": r"mise en demeure|rappel ecrit|apres avoir entendu|pour repondre",
    "palier": r"\W*\d{1,2} (?:points? )?: ",
    "condition": r"\b(?:si|s'il|quand|lorsqu\w*|apres une?)\b",
    "assiette": r"(?:%|pour cent) (?:de la|du|de l') ?(?:[a-z]+ )?$",
    "borne": r"\b(?:moins de|plus de|jusqu'a|dessus de|dessous de) $",
    "duree_en_h": r"(?:\bsous|\ben|\bdans les|\bdelai (?:maximal |maximum )?(?:de|est de)|\bduree (?:de|est de)|\bpendant|\bdurant|\btoutes les|\bau moins|\bplus de|\bmoins de) $",
    "sanction": r"penalit|retenue|amende|retard|manqu",
    "total": r"total|en tout|soit",
}


@cache
def as_pattern(source: str) -> re.Pattern[str]:
    """An expression as Python reads it: \\w and \\b know the letters without accents, as in the browser."""
    return re.compile(re.sub(r"\(\?<([a-z])", r"(?P<\1", source), re.ASCII)


class _Patterns(dict[str, re.Pattern[str]]):
    """Each expression by its name, as Python reads it: compiled when it is first asked for. Raises KeyError."""

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = found = as_pattern(SOURCES[name])
        return found


E = _Patterns()
