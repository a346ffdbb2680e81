/* Files made in the page and taken as downloads, and files opened again: nothing is sent. Written for the old players of screens too (ES2015).

     take(content, type, name)         gives a download: content is a text, a Blob or bytes; a type such as "text/calendar"
     takeTable(lines, name)            the same, of a table (needs: csv)
     slug(words)                       "Étude n° 2" → "etude-n-2", for a name
     DOCUMENTS                         what a field takes that reads drafts (lire-fichier.js)
     text(file, most)                  a promise of the text of a File: UTF-8, else what Windows wrote; broken, with words to say, where it is larger than `most` bytes
     chooser(words, opened, options)   a label with its file field (needs: element); opened(text, file) is given what was chosen, also when it is chosen again.
                                       options: accept (".json"), most (bytes), failed(words) */
(() => {
  "use strict";

  const DOCUMENTS = ".docx,.docm,.dotx,.odt,.ott,.txt,.md,.csv";
  const MOST = 5e6;

  function take(content, type, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: /^text\//.test(type) ? type + ";charset=utf-8" : type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function takeTable(lines, name) {
    take(guideParts.csv.table(lines), "text/csv", name);
  }

  function slug(words) {
    return words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 50).replace(/^-|-$/g, "");
  }

  function text(file, most) {
    if (file.size > (most || MOST)) return Promise.reject(new Error("Ce fichier est trop grand pour être l’un de ceux de cet outil."));
    return file.arrayBuffer().then((bytes) => {
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      } catch (error) {
        return new TextDecoder("windows-1252").decode(bytes);
      }
    });
  }

  function chooser(words, opened, options) {
    const { accept, most, failed } = options || {};
    const input = guideParts.element.make("input", { type: "file", accept });
    input.addEventListener("change", () => {
      const file = input.files[0];
      if (!file) return;
      text(file, most).then((read) => opened(read, file)).catch((error) => { if (failed) failed(error.message); });
      input.value = ""; // the same file, changed, may be chosen again
    });
    return guideParts.element.make("label", { class: "bouton-fichier" }, words, " ", input);
  }

  guideParts.fichier = { DOCUMENTS, take, takeTable, slug, text, chooser };
})();
