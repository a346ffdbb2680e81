/* Labelled fields that write what is typed into an object. Needs: element, nombre.

     option(value, words)   an option of a choice
     create(changed, before)   the fields below; changed() is called after each gesture, unless a field says otherwise;
                               before(holder, key) is called before what is typed changes holder[key]
         text(words, holder, key, attributes, act)
         number(words, holder, key, limits, act)
             what does not read, or is out of bounds, is said, and holder[key] is then the text that was typed
         box(words, holder, key)
         choice(words, options, value, act)   act(value); options: elements */
(() => {
  "use strict";

  const { make } = guideParts.element;
  const nombre = guideParts.nombre;

  function fault(input, words) {
    const label = input.closest("label");
    const place = label.querySelector(".notation-faute");
    if (words && !place) label.append(make("span", { class: "notation-faute" }, words));
    else if (words) place.textContent = words;
    else if (place) place.remove();
  }

  const labelled = (words, input) => make("label", {}, make("span", {}, words), input);
  const option = (value, words) => make("option", { value }, words);

  function create(changed, before) {
    function number(words, holder, key, limits, act = changed) {
      const input = nombre.field(make("input", { maxlength: "40" }));
      const held = holder[key];
      input.value = typeof held === "number" ? nombre.write(held) : held || "";
      const label = labelled(words, input);
      const read = () => {
        const given = nombre.check(input, limits);
        fault(input, input.validationMessage);
        return input.validationMessage ? input.value : given;
      };
      input.addEventListener("input", () => {
        before(holder, key);
        holder[key] = read();
        act();
      });
      if (input.value) {
        const again = read(); // what its limits refused may be right by now
        if (typeof held === "string") holder[key] = again;
      }
      return label;
    }

    function text(words, holder, key, attributes, act = changed) {
      const input = make("input", { type: "text", autocomplete: "off", maxlength: "80", ...attributes });
      input.value = holder[key];
      input.addEventListener("input", () => {
        before(holder, key);
        holder[key] = input.value;
        act();
      });
      return labelled(words, input);
    }

    function box(words, holder, key) {
      const input = make("input", { type: "checkbox", autocomplete: "off" });
      input.checked = holder[key];
      input.addEventListener("change", () => {
        before(holder, key);
        holder[key] = input.checked;
        changed();
      });
      return make("label", { class: "notation-case" }, input, " ", words);
    }

    function choice(words, options, value, act) {
      const select = make("select", { autocomplete: "off" }, options);
      select.value = value;
      select.addEventListener("change", () => act(select.value));
      return labelled(words, select);
    }

    return { number, text, box, choice };
  }

  guideParts.notationChamps = { create, option };
})();
