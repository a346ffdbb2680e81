/* Labelled fields that write what is typed into an object. Needs: element, adresse, nombre.

     option(value, words)   an option of a choice
     create(changed)        the fields below; changed() is called after each gesture, unless a field says otherwise
         text(words, holder, key, attributes, act)
         number(words, holder, key, limits, missing, act)
             what does not read, or is out of bounds, is said and stays typed; its value is then `missing`
         box(words, holder, key)
         choice(words, options, value, act)   act(value); options: elements
         forget(holder)   what was typed in its fields and could not be read is given up */
(() => {
  "use strict";

  const { has } = guideParts.adresse;
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

  function create(changed) {
    const unread = new WeakMap(); // holder: what was typed for a key, and did not read

    function number(words, holder, key, limits, missing = null, act = changed) {
      const input = nombre.field(make("input", {}));
      const left = unread.get(holder) || {};
      unread.set(holder, left);
      const known = typeof holder[key] === "number" ? nombre.write(holder[key]) : "";
      input.value = has(left, key) ? left[key] : known;
      const label = labelled(words, input);
      const take = () => {
        const given = nombre.check(input, limits);
        const isGood = given !== null && !input.validationMessage;
        holder[key] = isGood ? given : missing;
        if (isGood || given === null) delete left[key];
        else left[key] = input.value;
        fault(input, input.validationMessage);
      };
      input.addEventListener("input", () => {
        take();
        act();
      });
      if (has(left, key)) take();
      return label;
    }

    function text(words, holder, key, attributes, act = changed) {
      const input = make("input", { type: "text", autocomplete: "off", maxlength: "80", ...attributes });
      input.value = holder[key];
      input.addEventListener("input", () => {
        holder[key] = input.value;
        act();
      });
      return labelled(words, input);
    }

    function box(words, holder, key) {
      const input = make("input", { type: "checkbox", autocomplete: "off" });
      input.checked = holder[key];
      input.addEventListener("change", () => {
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

    return { number, text, box, choice, forget: (holder) => unread.delete(holder) };
  }

  guideParts.notationChamps = { create, option };
})();
