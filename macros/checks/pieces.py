"""Rules on what may stand in which document of the tender."""

import re
from collections.abc import Iterator

from ..model import Catalog, Clause
from ..model.ecrits import ecrits, preuves
from ..read.yaml_source import KeyPath
from ..text.language import SENTENCE_END
from .finding import Finding
from .portee import current

_CONTRACT = frozenset({"CCAP", "CCTP", "CCP", "AE"})
"""The documents that bind the holder. The rules of the consultation (RC) are not one of them."""
_DUTY = re.compile(
    r"\bcontractuel\w*|\b(?:le|du|au) titulaire\b(?! (?:sortant|pressenti|actuel|d'un|du label|du certificat))"
    r"|\bs'engage à exécuter\b|\b(?:en cours d'|pendant l')exécution\b"
    r"|\brésili(?:ations?|ée?s?|er|e)\b|\bréfactions?\b|\bmise en demeure\b",
    re.IGNORECASE,
)
"""Words of a contract: in the rules of the consultation alone, they bind nobody."""
_PENALTY = re.compile(r"\bpénalités?\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:fixé|prévu|plafonné|défini)(?:e|s|es)?(?: et \w+)? (?:au|par le|dans le) (?:CCAP|CCP)\b")
_FREE_WORK = r"(?:échantillon|maquette|prototype|esquisse|création|scénario|cas pratique|avant-projet|plan)s?"
_COST = re.compile(
    "|".join(
        (
            r"\bdevis(?: (?!non |pas |jamais |sans )[\w']+){0,3} signés?\b",
            r"\bprécontrats?\b",
            r"\bcontrats? (?:de \S+ )?signés?(?: [\w']+){0,6} (?:offre|candidat)\b",
            rf"\b{_FREE_WORK}(?: [\w']+){{0,3}} non (?:indemnisé|rémunéré|payé|remboursé|repris|restitué)\w*",
            rf"\b{_FREE_WORK}(?: [\w']+){{0,3}} (?:gratuite?s?|gracieusement|(?:aux frais|à la charge) du candidat)\b",
            rf"\b{_FREE_WORK}(?: [\w']+){{0,3}} sans (?:prime|indemnité|rémunération|contrepartie)\b",
            r"\b(?:candidats?|soumissionnaires?)(?: [\w']+){1,6} à (?:ses|leurs) frais\b",
        )
    )
)
"""What a losing bidder would have paid for, in small letters: three times as fast as to look for both."""
_REFUSAL = re.compile(r"\b(?:aucune?s?|ni|pas|jamais|sans|interdit\w*|non|refus\w*)\b", re.IGNORECASE)
"""Before such words in their sentence: the clause forbids them."""
_BIDDER = re.compile(r"\b(?:candidats?|candidatures?|offres?|soumissionnaires?)\b", re.IGNORECASE)
_AFTER_AWARD = frozenset({"execution", "fin"})


def devoir_dans_le_contrat(catalog: Catalog) -> Iterator[Finding]:
    """A duty of the contract never stands in the rules of the consultation (RC) alone: the RC binds no holder."""
    for clause in current(catalog):
        if any(disposition.piece in _CONTRACT for disposition in clause.dispositions):
            continue
        for index, disposition in enumerate(clause.dispositions):
            if disposition.piece == "RC" and (found := _DUTY.search(_flat(disposition.texte))):
                message = (
                    f"« {found[0]} » dans le seul RC, qui n'engage pas le titulaire : "
                    "l'écrire dans une disposition CCAP, CCP, CCTP ou AE"
                )
                yield Finding(clause, ("dispositions", index, "texte"), message)


def penalite_hors_du_reglement(catalog: Catalog) -> Iterator[Finding]:
    """No penalty in the rules of the consultation."""
    for clause in current(catalog):
        for index, disposition in enumerate(clause.dispositions):
            if disposition.piece == "RC" and (found := _PENALTY.search(disposition.texte)):
                message = f"« {found[0]} » dans le RC : la décrire dans « penalites », qui s'écrit au contrat"
                yield Finding(clause, ("dispositions", index, "texte"), message)


def rien_de_fixe_ailleurs(catalog: Catalog) -> Iterator[Finding]:
    """Nothing is « fixé au CCAP »: the value stands in the clause."""
    for clause in current(catalog):
        for key_path, text in clause.texts:
            if "CC" not in text or key_path[0] in ("historique", "sources"):
                continue
            if found := _ELSEWHERE.search(_flat(text)):
                message = (
                    f"« {found[0]} » ne fixe rien : écrire la valeur, avec un paramètre [[nom]] ou une "
                    "ligne de « penalites »"
                )
                yield Finding(clause, key_path, message)


def rien_aux_frais_des_evinces(catalog: Catalog) -> Iterator[Finding]:
    """What is asked of bidders costs nothing to who loses: no signed quote, no sample or mock-up unpaid."""
    for clause in current(catalog):
        for key_path, text in (*ecrits(clause), *preuves(clause)):
            flat = _flat(text)
            if not _COST.search(flat.lower()):
                continue
            under_contract = _is_under_contract(clause, key_path)
            for sentence in SENTENCE_END.split(flat):
                found = _COST.search(sentence.lower())
                if not found or _REFUSAL.search(sentence[: found.start()]):
                    continue
                if under_contract and not _BIDDER.search(sentence):
                    continue
                message = (
                    f"« {sentence[found.start() : found.end()]} » coûte à qui perd : demander un devis daté, une pièce qui existe "
                    "déjà, ou verser une prime"
                )
                yield Finding(clause, key_path, message)
                break


def _is_under_contract(clause: Clause, key_path: KeyPath) -> bool:
    """True for a text that only the holder meets: one of the contract, or a proof that comes after the award."""
    match key_path:
        case ("dispositions", int(index), _):
            return clause.dispositions[index].piece in _CONTRACT
        case ("verification", int(index), _):
            return clause.verification[index].moment in _AFTER_AWARD
        case (field, *_):
            return field in ("penalites", "suites")
    return False


def _flat(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
