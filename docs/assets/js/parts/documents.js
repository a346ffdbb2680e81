/* The files of a tender, made in the page from a dossier. Needs: ecrit-pieces, ecrit-candidats, ecrit-justification, ecrit-texte, word, classeur, classeur-candidats; the library fflate is loaded before:
   charger.script("assets/vendor/fflate.min.js"), then charger.script("assets/js/documents.js"), bring all of it at the first use. The page itself has the parts that Tool.found names
   (macros/browser.py): paquets, dossier-valeurs, charger.

   Every function takes a context { dossier, paquets, dire }: `dossier` as dossier-etat.js keeps it, `paquets` a Map id → packet (paquets.js), dire(packet, nom) → { mots, etat } (dossier-valeurs.js).

     list(context)                 what can be made of it: [{ cle, titre, aide, formats, interne }], formats among "docx", "xlsx", "md"; interne: it holds what is the buyer's own.
                                   cle: "RC" | "CCAP" | "CCTP" | "CCP" | "AE" | "tout" | "cadre" | "grille" | "justification"
     file(context, cle, format)    a promise of { name, blob }, for fichier.take(blob, blob.type, name)
     copied(context, cle)          { text, html }, for copie.button
     toFix(context, cle)           how many values are still to be fixed in it */
(() => {
  "use strict";

  const { jour, word: office, classeur } = guideParts;
  const { available, document, whole, TITLES } = guideParts.ecritPieces;
  const { soigne } = guideParts.ecrit;
  const AUTHOR = "Guide des achats durables";
  const MARKDOWN = "text/markdown;charset=utf-8";

  const TOOLS = {
    tout: { titre: "Tout le dossier", aide: "Chaque document à sa page, les annexes en tableaux, les valeurs.", nom: "dossier-complet", ecrit: whole },
    cadre: { titre: "Cadre de réponse", aide: "Ce que les candidats remplissent : le même pour tous.", nom: "cadre-de-reponse", ecrit: (context) => guideParts.ecritCandidats.frame(context), feuilles: (context) => guideParts.classeurCandidats.frame(context) },
    grille: { titre: "Grille d’analyse", aide: "Barèmes, notes, notes pondérées et motifs.", nom: "grille-d-analyse", interne: true, ecrit: (context) => guideParts.ecritCandidats.grid(context), feuilles: (context) => guideParts.classeurCandidats.grid(context) },
    justification: { titre: "Note de justification", aide: "Pourquoi chaque clause : textes, risques et réponses, vos notes.", nom: "note-de-justification", interne: true, ecrit: (context) => guideParts.ecritJustification.note(context) },
  };

  /* "Nettoyage de douze lycées" → "nettoyage-de-douze-lycees", for the name of a file. */
  function slug(words) {
    return words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50).replace(/-+$/, "");
  }

  const named = ({ marche, nom }) => marche.objet || nom || "";
  const fileName = (context, start, ending) => `${[start, slug(named(context.dossier))].filter(Boolean).join("-")}.${ending}`;
  const shape = (context, titre) => ({ titre, auteur: AUTHOR, date: jour.today(), pied: [named(context.dossier), titre].filter(Boolean).join(" — ") });

  const written = (context, cle) => (TOOLS[cle] ? TOOLS[cle].ecrit(context) : document(context, cle));

  function list(context) {
    const pieces = available(context).map((cle) => ({ cle, titre: TITLES[cle], aide: "", formats: ["docx", "md"], interne: false }));
    const others = Object.keys(TOOLS).filter((cle) => (cle === "tout" ? pieces.length : context.dossier.clauses.length && written(context, cle)));
    return [...pieces, ...others.map((cle) => {
      const { titre, aide, interne, feuilles } = TOOLS[cle];
      return { cle, titre, aide: soigne(aide), formats: feuilles ? ["docx", "xlsx"] : ["docx", "md"], interne: Boolean(interne) };
    })];
  }

  async function file(context, cle, format) {
    const made = format === "xlsx" ? null : written(context, cle);
    const start = TOOLS[cle] ? TOOLS[cle].nom : cle;
    const titre = TOOLS[cle] ? TOOLS[cle].titre : TITLES[cle];
    const name = fileName(context, start, format);
    if (format === "md") return { name, blob: new Blob([guideParts.ecritTexte.markdown(made)], { type: MARKDOWN }) };
    if (format === "xlsx") return { name, blob: new Blob([classeur.bytes({ ...shape(context, titre), feuilles: TOOLS[cle].feuilles(context) })], { type: classeur.MIME }) };
    return { name, blob: new Blob([office.bytes(made, shape(context, made.titre))], { type: office.MIME }) };
  }

  const copied = (context, cle) => guideParts.ecritTexte.rich(written(context, cle));

  function toFix(context, cle) {
    const { aFixer, corps } = written(context, cle);
    return aFixer === undefined ? guideParts.ecrit.unset(corps) : aFixer;
  }

  guideParts.documents = { list, file, copied, toFix, fileName, shape };
})();
