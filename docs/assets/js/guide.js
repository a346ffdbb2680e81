/* What every page needs: the menu of small screens, and what is late said by the reader's own calendar. */
(() => {
  "use strict";

  function menu() {
    const button = document.querySelector(".guide-entete__menu");
    const nav = document.getElementById("guide-nav");
    if (!button || !nav) return;
    button.hidden = false;
    function show(open) {
      nav.classList.toggle("ouvert", open);
      button.setAttribute("aria-expanded", String(open));
    }
    button.addEventListener("click", function () {
      show(button.getAttribute("aria-expanded") !== "true");
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        show(false);
        button.focus();
      }
    });
  }

  // Material takes every link[rel=alternate] for a translation and asks for its site map. A blank changes nothing of what the
  // word says, and its selector no longer finds the Markdown and the feeds of the page.
  document.querySelectorAll('link[rel="alternate"]').forEach(function (link) {
    link.setAttribute("rel", "alternate ");
  });

  // The static page prints the dates; only the browser knows today's.
  const today = new Date().toISOString().slice(0, 10);

  function overdue() {
    document.querySelectorAll("[data-echeance]").forEach(function (element) {
      if (element.dataset.echeance < today) {
        element.classList.add("en-retard");
        element.append(" Relecture en retard.");
      }
    });
  }

  function toCome() {
    document.querySelectorAll("[data-jour]").forEach(function (element) {
      if (element.dataset.jour <= today) return;
      element.classList.add("a-venir"); // in a figure only this is seen
      element.append(" (à venir)");
    });
  }

  menu();
  overdue();
  toCome();
})();
