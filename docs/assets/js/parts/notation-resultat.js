/* What a simulation of marking comes to, in the page: the ranking, what makes it, what to beware of. Needs: adresse,
   element, nombre, texte, notation-effets, notation-alertes, notation-dessins.

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
         ranks, bars, left, weights, duel, exchange, others, curve, warnings (view)   elements, or lists of them
         all(view)                   the whole result */
(() => {
  "use strict";

  const { make } = guideParts.element;
  const { has } = guideParts.adresse;
  const nombre = guideParts.nombre;
  const { plural } = guideParts.texte;
  const notation = guideParts.notation;
  const effects = guideParts.notationEffets;
  const words = guideParts.notationAlertes;
  const { find: alerts, offer: offerName, offers: offerNames, points: pointsWords, mark, short, total, figures } = words;
  const drawings = guideParts.notationDessins;

  const FEUX = { vert: "Utilisable", orange: "Sous conditions", rouge: "À ne pas employer" };
  const GRAVITES = { grave: "À corriger", moyenne: "À regarder", legere: "À savoir" };
  const EFFETS = {
    gagnant: "Il fait le gagnant",
    ordre: "Il change l’ordre, pas le gagnant",
    neutre: "Sans lui, même classement",
    aucun: "Il ne sépare pas ces offres",
  };
  const FIGES = {
    classement: "Rien\u00a0: aucune note n’y peut changer le classement",
    gagnant: "La suite, jamais le gagnant",
    "": "Le gagnant",
  };
  const UNPROVEN = "Peut-être le gagnant";
  const UNBOUNDED = "Peut-être le gagnant\u00a0: rien ne borne cette note";
  const MOST_PAIRS = 2;
  const QUALITY = "de la qualité de l’offre";
  const DEPENDS = (method) => (effects.moving(method) === "postes" ? "du prix de chaque poste" : "des autres offres");

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

  /* « 86,56 points sur 100 », or « 41 230 € de prix corrigé » where whole offers are ranked. */
  function totalWords({ state, method, ranking }, value) {
    const decimals = figures(
      state,
      ranking.rangs.map((one) => one.total),
    );
    return notation.isWhole(method)
      ? `${nombre.write(notation.rounded(value, decimals))}\u202f${method.unite}`
      : `${mark(value, decimals)} points sur ${short(total(state))}`;
  }

  /* A total as a table shows it. */
  const totalMark = ({ state, method, ranking }, value) => {
    const decimals = figures(
      state,
      ranking.rangs.map((one) => one.total),
    );
    return notation.isWhole(method)
      ? nombre.write(notation.rounded(value, decimals))
      : mark(value, decimals);
  };

  /* How equality was judged, where it was; and what rounding hides. */
  function equality({ state, method, ranking: { rangs } }) {
    const level = rangs.filter(({ rang }) => rang === 1);
    if (level.length < 2) return "";
    if (typeof state.decimales !== "number") return " L’égalité est au chiffre exact.";
    const rounding = ` Égalité une fois les totaux arrondis à ${plural(state.decimales, "décimale")}`;
    const [first] = level.slice().sort((one, other) => (notation.better(method, one.total, other.total) ? -1 : 1));
    return level.every((one) => notation.exact(one.total) === notation.exact(first.total))
      ? `${rounding}, et au chiffre exact.`
      : `${rounding}\u00a0; sans arrondi, ${offerName(state, first.offre)} serait devant.`;
  }

  /* « Offre C gagne avec 86,56 points sur 100, devant Offre B (86,4). » */
  function outcome(view) {
    const { ranking, error } = view;
    if (error) return `Le classement ne se calcule pas\u00a0: ${error}.`;
    const { rangs, laissees } = ranking;
    if (!rangs.length && laissees.some(({ raison }) => raison.startsWith("sous le seuil")))
      return "Aucune offre n’atteint le seuil de qualité.";
    if (!rangs.length) return "Tapez au moins une offre complète\u00a0: un prix, et une note pour chaque critère.";
    const first = notation.winners(ranking);
    const next = rangs.find(({ rang }) => rang > 1);
    const head =
      first.length > 1 ? `${offerNames(view.state, first)} sont à égalité` : `${offerName(view.state, first[0])} gagne`;
    return (
      `${head} avec ${totalWords(view, rangs[0].total)}` +
      `${next ? `, devant ${offerName(view.state, next.offre)} (${totalMark(view, next.total)})` : ""}.${equality(view)}`
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
        ecart: notation.spreadOfPosts(view.state),
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
      const isWhole = notation.isWhole(view.method);
      const heads = [
        "Offre",
        "Rang",
        isWhole ? `Résultat, en ${view.method.unite}` : "Total",
        "Prix",
        ...names(view)
          .map((name, place) => [name, place ? view.state.criteres[place - 1].poids : view.state.poids])
          .slice(isWhole ? 1 : 0) // the price has no points of its own
          .map(([name, poids]) => `${name}, sur ${short(poids)}`),
      ];
      return table(
        "Classement",
        heads,
        rangs.map(({ offre, prix, points, total: own, rang }) => [
          offerName(view.state, offre),
          rangs.filter((other) => other.rang === rang).length > 1 ? `${rang} ex æquo` : String(rang),
          make("strong", {}, totalMark(view, own)),
          `${nombre.write(prix)}\u202f€`,
          ...points.slice(isWhole ? 1 : 0).map((one) => mark(one)),
        ]),
      );
    }

    function bars(view) {
      if (notation.isWhole(view.method)) return []; // euros and points do not add up
      return drawings.bars(
        view.ranking.rangs.map(({ offre, points, total: own }) => ({
          nom: offerName(view.state, offre),
          points,
          total: own,
        })),
        names(view),
        total(view.state),
      );
    }

    function warnings(view) {
      const found = alerts(view.state, view.method);
      if (!found.length)
        return [
          make(
            "p",
            {},
            view.ranking.rangs.length === 1
              ? "Aucune alerte sur cette offre, mais une offre seule ne se compare à rien. Ajoutez-en une deuxième."
              : "Aucune alerte sur ces offres. Essayez-en d’autres\u00a0: deux presque égales, une très " +
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

    /* « sans lui, Offre D (2 paires inversées) », or « sans lui, Offre C passe devant Offre B ». */
    function inverted(view, { inverse, sans, effet }) {
      if (effet === "gagnant") {
        const pairs = inverse.length ? ` (${plural(inverse.length, "paire inversée")})` : "";
        return `sans lui, ${offerNames(view.state, sans) || "personne"}${pairs}`;
      }
      const pairs = inverse
        .slice(0, MOST_PAIRS)
        .map(([one, other]) => `${offerName(view.state, other)} passe devant ${offerName(view.state, one)}`);
      const more = inverse.length - pairs.length;
      return pairs.length ? `sans lui, ${pairs.join("\u00a0; ")}${more ? `\u00a0; ${plural(more, "autre")}` : ""}` : "";
    }

    function couldDo({ method }, { critere, fige, poids }) {
      const isPrice = critere === notation.PRIX;
      if (poids === 0 && !notation.isWhole(method)) return "Rien\u00a0: il n’a aucun point";
      if (fige || (!isPrice && method.calcul !== "seuil")) return FIGES[fige];
      return isPrice && !notation.isWhole(method) && !method.bornee ? UNBOUNDED : UNPROVEN;
    }

    /* What sets the two first apart. */
    function duel(view) {
      const found = effects.weigh(view.state, view.method);
      const [one, other] = view.ranking.rangs;
      const pair = `${offerName(view.state, one.offre)} et ${offerName(view.state, other.offre)}`;
      if (notation.isWhole(view.method)) return [];
      const most = found.filter(({ partDuel }) => partDuel > 0).sort((a, b) => b.partDuel - a.partDuel)[0];
      if (!most) return [make("p", {}, `Rien ne sépare les deux premières, ${pair}.`)];
      const name = names(view)[most.critere + 1];
      return [
        make(
          "p",
          {},
          `Les deux premières, ${pair}, sont séparées de ${pointsWords(one.total - other.total)}\u00a0: ce qui les ` +
            `sépare le plus est ${name} (${pointsWords(Math.abs(most.duel))} pour ` +
            `${offerName(view.state, most.duel > 0 ? one.offre : other.offre)}, ${Math.round(most.partDuel)}\u202f% de ` +
            `leurs écarts).`,
        ),
      ];
    }

    function weights(view) {
      const found = effects.weigh(view.state, view.method);
      const isWhole = notation.isWhole(view.method);
      const percent = (own) => `${Math.round(own)}\u202f%`;
      const spread = ({ critere, etendue, poids }) =>
        isWhole && critere === notation.PRIX
          ? `${nombre.write(notation.rounded(etendue, 2))}\u202f€`
          : `${pointsWords(etendue)} sur ${short(poids)}${poids ? `, soit ${percent((100 * etendue) / poids)}` : ""}`;
      return table(
        "Ce que pèse vraiment chaque critère",
        [
          "Critère",
          "Étendue des notes, sur le poids annoncé",
          "Part, puis part entre les deux premières",
          "Son effet",
          "Ce que d’autres notes changeraient",
        ],
        found.map((one) => [
          names(view)[one.critere + 1],
          spread(one),
          one.part === null ? "" : `${percent(one.part)}, puis ${percent(one.partDuel)}`,
          [EFFETS[one.effet], inverted(view, one)].filter(Boolean).join("\u00a0: "),
          couldDo(view, one),
        ]),
      );
    }

    function exchanged(view, points) {
      let found = null;
      try {
        found = effects.price(view.state, view.method, points);
      } catch {
        return "La formule ne se calcule pas";
      }
      if (!found) return `Pas de prix fixe\u00a0: il dépend ${notation.isWhole(view.method) ? QUALITY : DEPENDS(view.method)}`;
      return found.surcout === Infinity
        ? "Aucun prix ne l’efface"
        : `+${nombre.write(Math.round(found.surcout))}\u202f€, soit ${short(Number(found.part.toFixed(1)))}\u202f%`;
    }

    /* « Méthode : 1 sur 10 », or, where the best mark is brought to the maximum, « 1 quand la meilleure note est 6 ». */
    function unitWords(view, place) {
      const own = view.state.criteres[place];
      const best = notation.top(view.state, view.method, place);
      const scale = !own.quantite && best === own.sur ? `1 sur ${short(own.sur)}` : `1, la meilleure ayant ${short(best)}`;
      return `${names(view)[place + 1]}\u00a0: ${scale}`;
    }

    function exchange(view) {
      const useful = view.state.criteres
        .map(({ poids }, place) => ({ poids, place, earned: effects.unit(view.state, view.method, place) }))
        .filter(({ poids, earned }) => poids > 0 && earned !== null);
      const all = total(view.state);
      return table(
        "Ce que vaut un point de qualité, en prix au-dessus de l’offre la moins chère",
        ["Un point de plus", "Sur le total", "Se paie jusqu’à"],
        [
          [
            notation.isWhole(view.method) ? "Un point de qualité" : `Un point sur ${short(all)}`,
            "1 point",
            exchanged(view, 1),
          ],
          ...useful.map(({ place, earned }) => [unitWords(view, place), pointsWords(earned), exchanged(view, earned)]),
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
          const other = { ...view, method: one, state: { ...view.state, reglages: view.settings(one) } };
          other.ranking = notation.rank(other.state, one);
          const { rangs } = other.ranking;
          if (!rangs.length) return [...head, "Personne n’atteint le seuil", "", ""];
          const marks = rangs.map(({ points }) => points[0]);
          const isWhole = notation.isWhole(one);
          return [
            ...head,
            offerNames(view.state, notation.winners(other.ranking)),
            `${totalMark(other, rangs[0].total)}${isWhole ? `\u202f${one.unite}` : ""}`,
            isWhole ? "" : pointsWords(Math.max(...marks) - Math.min(...marks)),
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

    let showsOthers = false;

    /* The same, which only who opens it pays for: it has a row for each formula. */
    function foldedOthers(view) {
      const box = make("details", { open: showsOthers }, make("summary", {}, "Le classement avec chacune des autres formules"));
      const fill = () => {
        showsOthers = box.open;
        if (box.open && box.childElementCount === 1) box.append(others(view));
      };
      fill();
      box.addEventListener("toggle", fill);
      return box;
    }

    /* Why no line is drawn. */
    const lineless = ({ method }) =>
      effects.moving(method)
        ? `Pas de ligne\u00a0: avec cette formule, la note d’un prix dépend ${DEPENDS(method)}.`
        : "Pas de ligne\u00a0: il faut deux prix différents.";

    /* What the drawing of marks by price means. */
    const curveCaption = (view, line) =>
      "Chaque point est une offre. " +
      (line ? "La ligne dit la note de prix qu’aurait une offre de plus à chaque prix." : lineless(view));

    /* What the drawing of quality by price means. */
    function fieldCaption(view, line) {
      const isRelative =
        view.method.calcul === "meilleure-note" || view.state.criteres.some((own) => own.maximum || own.quantite);
      return (
        "Chaque point est une offre, le carré celle qui gagne. À gauche, les points de qualité\u00a0; en bas, le prix. " +
        (line
          ? "La ligne dit la qualité qu’il faut pour gagner à chaque prix\u00a0: une offre de plus, placée au-dessus, " +
            `passerait devant${isRelative ? ", si elle n’a nulle part la meilleure note d’un critère relatif" : ""}.`
          : lineless(view))
      );
    }

    function curve(view) {
      const { rangs } = view.ranking;
      const isWhole = notation.isWhole(view.method);
      try {
        const dots = rangs.map(({ offre, prix, points, rang }) => ({
          nom: offerName(view.state, offre),
          prix,
          note: points[0],
          qualite: points.slice(1).reduce((sum, one) => sum + one, 0),
          gagne: rang === 1,
        }));
        const line = effects.curve(view.state, view.method);
        const border = effects.needed(view.state, view.method, view.ranking);
        return [
          ...(dots.length > 1 ? [drawings.field(border, dots, fieldCaption(view, border))] : []),
          ...(isWhole ? [] : [drawings.curve(line, dots, view.state.poids, curveCaption(view, line))]),
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
        count > 1 ? [make("h3", {}, "Poids réels"), weights(view), duel(view)] : [],
        count
          ? [
              make("h3", {}, "Prix et qualité"),
              exchange(view),
              curve(view),
              make("h3", {}, "Autres formules"),
              foldedOthers(view),
            ]
          : [],
      ].flat(2);
    }

    return {
      lights,
      cited,
      stated,
      left,
      ranks,
      bars,
      warnings,
      weights,
      duel,
      exchange,
      exchanged,
      others,
      curve,
      all,
    };
  }

  guideParts.notationResultat = { FEUX, GRAVITES, create, names, outcome, table };
})();
