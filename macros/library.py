"""The macros that a page may call: verbs, with literal arguments. Each returns Markdown.

`show_…` shows one record, `list_…` a whole list, `cite_…` the records that a person has chosen.
"""

from collections.abc import Iterable

from .model import Catalog, Record
from .problems import did_you_mean
from .render import Md, escape, render
from .settings import Settings
from .views import (
    agenda,
    appareil,
    calendrier,
    carte_des_cas,
    cible,
    clauses,
    donnees,
    ecrans,
    elements,
    embed,
    experiences,
    familles,
    flux,
    fournisseurs,
    glossaire,
    kits,
    notes,
    nouvelles,
    obligations,
    parcours,
    processus,
    salles,
    textes,
)

_VUES = {
    "clauses": (clauses.clause_vue, "clause.md"),
    "etudes-de-cas": (experiences.cas_vue, "etude-de-cas.md"),
    "recommandations": (experiences.recommandation_vue, "recommandation.md"),
    "pairs": (experiences.pair_vue, "pair.md"),
    "textes": (textes.texte_vue, "texte.md"),
    "familles": (familles.famille_vue, "famille.md"),
    "processus": (processus.etape_vue, "processus-etape.md"),
    "parcours": (parcours.module_vue, "parcours-module.md"),
    "kits": (kits.kit_vue, "kit.md"),
    "salles": (salles.salle_vue, "salle.md"),
}
PAGED_KINDS = tuple(_VUES)
"""The kinds whose records have a page each."""


class Library:
    """The macros over one edition's catalogue. Every method raises ValueError, in French, on a record that is not there."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self.catalog = catalog
        self.settings = settings

    def _get(self, kind: str, record_id: str) -> Record:
        record = self.catalog.find(kind, record_id)
        if record is None:
            raise ValueError(f"« {record_id} » n'est pas une fiche de data/{kind}/ dans cette édition{did_you_mean(record_id, self.catalog.kinds.get(kind, {}))}")
        return record

    def _cite(self, kind: str, ids: Iterable[str]) -> Md:
        return render("liste.md", cartes=elements.cartes(self.catalog, (self._get(kind, record_id) for record_id in ids)), vide="")

    def show_fiche(self, kind: str, record_id: str) -> Md:
        """The whole page of a record."""
        build, template = _VUES[kind]
        return render(template, vue=build(self.catalog, self._get(kind, record_id), self.settings))

    def show_concordance(self) -> Md:
        """The articles of the 2006 code that the guide's origin cites, and today's."""
        return render("concordance.md", lignes=textes.concordance(self.catalog))

    def show_calendrier(self) -> Md:
        """What came and comes into force, as a figure with its list."""
        return render("calendrier.md", calendrier=calendrier.calendrier(self.catalog))

    def show_processus(self) -> Md:
        """The map of the purchase process, as a figure with its list."""
        return render("processus.md", carte=processus.carte_du_processus(self.catalog))

    def show_parcours(self) -> Md:
        """The modules of the onboarding path, by role."""
        return render("parcours.md", parcours=parcours.parcours(self.catalog))

    def show_parcours_imprime(self) -> Md:
        """Every module of the onboarding path, to be printed."""
        return render("parcours-imprime.md", parcours=parcours.parcours_imprime(self.catalog))

    def show_attestation(self) -> Md:
        """The sheet on which a reader states which modules they went through."""
        return render("parcours-attestation.md", parcours=parcours.parcours(self.catalog))

    def show_recherche(self, action: str, type: str = "", libelle: str = "Rechercher dans le guide") -> Md:
        """The search form. `action` is the relative address of the results page; `type` limits them to one kind."""
        return render("recherche.md", action=action, type=type, libelle=libelle, contact=self.settings.contact)

    def show_contact(self) -> Md:
        """The team's address, or that it is still to be written."""
        return self.show_organisation("contact")

    def show_organisation(self, champ: str) -> Md:
        """A value of `extra.organisation`, or that it is still to be written."""
        if champ not in self.settings.organisation:
            raise ValueError(f"« {champ} » n'est pas une clé de extra.organisation{did_you_mean(champ, self.settings.organisation)}")
        return escape(self.settings.organisation[champ])

    def cite_clauses(self, *ids: str) -> Md:
        """Chosen clauses, in the order given."""
        return self._cite("clauses", ids)

    def cite_cas(self, *ids: str) -> Md:
        """Chosen cases."""
        return self._cite("etudes-de-cas", ids)

    def cite_recommandations(self, *ids: str) -> Md:
        """Chosen recommendations."""
        return self._cite("recommandations", ids)

    def cite_textes(self, *ids: str) -> Md:
        """Chosen legal texts."""
        return self._cite("textes", ids)

    def list_segments(self) -> Md:
        """The segments of the first level, with the number of their clauses."""
        return render("segments.md", segments=familles.segments(self.catalog, self.catalog.segments_principaux))

    def list_clauses(self, etape: str) -> Md:
        """Every clause of a stage."""
        known = [term.id for term in self.catalog.terms("etapes")]
        if etape not in known:
            raise ValueError(f"« {etape} » n'est pas une étape{did_you_mean(etape, known)}")
        found = [clause for clause in self.catalog.clauses_vivantes if clause.etape == etape]
        return render("liste.md", cartes=elements.cartes(self.catalog, found), vide="Aucune clause pour cette étape.")

    def list_cas(self) -> Md:
        """Every case, with the questions that filter them."""
        return render("cas-liste.md", liste=carte_des_cas.liste_des_cas(self.catalog))

    def show_carte_des_cas(self, vers: str) -> Md:
        """The cases on a map, and by country. `vers` is the relative address of the list of cases."""
        return render("cas-carte.md", carte=carte_des_cas.carte_des_cas(self.catalog), vers=vers)

    def show_chronologie(self) -> Md:
        """The cases by the year when they began."""
        return render("cas-chronologie.md", chrono=carte_des_cas.chronologie(self.catalog))

    def show_cible(self, vers: str) -> Md:
        """The clauses by political effect and ease of use. `vers` is the relative address of the list of clauses."""
        return render("cible.md", cible=cible.cible(self.catalog), vers=vers)

    def show_note_elus(self, famille: str) -> Md:
        """What an elected official needs to decide on a segment, on one sheet."""
        return render("note-elus.md", vue=notes.note_vue(self.catalog, self._get("familles", famille)))

    def list_deux_clauses(self) -> Md:
        """The two clauses to take first, segment by segment."""
        return render("deux-clauses.md", segments=familles.deux_clauses(self.catalog))

    def list_notes_elus(self) -> Md:
        """The notes of elected officials, by segment."""
        return render("notes-elus.md", notes=notes.notes(self.catalog))

    def list_recommandations(self) -> Md:
        """Every recommendation, by theme."""
        return render("groupes.md", groupes=experiences.recommandations_par_theme(self.catalog), niveau=2)

    def list_pairs(self) -> Md:
        """Every organisation."""
        return render("liste.md", cartes=elements.cartes(self.catalog, self.catalog.records("pairs")), vide="")

    def list_kits(self) -> Md:
        """Every kit, with the time of its session."""
        return render("kits.md", kits=kits.liste_des_kits(self.catalog))

    def list_salles(self) -> Md:
        """Every theme to hang on the walls."""
        return render("liste.md", cartes=elements.cartes(self.catalog, salles.salles(self.catalog)), vide="")

    def list_agenda(self) -> Md:
        """Meetings and visits, the latest first, or that there are none."""
        return render("agenda.md", rencontres=agenda.agenda(self.catalog))

    def show_dossier(self, famille: str) -> Md:
        """What is asked of the suppliers of a segment, as a checklist."""
        return render("dossier.md", vue=fournisseurs.dossier(self.catalog, self._get("familles", famille)))

    def list_dossiers(self) -> Md:
        """Every segment, to its checklist."""
        return render("dossiers.md", segments=fournisseurs.dossiers(self.catalog))

    def list_preuves(self, nature: str) -> Md:
        """The papers of a firm (« administrative »), or the sorts of proof that clauses ask for (« preuve »)."""
        if nature not in ("administrative", "preuve"):
            raise ValueError(f"« {nature} » n'est pas une nature de preuve : attendu « administrative » ou « preuve »")
        return render("preuves.md", preuves=fournisseurs.preuves_vues(self.catalog, nature))

    def list_seuils(self) -> Md:
        """The rules of every purchase that begin at an amount."""
        return render("seuils.md", seuils=fournisseurs.seuils(self.catalog))

    def list_vos_etapes(self) -> Md:
        """The stages of a purchase, as a company sees them."""
        return render("vos-etapes.md", etapes=fournisseurs.vos_etapes(self.catalog))

    def list_textes(self) -> Md:
        """Every legal text by nature, but for the articles of the code de la commande publique."""
        return render("index.md", groupes=textes.textes_par_nature(self.catalog))

    def list_textes_du_code(self) -> Md:
        """The articles of the code de la commande publique."""
        return render("index.md", groupes=textes.textes_du_code(self.catalog))

    def list_glossaire(self) -> Md:
        """Every term of the glossary."""
        return render("glossaire.md", mots=glossaire.glossaire(self.catalog))

    def list_ecrans(self) -> Md:
        """Every loop of slides, with how to show it."""
        return render("ecrans.md", ecrans=ecrans.ecrans(self.catalog, self.settings))

    def show_integrations(self) -> Md:
        """The blocks that other sites may show, each with what to copy."""
        return render("integrations.md", blocs=embed.integrations(self.catalog, self.settings))

    def show_bilan(self) -> Md:
        """The state of the guide in figures, with what is missing."""
        return render("bilan.md", lignes=nouvelles.bilan(self.catalog))

    def show_couverture(self) -> Md:
        """Segments against stages: how many clauses of each level, and the holes."""
        return render("couverture.md", etapes=self.catalog.terms("etapes"), lignes=familles.couverture(self.catalog))

    def list_textes_a_verifier(self) -> Md:
        """The unconfirmed texts that clauses rest on."""
        return render("a-verifier.md", textes=textes.textes_a_verifier(self.catalog))

    def list_obligations(self) -> Md:
        """The legal duties, with the questions that filter them."""
        choices = render("regles-filtre.md", segments=self.catalog.segments_principaux, acheteurs=self.catalog.terms("acheteurs"), contrats=obligations.CONTRATS)
        return Md(f"{choices}\n{render('obligations.md', obligations=obligations.obligations(self.catalog))}")

    def cite_regles(self, famille: str) -> Md:
        """The legal duties of a segment itself, in one line. A segment without any is refused: the sentence would be empty."""
        own = obligations.du_segment(self.catalog, self._get("familles", famille))
        if not own:
            raise ValueError(f"aucune règle de data/obligations/ pour le segment « {famille} »")
        return render("mots.md", liens=own)

    def list_questions(self, famille: str) -> Md:
        """The questions to ask suppliers of a segment."""
        return render("questions.md", questions=self._get("familles", famille).questions)

    def list_nouveautes(self, nombre: int) -> Md:
        """The newest changes of the guide."""
        return render("nouveautes.md", nouveautes=nouvelles.nouveautes(self.catalog, nombre))

    def list_conserves(self) -> Md:
        """What the guide keeps on the reader's device, each with what it serves for."""
        return render("appareil.md", conserves=appareil.CONSERVES)

    def list_donnees(self, vers: str) -> Md:
        """The files of data. `vers` is the relative address of the site's root."""
        return render("donnees.md", fichiers=donnees.fichiers(self.catalog), vers=vers)

    def list_flux(self, vers: str) -> Md:
        """The feeds of news. `vers` is the relative address of their folder."""
        kinds, segments = flux.flux_par_sorte(self.catalog), flux.flux_par_segment(self.catalog)
        return render("flux.md", general=flux.flux_general(self.catalog), sortes=kinds, segments=segments, vers=vers)

    def list_agendas(self, vers: str) -> Md:
        """The calendars. `vers` is the relative address of their folder."""
        return render("agendas.md", agendas=flux.agendas(self.catalog), vers=vers)

    def list_droit_recent(self, nombre: int) -> Md:
        """The texts that came into force last."""
        return render("droit.md", textes=textes.droit_recent(self.catalog, nombre))


MACROS = tuple(name for name in vars(Library) if name.split("_")[0] in ("show", "list", "cite"))
"""The names that pages may call."""
