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
    """A figure has the elements, and the values, that its form needs: none where they come from the guide itself."""
    for module in catalog.all(ModuleDeParcours):
        figure = module.figure
        if (figure.forme in ("processus", "clauses")) == bool(figure.elements):
            wanted = (
                "ne pas remplir « elements », le guide les tire de ses fiches"
                if figure.elements
                else "remplir « elements »"
            )
            yield Finding(module, ("figure",), f"forme « {figure.forme} » : {wanted}")
        if figure.forme == "cercles" and len(figure.elements) != 3:
            yield Finding(module, ("figure",), "la forme « cercles » demande trois éléments")
        for index, element in enumerate(figure.elements):
            if (element.valeur is None) == (figure.forme == "barres"):
                yield Finding(
                    module,
                    ("figure", "elements", index),
                    "« valeur » se remplit pour la forme « barres », et pour elle seule",
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
