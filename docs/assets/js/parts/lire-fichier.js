/* The words of a dropped file. Nothing in it is run nor followed; what is too large, damaged or something else is said in words. Needs: charger (for the library fflate).

     read(file)                      a promise of { paragraphs, kind, notes }, broken with an Error whose message is for the reader
     bytes(data, name)               the same, of a Uint8Array; fflate must be there for Word and OpenDocument
     text(paragraphs)                the paragraphs as one text: "# " before a heading, "- " before a point of a list
     ACCEPT                          for a file field

   A paragraph is { text, level, bullet, style }: `level` 1 to 9 for a heading, else 0; a row of a table is one paragraph, its cells apart by " | ".
   `kind`: "docx", "odt" or "texte". `notes`: what the reader should know (macros left aside, tracked changes read as accepted). */
(() => {
  "use strict";

  const ACCEPT = ".docx,.docm,.dotx,.odt,.ott,.txt,.md,.csv";
  const MOST_BYTES = 20e6;
  const MOST_XML = 16e6;
  const MOST_TEXT = 4e6;
  const MOST_ENTRIES = 4000;
  const WORD = "word/document.xml";
  const ODF = "content.xml";
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main";

  const SAID = {
    large: "Ce fichier est trop grand : 20 Mo au plus. Copiez le texte et collez-le ici.",
    empty: "Ce fichier est vide.",
    pdf: "C’est un PDF : cette page ne sait pas le lire. Ouvrez-le, copiez le texte, puis collez-le ici ; ou déposez le fichier Word d’origine.",
    old: "C’est un ancien fichier Word (.doc), ou un fichier protégé par un mot de passe. Ouvrez-le, enregistrez-le en .docx sans mot de passe, puis déposez-le.",
    rtf: "C’est un fichier RTF. Enregistrez-le en .docx, ou collez son texte.",
    other: "Ce fichier n’est ni un document Word (.docx), ni un document OpenDocument (.odt), ni un texte. Collez son texte ici.",
    bomb: "Ce fichier se déplie en un texte démesuré : il n’a pas été ouvert. Collez le texte qui vous intéresse.",
    broken: "Ce fichier est abîmé : son contenu n’a pas pu être lu. Ouvrez-le dans votre traitement de texte, enregistrez-le à nouveau, puis déposez-le.",
    library: "La page n’a pas pu charger de quoi ouvrir ce fichier. Rechargez-la, ou collez le texte.",
    unread: "Le navigateur n’a pas pu lire ce fichier. Est-il encore à sa place ?",
  };
  const failure = (name) => new Error(SAID[name]);

  /* Which sort of file its first bytes say it is: its name may say anything. */
  function kindOf(data) {
    const begins = (...codes) => codes.every((code, place) => data[place] === code);
    if (begins(0x50, 0x4b, 3, 4)) return "zip";
    if (begins(0x50, 0x4b)) return "broken";
    if (begins(0x25, 0x50, 0x44, 0x46)) return "pdf";
    if (begins(0xd0, 0xcf, 0x11, 0xe0)) return "old";
    if (begins(0x7b, 0x5c, 0x72, 0x74, 0x66)) return "rtf";
    return "text";
  }

  /* Text, or null where it is none. */
  function decoded(data) {
    let text;
    if (data[0] === 0xff && data[1] === 0xfe) text = new TextDecoder("utf-16le").decode(data);
    else if (data[0] === 0xfe && data[1] === 0xff) text = new TextDecoder("utf-16be").decode(data);
    else {
      try {
        text = new TextDecoder("utf-8", { fatal: true }).decode(data);
      } catch {
        text = new TextDecoder("windows-1252").decode(data);
      }
    }
    const start = text.slice(0, 20000);
    const odd = (start.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g) || []).length;
    return odd > start.length / 200 ? null : text;
  }

  function plain(text) {
    return text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").split("\n").map((line) => ({ text: line, level: 0, bullet: false, style: "" }));
  }

  /* The XML of an office file, and the names of what is in it. */
  function unzipped(data) {
    const names = [];
    let isBomb = false;
    let files;
    try {
      files = window.fflate.unzipSync(data, {
        filter: ({ name, originalSize }) => {
          names.push(name);
          if (names.length > MOST_ENTRIES) isBomb = true;
          if (name !== WORD && name !== ODF && name !== "word/numbering.xml") return false;
          if (originalSize > MOST_XML) isBomb = true;
          return !isBomb;
        },
      });
    } catch {
      throw failure(isBomb ? "bomb" : "broken");
    }
    if (isBomb) throw failure("bomb");
    return { files, names };
  }

  function xml(data) {
    const text = new TextDecoder("utf-8").decode(data);
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw failure("broken"); // no office document has one
    const tree = new DOMParser().parseFromString(text, "application/xml");
    if (tree.getElementsByTagName("parsererror").length) throw failure("broken");
    return tree;
  }

  const squeezed = (text) => text.replace(/[ \t]+/g, " ").trim();

  /* Word. */

  const isWord = (node, name) => node.nodeType === 1 && node.localName === name && (node.namespaceURI === W || node.namespaceURI === W_STRICT);
  const attribute = (node, name) => node.getAttributeNS(W, name) || node.getAttributeNS(W_STRICT, name) || "";
  const child = (node, name) => Array.from(node.childNodes).find((one) => isWord(one, name)) || null;
  const LEFT_OUT = new Set(["del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback", "footnoteReference"]);

  function wordText(node) {
    let text = "";
    for (const one of node.childNodes) {
      if (one.nodeType !== 1 || LEFT_OUT.has(one.localName)) continue;
      if (isWord(one, "t")) text += one.textContent;
      else if (isWord(one, "tab")) text += " ";
      else if (isWord(one, "br") || isWord(one, "cr")) text += "\n";
      else if (isWord(one, "noBreakHyphen")) text += "-";
      else text += wordText(one);
    }
    return text;
  }

  function wordParagraph(node) {
    const properties = child(node, "pPr");
    const given = properties && child(properties, "pStyle");
    const style = given ? attribute(given, "val") : "";
    const outline = properties && child(properties, "outlineLvl");
    const named = /^(?:heading|titre|title|berschrift)\s*([1-9])?$/i.exec(style);
    const level = named ? Number(named[1] || 1) : outline ? Math.min(9, Number(attribute(outline, "val")) + 1) || 0 : 0;
    const bullet = !level && Boolean((properties && child(properties, "numPr")) || /^list(e|paragraph)|puce/i.test(style));
    return { text: wordText(node).split("\n").map(squeezed).filter(Boolean).join("\n"), level, bullet, style };
  }

  function wordBlocks(node, found) {
    for (const one of node.childNodes) {
      if (isWord(one, "p")) found.push(wordParagraph(one));
      else if (isWord(one, "tr")) {
        const cells = Array.from(one.getElementsByTagNameNS(one.namespaceURI, "tc"));
        found.push(row(cells.map((cell) => Array.from(cell.getElementsByTagNameNS(cell.namespaceURI, "p"), wordText).join(" "))));
      } else if (one.nodeType === 1 && !LEFT_OUT.has(one.localName)) wordBlocks(one, found);
    }
    return found;
  }

  const row = (cells) => ({ text: cells.map(squeezed).filter(Boolean).join(" | "), level: 0, bullet: false, style: "table" });

  /* OpenDocument. */

  const SKIPPED = new Set(["tracked-changes", "annotation", "note-citation", "sequence-decls", "table-of-content", "forms"]);

  function odfText(node) {
    let text = "";
    for (const one of node.childNodes) {
      if (one.nodeType === 3) text += one.data;
      else if (one.nodeType !== 1 || SKIPPED.has(one.localName)) continue;
      else if (one.localName === "s") text += " ";
      else if (one.localName === "tab") text += " ";
      else if (one.localName === "line-break") text += "\n";
      else text += odfText(one);
    }
    return text;
  }

  function odfBlocks(node, found, bullet) {
    for (const one of node.childNodes) {
      if (one.nodeType !== 1 || SKIPPED.has(one.localName)) continue;
      if (one.localName === "h" || one.localName === "p") {
        const level = one.localName === "h" ? Number(one.getAttributeNS(one.namespaceURI, "outline-level")) || 1 : 0;
        found.push({ text: odfText(one).split("\n").map(squeezed).filter(Boolean).join("\n"), level, bullet: bullet && !level, style: "" });
      } else if (one.localName === "table-row") {
        const cells = Array.from(one.childNodes).filter((cell) => cell.localName === "table-cell");
        found.push(row(cells.map(odfText)));
      } else odfBlocks(one, found, bullet || one.localName === "list-item");
    }
    return found;
  }

  function office(data) {
    if (!window.fflate) throw failure("library");
    const { files, names } = unzipped(data);
    const notes = [];
    if (names.some((name) => /vbaProject|^Basic\/|^Scripts\//i.test(name))) notes.push("Ce fichier contient des macros : elles sont restées fermées, seul le texte a été lu.");
    if (files[WORD]) {
      const tree = xml(files[WORD]);
      const [body] = tree.getElementsByTagNameNS("*", "body");
      if (!body) throw failure("broken");
      if (tree.getElementsByTagNameNS("*", "ins").length || tree.getElementsByTagNameNS("*", "del").length) {
        notes.push("Ce fichier porte des marques de révision : elles ont été lues comme acceptées.");
      }
      return { paragraphs: kept(wordBlocks(body, [])), kind: "docx", notes };
    }
    if (files[ODF]) {
      const [body] = xml(files[ODF]).getElementsByTagNameNS("*", "text");
      if (!body) throw failure("other");
      return { paragraphs: kept(odfBlocks(body, [], false)), kind: "odt", notes };
    }
    throw failure("other");
  }

  function kept(paragraphs) {
    const found = paragraphs.filter(({ text }) => text);
    if (found.reduce((sum, { text }) => sum + text.length, 0) > MOST_TEXT) throw failure("bomb");
    if (!found.length) throw failure("empty");
    return found;
  }

  function bytes(data) {
    if (!data.length) throw failure("empty");
    if (data.length > MOST_BYTES) throw failure("large");
    const kind = kindOf(data);
    if (kind === "zip") return office(data);
    if (kind !== "text") throw failure(kind);
    if (data.length > MOST_TEXT) throw failure("large");
    const text = decoded(data);
    if (text === null) throw failure("other");
    if (!text.trim()) throw failure("empty");
    return { paragraphs: plain(text), kind: "texte", notes: [] };
  }

  async function read(file) {
    if (file.size > MOST_BYTES) throw failure("large");
    let data;
    try {
      data = new Uint8Array(await file.arrayBuffer());
    } catch {
      throw failure("unread");
    }
    if (data.length && kindOf(data) === "zip" && !window.fflate) {
      await guideParts.charger.script("assets/vendor/fflate.min.js").catch(() => { throw failure("library"); });
    }
    return bytes(data);
  }

  function text(paragraphs) {
    if (paragraphs.every(({ level, bullet, style }) => !level && !bullet && !style)) return paragraphs.map((one) => one.text).join("\n");
    return paragraphs.map((one, place) => {
      const before = !place ? "" : one.bullet && paragraphs[place - 1].bullet ? "\n" : "\n\n";
      return before + (one.level ? `${"#".repeat(one.level)} ` : one.bullet ? "- " : "") + one.text;
    }).join("");
  }

  guideParts.lireFichier = { read, bytes, text, ACCEPT };
})();
