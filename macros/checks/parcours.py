"""Rules on the modules of the onboarding path: a newcomer cannot tell a wrong answer from a right one."""

from collections.abc import Iterator

from ..model import Catalog, ModuleDeParcours, TexteJuridique
from ..text.language import LINK, split_address
from .finding import Finding


def une_seule_reponse_juste(catalog: Catalog) -> Iterator[Finding]:
    """A question has exactly one right answer, and no answer is written twice."""
    for module in catalog.all(ModuleDeParcours):
        for index, question in enumerate(module.quiz):
            right = sum(answer.juste for answer in question.reponses)
            if right != 1:
                yield Finding(
                    module,
                    ("quiz", index, "reponses"),
                    f"{right} réponses marquées « juste: true » : attendu une seule",
                )
            if len({answer.texte for answer in question.reponses}) < len(question.reponses):
                yield Finding(
                    module, ("quiz", index, "reponses"), "deux réponses identiques : attendu des réponses différentes"
                )


def question_appuyee_sur_une_fiche(catalog: Catalog) -> Iterator[Finding]:
    """What a quiz teaches is in the guide: the explanations of a question cite a record."""
    for module in catalog.all(ModuleDeParcours):
        for index, question in enumerate(module.quiz):
            if not any(LINK.search(answer.explication) for answer in question.reponses):
                yield Finding(
                    module,
                    ("quiz", index, "reponses"),
                    "aucune explication ne cite une fiche : ajouter un lien, par exemple [mot](textes/ccp-l2112-2)",
                )


def figure_dessinable(catalog: Catalog) -> Iterator[Finding]:
    """A figure has what its form needs, and follows a part that the module has."""
    for module in catalog.all(ModuleDeParcours):
        figure = module.figure
        needed = {"barres": "elements", "suite": "elements"}.get(figure.forme, figure.forme)
        if figure.forme != "passages" and not getattr(figure, needed):
            yield Finding(module, ("figure",), f"forme « {figure.forme} » : remplir « {needed} »")
        if figure.apres > len(module.parties):
            yield Finding(
                module, ("figure", "apres"), f"{figure.apres} : attendu une des {len(module.parties)} parties du module"
            )
        for index, element in enumerate(figure.elements):
            if figure.forme in ("barres", "suite") and (element.valeur is None) == (figure.forme == "barres"):
                yield Finding(
                    module,
                    ("figure", "elements", index),
                    "« valeur » se remplit pour la forme « barres », et pour elle seule",
                )


def figure_dit_tous_ses_etats(catalog: Catalog) -> Iterator[Finding]:
    """Whatever the reader chooses in a figure has its words: each demand at each place once, offers in an order, thresholds that are known."""
    for module in catalog.all(ModuleDeParcours):
        figure = module.figure
        places = [place.etape for place in figure.lieux.endroits] if figure.lieux else []
        for index, demand in enumerate(figure.lieux.demandes if figure.lieux else ()):
            if [effect.etape for effect in demand.effets] != places:
                yield Finding(
                    module,
                    ("figure", "lieux", "demandes", index, "effets"),
                    f"attendu un effet par endroit, dans leur ordre : {', '.join(places)}",
                )
        if figure.offres and not figure.offres.notes[0] < figure.offres.notes[1] <= figure.offres.sur:
            yield Finding(
                module,
                ("figure", "offres", "notes"),
                f"attendu deux notes sur {figure.offres.sur}, la seconde plus haute que la première",
            )
        for index, case in enumerate(figure.seuils):
            for threshold in catalog.achat.seuils if catalog.achat else ():
                if not any(
                    one.du <= case.date and (one.au is None or case.date <= one.au) for one in threshold.periodes
                ):
                    yield Finding(
                        module,
                        ("figure", "seuils", index, "date"),
                        f"le seuil « {threshold.id} » n'est pas connu à cette date : attendu une date de ses périodes",
                    )


def module_dit_l_etat_des_textes(catalog: Catalog) -> Iterator[Finding]:
    """In a module as in the pages, the words of a link to a legal text say « à vérifier » if and only if it is."""
    for record, key_path, text in catalog.texts:
        if record.kind != "parcours":
            continue
        for link in LINK.finditer(text):
            kind, name = split_address(link["adresse"]) or ("", "")
            target = catalog.find(TexteJuridique, name) if kind == "textes" else None
            if target is not None and ("à vérifier" in link["mot"]) == target.confirme:
                todo = (
                    "lu : retirer « à vérifier » de ce lien"
                    if target.confirme
                    else "à vérifier : le dire dans les mots de ce lien"
                )
                yield Finding(record, key_path, f"le texte « {name} » est {todo}")
