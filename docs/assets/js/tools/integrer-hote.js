/* For the page that shows blocks of the guide: gives each frame the height of what it holds.
   Only what comes from a frame of the guide that this page holds, from the guide's own origin, is heard. */
(() => {
  "use strict";

  const LEAST = 60;
  const MOST = 5000;

  addEventListener("message", (event) => {
    const said = event.data;
    if (!said || said.guide !== "hauteur" || typeof said.hauteur !== "number" || !isFinite(said.hauteur)) return;
    Array.prototype.forEach.call(document.querySelectorAll("iframe[data-guide]"), (frame) => {
      if (frame.contentWindow !== event.source || new URL(frame.src).origin !== event.origin) return;
      frame.style.removeProperty("height"); // the rule that was pasted with the frame, for want of this script
      frame.height = Math.min(Math.max(Math.ceil(said.hauteur), LEAST), MOST);
    });
  });
})();
