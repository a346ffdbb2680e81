/* Elements, buttons and what they answer. Nothing given here is ever read as HTML.

     make(tag, attributes, ...children)   an element; an attribute that is null or false is left out, true writes an empty one; children are elements, words, or lists of them
     button(words, act, attributes)       a button that calls act(event); { "class": "secondaire" } for the lesser ones
     status(attributes)                   a paragraph that screen readers read out when it changes; it can take the focus
     say(place, words)                    puts words in such a place; the same words twice are read twice
     answering(words, act, attributes)    { button, said }: put both in the page. act() gives the words to say, or a promise of them
     confirming(words, question, act)     an element: a button that asks question() in the page before it acts; act() then moves the focus
     more(...children)                    a <details>, « Plus », for the buttons of a row that few need
     whenFilled(read)                     calls read() now, and again when the browser has put back what it had in the fields (reload, back) */
(() => {
  "use strict";

  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
    return made;
  }

  function button(words, act, attributes) {
    const made = make("button", { type: "button", ...attributes }, words);
    if (act) made.addEventListener("click", act);
    return made;
  }

  function status(attributes) {
    return make("p", { role: "status", tabindex: "-1", ...attributes });
  }

  function say(place, words) {
    place.textContent = words && place.textContent === words ? `${words}\u00a0` : words;
  }

  function answering(words, act, attributes) {
    const said = make("span", { role: "status", class: "copie-dite" });
    const answer = () => Promise.resolve(act()).then((answered) => say(said, answered || ""));
    return { button: button(words, answer, attributes), said };
  }

  function confirming(words, question, act) {
    const place = make("span", { class: "a-confirmer" });
    const first = button(words, () => {
      const no = button("Non", () => {
        place.replaceChildren(first);
        first.focus();
      }, { class: "secondaire" });
      const yes = button("Oui, effacer", () => {
        place.replaceChildren(first);
        act();
      });
      place.replaceChildren(`${question()} `, yes, " ", no);
      no.focus(); // a key held down must not confirm
    }, { class: "secondaire" });
    place.append(first);
    return place;
  }

  const more = (...children) => make("details", { class: "plus" }, make("summary", {}, "Plus"), make("div", {}, children));

  function whenFilled(read) {
    read();
    addEventListener("pageshow", read); // after load, and when the page comes back whole
  }

  guideParts.element = { make, button, status, say, answering, confirming, more, whenFilled };
})();
