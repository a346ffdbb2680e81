/* The files of a tender, made in the page from a dossier. Needs: ecrit-pieces, word; the library fflate (vendor/fflate.min.js) is loaded before.

   Every function takes a context { dossier, paquets, dire }: `dossier` as dossier-etat.js keeps it, `paquets` a Map id → packet (paquets.js), dire(packet, nom) → { mots, etat } (dossier-valeurs.js).
   A file is { name, blob }; the promise is broken where the browser refuses.

     pieces(context)        the documents that have something to say, in the order of a tender: [{ piece: "RC" | "CCAP" | "CCTP" | "CCP" | "AE", titre }]
     word(context, piece)   a promise of the .docx of one of them; "tout" for all, with the annexes and the values */
(() => {
  "use strict";

  const { jour, word: office } = guideParts;
  const { available, document, whole, TITLES } = guideParts.ecritPieces;
  const AUTHOR = "Guide des achats durables";

  const pieces = (context) => available(context).map((piece) => ({ piece, titre: TITLES[piece] }));

  /* "Nettoyage de douze lycées" → "nettoyage-de-douze-lycees", for the name of a file. */
  function slug(words) {
    return words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50).replace(/-+$/, "");
  }

  const named = ({ marche, nom }) => marche.objet || nom || "";

  function fileName(context, start, ending) {
    return `${[start, slug(named(context.dossier))].filter(Boolean).join("-")}.${ending}`;
  }

  const shape = (context, titre) => ({ auteur: AUTHOR, date: jour.today(), pied: [named(context.dossier), titre].filter(Boolean).join(" — ") });

  function wordFile(context, written, name) {
    return { name: fileName(context, name, "docx"), blob: new Blob([office.bytes(written, shape(context, written.titre))], { type: office.MIME }) };
  }

  async function word(context, piece) {
    const written = piece === "tout" ? whole(context) : document(context, piece);
    return wordFile(context, written, piece === "tout" ? "dossier-complet" : piece);
  }

  guideParts.documents = { pieces, word, slug, fileName, wordFile, shape };
})();
