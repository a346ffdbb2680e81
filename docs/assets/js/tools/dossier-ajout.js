/* Adds clauses to the reader's dossier, from any page. The script of every page calls it at a click: guideParts.dossierAjout(button, done).
   A button names clauses (data-ajouter="id,id"); the one of lists (data-choisir) gives each of their cards a button. */
(() => {
  "use strict";

  const { button, make } = guideParts.element;
  const { dossierEtat: etat, memoire, paquets } = guideParts;
  const { plural, quoted } = guideParts.texte;

  const kept = etat.open();
  let box = null;

  const active = () => etat.inAll(kept.value, kept.value.actif);
  const title = ({ nom, marche }) => nom || marche.objet;

  /* What was done, at the foot of the page, where it can be undone. */
  function tell(words, ...buttons) {
    if (!box) {
      box = make("div", { class: "dossier-dit", role: "status" });
      document.body.append(box);
    }
    const page = document.querySelector(".guide-entete__dossier").href;
    box.replaceChildren(make("p", {}, words, memoire.trouble(kept, "votre dossier", "ouvrez-le et enregistrez le fichier avant de quitter cette page") ? " " : "", memoire.trouble(kept, "votre dossier", "il ne restera rien de cet ajout")),
      make("p", {}, buttons, make("a", { href: page }, "Ouvrir mon dossier"), " ", button("Fermer", () => { box.replaceChildren(); }, { class: "secondaire" })));
  }

  function add(ids, done) {
    const before = active().clauses.map(({ id }) => id);
    const added = ids.filter((id) => paquets.isId(id) && !before.includes(id));
    kept.change((all) => added.forEach((id) => etat.add(etat.inAll(all, all.actif), id)));
    done();
    const place = title(active()) ? `à ${quoted(title(active()))}` : "à votre dossier";
    const there = plural(active().clauses.length, "clause");
    if (!added.length) {
      tell(ids.length > 1 ? `Ces clauses sont déjà dans votre dossier (${there}).` : `Cette clause est déjà dans votre dossier (${there}).`, ids.length > 1 ? null : button("La retirer", () => remove(ids, done), { class: "secondaire" }), " ");
      return;
    }
    tell(`${plural(added.length, "clause ajoutée", "clauses ajoutées")} ${place}\u00a0: ${there} en tout.`, button("Annuler", () => remove(added, done), { class: "secondaire" }), " ");
  }

  function remove(ids, done) {
    const gone = active().clauses.filter(({ id }) => ids.includes(id));
    kept.change((all) => {
      const own = etat.inAll(all, all.actif);
      own.clauses = own.clauses.filter(({ id }) => !ids.includes(id));
    });
    done();
    tell(`${plural(gone.length, "clause retirée", "clauses retirées")}.`, button("Remettre", () => {
      kept.change((all) => {
        const own = etat.inAll(all, all.actif);
        own.clauses.push(...gone.filter(({ id }) => !own.clauses.some((one) => one.id === id)));
      });
      done();
      tell("Remis.");
    }, { class: "secondaire" }), " ");
  }

  function choose(first, done) {
    for (const card of document.querySelectorAll(".guide-contenu .cartes li")) {
      const link = card.querySelector("a");
      const [, id] = /\/clauses\/([a-z0-9-]+)\/(?:index\.html)?$/.exec(link ? link.href : "") || [];
      if (id) card.append(" ", button("Ajouter à mon dossier", null, { class: "secondaire ajouter", "data-ajouter": id, "aria-label": `Ajouter à mon dossier\u00a0: ${link.textContent}` }));
    }
    const next = document.querySelector(".cartes [data-ajouter]");
    first.remove();
    if (next) next.focus();
    done();
  }

  guideParts.dossierAjout = (pressed, done) => (pressed.dataset.ajouter ? add(pressed.dataset.ajouter.split(","), done) : choose(pressed, done));
})();
