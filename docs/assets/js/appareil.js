/* What the guide keeps on this device: said as it is now, and cleared when asked. The page's own table is the list of what is
   looked at, so that nothing of another site of the same origin is ever read or cleared. */
(() => {
  "use strict";

  const place = document.querySelector("[data-appareil]");
  const rows = Array.from(document.querySelectorAll("[data-conserve]"), function (name) {
    return { key: fullKey(name), title: name.textContent.trim(), line: name.closest("tr") };
  });
  if (!place || !rows.length) return;

  function fullKey(name) {
    const key = name.dataset.conserve;
    if (!("duTheme" in name.dataset)) return key;
    const root = document.querySelector('meta[name="guide-racine"]').content;
    return `${new URL(root, location.href).pathname}.${key}`; // as Material names its own
  }

  /** The two memories of the browser, or none where they are refused. */
  function memories() {
    try {
      return [localStorage, sessionStorage].every(Boolean) ? [localStorage, sessionStorage] : null;
    } catch {
      return null;
    }
  }

  function kept(row) {
    return (memories() || []).map(function (memory) { return memory.getItem(row.key); }).filter(function (value) { return value !== null; });
  }

  function clear(some) {
    (memories() || []).forEach(function (memory) {
      some.forEach(function (row) { memory.removeItem(row.key); });
    });
  }

  function make(tag, text, className) {
    const made = document.createElement(tag);
    made.textContent = text || "";
    if (className) made.className = className;
    return made;
  }

  const said = make("p");
  said.setAttribute("role", "status");
  const all = make("button", "Tout effacer de cet appareil");
  all.type = "button";
  place.append(said, all);

  const header = make("th", "Sur cet appareil");
  header.scope = "col";
  rows[0].line.closest("table").querySelector("thead tr").append(header);
  rows.forEach(function (row) {
    row.cell = make("td", "", "appareil-etat");
    row.line.append(row.cell);
  });

  function shown(row) {
    const values = kept(row);
    row.cell.replaceChildren();
    if (!values.length) {
      row.cell.append(make("span", "Rien n’est gardé."));
      return false;
    }
    const content = make("details");
    content.append(make("summary", "Gardé : voir"), make("code", values.join(" ")));
    const button = make("button", "Effacer", "secondaire");
    button.type = "button";
    button.setAttribute("aria-label", `Effacer : ${row.title}`);
    button.addEventListener("click", function () {
      clear([row]);
      show(`Effacé : ${row.title}.`);
      (all.hidden ? said : all).focus();
    });
    row.cell.append(content, button);
    return true;
  }

  function show(done) {
    const count = rows.filter(shown).length;
    const state = count
      ? `${count} ${count > 1 ? "choses sont gardées" : "chose est gardée"} en ce moment sur cet appareil.`
      : "Rien n’est gardé sur cet appareil.";
    said.textContent = memories() ? `${done || ""} ${state}`.trim() : "Ce navigateur refuse de garder quoi que ce soit pour ce site : rien n’est gardé.";
    all.hidden = !count;
  }

  all.addEventListener("click", function () {
    clear(rows);
    show("Effacé.");
    said.focus();
  });
  addEventListener("storage", function () { show(); }); // another tab keeps or clears something
  addEventListener("change", function () { show(); }); // the theme is chosen here
  addEventListener("pageshow", function () { show(); });

  said.tabIndex = -1;
  document.querySelector("[data-appareil-sans]").hidden = true;
  place.hidden = false;
  show();
})();
