/* A supplier's own file, as it is kept on the device and saved in « .edossier.json ». Needs: jour, memoire, paquets, texte, dossier-etat.

   { format_version: 2, firme: { nom, sorte }, pieces: { key: { prete, du, fin, ou, mots } }, pratiques: [{ cle, titre, texte, preuves: [key] }],
     marches: [{ cle, nom, acheteur, limite, etat, envoye, remises: [key], forme, membres: [name], demandes: [{ clause, titre, demande, lignes: [{ cle, mots, remise }] }],
                 qui: { key: member }, recu: { "member|key": true }, objet: { "member|key": bool }, dossier }] }
   A key is "piece:<id of a paper>" or "<clause>:<the words of its proof>" (macros/views/fournisseurs.py): it does not move when another is inserted. Days are those of jour.js, or "".
   Member 0 is the firm itself. `objet`: whether a paper is asked here, where the reader said otherwise than isAsked(). `dossier`: what a buyer's address brought (dossier-etat.js), or null.
   Older guides kept { key: { prete, fin } } under the same name: it is read as `pieces`.

     open()                     the store (memoire.js), with .undoable(words, act) and .undo(): the words of what was undone, or ""; .last: what undo() would undo
     newKey(list)               a `cle` that none of the list has
     fileText(state), fromFile(text)   the file, and { state, flawed } of one, or null
     merge(state, other)        puts another file in; nothing of either is lost. Gives { pieces, pratiques, marches, doubles }: what came, and how many had two contents
     remaining(day, today)      days left, below 0 when past
     stateOf(piece, limit)      "prete" | "absente" | "expiree", on that day
     rename(market, names)      the other members of a consortium become these; gives how many notes have lost their member
     sheet(state, market, papers, today)   what leaves with a tender: [{ cle, mots, membre, groupe, fin, ou, deja, remise, isPaper, clause, pratique }]
                                groupe: "absente" | "expiree" | "prete" | "deja" | "tard" | "sans-objet"; papers: [{ key, title, remise, canSkip }]
     SORTES, FORMES, ETATS      the closed lists, { id: words } */
(() => {
  "use strict";

  const { dossierEtat, jour, memoire, paquets } = guideParts;

  const KEY = "dossier-fournisseur";
  const FORMAT = "guide-achats/e-dossier";
  const VERSION = 2;
  const MOST = { pieces: 5000, pratiques: 200, marches: 100, membres: 12, demandes: 300, lignes: 30 };
  const NAME = /^[a-z0-9-]{1,100}:[a-z0-9-]{1,600}$/;
  const MEMBER = /^(\d{1,2})\|(.+)$/;
  const SORTES = { "": "à choisir", independant: "Indépendant, une personne", pme: "Petite ou moyenne entreprise", groupe: "Filiale d’un groupe", cooperative: "Coopérative", association: "Association", insertion: "Structure d’insertion ou du handicap" };
  const FORMES = { seul: "Seul", groupement: "En groupement", "sous-traitance": "Avec un sous-traitant" };
  const ETATS = { cours: "En préparation", envoye: "Envoyé", retenu: "Retenu", refuse: "Non retenu", abandon: "Abandonné" };
  const SENT = ["envoye", "retenu", "refuse"];
  const NOW = ["candidature", "offre"];
  const POUVOIR = "piece:pouvoir-de-signature";
  const SUBCONTRACT = "piece:declaration-de-sous-traitance";
  const RESERVED = "piece:preuve-de-structure-reservee";

  const isObject = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);
  const plain = (words) => guideParts.texte.flat(words).replace(/[^a-z0-9]+/g, " ").trim();

  const empty = () => ({ format_version: VERSION, firme: { nom: "", sorte: "" }, pieces: Object.create(null), pratiques: [], marches: [] });
  const isEmpty = (state) => !state.firme.nom && !state.firme.sorte && !Object.keys(state.pieces).length && !state.pratiques.length && !state.marches.length;

  function reading(flaw) {
    const words = (given, most) => {
      if (given === undefined || given === null) return "";
      if (typeof given !== "string" || given.length > most) flaw();
      return typeof given === "string" ? given.slice(0, most) : "";
    };
    const day = (given) => {
      if (given && !jour.isDay(given)) flaw();
      return jour.isDay(given) ? given : "";
    };
    const among = (given, table, fallback) => {
      if (Object.prototype.hasOwnProperty.call(table, given)) return given;
      if (given !== undefined) flaw();
      return fallback;
    };
    const list = (given, most, isGood) => {
      const all = Array.isArray(given) ? given : [];
      const good = all.filter(isGood).slice(0, most);
      if (good.length < all.length || (given !== undefined && !Array.isArray(given))) flaw();
      return good;
    };
    /* [key, value] of an object whose keys and values are such. */
    const table = (given, isGood) => {
      const kept = Object.create(null);
      for (const [key, value] of Object.entries(isObject(given) ? given : {})) {
        if (isGood(key, value)) kept[key] = value;
        else flaw();
      }
      return kept;
    };
    return { words, day, among, list, table };
  }

  const isKey = (key) => typeof key === "string" && (NAME.test(key) || /^[a-z0-9-]{1,100}:$/.test(key));
  const ofMember = (key) => { const found = MEMBER.exec(key); return Boolean(found) && Number(found[1]) <= MOST.membres && isKey(found[2]); };

  function readPieces(found, flaw) {
    const { words, day } = reading(flaw);
    const pieces = Object.create(null);
    for (const [key, one] of Object.entries(found)) {
      const mine = {};
      if (!isKey(key) || !isObject(one) || Object.keys(pieces).length >= MOST.pieces) {
        flaw();
        continue;
      }
      if (one.prete === true) mine.prete = true;
      for (const name of ["du", "fin"]) if (day(one[name])) mine[name] = one[name];
      for (const name of ["ou", "mots"]) if (words(one[name], 500)) mine[name] = words(one[name], 500);
      if (Object.keys(mine).length) pieces[key] = mine;
    }
    return pieces;
  }

  function readMarket(one, flaw) {
    const { words, day, among, list, table } = reading(flaw);
    const demandes = list(one.demandes, MOST.demandes, (each) => isObject(each) && paquets.isId(each.clause)).map((each) => ({
      clause: each.clause, titre: words(each.titre, 300), demande: each.demande === true,
      lignes: list(each.lignes, MOST.lignes, (line) => isObject(line) && isKey(line.cle)).map((line) => ({ cle: line.cle, mots: words(line.mots, 1000), remise: words(line.remise, 30) })),
    }));
    return {
      cle: /^[a-z0-9]{1,20}$/.test(one.cle) ? one.cle : "", nom: words(one.nom, 300), acheteur: words(one.acheteur, 200), limite: day(one.limite), etat: among(one.etat, ETATS, "cours"), envoye: day(one.envoye),
      remises: list(one.remises, MOST.pieces, isKey), forme: among(one.forme, FORMES, "seul"), membres: list(one.membres, MOST.membres, (name) => typeof name === "string" && name.length <= 120), demandes,
      qui: table(one.qui, (key, value) => isKey(key) && memoire.whole(value, 0, MOST.membres) !== null), recu: table(one.recu, (key, value) => ofMember(key) && value === true),
      objet: table(one.objet, (key, value) => ofMember(key) && typeof value === "boolean"), dossier: isObject(one.dossier) ? dossierEtat.read(one.dossier, flaw) : null,
    };
  }

  function read(found, flaw) {
    if (found === undefined) return empty();
    if (!isObject(found)) return null;
    const state = empty();
    if (found.format_version === undefined) {
      state.pieces = readPieces(found, flaw);
      return state;
    }
    const { words, among, list } = reading(flaw);
    const firme = isObject(found.firme) ? found.firme : {};
    state.firme = { nom: words(firme.nom, 200), sorte: among(firme.sorte, SORTES, "") };
    state.pieces = readPieces(isObject(found.pieces) ? found.pieces : {}, flaw);
    for (const one of list(found.pratiques, MOST.pratiques, isObject)) {
      state.pratiques.push({ cle: freeKey(one.cle, state.pratiques), titre: words(one.titre, 200), texte: words(one.texte, 4000), preuves: list(one.preuves, MOST.pieces, isKey) });
    }
    for (const one of list(found.marches, MOST.marches, isObject)) {
      const market = readMarket(one, flaw);
      state.marches.push({ ...market, cle: freeKey(market.cle, state.marches) });
    }
    return state;
  }

  function newKey(list) {
    for (let number = Date.now(); ; number += 1) {
      const cle = number.toString(36);
      if (!list.some((one) => one.cle === cle)) return cle;
    }
  }

  const freeKey = (cle, list) => (/^[a-z0-9]{1,20}$/.test(cle) && !list.some((one) => one.cle === cle) ? cle : newKey(list));

  function open() {
    const store = memoire.open(KEY, read, { isEmpty });
    const undone = [];
    store.last = "";
    const remember = () => { store.last = undone.length ? undone[undone.length - 1].words : ""; };

    /* The same `what` twice in a row, the letters of one field, is one gesture. */
    store.undoable = (words, act, what = "") => {
      const before = JSON.stringify(store.value);
      store.change((state) => { act(state); });
      const last = undone[undone.length - 1];
      if (!what || !last || last.what !== what) undone.push({ words, before, what });
      if (undone.length > 50) undone.shift();
      remember();
      return store.trouble;
    };
    store.undo = () => {
      const last = undone.pop();
      if (last) store.change(() => read(memoire.parse(last.before), () => {}));
      remember();
      return last ? last.words : "";
    };
    return store;
  }

  const fileText = (state) => `${JSON.stringify({ format: FORMAT, ...state }, null, 1)}\n`;

  function fromFile(text) {
    const found = memoire.parse(text);
    if (!isObject(found) || found.format !== FORMAT) return null;
    let flawed = !(found.format_version <= VERSION);
    const state = read(found, () => { flawed = true; });
    return state && { state, flawed };
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const bare = ({ cle, ...rest }) => rest;

  function merge(state, other) {
    const came = { pieces: 0, pratiques: 0, marches: 0, doubles: 0 };
    for (const [key, theirs] of Object.entries(other.pieces)) {
      const mine = state.pieces[key];
      if (!mine) {
        state.pieces[key] = theirs;
        came.pieces += 1;
      } else {
        const both = { ...theirs, ...mine };
        if (theirs.prete) both.prete = true;
        for (const name of ["du", "fin"]) if (mine[name] && theirs[name] && mine[name] !== theirs[name]) {
          came.doubles += 1;
          both[name] = mine[name] > theirs[name] ? mine[name] : theirs[name];
        }
        if (mine.ou && theirs.ou && mine.ou !== theirs.ou && !mine.ou.includes(theirs.ou)) {
          came.doubles += 1;
          both.ou = `${mine.ou} / ${theirs.ou}`.slice(0, 500);
        }
        state.pieces[key] = both;
      }
    }
    for (const name of ["pratiques", "marches"]) for (const theirs of other[name]) {
      if (state[name].some((one) => same(bare(one), bare(theirs)))) continue;
      const isTaken = state[name].some(({ cle }) => cle === theirs.cle);
      if (isTaken) came.doubles += 1;
      const title = name === "marches" ? "nom" : "titre";
      state[name].push({ ...theirs, cle: freeKey(theirs.cle, state[name]), ...(isTaken ? { [title]: `${theirs[title]} (du fichier)` } : {}) });
      came[name] += 1;
    }
    for (const name of ["nom", "sorte"]) if (!state.firme[name]) state.firme[name] = other.firme[name];
    return came;
  }

  const remaining = (day, today) => Math.round((Date.parse(`${day}T12:00:00Z`) - Date.parse(`${today}T12:00:00Z`)) / 864e5);

  function stateOf(piece, limit) {
    if (!piece || !piece.prete) return "absente";
    return piece.fin && piece.fin < limit ? "expiree" : "prete";
  }

  /* Whether a paper is asked of a member, before the reader says otherwise. */
  function isAsked(state, market, member, key) {
    if (key === SUBCONTRACT) return market.forme === "sous-traitance" && member === 0;
    if (key === RESERVED) return member === 0 && state.firme.sorte === "insertion";
    if (key === POUVOIR) return market.forme === "groupement" || state.firme.sorte !== "independant";
    return true;
  }

  /* The other members become these; what is noted of each follows the name, or the place where a name was only corrected. Gives how many notes have no member left. */
  function rename(market, names) {
    const before = market.membres;
    const left = names.map((name, place) => ({ name, place })).filter(({ name }) => !before.includes(name));
    const places = before.map((name, place) => {
      if (names.includes(name)) return names.indexOf(name) + 1;
      const corrected = names.length === before.length && left.find((one) => one.place === place);
      return corrected ? place + 1 : 0;
    });
    let dropped = 0;
    const moved = (table) => {
      const kept = Object.create(null);
      for (const [key, value] of Object.entries(table)) {
        const [, member, rest] = MEMBER.exec(key);
        const now = member === "0" ? 0 : places[Number(member) - 1];
        if (now || member === "0") kept[`${now}|${rest}`] = value;
        else dropped += 1;
      }
      return kept;
    };
    market.recu = moved(market.recu);
    market.objet = moved(market.objet);
    for (const [key, member] of Object.entries(market.qui)) {
      if (member && !places[member - 1]) dropped += 1;
      market.qui[key] = member ? places[member - 1] || 0 : 0;
    }
    market.membres = names;
    return dropped;
  }

  /* The tender by which the same service already has a paper of ours. */
  function given(state, market, key) {
    return state.marches.find((one) => one.cle !== market.cle && SENT.includes(one.etat) && plain(one.acheteur) && plain(one.acheteur) === plain(market.acheteur) && one.remises.includes(key)) || null;
  }

  function sheet(state, market, papers, today) {
    const limit = market.limite > today ? market.limite : today;
    const members = market.forme === "groupement" ? ["", ...market.membres] : [""];
    const line = (key, mots, member, remise, more) => {
      const piece = member ? { prete: market.recu[`${member}|${key}`] === true } : state.pieces[key] || {};
      const practice = state.pratiques.find(({ preuves }) => preuves.includes(key));
      return { cle: key, mots, membre: member, remise, fin: piece.fin || "", ou: piece.ou || "", etat: stateOf(piece, limit), prete: piece.prete === true, pratique: practice || null, deja: null, ...more };
    };
    const lines = [];
    members.forEach((name, member) => {
      for (const { key, title, remise, canSkip } of papers) {
        const said = market.objet[`${member}|${key}`];
        const asked = said === undefined ? isAsked(state, market, member, key) : said;
        const one = line(key, title, member, remise, { isPaper: true, clause: "" });
        one.deja = canSkip && !member && one.etat !== "expiree" ? given(state, market, key) : null;
        one.groupe = !asked ? "sans-objet" : one.deja ? "deja" : NOW.includes(remise) ? one.etat : "tard";
        lines.push(one);
      }
    });
    for (const { titre, demande, lignes } of market.demandes) {
      if (!demande) continue;
      for (const { cle, mots, remise } of lignes) {
        const member = market.qui[cle] < members.length ? market.qui[cle] : 0;
        const one = line(cle, mots, member, remise, { isPaper: false, clause: titre });
        one.groupe = NOW.includes(remise) ? one.etat : "tard";
        lines.push(one);
      }
    }
    return lines;
  }

  guideParts.fournisseurEtat = { SORTES, FORMES, ETATS, open, empty, newKey, fileText, fromFile, merge, remaining, stateOf, rename, sheet };
})();
