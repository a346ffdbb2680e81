/* XML as office documents hold it.

     escaped(text)       a text, for the content of an element or of an attribute; what XML cannot hold is left out
     attributes(given)   ' name="value"' for each; null, undefined and false are left out */
(() => {
  "use strict";

  const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu; // not among the characters of XML 1.0 (§ 2.2)

  const escaped = (text) => String(text).replace(REFUSED, "").replace(/[&<>"]/g, (sign) => MARKS[sign]);

  function attributes(given) {
    return Object.entries(given).filter(([, value]) => value !== null && value !== undefined && value !== false)
      .map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
  }

  guideParts.xml = { escaped, attributes };
})();
