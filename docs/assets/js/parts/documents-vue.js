/* Where the page of a dossier gives its documents: folded parts, whose code comes when one is opened. Needs: element, charger.

     mount(place, options)   puts them in an element; gives { refresh }, to be called when the dossier changed.
                             options: context() → { dossier, paquets, dire } (documents.js); cle() → the key of the dossier; repertoire() → a promise of the table of every clause (paquets.js);
                             bring(dossier, words) takes in a dossier that came back, and gives the sentence to say of it
     mountFrame(place, options)   the response frame alone, for those who answer; options: context */
(() => {
  "use strict";

  const { button, make, status, say } = guideParts.element;

  const PAUSE = 300; // milliseconds after the last change
  const SCRIPTS = ["assets/vendor/fflate.min.js", "assets/js/documents.js"];
  const PARTS = [
    { id: "documents", titre: "Les documents, à télécharger ou à copier", scripts: SCRIPTS, vue: () => guideParts.vueDocuments },
    { id: "suivi", titre: "De la signature à la preuve : les contrôles", scripts: SCRIPTS, vue: () => guideParts.vueSuivi },
    { id: "retour", titre: "Faire revenir un document", scripts: ["assets/vendor/diff.min.js", ...SCRIPTS], vue: () => guideParts.vueRetour },
  ];

  const inOrder = (names) => names.reduce((before, name) => before.then(() => guideParts.charger.script(name)), Promise.resolve());

  function part({ id, titre, scripts, vue }, options) {
    const inner = make("div", { class: "documents-contenu" });
    const said = status({ class: "copie-dite" });
    const element = make("details", { id: `dossier-${id}`, class: "documents-partie" }, make("summary", {}, titre), inner, said);
    let drawn = null;
    let isAsked = false;

    function load() {
      if (drawn || isAsked) return;
      isAsked = true;
      say(said, "Chargement…");
      inOrder(scripts).then(() => {
        say(said, "");
        drawn = vue().draw(inner, options, (words) => say(said, words));
      }, () => {
        isAsked = false;
        say(said, "");
        inner.replaceChildren(make("p", {}, "Cette partie n’a pas pu être chargée. ", button("Essayer encore", () => { inner.replaceChildren(); load(); })));
      });
    }

    element.addEventListener("toggle", () => {
      if (!element.open) return;
      if (drawn) drawn.refresh();
      else load();
    });
    return { element, refresh: () => { if (drawn && element.open) drawn.refresh(); } };
  }

  function mount(place, options) {
    const parts = PARTS.map((one) => part(one, options));
    let waiting = 0;
    place.replaceChildren(make("h2", { id: "documents" }, "Les documents et le suivi"), ...parts.map(({ element }) => element));
    return {
      refresh() {
        clearTimeout(waiting);
        waiting = setTimeout(() => parts.forEach(({ refresh }) => refresh()), PAUSE);
      },
    };
  }

  function mountFrame(place, options) {
    const frame = { id: "cadre", titre: "Le cadre de réponse, à remplir", scripts: SCRIPTS, vue: () => ({ draw: (inner, given) => guideParts.vueDocuments.drawFrame(inner, given) }) };
    place.replaceChildren(part(frame, options).element);
  }

  guideParts.documentsVue = { mount, mountFrame };
})();
