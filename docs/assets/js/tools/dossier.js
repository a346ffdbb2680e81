/* The checklist of a segment: what is ready and until when. It is kept on the device with the rest of the supplier's file, and can be copied for a tender. */
(() => {
  "use strict";

  const { button, confirming, make, say, status, whenFilled } = guideParts.element;
  const { fournisseurEtat: etat, fournisseurListe: liste, memoire } = guideParts;
  const { take, takeTable } = guideParts.fichier;
  const { today } = guideParts.jour;
  const { plural, quoted } = guideParts.texte;

  const list = document.querySelector("[data-dossier]");
  const tools = document.querySelector("[data-dossier-outils]");
  if (!list || !tools) return;
  const segment = tools.getAttribute("data-segment");
  const kept = etat.open();
  const { pieces, fill } = liste.mount(list, kept, show);
  const said = status({ class: "dossier-compte" });
  const answered = status({ class: "dossier-reponse" });
  const undo = button("", () => {
    say(answered, `Annulé : ${kept.undo()}.`);
    redraw();
    answered.focus();
  }, { class: "secondaire" });
  const where = make("select", { id: "dossier-marche" });

  function redraw() {
    fill();
    show();
  }

  function show() {
    const ready = pieces.filter(({ box }) => box.checked).length;
    const late = pieces.filter(({ date }) => date && date.value && date.value < today());
    say(said, [
      `${plural(ready, "ligne prête", "lignes prêtes")} sur ${pieces.length}.`, late.length && `Date passée : ${late.length}.`,
      memoire.trouble(kept, "la liste", "enregistrez le tableau"),
    ].filter(Boolean).join(" "));
    undo.hidden = !kept.last;
    undo.textContent = `Annuler : ${kept.last}`;
    const chosen = where.value;
    const open = kept.value.marches.filter((one) => one.etat === "cours");
    where.replaceChildren(make("option", { value: "" }, "un nouveau marché"), ...open.map(({ cle, nom }) => make("option", { value: cle }, nom || "Marché sans nom")));
    if (open.some(({ cle }) => cle === chosen)) where.value = chosen;
  }

  function table() {
    return [
      ["Sorte", "Pièce ou preuve", "Demandée par", "Quand", "Effort (1 à 5)", "Prête", "Valable jusqu’au", "Rangée où"],
      ...pieces.map(({ group, title, key, moment, box, date }) => [
        group.getAttribute("data-dossier-groupe"), title, group.getAttribute("data-clause") || "", moment,
        group.getAttribute("data-effort") || "", box.checked ? "oui" : "non", date ? date.value : "", (kept.value.pieces[key] || {}).ou || "",
      ]),
    ];
  }

  function dates() {
    const events = liste.dates(pieces, kept.value);
    if (!events.length) {
      say(answered, "Écrivez d’abord une date à côté d’une pièce.");
      return;
    }
    take(guideParts.ics.calendar("Échéances de mes pièces", events), "text/calendar", "echeances-fournisseur.ics");
  }

  /* What this page shows, and nothing of other segments. */
  function erase() {
    kept.undoable("effacement de cette page", (state) => {
      for (const { key } of pieces) delete state.pieces[key];
    });
    redraw();
    say(answered, "Effacé. « Annuler » remet tout, tant que cette page reste ouverte.");
    answered.focus();
  }

  /* Every clause of this page, in a tender of its own: which of them it asks is said there. */
  function copy() {
    const demandes = [];
    for (const { group, key, title, remise } of pieces) {
      const clause = group.getAttribute("data-clause-id");
      if (!clause) continue;
      let own = demandes.find((one) => one.clause === clause);
      if (!own) demandes.push(own = { clause, titre: group.getAttribute("data-clause"), demande: false, lignes: [] });
      own.lignes.push({ cle: key, mots: title, remise });
    }
    let cle = where.value;
    kept.undoable("copie pour un marché", (state) => {
      let market = state.marches.find((one) => one.cle === cle);
      if (!market) {
        cle = etat.newKey(state.marches);
        market = { cle, nom: segment, acheteur: "", limite: "", etat: "cours", envoye: "", remises: [], forme: "seul", membres: [], demandes: [], qui: {}, recu: {}, objet: {}, dossier: null };
        state.marches.push(market);
      }
      market.demandes.push(...demandes.filter(({ clause }) => !market.demandes.some((one) => one.clause === clause)));
    });
    if (kept.trouble) {
      redraw();
      return;
    }
    const page = location.protocol === "file:" ? "../index.html" : "../";
    location.href = new URL(`${page}#marche=${cle}`, location.href).href;
  }

  tools.append(
    said,
    button("Tableau (.csv)", () => takeTable(table(), "dossier-fournisseur.csv")),
    button("Échéances (.ics)", dates),
    button("Imprimer", () => print(), { class: "secondaire" }),
    confirming("Effacer cette page", () => "Effacer les coches et les dates de cette page ?", erase),
    undo,
    make("p", { class: "dossier-copie" }, make("label", { for: "dossier-marche" }, "Copier cette liste dans "), where, " ", button("Copier", copy)),
    answered,
    make("p", { class: "note" }, `Ce que vous cochez pour ${quoted(segment)} reste sur cet appareil, et rien n’est envoyé. Sur un ordinateur partagé, enregistrez votre fichier puis effacez tout en partant.`),
  );
  tools.hidden = false;
  whenFilled(redraw);
  kept.follow(redraw);
})();
