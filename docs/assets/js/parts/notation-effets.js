/* What each criterion really weighs, what it can and cannot change, and how much price buys how much quality. Needs:
   formule, notation.

     weigh(state, method)
         of each criterion: { critere, poids, etendue, part, distinctes, duel, partDuel, sans, effet, inverse, fige }
         etendue, part   points between its best and its worst mark; its share of all such spreads, in per cent
         duel, partDuel  its points between the two first offers (above zero: for the first); the share of what sets
                         these two apart, in per cent. No shares where the method ranks whole offers: units differ
         sans            the winners without it
         effet           "gagnant" (it makes the winner) | "ordre" (it changes ranks below) | "aucun" (all marks equal)
                         | "neutre" (the ranking is the same without it)
         inverse         [[offre, offre]…]: the first is ahead of the second, and would be behind without it
         fige            whatever its marks, "classement" (the ranking stays), "gagnant" (the winner stays), or "" (other
                         marks of quality would change the winner; other prices, or marks under a threshold, may)
     losers(state, method)
         [{ offre, gagnants }…]: the losing offers without which others would win
     distorting(state, method)
         { offre, critere, part, sans } or null: the offer behind the two first that most changes the share of a
         criterion in the spreads: `part` with it, `sans` without it, in per cent
     unit(state, method, index)
         points that one mark more in a criterion earns; null where nobody has a mark above zero
     price(state, method, points)
         by how much a price may exceed the lowest before it costs so many points: { surcout, part }; Infinity where
         no price does; null where that depends on the other offers, on posts, or on quality
     curve(state, method)
         [[price, mark]…] from the lowest price to the highest, and beyond where it means something: the mark that one
         more offer would have there. null where that offer would change what prices are compared with
     moving(method)
         what one more offer, or its posts, would change in the marks of the others: "offres", "postes", or ""
     needed(state, method, ranking)
         [[price, quality]…]: the points of quality at which one more offer would equal the first, or null likewise */
(() => {
  "use strict";

  const { PRIX, around, better, exact, isWhole, key, rank, settings, sum, top, winners } = guideParts.notation;

  const FAR = [
    [20, 1.005],
    [1e12, 1.1],
  ]; // times the lowest price, by such steps
  const BEYOND = 0.1; // of the spread of prices
  const PIECES = 60;
  const ENOUGH = 20; // per cent of all spreads

  const same = (one, other) => one.join() === other.join();
  const order = ({ rangs }) => rangs.map(({ offre, rang }) => `${offre}:${rang}`).sort();
  const criteria = (state) => [PRIX, ...state.criteres.keys()];
  const weightOf = (state, critere) => (critere === PRIX ? state.poids : state.criteres[critere].poids);
  const shares = (values) => {
    const all = sum(values);
    return values.map((value) => (all ? (100 * value) / all : 0));
  };

  const spread = (rangs, critere) => {
    const marks = rangs.map(({ points }) => points[critere + 1]);
    return Math.max(...marks) - Math.min(...marks);
  };

  /* Pairs of which the first is ahead, and would be behind. */
  function inversions(ranking, other) {
    const before = new Map(other.rangs.map(({ offre, rang }) => [offre, rang]));
    return ranking.rangs.flatMap((one) =>
      ranking.rangs
        .filter((next) => one.rang < next.rang && before.get(one.offre) > before.get(next.offre))
        .map((next) => [one.offre, next.offre]),
    );
  }

  /* The totals that an offer can have, whatever its mark in a criterion: [the worst, the best], from the ranking
     without it. */
  function reach(state, method, critere, { rangs }) {
    const weight = weightOf(state, critere);
    if (!isWhole(method)) return rangs.map(({ total }) => [total, total + weight]);
    const formula = guideParts.formule.read(method.expression);
    const shared = around(
      rangs.map(({ prix }) => prix),
      0,
      settings(state),
    );
    return rangs.map(({ prix, points }) =>
      [0, weight].map((more) => formula.value({ ...shared, P: prix, Q: sum(points.slice(1)) + more })),
    );
  }

  function frozen(state, method, critere, other) {
    const isUnbounded = critere === PRIX && (isWhole(method) || !method.bornee);
    const bringsBack = critere !== PRIX && method.calcul === "seuil"; // an offer that the threshold sets aside
    if (isUnbounded || bringsBack || !other.rangs.length) return "";
    const { names } = guideParts.formule.read(method.expression);
    if (critere === PRIX && !names.includes("P") && !names.includes("rang")) return "classement";
    const ranges = reach(state, method, critere, other).map((range) => range.map((total) => key(state, total)));
    const isSafe = (one, next) => better(method, ranges[one][0], ranges[next][1]);
    const below = (place) => [...ranges.keys()].slice(place + 1);
    if ([...ranges.keys()].every((one) => below(one).every((next) => isSafe(one, next)))) return "classement";
    return below(0).every((next) => isSafe(0, next)) ? "gagnant" : "";
  }

  function weigh(state, method) {
    const ranking = rank(state, method);
    const { rangs } = ranking;
    if (rangs.length < 2) return [];
    const first = winners(ranking);
    const found = criteria(state).map((critere) => {
      const marks = rangs.map(({ points }) => points[critere + 1]);
      const other = rank(state, method, { without: critere });
      const sans = winners(other);
      const distinctes = new Set(marks.map(exact)).size;
      const effet = !same(sans, first)
        ? "gagnant"
        : !same(order(other), order(ranking))
          ? "ordre"
          : distinctes === 1
            ? "aucun"
            : "neutre";
      return {
        critere,
        poids: weightOf(state, critere),
        etendue: spread(rangs, critere),
        distinctes,
        duel: marks[0] - marks[1],
        sans,
        effet,
        inverse: inversions(ranking, other),
        fige: frozen(state, method, critere, other),
      };
    });
    const parts = shares(found.map(({ etendue }) => etendue));
    const duels = shares(found.map(({ duel }) => Math.abs(duel)));
    return found.map((one, place) => ({
      ...one,
      part: isWhole(method) ? null : parts[place],
      partDuel: isWhole(method) ? null : duels[place],
    }));
  }

  function losers(state, method) {
    const ranking = rank(state, method);
    const first = winners(ranking);
    if (ranking.rangs.length < 3) return [];
    return ranking.rangs
      .filter(({ rang }) => rang > 1)
      .map(({ offre }) => ({ offre, gagnants: winners(rank(state, method, { absent: offre })) }))
      .filter(({ gagnants }) => !same(gagnants, first));
  }

  function distorting(state, method) {
    if (isWhole(method)) return null;
    const { rangs } = rank(state, method);
    if (rangs.length < 3) return null;
    const partsOf = (some) => shares(criteria(state).map((critere) => spread(some, critere)));
    const parts = partsOf(rangs);
    const behind = rangs.filter(({ rang }) => rang > 2);
    const found = behind.flatMap(({ offre }) => {
      const { rangs: others } = rank(state, method, { absent: offre });
      if (others.length < 2) return [];
      const without = partsOf(others);
      return criteria(state).map((critere, place) => ({ offre, critere, part: parts[place], sans: without[place] }));
    });
    const gap = ({ part, sans }) => Math.abs(part - sans);
    const [most] = found.sort((one, other) => gap(other) - gap(one));
    return most && gap(most) >= ENOUGH ? most : null;
  }

  function unit(state, method, index) {
    const best = top(state, method, index);
    return best > 0 && Number.isFinite(best) ? state.criteres[index].poids / best : null;
  }

  function moving(method) {
    if (method.calcul === "notes-des-postes") return "postes";
    const { names } = guideParts.formule.read(method.expression);
    return names.some((name) => ["Pmoy", "rang", "offres"].includes(name)) ? "offres" : "";
  }

  /* The prices of the offers that are ranked, unless one more offer would change what they are compared with. */
  function prices(state, method) {
    const { rangs } = rank(state, method);
    return rangs.length && !moving(method) ? rangs.map(({ prix }) => prix) : null;
  }

  const readsDearest = (method) => guideParts.formule.read(method.expression).names.includes("Pmax");

  /* The first price above the lowest from which `value` is no longer above `least`; Infinity where there is none. */
  function crossing(lowest, value, least) {
    let low = lowest;
    let high = lowest * FAR[0][1];
    for (const [times, step] of FAR)
      while (value(high) > least && high <= lowest * times) {
        low = high;
        high *= step;
      }
    if (value(high) > least) return Infinity;
    for (let round = 0; round < 50; round += 1) {
      const middle = (low + high) / 2;
      if (value(middle) > least) low = middle;
      else high = middle;
    }
    return high;
  }

  function price(state, method, points) {
    const all = prices(state, method);
    if (!all || readsDearest(method)) return null;
    const formula = guideParts.formule.read(method.expression);
    const shared = around(all, state.poids, settings(state));
    const sign = better(method, 1, 0) ? 1 : -1;
    const value = (P, Q) => sign * formula.value({ ...shared, P, Q });
    const costs = (Q) =>
      isWhole(method)
        ? crossing(shared.Pmin, (P) => value(P, Q + points), value(shared.Pmin, Q))
        : crossing(shared.Pmin, (P) => value(P), value(shared.Pmin) - points);
    const reached = costs(0);
    if (isWhole(method) && Math.abs(costs(100) / reached - 1) > 1e-6) return null;
    return { surcout: reached - shared.Pmin, part: (100 * (reached - shared.Pmin)) / shared.Pmin };
  }

  function steps(all, isBound) {
    const [low, high] = [Math.min(...all), Math.max(...all)];
    if (low === high) return null;
    const step = ((high - low) * (1 + (isBound ? 0 : BEYOND))) / PIECES;
    return Array.from({ length: PIECES + 1 }, (each, place) => low + place * step);
  }

  function curve(state, method) {
    const all = isWhole(method) ? null : prices(state, method);
    const line = all && steps(all, readsDearest(method));
    if (!line) return null;
    const formula = guideParts.formule.read(method.expression);
    const shared = around(all, state.poids, settings(state));
    return line.map((given) => [given, formula.value({ ...shared, P: given })]);
  }

  function needed(state, method, { rangs }) {
    if (!rangs.length) return null;
    const best = rangs[0].total;
    if (!isWhole(method)) {
      const weights = sum(state.criteres.map(({ poids }) => poids));
      const floor = method.calcul === "seuil" ? (state.reglages.seuil * weights) / 100 : -Infinity;
      const line = curve(state, method);
      return line && line.map(([given, mark]) => [given, Math.max(floor, best - mark)]);
    }
    const all = prices(state, method);
    const line = all && steps(all, false);
    if (!line) return null;
    const formula = guideParts.formule.read(method.expression);
    const shared = around(all, 0, settings(state));
    return line.map((given) => {
      const [none, one] = [0, 1].map((Q) => formula.value({ ...shared, P: given, Q }));
      return [given, (best - none) / (one - none)];
    });
  }

  guideParts.notationEffets = { weigh, losers, distorting, unit, price, moving, curve, needed };
})();
