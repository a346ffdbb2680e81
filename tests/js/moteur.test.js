'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');

const { engineOn, root } = require('./chargeur.js');

const BUILD = `
import sys
from pathlib import Path
from macros.search import Document, build_search
def clause(name, titre, famille, facilite, date, **fields):
    facets = {"famille": famille, "niveau": ("base",), "public": ("agents",) if facilite > 2 else ("elus",)}
    return Document(f"clauses/{name}/", "clauses", titre, "", facettes=facets, facilite=facilite, impact=6 - facilite, date=date, **fields)
documents = [
    clause("a", "Insertion des personnes", ("etudes", "conseil"), 1, "2026-01-01"),
    clause("b", "Insertion et emploi", ("etudes",), 3, "2026-03-01"),
    clause("c", "Emploi durable", ("travaux",), 5, "2026-02-01", texte="Insertion. Zone."),
    Document("guide/#d", "pages", "Zone et zoom", "", facettes={"public": ("elus",)}),
]
documents += [clause(f"n{n}", f"abricot{n:03d} " + " ".join(f"{chr(98 + n % 24)}{chr(98 + n // 24)}mot{m}" for m in range(40)), ("travaux",), 3, "") for n in range(360)]
for name, content in build_search(documents, {"famille": {"etudes": "Études"}}, [("emploi", "travail")]).items():
    (Path(sys.argv[1]) / name).write_bytes(content)
`;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recherche-'));
execFileSync(process.env.PYTHON || 'python3', ['-c', BUILD, folder], { cwd: root });
test.after(() => fs.rmSync(folder, { recursive: true }));

const addresses = async (engine, hits) => Promise.all(hits.map(async (hit) => (await engine.shown(hit.document)).adresse));

test('nothing is asked for before the first query', async () => {
  const asked = [];
  const engine = engineOn(folder, { asked });
  assert.deepStrictEqual(asked, []);
  await engine.search('insertion');
  assert.ok(asked.includes('manifest.js') && asked.includes('colonnes.js'));
});

test('a query asks for the files of its words and no other', async () => {
  const asked = [];
  const engine = engineOn(folder, { asked });
  await engine.open();
  const shards = engine.manifest.firstTerms.length;
  assert.ok(shards >= 3, `${shards} shards`);
  asked.length = 0;
  await engine.search('insertion');
  assert.strictEqual(asked.length, 1);
  await engine.search('insertion emploi');
  assert.ok(asked.length <= 3, 'the file of each word, and that of a synonym');
  assert.strictEqual(new Set(asked).size, asked.length, 'a file is asked for once');
});

test('an empty query finds everything', async () => {
  const engine = engineOn(folder);
  const { hits } = await engine.search(' ');
  assert.strictEqual(hits.length, 364);
  assert.strictEqual((await engine.search('?!')).hits.length, 0);
});

test('facets: several values of one are either, two facets are both, counts lift their own choice', async () => {
  const engine = engineOn(folder);
  const { hits } = await engine.search('insertion');
  assert.deepStrictEqual((await addresses(engine, hits)).sort(), ['clauses/a/', 'clauses/b/', 'clauses/c/']);
  const all = engine.select(hits, {});
  assert.deepStrictEqual([all.counts.famille.etudes, all.counts.famille.conseil, all.counts.famille.travaux], [2, 1, 1]);
  const one = engine.select(hits, { famille: ['conseil', 'travaux'] });
  assert.deepStrictEqual((await addresses(engine, one.hits)).sort(), ['clauses/a/', 'clauses/c/']);
  assert.strictEqual(one.counts.famille.etudes, 2, 'what the other value would bring');
  assert.deepStrictEqual([one.counts.public.agents, one.counts.public.elus], [1, 1]);
  const both = engine.select(hits, { famille: ['etudes'], public: ['agents'] });
  assert.deepStrictEqual(await addresses(engine, both.hits), ['clauses/b/']);
  assert.strictEqual(both.counts.famille.travaux, 1);
  assert.strictEqual(both.counts.public.elus, 1);
});

test('sorts: by a column, and an audience first that hides nobody', async () => {
  const engine = engineOn(folder);
  const { hits } = await engine.search('insertion');
  assert.deepStrictEqual(await addresses(engine, await engine.sortedBy(hits, 'facilite')), ['clauses/c/', 'clauses/b/', 'clauses/a/']);
  assert.deepStrictEqual(await addresses(engine, await engine.sortedBy(hits, 'impact')), ['clauses/a/', 'clauses/b/', 'clauses/c/']);
  assert.deepStrictEqual(await addresses(engine, await engine.sortedBy(hits, 'date')), ['clauses/b/', 'clauses/c/', 'clauses/a/']);
  const forElus = await addresses(engine, engine.forAudience(hits, 'elus'));
  assert.strictEqual(forElus[0], 'clauses/a/');
  assert.strictEqual(forElus.length, hits.length);
});

test('labels come from the manifest, ids where there is none', async () => {
  const engine = engineOn(folder);
  await engine.open();
  assert.strictEqual(engine.label('famille', 'etudes'), 'Études');
  assert.strictEqual(engine.label('famille', 'travaux'), 'travaux');
});

test('a file of terms that fails leaves the other words, is named, and is asked for again', async () => {
  let broken = '';
  const engine = engineOn(folder, { fails: (name) => name === broken });
  await engine.open();
  broken = `t-${String(engine.shardNumber('insertion')).padStart(3, '0')}.js`;
  assert.notStrictEqual(engine.shardNumber('insertion'), engine.shardNumber('zone'));
  const partial = await engine.search('insertion zone');
  assert.deepStrictEqual(partial.failed, [broken.replace('.js', '')]);
  assert.deepStrictEqual((await addresses(engine, partial.hits)).sort(), ['clauses/c/', 'guide/#d']);
  assert.deepStrictEqual(partial.words.map((word) => word.how), ['failed', 'exact']);
  broken = '';
  const whole = await engine.search('insertion zone');
  assert.deepStrictEqual(whole.failed, []);
  assert.strictEqual(whole.words[0].how, 'exact');
});

test('without its manifest the engine says so, and tries again', async () => {
  let broken = true;
  const engine = engineOn(folder, { fails: (name) => broken && name === 'manifest.js' });
  await assert.rejects(engine.search('insertion'), /manifest/);
  broken = false;
  assert.strictEqual((await engine.search('insertion')).hits.length, 3);
});

test('a guide published again while its page is open is read anew, never mixed', async () => {
  const other = fs.mkdtempSync(path.join(os.tmpdir(), 'recherche-'));
  const copy = (change) => {
    for (const file of fs.readdirSync(folder)) fs.writeFileSync(path.join(other, file), change(fs.readFileSync(path.join(folder, file), 'utf-8')));
  };
  copy((text) => text);
  const asked = [];
  const engine = engineOn(other, { asked });
  await engine.search('insertion');
  const before = engine.files.version;
  copy((text) => text.replace(before, 'neuve'));
  asked.length = 0;
  const { hits } = await engine.search('zone');
  assert.strictEqual(hits.length, 2);
  assert.strictEqual(engine.files.version, 'neuve');
  assert.ok(asked.includes('manifest.js'));
  fs.rmSync(other, { recursive: true });
});

test('the best documents are ranked by lunr itself', async () => {
  const engine = engineOn(folder);
  let among = null;
  const lunrResults = engine.lunrResults;
  engine.lunrResults = function (boosts, documents) {
    among = documents;
    return lunrResults.call(this, boosts, documents);
  };
  const { hits } = await engine.search('insertion');
  assert.ok(engine.lunrIndex([], null) instanceof globalThis.lunr.Index);
  assert.deepStrictEqual([...among].sort(), hits.map((hit) => hit.document).sort());
});
