/* The grid of analysis of a simulation as elements (ecrit.js), for Word: the method as it is to be published, each
   criterion with its scale, one table of criteria by offers, then one of each criterion where the evaluator writes why.
   Needs: ecrit, jour, nombre, notation-alertes, notation-resultat, notation-fiche.

     write(view, options)   { titre, sousTitre, corps, paysage }; view: that of notation-fiche.js. options:
         scale(criterion)   [{ points, attendu }…]: attendu is "" where nobody has written it
         lights             those of the formula: [{ words, dit }…]
         warnings           [{ gravite, dit }…], in words
         isBlank            before the offers are opened: no name, no price, no mark, no warning on them */
(() => {
  "use strict";

  const { soigne } = guideParts.ecrit;
  const { jour, nombre } = guideParts;
  const { mark, offer: offerName, short } = guideParts.notationAlertes;
  const { names } = guideParts.notationResultat;
  const { conclusion } = guideParts.notationFiche;

  const UPRIGHT = 4; // offers that a table holds on a page that stands
  const TIGHT = 6;
  const BLANK = 4; // offers of a blank grid, where none is known
  const LETTERS = {
    N: "points du prix",
    P: "prix de l’offre",
    Pmin: "prix le plus bas des offres notées",
    Pmax: "prix le plus haut des offres notées",
    Pmoy: "prix moyen des offres notées",
    E: "estimation de l’acheteur",
    rang: "rang de l’offre du moins cher au plus cher",
    offres: "nombre d’offres notées",
    Q: "points de qualité de l’offre",
  };

  const toWrite = (words) => ({ valeur: `[${words}]`, etat: "vide", cle: words });
  const plain = (words) => ({ p: [words], style: "" });
  const note = (words) => ({ p: [soigne(words)], style: "note" });
  const heading = (words, niveau = 1) => ({ titre: [soigne(words)], niveau });
  const cell = (given) => (given === null || given === undefined || given === "" ? [] : [given]);
  const euros = (prix) => (prix > 0 ? `${nombre.write(prix)}\u202f€` : "");
  const tableOf = (legende, largeurs, entetes, lignes, more) => ({
    tableau: { legende: soigne(legende), largeurs, entetes: entetes.map(cell), lignes, ...more },
  });

  /* What each letter of the formula stands for, the settings with their number. */
  function letters({ method, settings }) {
    const known = { ...LETTERS };
    const given = settings(method);
    for (const { nom, libelle } of method.reglages) known[nom] = `${libelle} : ${short(given[nom])}`;
    return [...new Set((method.expression || "").match(/[A-Za-z]\w*/g) || [])]
      .filter((name) => Object.prototype.hasOwnProperty.call(known, name))
      .map((name) => `${name} : ${known[name]}`)
      .join(" ; ");
  }

  function published(view, { scale }) {
    const { state, method } = view;
    const weights = [state.poids, ...state.criteres.map(({ poids }) => poids)];
    const isKnown = weights.every((poids) => Number.isFinite(poids));
    const sum = isKnown ? short(weights.reduce((all, poids) => all + poids, 0)) : null;
    const number = (given, words) => (Number.isFinite(given) ? short(given) : toWrite(words));
    return [
      heading("La méthode, à publier telle quelle"),
      heading("Le prix", 2),
      { p: [number(state.poids, "points du prix"), " points. ", method.mots || method.titre], style: "" },
      ...(method.expression
        ? [{ p: [{ gras: [(view.method.calcul || "").endsWith("-gagne") ? "Formule : " : "Note de prix = "] }, method.expression], style: "" }, plain(soigne(`${letters(view)}.`))]
        : []),
      heading("Les poids", 2),
      tableOf(
        "Les poids",
        [5, 2, 2, 4],
        ["Critère", "Points", "Noté sur", "Meilleure note"],
        [
          [["Prix"], [number(state.poids, "points")], ["formule"], []],
          ...state.criteres.map((own, place) => [
            [names(view)[place + 1]],
            [number(own.poids, "points")],
            [own.quantite ? "quantité comptée" : number(own.sur, "noté sur")],
            [own.maximum ? "portée au maximum des points" : "telle quelle"],
          ]),
          [["Total"], cell(sum), [], []],
        ],
        { total: true },
      ),
      ...state.criteres.flatMap((own, place) => {
        const steps = scale(own);
        const name = names(view)[place + 1];
        const said = (attendu, points) => attendu || toWrite(`ce qui est attendu pour ${short(points)}`);
        return [
          heading(`L’échelle : ${name}`, 2),
          ...(steps.length
            ? [
                tableOf(
                  `Échelle : ${name}`,
                  [1, 8],
                  ["Note", "Ce qui est attendu"],
                  steps.map(({ points, attendu }) => [[short(points)], [said(attendu, points)]]),
                ),
              ]
            : [
                {
                  p: own.quantite
                    ? ["Le nombre promis, divisé par le meilleur, multiplié par les points. ", toWrite("la pièce qui le prouve")]
                    : ["Note libre de 0 à ", number(own.sur, "noté sur"), ". ", toWrite("ce qui est attendu pour la meilleure note")],
                  style: "",
                },
              ]),
        ];
      }),
    ];
  }

  /* The offers of the tables: those of the simulation, or empty columns. */
  function columns({ state, ranking }, isBlank) {
    if (isBlank)
      return Array.from({ length: state.offres.length || BLANK }, (each, place) => ({ nom: `Offre ${place + 1}`, notes: [] }));
    return state.offres.map((own, offre) => {
      const found = ranking.rangs.find((one) => one.offre === offre);
      const left = ranking.laissees.find((one) => one.offre === offre);
      return { nom: offerName(state, offre), prix: own.prix, notes: own.notes, ...found, raison: left && left.raison };
    });
  }

  const written = (given) => (Number.isFinite(given) ? short(given) : "");
  const weighted = (own, place) => (own.points ? mark(own.points[place]) : "");

  function summary(view, offers) {
    const head = ["Critère", ...offers.map(({ nom }) => nom)];
    const row = (words, of) => [[words], ...offers.map((own) => cell(of(own)))];
    return tableOf(
      "Critères et offres",
      [2.4, ...offers.map(() => 1)],
      head,
      [
        row("Prix, en € HT", ({ prix }) => euros(prix)),
        row(`Prix : points${Number.isFinite(view.state.poids) ? ` sur ${short(view.state.poids)}` : ""}`, (own) => weighted(own, 0)),
        ...view.state.criteres.flatMap((own, place) => [
          row(`${names(view)[place + 1]} : note sur ${written(own.sur) || "…"}`, ({ notes }) => written(notes[place])),
          row(`${names(view)[place + 1]} : points sur ${written(own.poids) || "…"}`, (offer) => weighted(offer, place + 1)),
        ]),
        row("Total des points", ({ total }) => (total === undefined ? "" : mark(total))),
        row("Rang", ({ rang, raison }) => (rang ? String(rang) : raison ? "non classée" : "")),
      ].map((cells) => cells.map((inlines) => inlines.map((words) => (typeof words === "string" ? soigne(words) : words)))),
      { total: true, serre: offers.length > TIGHT },
    );
  }

  function reasons(view, offers) {
    return names(view).flatMap((name, place) => [
      heading(`Justification : ${name}`, 2),
      tableOf(
        `Justification : ${name}`,
        place ? [3, 1, 1.2, 6] : [3, 2, 1.2, 5],
        ["Offre", place ? "Note" : "Prix", "Points", "Motif (pièce, page de l’offre)"],
        offers.map((own) => [
          [own.nom],
          cell(place ? written(own.notes[place - 1]) : euros(own.prix)),
          cell(weighted(own, place)),
          [],
        ]),
      ),
    ]);
  }

  function warned({ lights, warnings }) {
    return [
      heading("Ce qui est à regarder"),
      ...lights.map(({ words, dit }) => ({ p: [{ gras: [`Formule du prix\u00a0: ${words.toLowerCase()}. `] }, dit], style: "" })),
      ...(warnings.length
        ? [{ liste: "-", debut: 1, points: warnings.map(({ gravite, dit }) => [[{ gras: [`${gravite}\u00a0: `] }, dit], []]) }]
        : [plain("Aucune alerte sur ces offres.")]),
    ];
  }

  function write(view, options) {
    const { isBlank } = options;
    const offers = columns(view, isBlank);
    const isWide = offers.length > UPRIGHT;
    const turned = (element) => (isWide ? [element] : []);
    return {
      titre: isBlank ? "Grille d’analyse, vierge" : "Grille d’analyse",
      sousTitre: view.state.objet,
      chapitres: true,
      corps: [
        {
          fiche: [
            ["Achat", cell(view.state.objet)],
            ["Formule du prix", [view.method.titre]],
            ["Méthode arrêtée le", []],
            ["Plis ouverts le", []],
            ["Évaluateur", []],
            [isBlank ? "Grille écrite le" : "Simulée le", [jour.inWords(jour.today())]],
          ],
        },
        note(
          isBlank
            ? "À remplir après l'ouverture des plis, sans rien changer à la méthode publiée."
            : "Document interne. Les notes sont celles d'une simulation : la note définitive suit l'échelle publiée, et elle seule.",
        ),
        ...published(view, options),
        ...turned({ paysage: true }),
        heading("Les notes"),
        ...(isBlank ? [] : [plain(conclusion(view))]),
        summary(view, offers),
        ...turned({ portrait: true }),
        heading("Les motifs"),
        ...reasons(view, offers),
        ...warned(options),
        { fiche: [["Évaluateur, date", []], ["Signature", []]] },
      ],
    };
  }

  guideParts.notationGrille = { write };
})();
