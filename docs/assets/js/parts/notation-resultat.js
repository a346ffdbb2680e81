/* What a simulation of marking comes to, in the page: the ranking, what makes it, what to beware of. Needs: adresse,
   element, nombre, texte, notation, notation-alertes, notation-dessins.

   A view is what is rendered: { state, method, ranking, error, settings(method) }; state has its formula's settings.

     outcome(view)                   the sentence that says who wins
     names(view)                     the criteria, the price first
     table(caption, heads, rows)     a table whose cells also say their heading, for small screens
     create(known)                   the renderers below; known: { formules, textes, link(address) }, link giving what
                                     leads to an address of the site
         lights(view)                the legal light of the formula, the darkest first: { feu, words, dit, textes }
         cited(textes)               links to legal texts, each with what was read of it
         stated(textes)              the same in words
         exchanged(view, points)     what so many points are worth in price
         ranks, bars, left, weights, exchange, others, curve, warnings (view)   elements, or lists of them
         all(view)                   the whole result */
(() => {
  "use strict";

  const { make } = guideParts.element;
  const { has } = guideParts.adresse;
  const nombre = guideParts.nombre;
  const notation = guideParts.notation;
  const words = guideParts.notationAlertes;
  const { find: alerts, offer: offerName, offers: offerNames, points: pointsWords, mark: twoDecimals, short } = words;
  const drawings = guideParts.notationDessins;

  const FEUX = { vert: "Utilisable", orange: "Sous conditions", rouge: "À ne pas employer" };
  const GRAVITES = { grave: "À corriger", moyenne: "À regarder", legere: "À savoir" };
  const POUVOIRS = {
    gagnant: "Il fait le gagnant",
    ordre: "Il change l’ordre, pas le gagnant",
    neutre: "Sans lui, même classement",
    aucun: "Il ne sépare pas ces offres",
    "trop-peu": "Il ne peut pas changer le gagnant",
  };

  const names = (view) => ["Prix", ...view.state.criteres.map(({ nom }, place) => nom || `Critère ${place + 1}`)];

  function table(caption, heads, rows) {
    return make(
      "div",
      { class: "defile-x", tabindex: "0", role: "region", "aria-label": caption },
      make(
        "table",
        { class: "notation-table" },
        make("caption", {}, caption),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            heads.map((words) => make("th", { scope: "col" }, words)),
          ),
        ),
        make(
          "tbody",
          {},
          rows.map(([first, ...cells]) =>
            make(
              "tr",
              {},
              make("th", { scope: "row" }, first),
              cells.map((cell, place) => make("td", { "data-libelle": heads[place + 1] }, cell)),
            ),
          ),
        ),
      ),
    );
  }

  /* « Offre C gagne avec 86,56 points sur 100, devant Offre B (86,4). » */
  function outcome(view) {
    const { ranking, error } = view;
    if (error) return `La formule ne se calcule pas\u00a0: ${error}.`;
    const { rangs } = ranking;
    if (!rangs.length) return "Tapez au moins une offre complète\u00a0: un prix, et une note pour chaque critère.";
    const first = notation.winners(ranking);
    const next = rangs.find(({ rang }) => rang > 1);
    const head =
      first.length > 1 ? `${offerNames(view.state, first)} sont à égalité` : `${offerName(view.state, first[0])} gagne`;
    return (
      `${head} avec ${twoDecimals(rangs[0].total)} points sur ` +
      `100${next ? `, devant ${offerName(view.state, next.offre)} (${twoDecimals(next.total)})` : ""}.`
    );
  }

  function create(known) {
    const text = (id) => known.textes[id];
    const there = (textes) => textes.filter((id) => has(known.textes, id));

    function cited(textes) {
      return there(textes).flatMap((id) => [
        " ",
        make(
          "span",
          { class: text(id).confirme ? "confirme" : "a-verifier" },
          make("a", { href: known.link(text(id).adresse) }, text(id).mot),
          ` ${text(id).confirme ? "✓" : "⚠"} ${text(id).etat}`,
        ),
      ]);
    }

    const stated = (textes) =>
      there(textes)
        .map((id) => `${text(id).mot} (${text(id).etat})`)
        .join("\u00a0; ");

    function lightsOf(view, one) {
      return notation.lights(one, {
        offres: view.ranking.rangs.length,
        poids: view.state.poids,
        reglages: view.settings(one),
      });
    }

    const lights = (view) => lightsOf(view, view.method).map((light) => ({ ...light, words: FEUX[light.feu] }));

    function left(view) {
      const { laissees } = view.ranking;
      if (!laissees.length) return [];
      const all = laissees.map(({ offre, raison }) => `${offerName(view.state, offre)} (${raison})`).join("\u00a0; ");
      return [make("p", { class: "note" }, `Non ${laissees.length > 1 ? "classées" : "classée"}\u00a0: ${all}.`)];
    }

    function ranks(view) {
      const { rangs } = view.ranking;
      const heads = [
        "Offre",
        "Rang",
        "Total",
        "Prix",
        ...names(view).map(
          (name, place) => `${name}, sur ${short(place ? view.state.criteres[place - 1].poids : view.state.poids)}`,
        ),
      ];
      return table(
        "Classement",
        heads,
        rangs.map(({ offre, points, total, rang }) => [
          offerName(view.state, offre),
          rangs.filter((other) => other.rang === rang).length > 1 ? `${rang} ex æquo` : String(rang),
          make("strong", {}, twoDecimals(total)),
          `${nombre.write(view.state.offres[offre].prix)}\u202f€`,
          ...points.map(twoDecimals),
        ]),
      );
    }

    function bars(view) {
      return drawings.bars(
        view.ranking.rangs.map(({ offre, points, total }) => ({ nom: offerName(view.state, offre), points, total })),
        names(view),
      );
    }

    function warnings(view) {
      const found = alerts(view.state, view.method.expression);
      if (!found.length)
        return [
          make(
            "p",
            {},
            "Aucune alerte sur ces offres. Essayez-en d’autres\u00a0: deux presque égales, une très " +
              "basse, une très chère.",
          ),
        ];
      return [
        make(
          "ul",
          { class: "notation-alertes" },
          found.map(({ gravite, dit, textes }) =>
            make(
              "li",
              { class: `alerte-${gravite}` },
              make("strong", {}, GRAVITES[gravite]),
              `\u00a0: ${dit}`,
              cited(textes),
            ),
          ),
        ),
      ];
    }

    function weights(view) {
      const found = notation.weigh(view.state, view.method.expression);
      return table(
        "Ce que pèse vraiment chaque critère",
        ["Critère", "Poids annoncé", "Étendue des notes", "Part de ce qui départage", "Notes différentes", "Son effet"],
        found.map(({ critere, poids, etendue, part, distinctes, sans, pouvoir }) => [
          names(view)[critere + 1],
          pointsWords(poids),
          `${pointsWords(etendue)}${poids ? `, soit ${Math.round((100 * etendue) / poids)}\u202f% de son poids` : ""}`,
          `${Math.round(part)}\u202f%`,
          String(distinctes),
          `${POUVOIRS[pouvoir]}${pouvoir === "gagnant" ? `\u00a0: sans lui, ${offerNames(view.state, sans)}` : ""}`,
        ]),
      );
    }

    function exchanged(view, points) {
      let found = null;
      try {
        found = notation.price(view.state, view.method.expression, points);
      } catch {
        return "La formule ne se calcule pas";
      }
      if (!found) return "Pas de prix fixe\u00a0: il dépend des autres offres";
      return found.surcout === Infinity
        ? "Aucun prix ne l’efface"
        : `+${nombre.write(Math.round(found.surcout))}\u202f€, soit ${short(Number(found.part.toFixed(1)))}\u202f%`;
    }

    function exchange(view) {
      const useful = view.state.criteres.map((own, place) => ({ ...own, place })).filter(({ poids }) => poids > 0);
      return table(
        "Ce que vaut un point de qualité, en prix au-dessus de l’offre la moins chère",
        ["Un point de plus", "Sur le total", "Se paie jusqu’à"],
        [
          ["Un point sur 100", "1 point", exchanged(view, 1)],
          ...useful.map(({ place, poids, sur }) => [
            `${names(view)[place + 1]}\u00a0: 1 sur ${short(sur)}`,
            pointsWords(poids / sur),
            exchanged(view, poids / sur),
          ]),
        ],
      );
    }

    function others(view) {
      const rows = known.formules.map((one) => {
        const [light] = lightsOf(view, one);
        const head = [
          make("a", { href: known.link(`outils/methodes-de-notation/#${one.id}`) }, one.titre),
          make("span", { class: `feu feu-${light.feu}` }, FEUX[light.feu]),
        ];
        try {
          const ranking = notation.rank({ ...view.state, reglages: view.settings(one) }, one.expression);
          const marks = ranking.rangs.map(({ points }) => points[0]);
          return [
            ...head,
            offerNames(view.state, notation.winners(ranking)),
            twoDecimals(ranking.rangs[0].total),
            pointsWords(Math.max(...marks) - Math.min(...marks)),
          ];
        } catch (error) {
          return [...head, `Non calculée\u00a0: ${error.message}`, "", ""];
        }
      });
      return table(
        "Les mêmes offres avec une autre formule",
        ["Formule", "Feu", "Gagnant", "Total", "Étendue des notes de prix"],
        rows,
      );
    }

    function curve(view) {
      const { rangs } = view.ranking;
      try {
        const dots = rangs.map(({ offre, points, total, rang }) => ({
          nom: offerName(view.state, offre),
          prix: view.state.offres[offre].prix,
          note: points[0],
          qualite: total - points[0],
          gagne: rang === 1,
        }));
        const line = notation.curve(view.state, view.method.expression);
        return [
          ...(dots.length > 1 ? [drawings.field(line, dots)] : []),
          drawings.curve(line, dots, view.state.poids),
        ];
      } catch {
        return []; // a price between two offers at which the formula does not compute
      }
    }

    function all(view) {
      const count = view.ranking.rangs.length;
      return [
        make("p", {}, make("strong", {}, outcome(view))),
        left(view),
        count ? [ranks(view), bars(view)] : [],
        make("h3", {}, "Alertes"),
        warnings(view),
        count > 1 ? [make("h3", {}, "Poids réels"), weights(view)] : [],
        count
          ? [
              make("h3", {}, "Prix et qualité"),
              exchange(view),
              curve(view),
              make("h3", {}, "Autres formules"),
              others(view),
            ]
          : [],
      ].flat(2);
    }

    return { lights, cited, stated, left, ranks, bars, warnings, weights, exchange, exchanged, others, curve, all };
  }

  guideParts.notationResultat = { FEUX, GRAVITES, create, names, outcome, table };
})();
