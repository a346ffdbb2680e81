/* What every page needs: the menu of small screens, the tabs, the contents, and what is late said by the reader's own calendar. */
(() => {
  "use strict";

  document.documentElement.className = "js";

  function menu() {
    const button = document.querySelector(".guide-entete__menu");
    const nav = document.getElementById("guide-nav");
    if (!button || !nav) return;
    button.hidden = false;
    function show(open) {
      nav.classList.toggle("ouvert", open);
      button.setAttribute("aria-expanded", String(open));
    }
    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        show(false);
        button.focus();
      }
    });
  }

  /* Light or dark: amorce-theme.js has set the one that holds; the button names the other. */
  function theme() {
    const button = document.querySelector("[data-theme-bouton]");
    if (!button) return;
    const root = document.documentElement;
    const look = guideParts.memoire.open("guide-theme", () => ({ nom: "" }));
    function say() {
      const words = `Passer au thème ${root.dataset.theme === "sombre" ? "clair" : "sombre"}`;
      button.title = words;
      button.setAttribute("aria-label", words);
      button.hidden = false;
    }
    button.addEventListener("click", () => {
      root.dataset.theme = root.dataset.theme === "sombre" ? "clair" : "sombre";
      look.change((state) => { state.nom = root.dataset.theme; });
      say();
    });
    say();
  }

  /* The chosen tab is chosen on every record that has it, here and on the next pages. */
  function tabs() {
    const labels = document.querySelectorAll(".tabbed-labels > label");
    if (!labels.length) return;
    const open = guideParts.memoire.open("guide-onglet", (found) => ({ nom: found && typeof found.nom === "string" ? found.nom : "" }));
    function choose(name) {
      labels.forEach((label) => {
        if (label.textContent.trim() === name) label.control.checked = true;
      });
    }
    document.addEventListener("change", (event) => {
      if (!event.target.matches(".tabbed-set > input")) return;
      const name = event.target.labels[0].textContent.trim();
      choose(name);
      open.change((state) => { state.nom = name; });
    });
    if (open.value.nom) choose(open.value.nom);
  }

  // At the right, where the reader is.
  function contents() {
    const links = [...document.querySelectorAll(".guide-sommaire a")];
    const parts = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    if (!links.length) return;
    let waits = false;
    function mark() {
      waits = false;
      const passed = parts.map((part) => Boolean(part) && part.getBoundingClientRect().top < innerHeight / 4);
      const here = passed.lastIndexOf(true);
      links.forEach((link, index) => link.classList.toggle("actif", index === here));
    }
    document.addEventListener("scroll", () => {
      if (!waits) requestAnimationFrame(mark);
      waits = true;
    }, { passive: true });
  }

  // The static page prints the dates; only the browser knows today's.
  const today = guideParts.jour.today();

  function overdue() {
    document.querySelectorAll("[data-echeance]").forEach((element) => {
      if (element.dataset.echeance < today) {
        element.classList.add("en-retard");
        element.append(" Relecture en retard.");
      }
    });
  }

  function toCome() {
    document.querySelectorAll("[data-jour]").forEach((element) => {
      if (element.dataset.jour <= today) return;
      element.classList.add("a-venir"); // in a figure only this is seen
      element.append(" (à venir)");
    });
  }

  /* A sentence that is selected can be corrected: a link carries it to the form, with its places to fill by their names. */
  function correction() {
    const main = document.getElementById("contenu");
    if (!main) return;
    const site = new URL(document.querySelector("meta[name=guide-racine]").content.replace(/\/*$/, "/"), location).pathname;
    const file = /(index\.html)?$/.exec(location.pathname)[0]; // on a disk
    const page = location.pathname.slice(site.length).replace(file, "");
    const link = guideParts.element.make("a", { class: "corriger", hidden: true }, "Corriger cette phrase");
    link.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    document.addEventListener("selectionchange", () => {
      const chosen = getSelection();
      const part = chosen.rangeCount && main.contains(chosen.anchorNode) ? chosen.getRangeAt(0).cloneContents() : new DocumentFragment();
      part.querySelectorAll("[data-champ]").forEach((one) => { one.textContent = `[[${one.dataset.champ}]]`; });
      const words = part.textContent.replace(/\s+/g, " ").trim();
      if (document.activeElement === link) return;
      link.hidden = words.length < 3 || words.length > 800;
      link.href = `${site}contribuer/proposer/${file}?fiche=correction&page=${page}#passage=${encodeURIComponent(words)}`;
    });
    if (!/^contribuer.p/.test(page)) main.append(link);
  }

  /* The reader's dossier: how many clauses it holds, the buttons that add to it. The script that adds comes at the first click. */
  function dossier() {
    const link = document.querySelector(".guide-entete__dossier");
    if (!link) return;
    const { kept, parse } = guideParts.memoire;
    function held() {
      const all = kept("guide.dossiers").map(parse)[0];
      const own = all && Array.isArray(all.dossiers) && all.dossiers.find((one) => one && one.cle === all.actif);
      return own && Array.isArray(own.clauses) ? own.clauses.map((one) => one && one.id) : [];
    }
    function count() {
      const ids = held();
      link.classList.toggle("plein", ids.length > 0);
      link.textContent = ids.length ? `Mon dossier (${ids.length})` : "Mon dossier";
      for (const button of document.querySelectorAll("[data-ajouter]")) button.classList.toggle("dedans", button.dataset.ajouter.split(",").every((id) => ids.includes(id)));
    }
    document.addEventListener("click", (event) => {
      const button = event.target.closest && event.target.closest("[data-ajouter], [data-choisir]");
      if (!button) return;
      guideParts.charger.script("assets/js/dossier-ajout.js").then(() => guideParts.dossierAjout(button, count), () => { button.textContent = "Rien n’a été ajouté : recommencez."; });
    });
    const cards = document.querySelector('.guide-contenu .cartes a[href*="clauses/"]');
    if (cards) cards.closest(".cartes").before(guideParts.element.button("Choisir pour mon dossier", null, { class: "secondaire choisir", "data-choisir": true }));
    addEventListener("storage", count);
    addEventListener("guide-garde", count);
    addEventListener("pageshow", count);
    count();
  }

  menu();
  dossier();
  theme();
  tabs();
  contents();
  overdue();
  toCome();
  correction();
})();
