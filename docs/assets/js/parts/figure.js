/* A figure that the reader moves. Whatever it can show stands in the page as a text for everybody: a tool reads it there, and shows one state of it. Needs: element.

     start(forme)                       null where the page has no such figure, else { figure, text, place, show }:
                                        text: the element that holds the whole text, folded from now on; place(...fields) puts the fields before the state
                                        show(words, ...nodes): words are read out when they change, nodes stand below
     states(list)                       [{ titre, dits, ...data }…] of a list of states: dits are its <dd>
     copy(dit)                          what a <dd> holds, to be put elsewhere
     slider(label, words, act)          { row, place(), set(words, first) }: a range whose places are said in words; act(place) when it moves
     choices(legend, words, act, sort)  { group, labels, chosen() }: one radio for each of the words, or a box to tick (sort "checkbox"); act(place) when one changes
     link(words, address, query)        a link to a page, from the site's root; on a disk no server turns a folder into its index.html */
(() => {
  "use strict";

  const { make, button, say } = guideParts.element;
  let count = 0;

  function start(forme) {
    const figure = document.querySelector(`[data-figure="${forme}"]`);
    if (!figure) return null;
    const text = figure.querySelector("details");
    const said = make("p", { class: "figure-dit", role: "status" });
    const shown = make("div", { class: "figure-montre" });
    text.before(said, shown);
    text.open = false;
    return {
      figure, text,
      place: (...fields) => said.before(...fields),
      show: (words, ...nodes) => {
        if (said.textContent !== words) say(said, words);
        shown.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
      },
    };
  }

  function states(list) {
    const found = [];
    for (const item of list.children) {
      if (item.tagName === "DT") found.push({ titre: item.textContent, dits: [], ...item.dataset });
      else found[found.length - 1].dits.push(item);
    }
    return found;
  }

  const copy = (dit) => Array.from(dit.childNodes, (node) => node.cloneNode(true));

  function slider(label, words, act) {
    const id = `figure-${(count += 1)}`;
    const input = make("input", { type: "range", id, min: 0, step: 1, autocomplete: "off" });
    const told = make("span", { class: "figure-valeur" }); // aria-valuetext reads it out
    let list = [];
    const place = () => Number(input.value);

    function tell() {
      told.textContent = list[place()];
      input.setAttribute("aria-valuetext", list[place()]);
    }

    function set(given, first) {
      list = given;
      input.max = list.length - 1;
      input.value = first;
      tell();
    }

    function move(by) {
      const before = place();
      input.value = before + by; // the browser keeps it between its ends
      if (place() !== before) moved();
    }

    function moved() {
      tell();
      act(place());
    }

    input.addEventListener("input", moved);
    set(words, 0);
    const step = (sign, by, what) => button(sign, () => move(by), { class: "secondaire", "aria-label": `${label}\u00a0: ${what}` });
    return { row: make("div", { class: "figure-glissiere" }, make("label", { for: id }, label), step("−", -1, "reculer"), input, step("+", 1, "avancer"), told), place, set };
  }

  function choices(legend, words, act, sort = "radio") {
    const name = `figure-${(count += 1)}`;
    const inputs = words.map((word, place) => {
      const input = make("input", { type: sort, name, value: place, autocomplete: "off", checked: sort === "radio" && place === 0 });
      input.addEventListener("change", () => act(place));
      return input;
    });
    const labels = inputs.map((input, place) => make("label", {}, input, words[place]));
    return {
      group: make("fieldset", { class: "figure-choix" }, make("legend", {}, legend), labels),
      labels,
      chosen: () => inputs.flatMap((input, place) => (input.checked ? [place] : [])),
    };
  }

  function link(words, address, query = "") {
    const root = document.querySelector("meta[name=guide-racine]").content.replace(/\/?$/, "/");
    return make("a", { href: `${root}${address}${location.protocol === "file:" ? "index.html" : ""}${query}` }, words);
  }

  guideParts.figure = { start, states, copy, slider, choices, link };
})();
