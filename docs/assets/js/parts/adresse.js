/* The state in the address of the page, so that it can be sent.

     value(name, known)      what the address gives, or "" where it gives none, or one that is not `known` (an array, a Set, or a function that says yes)
     values(name, known)     every one that it gives
     write(pairs, isStep)    [[name, value]…] become the query, empty values left out; isStep makes a step of the history. Nothing happens where nothing changes
     go(address, isStep)     the address of the page becomes this one
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

  function values(name, known) {
    return new URLSearchParams(location.search).getAll(name).filter((value) => value !== "" && accepts(known, value));
  }

  function value(name, known) {
    return values(name, known)[0] || "";
  }

  function query(params) {
    const text = params.toString().replace(/%2C/g, ","); // read by people
    return text && `?${text}`;
  }

  function write(pairs, isStep) {
    const params = new URLSearchParams();
    for (const [name, given] of pairs) {
      if (given !== "" && given !== null && given !== undefined) params.append(name, given);
    }
    const address = location.pathname + query(params);
    if (address !== location.pathname + location.search) go(address + location.hash, isStep);
  }

  function go(address, isStep) {
    try {
      history[isStep ? "pushState" : "replaceState"](null, "", address);
    } catch {
      // some browsers refuse it on a disk, or too often: the page shows its state all the same
    }
  }

  function changed(address, pairs) {
    const url = new URL(address, location.href);
    for (const [name, given] of pairs) {
      if (given === "") url.searchParams.delete(name);
      else url.searchParams.set(name, given);
    }
    return url.href;
  }

  guideParts.adresse = { value, values, write, go, changed, has };
})();
