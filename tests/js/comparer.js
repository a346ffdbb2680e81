/* The sharded index against lunr's own: `node comparer.js <folder of search files> <full lunr index.json> <queries.json>`.
   For each query, the terms and boosts that the engine asks for are asked of both. Prints every difference:
   another set of results, a score further apart than the rounding allows, an order that scores do not explain. */
'use strict';

const fs = require('node:fs');
const { engineOn } = require('./chargeur.js');

const ROUNDING = 0.001;

/** What a query asks lunr for (Map entry → boost), and what the engine ranks of it, before what the lexicon and the market add. */
async function boostsOf(engine, text, typing) {
  let asked = null, ranked = [];
  const { lunrResults, rank } = engine;
  engine.rank = (...given) => { ranked = rank.apply(engine, given); return ranked; };
  engine.lunrResults = (boosts, among) => {
    asked = boosts;
    return lunrResults.call(engine, boosts, among);
  };
  await engine.search(text, { typing });
  Object.assign(engine, { lunrResults, rank });
  return { asked, ranked };
}

/** By how much two sums of rounded scores may differ: each term of the query adds at most the rounding in each field. */
function tolerance(boosts, fields) {
  const total = [...boosts.values()].reduce((sum, boost) => sum + boost, 0);
  return (ROUNDING * total * fields) / Math.hypot(...boosts.values());
}

function differences(whole, sharded, allowed) {
  const found = [];
  const scores = new Map(sharded.map(({ ref, score }) => [ref, score]));
  if (whole.length !== sharded.length || whole.some(({ ref }) => !scores.has(ref))) found.push(`${whole.length} results against ${sharded.length}`);
  for (const { ref, score } of whole) {
    if (scores.has(ref) && Math.abs(score - scores.get(ref)) > allowed) found.push(`${ref}: ${score} against ${scores.get(ref)}`);
  }
  const places = new Map(whole.map(({ ref }, place) => [ref, place]));
  for (let i = 1; i < sharded.length; i += 1) {
    const [before, after] = [sharded[i - 1].ref, sharded[i].ref];
    const gap = (whole[places.get(after)]?.score ?? 0) - (whole[places.get(before)]?.score ?? 0);
    if (gap > allowed) found.push(`${before} stands before ${after}, which scores ${gap} more`);
  }
  return found;
}

(async () => {
  const [folder, full, queries] = process.argv.slice(2);
  const engine = engineOn(folder);
  const lunrIndex = globalThis.lunr.Index.load(JSON.parse(fs.readFileSync(full, 'utf-8')));
  const report = { queries: 0, results: 0, differences: [] };
  for (const { texte, saisie } of JSON.parse(fs.readFileSync(queries, 'utf-8'))) {
    const { asked, ranked } = await boostsOf(engine, texte, saisie);
    if (!asked || !asked.size) continue;
    const whole = lunrIndex.query((query) => {
      for (const [entry, boost] of asked) query.term(entry.term, { boost, usePipeline: false });
    });
    const sharded = engine.lunrResults(asked);
    report.queries += 1;
    report.results += whole.length;
    for (const difference of differences(whole, sharded, tolerance(asked, engine.fields.length))) report.differences.push(`${texte}: ${difference}`);
    const known = new Set(whole.map(({ ref }) => ref));
    if (ranked.some((hit) => !known.has(String(hit.document)))) report.differences.push(`${texte}: an answer that lunr does not give`);
  }
  process.stdout.write(JSON.stringify(report));
})();
