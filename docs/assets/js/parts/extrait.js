/* A piece of the page as it is pasted into a document: plain text that keeps its numbers and marks, and the simple HTML that Word and LibreOffice read alike,
   with nothing of the page's own look.

     of(nodes, level)        { text, html } of elements of the page. Headings become headings of this level, .clause-article one of the next;
                             what stands in [data-etat="vide"] is highlighted
     selected(range)         the same of what the reader selected; words inside one paragraph stay words
     heading(words, level)   the same of a heading
     note(words)             … of a line in small letters
     joined(extracts)        one of several */
(() => {
  "use strict";

  const SKIPPED = "button, input, select, [role=status]";
  const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  const AROUND = "margin-top:6pt;margin-bottom:6pt"; // LibreOffice reads "margin: 6pt 0" otherwise
  const EDGE = "border:1px solid #000;padding:3pt 5pt;text-align:left;vertical-align:top";

  const escaped = (text) => text.replace(/[&<>]/g, (sign) => MARKS[sign]);
  const NOTHING = { text: "", html: "" };
  const chain = (runs) => ({ text: runs.map((one) => one.text).join(""), html: runs.map((one) => one.html).join("") });
  const joined = (extracts) => ({ text: extracts.map((one) => one.text).join("\n\n"), html: extracts.map((one) => one.html).join("") });
  const element = (tag, style, html) => `<${tag} style="${style}">${html}</${tag}>`;
  const paragraph = (words) => ({ text: words.text, html: element("p", AROUND, words.html) });
  const title = (words, level) => ({ text: words.text, html: element(`h${level}`, AROUND, words.html) });
  const heading = (words, level) => title({ text: words, html: escaped(words) }, level);
  const note = (words) => ({ text: words, html: element("p", `${AROUND};font-size:8pt`, escaped(words)) });

  /* What reads the page: only what `range` holds, where there is one. */
  function reading(level, range) {
    const holds = (node) => !range || range.intersectsNode(node);
    const children = (node) => Array.from(node.childNodes).filter(holds);

    function cut(node) {
      const end = range && node === range.endContainer ? range.endOffset : node.data.length;
      return node.data.slice(range && node === range.startContainer ? range.startOffset : 0, end).replace(/[ \t\r\n]+/g, " ");
    }

    function run(node) {
      if (node.nodeType === 3) return { text: cut(node), html: escaped(cut(node)) };
      if (node.nodeType !== 1 || node.matches(`ul, ol, ${SKIPPED}`)) return NOTHING; // a list is left to its point
      const inner = chain(children(node).map(run));
      if (!inner.text) return NOTHING;
      if (node.matches("[data-etat=vide]")) return { text: inner.text, html: element("span", "background:yellow;mso-highlight:yellow", inner.html) };
      return node.matches("strong") ? { text: inner.text, html: `<b>${inner.html}</b>` } : inner;
    }

    /* Words on one line. */
    function words(list) {
      const { text, html } = chain(list.map(run));
      return { text: text.trim(), html: html.trim() };
    }

    function items(list, margin) {
      const isNumbered = list.matches("ol");
      const isLettered = list.getAttribute("type") === "a";
      const first = Number(list.getAttribute("start")) || 1;
      const found = [];
      Array.from(list.children).forEach((item, place) => {
        if (!holds(item)) return;
        const said = words(children(item));
        const under = children(item).filter((node) => node.nodeType === 1 && node.matches("ul, ol")).map((node) => items(node, `${margin}   `)).filter((one) => one.text);
        if (!said.text && !under.length) return;
        const rank = first + place;
        const mark = !isNumbered ? "-" : isLettered ? `${String.fromCharCode(96 + rank)})` : `${rank}.`;
        found.push({ rank, text: [`${margin}${mark} ${said.text}`, ...under.map((one) => one.text)].join("\n"), html: `<li>${said.html}${under.map((one) => one.html).join("")}</li>` });
      });
      if (!found.length) return NOTHING;
      const start = isNumbered && found[0].rank !== 1 ? ` start="${found[0].rank}"` : "";
      const tag = isNumbered ? "ol" : "ul";
      return { text: found.map((one) => one.text).join("\n"), html: `<${tag}${start}${isLettered ? ' type="a"' : ""}>${found.map((one) => one.html).join("")}</${tag}>` };
    }

    function table(node) {
      const rows = Array.from(node.rows).filter(holds).map((row) => Array.from(row.cells, (cell) => ({ tag: cell.matches("th") ? "th" : "td", ...(holds(cell) ? words(children(cell)) : NOTHING) })));
      const widths = rows.length ? rows[0].map((_, place) => Math.max(...rows.map((row) => (row[place] ? row[place].text.length : 0)))) : [];
      const line = (row) => row.map((cell, place) => (place < row.length - 1 ? cell.text.padEnd(widths[place] + 3) : cell.text)).join("").trimEnd();
      const html = rows.map((row) => `<tr>${row.map((cell) => element(cell.tag, EDGE, cell.html)).join("")}</tr>`).join("");
      return { text: rows.map(line).join("\n"), html: `<table border="1" cellspacing="0" width="100%" style="border-collapse:collapse">${html}</table>` };
    }

    function block(node) {
      if (node.nodeType !== 1) return node.nodeType === 3 && node.data.trim() ? [paragraph(words([node]))] : [];
      if (node.matches(SKIPPED)) return [];
      if (node.matches("h2, h3, h4")) return [title(words(children(node)), level)];
      if (node.matches(".clause-article")) return [title(words(children(node)), level + 1)];
      if (node.matches("p")) return [paragraph(words(children(node)))];
      if (node.matches("ul, ol")) return [items(node, "")];
      if (node.matches("table")) return [table(node)];
      return children(node).flatMap(block);
    }

    return { words, blocks: (nodes) => joined(nodes.flatMap(block).filter((one) => one.text)) };
  }

  const of = (nodes, level) => reading(level).blocks(nodes);

  function selected(range) {
    const around = range.commonAncestorContainer;
    const node = around.nodeType === 3 ? around.parentElement : around;
    const line = node.closest("p, li, td, th, h2, h3, h4");
    const read = reading(3, range);
    return line && !line.querySelector("ul, ol") ? read.words([node]) : read.blocks([node.closest("ul, ol, table") || node]);
  }

  guideParts.extrait = { of, selected, heading, note, joined };
})();
