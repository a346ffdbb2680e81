/* The first answers of « Quelles règles pour mon achat ? » to the case that the address of the block holds, in the names of that page.
   Without a case, every answer stays, with when it holds. A case that cannot be read is refused: no answer to another one. */
(() => {
  "use strict";

  const { adresse, jour, nombre, texte } = guideParts;
  const { make } = guideParts.element;
  const { articles, line, pairs } = guideParts["regles-lignes"];
  const { answer, segment } = guideParts.regles;
  const data = window.guideRegles;

  const ROOT = "../../";
  const MANY = 4; // answers that depend on what was not said: more are folded, for a block is read beside something else
  const CONTRACTS = { marche: "un marché", concession: "une concession" };
  const place = document.querySelector("[data-regles]");
  const given = new URLSearchParams(location.search);
  const said = (name) => (given.get(name) || "").trim();
  const euros = (number) => `${nombre.write(number)}\u00a0€ hors taxes`;
  const among = (table, what) => (value) => (adresse.has(table, value) ? "" : `${texte.quoted(value)} n’est pas ${what} que le guide connaît`);
  const amount = (value) => (nombre.problem(value, { min: 0, unit: "€" }) ? `${texte.quoted(value)} n’est pas un montant` : "");
  const WRONG = {
    acheteur: among(data.acheteurs, "un acheteur"),
    contrat: among(CONTRACTS, "un contrat"),
    famille: among(data.familles, "un segment"),
    cpv: (value) => (/^\d{2,8}(-?\d)?$/.test(value.replace(/\s/g, "")) ? "" : `${texte.quoted(value)} n’est pas un code CPV`),
    montant: amount,
    lot: amount,
    date: (value) => (jour.isDay(value) ? "" : `${texte.quoted(value)} n’est pas une date`),
    achat: (value) => (/^\d{1,2}$/.test(value) ? "" : `${texte.quoted(value)} n’est pas un rang`),
  };

  const asked = Object.keys(WRONG).filter(said);
  const strange = Array.from(given.keys()).filter((name) => !adresse.has(WRONG, name));
  if (asked.length) show();
  else if (strange.length) note(`L’adresse de ce bloc ne dit pas l’achat : ${texte.list(strange.map(texte.quoted))} n’y sert à rien. Voici les règles de tous les achats.`);
  for (const link of document.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener";
  }

  function note(words) {
    place.before(make("p", { class: "refus", role: "status" }, words));
  }

  function show() {
    const wrong = asked.map((name) => WRONG[name](said(name))).filter(Boolean);
    if (wrong.length) {
      note(`L’adresse de ce bloc est à corriger : ${wrong.join(" ; ")}.`);
      place.replaceChildren(make("p", {}, "Le code juste se prend sur la page ", make("a", { href: `${ROOT}integrer/#regles` }, "Intégrer"), "."));
      return;
    }
    const bought = {
      acheteur: said("acheteur"), contrat: said("contrat") || "marche", famille: said("famille"), cpv: said("cpv").replace(/\s/g, ""),
      montant: nombre.read(said("montant")), lot: nombre.read(said("lot")), date: said("date") || jour.today(),
    };
    const own = segment(data, bought);
    const found = pairs(data, bought);
    const pair = found[Number(said("achat"))] || found[0];
    document.querySelector(".marques").textContent = [
      bought.acheteur && data.acheteurs[bought.acheteur], bought.contrat === "marche" ? "" : CONTRACTS[bought.contrat], own && data.familles[own],
      found.length > 1 && pair.achat, bought.montant !== null && euros(bought.montant), bought.lot !== null && `lot de ${euros(bought.lot)}`, `lancement le ${jour.inWords(bought.date)}`,
    ].filter(Boolean).join(" · ");
    const states = answer(data, bought);
    const query = new URLSearchParams(asked.map((name) => [name, said(name)]));
    for (const link of document.querySelectorAll("[data-cas]")) link.href = `${ROOT}obligations/?${query}`;
    place.replaceChildren(...Object.entries(data.boites).flatMap(([id, titre]) => {
      const lines = Object.keys(data.lignes).filter((name) => data.lignes[name].boite === id && states[name].state !== "non");
      const unsure = id === "publier" ? lines.filter((name) => states[name].state === "selon") : [];
      const folded = unsure.length > MANY ? unsure : [];
      const list = (names) => make("ul", {}, names.map((name) => drawn(line(data, name, states[name], pair))));
      return [
        make("h2", {}, titre),
        lines.length ? list(lines.filter((name) => !folded.includes(name))) : make("p", {}, "Rien de relevé ici pour cet achat."),
        folded.length ? make("details", {}, make("summary", {}, `Selon ce qui n’est pas dit : ${texte.plural(folded.length, "autre réponse")}`), list(folded)) : "",
      ];
    }));
  }

  function drawn(one) {
    return make("li", {},
      one.sujet ? make("span", { class: "avant" }, one.sujet) : null,
      make("strong", {}, one.dit), " ",
      one.why ? make("span", { class: "apres" }, `${one.why}. `) : null,
      one.clause ? make("span", {}, "Clause : ", make("a", { href: `${ROOT}clauses/${one.clause.id}/` }, one.clause.titre), one.adaptee, ". ") : null,
      one.manque ? make("span", { class: "apres" }, `${one.manque} `) : null,
      make("small", {}, one.depuis && `Depuis le ${one.depuis}, `, articles(one.articles, ROOT)));
  }
})();
