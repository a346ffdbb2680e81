/* A document as a list of elements, before it is Word, Markdown or the clipboard's: what writes knows nothing of clauses. Needs: texte.

   An inline is a string, { valeur: words, etat, cle } (a place that was filled: "vide" is still to be fixed), or { gras: inlines }.
   An element is one of
     { titre: inlines, niveau: 1 | 2 | 3, libre: without a number }       { p: inlines, style: "" | "note" | "reference" }       { liste: "-" | "1." | "a)", debut, points: [[inlines, [list…]]] }
     { tableau: { legende, entetes: [inlines], lignes: [[inlines]], largeurs: [shares], vides: rows to fill by hand, total: the last row counts up } }
     { fiche: [[label, inlines]] }               labels on the left, what is said on the right
     { unite: { id, version, titre, piece, sorte, mention }, corps: [element] }    what a clause writes into a document, marked so that it is found again
     { piece: words, sousTitre: words }          where a document begins in a file of several
     { brut: (tools) => XML }                    what only Word has (revision.js)
     { page: true } { paysage: true } { portrait: true }     a new page; what follows on paper that lies, or stands

     of({ dossier, paquets, dire })   what reads the clauses of a dossier: { packets (in order), run(packet, run), blocks(packet, blocks), value(packet, nom) }.
                                      paquets: a Map id → packet; dire(packet, nom): { mots, etat } (see dossier-valeurs.js)
     words(inlines)                   the words alone
     texts(elements)                  each paragraph, point, heading and cell, in order, as words
     values(elements)                 a Map of the values that they say, by `cle`
     unset(elements)                  how many values are still to be fixed in them
     soigne(text)                     French typography, for words of ours (those of packets have theirs)
     numbers(list)                    "n° 2", "n° 1, 3 et 4", "n° 1 à 5 et 8"
     origin(packet)                   "clause …, version 2": where a text comes from, in what is not the text of a clause and must not be read back as one */
(() => {
  "use strict";

  const { list } = guideParts.texte;

  function of({ dossier, paquets, dire }) {
    const packets = dossier.clauses.map(({ id }) => paquets.get(id)).filter(Boolean);

    function value(packet, nom) {
      const { mots, etat } = dire(packet, nom);
      const given = packet.parametres.find((one) => one.nom === nom);
      const words = String(mots) || `[${given ? given.libelle : nom}]`;
      return { valeur: etat === "choisie" ? words : soigne(words), etat, cle: `${nom}|${given ? given.libelle : ""}` };
    }

    const run = (packet, given) => given.map((piece) => {
      if (typeof piece === "string") return piece;
      return piece.gras ? { gras: run(packet, piece.gras) } : value(packet, piece.place);
    });
    const block = (packet, given) => (given.p
      ? { p: run(packet, given.p), style: "" }
      : { liste: given.liste, debut: given.debut, points: given.points.map(([words, under]) => [run(packet, words), blocks(packet, under)]) });
    const blocks = (packet, given) => given.map((one) => block(packet, one));

    return { packets, run, blocks, value };
  }

  const words = (inlines) => inlines.map((piece) => (typeof piece === "string" ? piece : piece.gras ? words(piece.gras) : piece.valeur)).join("");

  /* Every list of inlines of these elements, in order. */
  function runs(elements) {
    return elements.flatMap((one) => {
      if (one.titre) return [one.titre];
      if (one.p) return [one.p];
      if (one.liste) return one.points.flatMap(([said, under]) => [said, ...runs(under)]);
      if (one.tableau) return [...one.tableau.entetes, ...one.tableau.lignes.flat()];
      return one.corps ? runs(one.corps) : [];
    });
  }

  const texts = (elements) => runs(elements).map(words);

  function values(elements) {
    const inside = (inlines) => inlines.flatMap((piece) => (typeof piece === "string" ? [] : piece.gras ? inside(piece.gras) : [[piece.cle, piece]]));
    return new Map(runs(elements).flatMap(inside));
  }

  const unset = (elements) => [...values(elements).values()].filter(({ etat }) => etat === "vide").length;

  /* As macros/text/typographie.py: narrow before ; ? ! % €, wide before : and inside quotation marks. */
  function soigne(text) {
    return text.replace(/ +([;?!%€])/g, "\u202f$1").replace(/ +(»|:(?=\s|$))/g, "\u00a0$1").replace(/« +/g, "«\u00a0").replace(/'/g, "’");
  }

  function numbers(found) {
    const spans = [];
    for (const number of [...found].sort((one, other) => one - other)) {
      const last = spans[spans.length - 1];
      if (last && number === last[1] + 1) last[1] = number;
      else spans.push([number, number]);
    }
    const said = spans.flatMap(([from, to]) => (to - from > 1 ? [`${from} à ${to}`] : from === to ? [String(from)] : [String(from), String(to)]));
    return `n°\u00a0${list(said)}`;
  }

  const origin = ({ id, version }) => `clause ${id}, version ${version}`;

  guideParts.ecrit = { of, words, texts, values, unset, soigne, numbers, origin };
})();
