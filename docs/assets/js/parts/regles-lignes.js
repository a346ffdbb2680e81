/* How a line of the law is said. Needs: element, regles.

     doubt(data, why)            what a line depends on, in a sentence without its full stop
     articles(list, root)        [node…]: the articles, with what was read of them; those that were read together are said together
     inWords(list)               the same as a text
     toDossier(root, ids, purchase)  the address that asks « Mon dossier » to take clauses, with what is known of the purchase */
(() => {
  "use strict";

  const { make } = guideParts.element;

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

  guideParts["regles-lignes"] = { doubt, articles, inWords, toDossier };
})();
