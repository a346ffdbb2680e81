/* What was seen of the controls of a contract, and its dates: kept on the device, for each dossier. Needs: memoire, jour.

     open()           a memory (memoire.open) under KEY; its value: { [cle of the dossier]: { dates: { event: day }, vus: { [cle of a control]: { etat, le, note } } } }
     of(value, cle)   what is kept for a dossier, empty where nothing is
     set(store, cle, act)   act({ dates, vus }) changes it; gives what memoire's change() gives
     KEY */
(() => {
  "use strict";

  const { jour, memoire } = guideParts;

  const KEY = "guide.controles";
  const MOST = { dossiers: 50, vus: 3000, note: 1000, cle: 300 };
  const EVENTS = ["notification", "commande", "demarrage", "livraison", "reception", "fin"];
  const STATES = ["attendu", "reçu", "vérifié", "manquant", "sans objet"];

  const isObject = (found) => found !== null && typeof found === "object" && !Array.isArray(found);
  const empty = () => ({ dates: Object.create(null), vus: Object.create(null) });

  /* Nothing is taken on trust: what is of another shape is left out, and said. */
  function read(found, flaw) {
    const value = Object.create(null);
    if (found === undefined) return value;
    if (!isObject(found)) return null;
    for (const [cle, given] of Object.entries(found).slice(0, MOST.dossiers)) {
      if (!isObject(given)) {
        flaw();
        continue;
      }
      const own = empty();
      for (const [event, day] of Object.entries(isObject(given.dates) ? given.dates : {})) {
        if (EVENTS.includes(event) && jour.isDay(day)) own.dates[event] = day;
        else flaw();
      }
      for (const [name, seen] of Object.entries(isObject(given.vus) ? given.vus : {}).slice(0, MOST.vus)) {
        const one = isObject(seen) && name.length <= MOST.cle ? line(seen) : null;
        if (one) own.vus[name] = one;
        else flaw();
      }
      value[cle] = own;
    }
    return value;
  }

  function line({ etat, le, note }) {
    const one = {};
    if (STATES.includes(etat) && etat !== "attendu") one.etat = etat;
    if (typeof le === "string" && jour.isDay(le)) one.le = le;
    if (typeof note === "string" && note) one.note = note.slice(0, MOST.note);
    return Object.keys(one).length ? one : null;
  }

  const isEmpty = (value) => !Object.values(value).some(({ dates, vus }) => Object.keys(dates).length || Object.keys(vus).length);
  const open = () => memoire.open(KEY, read, { isEmpty });
  const of = (value, cle) => (Object.prototype.hasOwnProperty.call(value, cle) ? value[cle] : empty());

  function set(store, cle, act) {
    return store.change((value) => {
      const own = of(value, cle);
      act(own);
      for (const [name, seen] of Object.entries(own.vus)) {
        const kept = line(seen);
        if (kept) own.vus[name] = kept;
        else delete own.vus[name];
      }
      value[cle] = own;
    });
  }

  guideParts.registre = { open, of, set, KEY };
})();
