/* The panel where each value of a dossier is typed once: a group a clause, those that something is to be fixed in are open. Needs: element, texte, valeur.

     panel(typed, link, share)    { element, show(valeurs), focus() }
         typed(key, text, value)   is called at each change of a field: text is what stands in it
         share(value, isApart)     one value for all the clauses that share it, or one each
         link(article)             the element that leads to the article of a legal floor
         show(valeurs)             draws what dossierValeurs.of gave; fields that are being typed in are left alone
         focus()                   goes to the first value to be fixed or seen again; false where there is none */
(() => {
  "use strict";

  const { button, make } = guideParts.element;
  const { valeur } = guideParts;
  const { list, plural } = guideParts.texte;
  const STATES = { vide: "à fixer", proposee: "proposée", choisie: "✓ fixée", calculee: "calculée" };

  function panel(typed, link, share) {
    const element = make("div", { class: "dossier-valeurs" });
    let groups = new Map(); // id of a clause → { details, summary, list, values, fields: key → field }
    let drawn = "";
    let number = 0;

    function show(valeurs) {
      const ofClause = new Map();
      for (const one of valeurs.values) {
        const [{ packet }] = one.uses;
        if (!ofClause.has(packet.id)) ofClause.set(packet.id, { packet, values: [] });
        ofClause.get(packet.id).values.push(one);
      }
      const shape = JSON.stringify([...ofClause].map(([id, { packet, values }]) => [id, packet.version, values.map(({ key, uses }) => [key, uses.length])]));
      if (shape !== drawn) build(ofClause);
      drawn = shape;
      for (const [id, { values }] of ofClause) update(groups.get(id), values);
    }

    function build(ofClause) {
      const before = groups;
      groups = new Map();
      for (const [id, { packet, values }] of ofClause) {
        const summary = make("summary");
        const fields = make("dl", { class: "champs" });
        const details = make("details", {}, summary, fields);
        const group = { details, summary, list: fields, packet, values, fields: new Map() };
        const old = before.get(id);
        details.open = old ? old.details.open : values.some(isDue);
        details.addEventListener("toggle", () => { if (details.open) fill(group); });
        groups.set(id, group);
      }
      element.replaceChildren(...[...groups.values()].map(({ details }) => details));
    }

    const isDue = ({ etat, problems }) => etat === "vide" || problems.length > 0;

    /* Fields are made when a group opens: forty clauses have three hundred of them. */
    function fill(group) {
      if (group.fields.size) return;
      for (const one of group.values) {
        number += 1;
        const field = valeur.field(one.value, { id: `dossier-valeur-${number}`, "aria-describedby": `dossier-valeur-${number}-aide` });
        const label = make("label", { for: field.id }, one.value.libelle);
        const fault = make("strong", { class: "valeur-probleme" });
        const others = one.uses.slice(1).map(({ packet }) => packet.titre);
        const help = make("dd", { id: `dossier-valeur-${number}-aide` }, fault,
          one.bornes || (one.value.defaut ? "proposé dans le texte" : "à écrire"), one.aide ? `. ${one.aide}` : null,
          one.article ? [` Minimum légal\u00a0: ${one.article.valeur} ${one.value.unite} (`, link(one.article), ")."] : null,
          others.length ? [make("em", {}, ` Sert aussi à\u00a0: ${list(others)}. `), button("Une valeur par clause", () => share(kept.one, true), { class: "secondaire" })] : null,
          one.isApart ? [" ", button("La même pour toutes les clauses", () => share(kept.one, false), { class: "secondaire" })] : null);
        const line = make("div", {}, make("dt", {}, label, field), help);
        const kept = { one, field, label, fault, line };
        const tell = () => typed(one.key, field.value, kept.one);
        field.addEventListener("input", tell);
        field.addEventListener("change", () => {
          tell();
          refresh(kept, true);
        });
        group.fields.set(one.key, kept);
        group.list.append(line);
      }
      for (const kept of group.fields.values()) refresh(kept, true);
    }

    function update(group, values) {
      group.values = values;
      const due = values.filter(({ etat }) => etat === "vide").length;
      const wrong = values.filter(({ problems }) => problems.length).length;
      const state = [due && `${due} à fixer`, wrong && `${wrong} à revoir`].filter(Boolean).join(", ") || plural(values.length, "valeur");
      group.summary.replaceChildren(group.packet.titre, " ", make("small", { class: due || wrong ? "a-faire" : null }, state));
      if (group.details.open) fill(group);
      for (const one of values) {
        const kept = group.fields.get(one.key);
        if (!kept) continue;
        kept.one = one;
        refresh(kept, kept.field !== document.activeElement);
      }
    }

    /* `isSaid`: the field is not being typed in, so that it may be written in and its problem said. */
    function refresh({ one, field, label, fault, line }, isSaid) {
      const held = one.typed === null ? one.value.proposed : one.typed;
      if (field !== document.activeElement && field.value !== held) field.value = held;
      line.dataset.etat = one.etat;
      label.dataset.etat = STATES[one.etat];
      if (one.problems.length) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      if (isSaid || !one.problems.length) fault.textContent = one.problems.map(({ words, titles }) => `${words.replace(/\.$/, "")}${one.uses.length > 1 ? ` (${list(titles)})` : ""}. `).join("");
    }

    function focus() {
      for (const group of groups.values()) {
        const due = group.values.find(isDue);
        if (!due) continue;
        group.details.open = true;
        fill(group);
        group.fields.get(due.key).field.focus();
        return true;
      }
      return false;
    }

    return { element, show, focus };
  }

  guideParts.dossierChamps = { panel };
})();
