/* The clauses as files of the site give them to tools (macros/views/paquets.py): one script a clause, loaded when it is needed. Needs: charger.

     load(ids)       a promise of a Map id → packet, in the order of `ids`; a clause that the guide does not have, or whose file did not come, is not in it
     repertoire()    a promise of the table of every clause, { id: { titre, version, statut, etape, niveau, familles, remplacantes } }, without prototype; broken where its file did not come
     regles()        a promise of what the gauges of a dossier read (macros/views/mon_dossier.py); broken likewise
     isId(text)      whether it is written as the id of a clause is

   An address is asked for once: what did not come is not asked for again by this page. */
(() => {
  "use strict";

  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const LONGEST = 100;
  const asked = new Map(); // name of a file → the promise of what it brings
  const received = new Map();

  window.guidePaquet = (id, packet) => received.set(id, packet);
  window.guideRepertoire = (table) => received.set("", table);
  window.guideRegles = (table) => received.set("_regles", table);

  const isId = (text) => typeof text === "string" && text.length <= LONGEST && ID.test(text);

  /* What a file brings under a key. */
  function file(name, key) {
    if (!asked.has(name)) {
      asked.set(name, guideParts.charger.script(`assets/paquets/${name}.js`).then(() => {
        if (!received.has(key)) throw new Error(`${name} brought nothing`);
        return received.get(key);
      }));
    }
    return asked.get(name);
  }

  async function load(ids) {
    const known = [...new Set(ids)].filter((id) => isId(id) && id !== "repertoire");
    const packets = await Promise.all(known.map((id) => file(id, id).catch(() => null)));
    return new Map(known.map((id, place) => [id, packets[place]]).filter(([, packet]) => packet));
  }

  const repertoire = () => file("repertoire", "").then((table) => Object.assign(Object.create(null), table));

  const regles = () => file("_regles", "_regles");

  guideParts.paquets = { load, repertoire, regles, isId };
})();
