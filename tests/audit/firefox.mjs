// What a reader does, in Firefox: node firefox.mjs <program> <address of the site, with its final slash>
// Prints {scenario: fault or null} as JSON. Puppeteer speaks WebDriver BiDi, the standard, to a Firefox as it is published.
import puppeteer from "puppeteer-core";

const [program, site] = process.argv.slice(2);
const onDisk = site.startsWith("file:");
/** Slides last ten seconds and more: their time is made to pass this much faster. */
const FASTER = 20;
const PATIENCE = 20000;

/** An address of the site, where no server turns a folder into its page. */
function at(path) {
  const [, folder, rest] = /^([^?#]*)(.*)$/.exec(path);
  return site + folder + (onDisk && (!folder || folder.endsWith("/")) ? "index.html" : "") + rest;
}

function check(held, fault) {
  if (!held) throw new Error(fault);
}

class Reader {
  constructor(page) {
    this.page = page;
    this.faults = [];
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (message) => ["error", "warn"].includes(message.type()) && this.faults.push(message.text()));
    page.on("pageerror", (error) => this.faults.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(site) && !/^(data|blob|about):/.test(request.url())) this.faults.push(`asked elsewhere: ${request.url()}`);
    });
  }

  async open(path) {
    await this.page.goto(at(path), { waitUntil: "load" });
  }

  /** Waits until the page says yes. */
  async until(what, test, ...values) {
    try {
      await this.page.waitForFunction(test, { polling: 100 }, ...values);
    } catch (error) {
      throw new Error(`never: ${what} (${this.page.url()})`);
    }
  }

  async says(selector, words) {
    await this.until(`« ${words} » in ${selector}`, (where, wanted) => [...document.querySelectorAll(where)].some((one) => one.textContent.includes(wanted)), selector, words);
  }

  async text(selector) {
    return this.page.$eval(selector, (element) => element.textContent);
  }

  async shown(selector) {
    return this.page.$$eval(selector, (elements) => elements.filter((element) => element.checkVisibility()).length);
  }

  async type(selector, words) {
    await this.page.locator(selector).click();
    await this.page.keyboard.type(words, { delay: 30 });
  }

  async click(selector) {
    await this.page.locator(selector).click();
  }

  async stored(key) {
    return this.page.evaluate((name) => localStorage.getItem(name), key);
  }
}

const scenarios = {
  async "the search box is a combobox by keyboard"(reader) {
    await reader.open("familles/informatique/");
    await reader.page.keyboard.press("/");
    await reader.until("the box has the focus", () => document.activeElement.getAttribute("role") === "combobox");
    await reader.page.keyboard.type("reemploi", { delay: 40 });
    await reader.until("answers", () => document.querySelectorAll("[role=option]").length === 6);
    await reader.page.keyboard.press("ArrowDown");
    await reader.until("the first answer is the active one", () => {
      const chosen = document.querySelectorAll("[role=option][aria-selected=true]");
      return chosen.length === 1 && chosen[0] === document.querySelector("[role=option]") && document.activeElement.getAttribute("aria-activedescendant") === chosen[0].id;
    });
    await reader.page.keyboard.press("Escape");
    await reader.until("the list is closed", () => !document.querySelector("[role=option]") && document.activeElement.getAttribute("aria-expanded") === "false");
    await reader.page.keyboard.press("ArrowDown");
    await reader.page.keyboard.type("s");
    await reader.until("answers again", () => document.querySelector("[role=option]"));
    await reader.page.keyboard.press("ArrowDown");
    const address = await reader.page.$eval("[role=option]", (option) => option.dataset.resultat);
    await reader.page.keyboard.press("Enter");
    await reader.until("the page of the answer", (wanted) => location.href.includes(wanted.split("#")[0]), address);
  },

  async "search finds, filters and leads to the page"(reader) {
    await reader.open("");
    await reader.type("#recherche-entete", "insertion");
    await reader.page.keyboard.press("Enter");
    await reader.until("twenty results", () => location.href.includes("q=insertion") && document.querySelectorAll("[data-resultat] a").length >= 20);
    await reader.click("details[data-facette=niveau] summary");
    await reader.click("details[data-facette=niveau] input");
    await reader.until("the filter in the address", () => /niveau=/.test(location.search));
    const target = await reader.page.$eval('[data-resultat^="clauses/"]', (result) => result.dataset.resultat);
    await reader.click('[data-resultat^="clauses/"] a');
    await reader.until("the clause", (wanted) => location.href.includes(wanted.split("#")[0]) && document.querySelector("h1"), target);
  },

  async "a clause is filled in and copied"(reader) {
    await reader.open("recherche/?q=heures+d%27insertion&nature=clause");
    const clause = await (async () => {
      await reader.until("a clause", () => document.querySelector('[data-resultat^="clauses/"]'));
      return reader.page.$$eval('[data-resultat^="clauses/"]', (found) => found.map((one) => one.dataset.resultat.split("#")[0])[0]);
    })();
    await reader.open(clause);
    await reader.until("a number to fill in", () => document.querySelector("[id^=valeur-][inputmode=decimal]"));
    await reader.page.$eval("[id^=valeur-][inputmode=decimal]", (field) => { field.value = ""; });
    await reader.type("[id^=valeur-][inputmode=decimal]", "12345");
    await reader.until("the number in the text", () => /^12\s345$/.test(document.querySelector(`[data-champ="${document.querySelector("[id^=valeur-][inputmode=decimal]").id.replace("valeur-", "")}"]`).textContent));
    await reader.page.locator("::-p-text(Tout copier)").click();
    await reader.says("main [role=status]", "Copié");
  },

  async "the rules keep those that apply"(reader) {
    await reader.open("obligations/");
    const before = await reader.shown(".regle");
    await reader.type("[data-regles] input[type=number], [data-regles] input[inputmode]", "1");
    await reader.until("fewer rules", (all) => [...document.querySelectorAll(".regle")].filter((rule) => rule.checkVisibility()).length < all, before);
  },

  async "the cases are filtered and the address keeps it"(reader) {
    await reader.open("cas/");
    await reader.until("the filters", () => document.querySelector("[data-cas-filtres]").checkVisibility());
    const before = await reader.shown("[data-cas-filtres] ~ * li, .cas-liste > *");
    await reader.page.select("[data-cas-filtres] select[name=pays]", "France");
    await reader.until("the filter in the address", () => /pays=/.test(location.search));
    await reader.page.reload();
    await reader.until("the filter after a reload", () => document.querySelector("[data-cas-filtres] select[name=pays]").value === "France");
    check((await reader.shown("[data-cas-filtres] ~ * li, .cas-liste > *")) <= before, "a filter shows more");
  },

  async "ten clauses of the target are chosen and the address keeps them"(reader) {
    await reader.open("outils/cible-elus/");
    await reader.click("[data-cible-choisir]");
    await reader.until("boxes", () => document.querySelectorAll(".cible-table input").length > 10);
    for (let place = 0; place < 10; place += 1) {
      await reader.page.evaluate((index) => document.querySelectorAll(".cible-table input")[index].focus(), place);
      await reader.page.keyboard.press(" ");
    }
    await reader.until("ten chosen", () => document.querySelectorAll(".cible-choix > li").length === 10);
    await reader.page.reload();
    await reader.until("ten chosen after a reload", () => document.querySelectorAll(".cible-choix > li").length === 10);
  },

  async "the agenda is read and its feed is there"(reader) {
    await reader.open("agenda/");
    const feed = await reader.page.$$eval("main a[href]", (links) => links.map((link) => link.href).find((href) => href.endsWith(".ics")));
    check(feed, "no feed");
    if (!onDisk) check(await reader.page.evaluate(async (url) => (await (await fetch(url)).text()).startsWith("BEGIN:VCALENDAR"), feed), "not a calendar");
  },

  async "the onboarding path answers and remembers"(reader) {
    await reader.open("parcours/nouvel-arrivant/");
    await reader.click('ol.modules a');
    await reader.until("a quiz", () => document.querySelector("[data-question] input[type=radio]"));
    await reader.click("[data-question] input[type=radio]");
    await reader.until("a verdict", () => /Juste\.|Non\./.test(document.querySelector("[data-question] [role=status]").textContent));
    await reader.page.reload();
    await reader.until("the answer after a reload", () => document.querySelector("[data-question] input[type=radio]").checked);
    check(await reader.stored("guide-parcours") || await reader.stored("guide.parcours") || await reader.page.evaluate(() => localStorage.length), "nothing kept");
  },

  async "the supplier's list remembers what is ready"(reader) {
    await reader.open("fournisseurs/dossier/travaux/");
    await reader.click("[data-piece] input[type=checkbox]");
    await reader.says(".dossier-compte", "1 ligne prête");
    await reader.page.reload();
    await reader.says(".dossier-compte", "1 ligne prête");
  },

  async "the tab that was chosen follows from clause to clause"(reader) {
    await reader.open("clauses/");
    const clauses = await reader.page.$$eval('main a[href*="clauses/"], main a[href]', (links) => links.map((link) => link.getAttribute("href")));
    check(clauses.length > 0, "no link");
    await reader.open("recherche/?q=insertion&nature=clause");
    await reader.until("two clauses", () => document.querySelectorAll('[data-resultat^="clauses/"]').length > 1);
    const [first, second] = await reader.page.$$eval('[data-resultat^="clauses/"]', (found) => [...new Set(found.map((one) => one.dataset.resultat.split("#")[0]))]);
    await reader.open(first);
    await reader.click(".tabbed-labels label:nth-child(2)");
    const hidden = () => { const blocks = document.querySelectorAll(".tabbed-block"); return blocks[1].checkVisibility() && !blocks[0].checkVisibility(); };
    await reader.until("the second tab", hidden);
    await reader.open(second);
    await reader.until("the second tab on the other clause", hidden);
  },

  async "a loop of slides plays, stops and goes on"(reader) {
    await reader.page.evaluateOnNewDocument((faster) => {
      const wait = window.setTimeout.bind(window);
      window.setTimeout = (work, delay, ...rest) => wait(work, delay / faster, ...rest);
    }, FASTER);
    await reader.open("ecrans/hall/");
    const rank = await reader.text(".rang");
    await reader.until("another slide", (first) => document.querySelector(".rang").textContent !== first, rank);
    await reader.click('[data-geste="pause"]');
    await reader.says('[data-geste="pause"]', "Lecture");
    const stopped = await reader.text(".rang");
    await new Promise((done) => setTimeout(done, 3000));
    check((await reader.text(".rang")) === stopped, "it goes on while it is stopped");
    await reader.page.$eval('[data-geste="pause"]', (button) => button.blur());
    await reader.page.keyboard.press("ArrowRight");
    check((await reader.text(".rang")) !== stopped, "the arrow does nothing");
    const moved = await reader.text(".rang");
    await reader.click('[data-geste="pause"]');
    await reader.until("it goes on", (before) => document.querySelector(".rang").textContent !== before, moved);
    check(await reader.page.$eval(".diapositive.visible h2", (title) => title.checkVisibility()), "no slide is seen");
  },

  async "every loop fits its screen, lying and standing"(reader) {
    for (const [width, height] of [[1920, 1080], [1080, 1920]]) {
      await reader.page.setViewport({ width, height });
      for (const loop of ["hall", "ascenseur", "nouveautes", "elus"]) {
        await reader.open(`ecrans/${loop}/?affichage=ecran&diapo=1`);
        const cut = await reader.page.evaluate(() => [...document.querySelectorAll(".diapositive")].flatMap(() => {
          document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
          const words = document.querySelector(".visible .mots");
          return words.scrollHeight > words.clientHeight + 1 || words.scrollWidth > words.clientWidth + 1 ? [words.textContent.trim().slice(0, 40)] : [];
        }));
        check(!cut.length, `${loop} ${width}x${height}: ${cut.join(" / ")}`);
      }
    }
  },

  async "the menu of a small screen opens and closes by keyboard"(reader) {
    await reader.page.setViewport({ width: 360, height: 740 });
    await reader.open("");
    await reader.page.$eval("button[aria-controls][aria-expanded]", (button) => button.focus());
    await reader.page.keyboard.press("Enter");
    await reader.until("the menu is open", () => document.querySelector("header button[aria-controls]").getAttribute("aria-expanded") === "true");
    await reader.page.keyboard.press("Escape");
    await reader.until("the menu is closed", () => document.querySelector("header button[aria-controls]").getAttribute("aria-expanded") === "false");
    check(await reader.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "wider than the screen");
  },
};

const browser = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true });
const results = {};
try {
  for (const [name, scenario] of Object.entries(scenarios)) {
    // A context of its own: nothing kept on the device passes from one to the next.
    const context = await browser.createBrowserContext();
    const reader = new Reader(await context.newPage());
    try {
      await reader.page.setViewport({ width: 1280, height: 800 });
      await reader.page.evaluateOnNewDocument(() => addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
      await scenario(reader);
      results[name] = reader.faults.length ? reader.faults.join("\n") : null;
    } catch (error) {
      results[name] = [error.message, ...reader.faults].join("\n");
    }
    await context.close();
  }
} finally {
  const version = await browser.version();
  await browser.close();
  console.log(JSON.stringify({ version, results }));
}
