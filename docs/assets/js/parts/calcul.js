/* A value that follows other values, worked out as macros/model/calcul.py does (the same vectors try both: tests/vecteurs/calculs.json).

     number(text)              the number that a record writes so ("1 500,5"), or NaN. What people type is read by nombre.js
     evaluate(formula, known)  the value of "a * (b - 1) / 2"; known: a Map of names and numbers. NaN where it is no formula, or cannot be worked out
     follow(formulas, known)   adds to `known` what follows from it, whatever the order; formulas: a Map of names and formulas
     rounded(value)            two decimals at most, halves away from zero */
(() => {
  "use strict";

  const DEPTH = 20;

  function number(text) {
    const plain = String(text).replace(/\s/g, "");
    return /^[+-]?\d+(?:[.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : NaN;
  }

  /* The signs of a formula, or null. */
  function tokens(formula) {
    const found = formula.match(/\d+(?:[.,]\d+)?|[a-z][a-z0-9_]*|[-+*/()]/g) || [];
    return found.join("") === formula.replace(/\s/g, "") ? found : null;
  }

  function evaluate(formula, known) {
    const signs = tokens(formula);
    if (!signs) return NaN;
    let place = 0;
    let depth = 0;
    const take = (among) => (place < signs.length && among.includes(signs[place]) ? signs[place++] : "");

    function sum() {
      let result = product();
      for (let sign; (sign = take("+-"));) result += sign === "+" ? product() : -product();
      return result;
    }

    function product() {
      let result = factor();
      for (let sign; (sign = take("*/"));) result = sign === "*" ? result * factor() : result / factor();
      return result;
    }

    function factor() {
      if (take("-")) return -factor();
      if (!take("(")) return leaf();
      depth += 1;
      const value = depth > DEPTH ? NaN : sum();
      depth -= 1;
      return take(")") ? value : NaN;
    }

    function leaf() {
      const sign = signs[place++] || "";
      if (/^\d/.test(sign)) return number(sign);
      return known.has(sign) ? known.get(sign) : NaN;
    }

    const value = sum();
    return place === signs.length && Number.isFinite(value) ? value : NaN;
  }

  function follow(formulas, known) {
    for (let round = 0; round < formulas.size; round += 1) {
      for (const [name, formula] of formulas) {
        const value = evaluate(formula, known);
        if (!Number.isNaN(value)) known.set(name, value);
      }
    }
  }

  function rounded(value) {
    const cents = Math.round(Number(`${Number(Math.abs(value).toPrecision(12))}e2`));
    return Number.isNaN(cents) ? value : Math.sign(value) * cents / 100;
  }

  guideParts.calcul = { number, evaluate, follow, rounded };
})();
