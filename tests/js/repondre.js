/* Answers queries with the browser's engine: `node repondre.js <folder of search files> <queries.json>`. The queries are
   [{texte, saisie}…]; prints, for each, the addresses of the first ten and how each word was understood. */
'use strict';

const fs = require('node:fs');
const { engineOn } = require('./chargeur.js');

(async () => {
  const [folder, queries] = process.argv.slice(2);
  const engine = engineOn(folder);
  const answers = [];
  for (const { texte, saisie } of JSON.parse(fs.readFileSync(queries, 'utf-8'))) {
    const { hits, words } = await engine.search(texte, { typing: saisie });
    const shown = await Promise.all(hits.slice(0, 10).map((hit) => engine.shown(hit.document)));
    answers.push({
      total: hits.length,
      adresses: shown.map((result) => result.adresse),
      scores: hits.slice(0, 10).map((hit) => hit.score),
      mots: words.map((word) => [word.text, word.how, ...word.spellings]),
    });
  }
  process.stdout.write(JSON.stringify(answers));
})();
