/* Tables that a French spreadsheet opens as they are, and in which no cell computes: the same guard as macros/exports/open_data/tables.py (tests/vecteurs/csv.json).

     table(lines)   the text of a file, from lists of cells */
(() => {
  "use strict";

  const COMPUTES = /^[=+\-@\t\r\n＝＋－＠]/;
  const NUMBER = /^-?\d+(?:,\d+)?$/;

  function cell(value) {
    const text = String(value);
    const safe = COMPUTES.test(text) && !NUMBER.test(text) ? `'${text}` : text;
    return /[";\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }

  /* The mark says that it is UTF-8. */
  function table(lines) {
    return `\ufeff${lines.map((line) => `${line.map(cell).join(";")}\r\n`).join("")}`;
  }

  guideParts.csv = { table };
})();
