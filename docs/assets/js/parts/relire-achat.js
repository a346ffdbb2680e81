/* The purchase of a draft: what is bought, by whom, for how much, from when. The device keeps what the reader says of it. Needs: adresse, element, jour, memoire, nombre.

     form({ segments, acheteurs }, changed)   segments: [{ id, titre }], acheteurs: { id: words }; changed() is called at each change → { element, purchase, query, trouble, guess, forget }
     .purchase()   as regles.js asks
     .query()      the same for the address of the page of rules: only what can be read; the amount after "#", where no server sees it
     .trouble()    what is wrong with what was typed, or kept, in words, or ""
     .guess(id)    the segment that the words of the draft name, or "": shown until the reader chooses one, then beside the choice where it differs
     .forget()     erases what is kept, and what is shown */
(() => {
  "use strict";

  const { button, make } = guideParts.element;
  const { isDay } = guideParts.jour;
  const { adresse, memoire, nombre } = guideParts;
  const KEY = "guide.relire-achat";
  const FIELDS = ["famille", "acheteur", "montant", "date"];
  const LONGEST = 60;

  function read(found, flaw) {
    const empty = Object.fromEntries(FIELDS.map((name) => [name, ""]));
    if (found === undefined) return empty;
    if (!found || typeof found !== "object" || Array.isArray(found)) return null;
    for (const name of FIELDS) {
      if (typeof found[name] === "string") empty[name] = found[name].slice(0, LONGEST);
      else flaw();
    }
    return empty;
  }

  function form({ segments, acheteurs }, changed) {
    const kept = memoire.open(KEY, read, { isEmpty: (state) => FIELDS.every((name) => !state[name]) });
    const options = (first, rows) => [make("option", { value: "" }, first), ...rows.map(([value, words]) => make("option", { value }, words))];
    const fields = {
      famille: make("select", { id: "relire-segment" }, options("à choisir", segments.map(({ id, titre }) => [id, titre]))),
      montant: nombre.field(make("input", { id: "relire-montant", type: "text" })),
      acheteur: make("select", { id: "relire-acheteur" }, options("tous les acheteurs", Object.entries(acheteurs))),
      date: make("input", { id: "relire-date", type: "date" }),
    };
    const labels = { famille: "Ce que vous achetez", montant: "Montant estimé, en euros hors taxes", acheteur: "Acheteur", date: "Date de lancement" };
    const other = make("p", { class: "note", hidden: true });
    const element = make("div", {},
      make("div", { class: "relire-achat" }, Object.entries(fields).map(([name, field]) => make("div", {}, make("label", { for: field.id }, labels[name]), field))), other);
    let guessed = "";
    const titleOf = (id) => (segments.find((one) => one.id === id) || { titre: "" }).titre;

    function shown() {
      for (const name of FIELDS) fields[name].value = kept.value[name];
      if (!kept.value.famille) fields.famille.value = guessed;
      const isOther = Boolean(guessed && kept.value.famille && guessed !== kept.value.famille);
      const isUnknown = !guessed && !kept.value.famille;
      other.hidden = !isOther && !isUnknown;
      other.replaceChildren(...(isOther
        ? [`Les mots de ce texte font plutôt penser à\u00a0: ${titleOf(guessed)}. `, button("Le choisir", () => keep("famille", guessed), { class: "secondaire" })]
        : ["Les mots de ce texte ne disent pas assez ce que vous achetez\u00a0: choisissez-le."]));
    }

    function keep(name, value) {
      kept.change((state) => { state[name] = value; });
      shown();
      changed();
    }

    element.addEventListener("input", ({ target }) => {
      const name = FIELDS.find((one) => fields[one] === target);
      if (name && name !== "montant") keep(name, target.value);
      else if (name) {
        kept.change((state) => { state.montant = target.value.slice(0, LONGEST); });
        changed();
      }
    });

    function amount() {
      const found = nombre.check(fields.montant, { min: 0, unit: "€" });
      return fields.montant.validationMessage ? null : found;
    }

    function purchase() {
      return { acheteur: fields.acheteur.value, contrat: "marche", famille: fields.famille.value, cpv: "", montant: amount(), lot: null, date: isDay(fields.date.value) ? fields.date.value : "" };
    }

    function query() {
      const { famille, acheteur, montant, date } = purchase();
      const asked = new URLSearchParams(Object.entries({ famille, acheteur, date }).filter(([, value]) => value)).toString();
      return (asked && `?${asked}`) + adresse.fragment([["montant", montant === null ? "" : String(montant).replace(".", ",")]]);
    }

    function trouble() {
      const isRead = amount() !== null || !fields.montant.value.trim();
      const wrong = Number.isNaN(nombre.read(fields.montant.value)) ? "Écrivez-le en chiffres, par exemple 85\u00a0000." : fields.montant.validationMessage;
      return [isRead ? "" : `Montant laissé de côté. ${wrong}`, memoire.trouble(kept, "votre achat", "il disparaîtra avec cette page")].filter(Boolean).join(" ");
    }

    shown();
    return {
      element, purchase, query, trouble,
      guess: (id) => {
        guessed = id;
        shown();
      },
      forget: () => {
        kept.forget();
        guessed = "";
        shown();
      },
    };
  }

  guideParts.relireAchat = { form };
})();
