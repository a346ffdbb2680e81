/* What a buyer types in the marking simulator, as it is kept on the device and written in the address. Needs: adresse,
   memoire, nombre.

   A state: { objet, formule, expression, reglages, poids, estimation, decimales, postes, criteres, offres }; see
   notation.js. `formule` is
   an id, or LIBRE where `expression` was typed. A criterion: { nom, poids, sur, environnement, maximum, quantite, echelons, clause };
   clause: the id of the clause of the guide that it comes from, or ""; an offer: { nom, prix, postes, notes, compte }.
   A number that is missing is null; one that cannot be read, or is out of its LIMITS, stays as it was typed: a text.

     MOST                        the most criteria of quality, offers, steps of a scale, posts of price, decimals
     LIMITS                      what the fields accept: { poids, sur, prix, estimation, quantite }, as nombre.problem takes them
     read(found, known)          a state from what was found, or null; `known`: the ids of formulas. It trusts nothing
     toPairs(state)              what the address says of a state: [[name, value]…]
     fromAddress(address, known)   the state that an address gives, or null
     KEYS                        the names of the address
     faults(state, reglages, isPriced)   what cannot be computed with, in sentences; reglages: those of the formula;
                                 isPriced: whether it gives points to the price
     legible(state)              the state to compute with: NaN where a number could not be read
     criterion(), offer(state), post()   new ones, empty
     same(one, other)            whether two states say the same */
(() => {
  "use strict";

  const nombre = guideParts.nombre;

  const LIBRE = "libre";
  const MOST = { criteres: 7, offres: 10, echelons: 12, postes: 6, decimales: 4 };
  const LONGEST = 80;
  const LONGEST_NUMBER = 40;
  const BETWEEN = "*"; // kept as it is by URLSearchParams
  const AS_TYPED = "!"; // before what could not be read as a number
  const KEYS = [
    ...["objet", "formule", "expression", "poids", "estimation", "decimales"],
    ...["reglage", "poste", "critere", "offre", "unitaires"],
  ];
  const LIMITS = {
    poids: { min: 0, max: 100, unit: "points" },
    sur: { min: 0.01, max: 1000 },
    prix: { min: 0.01, max: 1e12, unit: "€" },
    estimation: { min: 0.01, max: 1e12, unit: "€" },
    unitaire: { min: 0, max: 1e12, unit: "€" },
    quantite: { min: 0.01, max: 1e9 },
  };
  const NOTE = { min: -1000, max: 1000 };
  const COUNTED = { min: 0, max: 1e9 };
  const CLAUSE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

  const isNumber = (given) => typeof given === "number" && Number.isFinite(given);
  const words = (given, most = LONGEST) => (typeof given === "string" ? given.replace(/\s+/g, " ").slice(0, most) : "");
  const list = (given, most) => (Array.isArray(given) ? given.slice(0, most) : []);
  const isObject = (given) => given !== null && typeof given === "object" && !Array.isArray(given);

  /* A number within its limits, what was typed in its place, or null. */
  function number(given, { min = -Infinity, max = Infinity } = {}) {
    if (isNumber(given)) return given >= min && given <= max ? given : nombre.write(given);
    return words(given, LONGEST_NUMBER).trim() || null;
  }

  function readCriterion(found) {
    const echelons = [
      ...new Set(list(found.echelons, MOST.echelons).filter((step) => isNumber(step) && step >= 0 && step <= 1000)),
    ].sort((one, other) => other - one);
    return {
      nom: words(found.nom),
      poids: number(found.poids, LIMITS.poids),
      sur: number(found.sur, found.quantite === true ? LIMITS.quantite : LIMITS.sur),
      environnement: found.environnement === true,
      maximum: found.maximum === true,
      quantite: found.quantite === true,
      echelons: echelons.length > 1 ? echelons : [],
      clause: typeof found.clause === "string" && found.clause.length <= 100 && CLAUSE.test(found.clause) ? found.clause : "",
    };
  }

  const readPost = (found) => ({ nom: words(found.nom), quantite: number(found.quantite, LIMITS.quantite) });

  function readOffer(found, criteres, count) {
    const notes = Array.isArray(found.notes) ? found.notes : [];
    const unit = Array.isArray(found.postes) ? found.postes : [];
    return {
      nom: words(found.nom),
      prix: number(found.prix, LIMITS.prix),
      postes: Array.from({ length: count }, (each, place) => number(unit[place], LIMITS.unitaire)),
      notes: criteres.map(({ quantite }, place) => number(notes[place], quantite ? COUNTED : NOTE)),
      compte: found.compte !== false,
    };
  }

  function read(found, known) {
    if (!isObject(found) || !Array.isArray(found.criteres) || !Array.isArray(found.offres)) return null;
    const criteres = list(found.criteres, MOST.criteres).filter(isObject).map(readCriterion);
    const postes = list(found.postes, MOST.postes).filter(isObject).map(readPost);
    const isRounded = Number.isInteger(found.decimales) && found.decimales >= 0 && found.decimales <= MOST.decimales;
    const reglages = Object.create(null);
    for (const [name, given] of Object.entries(isObject(found.reglages) ? found.reglages : {})) {
      if (/^[a-z]\w{0,20}$/.test(name)) reglages[name] = number(given);
    }
    return {
      objet: words(found.objet, 120),
      formule: found.formule === LIBRE || known.includes(found.formule) ? found.formule : known[0],
      expression: words(found.expression, 200),
      reglages,
      poids: number(found.poids, LIMITS.poids),
      estimation: number(found.estimation, LIMITS.estimation),
      decimales: isRounded ? found.decimales : null,
      postes,
      criteres,
      offres: list(found.offres, MOST.offres)
        .filter(isObject)
        .map((one) => readOffer(one, criteres, postes.length)),
    };
  }

  /* A text between two marks: the mark inside it is written otherwise. */
  const inside = (text) => text.replace(/~(?=[et])/g, "~t").split(BETWEEN).join("~e");
  const outside = (text) => (text || "").replace(/~([et])/g, (whole, letter) => (letter === "e" ? BETWEEN : "~"));

  function typed(given) {
    if (given === null) return "";
    return isNumber(given) ? String(Number(given.toFixed(6))) : AS_TYPED + inside(given);
  }

  function toPairs(state) {
    return [
      ["objet", state.objet],
      ["formule", state.formule],
      ["expression", state.formule === LIBRE ? state.expression : ""],
      ["poids", typed(state.poids)],
      ["estimation", typed(state.estimation)],
      ["decimales", typed(state.decimales)],
      ...Object.entries(state.reglages).map(([name, given]) => ["reglage", [name, typed(given)].join(BETWEEN)]),
      ...state.postes.map((one) => ["poste", [inside(one.nom), typed(one.quantite)].join(BETWEEN)]),
      ...state.criteres.map((one) => [
        "critere",
        [
          inside(one.nom),
          typed(one.poids),
          typed(one.sur),
          `${one.environnement ? "e" : ""}${one.maximum ? "m" : ""}${one.quantite ? "q" : ""}${one.clause && `.${one.clause}`}`,
          ...one.echelons.map(typed),
        ].join(BETWEEN),
      ]),
      ...state.offres.map((one) => [
        "offre",
        [inside(one.nom), typed(one.prix), one.compte ? "" : "x", ...one.notes.map(typed)].join(BETWEEN),
      ]),
      ...(state.postes.length ? state.offres.map(({ postes }) => ["unitaires", BETWEEN + postes.map(typed).join(BETWEEN)]) : []),
    ];
  }

  function written(text) {
    if (text && text.startsWith(AS_TYPED)) return outside(text.slice(AS_TYPED.length));
    return text && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : outside(text);
  }

  function fromAddress(address, known) {
    const { value, values } = address;
    if (!KEYS.some((name) => value(name))) return null;
    const split = (name) => values(name).map((each) => each.split(BETWEEN));
    const reglages = Object.fromEntries(split("reglage").map(([name, given]) => [name, written(given)]));
    const criteres = split("critere").map(([nom, poids, sur, marks, ...echelons]) => {
      const [own, clause] = (marks || "").split(".");
      return {
        nom: outside(nom),
        poids: written(poids),
        sur: written(sur),
        environnement: own.includes("e"),
        maximum: own.includes("m"),
        quantite: own.includes("q"),
        echelons: echelons.map(written),
        clause,
      };
    });
    const unit = split("unitaires");
    const offres = split("offre").map(([nom, prix, mark, ...notes], place) => ({
      nom: outside(nom),
      postes: (unit[place] || []).slice(1).map(written),
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
        decimales: written(value("decimales")),
        reglages,
        postes: split("poste").map(([nom, quantite]) => ({ nom: outside(nom), quantite: written(quantite) })),
        criteres,
        offres,
      },
      known,
    );
  }

  /* What is wrong with one number, after the name of its field; "" where it can be computed with. */
  function fault(name, given, limits, isNeeded) {
    if (given === null) return isNeeded ? `${name}\u00a0: à écrire.` : "";
    const text = isNumber(given) ? nombre.write(given) : given;
    const problem = nombre.problem(text, limits) || (isNumber(given) ? "" : "Écrivez un nombre, par exemple 2,5.");
    return problem && `${name}, «\u00a0${text}\u00a0»\u00a0: ${problem.replace(/^./, (letter) => letter.toLowerCase())}`;
  }

  const nameOf = ({ nom }, place) => `«\u00a0${nom || `critère ${place + 1}`}\u00a0»`;

  function faults(state, reglages, isPriced = true) {
    return [
      isPriced ? fault("Points du prix", state.poids, LIMITS.poids, true) : "",
      fault("Votre estimation", state.estimation, LIMITS.estimation, false),
      // one that is missing is said by the formula
      ...reglages.map(({ nom, min, max }) => fault(`Réglage ${nom}`, state.reglages[nom], { min, max }, false)),
      ...state.criteres.flatMap((one, place) => [
        fault(`Points de ${nameOf(one, place)}`, one.poids, LIMITS.poids, true),
        one.quantite
          ? fault(`${nameOf(one, place)}, plafond`, one.sur, LIMITS.quantite, false)
          : fault(`${nameOf(one, place)}, noté sur`, one.sur, LIMITS.sur, true),
      ]),
      ...state.postes.map(({ nom, quantite }, place) =>
        fault(`Quantité de «\u00a0${nom || `poste ${place + 1}`}\u00a0»`, quantite, LIMITS.quantite, true),
      ),
    ].filter(Boolean);
  }

  const computed = (given) => (typeof given === "string" ? NaN : given);

  function legible(state) {
    return {
      ...state,
      poids: computed(state.poids),
      estimation: computed(state.estimation),
      reglages: Object.fromEntries(Object.entries(state.reglages).map(([name, given]) => [name, computed(given)])),
      postes: state.postes.map((one) => ({ ...one, quantite: computed(one.quantite) })),
      criteres: state.criteres.map((one) => ({ ...one, poids: computed(one.poids), sur: computed(one.sur) })),
      offres: state.offres.map((one) => ({
        ...one,
        prix: computed(one.prix),
        postes: one.postes.map(computed),
        notes: one.notes.map(computed),
      })),
    };
  }

  const criterion = () => ({
    nom: "",
    poids: 0,
    sur: 10,
    environnement: false,
    maximum: false,
    quantite: false,
    echelons: [],
    clause: "",
  });

  const post = () => ({ nom: "", quantite: null });

  /* The first letter that no offer has. */
  function offer(state) {
    const names = state.offres.map(({ nom }) => nom);
    const letter = [..."ABCDEFGHIJKLMNOPQRST"].find((one) => !names.includes(`Offre ${one}`));
    return {
      nom: `Offre ${letter}`,
      prix: null,
      postes: state.postes.map(() => null),
      notes: state.criteres.map(() => null),
      compte: true,
    };
  }

  const same = (one, other) => JSON.stringify(toPairs(one)) === JSON.stringify(toPairs(other));

  guideParts.notationEtat = {
    LIBRE,
    MOST,
    LIMITS,
    KEYS,
    read,
    toPairs,
    fromAddress,
    faults,
    legible,
    criterion,
    offer,
    post,
    same,
  };
})();
