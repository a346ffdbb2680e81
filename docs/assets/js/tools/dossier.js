/* The supplier's checklist: what is ready and until when. It is kept on the device, and leaves it only as the supplier's own file. */
(() => {
  "use strict";

  const { button, confirming, make, say, status, whenFilled } = guideParts.element;
  const { take, takeTable } = guideParts.fichier;
  const { isDay, today } = guideParts.jour;
  const memoire = guideParts.memoire;
  const { plural, quoted } = guideParts.texte;

  const list = document.querySelector("[data-dossier]");
  const tools = document.querySelector("[data-dossier-outils]");
  if (!list || !tools) return;
  const kept = memoire.open("dossier-fournisseur", read, { isEmpty: (state) => !Object.keys(state).length });
  const pieces = Array.from(list.querySelectorAll("[data-piece]"), fillable);
  const said = status({ class: "dossier-compte" });

  /* {key: {prete: true, fin: "2026-12-31"}}, each where it is said. */
  function read(found, flaw) {
    const state = Object.create(null);
    if (found === undefined) return state;
    if (!found || typeof found !== "object" || Array.isArray(found)) return null;
    for (const [key, one] of Object.entries(found)) {
      const mine = {};
      if (one && one.prete === true) mine.prete = true;
      if (one && isDay(one.fin)) mine.fin = one.fin;
      if (Object.keys(mine).length) state[key] = mine;
      if (!one || typeof one !== "object" || (one.fin && !mine.fin)) flaw();
    }
    return state;
  }

  /* A paper is known by its id. A proof is known by its clause and its own words, not by its place among others: what is ticked stays ticked where a proof is
     added before it, and does not where its words change. */
  function keyOf(id, title) {
    const [clause] = id.split(":");
    return clause === "piece" ? id : `${clause}:${title.normalize("NFD").toLowerCase().replace(/[^a-z0-9]+/g, "")}`;
  }

  /* One line of the list becomes a box to tick; a paper also has the date until which it holds. */
  function fillable(item) {
    const words = item.querySelector("span");
    const group = item.parentNode;
    const title = words.textContent.trim();
    const id = item.getAttribute("data-piece");
    const box = make("input", { type: "checkbox" });
    const date = group.getAttribute("data-dossier-groupe") === "Pièce" ? make("input", { type: "date", "aria-label": `Valable jusqu’au : ${title}` }) : null;
    item.prepend(make("label", {}, box, ...words.childNodes));
    words.remove();
    if (date) item.append(make("label", { class: "jusqu-au" }, "Valable jusqu’au ", date));
    const piece = { id, key: keyOf(id, title), item, box, date, title, group };
    for (const field of [box, date].filter(Boolean)) field.addEventListener("change", () => keep(piece));
    return piece;
  }

  function keep({ id, key, box, date }) {
    kept.change((state) => {
      delete state[id]; // as an older guide named it
      delete state[key];
      const mine = { ...(box.checked && { prete: true }), ...(date && date.value && { fin: date.value }) };
      if (Object.keys(mine).length) state[key] = mine;
    });
    show();
  }

  /* The fields as the device has them. */
  function fill() {
    for (const { id, key, box, date } of pieces) {
      const mine = kept.value[key] || kept.value[id] || {};
      box.checked = mine.prete === true;
      if (date) date.value = mine.fin || "";
    }
    show();
  }

  const isLate = ({ date }) => Boolean(date && date.value && date.value < today());

  function show() {
    const ready = pieces.filter(({ box }) => box.checked).length;
    const late = pieces.filter(isLate);
    for (const piece of pieces) piece.item.classList.toggle("expiree", late.includes(piece));
    said.textContent = [
      `${plural(ready, "ligne prête", "lignes prêtes")} sur ${pieces.length}.`, late.length && `Date passée : ${late.length}.`,
      memoire.trouble(kept, "la liste", "enregistrez le tableau"),
    ].filter(Boolean).join(" ");
  }

  function table() {
    return [
      ["Sorte", "Pièce ou preuve", "Demandée par", "Quand", "Effort (1 à 5)", "Prête", "Valable jusqu’au"],
      ...pieces.map(({ group, title, item, box, date }) => [
        group.getAttribute("data-dossier-groupe"), title, group.getAttribute("data-clause") || "", item.getAttribute("data-moment"),
        group.getAttribute("data-effort") || "", box.checked ? "oui" : "non", date ? date.value : "",
      ]),
    ];
  }

  function dates() {
    const dated = pieces.filter(({ date }) => date && date.value);
    if (!dated.length) {
      say(said, "Écrivez d’abord une date à côté d’une pièce.");
      return;
    }
    const events = dated.map(({ id, title, date }) => ({
      uid: `${id.replace(":", "-")}@${location.hostname || "guide"}`, title: `Expire : ${title}`, start: date.value, alarms: [{ days: 30, words: `Expire dans 30 jours : ${title}` }],
    }));
    take(guideParts.ics.calendar("Échéances de mes pièces", events), "text/calendar", "echeances-fournisseur.ics");
  }

  function erase() {
    kept.forget();
    fill();
    said.focus();
  }

  tools.append(
    said,
    button("Tableau (.csv)", () => takeTable(table(), "dossier-fournisseur.csv")),
    button("Échéances (.ics)", dates),
    button("Imprimer", () => print(), { class: "secondaire" }),
    confirming("Tout effacer", () => "Effacer vos coches et vos dates, de ce segment et de tous les autres ?", erase),
    make("p", { class: "note" }, `Ce que vous cochez pour ${quoted(tools.getAttribute("data-segment"))} reste sur cet appareil, et rien n’est envoyé. Sur un ordinateur partagé, effacez tout en partant.`),
  );
  tools.hidden = false;
  list.classList.add("avec-cases");
  whenFilled(fill);
  kept.follow(fill);
})();
