/* The figure of the week: the one of all that the page holds which the reader's own week draws, as the loops of screens do. Without it the first one is shown. */
(() => {
  "use strict";

  const { jour, tirage } = guideParts;
  const figures = Array.from(document.querySelectorAll("[data-tirage]"));
  const now = new Date();
  const [drawn] = tirage.drawn(figures, "chiffre", tirage.weekOf(now), () => true);
  for (const figure of figures) figure.hidden = figure !== drawn;
  const monday = jour.after(jour.today(now), -((now.getDay() + 6) % 7));
  document.querySelector(".marques").textContent = `Semaine du ${jour.inWords(monday)}`;
})();
