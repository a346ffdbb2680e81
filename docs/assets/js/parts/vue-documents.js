/* The documents of a dossier as rows of buttons. Needs: element, copie, fichier, texte, documents.

     draw(place, options)        fills an element (options: documents-vue.js); gives { refresh }
     drawFrame(place, options)   the same of the response frame alone
     rows(list, context)         rows of documents.list() */
(() => {
  "use strict";

  const { button, make, say } = guideParts.element;
  const { plural } = guideParts.texte;
  const { documents, fichier } = guideParts;
  const FORMATS = { docx: "Word", xlsx: "Tableur", md: "Markdown", ics: "Calendrier" };

  /* The buttons of one document, and what they answer. */
  function row(one, context) {
    const count = one.aFixer;
    const said = make("span", { role: "status", class: "documents-dit" });
    const answer = (promise) => promise.then((words) => say(said, words));
    const file = (format) => documents.file(context(), one.cle, format)
      .then(({ name, blob }) => { fichier.take(blob, blob.type, name); return `${name} est dans vos téléchargements.`; })
      .catch(() => "Ce fichier n’a pas pu être fait : rechargez la page.");
    const copy = () => {
      const { text, html } = documents.copied(context(), one.cle);
      return guideParts.copie.write(text, html).then(() => "Copié : collez dans votre document.", () => "La copie a été refusée : téléchargez le fichier.");
    };
    const gesture = (words, name, act, isFirst) => button(words, () => answer(act()), { "aria-label": `${words} : ${one.titre}`, "data-document": `${one.cle}.${name}`, class: isFirst ? null : "secondaire" });
    return make("li", {},
      make("p", {}, make("strong", {}, one.titre), one.aide ? [" ", make("small", {}, one.aide)] : null, count ? [" ", make("mark", {}, plural(count, "valeur à fixer", "valeurs à fixer"))] : null),
      make("p", { class: "documents-gestes" }, one.formats.map((format, place) => gesture(FORMATS[format], format, () => file(format), !place)), one.formats.includes("md") ? gesture("Copier", "copie", copy, false) : null, said));
  }

  function rows(list, context) {
    return make("ul", { class: "documents-liste" }, list.map((one) => row(one, context)));
  }

  function draw(place, { context }) {
    let drawn = "";

    /* What is said beside a button stays as long as the dossier is the same. */
    function refresh() {
      const { dossier, paquets } = context();
      const key = JSON.stringify([dossier, dossier.clauses.map(({ id }) => paquets.has(id))]);
      if (key === drawn) return;
      drawn = key;
      const all = documents.list(context()).filter(({ suite }) => !suite);
      const [forAll, own] = [all.filter(({ interne }) => !interne), all.filter(({ interne }) => interne)];
      place.replaceChildren(...(all.length ? [
        make("p", {}, "Une valeur qui manque est surlignée dans le texte. Chaque clause y garde sa référence : déposez plus tard le document ici, il retrouve son dossier."),
        make("h3", {}, "Pour la consultation"), rows(forAll, context), own.length ? make("h3", {}, "Pour vous, hors de la consultation") : "", own.length ? rows(own, context) : "",
      ].filter(Boolean) : [make("p", {}, "Prenez d’abord une clause : les documents se font à partir d’elles.")]));
    }
    refresh();
    return { refresh };
  }

  function drawFrame(place, { context }) {
    const found = documents.list(context()).filter(({ cle }) => cle === "cadre");
    place.replaceChildren(found.length ? rows(found, context) : make("p", {}, "Ces clauses ne demandent rien dans l’offre."));
    return { refresh() {} };
  }

  guideParts.vueDocuments = { draw, drawFrame, rows };
})();
