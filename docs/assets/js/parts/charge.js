/* Scripts of the site that a tool needs at its first use, by script tags, so that it works from a folder too.

     scripts(names)   a promise, kept once all have run, one after the other; names: from assets/, such as "vendor/fflate.min.js" and "js/documents.js".
                      Each is asked for once; one that did not come is asked for again at the next call */
(() => {
  "use strict";

  const asked = new Map();

  function run(name) {
    const root = document.querySelector('meta[name="guide-racine"]').content.replace(/\/*$/, "/");
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`${root}assets/${name}`, document.baseURI).href;
      script.onload = () => { script.remove(); resolve(); };
      script.onerror = () => { script.remove(); asked.delete(name); reject(new Error("Un fichier du guide n’a pas pu être lu : rechargez la page.")); };
      document.head.append(script);
    });
  }

  function one(name) {
    if (!asked.has(name)) asked.set(name, run(name));
    return asked.get(name);
  }

  const scripts = (names) => names.reduce((before, name) => before.then(() => one(name)), Promise.resolve());

  guideParts.charge = { scripts };
})();
