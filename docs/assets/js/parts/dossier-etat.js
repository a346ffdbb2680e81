/* A tender being written, as it is kept on the device, carried by an address and saved in a file. Needs: jour, memoire, paquets.

   A dossier: { nom, marche: { objet, acheteur, contrat, segment, montant, date, ccag, prix, autres, exception }, clauses: [{ id, version, note }], valeurs: { key: what was typed } }.
   Every one is a text, as it was typed, but `version`: a whole number, 0 while it is not known, or « 3+region.1 » where an organisation has changed the clause. `acheteur`, `contrat`, `segment` are ids of the records or "", `ccag` is a key of CCAG or "",
   `date` is a day of jour.js or ""; `montant`, `prix` and `autres` (points of the price and of other criteria) are read by nombre.read; `exception` is the written reason not to ask a social condition.
   The keys of `valeurs` are those of dossier-valeurs.js. What is kept on the device (KEY): { actif: cle, dossiers: [{ cle, …dossier }] }; a `cle` names a dossier for all tabs.

     empty(nom)               a new one
     open()                   the store of what is kept on the device (memoire.js)
     newKey(all)              a `cle` that none of the kept dossiers has
     inAll(all, cle)          the dossier of this cle, or null
     read(found, flaw)        a dossier from what was found, null where it is none; it trusts nothing, and calls flaw() where it leaves out a part
     readAll(found, flaw)     the same of what is kept on the device
     encode(dossier)          a promise of what follows "#d=" in an address
     forSuppliers(dossier)    the same dossier without what is the buyer’s own: the name given to it, the notes, the estimate, the reason of the exception
     decode(text)             a promise of { dossier, flawed }, or of null
     fileText(dossier)        the text of a file « .guide.json »
     fromFile(text)           { dossier, flawed, isNewer }, or null; isNewer: written by a later guide
     add(dossier, id, version)   whether it was not there yet
     hasText(dossier)         whether anything was put in it
     isSame(one, other)       whether they say the same
     KEY, CCAG, LONGEST, MOST    the key of the device; the lists of general clauses { key: words }; characters of a link that mails carry whole; the most clauses, dossiers, values */
(() => {
  "use strict";

  const { jour, memoire, paquets } = guideParts;

  const KEY = "guide.dossiers";
  const FIRST = "premier";
  const KEYS = /^[a-z0-9]{1,20}$/;
  const FORMAT = "guide-achats/dossier";
  const VERSION = 1;
  const LONGEST = 2000;
  const MOST = { clauses: 300, dossiers: 50, valeurs: 2000, octets: 2e6 };
  const CHARACTERS = { nom: 80, objet: 300, montant: 40, prix: 20, autres: 20, exception: 1000, note: 2000, valeur: 300 };
  const LOCAL = /^\d{1,6}\+[a-z0-9-]{1,40}\.\d{1,6}$/;
  const VALUE = /^[a-z][a-z0-9_]{0,60}~[0-9a-z]{1,7}(?:@[a-z0-9-]{1,100})?$/;
  const FIELDS = ["objet", "acheteur", "contrat", "segment", "montant", "date", "ccag", "prix", "autres", "exception"];
  const CCAG = {
    fcs: "Fournitures courantes et services",
    pi: "Prestations intellectuelles",
    tic: "Techniques de l’information et de la communication",
    travaux: "Travaux",
    moe: "Maîtrise d’œuvre",
    mi: "Marchés industriels",
    aucun: "Aucun CCAG",
  };

  const isObject = (found) => found !== null && typeof found === "object" && !Array.isArray(found);

  function empty(nom = "") {
    return { nom, marche: Object.fromEntries(FIELDS.map((name) => [name, ""])), clauses: [], valeurs: Object.create(null) };
  }

  function read(found, flaw) {
    if (!isObject(found) || !Array.isArray(found.clauses)) return null;
    const words = (given, most) => {
      if (given === undefined || given === null) return "";
      if (typeof given !== "string" || given.length > most) flaw();
      return typeof given === "string" ? given.slice(0, most) : "";
    };
    const dossier = empty(words(found.nom, CHARACTERS.nom));
    dossier.marche = readMarket(isObject(found.marche) ? found.marche : {}, words, flaw);
    if (found.marche !== undefined && !isObject(found.marche)) flaw();
    for (const one of found.clauses) {
      const isClause = isObject(one) && paquets.isId(one.id);
      if (!isClause || dossier.clauses.length >= MOST.clauses || dossier.clauses.some(({ id }) => id === one.id)) {
        flaw();
        continue;
      }
      const version = typeof one.version === "string" && LOCAL.test(one.version) ? one.version : memoire.whole(one.version, 0, 1e6);
      if (version === null) flaw();
      dossier.clauses.push({ id: one.id, version: version || 0, note: words(one.note, CHARACTERS.note) });
    }
    for (const [key, typed] of Object.entries(isObject(found.valeurs) ? found.valeurs : {})) {
      if (VALUE.test(key) && typeof typed === "string" && typed.length <= CHARACTERS.valeur && Object.keys(dossier.valeurs).length < MOST.valeurs) dossier.valeurs[key] = typed;
      else flaw();
    }
    if (found.valeurs !== undefined && !isObject(found.valeurs)) flaw();
    return dossier;
  }

  function readMarket(found, words, flaw) {
    const market = {};
    for (const name of FIELDS) market[name] = words(found[name], CHARACTERS[name] || 100);
    const keep = (name, isGood) => {
      if (!market[name] || isGood(market[name])) return;
      market[name] = "";
      flaw();
    };
    for (const name of ["acheteur", "contrat", "segment"]) keep(name, paquets.isId);
    keep("date", jour.isDay);
    keep("ccag", (given) => Object.prototype.hasOwnProperty.call(CCAG, given));
    return market;
  }

  function readAll(found, flaw) {
    const all = { actif: FIRST, dossiers: [] };
    if (found !== undefined && !(isObject(found) && Array.isArray(found.dossiers))) return null;
    for (const one of found ? found.dossiers : []) {
      const dossier = all.dossiers.length < MOST.dossiers ? read(one, flaw) : null;
      if (!dossier) flaw();
      else all.dossiers.push({ cle: KEYS.test(one.cle) && !inAll(all, one.cle) ? one.cle : newKey(all), ...dossier });
    }
    if (!all.dossiers.length) all.dossiers.push({ cle: FIRST, ...empty() });
    all.actif = found && inAll(all, found.actif) ? found.actif : all.dossiers[0].cle;
    return all;
  }

  const open = () => memoire.open(KEY, readAll, { isEmpty: (all) => all.dossiers.every((one) => !one.nom && !hasText(one)) });

  const inAll = (all, cle) => all.dossiers.find((one) => one.cle === cle) || null;

  function newKey(all) {
    for (let number = Date.now(); ; number += 1) {
      const cle = number.toString(36);
      if (!inAll(all, cle)) return cle;
    }
  }

  /* The address: the parts of a dossier in a fixed order, JSON, made small where this browser can, in the letters that an address keeps as they are.
     The first letter says how: "z" made small, "j" as it is. A clause that a value belongs to is named by its place. */

  function toList(dossier) {
    const places = new Map(dossier.clauses.map(({ id }, place) => [id, place]));
    const notes = {};
    dossier.clauses.forEach(({ note }, place) => { if (note) notes[place] = note; });
    const values = Object.entries(dossier.valeurs).map(([key, typed]) => {
      const [name, own] = key.split("@");
      return [own && places.has(own) ? `${name}@${places.get(own)}` : key, typed];
    });
    return [
      VERSION, dossier.nom, FIELDS.map((name) => dossier.marche[name]),
      dossier.clauses.map(({ id, version }) => (version === 1 ? id : `${id}@${version}`)), Object.fromEntries(values), notes,
    ];
  }

  function fromList(list) {
    if (!Array.isArray(list) || list[0] !== VERSION || !Array.isArray(list[2]) || !Array.isArray(list[3])) return null;
    const [, nom, market, named, values, notes] = list;
    const clauses = named.map((name, place) => {
      const [id, version] = String(name).split("@");
      return { id, version: version === undefined ? 1 : LOCAL.test(version) ? version : Number(version), note: isObject(notes) ? notes[place] : "" };
    });
    const own = (key) => key.replace(/@(\d{1,3})$/, (whole, place) => (clauses[place] ? `@${clauses[place].id}` : whole));
    const valeurs = Object.fromEntries(Object.entries(isObject(values) ? values : {}).map(([key, typed]) => [own(key), typed]));
    return { nom, marche: Object.fromEntries(FIELDS.map((name, place) => [name, market[place]])), clauses, valeurs };
  }

  async function through(stream, bytes, most) {
    const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
    const parts = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      size += part.value.length;
      if (size > most) throw new Error("too large");
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  const small = () => typeof CompressionStream === "function" && typeof DecompressionStream === "function";

  async function encode(dossier) {
    const bytes = new TextEncoder().encode(JSON.stringify(toList(dossier)));
    if (!small()) return `j${letters(bytes)}`;
    return through(new CompressionStream("deflate-raw"), bytes, MOST.octets).then((less) => `z${letters(less)}`, () => `j${letters(bytes)}`);
  }

  function letters(bytes) {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  async function decode(text) {
    try {
      const raw = atob(text.slice(1).replace(/-/g, "+").replace(/_/g, "/"));
      const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
      const plain = text[0] === "z" ? await through(new DecompressionStream("deflate-raw"), bytes, MOST.octets) : text[0] === "j" ? bytes : null;
      return plain && checked(fromList(memoire.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain))));
    } catch {
      return null; // cut, or written by nobody
    }
  }

  function checked(found) {
    let flawed = false;
    const dossier = read(found, () => { flawed = true; });
    return dossier && { dossier, flawed };
  }

  function forSuppliers(dossier) {
    const marche = { ...dossier.marche, montant: "", exception: "" };
    return { ...dossier, nom: "", marche, clauses: dossier.clauses.map((clause) => ({ ...clause, note: "" })) };
  }

  function fileText(dossier) {
    const { nom, marche, clauses, valeurs } = dossier;
    return `${JSON.stringify({ format: FORMAT, format_version: VERSION, nom, marche, clauses, valeurs }, null, 1)}\n`;
  }

  function fromFile(text) {
    const found = memoire.parse(text);
    if (!isObject(found) || found.format !== FORMAT) return null;
    const read = checked(found);
    return read && { ...read, isNewer: !(found.format_version <= VERSION) };
  }

  function add(dossier, id, version = 0) {
    if (dossier.clauses.some((one) => one.id === id) || dossier.clauses.length >= MOST.clauses) return false;
    dossier.clauses.push({ id, version, note: "" });
    return true;
  }

  const hasText = (dossier) => Boolean(dossier.clauses.length || Object.keys(dossier.valeurs).length || FIELDS.some((name) => dossier.marche[name]));
  const flat = (dossier) => JSON.stringify([dossier.nom, FIELDS.map((name) => dossier.marche[name]), dossier.clauses.map(({ id, version, note }) => [id, version, note]), Object.entries(dossier.valeurs).sort()]);
  const isSame = (one, other) => flat(one) === flat(other);

  guideParts.dossierEtat = { KEY, CCAG, LONGEST, MOST, empty, open, newKey, inAll, read, readAll, encode, decode, forSuppliers, fileText, fromFile, add, hasText, isSame };
})();
