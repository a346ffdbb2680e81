/* A simulation of marking, taken away: a file for a spreadsheet, a sheet of paper. Needs: element, jour,
   notation-alertes, notation-resultat.

   A view is that of notation-resultat.js, with `fautes`, the sentences that say which numbers cannot be computed with,
   and `lien`, the address of the simulation.

     alertsOf(view)        what to beware of: [{ gravite, dit }…], gravite in words
     conclusion(view)      the sentence that says who wins, or why nobody can be said to
     lines(view, result)   lists of cells; result: the renderers of notation-resultat.js
     print(view, result)   prints the sheet alone, which leaves the page after */
(() => {
  "use strict";

  const { make } = guideParts.element;
  const { find: alerts, mark, offer: offerName, short } = guideParts.notationAlertes;
  const { GRAVITES, names, outcome, table } = guideParts.notationResultat;

  const cell = (value) => (typeof value === "number" ? short(value).replace(/\u202f/g, "") : value);

  const conclusion = (view) =>
    view.fautes.length ? `Résultat non calculé. ${view.fautes.join(" ")}` : outcome(view);

  const alertsOf = (view) =>
    alerts(view.state, view.method).map(({ gravite, dit }) => ({ gravite: GRAVITES[gravite], dit }));

  /* The rows of a table of notation-resultat.js, after its caption. */
  function rowsOf(place) {
    const found = place.querySelector("table");
    const words = (one) => one.textContent.replace(/^\+/, ""); // a spreadsheet would compute it
    return [[found.caption.textContent], ...Array.from(found.rows, (row) => Array.from(row.cells, words)), []];
  }

  function lines(view, result) {
    const one = view.method;
    const [light] = result.lights(view);
    return [
      ["Achat", view.state.objet],
      ["Formule du prix", one.titre],
      ["Calcul", one.expression],
      ...Object.entries(view.settings(one)).map(([name, given]) => [`Réglage ${name}`, given]),
      ["Estimation (€ HT)", view.state.estimation === null ? "" : view.state.estimation],
      ["Feu", light.words],
      ["Textes", result.stated(light.textes)],
      [],
      ["Critère", "Points", "Noté sur", "Échelons", "Environnement", "Meilleure note au maximum"],
      ["Prix", view.state.poids, "", "", "", ""],
      ...view.state.criteres.map((own) => [
        own.nom,
        own.poids,
        own.quantite ? `quantité comptée${own.sur ? `, jusqu’à ${short(own.sur)}` : ""}` : own.sur,
        own.echelons.map(short).join(" / "),
        own.environnement ? "oui" : "non",
        own.maximum ? "oui" : "non",
      ]),
      [],
      [
        "Rang",
        "Offre",
        "Prix (€ HT)",
        ...names(view).flatMap((name, place) => (place ? [`${name} : note`, `${name} : points`] : ["Prix : points"])),
        "Total",
      ],
      ...view.ranking.rangs.map(({ offre, prix, points, total, rang }) => [
        rang,
        offerName(view.state, offre),
        prix,
        points[0],
        ...view.state.criteres.flatMap((own, place) => [view.state.offres[offre].notes[place], points[place + 1]]),
        total,
      ]),
      ...view.ranking.laissees.map(({ offre, raison }) => [
        "",
        offerName(view.state, offre),
        view.state.offres[offre].prix === null ? "" : view.state.offres[offre].prix,
        raison,
      ]),
      [],
      ["Conclusion", conclusion(view)],
      [],
      ...(view.ranking.rangs.length > 1 ? rowsOf(result.weights(view)) : []),
      ...(view.ranking.rangs.length ? [...rowsOf(result.exchange(view)), ...rowsOf(result.others(view))] : []),
      ["Alertes"],
      ...alertsOf(view).map(({ gravite, dit }) => [gravite, dit]),
    ].map((line) => line.map(cell));
  }

  /* The ranking on paper: each criterion is a letter or a number, so that every column stands on the sheet. */
  function ranks(view) {
    const { rangs } = view.ranking;
    return table(
      "Classement",
      ["Offre", "Rang", "Total", "Prix", ...names(view).map((name, place) => (place ? String(place) : "P"))],
      rangs.map(({ offre, points, total, rang }) => [
        offerName(view.state, offre),
        rangs.filter((other) => other.rang === rang).length > 1 ? `${rang} ex æquo` : String(rang),
        make("strong", {}, mark(total)),
        `${short(view.state.offres[offre].prix)}\u202f€`,
        ...points.map((one) => mark(one)),
      ]),
    );
  }

  function sheet(view, result) {
    const one = view.method;
    const count = view.ranking.rangs.length;
    const day = guideParts.jour.inWords(guideParts.jour.today());
    return make(
      "div",
      { class: "notation-planche" },
      make("h2", {}, "Fiche de notation"),
      make("p", {}, view.state.objet || "Achat\u00a0: ………………………………………………"),
      make(
        "p",
        {},
        make("strong", {}, `Formule du prix\u00a0: ${one.titre}. `),
        one.expression,
        Object.entries(view.settings(one))
          .map(([name, given]) => `\u00a0; ${name} = ${short(given)}`)
          .join(""),
      ),
      result
        .lights(view)
        .map(({ words, dit, textes }) => make("p", {}, make("strong", {}, words), `. ${dit} ${result.stated(textes)}`)),
      table(
        "Critères",
        ["Critère", "Points", "Noté sur", "Échelle", "Meilleure note"],
        [
          ["P. Prix", short(view.state.poids), "formule", "", ""],
          ...view.state.criteres.map((own, place) => [
            `${place + 1}. ${own.nom || "…"}`,
            short(own.poids),
            own.quantite ? "quantité comptée" : short(own.sur),
            own.echelons.map(short).join(", ") || "note libre",
            own.maximum ? "portée au maximum" : "telle quelle",
          ]),
        ],
      ),
      make("p", {}, conclusion(view)),
      count ? [ranks(view), result.left(view), result.bars(view)] : [],
      count > 1 ? result.weights(view) : [],
      result.warnings(view),
      make(
        "p",
        {},
        `Simulé le ${day}. Formule, poids et échelles arrêtés avant l’ouverture des plis, le\u00a0: ` +
          `……………………  Par\u00a0: ……………………………………`,
      ),
      make("p", { class: "notation-pied" }, view.lien),
    );
  }

  function printSheet(view, result) {
    const paper = sheet(view, result);
    document.body.append(paper);
    document.documentElement.classList.add("notation-imprime");
    const done = () => {
      paper.remove();
      document.documentElement.classList.remove("notation-imprime");
    };
    addEventListener("afterprint", done, { once: true });
    print();
  }

  guideParts.notationFiche = { alertsOf, conclusion, lines, print: printSheet };
})();
