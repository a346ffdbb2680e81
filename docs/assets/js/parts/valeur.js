/* One value of a clause: what is proposed, what is typed, how the text says it, what is wrong with it. Needs: calcul, jour, nombre.

     of(given)              a value, from what its record says: { nom, libelle, type, unite, defaut, min, max, plancher, calcul, choix }, texts as records write them, `choix` a list.
                            Besides these it has isNumber, isYear, floor, limits, and `proposed`, as a reader would type it
     held(value, chosen)    what stands in its field: what was chosen for it (a Map nom → what was typed), else what is proposed
     workOut(values, chosen)   gives those that follow others what is proposed for them, in their turn; the values of one clause
     inWords(value, typed)  what is typed, as the text says it; "" where nothing is
     clean(text)            what was typed, on one line
     short(value)           the label as it stands between brackets in a text whose value is to be fixed
     problem(value, words)  null, or what is wrong: { isFloor, words }; `isFloor`: under what the law asks. Said, never mended
     accepts(value, text)   whether a link or a file may bring it
     written(value, number) a number as the text says it; "" where it is none
     field(value, attributes)   the field to type it in (needs: element) */
(() => {
  "use strict";

  const { calcul, jour, nombre } = guideParts;
  const LONGEST = 300; // characters that a link may bring for one value
  const SHORT = 28; // … that a field of one line shows

  function of(given) {
    const isNumber = ["nombre", "montant", "annee"].includes(given.type);
    const isYear = given.type === "annee";
    const limit = (text) => (text && isNumber && !Number.isNaN(calcul.number(text)) ? calcul.number(text) : null);
    const value = {
      ...given, isNumber, isYear,
      floor: limit(given.plancher),
      limits: { min: limit(given.min), max: limit(given.max), isWhole: isYear, isYear, unit: given.unite },
      proposed: given.defaut,
    };
    if (isNumber && given.defaut) value.proposed = written(value, calcul.number(given.defaut)) || given.defaut;
    else if (given.type === "date" && jour.isDay(given.defaut)) value.proposed = jour.inWords(given.defaut);
    return value;
  }

  const held = (value, chosen) => (chosen.has(value.nom) ? chosen.get(value.nom) : value.proposed);

  function workOut(values, chosen) {
    const followers = values.filter((one) => one.calcul);
    const known = new Map();
    for (const value of values.filter((one) => one.isNumber)) {
      const isFree = !value.calcul || chosen.has(value.nom);
      const number = isFree ? nombre.read(inWords(value, held(value, chosen))) : null;
      if (number !== null && !Number.isNaN(number)) known.set(value.nom, number);
    }
    calcul.follow(new Map(followers.filter(({ nom }) => !chosen.has(nom)).map((one) => [one.nom, one.calcul])), known);
    for (const value of followers) {
      const result = chosen.has(value.nom) ? calcul.evaluate(value.calcul, known) : known.get(value.nom);
      value.proposed = result === undefined || Number.isNaN(result) ? "" : written(value, calcul.rounded(result));
    }
  }

  const written = (value, number) => (Number.isNaN(number) ? "" : nombre.write(number, value.isYear));

  function inWords(value, typed) {
    if (value.isNumber) return typed && (written(value, nombre.read(typed)) || typed);
    const day = value.type === "date" ? jour.read(typed) : "";
    return day ? jour.inWords(day) : typed;
  }

  const clean = (text) => text.replace(/[ \t\r\n]+/g, " ").trim();

  function short({ libelle }) {
    return `[${/^.[A-Z]/.test(libelle) ? libelle : libelle.charAt(0).toLowerCase() + libelle.slice(1)}]`;
  }

  function problem(value, words) {
    const fault = (said) => (said ? { isFloor: false, words: said } : null);
    if (value.type === "date") return fault(words && !jour.read(words) ? "Écrivez une date, par exemple 1er mars 2029 ou 01/03/2029." : "");
    if (!value.isNumber || !words) return null;
    if (value.floor !== null && nombre.read(words) < value.floor) {
      return { isFloor: true, words: `Inférieur au minimum légal : ${written(value, value.floor)}\u00a0${value.unite}` };
    }
    return fault(nombre.problem(words, value.limits));
  }

  function accepts(value, text) {
    if (typeof text !== "string" || text.length > LONGEST) return false;
    if (value.choix.length) return value.choix.includes(text);
    return !text || (value.isNumber ? !Number.isNaN(nombre.read(text)) : value.type !== "date" || jour.read(text) !== "");
  }

  function field(value, attributes) {
    const { make } = guideParts.element;
    const described = { autocomplete: "off", ...attributes };
    if (value.choix.length) {
      return make("select", described, value.defaut ? null : make("option", { value: "" }, "à choisir"), value.choix.map((choice) => make("option", { value: choice }, choice)));
    }
    if (!value.isNumber) return value.proposed.length > SHORT ? make("textarea", { rows: 2, ...described }) : make("input", { type: "text", ...described });
    const made = nombre.field(make("input", described));
    if (value.isYear) made.setAttribute("inputmode", "numeric");
    return made;
  }

  guideParts.valeur = { of, held, workOut, inWords, clean, short, problem, accepts, written, field };
})();
