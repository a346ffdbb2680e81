/* Scripts of the site that a tool loads at first use. They work from a folder too, where no page may fetch.

     script(path)   a promise, kept once the script at this path from the site's root has run; broken where it cannot be had. Each is asked for once, and again only after a failure */
(() => {
  "use strict";

  const asked = new Map();

  function run(path) {
    const root = document.querySelector('meta[name="guide-racine"]').content.replace(/\/*$/, "/");
    return new Promise((resolve, reject) => {
      const made = document.createElement("script");
      made.src = new URL(root + path, document.baseURI).href;
      made.onload = () => { made.remove(); resolve(); };
      made.onerror = () => { made.remove(); reject(new Error(`${path} did not load`)); };
      document.head.append(made);
    });
  }

  function script(path) {
    if (!asked.has(path)) {
      asked.set(path, run(path).catch((error) => {
        asked.delete(path);
        throw error;
      }));
    }
    return asked.get(path);
  }

  guideParts.charger = { script };
})();
