// Lighthouse's scores: node lighthouse.mjs <chromium> <address of the site> <JSON: [{address, runs, form}]>
// Prints, for each page, its scores and the speed of the machine run by run, and what kept a score from 100, as JSON. One browser for all: Lighthouse empties it before each run.
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const [program, site, asked] = process.argv.slice(2);
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** A page that misses at first is tried this often, and its median counts. */
const TRIES = 5;

async function once(port, url, form) {
  const flags = { port, output: "json", logLevel: "silent", onlyCategories: CATEGORIES, throttlingMethod: "simulate" };
  const { lhr } = await lighthouse(url, flags, form === "desktop" ? desktopConfig : undefined);
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const faults = CATEGORIES.flatMap((category) => lhr.categories[category].auditRefs
    .filter((reference) => reference.weight > 0 && lhr.audits[reference.id].score !== null && lhr.audits[reference.id].score < 1)
    .map((reference) => {
      const audit = lhr.audits[reference.id];
      const items = (audit.details?.items ?? []).slice(0, 3).map((item) => item.node?.snippet ?? item.source ?? item.url ?? "").filter(Boolean);
      return `${category}: ${reference.id} ${audit.displayValue ?? ""} ${items.join(" ")}`.trim();
    }));
  return { speed: lhr.environment.benchmarkIndex, scores: CATEGORIES.map((category) => Math.round(lhr.categories[category].score * 100)), faults };
}

const browser = await launch({ chromePath: program, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const results = [];
try {
  for (const { address, runs, form } of JSON.parse(asked)) {
    const done = [];
    while (done.length < runs || (done.length < TRIES && done.some((run) => run.scores.some((score) => score < 100)))) done.push(await once(browser.port, site + address, form));
    results.push({ address, form, runs: done.map((run) => run.scores), speeds: done.map((run) => run.speed), faults: [...new Set(done.flatMap((run) => run.faults))] });
  }
} finally {
  browser.kill();
}
console.log(JSON.stringify(results));
