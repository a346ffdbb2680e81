/* The workbooks of candidates and of the analysis. Needs: classeur, ecrit, ecrit-candidats, nombre.

     frame(context)    the sheets of the response frame, or null; one sheet for each annexed table, with its figures worked out
     grid(context)     the sheets of the grid of analysis: a summary that adds up and ranks, then one sheet for each criterion; null where no clause is a criterion
     formula(annexe, calcul, first, last)   a figure of an annex, as macros/exports/annex_formulas.py writes it

   A mark of a criterion is out of the highest of its scale, brought to its weight. */
(() => {
  "use strict";

  const { nombre } = guideParts;
  const { letter, range, sheetName } = guideParts.classeur;
  const { of, origin, soigne, words } = guideParts.ecrit;
  const { asked, criteria } = guideParts.ecritCandidats;
  const OFFERS = 8;
  const ROWS = 60; // of a table to fill
  const READY = 12; // … that are ruled

  const cell = (v, s) => ({ v, s });
  const across = (row, count) => `A${row}:${letter(count - 1)}${row}`;

  function formula(annexe, { operation, colonne, par }, first, last) {
    const column = (label) => range(annexe.colonnes.findIndex(({ libelle }) => libelle === label), first, last);
    const values = column(colonne);
    const by = column(par || colonne);
    const answered = `(COUNTIF(${values},"oui")+COUNTIF(${values},"non"))`;
    return {
      somme: `SUM(${values})`,
      moyenne: `IF(COUNT(${values})=0,"",AVERAGE(${values}))`,
      nombre: `COUNTA(${values})`,
      rapport: `IF(SUM(${by})=0,"",SUM(${values})/SUM(${by}))`,
      part: `IF(${answered}=0,"",COUNTIF(${values},"oui")/${answered})`,
      produit: `SUMPRODUCT(${values},${by})`,
    }[operation];
  }

  const INPUTS = { nombre: "saisieNombre", montant: "saisieMontant", date: "saisieDate" };

  function annexSheet(packet, annexe, how, taken) {
    const count = Math.max(annexe.colonnes.length, 3);
    const rangees = [[cell(annexe.titre, "titre")], [cell([how, origin(packet)].filter(Boolean).join("\n"), "note")], []];
    const fusions = [across(2, count)];
    const head = rangees.length + annexe.calculs.length + (annexe.calculs.length ? 1 : 0) + 1;
    const first = head + 1;
    for (const calcul of annexe.calculs) {
      const style = calcul.operation === "part" ? "resultatPart" : calcul.operation === "nombre" ? "resultatEntier" : "resultat";
      rangees.push([cell(soigne(`${calcul.libelle}${calcul.unite ? ` (${calcul.unite})` : ""}`), "gras"), cell({ formule: formula(annexe, calcul, first, first + ROWS - 1) }, style), cell(calcul.dit, "note")]);
    }
    if (annexe.calculs.length) rangees.push([]);
    rangees.push(annexe.colonnes.map(({ libelle, precision }) => cell(precision ? `${libelle}\n(${precision})` : libelle, "tete")));
    const written = [...annexe.lignes, ...Array.from({ length: READY }, () => [])];
    for (const row of written) {
      rangees.push(annexe.colonnes.map(({ type }, place) => {
        const number = row[place] && ["nombre", "montant"].includes(type) ? nombre.read(row[place]) : null;
        return cell(number !== null && !Number.isNaN(number) ? number : row[place] || "", INPUTS[type] || "champ");
      }));
    }
    const choix = annexe.colonnes.map((one, place) => {
      const valeurs = one.type === "oui-non" ? ["oui", "non"] : one.choix;
      const isListed = valeurs.length && valeurs.every((said) => !/[",]/.test(said)) && valeurs.join(",").length < 250; // the format takes no other list in place
      return isListed ? { plage: `${letter(place)}${first}:${letter(place)}${first + ROWS - 1}`, valeurs } : null;
    }).filter(Boolean);
    const width = ({ libelle, type }) => Math.max({ texte: 28, choix: 20, "oui-non": 11, date: 13, nombre: 14, montant: 16 }[type] || 20, Math.min(40, libelle.length / 2));
    const largeurs = annexe.colonnes.map(width);
    while (largeurs.length < 3) largeurs.push(24);
    return { nom: sheetName(annexe.titre, taken), largeurs, rangees, fusions, choix, fige: [head, 0], tete: [head, head], pied: `${annexe.titre} (${origin(packet)})` };
  }

  function plain(elements) {
    return elements.map((one) => (one.p ? words(one.p) : one.liste ? one.points.map(([said]) => `- ${words(said)}`).join("\n") : "")).filter(Boolean).join("\n");
  }

  function frame(context) {
    const read = of(context);
    const found = asked(read, context.candidat);
    if (!found.length) return null;
    const { objet } = context.dossier.marche;
    const rangees = [
      [cell("Cadre de réponse", "titre")], [cell(objet, "rubrique")],
      [cell(soigne("Le même pour tous les candidats. Répondez à chaque ligne, nommez la pièce jointe et sa page. N'écrivez aucune donnée de santé ni aucune adresse privée."), "note")], [],
      ...["Candidat", "SIRET", "Lot", "Personne à joindre"].map((label) => [cell(label, "gras"), cell(label === "Candidat" && context.candidat ? context.candidat.nom : "", "champ")]), [],
      ["N°", "Ce qui est demandé", "Votre réponse", "Pièce jointe (nom, page)", "Clause du guide"].map((label) => cell(label, "tete")),
    ];
    const head = rangees.length;
    let number = 0;
    for (const { packet, demandes } of found) {
      for (const { quoi, texte, piece } of demandes) {
        number += 1;
        rangees.push([cell(String(number)), cell(words(quoi)), cell(texte, "champ"), cell(piece, "champ"), cell(`${packet.titre} (${origin(packet)})`)]);
      }
    }
    const sheets = [{ nom: "Réponses", largeurs: [22, 60, 60, 30, 40], rangees, fusions: ["A3:E3"], fige: [head, 0], tete: [head, head], pied: soigne(`Cadre de réponse : ${objet}`) }];
    for (const { packet, cadres } of found) {
      for (const annexe of cadres) sheets.push(annexSheet(packet, annexe, plain(read.blocks(packet, annexe.mode_d_emploi)), sheets.map(({ nom }) => nom)));
    }
    return sheets;
  }

  function criterionSheet({ packet, libelle, juge, poids, elements, bareme, methode }, taken) {
    const weight = nombre.read(poids.valeur);
    const rangees = [
      [cell(soigne(`Critère « ${libelle} »`), "titre")],
      [cell([words(juge), plain(methode), origin(packet)].filter(Boolean).join("\n"), "note")],
      [], [cell("Poids (points sur 100)", "gras"), Number.isFinite(weight) && poids.etat !== "vide" ? cell(weight, "saisieNombre") : cell("", "saisieNombre")],
      [cell("Note la plus haute", "gras"), cell(Math.max(...bareme.map(({ points }) => points)), "resultatEntier")], [],
      [cell("Points", "tete"), cell("Ce qui est attendu", "tete")],
      ...bareme.map(({ points, attendu }) => [cell(points, "entier"), cell(words(attendu))]), [],
    ];
    const columns = ["Offre", ...elements.map((one, place) => `Élément ${place + 1} remis : ${words(one)}`), "Note", "Note pondérée", "Motif (pièce, page)"].map((label) => cell(soigne(label), "tete"));
    rangees.push(columns);
    const head = rangees.length;
    const note = letter(elements.length + 1);
    const places = [];
    for (let offer = 0; offer < OFFERS; offer += 1) {
      const row = head + 1 + offer;
      places.push(row);
      rangees.push([
        cell({ formule: `'Synthèse'!$A$${FIRST + offer}&""` }, "gras"), ...elements.map(() => cell("", "champ")), cell("", "saisieNombre"),
        cell({ formule: `IF(OR(${note}${row}="",$B$4=""),"",${note}${row}/$B$5*$B$4)` }, "resultat"), cell("", "champ"),
      ]);
    }
    const last = head + OFFERS;
    const marks = bareme.map(({ points }) => points);
    const isMarked = `AND(ISNUMBER(${note}${head + 1}),OR(${note}${head + 1}<0,${note}${head + 1}>${Math.max(...marks)}))`;
    return {
      nom: sheetName(libelle, taken), rangees, fusions: [across(2, 4)], fige: [0, 0], pied: soigne(`Critère « ${libelle} »`),
      largeurs: [24, 60, ...elements.slice(1).map(() => 24), 10, 14, 50].slice(0, elements.length + 4),
      choix: elements.map((_, place) => ({ plage: `${letter(place + 1)}${head + 1}:${letter(place + 1)}${last}`, valeurs: ["oui", "non", "en partie"] })),
      formats: [{ plage: `${note}${head + 1}:${note}${last}`, formule: isMarked, couleur: "rouge" }],
      premiere: head + 1, colonne: letter(elements.length + 2), poids: "$B$4",
    };
  }

  const FIRST = 6; // row of the first offer in the summary

  function grid(context) {
    const read = of(context);
    const found = criteria(read);
    if (!found.length) return null;
    const taken = ["Synthèse"];
    const sheets = found.map((one) => {
      const sheet = criterionSheet(one, taken);
      taken.push(sheet.nom);
      return sheet;
    });
    const quoted = (sheet) => `'${sheet.nom}'!`;
    const count = found.length;
    const total = letter(count + 1);
    const last = FIRST + OFFERS - 1;
    const rangees = [
      [cell("Grille d’analyse des offres", "titre")], [cell(context.dossier.marche.objet, "rubrique")],
      [cell(soigne("Nommez les offres ici ; notez sur la feuille de chaque critère. La note suit le barème publié, et lui seul."), "note")],
      [cell("Offre", "tete"), ...found.map(({ libelle }) => cell(libelle, "tete")), cell("Total de ces critères", "tete"), cell("Rang sur ces critères", "tete")],
      [cell("Poids (points sur 100)", "gras"), ...sheets.map((sheet) => cell({ formule: `IF(${quoted(sheet)}${sheet.poids}="","",${quoted(sheet)}${sheet.poids})` }, "resultat")), cell({ formule: `SUM(B5:${letter(count)}5)` }, "resultat"), cell("", "gras")],
      ...Array.from({ length: OFFERS }, (_, offer) => {
        const row = FIRST + offer;
        return [
          cell(`Offre ${letter(offer)}`, "champ"), ...sheets.map((sheet) => cell({ formule: `${quoted(sheet)}${sheet.colonne}${sheet.premiere + offer}` }, "nombre")),
          cell({ formule: `IF(COUNT(B${row}:${letter(count)}${row})=0,"",SUM(B${row}:${letter(count)}${row}))` }, "resultat"),
          cell({ formule: `IF(${total}${row}="","",RANK(${total}${row},$${total}$${FIRST}:$${total}$${last}))` }, "resultatEntier"),
        ];
      }),
    ];
    return [
      { nom: "Synthèse", largeurs: [30, ...found.map(() => 20), 16, 14], rangees, fusions: [across(3, count + 3)], fige: [4, 1], tete: [4, 4], pied: "Grille d’analyse des offres", formats: [{ plage: `A${FIRST}:${letter(count + 2)}${last}`, formule: `$${letter(count + 2)}${FIRST}=1`, couleur: "vert" }] },
      ...sheets,
    ];
  }

  guideParts.classeurCandidats = { frame, grid, formula };
})();
