/* A document that comes back: its clauses, what changed since, its dossier, its redline. Needs: element, texte, fichier, jour, paquets, dossier-etat, dossier-valeurs, lire-fichier, passes, retour, revision, documents, word.

     draw(place, options, tell)   fills an element (options: documents-vue.js); gives { refresh } */
(() => {
  "use strict";

  const { button, make } = guideParts.element;
  const { documents, dossierEtat, dossierValeurs, fichier, jour, lireFichier, paquets, passes, retour, revision } = guideParts;
  const { plural } = guideParts.texte;
  const { even } = guideParts.ressemblance;

  const STATES = { "a-jour": "à jour", change: "changée par le guide", modifiee: "changée dans votre document", retiree: "retirée du guide", inconnue: "inconnue du guide" };
  const WAYS = { controle: "son contrôle de contenu", signet: "son signet", reference: "sa référence imprimée", titre: "son titre" };

  /* The words of a line with what came and went. */
  function marked(now, before) {
    if (!now) return make("p", {}, make("del", {}, before.text));
    if (!before) return make("p", {}, make("ins", {}, now.text));
    if (even(now.text) === even(before.text)) return make("p", {}, now.text);
    return make("p", {}, revision.changesOf(now.text, before.text).map(({ kept, removed, added }) => (kept === undefined ? [removed ? make("del", {}, removed) : null, added ? make("ins", {}, added) : null] : kept)));
  }

  function comparison({ apres, avant }) {
    const lines = revision.linesOf(apres.corps.slice(1));
    return make("details", {}, make("summary", {}, "Voir les différences"), make("div", { class: "documents-differences" }, revision.aligned(lines, avant).map(({ now, before }) => marked(now, before))));
  }

  function draw(place, { repertoire, bring }, tell) {
    const results = make("div", {});
    const input = make("input", { type: "file", id: "retour-fichier", accept: `${fichier.DOCUMENTS},.json` });
    const zone = make("div", { class: "documents-depot" }, make("label", { for: "retour-fichier" }, "Déposez ou choisissez un document (Word, ODT, texte)"), input);

    input.addEventListener("change", () => {
      const [file] = input.files;
      if (file) open(file);
      input.value = "";
    });
    zone.addEventListener("dragover", (event) => event.preventDefault());
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      const [file] = event.dataTransfer.files;
      if (file) open(file);
    });

    /* A dossier that was saved as a file comes back by the same door. */
    async function reopen(file) {
      const found = dossierEtat.fromFile(await fichier.text(file));
      tell(found ? bring(found.dossier, "depuis le fichier") : "Ce fichier n’est pas un dossier du guide (.guide.json).");
    }

    async function open(file) {
      results.replaceChildren();
      tell("Lecture…");
      try {
        if (/\.json$/i.test(file.name)) {
          await reopen(file);
          return;
        }
        const { paragraphs, notes } = await lireFichier.read(file);
        const table = await repertoire();
        const { units, rest } = retour.find(paragraphs, table);
        if (!units.length) {
          tell("Aucune clause du guide n’a été reconnue dans ce document : ni marque, ni référence, ni titre.");
          return;
        }
        const known = await paquets.load(units.map(({ id }) => id));
        const past = await passes.load([...known.keys()]);
        const { dossier, lues } = retour.restore(units, known, dossierEtat.empty(file.name.replace(/\.[a-z]+$/i, "").slice(0, 80)));
        const { dire } = dossierValeurs.of(dossier.clauses.map(({ id }) => known.get(id)), dossier.valeurs);
        const entries = revision.compare({ dossier, paquets: known, dire }, units, past);
        show({ entries, dossier, lues, rest, notes, file });
      } catch (error) {
        tell(error instanceof Error && /[.!]$/.test(error.message) ? error.message : "Ce document n’a pas pu être lu.");
      }
    }

    function show({ entries, dossier, lues, rest, notes, file }) {
      const choices = revision.proposed(entries);
      const count = (name) => entries.filter(({ etat }) => etat === name).length;
      const counted = Object.keys(STATES).filter(count).map((name) => `${count(name)} ${STATES[name]}`);
      tell(`${plural(entries.length, "texte du guide reconnu", "textes du guide reconnus")} : ${counted.join(", ")}.`);
      const redline = () => {
        const shape = { titre: "Marques de révision", sousTitre: file.name, auteur: documents.author(), date: jour.today(), pied: file.name };
        const bytes = revision.redline(entries, choices, shape);
        fichier.take(bytes, guideParts.word.MIME, documents.fileName({ dossier }, "revision", "docx"));
        return "Le document de révision est dans vos téléchargements.";
      };
      const toWord = button("Marques de révision (Word)", () => tell(redline()), { class: "secondaire", "data-document": "revision.docx" });
      results.replaceChildren(
        make("p", {}, `${plural(lues, "valeur relue", "valeurs relues")}${rest ? ` ; ${plural(rest, "paragraphe")} hors des clauses du guide` : ""}. ${notes.join(" ")}`),
        make("p", { class: "documents-gestes" },
          button("Ouvrir ce dossier", () => tell(bring(dossier, "depuis le document")), { "data-document": "rouvrir" }), toWord),
        make("ol", { class: "documents-liste" }, entries.map((entry, rank) => item(entry, rank, choices))));
    }

    function item(entry, rank, choices) {
      const canTake = entry.apres && entry.etat !== "a-jour" && entry.etat !== "retiree";
      const box = make("input", { type: "checkbox", "data-reprendre": rank });
      box.checked = choices.get(rank) === true;
      box.addEventListener("change", () => choices.set(rank, box.checked));
      return make("li", { "data-etat": entry.etat },
        make("p", {}, make("strong", {}, entry.titre), " ", make("mark", {}, STATES[entry.etat]), " ", make("small", {}, [entry.piece, entry.version ? `version ${entry.version}` : "", `reconnue par ${WAYS[entry.par]}`].filter(Boolean).join(", "))),
        [...(entry.etat === "a-jour" ? [] : entry.dit), ...entry.droit].map((said) => make("p", { class: "note" }, said)),
        canTake ? make("p", {}, make("label", {}, box, " Reprendre le texte du guide, en marques de révision")) : null,
        entry.apres && entry.etat !== "a-jour" ? comparison(entry) : null);
    }

    place.replaceChildren(
      make("p", {}, "Un document fait ici, même repris depuis dans Word, LibreOffice ou La Suite : il retrouve son dossier, et la page dit ce qui a changé. Rien ne quitte cet appareil."),
      zone, results);
    return { refresh() {} };
  }

  guideParts.vueRetour = { draw };
})();
