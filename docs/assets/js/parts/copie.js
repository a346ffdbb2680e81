/* The clipboard. Needs: element.

     write(text, html)                  a promise, kept once `text` (and `html`, for Word and mail) is in the clipboard, broken where the browser refuses.
                                        The old copy command gives HTML as it is, where the clipboard interface has it judged by the page's policy;
                                        it serves on plain http and on a disk too
     button(words, content, options)    { button, said }: copies content(), a text or { text, html }, and says so beside the button.
                                        options: done, refused (what is said), attributes (of the button) */
(() => {
  "use strict";

  const { answering, make } = guideParts.element;

  /* A promise, or null where this browser has nothing for it. */
  function asked(text, html) {
    const { clipboard } = navigator;
    if (!clipboard || !window.isSecureContext) return null;
    if (!html) return clipboard.writeText(text);
    if (!clipboard.write || !window.ClipboardItem) return null;
    const flavour = (type, value) => ({ [type]: new Blob([value], { type }) });
    return clipboard.write([new window.ClipboardItem({ ...flavour("text/plain", text), ...flavour("text/html", html) })]);
  }

  function commanded(text, html) {
    const focused = document.activeElement;
    const area = make("textarea", { class: "copie-zone" });
    const fill = (event) => {
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
      event.preventDefault();
    };
    area.value = text;
    document.body.append(area);
    area.select();
    document.addEventListener("copy", fill);
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      // refused
    }
    document.removeEventListener("copy", fill);
    area.remove();
    if (focused) focused.focus({ preventScroll: true });
    return done;
  }

  const settled = (done) => (done ? Promise.resolve() : Promise.reject(new Error("refused")));

  function write(text, html) {
    if (html && commanded(text, html)) return Promise.resolve();
    const promise = asked(text, html);
    if (html || !promise) return promise || settled(commanded(text, html)); // at once: later, the click is forgotten
    return promise.catch(() => settled(commanded(text, html)));
  }

  function button(words, content, { done = "Copié.", refused = "La copie a été refusée : sélectionnez le texte.", attributes = {} } = {}) {
    return answering(words, () => {
      const given = content();
      const { text, html } = typeof given === "string" ? { text: given, html: "" } : given;
      return write(text, html).then(() => done, () => refused);
    }, attributes);
  }

  guideParts.copie = { write, button };
})();
