/* Marks and ranking. Nothing here touches the page. Needs: formule, nombre, texte.

   A state is what a buyer types: { poids, reglages, estimation, decimales, postes, criteres, offres }.
     poids         points of the price
     decimales     of the totals that the buyer publishes and compares; null: totals are compared to the exact figure
     postes        [{ nom, quantite }…]; where there are some, they make each offer's price: quantities × unit prices
     criteres      [{ nom, poids, sur, maximum, quantite }…]; quantite: what is noted is a number that the offer
                   promises, and `sur`, if any, is the number beyond which nothing more counts
     offres        [{ nom, prix, postes, notes, compte }…]; postes: the unit price of each post
   A number that is missing or could not be read is null: nothing takes its place.
   Criterion −1 is the price (PRIX), the others are those of `criteres`. Offers are named by their place in `offres`.

   A method is a record of data/notations: { expression, calcul, reglages, bornee, unite, avis, cas }. `calcul`:
     points             the expression marks prices; those points and those of quality are added (also when absent)
     total-des-postes   the same, on what the posts add up to
     notes-des-postes   the expression marks each post; the mark of the price is their plain mean
     meilleure-note     as points, the best mark of every criterion being brought to its maximum
     seuil              as points, once the offers below `reglages.seuil` per cent of the points of quality are set aside
     plus-bas-gagne     the expression ranks whole offers, by P and Q, their points of quality; the lowest wins
     plus-haut-gagne    the same; the highest wins

     missing(state, method)   what is missing or out of bounds for any offer to be ranked, in words
     priceMarks(expression, prices, points, settings)
         the marks of these prices. Throws where the formula does not read, or cannot be worked out
     rank(state, method, options)
         { rangs: [{ offre, prix, points, total, rang }…] from the first, laissees: [{ offre, raison }…] }. Equals share a
         rank; points: the price's, then each criterion's. Throws where something is missing, or as priceMarks does.
         Options: without (a criterion that counts for nothing), absent (an offer that is not there), maximum (true or
         false: every criterion as if its best mark were, or were not, brought to the maximum)
     winners(ranking)         the offers of the first rank, in the order of the state
     isWhole(method)          whether it ranks whole offers, without points for the price
     better(method, one, other)   whether a total beats another
     key(state, number)       what totals are compared by
     exact(number)            the figure itself, without the noise of floating numbers
     rounded(number, decimals)    as people round: a half goes up
     top(state, method, index)    the mark that earns all the points of a criterion: its scale, or the best mark given
     around(prices, points, settings)   what every price is compared with
     settings(state)          the numbers that a formula may read besides prices
     spreadOfPosts(state)     how many times the smallest post goes into the greatest, by the mean of what they cost
     lights(method, situation)
         what holds of the legal light, the darkest first: { feu, dit, textes }; situation: { offres, poids, reglages,
         ecart } */
(() => {
  "use strict";

  const { list, quoted } = guideParts.texte;
  const { write } = guideParts.nombre;

  const PRIX = -1;
  const DARKNESS = ["vert", "orange", "rouge"];
  const WHOLE = { "plus-bas-gagne": -1, "plus-haut-gagne": 1 };
  const BY_POSTS = ["total-des-postes", "notes-des-postes"];
  const FIGURES = 12; // of the sixteen that a number holds

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const isNumber = (given) => typeof given === "number" && Number.isFinite(given);
  const exact = (number) => Number(Number(number.toFixed(9)).toPrecision(FIGURES));
  const rounded = (number, decimals) =>
    Math.round(Number((number * 10 ** decimals).toPrecision(FIGURES))) / 10 ** decimals;
  const key = ({ decimales }, number) => (isNumber(decimales) ? rounded(number, decimales) : exact(number));
  const isWhole = ({ calcul }) => calcul in WHOLE;
  const better = ({ calcul }, one, other) => (WHOLE[calcul] || 1) * (one - other) > 0;
  const named = ({ nom }, place, kind) => quoted(nom || `${kind} ${place + 1}`);

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
    // nothing to tell apart, and nothing to divide by
    if (shared.Pmin === shared.Pmax && formula.names.includes("Pmax")) return prices.map(() => points);
    return prices.map((price) =>
      formula.value({ ...shared, P: price, rang: 1 + prices.filter((other) => other < price).length }),
    );
  }

  /* What is missing stays missing: the formula says so. */
  const settings = (state) =>
    Object.fromEntries(
      Object.entries({ E: state.estimation, ...state.reglages }).filter(([, given]) => isNumber(given)),
    );

  function settingGap({ nom, min, max }, given) {
    if (isNumber(given) && given >= min && given <= max) return "";
    return `le réglage ${quoted(nom)}, entre ${write(min)} et ${write(max)}`;
  }

  function missing(state, method) {
    const { criteres, postes = [] } = state;
    const quality = sum(criteres.map(({ poids }) => poids || 0));
    return [
      !isWhole(method) && !isNumber(state.poids) && "les points du prix",
      ...criteres.map((own, place) => !isNumber(own.poids) && `les points de ${named(own, place, "critère")}`),
      ...criteres.map(
        (own, place) => !own.quantite && !(own.sur > 0) && `la note la plus haute de ${named(own, place, "critère")}`,
      ),
      ...(method.reglages || []).map((one) => settingGap(one, state.reglages[one.nom])),
      (isWhole(method) || method.calcul === "seuil") && !quality && "des points de qualité",
      BY_POSTS.includes(method.calcul) && !postes.length && "les postes de prix",
      ...postes.map((own, place) => !(own.quantite > 0) && `la quantité de ${named(own, place, "poste")}`),
      guideParts.formule.read(method.expression).names.includes("E") && !isNumber(state.estimation) && "votre estimation",
    ].filter(Boolean);
  }

  /* What an offer costs, or null. */
  function priceOf({ postes = [] }, offre) {
    if (!postes.length) return offre.prix;
    const unit = offre.postes || [];
    return postes.every((own, place) => isNumber(unit[place]))
      ? sum(postes.map(({ quantite }, place) => quantite * unit[place]))
      : null;
  }

  /* Why an offer cannot be ranked, or "". */
  function lacks(state, offre) {
    if (!offre.compte) return "écartée";
    const { postes = [] } = state;
    const post = postes.findIndex((own, place) => !isNumber((offre.postes || [])[place]));
    if (post >= 0) return `prix manquant ou illisible : ${postes[post].nom || `poste ${post + 1}`}`;
    if (!(priceOf(state, offre) > 0)) return "prix manquant ou illisible";
    const unread = state.criteres.find(
      ({ quantite }, place) => !isNumber(offre.notes[place]) || (quantite && offre.notes[place] < 0),
    );
    return unread ? `note manquante ou illisible : ${unread.nom || "critère sans nom"}` : "";
  }

  /* A number that is promised beyond the most that counts, counts for the most. */
  const counted = ({ quantite, sur }, note) => (quantite && sur > 0 ? Math.min(note, sur) : note);

  const complete = (state) => [...state.offres.keys()].filter((place) => !lacks(state, state.offres[place]));

  function topAmong(state, method, places, index, maximum) {
    const own = state.criteres[index];
    const isRelative = maximum === null ? own.maximum || method.calcul === "meilleure-note" : maximum;
    return own.quantite || isRelative
      ? Math.max(...places.map((place) => counted(own, state.offres[place].notes[index])))
      : own.sur;
  }

  const top = (state, method, index) => topAmong(state, method, complete(state), index, null);

  function postMarks(state, method, places) {
    const ofPosts = state.postes.map((own, post) =>
      priceMarks(
        method.expression,
        places.map((place) => state.offres[place].postes[post]),
        state.poids,
        settings(state),
      ),
    );
    return places.map((each, index) => sum(ofPosts.map((marks) => marks[index])) / ofPosts.length);
  }

  /* The totals of offers: [{ offre, prix, points, total }…]; `qualities`: of each, the points of each criterion. */
  function scored(state, method, places, qualities, without) {
    const prices = places.map((place) => priceOf(state, state.offres[place]));
    if (!isWhole(method)) {
      const marks = without === PRIX
        ? prices.map(() => 0)
        : method.calcul === "notes-des-postes"
          ? postMarks(state, method, places)
          : priceMarks(method.expression, prices, state.poids, settings(state));
      return places.map((offre, index) => {
        const points = [marks[index], ...qualities[index]];
        return { offre, prix: prices[index], points, total: sum(points) };
      });
    }
    const formula = guideParts.formule.read(method.expression);
    const shared = around(prices, 0, settings(state));
    return places.map((offre, index) => {
      const Q = sum(qualities[index]);
      const total = without === PRIX ? WHOLE[method.calcul] * Q : formula.value({ ...shared, P: prices[index], Q });
      return { offre, prix: prices[index], points: [prices[index], ...qualities[index]], total };
    });
  }

  function rank(state, method, { without = null, absent = null, maximum = null } = {}) {
    const places = [...state.offres.keys()].filter((place) => place !== absent);
    const kept = places.filter((place) => !lacks(state, state.offres[place]));
    const laissees = places
      .filter((place) => !kept.includes(place))
      .map((place) => ({ offre: place, raison: lacks(state, state.offres[place]) }));
    const gaps = places.length ? missing(state, method) : [];
    if (gaps.length) throw new Error(`il manque ${list(gaps)}`);
    if (!kept.length) return { rangs: [], laissees };

    const tops = state.criteres.map((own, index) => topAmong(state, method, kept, index, maximum));
    const qualities = kept.map((place) =>
      state.criteres.map((own, index) =>
        without === index || !tops[index]
          ? 0
          : (own.poids * counted(own, state.offres[place].notes[index])) / tops[index],
      ),
    );
    const weights = state.criteres.map(({ poids }, index) => (index === without ? 0 : poids));
    const share = (index) => exact((100 * sum(qualities[index])) / sum(weights));
    const isBelow = (index) => method.calcul === "seuil" && share(index) < state.reglages.seuil;
    const through = [...kept.keys()].filter((index) => !isBelow(index));
    for (const index of [...kept.keys()].filter(isBelow))
      laissees.push({ offre: kept[index], raison: `sous le seuil : ${write(rounded(share(index), 2))} % de la qualité` });
    if (!through.length) return { rangs: [], laissees };

    const rangs = scored(
      state,
      method,
      through.map((index) => kept[index]),
      through.map((index) => qualities[index]),
      without,
    ).sort((one, other) => {
      const [first, second] = [key(state, one.total), key(state, other.total)];
      return better(method, first, second) ? -1 : better(method, second, first) ? 1 : one.offre - other.offre;
    });
    for (const one of rangs)
      one.rang = rangs.findIndex((other) => key(state, other.total) === key(state, one.total)) + 1;
    return { rangs, laissees };
  }

  function winners({ rangs }) {
    return rangs
      .filter(({ rang }) => rang === 1)
      .map(({ offre }) => offre)
      .sort((one, other) => one - other);
  }

  function spreadOfPosts(state) {
    const places = complete(state);
    const { postes = [] } = state;
    if (!places.length || !postes.length) return null;
    const values = postes.map(({ quantite }, post) => sum(places.map((place) => quantite * state.offres[place].postes[post])));
    return Math.max(...values) / Math.min(...values);
  }

  function holds(si, { offres, poids, reglages, ecart }) {
    const value = si.reglage ? reglages[si.reglage] : null;
    return (
      (si.offres_max === null || offres <= si.offres_max) &&
      (si.prix_min === null || poids >= si.prix_min) &&
      (si.ecart_des_postes === null || ecart > si.ecart_des_postes) &&
      (si.moins_de === null || value < si.moins_de) &&
      (si.plus_de === null || value > si.plus_de)
    );
  }

  function lights(method, situation) {
    return [method.avis, ...method.cas.filter(({ si }) => holds(si, situation))].sort(
      (one, other) => DARKNESS.indexOf(other.feu) - DARKNESS.indexOf(one.feu),
    );
  }

  guideParts.notation = {
    PRIX,
    missing,
    priceMarks,
    rank,
    winners,
    isWhole,
    better,
    key,
    sum,
    exact,
    rounded,
    top,
    around,
    settings,
    spreadOfPosts,
    lights,
  };
})();
