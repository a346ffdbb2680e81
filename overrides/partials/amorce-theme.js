(() => {
  // Light or dark before the first paint: what the reader chose, else what the device prefers.
  let kept = null;
  try { kept = localStorage.getItem("guide-theme"); } catch { /* refused: the device decides */ }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = kept === "clair" || kept === "sombre" ? kept : dark ? "sombre" : "clair";
})();
