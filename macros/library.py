"""The macros that a page may call: verbs, with literal arguments. Each returns HTML.

`show_…` shows one record, `list_…` a whole list, `cite_…` the records that a person has chosen.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from markupsafe import Markup

from .forms.specimens import Words
from .model import KINDS, Catalog, Clause, EtudeDeCas, Famille, Pair, Recommandation, Record, TexteJuridique
from .read.problems import did_you_mean
from .read.settings import Organisation, Settings
from .templates import render
from .text.html import Ici, mots
from .views import (
    achat,
    agenda,
    appareil,
    assistant,
    calendrier,
    champs,
    cible,
    consigne,
    couverture,
    donnees,
    ecrans,
    elements,
    familles,
    fiches,
    flux,
    fournisseurs,
    fraicheur,
    glossaire,
    integrations,
    kits,
    locale,
    minimum,
    mon_dossier,
    notation,
    notes,
    nouvelles,
    obligations,
    parcours,
    processus,
    proposer,
    qualite,
    relectures,
    relire,
    retours,
    salles,
    telechargements,
    textes,
    versions,
)
from .views.cas import carte, experiences

R = TypeVar("R", bound=Record)


class Library:
    """The macros over one edition's catalogue, for one page. Every method raises ValueError, in French, on a record that is not there."""

    def __init__(
        self,
        catalog: Catalog,
        settings: Settings,
        ici: Ici | None = None,
        mots_des_champs: Mapping[str, Words] | None = None,
    ) -> None:
        self.catalog = catalog
        self.settings = settings
        self.ici = ici or Ici()
        self.mots_des_champs = mots_des_champs or {}

    def _render(self, template: str | tuple[str, ...], **values: Any) -> Markup:
        return render(template, self.ici, **values)

    def _get(self, model: type[R], record_id: str) -> R:
        record = self.catalog.find(model, record_id)
        if record is None:
            raise self._missing(model.kind, record_id)
        return record

    def _named(self, kind: str, record_id: str) -> Record:
        record = self.catalog.named(kind, record_id)
        if record is None:
            raise self._missing(kind, record_id)
        return record

    def _missing(self, kind: str, record_id: str) -> ValueError:
        hint = did_you_mean(record_id, self.catalog.kinds.get(kind, {}))
        return ValueError(f"« {record_id} » n'est pas une fiche de data/{kind}/ dans cette édition{hint}")

    def _cite(self, model: type[Record], ids: Iterable[str]) -> Markup:
        return self._render(
            "liste.html",
            cartes=elements.cartes(self.catalog, [self._get(model, record_id) for record_id in ids]),
            vide="",
        )

    def show_fiche(self, kind: str, record_id: str) -> Markup:
        """The whole page of a record."""
        record = self._named(kind, record_id)
        vue = locale.locale_vue(record)
        own = fiches.fiche_vue(self.catalog, record, self.settings, self.mots_des_champs.get(kind, {}))
        page = self._render((f"fiches/{kind}.html", "fiches/_fiche.html"), vue=own)
        return Markup("{}{}").format(self._render("locale.html", vue=vue), page) if vue else page

    def show_ecarts(self, kind: str, record_id: str) -> Markup:
        """How a record differs from the common one."""
        return self._render("ecarts.html", vue=locale.ecarts_vue(self.catalog, self._named(kind, record_id)))

    def show_version(self, clause: str, version: str) -> Markup:
        """The text of an old version of a clause."""
        record = self._get(Clause, clause)
        return self._render("version.html", vue=versions.version_vue(self.catalog, record, version, self.settings))

    def show_historique(self, clause: str) -> Markup:
        """The versions of a clause, and what each changed."""
        return self._render("historique.html", vue=versions.historique_vue(self.catalog, self._get(Clause, clause)))

    def list_fiches(self, kind: str) -> Markup:
        """The records of a kind, whatever it is."""
        if kind not in KINDS:
            raise ValueError(f"« {kind} » n'est pas un dossier de data/{did_you_mean(kind, KINDS)}")
        model, words = KINDS[kind], self.mots_des_champs.get(kind, {})
        records = self.catalog.all(model)
        return self._render(
            "liste-de-fiches.html",
            titre=fiches.titre_de_la_liste(model),
            fiches=[(record, champs.champs(self.catalog, record, words)) for record in records],
            cartes=elements.cartes(self.catalog, records),
            place=model.place,
        )

    def show_concordance(self) -> Markup:
        """The articles of the 2006 code that the guide's origin cites, and today's."""
        return self._render("concordance.html", lignes=textes.concordance(self.catalog))

    def show_correspondances(self) -> Markup:
        """The articles of 2006, 2015 and 2016 that another code replaced by today's, where it cites them."""
        return self._render("correspondances.html", textes=textes.correspondances(self.catalog))

    def show_calendrier(self) -> Markup:
        """What came and comes into force, as a figure with its list."""
        return self._render("calendrier.html", calendrier=calendrier.calendrier(self.catalog))

    def show_processus(self) -> Markup:
        """The map of the purchase process, as a figure with its list."""
        return self._render("processus.html", carte=processus.carte_du_processus(self.catalog))

    def show_parcours(self) -> Markup:
        """The modules of the onboarding path, by role."""
        return self._render("parcours.html", parcours=parcours.parcours(self.catalog))

    def show_parcours_imprime(self) -> Markup:
        """Every module of the onboarding path, to be printed."""
        return self._render("parcours-imprime.html", parcours=parcours.parcours_imprime(self.catalog))

    def show_attestation(self) -> Markup:
        """The sheet on which a reader states which modules they went through."""
        return self._render(
            "parcours-attestation.html", parcours=parcours.parcours(self.catalog), guide=self.settings.guide
        )

    def show_recherche(self, type: str = "", libelle: str = "Rechercher dans le guide", exemple: str = "") -> Markup:
        """The search form. `type` limits them to one kind; `exemple` is what stands in the empty box."""
        return self._render(
            "recherche.html", type=type, libelle=libelle, exemple=exemple, contact=self.settings.contact
        )

    def show_illustration(self, nom: str) -> Markup:
        """A drawing, by its place below docs/assets/img/illustrations/: a scene (« portes/agents ») or a pictogram (« outils/relire »)."""
        illustration = self.catalog.illustrations.get(nom)
        if illustration is None:
            raise ValueError(f"« {nom} » n'est pas une illustration{did_you_mean(nom, self.catalog.illustrations)}")
        return self._render("illustration.html", illustration=illustration)

    def show_contact(self) -> Markup:
        """The team's address, or that it is still to be written."""
        return self.show_organisation("contact")

    def show_organisation(self, champ: str) -> Markup:
        """A value of organisation.yml, or that it is still to be written."""
        lines = [name for name in Organisation.model_fields if name != "moteur"]
        if champ not in lines:
            raise ValueError(f"« {champ} » n'est pas une clé de organisation.yml{did_you_mean(champ, lines)}")
        return mots(getattr(self.settings.organisation, champ))

    def cite_clauses(self, *ids: str) -> Markup:
        """Chosen clauses, in the order given."""
        return self._cite(Clause, ids)

    def cite_cas(self, *ids: str) -> Markup:
        """Chosen cases."""
        return self._cite(EtudeDeCas, ids)

    def cite_recommandations(self, *ids: str) -> Markup:
        """Chosen recommendations."""
        return self._cite(Recommandation, ids)

    def cite_textes(self, *ids: str) -> Markup:
        """Chosen legal texts."""
        return self._cite(TexteJuridique, ids)

    def list_segments(self) -> Markup:
        """The segments of the first level, with the number of their clauses."""
        return self._render("segments.html", segments=familles.segments(self.catalog, self.catalog.segments_principaux))

    def list_clauses(self, etape: str) -> Markup:
        """Every clause of a stage."""
        known = [term.id for term in self.catalog.terms("etapes")]
        if etape not in known:
            raise ValueError(f"« {etape} » n'est pas une étape{did_you_mean(etape, known)}")
        found = [clause for clause in self.catalog.clauses_vivantes if clause.etape == etape]
        return self._render(
            "liste.html", cartes=elements.cartes(self.catalog, found), vide="Aucune clause pour cette étape."
        )

    def list_cas(self) -> Markup:
        """Every case, with the questions that filter them."""
        return self._render("cas-liste.html", liste=carte.liste_des_cas(self.catalog))

    def show_carte_des_cas(self) -> Markup:
        """The cases on a map, and by country."""
        return self._render("cas-carte.html", carte=carte.carte_des_cas(self.catalog))

    def show_chronologie(self) -> Markup:
        """The cases by the year when they began."""
        return self._render("cas-chronologie.html", chrono=carte.chronologie(self.catalog))

    def show_cible(self) -> Markup:
        """The clauses by political effect and ease of use."""
        return self._render("cible.html", cible=cible.cible(self.catalog))

    def show_mon_dossier(self) -> Markup:
        """The tender being written."""
        return self._render(
            "mon-dossier.html",
            questions=mon_dossier.questions(self.catalog),
            pictos=[(term.id, self.catalog.illustration("pieces", term.id)) for term in self.catalog.terms("pieces")],
            corredaction=self.settings.organisation.corredaction,
        )

    def show_relire(self) -> Markup:
        """The reading of a draft."""
        return self._render("relire.html")

    def show_comparer(self) -> Markup:
        """The comparison of two texts."""
        return self._render("comparer.html")

    def list_regles_redaction(self) -> Markup:
        """What the reading of a draft looks for, the gravest first."""
        return self._render("regles-de-redaction.html", regles=relire.regles(self.catalog))

    def show_simulateur_notation(self) -> Markup:
        """The marking simulator."""
        return self._render("simulateur-notation.html")

    def show_exemple_notation(self) -> Markup:
        """The example of the simulator, formula by formula."""
        return self._render("notation-exemple.html", exemple=notation.exemple(self.catalog))

    def list_notations(self, porte_sur: str) -> Markup:
        """The methods of marking of price (« prix »), of quality (« qualite »), or of both (« ensemble »)."""
        if porte_sur not in ("prix", "qualite", "ensemble"):
            raise ValueError(f"« {porte_sur} » : attendu « prix », « qualite » ou « ensemble »")
        return self._render("notations.html", methodes=notation.methodes(self.catalog, porte_sur))

    def show_note_elus(self, famille: str) -> Markup:
        """What an elected official needs to decide on a segment, on one sheet."""
        return self._render("note-elus.html", vue=notes.note_vue(self.catalog, self._get(Famille, famille)))

    def list_deux_clauses(self) -> Markup:
        """The two clauses to take first, segment by segment."""
        return self._render("deux-clauses.html", segments=familles.deux_clauses(self.catalog))

    def list_minimum_legal(self) -> Markup:
        """What the law asks of each purchase, and the clauses that answer it, segment by segment."""
        return self._render(
            "minimum-legal.html",
            loi=minimum.loi_du_minimum(self.catalog),
            minimum=minimum.minimum_des_segments(self.catalog),
        )

    def list_notes_elus(self) -> Markup:
        """The notes of elected officials, by segment."""
        return self._render("notes-elus.html", notes=notes.notes(self.catalog))

    def list_recommandations(self) -> Markup:
        """Every recommendation, by theme."""
        return self._render("groupes.html", groupes=experiences.recommandations_par_theme(self.catalog), niveau=2)

    def list_pairs(self) -> Markup:
        """Every organisation."""
        return self._render("liste.html", cartes=elements.cartes(self.catalog, self.catalog.all(Pair)), vide="")

    def list_kits(self) -> Markup:
        """Every kit, with the time of its session."""
        return self._render("kits.html", kits=kits.liste_des_kits(self.catalog))

    def list_salles(self) -> Markup:
        """Every theme to hang on the walls."""
        return self._render("liste.html", cartes=elements.cartes(self.catalog, salles.salles(self.catalog)), vide="")

    def list_agenda(self) -> Markup:
        """Meetings and visits, the latest first, or that there are none."""
        return self._render("agenda.html", rencontres=agenda.agenda(self.catalog))

    def show_dossier(self, famille: str) -> Markup:
        """What is asked of the suppliers of a segment, as a checklist."""
        return self._render("dossier.html", vue=fournisseurs.dossier(self.catalog, self._get(Famille, famille)))

    def list_dossiers(self) -> Markup:
        """Every segment, to its checklist."""
        return self._render("dossiers.html", segments=fournisseurs.dossiers(self.catalog))

    def show_e_dossier(self) -> Markup:
        """A firm's own file: its papers, and the place of the tool that follows its tenders."""
        return self._render("e-dossier.html", papiers=fournisseurs.papiers(self.catalog))

    def list_preuves(self, nature: str) -> Markup:
        """The papers of a firm (« administrative »), or the sorts of proof that clauses ask for (« preuve »)."""
        if nature not in ("administrative", "preuve"):
            raise ValueError(f"« {nature} » n'est pas une nature de preuve : attendu « administrative » ou « preuve »")
        return self._render("preuves.html", preuves=fournisseurs.preuves_vues(self.catalog, nature))

    def list_seuils(self) -> Markup:
        """The rules of every purchase that begin at an amount."""
        return self._render("seuils.html", seuils=fournisseurs.seuils(self.catalog))

    def list_vos_etapes(self) -> Markup:
        """The stages of a purchase, as a company sees them."""
        return self._render("vos-etapes.html", etapes=fournisseurs.vos_etapes(self.catalog))

    def list_textes(self) -> Markup:
        """Every legal text by nature, but for the articles of the code de la commande publique."""
        return self._render("index.html", groupes=textes.textes_par_nature(self.catalog))

    def list_textes_du_code(self) -> Markup:
        """The articles of the code de la commande publique."""
        return self._render("index.html", groupes=textes.textes_du_code(self.catalog))

    def list_retours(self) -> Markup:
        """What became of clauses in real tenders, or that nobody has told it yet."""
        return self._render("retours.html", retours=retours.retours(self.catalog))

    def show_proposer(self) -> Markup:
        """The forms by which anyone proposes a correction or a record."""
        return self._render("proposer.html", vue=proposer.proposer(self.settings, self.mots_des_champs))

    def list_glossaire(self) -> Markup:
        """Every term of the glossary."""
        return self._render("glossaire.html", mots=glossaire.glossaire(self.catalog))

    def list_ecrans(self) -> Markup:
        """Every loop of slides, with how to show it."""
        return self._render("ecrans.html", ecrans=ecrans.ecrans(self.catalog, self.settings))

    def show_composer(self) -> Markup:
        """The page where a loop is composed of the slides of all the others."""
        return self._render("composer.html", vue=ecrans.composeur(self.catalog, self.settings))

    def show_integrations(self) -> Markup:
        """The blocks that other sites may show, each with what to copy."""
        return self._render("integrations.html", blocs=integrations.integrations(self.catalog, self.settings))

    def show_bilan(self) -> Markup:
        """The state of the guide in figures, with what is missing."""
        return self._render("bilan.html", lignes=nouvelles.bilan(self.catalog))

    def show_lectures(self) -> Markup:
        """Where each role is: what it reads, what remains, when it reads again, what it asked."""
        return self._render("lectures.html", etat=relectures.etat_des_lectures(self.catalog))

    def show_qualite(self) -> Markup:
        """What was measured of the guide, when, and what the figures do not say."""
        return self._render("qualite.html", vue=qualite.qualite_vue(self.catalog))

    def list_a_lire(self) -> Markup:
        """The clauses that roles are still to read, the most urgent first."""
        return self._render("a-lire.html", liste=relectures.liste_a_lire(self.catalog))

    def show_decision(self) -> Markup:
        """What a reader is asked, and where they answer without Word."""
        asked = tuple((role, relectures.questions(role.id)) for role in self.catalog.terms("relecteurs"))
        return self._render(
            "decision.html",
            questions=asked,
            format=relectures.FORMAT,
            clauses=relectures.clauses_a_decider(self.catalog),
        )

    def show_couverture(self) -> Markup:
        """Segments against stages: how many clauses of each level, and the holes."""
        return self._render(
            "couverture.html",
            etapes=self.catalog.terms("etapes"),
            niveaux=self.catalog.terms("niveaux"),
            couverture=couverture.couverture(self.catalog),
        )

    def show_couverture_minimum(self) -> Markup:
        """Which segments have their legal minimum, and what is missing."""
        return self._render("minimum-couverture.html", minimum=minimum.minimum_des_segments(self.catalog))

    def list_textes_a_verifier(self) -> Markup:
        """The unconfirmed texts that clauses rest on."""
        return self._render("a-verifier.html", textes=textes.textes_a_verifier(self.catalog))

    def list_droit_change(self) -> Markup:
        """The texts whose law changed, with the clauses to look at, and the days of the law to come."""
        return self._render(
            "droit-change.html",
            changes=textes.droit_change(self.catalog),
            a_venir=textes.droit_a_venir(self.catalog),
        )

    def list_liens_morts(self) -> Markup:
        """The outside links that led nowhere at the last look."""
        return self._render("liens-morts.html", liens=fraicheur.liens_vus(self.catalog))

    def list_obligations(self) -> Markup:
        """What the law asks of one purchase: the questions, the short answers, then every duty by document."""
        return self._render(
            "regles.html",
            segments=[(segment, self.catalog.sub_segments(segment)) for segment in self.catalog.segments_principaux],
            acheteurs=achat.acheteurs(self.catalog),
            boites=achat.boites(self.catalog),
            documents=achat.documents(self.catalog),
        )

    def show_assistant(self) -> Markup:
        """The questions before a purchase, and what follows from each answer: a tree to read, which the script asks one at a time."""
        return self._render(
            "assistant.html", chemins=assistant.chemins(self.catalog), calendriers=assistant.calendriers(self.catalog)
        )

    def cite_regles(self, famille: str) -> Markup:
        """The legal duties of a segment itself, in one line. A segment without any is refused: the sentence would be empty."""
        own = obligations.du_segment(self.catalog, self._get(Famille, famille))
        if not own:
            raise ValueError(f"aucune règle de data/obligations/ pour le segment « {famille} »")
        return self._render("mots.html", liens=own)

    def list_questions(self, famille: str) -> Markup:
        """The questions to ask suppliers of a segment."""
        return self._render("questions.html", questions=self._get(Famille, famille).questions)

    def list_nouveautes(self, nombre: int) -> Markup:
        """The newest changes of the guide."""
        return self._render("nouveautes.html", nouveautes=nouvelles.nouveautes(self.catalog, nombre))

    def list_mois(self) -> Markup:
        """The months that brought something, each to its page."""
        return self._render(
            "les-mois.html", mois=[nouvelles.lien_du_mois(one) for one in nouvelles.les_mois(self.catalog)]
        )

    def show_mois(self, mois: str, page: int) -> Markup:
        """The changes of a month ("2026-11"), one page of them."""
        return self._render("mois.html", vue=nouvelles.mois_du_guide(self.catalog, mois, page))

    def show_moteur(self) -> Markup:
        """What leaves for the organisation's search engine; that nothing does, where there is none."""
        return self._render("moteur.html", moteur=self.settings.moteur)

    def list_conserves(self) -> Markup:
        """What the guide keeps on the reader's device, each with what it serves for."""
        return self._render("appareil.html", conserves=appareil.CONSERVES)

    def list_donnees(self) -> Markup:
        """The files of data."""
        return self._render("donnees.html", fichiers=donnees.fichiers(self.catalog))

    def list_lots(self) -> Markup:
        """The files of clauses of each segment, for an assistant that reads text."""
        return self._render("lots.html", lots=donnees.lots_offerts(self.catalog))

    def show_consigne(self) -> Markup:
        """What is asked of an assistant that writes from them, to paste."""
        return self._render("consigne.html", consigne=consigne.consigne(self.settings.site))

    def show_exemples(self) -> Markup:
        """How a program reads the data."""
        return self._render("exemples.html", exemples=donnees.exemples(self.settings.site))

    def show_site(self) -> Markup:
        """The address of this copy of the guide."""
        return mots(self.settings.site)

    def list_telechargements(self) -> Markup:
        """What is downloaded whole; « make publication » writes it again once the files are made."""
        return self._render("telechargements.html", vue=telechargements.telechargements(self.catalog))

    def list_flux(self) -> Markup:
        """The feeds of news."""
        kinds, segments = flux.flux_par_sorte(self.catalog), flux.flux_par_segment(self.catalog)
        return self._render("flux.html", general=flux.flux_general(self.catalog), sortes=kinds, segments=segments)

    def list_agendas(self) -> Markup:
        """The calendars."""
        return self._render("agendas.html", agendas=flux.agendas(self.catalog))

    def list_droit_recent(self, nombre: int) -> Markup:
        """The texts that came into force last."""
        return self._render("droit.html", textes=textes.droit_recent(self.catalog, nombre))


MACROS = tuple(name for name in vars(Library) if name.split("_")[0] in ("show", "list", "cite"))
"""The names that pages may call."""
