/* What changed between a document that comes back and the guide, and its redline for Word. Needs: ecrit-pieces, ressemblance, retour, word, texte, jour; the library jsdiff.

     compare(context, units, passes)    one entry for each unit of retour.find, in order: { id, version, titre, piece, par, etat, dit (sentences), droit (sentences), guideChange, acheteurChange (true, false, or null where nothing says it),
                                        avant: [{ text, bullet, row }], apres: the unit of today or null }
                                        etat: "a-jour" | "change" | "modifiee" (the buyer's own words) | "retiree" | "inconnue"; context: of the dossier that retour.restore gave;
                                        passes: a Map id → what `assets/paquets/passe/<id>.js` brings, { historique, versions, textes }; it may lack some
     redline(entries, choices, shape)   a Uint8Array: the .docx where each entry that is taken (choices: a Map place → true) has its changes as tracked insertions and deletions; the others stand as the file has them.
                                        shape: { auteur, date, pied, titre, sousTitre }. Accepting all of it gives exactly the present text of what is taken
     proposed(entries)                  the choices that nothing speaks against: what the guide changed and the buyer did not

   Tracked changes: ECMA-376, part 1, § 17.13.5. */
(() => {
  "use strict";

  const { escaped } = guideParts.xml;
  const { words, soigne } = guideParts.ecrit;
  const { even, flat, likeness, overlap, wordsOf, TOKEN } = guideParts.ressemblance;
  const { number } = guideParts.retour;
  const word = guideParts.word;
  const { list } = guideParts.texte;
  const LIKE = 0.4; // of two lines, from which one is shown as a change of the other
  const MOST = 40000; // pairs of lines that are looked at

  /* The lines of a unit, each with how it is written: { text, genre: "p" | "li" | "tr", inlines or cells, of: its list or table, rank }. */
  function linesOf(elements) {
    const listed = (one, rank) => one.points.flatMap(([said, under]) => [{ genre: "li", text: words(said), of: one, rank }, ...under.flatMap((inner) => listed(inner, rank + 1))]);
    return elements.flatMap((one) => {
      if (one.titre || one.p) return [{ genre: "p", text: words(one.titre || one.p), of: one }];
      if (one.liste) return listed(one, 0);
      if (one.tableau) return [one.tableau.entetes, ...one.tableau.lignes].map((cells, place) => ({ genre: "tr", cells: cells.map(words), text: cells.map(words).filter(Boolean).join(" | "), of: one, isHead: !place }));
      return [];
    });
  }

  const bodyOf = (unit) => linesOf(unit.corps.slice(1)); // without its heading

  /* Pairs of lines, in the order of the text of today: { now, before }, one of them null where a line came or went. */
  function aligned(now, before) {
    const changes = window.Diff.diffArrays(before.map(({ text }) => even(text)), now.map(({ text }) => even(text)));
    const pairs = [];
    let old = 0;
    let present = 0;
    for (let place = 0; place < changes.length; place += 1) {
      const change = changes[place];
      const count = change.value.length;
      if (!change.added && !change.removed) {
        for (let step = 0; step < count; step += 1) pairs.push({ now: now[present + step], before: before[old + step] });
        old += count;
        present += count;
      } else {
        const next = changes[place + 1];
        const removed = change.removed ? count : next && next.removed ? next.value.length : 0;
        const added = change.added ? count : next && next.added ? next.value.length : 0;
        if (removed && added) place += 1;
        pairs.push(...matched(now.slice(present, present + added), before.slice(old, old + removed)));
        old += removed;
        present += added;
      }
    }
    return pairs;
  }

  /* Lines that took the place of others: paired so that, in order, they are most like each other. */
  function matched(now, before) {
    const [present, old] = [now, before].map((lines) => lines.map(({ text }) => wordsOf(text)));
    const isHuge = now.length * before.length > MOST;
    const like = (row, column) => {
      if (isHuge && row !== column) return 0;
      const score = overlap(present[row], old[column]);
      return score > LIKE ? score : 0;
    };
    const best = Array.from({ length: now.length + 1 }, () => new Float64Array(before.length + 1)); // of the lines from here to the end
    const scores = now.map((_, row) => before.map((__, column) => like(row, column)));
    for (let row = now.length - 1; row >= 0; row -= 1) {
      for (let column = before.length - 1; column >= 0; column -= 1) {
        const paired = scores[row][column] ? scores[row][column] + best[row + 1][column + 1] : 0;
        best[row][column] = Math.max(paired, best[row + 1][column], best[row][column + 1]);
      }
    }
    const pairs = [];
    let row = 0;
    let column = 0;
    while (row < now.length && column < before.length) {
      if (scores[row][column] && best[row][column] === scores[row][column] + best[row + 1][column + 1]) {
        pairs.push({ now: now[row], before: before[column] });
        row += 1;
        column += 1;
      } else if (best[row][column] === best[row][column + 1]) {
        pairs.push({ now: null, before: before[column] });
        column += 1;
      } else {
        pairs.push({ now: now[row], before: null });
        row += 1;
      }
    }
    for (; column < before.length; column += 1) pairs.push({ now: null, before: before[column] });
    for (; row < now.length; row += 1) pairs.push({ now: now[row], before: null });
    return pairs;
  }

  const sameText = (now, before) => now.length === before.length && now.every((line, place) => even(line.text) === even(before[place].text));
  /* A text without its figures nor what is to be fixed: a published version holds the values that the guide proposed. */
  const neutral = (text) => flat(text).replace(/\[[^\]]*\]/g, "#").replace(/\d+(?:[ .,]\d+)*/g, "#");

  function best(candidates, { piece, sorte, lignes }) {
    const exact = candidates.find(({ unite }) => unite.piece === piece && unite.sorte === sorte);
    if (exact) return exact;
    const said = lignes.map(({ text }) => text).join("\n");
    return candidates.map((unit) => ({ unit, score: likeness(bodyOf(unit).map(({ text }) => text).join("\n"), said) })).sort((one, other) => other.score - one.score).map(({ unit }) => unit)[0] || null;
  }

  /* Whether these lines are those of a version as it was published; null where the guide no longer has it, or wrote it in another form. */
  function isAsPublished(lines, past, version, sorte) {
    const published = past && past.versions && past.versions[version];
    if (!published || (sorte && sorte !== "texte")) return null;
    const known = new Set(published.textes.flatMap(({ lignes }) => lignes.map(neutral)));
    return lines.every(({ text }) => known.has(neutral(text)));
  }

  function compare(context, units, passes) {
    const present = guideParts.ecritPieces.units(context);
    return units.map((unit) => {
      const { id, lignes, par } = unit;
      const packet = context.paquets.get(id);
      const past = passes.get(id) || null;
      const entry = { id, version: unit.version, par, titre: packet ? packet.titre : id, piece: unit.piece, avant: lignes, apres: null, dit: [], droit: [], guideChange: false, acheteurChange: null };
      if (!packet) return { ...entry, etat: "inconnue", dit: [soigne("Le guide n'a pas, ou n'a plus, de clause de ce nom : son texte est gardé tel quel.")] };
      const version = unit.version || packet.version;
      const apres = best(present.filter(({ unite }) => unite.id === id), unit);
      const isSame = Boolean(apres) && sameText(bodyOf(apres), lignes);
      const isOld = String(version) !== String(packet.version);
      const published = isOld ? isAsPublished(lignes, past, number(version), apres ? apres.unite.sorte : "") : null;
      const acheteurChange = isSame ? false : isOld ? (published === null ? null : !published) : true;
      const guideChange = !isSame && isOld;
      const full = { ...entry, version, apres, piece: apres ? apres.unite.piece : unit.piece, guideChange, acheteurChange, droit: changesOfLaw(past, version) };
      return { ...full, ...said(full, packet, past, isSame) };
    });
  }

  function said(entry, packet, past, isSame) {
    const since = ((past && past.historique) || []).filter(({ version }) => version > number(entry.version));
    const motives = since.map(({ version, dit, motif }) => soigne(`Version ${version}, ${dit} : ${motif}`));
    if (packet.statut === "retiree") {
      const instead = packet.remplacantes.length ? ` Remplacée par : ${list(packet.remplacantes)}.` : "";
      return { etat: "retiree", dit: [soigne(`Clause retirée du guide. ${words(packet.retrait.map((one) => (typeof one === "string" ? one : "")))}${instead}`), ...motives] };
    }
    if (isSame) return { etat: "a-jour", dit: [soigne("Le texte est celui du guide aujourd'hui.")] };
    if (entry.acheteurChange) return { etat: "modifiee", dit: [soigne("Ce texte a été changé dans votre document : il n'est remplacé que si vous le demandez."), ...motives] };
    const unknown = entry.acheteurChange === null ? [soigne("On ne peut pas dire si votre document avait déjà changé ce texte : comparez.")] : [];
    return { etat: "change", dit: [soigne(`Le guide a changé cette clause : version ${entry.version} dans votre document, ${packet.version} aujourd'hui.`), ...motives, ...unknown] };
  }

  /* The texts whose dates say that they changed after the version of the document. */
  function changesOfLaw(past, version) {
    if (!past) return [];
    const written = past.historique.find((one) => one.version === number(version));
    if (!written) return [];
    const today = guideParts.jour.today();
    return past.textes.flatMap(({ reference, depuis, jusqu_a: end, releve, change }) => {
      if (releve && releve > written.date) return [soigne(`${reference} : ${change}`)];
      if (end && end < today) return [soigne(`${reference} : ne s'applique plus depuis le ${guideParts.jour.inWords(end)}.`)];
      return depuis && depuis > written.date && depuis <= today ? [soigne(`${reference} : s'applique depuis le ${guideParts.jour.inWords(depuis)}, après la version de votre document.`)] : [];
    });
  }

  const proposed = (entries) => new Map(entries.map((entry, place) => [place, entry.etat === "change" && entry.acheteurChange === false]));

  /* The redline. */

  function redline(entries, choices, shape) {
    const changes = tracking(shape);
    const corps = [
      { p: [soigne("Marques de révision entre le texte de votre document et celui du guide aujourd'hui. Accepter tout donne le texte du guide pour les clauses reprises ; les autres gardent le vôtre.")], style: "note" },
      ...entries.flatMap((entry, place) => {
        const isTaken = Boolean(choices.get(place) && entry.apres);
        const unite = { ...(entry.apres ? entry.apres.unite : { id: entry.id, piece: entry.piece || "X", sorte: "texte", mention: "" }), titre: entry.titre };
        const version = isTaken ? unite.version : entry.version || 1;
        const heading = { titre: entry.apres ? entry.apres.corps[0].titre : [entry.titre], niveau: 1 };
        const body = isTaken ? marked(aligned(bodyOf(entry.apres), entry.avant), changes) : kept(entry.avant);
        return [{ unite: { ...unite, version, mention: [unite.mention, ...entry.dit, ...entry.droit].filter(Boolean).join("\n") }, corps: [heading, { brut: body }] }];
      }),
    ];
    return word.bytes({ titre: shape.titre, sousTitre: shape.sousTitre, corps, chapitres: true }, shape);
  }

  function tracking({ auteur, date }) {
    let id = 5000;
    return () => {
      id += 1;
      return `w:id="${id}" w:author="${escaped(auteur)}" w:date="${date}T00:00:00Z"`;
    };
  }

  const plain = (text) => word.run(text, false, false);
  const inserted = (text, mark) => `<w:ins ${mark()}>${plain(text)}</w:ins>`;
  const deleted = (text, mark) => `<w:del ${mark()}>${word.run(text, false, false, "w:delText")}</w:del>`;

  /* The words of a line, with what came and what went. Another kind of space or apostrophe is no change: the text of today is written. */
  function runsOf(now, before, mark) {
    const [old, present] = [before.match(TOKEN) || [], now.match(TOKEN) || []];
    const kind = (token) => (/^\s/.test(token) ? " " : token.replace(/[’‘ʼ]/g, "'"));
    let from = 0;
    let to = 0;
    return window.Diff.diffArrays(old.map(kind), present.map(kind)).map((change) => {
      const count = change.value.length;
      if (change.removed) {
        from += count;
        return deleted(old.slice(from - count, from).join(""), mark);
      }
      if (!change.added) from += count;
      to += count;
      const text = present.slice(to - count, to).join("");
      return change.added ? inserted(text, mark) : plain(text);
    }).join("");
  }

  function kept(lines) {
    return () => lines.map(({ text, bullet, row }) => word.paragraph(row ? "Cellule" : bullet ? "ListParagraph" : "", plain(text), bullet ? '<w:ind w:left="426"/>' : "")).join("");
  }

  /* The paragraphs and tables of today, with their changes. */
  function marked(pairs, mark) {
    return (tools) => {
      const numbers = new Map();
      let body = "";
      let rows = "";
      let table = null;
      const close = () => {
        if (table) body += tools.tableOf(table.tableau, rows);
        rows = "";
        table = null;
      };
      for (const { now, before } of pairs) {
        if (now && now.genre === "tr") {
          if (table !== now.of) close();
          table = now.of;
          rows += rowOf(tools, now, before, mark);
        } else if (!now && before.row && table) {
          rows += rowOf(tools, null, before, mark, table.tableau.entetes.length);
        } else {
          close();
          body += paragraphOf(tools, now, before, mark, numbers);
        }
      }
      close();
      return body;
    };
  }

  function rowOf(tools, now, before, mark, count = 0) {
    const cells = now ? now.cells : before.text.split(" | ");
    const old = before ? before.text.split(" | ") : [];
    const width = now ? now.cells.length : count;
    const padded = Array.from({ length: width }, (_, place) => (place === width - 1 ? cells.slice(place).join(" | ") : cells[place] || ""));
    const filled = now ? now.cells.filter(Boolean).length : 0;
    const isPaired = now && before && old.length === filled;
    const change = now && isPaired ? "" : now ? `<w:ins ${mark()}/>` : `<w:del ${mark()}/>`;
    let next = 0;
    const inner = padded.map((said) => {
      if (!now) return said ? deleted(said, mark) : "";
      if (!isPaired) return said ? inserted(said, mark) : "";
      return said ? runsOf(said, old[next++] || "", mark) : "";
    });
    const shown = tools.rowOf(inner, change, Boolean(now && now.isHead), width);
    if (!now || isPaired || !before) return shown;
    return rowOf(tools, null, before, mark, width) + shown;
  }

  function paragraphOf(tools, now, before, mark, numbers) {
    if (!now) return word.paragraph(before.bullet ? "ListParagraph" : "", deleted(before.text, mark), `<w:rPr><w:del ${mark()}/></w:rPr>`);
    const inner = before ? runsOf(now.text, before.text, mark) : inserted(now.text, mark);
    const change = before ? "" : `<w:rPr><w:ins ${mark()}/></w:rPr>`;
    if (now.genre === "p") return word.paragraph("", inner, change);
    if (!numbers.has(now.of)) numbers.set(now.of, tools.numberOf(now.of, now.rank));
    return word.paragraph("ListParagraph", inner, `${numbers.get(now.of)}${change}`);
  }

  guideParts.revision = { compare, redline, proposed, linesOf, aligned };
})();
