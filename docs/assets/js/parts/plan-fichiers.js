/* The control plan as files. Needs: plan, classeur, ics, ecrit, jour, csv.

     sheets(context, dates, vus)     the sheets of the follow-up: the plan, whose days follow the dates written above it, what it takes month by month, the meeting at the end. vus: { cle: { etat, le, note } } (registre.js)
     calendar(context, dates)        the text of an .ics: an event for each dated proof, with an alarm seven days before and one on the eve
     forms(context)                  { titre, sousTitre, corps } (ecrit.js): one form to print for each control
     register(context, dates, vus)   the lines of a table, for csv.table
     meeting(context)                { titre, sousTitre, corps }: the sheet of the meeting at the end
     STATES                          what a control may be */
(() => {
  "use strict";

  const { jour } = guideParts;
  const { letter } = guideParts.classeur;
  const { origin, soigne } = guideParts.ecrit;
  const { controls, used, bilan, shifted, EVENTS } = guideParts.plan;
  const STATES = ["attendu", "reçu", "vérifié", "manquant", "sans objet"];
  const SOON = 15; // days
  const ALARMS = [7, 1];

  const cell = (v, s) => ({ v, s });
  const DURATION = /^(-?\d+) (jours?|semaines?|mois|ans?)$/;

  /* A day so long after another, as a formula. */
  function after(base, duration, times) {
    const found = DURATION.exec(duration);
    if (!found || !times) return base;
    const count = Number(found[1]) * times;
    if (/^jour|^semaine/.test(found[2])) return `${base}+${(/^semaine/.test(found[2]) ? 7 : 1) * count}`.replace("+-", "-");
    return `EDATE(${base},${count * (/^an/.test(found[2]) ? 12 : 1)})`;
  }

  function sheets(context, dates, vus) {
    const found = controls(context, dates);
    if (!found.length) return null;
    const events = used(context);
    const rangees = [
      [cell("Plan de contrôle", "titre")], [cell(context.dossier.marche.objet, "rubrique")],
      [cell(soigne("Écrivez ou changez les dates du marché : les échéances suivent. Une ligne devient rouge quand sa date est passée sans pièce, jaune quinze jours avant, verte une fois vérifiée."), "note")],
      ...events.map((event) => [cell(EVENTS[event], "gras"), cell(dates[event] ? { jour: dates[event] } : "", "saisieDate")]),
      [],
    ];
    const place = Object.fromEntries(events.map((event, rank) => [event, `$B$${4 + rank}`]));
    rangees.push(["Échéance", "État", "Reçu ou vu le", "Preuve attendue", "Fournie par", "Regardée par", "Minutes", "Ce qui est regardé", "Si elle manque", "Observations", "Clause"].map((label) => cell(label, "tete")));
    const head = rangees.length;
    for (const one of found) {
      const seen = vus[one.cle] || {};
      const base = place[one.depuis];
      const first = base && (one.delai ? after(base, one.delai, 1) : one.tous_les ? after(base, one.tous_les, 1) : base);
      const day = base && { formule: `IF(${base}="","",${one.rang > 1 ? after(first, one.tous_les, one.rang - 1) : first})`, valeur: one.date ? guideParts.classeur.days(one.date) : "" };
      rangees.push([
        day ? cell(day, "date") : cell(one.quand, "texte"), cell(seen.etat || "attendu", "champ"), cell(seen.le ? { jour: seen.le } : "", "saisieDate"), cell(one.annexe ? soigne(`${one.preuve} (annexe « ${one.annexe} »)`) : one.preuve),
        cell(one.donne), cell(one.qui), cell(one.minutes || "", "entier"), cell(one.controle), cell(one.penalite || soigne("Voir la feuille « Manquements »")), cell(seen.note || "", "champ"), cell(`${one.packet.titre} (${origin(one.packet)})`),
      ]);
    }
    const last = rangees.length;
    const all = `A${head + 1}:K${last}`;
    const row = head + 1;
    const isWaiting = `OR($B${row}="attendu",$B${row}="")`;
    const formats = [
      { formule: `$B${row}="vérifié"`, couleur: "vert" }, { formule: `$B${row}="sans objet"`, couleur: "gris" }, { formule: `$B${row}="manquant"`, couleur: "rouge" },
      { formule: `AND(ISNUMBER($A${row}),${isWaiting},$A${row}<TODAY())`, couleur: "rouge" }, { formule: `AND(ISNUMBER($A${row}),${isWaiting},$A${row}-TODAY()<=${SOON})`, couleur: "jaune" },
    ].map((one) => ({ plage: all, ...one }));
    return [
      {
        nom: "Plan de contrôle", largeurs: [20, 14, 14, 42, 12, 14, 10, 46, 44, 30, 40], rangees, fusions: ["A3:K3"], fige: [head, 0], tete: [head, head], pied: soigne(`Plan de contrôle : ${context.dossier.marche.objet}`), formats,
        choix: [{ plage: `B${row}:B${last}`, valeurs: STATES }],
      },
      load(found, dates, row, last), failures(found), meetingSheet(context),
    ];
  }

  /* What the plan takes, month by month, from its first day on. */
  function load(found, dates, first, last) {
    const dated = found.filter(({ date }) => date).map(({ date }) => date);
    const start = `${(dates.notification || dates.demarrage || dated[0] || jour.today()).slice(0, 7)}-01`;
    const end = dated[dated.length - 1] || start;
    const rangees = [
      [cell("Charge de contrôle", "titre")], [cell(soigne("Pièces et minutes de chaque mois, d'après le plan."), "note")], [],
      ["Mois du", "Pièces", "Minutes"].map((label) => cell(label, "tete")),
    ];
    const range = (column) => `'Plan de contrôle'!$${column}$${first}:$${column}$${last}`;
    for (let rank = 0; rank < 60; rank += 1) {
      const day = shifted(start, "1 mois", rank);
      if (rank && day > end) break;
      const row = rangees.length + 1;
      const within = `${range("A")},">="&$A${row},${range("A")},"<"&EDATE($A${row},1)`;
      const own = found.filter(({ date }) => date.slice(0, 7) === day.slice(0, 7));
      rangees.push([cell({ jour: day }, "date"), cell({ formule: `COUNTIFS(${within})`, valeur: own.length }, "entier"), cell({ formule: `SUMIFS(${range("G")},${within})`, valeur: own.reduce((sum, { minutes }) => sum + minutes, 0) }, "entier")]);
    }
    return { nom: "Charge", largeurs: [16, 12, 12], rangees, fusions: ["A2:C2"], fige: [4, 0], paysage: false, pied: "Charge de contrôle" };
  }

  /* What follows from a breach, clause by clause. */
  function failures(found) {
    const packets = new Map(found.map((one) => [one.packet.id, one]));
    const rows = Array.from(packets.values()).filter(({ siManque }) => siManque.length).map(({ packet, siManque }) => [cell(`${packet.titre} (${origin(packet)})`, "gras"), cell(siManque.join("\n"))]);
    return { nom: "Manquements", largeurs: [44, 110], rangees: [[cell("Si une preuve manque", "titre")], [], [cell("Clause", "tete"), cell("Pénalités et suites", "tete")], ...rows], fige: [3, 0], tete: [3, 3], pied: "Pénalités et suites" };
  }

  const QUESTIONS = [["Clause", 40], ["Version", 10], ["Lot", 20], ["Offres reçues", 14], ["Ce qui changerait", 60], ["Source (document, page)", 34]];

  function meetingSheet(context) {
    const rangees = [
      [cell("Réunion de bilan", "titre")],
      [cell(soigne("Une ligne par clause, remplie à la fin du marché. Aucun nom de personne ni d'entreprise. Chaque ligne peut devenir un retour pour le guide."), "note")], [],
      QUESTIONS.map(([label]) => cell(label, "tete")),
      ...bilan(context).map(({ titre, version }) => [cell(titre), cell(version, "entier"), cell("", "champ"), cell("", "saisieNombre"), cell("", "champ"), cell("", "champ")]),
    ];
    return { nom: "Réunion de bilan", largeurs: QUESTIONS.map(([, width]) => width), rangees, fusions: [`A2:${letter(QUESTIONS.length - 1)}2`], fige: [4, 0], tete: [4, 4], pied: "Réunion de bilan" };
  }

  function calendar(context, dates) {
    const events = controls(context, dates).filter(({ date }) => date).map((one) => ({
      uid: `controle-${one.cle.replace(/[^a-z0-9:-]/g, "").replace(/:/g, "-")}@guide-achats-durables`,
      title: `Contrôle : ${one.preuve}`.slice(0, 150), start: one.date,
      description: [context.dossier.marche.objet, `Fournie par : ${one.donne} ; regardée par : ${one.qui}${one.minutes ? ` ; ${one.minutes} min` : ""}`, one.controle, one.penalite ? `Si elle manque : ${one.penalite}` : "", `${one.packet.titre} (${origin(one.packet)})`].filter(Boolean).join("\n"),
      categories: ["Achat durable"], alarms: ALARMS.map((days) => ({ days, words: `Contrôle à venir : ${one.preuve}`.slice(0, 150) })),
    }));
    return guideParts.ics.calendar(soigne(`Contrôles : ${context.dossier.marche.objet || context.dossier.nom || "marché"}`), events);
  }

  function forms(context) {
    const seen = new Set();
    const found = controls(context, {}).filter(({ cle }) => {
      const own = cle.replace(/:\d+$/, "");
      return !seen.has(own) && seen.add(own);
    });
    if (!found.length) return null;
    const blank = [];
    const corps = found.flatMap((one, rank) => [
      ...(rank ? [{ page: true }] : []),
      { titre: [one.preuve], niveau: 1 },
      { fiche: [
        ["Clause", [`${one.packet.titre} (${origin(one.packet)})`]], ["Quand", [one.quand]], ["Fournie par", [one.donne]], ["Regardée par", [one.qui]], ["Temps prévu", [one.minutes ? soigne(`${one.minutes} minutes`) : "non estimé"]],
        ["Ce qui est regardé", [one.controle]], ...(one.annexe ? [["Annexe", [one.annexe]]] : []),
      ] },
      { tableau: { legende: "Constat", largeurs: [3, 2, 6], vides: 4, entetes: [["Date"], ["Reçue (oui, non)"], ["Ce qui a été constaté, pièce et page"]], lignes: [] } },
      ...(one.siManque.length ? [{ p: [{ gras: [soigne("Si elle manque :")] }], style: "" }, { liste: "-", debut: 1, points: one.siManque.map((said) => [[said], []]) }] : []),
      { fiche: [["Suite donnée", blank], ["Date de la suite", blank], ["Fonction de la personne qui a regardé", blank]] },
    ]);
    return { titre: "Fiches de contrôle", sousTitre: context.dossier.marche.objet, corps, chapitres: true };
  }

  function meeting(context) {
    const rows = bilan(context).map(({ titre, version }) => [[titre], [String(version)], [], [], [], []]);
    return {
      titre: "Réunion de bilan", sousTitre: context.dossier.marche.objet, paysage: true, chapitres: true,
      corps: [
        { fiche: [["Date", []], ["Fonctions présentes", []], ["Lot", []]] },
        { p: [soigne("Ni nom de personne, ni nom d'entreprise. Ce qui est écrit ici peut devenir un retour pour le guide.")], style: "note" },
        { tableau: { legende: "Bilan de chaque clause", largeurs: [6, 1, 2, 2, 6, 4], entetes: QUESTIONS.map(([label]) => [label]), lignes: rows } },
      ],
    };
  }

  function register(context, dates, vus) {
    const head = ["Échéance", "État", "Reçu ou vu le", "Preuve attendue", "Fournie par", "Regardée par", "Minutes", "Observations", "Clause", "Version"];
    const lines = controls(context, dates).map((one) => {
      const seen = vus[one.cle] || {};
      return [one.date || one.manque || one.quand, seen.etat || "attendu", seen.le || "", one.preuve, one.donne, one.qui, one.minutes || "", seen.note || "", one.packet.id, one.packet.version];
    });
    return [head, ...lines];
  }

  guideParts.planFichiers = { sheets, calendar, forms, register, meeting, STATES };
})();
