/* What a buyer types in the marking simulator, as it is kept on the device and written in the address. Needs:
   adresse, memoire.

   A state: { objet, formule, expression, reglages, poids, estimation, criteres, offres }; see notation.js. `formule` is
   an id, or LIBRE where `expression` was typed. A criterion: { nom, poids, sur, environnement, maximum, echelons }; an
   offer: { nom, prix, notes, compte }. A number that is missing is null.

     MOST                        the most criteria of quality, offers, steps of a scale
     read(found, known)          a state from what was found, or null; `known`: the ids of formulas. It trusts nothing
     toPairs(state)              what the address says of a state: [[name, value]…]
     fromAddress(known)          the state that the address gives, or null
     criterion(), offer(state)   new ones, empty
     same(one, other)            whether two states say the same */
(() => {
  "use strict";

  const { value, values } = guideParts.adresse;

  const LIBRE = "libre";
  const MOST = { criteres: 7, offres: 10, echelons: 12 };
  const LONGEST = 80;
  const BETWEEN = "*"; // kept as it is by URLSearchParams
  const KEYS = ["objet", "formule", "expression", "poids", "estimation", "reglage", "critere", "offre"];

  const isNumber = (given) => typeof given === "number" && Number.isFinite(given);
  const number = (given, least, most) => (isNumber(given) && given >= least && given <= most ? given : null);
  const words = (given, most = LONGEST) => (typeof given === "string" ? given.replace(/\s+/g, " ").slice(0, most) : "");
  const list = (given, most) => (Array.isArray(given) ? given.slice(0, most) : []);
  const isObject = (given) => given !== null && typeof given === "object" && !Array.isArray(given);

  function readCriterion(found) {
    const echelons = [
      ...new Set(list(found.echelons, MOST.echelons).filter((step) => number(step, 0, 1000) !== null)),
    ].sort((one, other) => other - one);
    return {
      nom: words(found.nom),
      poids: number(found.poids, 0, 100) || 0,
      sur: number(found.sur, 0.01, 1000) || 10,
      environnement: found.environnement === true,
      maximum: found.maximum === true,
      echelons: echelons.length > 1 ? echelons : [],
    };
  }

  function readOffer(found, criteres) {
    const notes = Array.isArray(found.notes) ? found.notes : [];
    return {
      nom: words(found.nom),
      prix: number(found.prix, 0.01, 1e12),
      notes: criteres.map((each, place) => number(notes[place], -1000, 1000)),
      compte: found.compte !== false,
    };
  }

  function read(found, known) {
    if (!isObject(found) || !Array.isArray(found.criteres) || !Array.isArray(found.offres)) return null;
    const criteres = list(found.criteres, MOST.criteres).filter(isObject).map(readCriterion);
    const reglages = Object.create(null);
    for (const [name, given] of Object.entries(isObject(found.reglages) ? found.reglages : {})) {
      if (/^[a-z]\w{0,20}$/.test(name) && isNumber(given)) reglages[name] = given;
    }
    return {
      objet: words(found.objet, 120),
      formule: found.formule === LIBRE || known.includes(found.formule) ? found.formule : known[0],
      expression: words(found.expression, 200),
      reglages,
      poids: number(found.poids, 0, 100) || 0,
      estimation: number(found.estimation, 0.01, 1e12),
      criteres,
      offres: list(found.offres, MOST.offres)
        .filter(isObject)
        .map((one) => readOffer(one, criteres)),
    };
  }

  const plain = (text) => text.split(BETWEEN).join(" ");
  const typed = (given) => (given === null ? "" : String(Number(given.toFixed(6))));

  function toPairs(state) {
    return [
      ["objet", state.objet],
      ["formule", state.formule],
      ["expression", state.formule === LIBRE ? state.expression : ""],
      ["poids", typed(state.poids)],
      ["estimation", typed(state.estimation)],
      ...Object.entries(state.reglages).map(([name, given]) => ["reglage", [name, typed(given)].join(BETWEEN)]),
      ...state.criteres.map((one) => [
        "critere",
        [
          plain(one.nom),
          typed(one.poids),
          typed(one.sur),
          (one.environnement ? "e" : "") + (one.maximum ? "m" : ""),
          ...one.echelons.map(typed),
        ].join(BETWEEN),
      ]),
      ...state.offres.map((one) => [
        "offre",
        [plain(one.nom), typed(one.prix), one.compte ? "" : "x", ...one.notes.map(typed)].join(BETWEEN),
      ]),
    ];
  }

  const written = (text) => (text && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null);

  function fromAddress(known) {
    if (!KEYS.some((name) => value(name))) return null;
    const reglages = Object.fromEntries(
      values("reglage")
        .map((each) => each.split(BETWEEN))
        .map(([name, given]) => [name, written(given)]),
    );
    const criteres = values("critere")
      .map((each) => each.split(BETWEEN))
      .map(([nom, poids, sur, marks, ...echelons]) => ({
        nom,
        poids: written(poids),
        sur: written(sur),
        environnement: /e/.test(marks || ""),
        maximum: /m/.test(marks || ""),
        echelons: echelons.map(written),
      }));
    const offres = values("offre")
      .map((each) => each.split(BETWEEN))
      .map(([nom, prix, mark, ...notes]) => ({
        nom,
        prix: written(prix),
        compte: mark !== "x",
        notes: notes.map(written),
      }));
    return read(
      {
        objet: value("objet"),
        formule: value("formule"),
        expression: value("expression"),
        poids: written(value("poids")),
        estimation: written(value("estimation")),
        reglages,
        criteres,
        offres,
      },
      known,
    );
  }

  const criterion = () => ({ nom: "", poids: 0, sur: 10, environnement: false, maximum: false, echelons: [] });

  /* The first letter that no offer has. */
  function offer(state) {
    const names = state.offres.map(({ nom }) => nom);
    const letter = [..."ABCDEFGHIJKLMNOPQRST"].find((one) => !names.includes(`Offre ${one}`));
    return { nom: `Offre ${letter}`, prix: null, notes: state.criteres.map(() => null), compte: true };
  }

  const same = (one, other) => JSON.stringify(toPairs(one)) === JSON.stringify(toPairs(other));

  guideParts.notationEtat = { LIBRE, MOST, read, toPairs, fromAddress, criterion, offer, same };
})();
