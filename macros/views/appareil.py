"""What the guide keeps on the reader's device: the one list, which its page shows, clears and the tests compare with the browser."""

from dataclasses import dataclass

EFFACER = "Jusqu'à ce que vous l'effaciez, ici ou dans votre navigateur"


@dataclass(frozen=True)
class Conserve:
    """`cle`: the name in the browser's memory. `page`: the address of the tool's page, from the site's root."""

    cle: str
    nom: str
    contenu: str
    finalite: str
    duree: str = EFFACER
    page: str = ""


CONSERVES = (
    Conserve("guide-theme", "Le thème", "Clair ou sombre.", "Retrouver le même affichage à la page suivante"),
    Conserve(
        "guide-onglet", "L'onglet", "Acheteur, Élu ou Fournisseur.", "Ouvrir le même onglet sur la fiche suivante"
    ),
    Conserve(
        "guide-public",
        "Le tri de la recherche",
        "Pour les agents, les élus, les fournisseurs ou les nouveaux d'abord.",
        "Trier de même la recherche suivante",
        page="recherche/",
    ),
    Conserve(
        "guide.cible-vote",
        "Le vote de la cible des élus",
        "Clauses choisies, points donnés, numéro de la personne.",
        "Reprendre l'atelier après une coupure",
        "Jusqu'à ce que vous le remettiez à zéro, ici ou dans l'outil",
        "outils/cible-elus/",
    ),
    Conserve(
        "guide.dossiers",
        "Vos dossiers de marché",
        "Clauses choisies, valeurs, notes, objet et montant : ce que vous avez mis dans « Mon dossier ».",
        "Retrouver un dossier la fois suivante",
        "Jusqu'à ce que vous le supprimiez, ici ou dans l'outil",
        "outils/mon-dossier/",
    ),
    Conserve(
        "guide.boucle",
        "La boucle d'écran que vous composez",
        "Diapositives choisies, leur ordre et leur durée, titre, fuseau horaire.",
        "La retrouver la fois suivante",
        page="ecrans/composer/",
    ),
    Conserve(
        "guide.controles",
        "Le suivi de vos marchés",
        "Dates du marché, pièces reçues et vérifiées, observations : ce que vous notez des contrôles.",
        "Retrouver le suivi la fois suivante",
        "Jusqu'à ce que vous l'effaciez, ici ou dans l'outil",
        "outils/mon-dossier/",
    ),
    Conserve(
        "guide.notation",
        "Votre simulation de notation",
        "Objet, formule, critères, offres : ce que vous avez tapé dans le simulateur.",
        "Reprendre la simulation la fois suivante",
        "Jusqu'à ce que vous l'effaciez, ici ou par le bouton « Revenir à l'exemple » de l'outil",
        "outils/simulateur-notation/",
    ),
    Conserve(
        "guide.relire",
        "Votre brouillon relu",
        "Le texte que vous avez donné à relire, le nom de son fichier si vous en avez ouvert un, et les points que vous avez écartés, avec leur raison.",
        "Reprendre la relecture la fois suivante",
        "Jusqu'à ce que vous l'effaciez, ici ou par le bouton « Effacer » de l'outil",
        "outils/relire/",
    ),
    Conserve(
        "guide.relire-achat",
        "L'achat de votre brouillon",
        "Ce que vous achetez, le montant estimé, l'acheteur et la date de lancement, si vous les avez dits en relisant un brouillon.",
        "Retrouver les règles de cet achat la fois suivante",
        "Jusqu'à ce que vous l'effaciez, ici ou par le bouton « Effacer » de l'outil",
        "outils/relire/",
    ),
    Conserve(
        "guide-parcours",
        "Votre parcours",
        "Rôle, réponses aux questions, modules terminés avec leur date, premiers pas cochés.",
        "Reprendre où vous en étiez, remplir l'attestation",
        "Jusqu'à ce que vous l'effaciez, ici ou par le bouton « Effacer ma progression »",
        "parcours/nouvel-arrivant/",
    ),
    Conserve(
        "dossier-fournisseur",
        "Votre dossier de fournisseur",
        "Lignes cochées, dates et lieux de vos pièces, vos pratiques, vos marchés et leurs membres.",
        "Retrouver votre dossier la fois suivante, préparer un envoi",
        "Jusqu'à ce que vous l'effaciez, ici ou par le bouton « Tout effacer » du dossier",
        "fournisseurs/dossier/",
    ),
    Conserve(
        "guide.proposer",
        "Vos propositions",
        "Ce que vous avez écrit dans chaque formulaire de la page « Proposer ».",
        "Reprendre la proposition la fois suivante",
        "Jusqu'à ce que vous l'effaciez, ici ou par le bouton « Tout effacer » du formulaire",
        "contribuer/proposer/",
    ),
    Conserve(
        "guide.relecture",
        "Vos décisions de relecture",
        "Décisions prêtes et décision en cours : clause, rôle, dates, réponses, remarques. Édition interne seulement.",
        "Reprendre une relecture interrompue, enregistrer le fichier des décisions",
        "Jusqu'à ce que vous l'effaciez, ici ou par le bouton « Tout effacer » de la page",
    ),
)
