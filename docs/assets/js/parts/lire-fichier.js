/* The words of a dropped file. Nothing in it is run nor followed; what is too large, damaged or something else is said in words. Needs: charger (for the library fflate).

     read(file)                      a promise of { paragraphs, kind, notes }, broken with an Error whose message is for the reader
     bytes(data, name)               the same, of a Uint8Array; fflate must be there for Word and OpenDocument
     prepare()                       loads what a Word or OpenDocument file needs, for when there is no network any more
     text(paragraphs)                the paragraphs as one text: "# " before a heading, "- " before a point of a list

   A paragraph is { text, level, bullet, style }: `level` 1 to 9 for a heading, else 0; a row of a table is one paragraph, its cells apart by " | ".
   Where a document has them: `tag` and `group` of the content control around a paragraph (its tag, a number of its own), `marks`, the names of the bookmarks that hold it.
   `kind`: "docx", "odt" or "texte". `notes`: what the reader should know (macros left aside, tracked changes read as accepted, footnotes, headers and footers not read). */
(() => {
  "use strict";

  const MOST_BYTES = 20e6;
  const MOST_XML = 16e6;
  const MOST_TEXT = 4e6;
  const MOST_ENTRIES = 4000;
  const MOST_DEEP = 200;
  const MOST_TAGS = 300000; // a Word file of 50 pages has some 30,000
  const MOST_MARKS = 200; // bookmarks open at once
  const WORD = "word/document.xml";
  const ODF = "content.xml";
  const MANIFEST = "META-INF/manifest.xml";

  const SAID = {
    large: "Ce fichier est trop grand : 20 Mo au plus. Copiez le texte et collez-le ici.",
    empty: "Ce fichier est vide.",
    pdf: "C’est un PDF : cette page ne sait pas le lire. Ouvrez-le, copiez le texte, puis collez-le ici ; ou déposez le fichier Word d’origine.",
    old: "C’est un ancien fichier Word (.doc), ou un fichier protégé par un mot de passe. Ouvrez-le, enregistrez-le en .docx sans mot de passe, puis déposez-le.",
    web: "C’est une page web : ouvrez-la, copiez le texte, puis collez-le ici.",
    locked: "Ce fichier est protégé par un mot de passe. Ouvrez-le, enregistrez-le sans mot de passe, puis déposez-le.",
    long: "Ce texte est trop long : quatre millions de caractères au plus. Déposez-le pièce par pièce.",
    rtf: "C’est un fichier RTF. Enregistrez-le en .docx, ou collez son texte.",
    other: "Ce fichier n’est ni un document Word (.docx), ni un document OpenDocument (.odt), ni un texte. Collez son texte ici.",
    bomb: "Ce fichier se déplie en un texte démesuré : il n’a pas été ouvert. Collez le texte qui vous intéresse.",
    broken: "Ce fichier est abîmé : son contenu n’a pas pu être lu. Ouvrez-le dans votre traitement de texte, enregistrez-le à nouveau, puis déposez-le.",
    library: "La page n’a pas pu charger de quoi ouvrir ce fichier. Rechargez-la, ou collez le texte.",
    unread: "Le navigateur n’a pas pu lire ce fichier. Est-il encore à sa place ?",
  };
  const REVISED = "Ce fichier porte des marques de révision : elles ont été lues comme acceptées.";
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
    return text.replace(/\r\n?/g, "\n").split("\n").map((line) => ({ text: line, level: 0, bullet: false, style: "" }));
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
          if (name !== WORD && name !== ODF && name !== MANIFEST) return false;
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

  const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  const MARKUP = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s<>/="'!?]+)((?:\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
  const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  const local = (name) => name.slice(name.indexOf(":") + 1);

  const unescaped = (text) => text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hexadecimal, decimal, name) => {
    if (name) return ENTITIES[name] || whole;
    const code = hexadecimal ? parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

  function tagsOf(text) {
    let count = 0;
    for (let place = text.indexOf("<"); place >= 0 && count <= MOST_TAGS; place = text.indexOf("<", place + 1)) count += 1;
    return count;
  }

  /* The tree of an XML text: { name, attributes, children }, children being such nodes or strings; names without their prefix. Not the browser's reader: what it makes of
     a broken file breaks the policy of the page. */
  function xml(data) {
    const text = new TextDecoder("utf-8").decode(data);
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw failure("broken"); // no office document has one
    if (tagsOf(text) > MOST_TAGS) throw failure("bomb");
    const root = { name: "", attributes: {}, children: [] };
    const open = [root];
    MARKUP.lastIndex = 0;
    while (MARKUP.lastIndex < text.length) {
      const found = MARKUP.exec(text);
      if (!found) throw failure("broken");
      const [, cdata, closes, name, attributes, isEmpty, words] = found;
      const top = open[open.length - 1];
      if (words !== undefined) top.children.push(unescaped(words));
      else if (cdata !== undefined) top.children.push(cdata);
      else if (name && closes) {
        if (open.length < 2 || open.pop().name !== local(name)) throw failure("broken");
      } else if (name) {
        const node = { name: local(name), attributes: Object.create(null), children: [] };
        for (const [, key, double, single] of attributes.matchAll(ATTRIBUTE)) node.attributes[local(key)] = unescaped(double === undefined ? single : double);
        top.children.push(node);
        if (!isEmpty) open.push(node);
        if (open.length > MOST_DEEP) throw failure("broken");
      }
    }
    if (open.length > 1) throw failure("broken");
    return root;
  }

  /* Every node of these names, in order. */
  function all(node, names, found = []) {
    for (const child of node.children) {
      if (typeof child === "string") continue;
      if (names.includes(child.name)) found.push(child);
      all(child, names, found);
    }
    return found;
  }

  /* … but those inside another of them: the cells of a row, without those of a table in one of its cells. */
  function outermost(node, names) {
    return node.children.flatMap((child) => (typeof child === "string" ? [] : names.includes(child.name) ? [child] : outermost(child, names)));
  }

  const squeezed = (text) => text.replace(/[ \t]+/g, " ").trim();

  /* Word. */

  const childOf = (node, name) => (node && node.children.find((one) => one.name === name)) || null;
  const LEFT_OUT = new Set(["del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback", "footnoteReference"]);
  const WRITTEN = { tab: " ", br: "\n", cr: "\n", noBreakHyphen: "-" };

  function wordText(node) {
    return node.children.map((one) => {
      if (typeof one === "string" || LEFT_OUT.has(one.name)) return "";
      if (one.name === "t") return one.children.filter((words) => typeof words === "string").join("");
      return WRITTEN[one.name] || wordText(one);
    }).join("");
  }

  const lines = (text) => text.split("\n").map(squeezed).filter(Boolean).join("\n");

  function wordParagraph(node) {
    const properties = childOf(node, "pPr");
    const given = childOf(properties, "pStyle");
    const style = given ? given.attributes.val || "" : "";
    const outline = childOf(properties, "outlineLvl");
    const named = /^(?:heading|titre|title|berschrift)\s*([1-9])?$/i.exec(style);
    const level = named ? Number(named[1] || 1) : outline ? Math.min(9, Number(outline.attributes.val) + 1) || 0 : 0;
    const bullet = !level && Boolean(childOf(properties, "numPr") || /^list|puce/i.test(style));
    return { text: lines(wordText(node)), level, bullet, style };
  }

  /* Bookmarks as they open and close along a document. A word processor may close by another number what it opened twice by one name. */
  function bookmarks(start, end, nameOf) {
    const named = new Map();
    const open = new Set();
    const turn = (node) => {
      if (node.name === start) {
        named.set(nameOf(node), node.attributes.name);
        open.add(node.attributes.name);
      } else open.delete(named.get(nameOf(node)));
    };
    const around = (node, read) => {
      const inside = node.name === start || node.name === end ? [node] : all(node, [start, end]);
      inside.filter(({ name }) => name === start).forEach(turn);
      const found = read();
      if (found && open.size && open.size <= MOST_MARKS) found.marks = [...open];
      inside.filter(({ name }) => name === end).forEach(turn);
    };
    return { around, isMark: ({ name }) => name === start || name === end };
  }

  function wordBlocks(node, found, marks, control) {
    const add = (paragraph) => {
      found.push(Object.assign(paragraph, control));
      return paragraph;
    };
    for (const one of node.children) {
      if (typeof one === "string" || LEFT_OUT.has(one.name)) continue;
      if (one.name === "p") marks.around(one, () => add(wordParagraph(one)));
      else if (one.name === "tr") {
        const cells = outermost(one, ["tc"]);
        if (isFrame(cells, ["p"])) wordBlocks(cells[0], found, marks, control);
        else marks.around(one, () => add(row(cells, ["p"], wordText)));
      }
      else if (marks.isMark(one)) marks.around(one, () => null);
      else wordBlocks(one, found, marks, one.name === "sdt" ? controlOf(one, found.length) || control : control);
    }
    return found;
  }

  function controlOf(node, group) {
    const tag = childOf(childOf(node, "sdtPr"), "tag");
    return tag ? { tag: tag.attributes.val || "", group } : null;
  }

  /* One cell that holds several paragraphs frames a text: it is no row. */
  const isFrame = (cells, names) => cells.length === 1 && outermost(cells[0], names).length > 1;

  function row(cells, names, textOf) {
    const words = cells.map((cell) => squeezed(outermost(cell, names).map(textOf).join(" ").replace(/\n/g, " ")));
    return { text: words.filter(Boolean).join(" | "), level: 0, bullet: false, style: "table" };
  }

  /* OpenDocument. */

  const SKIPPED = new Set(["tracked-changes", "annotation", "note-citation", "sequence-decls", "table-of-content", "forms"]);
  const SIGNS = { s: " ", tab: " ", "line-break": "\n" };

  function odfText(node) {
    return node.children.map((one) => (typeof one === "string" ? one : SKIPPED.has(one.name) ? "" : SIGNS[one.name] || odfText(one))).join("");
  }

  function odfBlocks(node, found, bullet, marks) {
    const add = (paragraph) => {
      found.push(paragraph);
      return paragraph;
    };
    for (const one of node.children) {
      if (typeof one === "string" || SKIPPED.has(one.name)) continue;
      if (one.name === "h" || one.name === "p") {
        const level = one.name === "h" ? Number(one.attributes["outline-level"]) || 1 : 0;
        marks.around(one, () => add({ text: lines(odfText(one)), level, bullet: bullet && !level, style: "" }));
      } else if (one.name === "table-row") {
        const cells = one.children.filter(({ name }) => name === "table-cell");
        if (isFrame(cells, ["h", "p"])) odfBlocks(cells[0], found, bullet, marks);
        else marks.around(one, () => add(row(cells, ["h", "p"], odfText)));
      }
      else odfBlocks(one, found, bullet || one.name === "list-item", marks);
    }
    return found;
  }

  function office(data) {
    if (!window.fflate) throw failure("library");
    const { files, names } = unzipped(data);
    if (files[MANIFEST] && new TextDecoder("utf-8").decode(files[MANIFEST]).includes("encryption-data")) throw failure("locked");
    const notes = [];
    if (names.some((name) => /vbaProject|^Basic\/|^Scripts\//i.test(name))) notes.push("Ce fichier contient des macros : elles sont restées fermées, seul le texte a été lu.");
    if (files[WORD]) {
      const tree = xml(files[WORD]);
      const [body] = all(tree, ["body"]);
      if (!body) throw failure("broken");
      if (all(body, ["ins", "del", "moveFrom", "moveTo"]).length) notes.push(REVISED);
      if (all(body, ["footnoteReference", "endnoteReference"]).length) notes.push("Ses notes de bas de page n’ont pas été lues.");
      if (names.some((name) => /^word\/(?:header|footer)\d*\.xml$/.test(name))) notes.push("Ses en-têtes et pieds de page n’ont pas été lus.");
      return { paragraphs: kept(wordBlocks(body, [], bookmarks("bookmarkStart", "bookmarkEnd", ({ attributes }) => attributes.id), null)), kind: "docx", notes };
    }
    if (files[ODF]) {
      const body = all(xml(files[ODF]), ["body"]).map((one) => childOf(one, "text"))[0];
      if (!body) throw failure("other");
      if (all(body, ["changed-region"]).length) notes.push(REVISED);
      return { paragraphs: kept(odfBlocks(body, [], false, bookmarks("bookmark-start", "bookmark-end", ({ attributes }) => attributes.name))), kind: "odt", notes };
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
    if (data.length > MOST_TEXT) throw failure("long");
    const text = decoded(data);
    if (text === null) throw failure("other");
    if (!text.trim()) throw failure("empty");
    if (/^\s*(?:<!doctype html|<html)\b/i.test(text)) throw failure("web");
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
    if (data.length && kindOf(data) === "zip" && !window.fflate) await library().catch(() => { throw failure("library"); });
    return bytes(data);
  }

  const library = () => guideParts.charger.script("assets/vendor/fflate.min.js");
  const prepare = () => { if (!window.fflate) library().catch(() => {}); };

  function text(paragraphs) {
    if (paragraphs.every(({ level, bullet, style }) => !level && !bullet && !style)) return paragraphs.map((one) => one.text).join("\n");
    return paragraphs.map((one, place) => {
      const before = !place ? "" : one.bullet && paragraphs[place - 1].bullet ? "\n" : "\n\n";
      return before + (one.level ? `${"#".repeat(one.level)} ` : one.bullet ? "- " : "") + one.text;
    }).join("");
  }

  guideParts.lireFichier = { read, prepare, bytes, text };
})();
