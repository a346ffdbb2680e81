/* What clauses were: their changes, their old texts, the dates of what they rest on (macros/views/paquets.py, passe). Needs: charger, paquets.

     load(ids)   a promise of a Map id → { historique, versions, textes }; a clause whose file did not come is not in it */
(() => {
  "use strict";

  const received = new Map();

  window.guidePasse = (id, past) => received.set(id, past);

  async function load(ids) {
    const known = [...new Set(ids)].filter(guideParts.paquets.isId);
    await Promise.all(known.map((id) => guideParts.charger.script(`assets/paquets/passe/${id}.js`).catch(() => null)));
    return new Map(known.filter((id) => received.has(id)).map((id) => [id, received.get(id)]));
  }

  guideParts.passes = { load };
})();
