/* What a buyer should see before publishing a way of marking. Needs: notation, nombre, texte.

     find(state, expression)
         [{ gravite, dit, textes }…], the gravest first: gravite is "grave", "moyenne" or "legere", dit is a sentence,
         textes are ids of legal texts. A state whose ranking cannot be worked out gives those of its weights alone
     criterion(state, place), offer(state, place), offers(state, places)
         what they are called
     points(number), mark(number), short(number)
         "8,4 points", "8,40", "8,4" */
(() => {
  "use strict";

  const { PRIX, cents, losers, rank, weigh, winners } = guideParts.notation;
  const { write } = guideParts.nombre;
  const { list, plural, quoted } = guideParts.texte;

  const GRAVITES = ["grave", "moyenne", "legere"];
  const SUSPECT = 0.8; // of the mean of the others: the guide's choice
  const FLAT = 0.1; // of the points of the price
  const LEAST = 10;
  const ENOUGH = 4; // offers
  const ASIS = "Sans porter la meilleure note au maximum";
  const ATMOST = "En portant au maximum la meilleure note de chaque critère";

  const points = (number) => plural(Number(number.toFixed(2)), "point").replace(".", ",");
  const mark = (number) => (Math.abs(number) < 0.005 ? "0,00" : number.toFixed(2).replace(".", ","));
  const short = (number) => write(Number(number.toFixed(2)));
  const wouldWin = (some) => (some.length > 1 ? "gagneraient à égalité" : "gagnerait");
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  const criterion = (state, place) =>
    place === PRIX ? "le prix" : quoted(state.criteres[place].nom || `critère ${place + 1}`);
  const offer = (state, place) => state.offres[place].nom || `offre ${place + 1}`;
  const offers = (state, places) => list(places.map((place) => offer(state, place)));

  function weights(state) {
    const all = state.poids + sum(state.criteres.map(({ poids }) => poids));
    const isGreen = state.criteres.some(({ environnement, poids }) => environnement && poids > 0);
    return [
      cents(all) !== 10000 && {
        gravite: "moyenne",
        dit: `Les poids font ${points(all)} et non 100.`,
        textes: ["ccp-r2152-11"],
      },
      state.criteres.length === 0 && {
        gravite: "grave",
        dit:
          "Le prix seul ne suffit plus : il faut d’autres critères, dont un sur l’environnement, ou " +
          "le seul coût global.",
        textes: ["ccp-r2152-7"],
      },
      state.criteres.length > 0 &&
        !isGreen && {
          gravite: "grave",
          dit:
            "Aucun critère n’est marqué « environnement » : les consultations lancées depuis le 21 " +
            "août 2026 en demandent un.",
          textes: ["ccp-r2152-7"],
        },
      state.poids < LEAST && {
        gravite: "moyenne",
        dit:
          `Le prix pèse moins de ${LEAST} points : justifiez-le par écrit. Dix points ont été admis ` +
          `pour de la formation.`,
        textes: ["ce-2020-431194"],
      },
    ];
  }

  function prices(state, rangs) {
    const marks = rangs
      .map(({ offre, points: own }) => ({ offre, prix: state.offres[offre].prix, note: own[0] }))
      .sort((one, other) => one.prix - other.prix);
    const notes = marks.map(({ note }) => note);
    const spread = Math.max(...notes) - Math.min(...notes);
    const [cheap] = marks;
    const dear = marks[marks.length - 1];
    const reversed = marks.find((one, place) =>
      marks.slice(0, place).some((other) => other.prix < one.prix && cents(other.note) < cents(one.note)),
    );
    const level = marks.filter(({ prix, note }) => prix > cheap.prix && cents(note) === cents(cheap.note));
    const quality = sum(state.criteres.map(({ poids }) => poids));
    const gap = cheap.note - dear.note;
    const isWide = dear.prix > cheap.prix * (1 + FLAT);
    const below = marks.filter(({ note }) => cents(note) < 0).map(({ offre }) => offre);
    const negative = offers(state, below);
    return [
      below.length && {
        gravite: "grave",
        dit: `Note de prix négative (${negative}) : elle prend des points aux autres critères, c’est interdit.`,
        textes: ["ce-2012-362532"],
      },
      cents(Math.max(...notes)) > cents(state.poids) && {
        gravite: "grave",
        dit: "Une note de prix dépasse les points du prix.",
        textes: ["ccp-r2152-11"],
      },
      reversed && {
        gravite: "grave",
        dit: `${offer(state, reversed.offre)} est plus chère qu’une autre offre, et mieux notée sur le prix.`,
        textes: ["ce-2013-370789"],
      },
      !reversed &&
        level.length && {
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
            `Prix neutralisé : ${Math.round((dear.prix / cheap.prix - 1) * 100)}\u202f% d’écart de ` +
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

  function suspects(state, rangs) {
    const all = rangs.map(({ offre }) => ({ offre, prix: state.offres[offre].prix }));
    return all.map(({ offre, prix }) => {
      const others = all.filter((one) => one.offre !== offre).map((one) => one.prix);
      const mean = sum(others) / others.length;
      const below = [
        prix < SUSPECT * mean && `de ${Math.round((1 - prix / mean) * 100)}\u202f% sous la moyenne des autres`,
        state.estimation > 0 &&
          prix < SUSPECT * state.estimation &&
          `de ${Math.round((1 - prix / state.estimation) * 100)}\u202f% sous votre estimation`,
      ].filter(Boolean);
      return (
        below.length && {
          gravite: "moyenne",
          dit:
            `${offer(state, offre)} : prix ${below.join(" et ")}. Demandez une explication avant de ` +
            `noter, sans jamais exclure d’office. Le seuil de 20\u202f% est un choix du guide.`,
          textes: ["ccp-l2152-5", "ccp-l2152-6"],
        }
      );
    });
  }

  function qualities(state, rangs) {
    return state.criteres.flatMap((critere, place) => {
      const marks = rangs.map(({ offre }) => state.offres[offre].notes[place]);
      const best = Math.max(...marks);
      const off = critere.echelons.length ? marks.filter((mark) => !critere.echelons.includes(mark)) : [];
      const name = criterion(state, place);
      return [
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
        !critere.maximum &&
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

  function results(state, expression, ranking) {
    const first = winners(ranking);
    const isAny = state.criteres.some(({ maximum }) => maximum);
    const other = winners(rank(state, expression, { maximum: !isAny }));
    const cheapest = Math.min(...ranking.rangs.map(({ offre }) => state.offres[offre].prix));
    return [
      ...losers(state, expression).map(({ offre, gagnants }) => ({
        gravite: "moyenne",
        dit:
          `${offer(state, offre)} perd, et choisit le gagnant : sans elle, ${offers(state, gagnants)} ` +
          `${wouldWin(gagnants)}.`,
        textes: state.offres[offre].prix === cheapest ? ["ccp-l2152-5", "ccp-l2152-6"] : [],
      })),
      other.join() !== first.join() && {
        gravite: "legere",
        textes: ["ce-2013-363854"],
        dit: `${isAny ? ASIS : ATMOST}, ${offers(state, other)} ${wouldWin(other)}.`,
      },
      ...weigh(state, expression)
        .filter(
          ({ critere, poids, distinctes, pouvoir }) =>
            critere !== PRIX && poids > 0 && (distinctes === 1 || pouvoir === "trop-peu"),
        )
        .map(({ critere, poids, distinctes }) => ({
          gravite: "legere",
          textes: [],
          dit:
            distinctes === 1
              ? `${criterion(state, critere)} ne sépare pas ces offres : toutes y ont la même note.`
              : `${criterion(state, critere)} ne peut pas changer le gagnant : ses ${points(poids)} ne ` +
                `rattrapent pas l’avance.`,
        })),
    ];
  }

  function find(state, expression) {
    const found = weights(state);
    let ranking = { rangs: [] };
    try {
      ranking = rank(state, expression);
    } catch {
      // the tool says it in its own place
    }
    if (ranking.rangs.length > 1)
      found.push(
        ...prices(state, ranking.rangs),
        ...suspects(state, ranking.rangs),
        ...qualities(state, ranking.rangs),
        ...results(state, expression, ranking),
      );
    return found.filter(Boolean).sort((one, other) => GRAVITES.indexOf(one.gravite) - GRAVITES.indexOf(other.gravite));
  }

  guideParts.notationAlertes = { find, criterion, offer, offers, points, mark, short };
})();
