/* Drawings in the page.

     draw(tag, attributes, ...children)   an element of SVG */
(() => {
  "use strict";

  function draw(tag, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, given] of Object.entries(attributes)) made.setAttribute(name, given);
    made.append(...children);
    return made;
  }

  guideParts.dessin = { draw };
})();
