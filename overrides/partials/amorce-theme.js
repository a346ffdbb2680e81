(() => {
  // A browser that cannot run the tools (site.js says which) goes on showing what is written for those without JavaScript.
  if ("replaceChildren" in Element.prototype) document.documentElement.dataset.recent = "";
  // Light or dark before the first paint: what the reader chose, else what the device prefers.
  let kept = "";
  try { kept = JSON.parse(localStorage.getItem("guide-theme")).nom; } catch { /* refused, or nothing that we wrote: the device decides */ }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = kept === "clair" || kept === "sombre" ? kept : dark ? "sombre" : "clair";
})();
