/* Marks, ranking, and what each criterion really weighs. Nothing here touches the page. Needs: formule.

   A state is what a buyer types: { poids, reglages, estimation, criteres: [{ nom, poids, sur, maximum }…],
   offres: [{ nom, prix, notes, compte }…] }. Criterion −1 is the price (PRIX), the others are those of `criteres`.
   Offers are named by their place in `offres`.

     priceMarks(expression, prices, points, settings)
         the marks of these prices. Throws where the formula does not read, or cannot be worked out
     rank(state, expression, options)
         { rangs: [{ offre, points, total, rang }…] from the first, laissees: [{ offre, raison }…] }. Equals, at two
         decimals, share a rank; points: the price's, then each criterion's. Throws as priceMarks does. Options:
         without (a criterion that counts for nothing), absent (an offer that is not there), maximum (true or false:
         every criterion as if its best mark were, or were not, brought to the maximum)
     winners(ranking)
         the offers of the first rank, in the order of the state
     weigh(state, expression)
         of each criterion: { critere, poids, etendue, part, distinctes, sans, pouvoir }
         etendue, part   points between its best and its worst mark; its share of all such spreads, in per cent
         sans            the winners without it
         pouvoir         "aucun" (all marks equal) | "trop-peu" (whatever its marks, the same offer wins)
                         | "gagnant" (it makes the winner) | "ordre" (it changes ranks below)
                         | "neutre" (the ranking is the same without it)
     losers(state, expression)
         [{ offre, gagnants }…]: the losing offers without which others would win
     price(state, expression, points)
         by how much a price may exceed the lowest before it costs so many points: { surcout, part }; Infinity where
         no price does; null where it depends on the dearest offer, or on ranks
     curve(state, expression)
         [[price, mark]…] from the lowest price to the highest, and beyond where it means something; null where a
         mark depends on a rank
     lights(method, situation)
         what holds of the legal light, the darkest first: { feu, dit, textes }; situation: { offres, poids, reglages }
     cents(number)
         what two decimals tell apart */
(() => {
  "use strict";

  const PRIX = -1;
  const FARTHEST = 20; // times the lowest price
  const STEP = 1.005;
  const BEYOND = 0.1; // of the spread of prices
  const PIECES = 60;
  const DARKNESS = ["vert", "orange", "rouge"];

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const cents = (number) => Math.round((number + Number.EPSILON) * 100);

  /* What every price is compared with. */
  function around(prices, points, settings) {
    return {
      N: points,
      Pmin: Math.min(...prices),
      Pmax: Math.max(...prices),
      Pmoy: sum(prices) / prices.length,
      offres: prices.length,
      ...settings,
    };
  }

  function priceMarks(expression, prices, points, settings) {
    const formula = guideParts.formule.read(expression);
    const shared = around(prices, points, settings);
    if (formula.names.includes("E") && shared.E === undefined)
      throw new Error("valeur « E » manquante : votre estimation");
    // nothing to tell apart, and nothing to divide by
    if (shared.Pmin === shared.Pmax && formula.names.includes("Pmax")) return prices.map(() => points);
    return prices.map((price) =>
      formula.value({ ...shared, P: price, rang: 1 + prices.filter((other) => other < price).length }),
    );
  }

  /* What is missing stays missing: the formula says so. */
  const settingsOf = (state) =>
    Object.fromEntries(
      Object.entries({ E: state.estimation, ...state.reglages }).filter(([, given]) => typeof given === "number"),
    );

  /* Why an offer cannot be ranked, or "". */
  function lacks(state, offre) {
    if (!offre.compte) return "écartée";
    if (!(offre.prix > 0)) return "prix manquant ou illisible";
    const missing = state.criteres.find(
      (critere, place) => typeof offre.notes[place] !== "number" || Number.isNaN(offre.notes[place]),
    );
    return missing ? `note manquante ou illisible : ${missing.nom || "critère sans nom"}` : "";
  }

  function rank(state, expression, { without = null, absent = null, maximum = null } = {}) {
    const places = state.offres.map((offre, place) => place).filter((place) => place !== absent);
    const kept = places.filter((place) => !lacks(state, state.offres[place]));
    const laissees = places
      .filter((place) => !kept.includes(place))
      .map((place) => ({ offre: place, raison: lacks(state, state.offres[place]) }));
    if (!kept.length) return { rangs: [], laissees };
    const prices = kept.map((place) => state.offres[place].prix);
    const ofPrice =
      without === PRIX ? prices.map(() => 0) : priceMarks(expression, prices, state.poids, settingsOf(state));
    const best = state.criteres.map((critere, index) =>
      Math.max(...kept.map((place) => state.offres[place].notes[index])),
    );
    const quality = (place, index) => {
      const { poids, sur, maximum: own } = state.criteres[index];
      const top = (maximum === null ? own : maximum) ? best[index] : sur;
      return without === index || !top ? 0 : (poids * state.offres[place].notes[index]) / top;
    };
    const rangs = kept
      .map((place, index) => {
        const points = [ofPrice[index], ...state.criteres.map((critere, each) => quality(place, each))];
        return { offre: place, points, total: sum(points) };
      })
      .sort((one, other) => cents(other.total) - cents(one.total) || one.offre - other.offre);
    for (const one of rangs) one.rang = rangs.findIndex((other) => cents(other.total) === cents(one.total)) + 1;
    return { rangs, laissees };
  }

  function winners({ rangs }) {
    return rangs
      .filter(({ rang }) => rang === 1)
      .map(({ offre }) => offre)
      .sort((one, other) => one - other);
  }

  const same = (one, other) => one.join() === other.join();
  const order = ({ rangs }) => rangs.map(({ offre, rang }) => `${offre}:${rang}`).sort();

  function weigh(state, expression) {
    const ranking = rank(state, expression);
    if (ranking.rangs.length < 2) return [];
    const first = winners(ranking);
    const found = [PRIX, ...state.criteres.keys()].map((critere) => {
      const marks = ranking.rangs.map(({ points }) => points[critere + 1]);
      const other = rank(state, expression, { without: critere });
      const poids = critere === PRIX ? state.poids : state.criteres[critere].poids;
      const lead = other.rangs[0].total - other.rangs[1].total;
      const distinctes = new Set(marks.map(cents)).size;
      const sans = winners(other);
      const pouvoir = !same(sans, first)
        ? "gagnant"
        : sans.length === 1 && lead > poids
          ? "trop-peu"
          : distinctes === 1
            ? "aucun"
            : same(order(other), order(ranking))
              ? "neutre"
              : "ordre";
      return { critere, poids, etendue: Math.max(...marks) - Math.min(...marks), distinctes, sans, pouvoir };
    });
    const all = sum(found.map(({ etendue }) => etendue));
    for (const one of found) one.part = all ? (100 * one.etendue) / all : 0;
    return found;
  }

  function losers(state, expression) {
    const ranking = rank(state, expression);
    const first = winners(ranking);
    if (ranking.rangs.length < 3) return [];
    return ranking.rangs
      .filter(({ rang }) => rang > 1)
      .map(({ offre }) => ({ offre, gagnants: winners(rank(state, expression, { absent: offre })) }))
      .filter(({ gagnants }) => !same(gagnants, first));
  }

  function price(state, expression, points) {
    const prices = state.offres.filter((offre) => !lacks(state, offre)).map((offre) => offre.prix);
    if (!prices.length) return null;
    const formula = guideParts.formule.read(expression);
    if (formula.names.some((name) => ["Pmax", "rang", "offres"].includes(name))) return null;
    const shared = around(prices, state.poids, settingsOf(state));
    const mark = (given) => formula.value({ ...shared, P: given });
    const least = mark(shared.Pmin) - points;
    let low = shared.Pmin;
    let high = low * STEP;
    while (mark(high) > least) {
      if (high > shared.Pmin * FARTHEST) return { surcout: Infinity, part: Infinity };
      low = high;
      high *= STEP;
    }
    for (let round = 0; round < 40; round += 1) {
      const middle = (low + high) / 2;
      if (mark(middle) > least) low = middle;
      else high = middle;
    }
    return { surcout: high - shared.Pmin, part: (100 * (high - shared.Pmin)) / shared.Pmin };
  }

  function curve(state, expression) {
    const prices = state.offres.filter((offre) => !lacks(state, offre)).map((offre) => offre.prix);
    const formula = guideParts.formule.read(expression);
    const shared = around(prices, state.poids, settingsOf(state));
    if (formula.names.includes("rang") || shared.Pmin === shared.Pmax) return null;
    const beyond = formula.names.includes("Pmax") ? 0 : BEYOND; // a dearer offer would change the formula itself
    const step = ((shared.Pmax - shared.Pmin) * (1 + beyond)) / PIECES;
    return Array.from({ length: PIECES + 1 }, (each, place) => shared.Pmin + place * step).map((given) => [
      given,
      formula.value({ ...shared, P: given }),
    ]);
  }

  function holds(si, { offres, poids, reglages }) {
    const value = si.reglage ? reglages[si.reglage] : null;
    return (
      (si.offres_max === null || offres <= si.offres_max) &&
      (si.prix_min === null || poids >= si.prix_min) &&
      (si.moins_de === null || value < si.moins_de) &&
      (si.plus_de === null || value > si.plus_de)
    );
  }

  function lights(method, situation) {
    return [method.avis, ...method.cas.filter(({ si }) => holds(si, situation))].sort(
      (one, other) => DARKNESS.indexOf(other.feu) - DARKNESS.indexOf(one.feu),
    );
  }

  guideParts.notation = { PRIX, priceMarks, rank, winners, weigh, losers, price, curve, lights, cents };
})();
