/* The documents of a dossier as rows of buttons. Needs: element, copie, fichier, texte, documents.

     draw(place, options, tell)   fills an element (options: documents-vue.js); gives { refresh } */
(() => {
  "use strict";

  const { answering, make } = guideParts.element;
  const { plural } = guideParts.texte;
  const { documents, fichier } = guideParts;
  const FORMATS = { docx: "Word", xlsx: "Tableur", md: "Markdown", ics: "Calendrier" };

  /* A button that makes a file; what goes wrong is said beside it. */
  function fileButton(one, format, context) {
    const make_ = () => documents.file(context(), one.cle, format)
      .then(({ name, blob }) => { fichier.take(blob, blob.type, name); return `${name} est dans vos téléchargements.`; })
      .catch(() => "Ce fichier n’a pas pu être fait : rechargez la page.");
    return answering(FORMATS[format], make_, { "aria-label": `${FORMATS[format]} : ${one.titre}`, "data-document": `${one.cle}.${format}`, class: format === "docx" || format === "ics" ? null : "secondaire" });
  }

  function row(one, context, canCopy) {
    const count = documents.toFix(context(), one.cle);
    const gestures = one.formats.map((format) => fileButton(one, format, context));
    if (canCopy) {
      gestures.push(guideParts.copie.button("Copier", () => documents.copied(context(), one.cle), { done: "Copié : collez dans votre document.", attributes: { class: "secondaire", "aria-label": `Copier : ${one.titre}`, "data-document": `${one.cle}.copie` } }));
    }
    return make("li", {},
      make("p", {}, make("strong", {}, one.titre), one.aide ? [" ", make("small", {}, one.aide)] : null, count ? [" ", make("mark", {}, plural(count, "valeur à fixer", "valeurs à fixer"))] : null),
      make("p", { class: "documents-gestes" }, gestures.map(({ button, said }) => [button, " ", said])));
  }

  function rows(list, context) {
    return make("ul", { class: "documents-liste" }, list.map((one) => row(one, context, one.formats.includes("md"))));
  }

  function draw(place, { context }) {
    function refresh() {
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

  guideParts.vueDocuments = { draw, rows };
})();
