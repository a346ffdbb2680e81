/* Archives of the office formats. Needs the library fflate, loaded before (vendor/fflate.min.js).

     pack(files)   a Uint8Array; files: { name: text or bytes }, in order; a name in STORED is not compressed (OpenDocument wants its type first, and readable) */
(() => {
  "use strict";

  const STORED = ["mimetype"];
  const FIRST = new Date(1980, 0, 1, 12); // the same bytes for the same words

  function pack(files) {
    const { strToU8, zipSync } = window.fflate;
    const parts = Object.create(null);
    for (const [name, content] of Object.entries(files)) {
      parts[name] = [typeof content === "string" ? strToU8(content) : content, { level: STORED.includes(name) ? 0 : 6, mtime: FIRST }];
    }
    return zipSync(parts);
  }

  guideParts.archive = { pack };
})();
