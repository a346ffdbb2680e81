/* A file made in the page and taken as a download: nothing is sent. For the tools that the build joins it to (macros/exports/bundles.py). */
(function () {
  "use strict";

  function take(text, type, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  /* A spreadsheet must not take a word for a formula. */
  function cell(value) {
    var text = String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[";\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  /* Semicolons and a byte order mark: what a French spreadsheet opens as it is. `lines`: arrays of cells. */
  function takeTable(lines, name) {
    take("\ufeff" + lines.map(function (line) { return line.map(cell).join(";"); }).join("\r\n") + "\r\n", "text/csv", name);
  }

  window.guideFichier = { take: take, takeTable: takeTable };
})();
