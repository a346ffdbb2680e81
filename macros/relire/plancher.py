"""What shows, in a draft, that a line of the legal floor is followed. A line is ticked on sure words only: a false tick costs more than a passage left to the reader."""

from typing import Any

from .expressions import SOURCES
from .motifs import expression

_TENUS = "(titulaire*|prestataire*|entrepreneur*|entreprise*|fournisseur*|intervenant*|formateur*|attributaire*|exploitant*|imprimeur*|traiteur*|sous-traitant*|cocontractant*|hébergeur*)"
_ELOIGNES = "(insertion|éloignée* (* )?de l'emploi|éloignée* durablement|apprenti*|alternant*|en alternance|demandeurs d'emploi|demandeur d'emploi|allocataires du rsa|bénéficiaires du rsa|entreprises? adaptées?|esat|structures? d'insertion|travailleurs handicapés|travailleur handicapé|quartiers prioritaires)"
_VERTS = (
    "environnement (de (production|test|recette|travail|développement)|numérique|informatique|logiciel|technique|existant)",
)
"""« environnement » of another sort, passed over."""
_VERT = (
    *("environnement", "environnementa*", "écologi*", "écolabel*", "carbone", "émissions", "gaz à effet", "co2", "pue"),
    *("énergie*", "énergétique*", "électricité", "électrique*", "renouvelable*", "recycl*", "réemplo*", "réutilis*"),
    *("reconditionn*", "remanufactur*", "d'occasion", "consign*", "déchet*", "biodéchet*", "compost*", "tri", "tri_*"),
    *("trié*", "trie", "trient", "gaspillage", "phytosanitaire*", "pesticide*", "biodiversité", "sobriété", "sobre*"),
    *("durable*", "durablement", "biologique*", "train", "trains", "vélo*", "emballage*", "réparab*", "réparer"),
    *("écoconception", "éco-conception", "pages? … (ko|mo|poids|pès*|requêtes)", "poids … pages?", "eau froide"),
    *("eau de pluie", "dosage", "doseur*", "plastique*", "tourbe", "végétarien*", "pièces détachées", "pesée"),
    *("transports? en commun", "faibles émissions", "recto verso", "recto-verso", "avion"),
)
_ACTES = (
    "(tri|trie|trient|trié|triés|triée|triées) … (flux|déchets|emballages|bacs)",
    "(flux|déchets|emballages|bacs) … (trié|triés|triée|triées)",
    "(recyclé*|réemployé*|réutilisé*|reconditionné*|remanufacturé*|compostée?s?|réparables?|réutilisables?|recyclables?)",
    "(caisse*|bac|bacs|palette*|contenant*|emballage*|bouteille*|gobelet*|cageot*|cagette*|conteneur*|fûts?|boissons?|plaque*|verres?|vaisselle) … consignée?s?",
    "consignée?s? … (repris*|reprend*|rendu*|retour*)",
    "(recycle|réemploie|réutilise|reconditionne|composte|valorise|répare)",
    "(réemploi|réutilisation|recyclage|compostage|valorisation|méthanisation)",
    "(aucun*|interdit*|sans|zéro|proscrit*|exclu*|n'emploie|n'utilise) … (phytosanitaire*|pesticide*|plastique*|tourbe|emballage*|suremballage*)",
    "(phytosanitaire*|pesticide*|plastique*|tourbe|avion|suremballage*) … (interdit*|exclu*|proscrit*|n'est pas|ne sont pas)",
    "tourbe interdite",
    "(pue|empreinte|émissions) … #",
    "# ?(kg|g|kilogrammes|tonnes) … (co2|carbone)",
    "pages? … # ?(ko|mo|kilooctets|requêtes)",
    "(poids|requêtes) … pages? … #",
    "(électricité|énergie*|gaz) … (renouvelable*|verte|garanties d'origine)",
    "(véhicule*|engin*|tondeuse*|matériel*|camion*|outil*|utilitaire*) … (électrique*|à faibles émissions|hydrogène|biognv)",
    "(vien*|voyag*|rend*|déplac*|trajet*|venue*|arriv*) … (train|trains|vélo*|transports? en commun|à pied)",
    "(train|trains|vélo*|transports? en commun) … (trajet*|déplacement*|billets)",
    "(livr*|tournée*) … (vélo*|vélo-cargo*|cargo)",
    "agriculture biologique",
    "(écolabel* … équivalent*|label écologique)",
    "(gérées durablement|gestion durable) … équivalent*",
    "emballages? … (repris|reprend|repren*|collect*|retir*)",
    "(reprend|repren*|repris|retir*) … emballages?",
    "(consommation*|consomme*) … # ?(kwh|litres|w|watts|m3|l)",
    "(relevé*|bilan*|bordereau*) … (consommation*|émissions|déchets)",
    "gaspillage … (pes*|mesur*|#)",
    "(eau froide|eau de pluie|recto verso|recto-verso|doseur*|dosage automatique|végétarien*)",
    "pièces détachées … # ?ans",
    "(indice|note) de (réparabilité|durabilité) … #",
)
_TENUE = (
    _TENUS,
    "(est|sont|n'est|ne sont|doit|doivent|sera|seront|reste|restent)",
    "(au (moins|plus|minimum|maximum)|minimum|maximum|interdit*|aucun*|proscrit*)",
    "# ?%",
    "(vien*|voyag*|pèse*|contien*|affich*|remet*|consomm*|dispos*)",
)
"""What says that the contract holds someone to it."""
_ETUDES = (
    "(porte|portent|portant) (* )*sur",
    "(a|ont) pour objet",
    "(étude*|diagnostic|rapport|mission|formation|campagne|film|enquête|guide|atelier*) (* )*(analyse*|examine*|évalue*|traite*|compare*|présente*|aborde*|décri*|identifie*|recense*|explique*|sensibilise*)",
    f"{_TENUS} (* )*(analyse*|étudie*|évalue*|examine*|compare*|présente*|propose*|recense*|identifie*|enquête*|diagnostique*|modélise*|élabore*|rédige*|anime*|explique*|sensibilise*|collecte*|conseille*)",
    "(recommandation*|sans portée|facultati*)",
    "(scénario*|programme d'actions|stratégie|feuille de route|sensibilis*)",
)
"""What the purchase is about, which is not how it is performed."""
_PEINES = (
    *("pénalité*", "pénalisé*", "défaut d*", "# ?(€|euros) (ht )?(par|/)", "manquante?s?", "sanction*", "retenues?"),
    "(non|pas) ?-?(réalisé*|respect*|remis*|recrut*|effectu*|fait*)",
    "(sont|est) (ceux|celles|réglée?s?|fixée?s?|renvoyée?s?|à l'article|au ccap)",
)
_LOI = (
    "(respecte*|conforme à|conformes à|se conforme*|applique*|observe*|satisfai*) … (réglementation*|législation*|lois?|codes?|droit|textes|normes|principes?|obligations? légales?|conventions?|dispositions? légales)",
    "(respecte*|se conforme*|applique*|observe*) … (égalité|non-discrimination)",
)
"""To follow the law is asked of everyone."""
_DU_CANDIDAT = ("candidat*", "soumissionnaire*", "(l'|leur |son |sa |les )offres?", "concurrent*")
_ACHETEUR = (
    "(commune|ville|métropole|département|région|syndicat|université|hôpital|chu|établissement|communauté|agglomération|état|collectivité|acheteur) (a|ont|est engag*|souhaite*|s'est|mène*|dispose*|pratique*|trie|recycle*)",
    "label (ville*|territoire*)",
    "elle (recycle*|trie|mène|souhaite|a)",
)
_SOCIAL = (
    "insertion",
    "handicap*",
    *("éloignée* (* )?de l'emploi", "apprenti*", "apprentissage", "alternan*", "égalité", "clauses? sociales?"),
    *(
        "conditions? sociales?",
        "salaire*",
        "droits humains",
        "droits de l'homme",
        "travail des enfants",
        "travail forcé",
    ),
    *("économie sociale", "esat", "entreprises? adaptées?", "demandeurs? d'emploi", "rsa", "l?2112-2-1", "l?3114-2-1"),
    *("quartiers prioritaires", "organisation internationale du travail", "commerce équitable"),
)
_AUTRE_INSERTION = (
    "insertion … (paysage*|paysagère*|site|page|texte|image*|logo*|annonce*|publicit*|urbaine|architecturale|encart*)",
    "égalité de traitement",
)
_ACTES_SOCIAUX = (
    f"# ?(heures|h|%) … {_ELOIGNES}",
    f"{_ELOIGNES} … # ?(heures|h)",
    f"(réserv*|consacr*|confi*|affect*|embauch*|recrut*|accueil*|fait appel|sous-trait*) … {_ELOIGNES}",
    f"{_ELOIGNES} … (réservée?s?|affectée?s?|embauchée?s?|recrutée?s?|accueillie?s?)",
    "heures d'insertion … (sont|est|réalis*)",
    "(réservée?s?|réserve) … (entreprises? adaptées?|esat|insertion|économie sociale|l?2113-1#)",
    "(droits humains|droits de l'homme|travail des enfants|travail forcé|organisation internationale du travail) … (remet*|audit*|rapport*|attest*|liste*)",
    "(remet*|audit*|liste*) … (droits humains|droits de l'homme|travail des enfants|travail forcé|organisation internationale du travail)",
)
_RESERVE = ("réserv* … (entreprises? adaptées?|esat|insertion|économie sociale|l?2113-1#)",)
"""What only the buyer can write, in any document."""
_EXCEPTIONS = (
    "(solution|offre) … (immédiatement|directement) disponible*",
    "immédiatement disponible*",
    "lien … (insuffisant*|trop faible|pas suffisant|insuffisamment)",
    "(pas|insuffisamment|sans) … lien … suffisant",
    "(restrei*|restrict*|rédui*) … concurrence",
    "concurrence … (restrei*|rédui*)",
    "(techniquement|économiquement) … difficile*",
    "(moins de|inférieure? à) (six|6) mois",
)
_ARTICLE_SOCIAL = ("(l. ?|l)?(2112-2-1|3114-2-1)",)
_SANS_CLAUSE = (
    "(exception|exceptée?s?|dispens*|renonc*|déroge*|écart*|aucune … (condition|clause)|(ne|n'|sans) … (condition|clause))",
)
_CRITERE = (
    *("environnement", "environnementa*", "écologi*", "éco-?conception", "écoresponsab*", "éco-responsab*", "carbone"),
    *("émissions", "co2", "sobriété", "recycl*", "réemplo*", "réutilis*", "reconditionn*", "réparab*", "biodiversité"),
    *("déchets?", "biologique*", "faibles émissions"),
)
_CRITERE_VAGUE = ("développement durable", "durabilité", "énergétique*", "énergie", "climat*", "responsab*", "rse")
_DE_LA_FIRME = (
    *("démarche*", "enjeux", "compréhension", "engagements?"),
    "rse",
    "(politique|démarche|engagement*|charte|stratégie|certification*) … (candidat*|entreprise*|société*|loueur|fournisseur|prestataire|groupe|structure|soumissionnaire)",
    "politique",
    "responsabilité (sociale|sociétale)",
)
_COUT = ("coût (global|complet|total|du cycle de vie|d'usage|d'utilisation|de possession)", "cycle de vie")

PREUVES_DE_REGLES: dict[str, tuple[str, ...]] = {
    "egalim-restauration": (
        "# ?% … (durables?|de qualité) … # ?% … (biologique*|bio)",
        "# ?% … (biologique*|bio) … # ?% … (durables?|de qualité)",
    ),
    "cantines-sans-plastique": (
        "(sans|aucun*|interdit*|pas de) … plastique*",
        "plastique* … (interdit*|exclu*|proscrit*)",
        "(contenants?|bacs?|barquettes?) … (inox|verre|porcelaine|céramique)",
    ),
    "gaspillage-alimentaire": ("gaspillage … (pes*|mesur*|#)", "(pes*|mesur*) … gaspillage"),
    "agec-mobilier": ("# ?% … (réemplo*|réutilis*|recycl*|d'occasion|reconditionn*|seconde main)",),
    "agec-papier": ("# ?% … recycl*", "recycl* … # ?%"),
    "agec-textile": ("# ?% … (réemplo*|réutilis*|recycl*)", "(réemplo*|réutilis*|recycl*) … # ?%"),
    "agec-informatique": ("# ?% … (réemplo*|réutilis*|recycl*|reconditionn*|d'occasion)",),
    "agec-declaration": (
        "(état|relevé|bilan|tableau|déclar*) … (réemplo*|réutilis*|recycl*)",
        "(réemplo*|réutilis*|recycl*) … (état|relevé|bilan|déclar*)",
    ),
    "vehicules-faibles-emissions": (
        "# ?% … (faibles émissions|électrique*|hydrogène)",
        "faibles émissions … # ?%",
        "# … électriques",
    ),
    "services-de-transport-faibles-emissions": (
        "# ?% … (faibles émissions|électrique*|hydrogène|biognv)",
        "faibles émissions … # ?%",
    ),
    "pneus-rechapes": ("pneu* … rechapé*",),
    "zero-phyto": (
        "(aucun*|sans|zéro|interdit*) … (phytosanitaire*|pesticide*)",
        "zéro(-| )phyto",
        "(phytosanitaire*|pesticide*) … (interdit*|exclu*|proscrit*)",
    ),
    "personnel-a-reprendre": ("(liste|effectif*|masse salariale) … personnel* … repren*", "personnel à reprendre"),
    "services-en-ligne-accessibles": (
        "rgaa",
        "référentiel général d'amélioration de l'accessibilité",
        "wcag",
        "en 301 549",
    ),
    "indices-reparabilite-durabilite": ("indice* de (réparabilité|durabilité)",),
    "sans-deforestation": ("sans déforestation", "(zéro|non issu* de la) déforestation", "2023/1115"),
    "diagnostic-materiaux": ("diagnostic … (produits|équipements|matériaux|pemd)", "pemd"),
    "eclairage-la-nuit": ("(éclairage|luminaire*) … (extin*|étein*|ulr|température de couleur|kelvin*|lumens?)",),
    "marches-globaux-part-pme": (
        "(part|confi*|réserv*|exécut*) … # ?% … (pme|petites et moyennes entreprises|artisans)",
    ),
    "plastique-jetable-etat": ("(aucun*|sans|interdit*) … (plastique*|usage unique|jetable*)",),
    "materiel-informatique-reforme": (
        "(matériel*|équipement*) … (réformé*|réforme) … (réemplo*|réutilis*|reconditionn*|don)",
    ),
}
"""Id of a duty of one segment -> what is written where a draft follows it. A duty without words here is left to the reader."""


def donnees_du_plancher() -> dict[str, Any]:
    """The expressions that relire-plancher.js looks for, in folded text; `regles`: those of PREUVES_DE_REGLES."""
    return {
        "contexte": SOURCES["contexte"],
        "titre_de_contexte": SOURCES["titre_de_contexte"],
        "acheteur_agit": SOURCES["acheteur_agit"],
        **{name: expression(motifs) for name, motifs in _EXPRESSIONS.items()},
        "mots": expression(_TOUS, partout=True),
        "regles": {name: expression(motifs) for name, motifs in PREUVES_DE_REGLES.items()},
    }


_AUTRES = (
    *("rgaa", "wcag", "301 549", "référentiel général", "personnel*", "déforestation", "2023/1115", "diagnostic"),
    *(
        "pemd",
        "éclairage",
        "luminaire*",
        "pme",
        "artisans",
        "rechapé*",
        "contenants?",
        "barquettes?",
        "bio",
        "jetable*",
    ),
    *("seconde main", "usage unique", "hydrogène", "biognv", "réformé*", "réforme", "zéro(-| )phyto"),
)
_TOUS = tuple(dict.fromkeys((*_VERT, *_SOCIAL, *_CRITERE, *_CRITERE_VAGUE, *_COUT, *_AUTRES)))
"""One of these is in every sentence that can be more than nothing: looked for first, in the whole text."""
_EXPRESSIONS = {
    "titre_d_objet": ("objet", "définitions?", "pièces", "documents contractuels", "pénalités?"),
    "vert": _VERT,
    "autre_vert": _VERTS,
    "actes": _ACTES,
    "tenue": _TENUE,
    "tenus": (_TENUS,),
    "etudes": _ETUDES,
    "peines": _PEINES,
    "loi": _LOI,
    "du_candidat": _DU_CANDIDAT,
    "acheteur": _ACHETEUR,
    "social": _SOCIAL,
    "autre_insertion": _AUTRE_INSERTION,
    "actes_sociaux": _ACTES_SOCIAUX,
    "reserve": _RESERVE,
    "exceptions": _EXCEPTIONS,
    "article_social": _ARTICLE_SOCIAL,
    "sans_clause": _SANS_CLAUSE,
    "critere": _CRITERE,
    "critere_vague": (*_CRITERE, *_CRITERE_VAGUE),
    "de_la_firme": _DE_LA_FIRME,
    "cout": _COUT,
    "poids": ("# ?(%|points?|pts)",),
    "lettre": (
        "valant (cahier|contrat|marché|ccap|cctp|ccp)",
        "lettre (de consultation|de commande|valant)",
        "consultation valant",
    ),
    "prix": ("prix",),
    "attribution": ("prix", "critère*", "(choix|jugement|attribution) des? offres?", "note*", "pondér*"),
}
