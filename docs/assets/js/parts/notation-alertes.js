/* What a buyer should see before publishing a way of marking. Needs: notation-effets, nombre, texte.

     find(state, method)
         [{ gravite, dit, textes }…], the gravest first: gravite is "grave", "moyenne" or "legere", dit is a sentence,
         textes are ids of legal texts. A state whose ranking cannot be worked out gives those of its weights alone
     criterion(state, place), offer(state, place), offers(state, places)
         what they are called
     points(number), mark(number, decimals), short(number)
         "8,4 points", "8,40", "8,4"
     total(state)             the points that all weights make; null where one is missing
     figures(state, totals)   how many decimals tell these totals apart: those that the buyer publishes, or two and more */
(() => {
  "use strict";

  const { PRIX, exact, isWhole, rank, rounded, sum, winners } = guideParts.notation;
  const { distorting, losers, weigh } = guideParts.notationEffets;
  const { write } = guideParts.nombre;
  const { list, plural, quoted } = guideParts.texte;

  const GRAVITES = ["grave", "moyenne", "legere"];
  const SUSPECT = 0.8; // of the estimate, or of other prices: the guide's choice
  const FLAT = 0.1; // of the points of the price
  const LEAST = 10;
  const ENOUGH = 4; // offers
  const MOST_FIGURES = 9;
  const ASIS = "Sans porter la meilleure note au maximum";
  const ATMOST = "En portant au maximum la meilleure note de chaque critère";

  const points = (number) => plural(rounded(number, 2), "point").replace(".", ",");
  const mark = (number, decimals = 2) => (rounded(number, decimals) || 0).toFixed(decimals).replace(".", ",");
  const short = (number) => write(rounded(number, 2));
  const percent = (number) => `${Math.round(number)}\u202f%`;
  const wouldWin = (some) => (some.length > 1 ? "gagneraient à égalité" : "gagnerait");

  const criterion = (state, place) =>
    place === PRIX ? "le prix" : quoted(state.criteres[place].nom || `critère ${place + 1}`);
  const offer = (state, place) => state.offres[place].nom || `offre ${place + 1}`;
  const offers = (state, places) => list(places.map((place) => offer(state, place)));

  function total(state) {
    const weights = [state.poids, ...state.criteres.map(({ poids }) => poids)];
    return weights.every(Number.isFinite) ? exact(sum(weights)) : null;
  }

  function figures({ decimales = null }, totals) {
    if (decimales !== null) return decimales;
    const different = [...new Set(totals.map(exact))];
    let found = 2;
    while (found < MOST_FIGURES && new Set(different.map((one) => mark(one, found))).size < different.length) found += 1;
    return found;
  }

  /* What the code asks of the criteria themselves: the price or the cost among several, one for the environment. */
  function criteria(state, isPriced) {
    const useful = state.criteres.filter(({ poids }) => poids > 0);
    if (isPriced && !useful.length)
      return {
        gravite: "grave",
        dit:
          "Le prix seul ne suffit plus : il faut d’autres critères, dont un sur l’environnement, ou " +
          "le seul coût global.",
        textes: ["ccp-r2152-7", "ccp-l2152-7"],
      };
    if (isPriced || !useful.length) return null;
    return {
      gravite: "grave",
      dit:
        useful.length > 1
          ? "Le prix a 0 point : parmi plusieurs critères figure toujours le prix ou le coût. Cela ne vaut que si l’un " +
            "de vos critères est le coût."
          : "Un seul critère a des points, et ce n’est pas le prix : un critère unique ne peut être que le coût, selon " +
            "une approche globale qui prend en compte l’environnement.",
      textes: ["ccp-r2152-7", "ccp-l2152-7"],
    };
  }

  function weights(state, method) {
    const isPriced = isWhole(method) || state.poids > 0 || !Number.isFinite(state.poids);
    const all = isWhole(method) ? null : total(state);
    const hasQuality = state.criteres.some(({ poids }) => poids > 0);
    const isGreen = state.criteres.some(({ environnement, poids }) => environnement && poids > 0);
    return [
      all !== null &&
        all !== 100 && {
          gravite: "moyenne",
          dit: `Les poids font ${points(all)} et non 100 : vérifiez que ce sont ceux que vous annoncez.`,
          textes: ["ccp-r2152-11"],
        },
      criteria(state, isPriced),
      hasQuality &&
        !isGreen && {
          gravite: "grave",
          dit:
            "Aucun critère n’est marqué « environnement » : les consultations lancées depuis le 21 " +
            "août 2026 en demandent un.",
          textes: ["ccp-r2152-7", "ccp-l2152-7"],
        },
      !isWhole(method) &&
        state.poids > 0 &&
        state.poids < LEAST && {
          gravite: "moyenne",
          dit:
            `Le prix pèse moins de ${LEAST} points : justifiez-le par écrit. Dix points ont été admis ` +
            `pour de la formation.`,
          textes: ["ce-2020-431194"],
        },
    ];
  }

  /* Of the marks of the price themselves, which one offer is enough to have. */
  function priceMarks(state, rangs) {
    const notes = rangs.map(({ points: [note] }) => exact(note));
    const below = rangs.filter(({ points: [note] }) => exact(note) < 0).map(({ offre }) => offre);
    return [
      below.length && {
        gravite: "grave",
        dit: `Note de prix négative (${offers(state, below)}) : elle prend des points aux autres critères, c’est interdit.`,
        textes: ["ce-2012-362532"],
      },
      Math.max(...notes) > exact(state.poids) && {
        gravite: "grave",
        dit: "Une note de prix dépasse les points du prix : il pèse plus que son poids annoncé.",
        textes: ["ccp-r2152-11"],
      },
    ];
  }

  function prices(state, method, rangs) {
    const marks = rangs
      .map(({ offre, prix, points: own }) => ({ offre, prix, note: own[0] }))
      .sort((one, other) => one.prix - other.prix);
    const notes = marks.map(({ note }) => note);
    const spread = Math.max(...notes) - Math.min(...notes);
    const [cheap] = marks;
    const dear = marks[marks.length - 1];
    const reversed = marks.find((one, place) =>
      marks.slice(0, place).some((other) => other.prix < one.prix && exact(other.note) < exact(one.note)),
    );
    const level = marks.filter(({ prix, note }) => prix > cheap.prix && exact(note) === exact(cheap.note));
    const quality = sum(state.criteres.map(({ poids }) => poids));
    const gap = cheap.note - dear.note;
    const isWide = dear.prix > cheap.prix * (1 + FLAT);
    return [
      reversed &&
        method.calcul !== "notes-des-postes" && {
        gravite: "grave",
        dit: `${offer(state, reversed.offre)} est plus chère qu’une autre offre, et mieux notée sur le prix.`,
        textes: ["ce-2013-370789"],
      },
      !reversed &&
        level.length &&
        state.poids > 0 && {
          gravite: "moyenne",
          dit:
            `${offers(state, [cheap.offre, ...level.map(({ offre }) => offre)])} n’ont pas le même ` +
            `prix et reçoivent la même note de prix.`,
          textes: ["ce-2014-373362"],
        },
      isWide &&
        spread < state.poids * FLAT && {
          gravite: "moyenne",
          dit:
            `Prix neutralisé : ${percent((dear.prix / cheap.prix - 1) * 100)} d’écart de ` +
            `prix ne font que ${points(spread)} sur ${short(state.poids)}.`,
          textes: ["ce-2014-373362"],
        },
      quality > 0 &&
        gap >= quality && {
          gravite: "grave",
          dit:
            `${offer(state, dear.offre)}, la plus chère, perd ${points(gap)} de prix : même avec ` +
            `toutes les notes de qualité contre zéro, elle ne battrait pas la moins chère.`,
          textes: ["ce-2017-405787"],
        },
      quality > gap &&
        gap > 0 &&
        guideParts.formule.read(method.expression).names.includes("Pmax") && {
          gravite: "legere",
          dit:
            `Pour battre la moins chère, ${offer(state, dear.offre)}, la plus chère, doit la dépasser de plus de ` +
            `${short((10 * gap) / quality)} sur 10 en qualité.`,
          textes: ["ce-2017-405787"],
        },
      quality > gap &&
        state.poids > 0 &&
        spread >= state.poids &&
        marks.length < ENOUGH && {
          gravite: "moyenne",
          dit:
            `Avec ${plural(marks.length, "offre")}, l’une a tous les points du prix et une autre n’en ` +
            `a aucun : les autres critères comptent peu.`,
          textes: ["ce-2017-405787", "caa-paris-2016-15pa02993"],
        },
    ];
  }

  /* A simple mean of marks by post lets a dearer offer be marked better: that is said with what each costs. */
  function posts(state, method, rangs) {
    if (method.calcul !== "notes-des-postes") return [];
    const [best] = rangs.slice().sort((one, other) => other.points[0] - one.points[0]);
    const [cheap] = rangs.slice().sort((one, other) => one.prix - other.prix);
    return [
      best.prix > cheap.prix && {
        gravite: "grave",
        dit:
          `${offer(state, best.offre)} a la meilleure note de prix, et coûte ${short(best.prix - cheap.prix)}\u202f€ de plus ` +
          `que ${offer(state, cheap.offre)} au total.`,
        textes: ["ce-2015-381095"],
      },
    ];
  }

  /* A low price is compared with the estimate; with the next one from three offers, where it is clear which of them
     stands apart; with the mean of the others from four, the dearest being left out, which would make all others low. */
  function suspects(state, rangs) {
    const all = rangs.map(({ offre, prix }) => ({ offre, prix })).sort((one, other) => one.prix - other.prix);
    return all.map(({ offre, prix }, place) => {
      const others = all.filter((one, other) => other !== place && other < all.length - 1).map((one) => one.prix);
      const mean = sum(others) / others.length;
      const next = place === 0 && all.length > 2 ? all[1] : null;
      const gap = (reference) => percent((1 - prix / reference) * 100);
      const below = [
        state.estimation > 0 &&
          prix < SUSPECT * state.estimation &&
          `de ${gap(state.estimation)} sous votre estimation`,
        next && prix < SUSPECT * next.prix && `de ${gap(next.prix)} sous l’offre suivante, ${offer(state, next.offre)}`,
        all.length >= ENOUGH &&
          prix < SUSPECT * mean &&
          `de ${gap(mean)} sous la moyenne des autres, la plus chère mise à part`,
      ].filter(Boolean);
      return (
        below.length && {
          gravite: "moyenne",
          dit:
            `${offer(state, offre)} : prix ${list(below)}. Demandez une explication avant de ` +
            `noter, sans jamais exclure d’office. Le seuil de 20\u202f% est un choix du guide.`,
          textes: ["ccp-l2152-5", "ccp-l2152-6"],
        }
      );
    });
  }

  function qualities(state, method, rangs) {
    return state.criteres.flatMap((critere, place) => {
      const marks = rangs.map(({ offre }) => state.offres[offre].notes[place]);
      const best = Math.max(...marks);
      const off = critere.echelons.length ? marks.filter((one) => !critere.echelons.includes(one)) : [];
      const name = criterion(state, place);
      const isRelative = critere.maximum || critere.quantite || method.calcul === "meilleure-note";
      return [
        !critere.quantite &&
          best > critere.sur && {
            gravite: "grave",
            dit: `Sur ${name}, une note dépasse ${short(critere.sur)}.`,
            textes: [],
          },
        Math.min(...marks) < 0 && {
          gravite: "grave",
          dit: `Sur ${name}, une note est négative : c’est interdit.`,
          textes: ["ce-2012-362532"],
        },
        off.length && {
          gravite: "legere",
          dit:
            `Sur ${name}, ${list(off.map(short))} ` +
            `${off.length > 1 ? "ne sont pas des échelons" : "n’est pas un échelon"} ` +
            `(${critere.echelons.map(short).join(", ")}).`,
          textes: [],
        },
        !isRelative &&
          critere.poids > 0 &&
          rangs.length > 1 &&
          best > 0 &&
          best < critere.sur && {
            gravite: "legere",
            textes: ["ce-2013-363854"],
            dit:
              `Sur ${name}, personne n’a mieux que ${short(best)} sur ${short(critere.sur)} : le ` +
              `critère ne donne que ${short((critere.poids * best) / critere.sur)} de ses ${points(critere.poids)}.`,
          },
      ];
    });
  }

  function inert(state, { critere, poids, effet, fige }) {
    const name = criterion(state, critere);
    return effet === "aucun"
      ? `${name} ne sépare pas ces offres : toutes y ont la même note.`
      : `${name} ne peut pas changer le ${fige} : ses ${points(poids)} ne rattrapent pas l’avance.`;
  }

  function results(state, method, ranking) {
    const first = winners(ranking);
    const isAny = method.calcul === "meilleure-note" || state.criteres.some(({ maximum }) => maximum);
    const other = winners(rank(state, method, { maximum: !isAny }));
    const cheapest = Math.min(...ranking.rangs.map(({ prix }) => prix));
    const apart = distorting(state, method);
    return [
      ...losers(state, method).map(({ offre, gagnants }) => ({
        gravite: "moyenne",
        dit:
          `${offer(state, offre)} perd, et choisit le gagnant : sans elle, ${offers(state, gagnants)} ` +
          `${wouldWin(gagnants)}.`,
        textes:
          ranking.rangs.find((one) => one.offre === offre).prix === cheapest ? ["ccp-l2152-5", "ccp-l2152-6"] : [],
      })),
      apart && {
        gravite: "moyenne",
        dit:
          `${offer(state, apart.offre)}, qui ne se bat pas pour la première place, fausse les poids réels : avec elle, ` +
          `${criterion(state, apart.critere)} fait ${percent(apart.part)} de ce qui sépare les offres ; sans elle, ` +
          `${percent(apart.sans)}.`,
        textes: [],
      },
      other.length &&
        other.join() !== first.join() && {
          gravite: "legere",
          textes: ["ce-2013-363854"],
          dit: `${isAny ? ASIS : ATMOST}, ${offers(state, other)} ${wouldWin(other)}.`,
        },
      ...weigh(state, method)
        .filter(({ critere, poids, effet, fige }) => critere !== PRIX && poids > 0 && (effet === "aucun" || fige))
        .map((one) => ({ gravite: "legere", textes: [], dit: inert(state, one) })),
    ];
  }

  function find(state, method) {
    const found = weights(state, method);
    let ranking = { rangs: [] };
    try {
      ranking = rank(state, method);
    } catch {
      // the tool says it in its own place
    }
    const { rangs } = ranking;
    if (rangs.length)
      found.push(
        ...(isWhole(method) ? [] : priceMarks(state, rangs)),
        ...suspects(state, rangs),
        ...qualities(state, method, rangs),
      );
    if (rangs.length > 1)
      found.push(
        ...(isWhole(method) ? [] : prices(state, method, rangs)),
        ...posts(state, method, rangs),
        ...results(state, method, ranking),
      );
    return found.filter(Boolean).sort((one, other) => GRAVITES.indexOf(one.gravite) - GRAVITES.indexOf(other.gravite));
  }

  guideParts.notationAlertes = { find, criterion, offer, offers, points, mark, short, total, figures };
})();
