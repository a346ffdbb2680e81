/* The numbers and dates of a paragraph, by what they are worth. Needs: ressemblance, nombre, jour.

     changed(before, after)   of two texts: { gone, come, rewritten }: what only the first says, what only the second says, each as it is written; and [before, after] of what is worth the same, written otherwise
     unnumbered(text)         a paragraph without the number that it opens with: « Article 9 - », « 7.1 », « 3) »
     TOKEN                    what cuts a text into words, spaces and signs; a number, a date, the number of an article of law or a telephone number are one word

   « trois ans », « 3 ans » and « trois (3) ans » are worth the same, and so are « 85.000,50 euros » and « 85 000,50 € », « 15/09/2026 » and « 15 septembre 2026 ».
   « 10 jours ouvrés » and « 10 jours calendaires », « 100 € » and « 100 € HT » are not. */
(() => {
  "use strict";

  const { even } = guideParts.ressemblance;
  const { nombre, jour } = guideParts;

  const MONTHS = jour.MONTHS.join("|").replace(/é/g, "[ée]").replace(/û/g, "[ûu]"); // capitals are often without accents
  const SPELLED = {
    un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16,
    vingt: 20, vingts: 20, trente: 30, quarante: 40, cinquante: 50, soixante: 60, cent: 100, cents: 100, mille: 1000,
  };
  const SCALES = { k: 1e3, m: 1e6, million: 1e6, milliard: 1e9 };
  const UNITS = [
    ["%", "%|pour cent|p\\. ?100"], ["€", "€|euros?|eur"], ["jour", "jours?"], ["mois", "mois"], ["an", "ans?|années?"], ["semaine", "semaines?"], ["trimestre", "trimestres?"], ["heure", "heures?"], ["minute", "minutes?|min"],
    ["point", "points?"], ["km", "km|kilomètres?"], ["kg", "kg|kilogrammes?|kilos?"], ["tonne", "tonnes?|t"], ["m²", "m²|m2|mètres? carrés?"], ["m", "mètres?|m"], ["l", "litres?|l"], ["kwh", "kwh"], ["mwh", "mwh"], ["lot", "lots?"], ["exemplaire", "exemplaires?"],
  ];
  const UNIT_WORDS = UNITS.map(([, words]) => words).join("|");
  const TIMES = new Set(["jour", "mois", "an", "semaine", "trimestre", "heure"]);
  const AMBIGUOUS = new Set([1, 9]); // « une pénalité » and « un bien neuf » count nothing; « un an » does
  const KINDS = [["ouvré", "ouvrée?s?"], ["ouvrable", "ouvrables?"], ["calendaire", "calendaires?"], ["franc", "francs?"], ["ht", "ht|h\\.t\\.|hors taxes?"], ["ttc", "ttc|t\\.t\\.c\\.|toutes taxes comprises"]];
  const KIND_WORDS = KINDS.map(([, words]) => words).join("|");
  const AFTER = "(?![\\p{L}\\p{N}])";

  const ARTICLE = "[LRDA]\\. ?\\*?\\d+(?:-\\d+)*|[LRDA]\\*?\\d+(?:-\\d+)+|\\d{3,}-\\d+(?:-\\d+)*";
  const PHONE = "0\\d(?:[ .]\\d\\d){4}(?!\\d)";
  const DATE = `\\d{1,2}(?:er)? (?:${MONTHS})(?: \\d{4})?${AFTER}|(?:${MONTHS}) \\d{4}(?!\\d)|\\d{1,2}(?<mark>[/.-])\\d{1,2}\\k<mark>\\d{2,4}(?!\\d)|\\d{4}-\\d\\d-\\d\\d(?!\\d)`;
  const NUMBER = "\\d{1,3}(?:[ .]\\d{3})+(?!\\d)(?:,\\d+)?|\\d+(?:[.,]\\d+)*";
  const names = Object.keys(SPELLED).join("|");
  const IN_LETTERS = `(?:${names})(?:(?:[- ]|[- ]et[- ](?=une?${AFTER}|onze))(?:${names})${AFTER})*${AFTER}`;
  const FIGURE = new RegExp(
    `(?<sign>n ?° ?\\d[\\p{L}\\p{N}./-]*\\p{N}|n ?° ?\\d|${ARTICLE}|${PHONE})|(?<date>${DATE})|(?<hour>\\d{1,3} ?h(?: ?\\d\\d)?${AFTER}|\\d{1,2}:\\d\\d(?![\\d:]))`
    + `|(?:(?<digits>${NUMBER})|(?<letters>${IN_LETTERS})(?: ?\\(\\d[\\d ]*\\))?)(?: ?(?<scale>millions?|milliards?)${AFTER}(?: d['’])?| ?(?<short>[kM])(?=€))?(?: ?(?<unit>${UNIT_WORDS})(?![\\p{L}\\p{N}'])(?: \\(?(?<kind>${KIND_WORDS})${AFTER}\\)?)?)?|[\\p{L}\\p{N}]+`,
    "giu", // the last one: a word is read whole, and none from its middle
  );
  const TOKEN = new RegExp(`${ARTICLE}|${PHONE}|\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3})+(?!\\d)(?:,\\d+)?|\\d+(?:[.,/:-]\\d+)+|[\\p{L}\\p{N}]+|\\s+|[^\\s]`, "gu");
  const NUMBERING = /^\s*(?:(?:article|chapitre|annexe|titre|section|lot)\s+(?:n\s?°\s?)?)?\d{1,2}(?:(?:\.\d{1,2})+\.?(?=\s)|\s?[.)°](?=\s)|\s?[-–:](?=\s\p{L}))/iu;

  const unnumbered = (text) => text.replace(NUMBERING, "").replace(/^[\s:–-]+/, "");

  function spelled(words) {
    let [thousands, rest] = [0, 0];
    for (const word of words.toLowerCase().split(/[- ]/).filter((one) => one in SPELLED)) {
      const value = SPELLED[word];
      if (value === 1000) [thousands, rest] = [thousands + (rest || 1) * value, 0];
      else if (value === 100) rest = (rest || 1) * value;
      else rest += value === 20 && rest % 100 === 4 ? 76 : value; // quatre-vingts
    }
    return thousands + rest;
  }

  const named = (list, said) => (said ? list.find(([, words]) => new RegExp(`^(?:${words})$`, "iu").test(said))[0] : "");

  /* What a match of FIGURE is worth: a text that is the same where it is worth the same, "" where it counts nothing. */
  function worth({ sign, date, hour, digits, letters, scale, short, unit, kind }) {
    if (!sign && !date && !hour && !digits && !letters) return "";
    if (sign) return sign.toLowerCase().replace(/[\s.*]/g, "");
    if (date) return jour.read(date) || date.toLowerCase();
    if (hour) {
      const [hours, minutes] = hour.split(/\s?h\s?|:/i);
      return `heure ${Number(hours) + Number(minutes || 0) / 60}`;
    }
    const measured = named(UNITS, unit);
    const value = digits ? nombre.read(digits) : spelled(letters);
    if (letters && AMBIGUOUS.has(value) && !TIMES.has(measured)) return "";
    if (Number.isNaN(value)) return digits;
    const size = scale ? SCALES[scale.toLowerCase().replace(/s$/, "")] : short ? SCALES[short.toLowerCase()] : 1;
    return [measured, Number((value * size).toPrecision(12)), named(KINDS, kind)].join(" ").trim();
  }

  /* Lists of what is written, by what it is worth. */
  function figuresOf(text) {
    const found = new Map();
    const spaced = text.replace(/\s/g, " ").replace(/[’‘ʼ]/g, "'");
    for (const match of spaced.matchAll(FIGURE)) {
      const value = worth(match.groups);
      if (value) found.set(value, [...(found.get(value) || []), match[0].trim()]);
    }
    return found;
  }

  function changed(before, after) {
    const [old, now] = [figuresOf(before), figuresOf(after)];
    const result = { gone: [], come: [], rewritten: [] };
    for (const [value, texts] of old) {
      const others = now.get(value) || [];
      result.gone.push(...texts.slice(others.length));
      texts.slice(0, others.length).forEach((text, place) => {
        if (even(text) !== even(others[place])) result.rewritten.push([text, others[place]]);
      });
    }
    for (const [value, texts] of now) result.come.push(...texts.slice((old.get(value) || []).length));
    return result;
  }

  guideParts.comparaisonValeurs = { changed, unnumbered, TOKEN };
})();
