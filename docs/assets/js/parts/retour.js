/* A tender that comes back: which clauses of the guide a document holds, whatever wrote it since, and the values that were set in them. Needs: ecrit-pieces, ressemblance, valeur, dossier-valeurs.

   A paragraph is one of lire-fichier.js: { text, level, bullet, style, tag, marks }; `tag` is that of the content control around it, `marks` the bookmarks that hold it.

     find(paragraphs, repertoire)       { units, rest }: units: [{ id, version (null where nothing says it), par: "controle" | "signet" | "reference" | "titre", piece, sorte ("" where unknown), lignes: [{ text, bullet, row }] }],
                                        rest: how many paragraphs belong to none. repertoire: every clause by id (paquets.repertoire())
     number(version)                    the guide's own number in a version
     restore(units, paquets, dossier)   { dossier, lues }: a dossier of these clauses, and how many values were read; `dossier` is an empty one. A value that the guide proposes is not kept as chosen */
(() => {
  "use strict";

  const { units: unitsOf } = guideParts.ecritPieces;
  const { texts } = guideParts.ecrit;
  const { flat, overlap, wordsOf } = guideParts.ressemblance;

  const REFERENCE = /\[([a-z0-9]+(?:-[a-z0-9]+)*)@(\d{1,6}(?:\+[a-z0-9.-]{1,40})?)\]\s*$/;
  const TAG = /^([a-z0-9]+(?:-[a-z0-9]+)*)@(\d{1,6}(?:\+[a-z0-9.-]{1,40})?)$/;
  const MARK = /^g_([A-Z]+)_([a-z])_(\d{1,6})_([a-z0-9_]+)$/;
  const KINDS = { t: "texte", c: "critere", p: "penalites" };
  const NUMBERING = /^(?:article\s+)?\d+(?:\.\d+)*\s*[.)–—-]?\s+/i;
  const LIKE = 0.45; // of two lines, from which one is read as the other
  const AROUND = 24; // characters on each side of a place
  const LONGEST = 120; // … of a value that is read between them
  const OPEN = "\ue000";
  const CLOSE = "\ue001";

  const versionOf = (text) => (/^\d+$/.test(text) ? Number(text) : text); // "3+region.1" where an organisation adapted the clause
  const number = (version) => Number(String(version).split("+")[0]);
  const title = (text) => flat(text.replace(NUMBERING, ""));

  /* The clause that a bookmark names: its id may have been cut. */
  function clauseOfMark(name, ids) {
    const found = MARK.exec(name);
    if (!found) return null;
    const [, piece, kind, version, cut] = found;
    const whole = ids.filter((id) => id.replace(/-/g, "_") === cut);
    const begun = whole.length ? whole : name.length < 40 ? [] : ids.filter((id) => id.replace(/-/g, "_").startsWith(cut));
    return begun.length === 1 ? { id: begun[0], version: Number(version), piece, sorte: KINDS[kind] || "" } : null;
  }

  /* A line of plain text or Markdown, as word processors give a paragraph: its marks are not its words. */
  function bare(one) {
    if (one.style || one.bullet || one.level) return one;
    const text = one.text.replace(/\\([\\\x60*_[\]<>#|~=.)+-])/g, "$1").replace(/==(\[[^\]]*\])==/g, "$1").replace(/\*\*([^*]+)\*\*/g, "$1");
    const heading = /^(#{1,6}) (.+)$/.exec(text);
    if (heading) return { ...one, text: heading[2], level: heading[1].length };
    if (/^\|(?: *:?-+:? *\|)+$/.test(text)) return { ...one, text: "" };
    const row = /^\|(.+)\|$/.exec(text);
    if (row) return { ...one, text: row[1].split("|").map((cell) => cell.trim()).filter(Boolean).join(" | "), style: "table" };
    const point = /^\s*(?:[-*•–]|\d{1,3}[.)]|[a-z]\))\s+(.+)$/.exec(text);
    return point ? { ...one, text: point[1], bullet: true } : { ...one, text: text.trim() };
  }

  function find(given, repertoire) {
    const paragraphs = given.map(bare).filter(({ text }) => text);
    const clauses = new Map(Object.entries(repertoire));
    const ids = [...clauses.keys()];
    const titles = new Map(ids.map((id) => [flat(clauses.get(id).titre), id]));
    const marked = paragraphs.map((one) => {
      const mark = (one.marks || []).map((name) => clauseOfMark(name, ids)).find(Boolean) || null;
      const tag = TAG.exec(one.tag || "");
      if (tag) return { id: tag[1], version: versionOf(tag[2]), piece: mark ? mark.piece : "", sorte: mark ? mark.sorte : "", par: "controle", group: one.group };
      return mark ? { ...mark, par: "signet", group: (one.marks || []).find((name) => MARK.test(name)) } : null;
    });
    const units = [];
    let rest = 0;
    let free = [];
    const isTitle = (one) => titles.has(title(one.text));

    /* What no mark holds: cut by the references, then by the titles of clauses. */
    function release() {
      let pending = [];
      let named = null;
      const close = () => {
        if (named) units.push({ id: named, version: null, piece: "", sorte: "", par: "titre", lignes: pending });
        else rest += pending.length;
        pending = [];
        named = null;
      };
      for (const one of free) {
        const reference = REFERENCE.exec(one.text);
        if (reference) {
          const before = pending.filter(({ text }) => text);
          const begun = named ? -1 : lastIndex(before, (line) => line.level > 0);
          rest += begun > 0 ? begun : 0;
          const own = one.text.replace(REFERENCE, "").trim();
          units.push({ id: reference[1], version: versionOf(reference[2]), piece: "", sorte: "", par: "reference", lignes: [...before.slice(Math.max(begun + 1, 0)), ...(own ? [{ ...one, text: own }] : [])] });
          pending = [];
          named = null;
        } else if (isTitle(one)) {
          close();
          named = titles.get(title(one.text));
        } else if (one.level > 0) {
          close();
          pending.push(one);
        } else pending.push(one);
      }
      close();
      free = [];
    }

    let current = null;
    paragraphs.forEach((one, place) => {
      const mark = marked[place];
      if (!mark) {
        current = null;
        free.push(one);
        return;
      }
      if (free.length) release();
      if (!current || current.group !== mark.group || current.id !== mark.id) {
        current = { ...mark, lignes: [] };
        units.push(current);
      }
      current.lignes.push(one);
    });
    release();
    return { units: units.map((unit) => cleaned(unit, clauses)).filter(({ lignes }) => lignes.length), rest };
  }

  function lastIndex(list, test) {
    for (let place = list.length - 1; place >= 0; place -= 1) if (test(list[place])) return place;
    return -1;
  }

  /* Without its heading nor its reference. */
  function cleaned({ id, version, piece, sorte, par, lignes }, clauses) {
    const own = clauses.has(id) ? flat(clauses.get(id).titre) : "";
    const lines = lignes.filter(({ text }, place) => !(TAG.test(text.replace(/^\[|\]$/g, "").trim())) && !(place === 0 && (title(text) === own || /^crit[eè]re "/.test(title(text)))));
    const shown = lines.length && lines[0].level > 0 ? lines.slice(1) : lines;
    return { id, version, piece, sorte, par, lignes: shown.map(({ text, bullet, style }) => ({ text, bullet: Boolean(bullet), row: style === "table" })) };
  }

  /* The values of a unit, read where the text of the guide has places. */
  function valuesOf(packet, template, lines) {
    const found = new Map();
    const known = lines.map(({ text }) => ({ text, words: wordsOf(text) }));
    for (const line of texts(template.corps)) {
      if (!line.includes(OPEN)) continue;
      const words = wordsOf(line.replace(/\ue000[^\ue001]*\ue001/g, " "));
      const [best] = known.map((one) => ({ ...one, score: overlap(words, one.words) })).sort((one, other) => other.score - one.score);
      if (!best || best.score < LIKE) continue;
      for (const [nom, words] of captured(line, best.text)) if (!found.has(nom)) found.set(nom, words);
    }
    return found;
  }

  /* What stands, in a text, at the places of another: the whole line where nothing else changed, else between the words around each place. */
  function captured(template, said) {
    const sign = (text) => text.replace(/\s/g, " ").replace(/[’‘ʼ]/g, "'"); // one for one: what is found is cut from the text as it is
    const parts = sign(template).split(/[\ue000\ue001]/); // words, name, words, name… words
    const text = sign(said);
    const names = parts.filter((_, place) => place % 2);
    const around = parts.filter((_, place) => place % 2 === 0);
    const values = whole(around, text) || names.map((_, place) => between(around[place], around[place + 1], text));
    return names.map((nom, place) => [nom, values[place] ? said.slice(...values[place]).trim() : ""]).filter(([, words]) => words && !/^\[.*\]$/.test(words));
  }

  function whole(around, text) {
    if (!text.startsWith(around[0])) return null;
    const values = [];
    let from = around[0].length;
    for (const next of around.slice(1)) {
      const isLast = values.length === around.length - 2;
      const to = isLast ? (text.endsWith(next) ? text.length - next.length : -1) : next ? text.indexOf(next, from + 1) : -1;
      if (to < from + 1) return null;
      values.push([from, to]);
      from = to + next.length;
    }
    return values;
  }

  function between(before, after, text) {
    const left = before.slice(-AROUND);
    const right = after.slice(0, AROUND);
    if (left.length < 4 || right.length < 2) return null;
    const from = text.indexOf(left);
    const to = from < 0 ? -1 : text.indexOf(right, from + left.length + 1);
    return to < 0 || to - from - left.length > LONGEST ? null : [from + left.length, to];
  }

  function restore(units, paquets, dossier) {
    const { dossierValeurs, valeur } = guideParts;
    const known = units.filter(({ id }) => paquets.has(id));
    const clauses = [];
    for (const { id, version } of known) {
      if (!clauses.some((one) => one.id === id)) clauses.push({ id, version: number(version || paquets.get(id).version), note: "" });
    }
    const made = { ...dossier, clauses, valeurs: { ...dossier.valeurs } };
    const places = { dossier: made, paquets, dire: (packet, nom) => ({ mots: `${OPEN}${nom}${CLOSE}`, etat: "choisie" }) };
    const templates = unitsOf(places);
    const packets = clauses.map(({ id }) => paquets.get(id));
    const proposed = dossierValeurs.of(packets, {});
    const followers = []; // values that follow others: kept only where what they follow was not read
    let lues = 0;
    const keep = (packet, nom, words, otherwise) => {
      const given = packet.parametres.find((one) => one.nom === nom);
      const key = dossierValeurs.key(packet, nom);
      if (!given || !key || key in made.valeurs || flat(otherwise.dire(packet, nom).mots) === flat(words)) return;
      if (!valeur.accepts(valeur.of({ ...given, plancher: given.plancher ? given.plancher.valeur : "" }), words)) return;
      made.valeurs[key] = words;
      lues += 1;
    };
    for (const unit of known) {
      const packet = paquets.get(unit.id);
      for (const template of templates.filter(({ unite }) => unite.id === unit.id && (!unit.piece || (unite.piece === unit.piece && unite.sorte === unit.sorte)))) {
        for (const [nom, words] of valuesOf(packet, template, unit.lignes)) {
          if (packet.parametres.some((one) => one.nom === nom && one.calcul)) followers.push([packet, nom, words]);
          else keep(packet, nom, words, proposed);
        }
      }
    }
    const worked = dossierValeurs.of(packets, made.valeurs);
    for (const [packet, nom, words] of followers) keep(packet, nom, words, worked);
    return { dossier: made, lues };
  }

  guideParts.retour = { find, restore, number };
})();
