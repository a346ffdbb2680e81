/* What was found in a draft, in words. Needs: texte.

     LEVELS                       { grave: { one, many, sign }, … }, the gravest first
     count(faults)                "3 points : 1 grave, 2 moyens"
     sentence(reading, fault)     the words around a fault
     named(reading)               gives each fault its `key`: its rule, its words, its sentence and which one it is of those alike. A reason why it was set aside is kept under it
     isAnother(text, before)      whether a text is another draft, not the one before corrected: less than half of the sentences of the shorter one stand in the other
     nameOf(reading, file)        what to call a draft: the name of its file, or "" and then its first words that name a document, or ""
     report(reading, options)     the report as lines of text: options { rules (a Map id → rule), aside (a Map key → reason), day, site, name }
     rows(reading, options)       the same as a table */
(() => {
  "use strict";

  const { plural, quoted } = guideParts.texte;
  const LEVELS = {
    grave: { one: "grave", many: "graves", sign: "■" },
    moyenne: { one: "moyen", many: "moyens", sign: "▲" },
    legere: { one: "léger", many: "légers", sign: "●" },
  };
  const AROUND = 90;
  const LONGEST_NAME = 120;
  const LONGEST_SENTENCE = 300; // characters of it in a key

  function count(faults) {
    if (!faults.length) return "Aucun point relevé.";
    const parts = Object.entries(LEVELS).map(([level, words]) => {
      const number = faults.filter(({ severity }) => severity === level).length;
      return number && `${number}\u00a0${number > 1 ? words.many : words.one}`;
    });
    return `${plural(faults.length, "point relevé", "points relevés")}\u00a0: ${parts.filter(Boolean).join(", ")}.`;
  }

  /* Its sentence, or the words around where it is long. */
  function sentence({ text, draft }, { start, end }) {
    const own = draft.sentences[draft.sentenceAt(start)];
    const from = Math.max(own.start, start - AROUND);
    const to = Math.min(Math.max(own.end, end), end + AROUND);
    const before = from > own.start ? `… ${text.slice(from, start).replace(/^\S*\s/, "")}` : text.slice(from, start);
    const after = to < own.end ? `${text.slice(end, to).replace(/\s\S*$/, "")} …` : text.slice(end, to);
    return (before + text.slice(start, end) + after).replace(/\s+/g, " ").trim();
  }

  function nameOf({ text, draft }, file) {
    const titled = draft.paragraphs.find(({ piece }) => piece);
    return file || (titled ? text.slice(titled.body, titled.end).replace(/\s+/g, " ").slice(0, LONGEST_NAME) : "");
  }

  const squeezed = (text) => text.replace(/\s+/g, " ").trim();

  function named({ text, draft, faults }) {
    const times = new Map();
    for (const fault of faults) {
      const { start, end } = draft.sentences[draft.sentenceAt(fault.start)];
      const name = `${fault.rule}|${squeezed(fault.words)}|${squeezed(text.slice(start, end)).slice(0, LONGEST_SENTENCE)}`;
      times.set(name, (times.get(name) || 0) + 1);
      fault.key = `${name}|${times.get(name)}`;
    }
  }

  const sentencesOf = (text) => new Set(text.split(/[.;\n]+/).map(squeezed).filter(Boolean));

  function isAnother(text, before) {
    const [one, other] = [sentencesOf(text), sentencesOf(before)];
    const shared = Array.from(one).filter((sentence) => other.has(sentence)).length;
    return 2 * shared < Math.min(one.size, other.size);
  }

  function report(reading, { rules, aside, day, site, name }) {
    const kept = reading.faults.filter((fault) => !aside.has(fault.key));
    const put = reading.faults.filter((fault) => aside.has(fault.key));
    const lines = [`Relecture du ${day}${name && ` : ${name}`}`, count(kept), ""];
    for (const fault of kept) {
      const rule = rules.get(fault.rule);
      lines.push(`${LEVELS[fault.severity].one.toUpperCase()} : ${rule.titre}`, `  ${quoted(sentence(reading, fault))}`);
      if (fault.note) lines.push(`  ${fault.note}`);
      lines.push(`  Pourquoi : ${rule.explication}`);
      if (rule.remede) lines.push(`  Écrire plutôt : ${rule.remede}`);
      for (const text of rule.textes) lines.push(`  Texte : ${text.mot} (${text.etat}), ${site}${text.adresse}`);
      for (const clause of rule.clauses.slice(0, 2)) lines.push(`  Clause proche : ${clause.titre}, ${site}${clause.adresse}`);
      lines.push("");
    }
    if (put.length) {
      lines.push(`Écartés par le rédacteur (${put.length}) :`);
      for (const fault of put) lines.push(`  ${rules.get(fault.rule).titre} : ${quoted(sentence(reading, fault))} Raison : ${aside.get(fault.key) || "non dite"}`);
      lines.push("");
    }
    lines.push("Cette relecture cherche des mots et des manques ; elle ne remplace pas un juriste.");
    return lines;
  }

  function rows(reading, { rules, aside, name }) {
    return [
      ["Brouillon", "Gravité", "Règle", "Passage", "Précision", "Pourquoi", "Écrire plutôt", "Écarté, raison"],
      ...reading.faults.map((fault) => {
        const rule = rules.get(fault.rule);
        return [name, LEVELS[fault.severity].one, rule.titre, sentence(reading, fault), fault.note, rule.explication, rule.remede, aside.has(fault.key) ? aside.get(fault.key) || "oui" : ""];
      }),
    ];
  }

  guideParts.relireRapport = { LEVELS, count, isAnother, named, nameOf, report, rows, sentence };
})();
