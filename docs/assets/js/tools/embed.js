/* Tells the page that shows this block how high it is: that page, known by its origin, and nobody else. */
(() => {
  "use strict";

  if (window.parent === window) return;
  const host = origin();
  if (!host) return;

  /* The page that asked for the block. Where the browser also names the page around (Chromium, Safari), both must agree. */
  function origin() {
    let asked = "";
    try {
      asked = new URL(document.referrer).origin;
    } catch (error) {
      return "";
    }
    const around = location.ancestorOrigins ? location.ancestorOrigins[0] : asked;
    return /^https?:\/\//.test(asked) && around === asked ? asked : "";
  }

  let told = 0;
  function tell() {
    const height = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    window.parent.postMessage({ guide: "hauteur", hauteur: height }, host);
  }

  new ResizeObserver(tell).observe(document.querySelector("main"));
})();
