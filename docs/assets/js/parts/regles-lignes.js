/* How a line of the law is said. Needs: adresse, element, regles.

     pairs(data, bought)         the clauses of the legal minimum of a purchase: [{ achat, condition, critere, sociale }…], one for each sort of purchase of its segment
     line(data, id, state, pair) one answer, in words, with the clause of the pair that does it; `state` as regles.answer gives it
     doubt(data, why)            what a line depends on, in a sentence without its full stop
     articles(list, root)        [node…]: the articles, with what was read of them; those that were read together are said together
     inWords(list)               the same as a text
     toDossier(root, ids, purchase)  the address that asks « Mon dossier » to take clauses, with what is known of the purchase */
(() => {
  "use strict";

  const { make } = guideParts.element;
  const CLAUSES = ["condition", "critere", "sociale"];

  function pairs(data, bought) {
    const own = guideParts.regles.segment(data, bought);
    return (guideParts.adresse.has(data.minimum, own) && data.minimum[own]) || data.minimum["tous-achats"] || [];
  }

  function line(data, id, { state, why }, pair) {
    const own = data.lignes[id];
    const clause = CLAUSES.includes(own.nature) && (pair || {})[own.nature];
    return {
      id, sujet: own.sujet || "", dit: own.dit, precision: own.precision || "", why: state === "selon" ? doubt(data, why) : "",
      depuis: own.depuis || "", regle: own.regle || "", articles: own.articles || [],
      clause: clause || null, isSocial: own.nature === "sociale",
      manque: CLAUSES.includes(own.nature) && !clause ? "Le guide n’a pas encore de clause pour cet achat." : "",
      adaptee: clause && own.boite === "ecrire" && id.startsWith("c-") ? " (écrite pour un marché, à adapter)" : "",
    };
  }

  /* An answer that misses can be given; what else an answer depends on is to be looked up. */
  function doubt(data, why) {
    const told = guideParts.regles.words(data, why);
    return told.startsWith("selon ") && !told.includes(" ; ") ? `Selon${told.slice(5)}` : `À vérifier : ${told}`;
  }

  const mark = ({ confirme, etat }) => ` ${confirme ? "✓" : "⚠"} ${etat}`;
  const isLast = (list, index) => index === list.length - 1 || mark(list[index]) !== mark(list[index + 1]);

  function articles(list, root) {
    return list.map((one, index) => [
      index ? ", " : "",
      one.adresse ? make("a", { class: "article", href: root + one.adresse }, one.numero) : make("span", { class: "article" }, one.numero),
      isLast(list, index) ? mark(one) : "",
    ]);
  }

  const inWords = (list) => list.map((one, index) => one.numero + (isLast(list, index) ? mark(one) : "")).join(", ");

  function toDossier(root, ids, { famille, montant, acheteur, contrat, date }) {
    const known = [["segment", famille], ["montant", montant === null ? "" : String(montant)], ["acheteur", acheteur], ["contrat", contrat], ["date", date]];
    return `${root}outils/mon-dossier/#ajouter=${ids.join(",")}${known.filter(([, value]) => value).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`).join("")}`;
  }

  guideParts["regles-lignes"] = { pairs, line, doubt, articles, inWords, toDossier };
})();
