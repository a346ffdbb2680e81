/* The values of a dossier: each is typed once, wherever the chosen clauses need it. Needs: valeur.

   Two clauses share a value where it has the same name, the same label and the same unit. A weight, an amount or a cap of a penalty, and a value that follows others belong to their clause alone:
   « plafond de ces pénalités » names another thing in each. A buyer may also give each clause its own: its key then ends with "@" and the clause, as theirs do.

     of(packets, typed)      { values, of(packet), dire(packet, nom), counts }; packets: those of the dossier in order, from paquets.js; typed: the `valeurs` of the dossier
       .values               what is to be shown, in the order of the clauses: { key, isApart (each clause was given its own), value (valeur.js, of its first use), aide, bornes, article, uses: [{ packet, value }], typed (or null), words, etat, problems }
                             aide, bornes: words; article: { texte, dit } of the floor, or null; problems: [{ isFloor, words, titles }], titles: of the clauses that say so
       .counts               { vide, proposee, choisie, calculee, problems }, of .values
       .dire(packet, nom)    what the text of a clause says at a place: { mots, etat: "vide" | "proposee" | "choisie" | "calculee" }.
                             For a value that is still to be fixed, `mots` is its label between brackets, as on the page of the clause
       .number(packet, nom)  the number that it says, NaN or null as nombre.read gives them
     key(packet, nom)        the key of a value in `valeurs`
     apart(one), together(one, typed)   for one of .values: the entries that give each clause its own value, { key: typed }, and the keys to take away for one value again
     lost(packets, typed)    the keys that no chosen clause needs */
(() => {
  "use strict";

  const { nombre, valeur } = guideParts;

  /* At most five letters of base 36 that name a meaning. FNV-1a. */
  function digest(text) {
    let hash = 0x811c9dc5;
    for (const letter of text.normalize("NFC")) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193) >>> 0;
    return (hash % 60466176).toString(36);
  }

  function isOwn(packet, given) {
    const { nom } = given;
    return Boolean(given.calcul) || Boolean(packet.critere && packet.critere.poids === nom) || packet.penalites.some(({ montant, plafond }) => montant === nom || plafond === nom);
  }

  function keyOf(packet, given) {
    // The typography of a label may be mended: spaces and apostrophes do not change what it means.
    const meaning = `${given.libelle}|${given.unite}`.toLowerCase().replace(/[\s\u00a0\u202f]+/g, " ").replace(/’/g, "'");
    return `${given.nom}~${digest(meaning)}${isOwn(packet, given) ? `@${packet.id}` : ""}`;
  }

  function key(packet, nom) {
    const given = packet.parametres.find((one) => one.nom === nom);
    return given ? keyOf(packet, given) : "";
  }

  const has = (table, name) => Object.prototype.hasOwnProperty.call(table, name);

  function of(packets, typed) {
    const clauses = new Map(packets.map((packet) => [packet.id, read(packet, typed)]));
    const found = new Map();
    for (const { packet, values } of clauses.values()) {
      for (const value of values) {
        if (!found.has(value.key)) found.set(value.key, []);
        found.get(value.key).push({ packet, value });
      }
    }
    const values = Array.from(found, ([name, uses]) => shown(name, uses, typed, clauses));
    const counts = { vide: 0, proposee: 0, choisie: 0, calculee: 0, problems: 0 };
    for (const { etat, problems } of values) {
      counts[etat] += 1;
      if (problems.length) counts.problems += 1;
    }

    function dire(packet, nom) {
      const clause = clauses.get(packet.id) || read(packet, typed);
      const value = clause.values.find((one) => one.nom === nom);
      if (!value) return { mots: `[${nom}]`, etat: "vide" };
      const words = said(value, clause);
      return { mots: words || valeur.short(value), etat: state(value, clause, words) };
    }

    function number(packet, nom) {
      const clause = clauses.get(packet.id) || read(packet, typed);
      const value = clause.values.find((one) => one.nom === nom);
      return value ? nombre.read(said(value, clause)) : null;
    }

    return { values, counts, dire, number };
  }

  /* The values of one clause with what was typed for them. */
  function read(packet, typed) {
    const values = packet.parametres.map((given) => {
      const shared = keyOf(packet, given);
      const isApart = has(typed, `${shared}@${packet.id}`);
      return {
        ...valeur.of({ ...given, plancher: given.plancher ? given.plancher.valeur : "" }),
        key: isApart ? `${shared}@${packet.id}` : shared, isApart, article: given.plancher, aide: given.aide, bornes: given.bornes,
      };
    });
    const chosen = new Map(values.filter((value) => has(typed, value.key)).map((value) => [value.nom, typed[value.key]]));
    valeur.workOut(values, chosen);
    return { packet, values, chosen };
  }

  const said = (value, { chosen }) => valeur.inWords(value, valeur.held(value, chosen));

  function state(value, { chosen }, words) {
    if (!words) return "vide";
    return chosen.has(value.nom) ? "choisie" : value.calcul ? "calculee" : "proposee";
  }

  function shown(name, uses, typed, clauses) {
    const [{ packet, value }] = uses;
    const clause = clauses.get(packet.id);
    const words = said(value, clause);
    const problems = new Map();
    for (const use of uses) {
      const fault = valeur.problem(use.value, said(use.value, clauses.get(use.packet.id)));
      if (!fault) continue;
      if (!problems.has(fault.words)) problems.set(fault.words, { ...fault, titles: [] });
      problems.get(fault.words).titles.push(use.packet.titre);
    }
    // A clause may propose what another does not: the value is to be fixed as long as one of them says nothing.
    const states = uses.map((use) => state(use.value, clauses.get(use.packet.id), said(use.value, clauses.get(use.packet.id))));
    return {
      key: name, isApart: value.isApart, value, uses, words, typed: has(typed, name) ? typed[name] : null, aide: value.aide, bornes: value.bornes, article: value.article,
      etat: states.includes("vide") ? "vide" : states[0], problems: [...problems.values()],
    };
  }

  function lost(packets, typed) {
    const needed = new Set(packets.flatMap((packet) => packet.parametres.flatMap((given) => [keyOf(packet, given), `${keyOf(packet, given)}@${packet.id}`])));
    return Object.keys(typed).filter((name) => !needed.has(name));
  }

  /* Each keeps what it says now. */
  const apart = ({ key: shared, typed, uses }) => Object.fromEntries(uses.map(({ packet, value }) => [`${shared}@${packet.id}`, typed === null ? value.proposed : typed]));

  const together = ({ key: own }, typed) => Object.keys(typed).filter((name) => name.startsWith(`${own.split("@")[0]}@`));

  guideParts.dossierValeurs = { of, key, lost, apart, together };
})();
