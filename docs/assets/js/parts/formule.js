/* The language in which a price formula is written: "max(0 ; N × (2 − P / Pmin))". The same as
   macros/model/expression.py (tests/vecteurs/notation.json). Needs: adresse.

     read(text)   { names, value }: names are what the formula reads, each once; value(values) works it out, from an
                  object of numbers. Both throw an Error whose message is to be shown, in French: it is not a formula,
                  a name is missing, the sum cannot be worked out */
(() => {
  "use strict";

  const MOST = 200;
  const DEPTH = 20;
  const TOKEN = /\s*(?:(\d+(?:[.,]\d+)?)|([A-Za-z_][A-Za-z_0-9]*)|([-+−–*×·/÷:^();]))/y;
  const SAME = { "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", ":": "/" };
  const FUNCTIONS = new Map([
    ["max", [Math.max, true]],
    ["min", [Math.min, true]],
    ["abs", [Math.abs, false]],
    ["exp", [Math.exp, false]],
    ["ln", [Math.log, false]],
    ["racine", [Math.sqrt, false]],
    ["plafond", [Math.ceil, false]],
  ]);
  const JOINED = {
    "+": (one, other) => (values) => one(values) + other(values),
    "-": (one, other) => (values) => one(values) - other(values),
    "*": (one, other) => (values) => one(values) * other(values),
    "/": (one, other) => (values) => one(values) / other(values),
  };

  function tokens(text) {
    const end = text.trimEnd().length;
    const found = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < end) {
      const from = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (!match) throw new Error(`« ${text.slice(from).trim().slice(0, 10)} » inattendu`);
      const [, number, name, sign] = match;
      found.push(number ? ["number", number] : name ? ["name", name] : ["sign", SAME[sign] || sign]);
    }
    return [...found, ["end", "la fin"]];
  }

  function read(text) {
    if (text.length > MOST) throw new Error(`formule trop longue : ${MOST} signes au plus`);
    const list = tokens(text);
    const names = new Set();
    let place = 0;
    let depth = 0;

    const unexpected = (words) => new Error(`« ${list[place][1]} » inattendu${words || ""}`);

    function take(...signs) {
      const [kind, sign] = list[place];
      if (kind !== "sign" || !signs.includes(sign)) return "";
      place += 1;
      return sign;
    }

    function deeper(act) {
      depth += 1;
      if (depth > DEPTH) throw new Error(`trop de parenthèses : ${DEPTH} au plus, l’une dans l’autre`);
      const result = act();
      depth -= 1;
      return result;
    }

    function chain(next, ...signs) {
      let result = next();
      for (let sign = take(...signs); sign; sign = take(...signs)) result = JOINED[sign](result, next());
      return result;
    }

    const sum = () => chain(product, "+", "-");
    const product = () => chain(negative, "*", "/");

    function negative() {
      let isMinus = false;
      while (take("-")) isMinus = !isMinus;
      const value = power();
      return isMinus ? (values) => -value(values) : value;
    }

    function power() {
      const base = leaf();
      if (!take("^")) return base;
      const exponent = deeper(negative);
      return (values) => base(values) ** exponent(values);
    }

    function leaf() {
      if (take("(")) return inBrackets(1)[0];
      const [kind, word] = list[place];
      if (kind !== "number" && kind !== "name") throw unexpected(" : attendu un nombre, un nom ou une parenthèse");
      place += 1;
      if (kind === "number") {
        const number = Number(word.replace(",", "."));
        return () => number;
      }
      if (take("(")) return call(word);
      names.add(word);
      return (values) => {
        if (!guideParts.adresse.has(values, word)) throw new Error(`valeur « ${word} » manquante`);
        return values[word];
      };
    }

    function call(name) {
      if (!FUNCTIONS.has(name))
        throw new Error(`fonction « ${name} » inconnue : attendu ${[...FUNCTIONS.keys()].join(", ")}`);
      const [act, isOfSeveral] = FUNCTIONS.get(name);
      const given = inBrackets(isOfSeveral ? 10 : 1);
      if (isOfSeveral && given.length < 2)
        throw new Error(`« ${name} » compare deux valeurs au moins, séparées par « ; »`);
      return (values) => act(...given.map((one) => one(values)));
    }

    function inBrackets(most) {
      return deeper(() => {
        const found = [sum()];
        while (found.length < most && take(";")) found.push(sum());
        if (!take(")")) throw new Error("parenthèse ouverte et jamais fermée");
        return found;
      });
    }

    const compute = sum();
    if (list[place][0] !== "end") throw unexpected();
    return {
      names: [...names],
      value: (values) => {
        const found = compute(values);
        if (!Number.isFinite(found)) throw new Error("calcul impossible avec ces valeurs");
        return found;
      },
    };
  }

  guideParts.formule = { read };
})();
