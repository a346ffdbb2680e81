/* What is kept on the device, and only there. No other script names localStorage (a test sees to it): what may be kept is the list of macros/views/appareil.py.

     open(key, read, options)   what is kept under a key:
         read(found, flaw)      gives the state, from what was found: JSON whose objects have no prototype and no hostile key, undefined where nothing is kept.
                                It takes nothing on trust, gives null where all is of another shape, and calls flaw() where it leaves out a part
         options.isEmpty(state) where true, the key is removed instead of written
       .value                   the state; always there, whatever the browser refuses
       .trouble                 "" | "damaged" (something kept could not be read) | "refused" | "full" (not kept: it lasts as long as the page)
       .change(act)             act(state) changes what is kept now, by any tab, or gives what takes its place; then it is kept. What could not be kept stays in .value. Gives .trouble
       .forget()                removes the key; .value is new again
       .follow(act)             calls act() when another tab changed or erased it, or when the page comes back
     trouble(store, what, after)   the sentence to say of it, or "": trouble(store, "votre progression", "elle disparaîtra avec cette page")
     whole(value, least, most)     value where it is a whole number between the two, else null
     parse(text)                   JSON as read() gets it; undefined where it is not JSON
     works(), kept(key), erase(keys)   for the page that shows all of it: whether anything can be kept, the values under a key, removed from everywhere */
(() => {
  "use strict";

  const HOSTILE = ["__proto__", "constructor", "prototype"];

  function memory(name) {
    try {
      return window[name] || null; // null, or an error, where it is refused
    } catch {
      return null;
    }
  }

  const memories = () => [memory("localStorage"), memory("sessionStorage")].filter(Boolean);

  function harmless(value) {
    if (Array.isArray(value)) return value.map(harmless);
    if (!value || typeof value !== "object") return value;
    const own = Object.create(null);
    for (const key of Object.keys(value)) {
      if (!HOSTILE.includes(key)) own[key] = harmless(value[key]);
    }
    return own;
  }

  function parse(text) {
    try {
      return harmless(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  function whole(value, least, most) {
    return Number.isInteger(value) && value >= least && value <= most ? value : null;
  }

  /* The value under a key; null where there is none, or it cannot be asked for. */
  function item(place, key) {
    try {
      return place.getItem(key);
    } catch {
      return null;
    }
  }

  function open(key, read, { isEmpty = () => false } = {}) {
    let unkept = false;
    const store = { value: null, trouble: "", change, forget, follow };

    function load() {
      const place = memory("localStorage");
      const text = place && item(place, key);
      let isDamaged = false;
      const flaw = () => { isDamaged = true; };
      if (typeof text === "string") {
        const found = parse(text);
        store.value = read(found === undefined ? text : found, flaw); // an older guide kept bare words
        if (store.value === null) flaw();
      }
      if (typeof text !== "string" || store.value === null) store.value = read(undefined, () => {});
      if (isDamaged) store.trouble = "damaged";
    }

    function write() {
      const place = memory("localStorage");
      if (!place) return "refused";
      try {
        if (isEmpty(store.value)) place.removeItem(key);
        else place.setItem(key, JSON.stringify(store.value));
        return "";
      } catch (error) {
        return /quota/i.test(error.name) && place.length ? "full" : "refused";
      }
    }

    function change(act) {
      if (!unkept) load();
      const next = act(store.value);
      if (next !== undefined) store.value = next;
      store.trouble = write();
      globalThis.dispatchEvent?.(new Event("guide-garde"));
      unkept = store.trouble !== "";
      return store.trouble;
    }

    function forget() {
      erase([key]);
      unkept = false;
      store.value = read(undefined, () => {});
      store.trouble = "";
    }

    function follow(act) {
      const again = () => {
        if (unkept) return;
        load();
        act();
      };
      addEventListener("storage", (event) => { if (event.key === key || !event.key) again(); });
      addEventListener("pageshow", (event) => { if (event.persisted) again(); });
    }

    load();
    return store;
  }

  function trouble(store, what, after) {
    return {
      damaged: `Une partie de ce que cet appareil gardait (${what}) n’a pas pu être relue : vérifiez ce qui est affiché.`,
      refused: `Ce navigateur refuse de garder ${what} : ${after}.`,
      full: `La mémoire de ce navigateur est pleine, il ne garde plus ${what} : ${after}.`,
    }[store.trouble] || "";
  }

  const works = () => memories().length === 2;
  const kept = (key) => memories().map((place) => item(place, key)).filter((value) => value !== null);

  function erase(keys) {
    for (const place of memories()) {
      for (const key of keys) {
        try {
          place.removeItem(key);
        } catch {
          // nothing was kept there
        }
      }
    }
  }

  guideParts.memoire = { open, trouble, whole, parse, works, kept, erase };
})();
