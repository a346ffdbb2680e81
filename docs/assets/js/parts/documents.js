/* The files of a tender, made in the page from a dossier. Needs: texte, ecrit-pieces, ecrit-candidats, ecrit-justification, ecrit-texte, word, classeur, classeur-candidats, plan-fichiers; the library fflate is loaded before:
   charger.script("assets/vendor/fflate.min.js"), then charger.script("assets/js/documents.js"), bring all of it at the first use. The page itself has the parts that Tool.found names
   (macros/browser.py).

   Every function takes a context { dossier, paquets, dire }: `dossier` as dossier-etat.js keeps it, `paquets` a Map id → packet (paquets.js), dire(packet, nom) → { mots, etat } (dossier-valeurs.js).

     `dates` and `vus` of the context: those of registre.js, for the plan.

     list(context)                 what can be made of it: [{ cle, titre, aide, formats, interne, suite, aFixer (values still to be fixed) }], formats among "docx", "xlsx", "md", "ics"; interne: it holds what is the buyer's own; suite: for the time of the contract.
                                   cle: "RC" | "CCAP" | "CCTP" | "CCP" | "AE" | "tout" | "cadre" | "grille" | "justification" | "plan" | "fiches" | "bilan"
     file(context, cle, format)    a promise of { name, blob }, for fichier.take(blob, blob.type, name)
     copied(context, cle)          { text, html }, for copie.write
     fileName(context, start, ending), shape(context, titre), author()   what files are called, and who they say has made them */
(() => {
  "use strict";

  const { jour, word: office, classeur } = guideParts;
  const { available, document: pieceOf, whole, TITLES } = guideParts.ecritPieces;
  const { soigne } = guideParts.ecrit;
  const MARKDOWN = "text/markdown";

  const AIDES = { CCP: "À la place du CCAP et du CCTP, dans un petit marché.", AE: "Les cadres de réponse à y annexer." };
  const TOOLS = {
    tout: { titre: "Tout le dossier", aide: "Chaque document à sa page, les annexes en tableaux, les valeurs.", nom: "dossier-complet", ecrit: whole },
    cadre: { titre: "Cadre de réponse", aide: "Ce que les candidats remplissent : le même pour tous.", nom: "cadre-de-reponse", ecrit: (context) => guideParts.ecritCandidats.frame(context), feuilles: (context) => guideParts.classeurCandidats.frame(context) },
    grille: { titre: "Grille d’analyse", aide: "Barèmes, notes, notes pondérées et motifs.", nom: "grille-d-analyse", interne: true, ecrit: (context) => guideParts.ecritCandidats.grid(context), feuilles: (context) => guideParts.classeurCandidats.grid(context) },
    plan: { titre: "Plan de contrôle", aide: "Chaque preuve à sa date ; états et couleurs ; charge par mois.", nom: "plan-de-controle", interne: true, suite: true, feuilles: (context) => guideParts.planFichiers.sheets(context, context.dates || {}, context.vus || {}) },
    fiches: { titre: "Fiches de contrôle", aide: "Une page à imprimer par contrôle.", nom: "fiches-de-controle", interne: true, suite: true, ecrit: (context) => guideParts.planFichiers.forms(context) },
    bilan: { titre: "Réunion de bilan", aide: "La feuille de la dernière réunion.", nom: "reunion-de-bilan", interne: true, suite: true, ecrit: (context) => guideParts.planFichiers.meeting(context) },
    justification: { titre: "Note de justification", aide: "Pourquoi chaque clause : textes, risques et réponses, vos notes.", nom: "note-de-justification", interne: true, ecrit: (context) => guideParts.ecritJustification.note(context) },
  };

  /* "Nettoyage de douze lycées" → "nettoyage-de-douze-lycees", for the name of a file. */
  function slug(words) {
    return guideParts.texte.flat(words).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50).replace(/-+$/, "");
  }

  const named = ({ marche, nom }) => marche.objet || nom || "";
  const fileName = (context, start, ending) => `${[start, slug(named(context.dossier))].filter(Boolean).join("-")}.${ending}`;
  /* The name of this guide, as its pages say it. */
  function author() {
    const found = document.querySelector('link[rel="search"]');
    return (found && found.title) || "Guide";
  }

  const shape = (context, titre) => ({ titre, auteur: author(), date: jour.today(), pied: [named(context.dossier), titre].filter(Boolean).join(" — ") });

  const written = (context, cle) => (TOOLS[cle] ? TOOLS[cle].ecrit(context) : pieceOf(context, cle));

  const counted = ({ aFixer, corps }) => (aFixer === undefined ? guideParts.ecrit.unset(corps) : aFixer);

  /* One of TOOLS, or null where this dossier has nothing for it. */
  function tool(context, cle) {
    const { titre, aide, interne, suite, ecrit, feuilles } = TOOLS[cle];
    const made = ecrit ? ecrit(context) : null;
    if (ecrit ? !made : !guideParts.plan.controls(context, {}).length) return null;
    const formats = !ecrit ? ["xlsx", "ics"] : feuilles ? ["docx", "xlsx"] : ["docx", "md"];
    return { cle, titre, aide: soigne(aide), formats, interne: Boolean(interne), suite: Boolean(suite), aFixer: made ? counted(made) : 0 };
  }

  function list(context) {
    if (!context.dossier.clauses.length) return [];
    const pieces = available(context).map((cle) => ({ cle, titre: TITLES[cle], aide: AIDES[cle] || "", formats: ["docx", "md"], interne: false, suite: false, aFixer: counted(written(context, cle)) }));
    return [...pieces, ...Object.keys(TOOLS).map((cle) => (cle === "tout" && !pieces.length ? null : tool(context, cle))).filter(Boolean)];
  }

  async function file(context, cle, format) {
    const start = TOOLS[cle] ? TOOLS[cle].nom : cle;
    const titre = TOOLS[cle] ? TOOLS[cle].titre : TITLES[cle];
    const name = fileName(context, start, format);
    if (format === "ics") return { name, blob: new Blob([guideParts.planFichiers.calendar(context, context.dates || {})], { type: "text/calendar" }) };
    if (format === "xlsx") return { name, blob: new Blob([classeur.bytes({ ...shape(context, titre), feuilles: TOOLS[cle].feuilles(context) })], { type: classeur.MIME }) };
    const made = written(context, cle);
    if (format === "md") return { name, blob: new Blob([guideParts.ecritTexte.markdown(made)], { type: MARKDOWN }) };
    return { name, blob: new Blob([office.bytes(made, shape(context, made.titre))], { type: office.MIME }) };
  }

  const copied = (context, cle) => guideParts.ecritTexte.rich(written(context, cle));

  guideParts.documents = { list, file, copied, fileName, shape, author };
})();
