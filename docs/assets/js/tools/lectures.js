/* What is overdue or soon to be read, by the reader's own calendar: the page prints the dates. */
(() => {
  "use strict";

  const { today, after } = guideParts.jour;
  const SOON = 60; // days

  document.querySelectorAll("[data-retours]").forEach((list) => {
    const counts = { late: 0, soon: 0 };
    list.querySelectorAll("[data-prochaine]").forEach((item) => {
      const day = item.dataset.prochaine;
      const state = day < today() ? "late" : day <= after(today(), SOON) ? "soon" : "";
      if (!state) return;
      counts[state] += 1;
      item.classList.add(state === "late" ? "en-retard" : "bientot");
      item.append(state === "late" ? " En retard." : " Bientôt.");
    });
    const cell = document.querySelector(`tr[data-role="${list.dataset.retours}"] [data-comptes]`);
    if (cell && counts.late) cell.append(` ; ${counts.late} en retard`);
    if (cell && counts.soon) cell.append(` ; ${counts.soon} dans les ${SOON} jours`);
  });
})();
