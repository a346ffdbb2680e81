(() => {
  const choices = [...document.querySelectorAll("[name=__palette]")];
  let kept = null;
  try { kept = __md_get("__palette"); } catch { /* refused, or not ours */ }
  function show(chosen) {
    chosen.checked = true;
    document.body.setAttribute("data-md-color-scheme", chosen.dataset.mdColorScheme);
    for (const choice of choices) choice.nextElementSibling.hidden = choice !== chosen;
  }
  show(choices.find((choice) => choice.dataset.mdColorScheme === kept?.color?.scheme) ?? choices.find((choice) => matchMedia(choice.dataset.mdColorMedia).matches) ?? choices[0]);
  for (const choice of choices) choice.addEventListener("change", () => {
    show(choice);
    __md_set("__palette", { color: { scheme: choice.dataset.mdColorScheme } });
  });
})();
