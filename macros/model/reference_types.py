"""The typed references of the models: what names a record, and what names a term of a closed list."""

from typing import Annotated

from .base import Id, Reference, TermeId

RefClause = Annotated[Id, Reference("clauses")]
RefEtudeDeCas = Annotated[Id, Reference("etudes-de-cas")]
RefFamille = Annotated[Id, Reference("familles")]
RefGlossaire = Annotated[Id, Reference("glossaire")]
RefKit = Annotated[Id, Reference("kits")]
RefPair = Annotated[Id, Reference("pairs")]
RefRecommandation = Annotated[Id, Reference("recommandations")]
RefTexte = Annotated[Id, Reference("textes")]

TermeAcheteurs = Annotated[TermeId, Reference("vocabulaires/acheteurs")]
TermeActeurs = Annotated[TermeId, Reference("vocabulaires/acteurs")]
TermeArticles2006 = Annotated[TermeId, Reference("vocabulaires/articles-2006")]
TermeChapitres = Annotated[TermeId, Reference("vocabulaires/chapitres")]
TermeConfiances = Annotated[TermeId, Reference("vocabulaires/confiances")]
TermeConsiderationsEnvironnementales = Annotated[TermeId, Reference("vocabulaires/considerations-environnementales")]
TermeConsiderationsSociales = Annotated[TermeId, Reference("vocabulaires/considerations-sociales")]
TermeCpv = Annotated[TermeId, Reference("vocabulaires/cpv")]
TermeDimensions = Annotated[TermeId, Reference("vocabulaires/dimensions")]
TermeEtapes = Annotated[TermeId, Reference("vocabulaires/etapes")]
TermeEtatsVerification = Annotated[TermeId, Reference("vocabulaires/etats-verification")]
TermeMoments = Annotated[TermeId, Reference("vocabulaires/moments")]
TermeNaturesCas = Annotated[TermeId, Reference("vocabulaires/natures-cas")]
TermeNaturesTexte = Annotated[TermeId, Reference("vocabulaires/natures-texte")]
TermeNiveaux = Annotated[TermeId, Reference("vocabulaires/niveaux")]
TermePieces = Annotated[TermeId, Reference("vocabulaires/pieces")]
TermePublics = Annotated[TermeId, Reference("vocabulaires/publics")]
TermeRelecteurs = Annotated[TermeId, Reference("vocabulaires/relecteurs")]
TermeResultatsDeRetour = Annotated[TermeId, Reference("vocabulaires/resultats-de-retour")]
TermeRoles = Annotated[TermeId, Reference("vocabulaires/roles")]
TermeStatuts = Annotated[TermeId, Reference("vocabulaires/statuts")]
TermeTailles = Annotated[TermeId, Reference("vocabulaires/tailles")]
TermeThemes = Annotated[TermeId, Reference("vocabulaires/themes")]
TermeTypesAcheteurs = Annotated[TermeId, Reference("vocabulaires/types-acheteurs")]
