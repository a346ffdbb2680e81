/* The state in the address of the page, so that it can be sent.

     value(name, known)      what the address gives, or "" where it gives none, or one that is not `known` (an array, a Set, or a function that says yes)
     values(name, known)     every one that it gives
     write(pairs, isStep)    [[name, value]…] become the query, empty values left out; isStep makes a step of the history. Nothing happens where nothing changes
     go(address, isStep)     the address of the page becomes this one
     own(names)              the same after "#", where no server ever sees it, for what is the reader's alone: { value, values, write, link(pairs), isGiven() }.
                             What an older address says of these names after "?" is moved there at once. link: the address of the page with these pairs;
                             isGiven: whether the part after "#" says any of the names, or is a mere anchor
     fragment(pairs)         what such an address has after its path: "#name=value&…"; "" for none
     changed(address, pairs) an address with some of its values changed; an empty one is taken away
     has(table, key)         whether an object itself has a key: "constructor" is in every object, and in no list */
(() => {
  "use strict";

  const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);

  function accepts(known, value) {
    if (!known) return true;
    if (typeof known === "function") return known(value);
    return Array.isArray(known) ? known.includes(value) : known.has(value);
  }

  const all = (params, name, known) => params.getAll(name).filter((value) => value !== "" && accepts(known, value));

  function values(name, known) {
    return all(new URLSearchParams(location.search), name, known);
  }

  function value(name, known) {
    return values(name, known)[0] || "";
  }

  /* Pairs as an address writes them, after the mark that begins them; nothing for none. */
  function written(mark, pairs) {
    const params = new URLSearchParams();
    for (const [name, given] of pairs) {
      if (given !== "" && given !== null && given !== undefined) params.append(name, given);
    }
    const text = params.toString().replace(/%2C/g, ","); // read by people
    return text && mark + text;
  }

  function write(pairs, isStep) {
    const address = location.pathname + written("?", pairs);
    if (address !== location.pathname + location.search) go(address + location.hash, isStep);
  }

  function own(names) {
    const says = (params) => names.some((name) => params.has(name));
    const asked = new URLSearchParams(location.search);
    const after = () => new URLSearchParams(location.hash.slice(1));
    const isGiven = () => says(after());
    if (says(asked) && !isGiven()) {
      const [moved, left] = [true, false].map((isOwn) => [...asked].filter(([name]) => names.includes(name) === isOwn));
      go(location.pathname + written("?", left) + written("#", moved));
    }
    // Where the browser refused to move it, it is still read.
    const found = (name, known) => all(isGiven() ? after() : new URLSearchParams(location.search), name, known);
    const link = (pairs) => new URL(location.pathname + location.search + written("#", pairs), location.href).href;
    return {
      value: (name, known) => found(name, known)[0] || "",
      values: found,
      link,
      isGiven,
      write: (pairs, isStep) => {
        const text = written("#", pairs);
        if (text !== location.hash && (text || isGiven())) go(location.pathname + location.search + text, isStep);
      },
    };
  }

  function go(address, isStep) {
    try {
      history[isStep ? "pushState" : "replaceState"](null, "", address);
    } catch {
      // some browsers refuse it on a disk, or too often: the page shows its state all the same
    }
  }

  const fragment = (pairs) => written("#", pairs);

  function changed(address, pairs) {
    const url = new URL(address, location.href);
    for (const [name, given] of pairs) {
      if (given === "") url.searchParams.delete(name);
      else url.searchParams.set(name, given);
    }
    return url.href;
  }

  guideParts.adresse = { value, values, write, own, fragment, go, changed, has };
})();
