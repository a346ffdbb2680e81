/* On every page: the search box answers while the reader types (a WAI-ARIA 1.2 combobox), and « / » goes to it. Nothing is
   fetched before the box has the focus. Without this script the box is a plain form that opens the results page.

   Also what this box and the results page share: `guideParts.recherche`. */
(function () {
  'use strict';

  const { make } = guideParts.element;
  const { number, plural } = guideParts.texte;
  const { script } = guideParts.charger;

  /* On the page of what is not there the root is a path, with its slash or not. */
  const ROOT = new URL(document.querySelector('meta[name="guide-racine"]').content.replace(/\/*$/, '/'), document.baseURI);
  const SCRIPT = 'assets/js/moteur-recherche.js';
  const FIRST_FILES = ['assets/vendor/lunr.min.js', 'assets/recherche/manifest.js', 'assets/recherche/colonnes.js'];
  const DISTANT = ['assets/recherche/moteur.js', 'assets/js/moteur-distant.js'];
  const ANSWERS = 6, TITLES = 18, EVERYTHING = 1e6;
  const PAUSE = 90;
  /** Milliseconds without a key before the answer is looked for. */

  /* ---- Shared ---- */

  let opening = null;

  /** Asks for what the engine's first steps will need, so that all of it travels together. */
  function preload(url) {
    const link = document.createElement('link');
    link.rel = 'preload';
    link.as = 'script';
    link.href = url;
    link.onload = link.onerror = () => link.remove();
    document.head.append(link);
  }

  /** The engine, loaded at the first call or begun by the page's head; a call after a failure tries again. */
  function engine() {
    if (!opening && window.guideAmorce) {
      opening = window.guideAmorce.catch((error) => { opening = window.guideAmorce = null; throw error; });
    }
    if (!opening) {
      if (location.protocol !== 'file:') FIRST_FILES.forEach((path) => preload(new URL(path, ROOT).href));
      opening = script(SCRIPT)
        .then(() => new window.guideSearch.Engine({
          base: new URL('assets/recherche/', ROOT).href,
          lunrUrl: new URL(FIRST_FILES[0], ROOT).href,
        }))
        .catch((error) => { opening = null; throw error; });
    }
    return opening;
  }

  /* The organisation's own search engine, where organisation.yml names one; never from a disk. */
  let hasDistant = Boolean(document.querySelector('meta[name="guide-moteur"]')) && location.protocol !== 'file:';
  let isSilent = false, distantOpening = null;

  function distant() {
    distantOpening = distantOpening || Promise.all(DISTANT.map(script)).then(() => new window.GuideDistant.Distant(window.guideMoteur));
    return distantOpening;
  }

  /** {search, found, isInstead}: a page of answers (see Engine.page) and what gave it. An engine that does not answer is not asked again by this
      page: the site's own index answers instead. */
  async function ask(state, size, options) {
    if (hasDistant) {
      try {
        const search = await distant();
        return { search, found: await search.page(state, size, options), isInstead: false };
      } catch (error) {
        hasDistant = false;
        isSilent = true;
      }
    }
    const search = await engine();
    return { search, found: await search.page(state, size, options), isInstead: isSilent };
  }

  /** Gets ready for a query that is about to come. A failure is told when the query comes. */
  function warmUp() {
    (hasDistant ? distant() : engine().then((ready) => ready.open())).catch(() => {});
  }

  /** The address of a page, counted from the site's root. On a disk no server turns a folder into its index.html. */
  function link(adresse) {
    const [path, anchor] = adresse.split('#');
    const file = location.protocol === 'file:' && (path === '' || path.endsWith('/')) ? `${path}index.html` : path;
    return new URL(file + (anchor ? `#${anchor}` : ''), ROOT).href;
  }

  /** A text as strings and <mark>s around the words that stand for one of `terms` (a Set), at most `limit` of them. */
  function marked(text, terms, limit) {
    const parts = [];
    let end = 0;
    for (const token of window.GuideNormalise.locatedTokens(text)) {
      if (parts.length >= 2 * limit) break;
      if (!token.terms.some((term) => terms.has(term))) continue;
      parts.push(text.slice(end, token.start), make('mark', {}, text.slice(token.start, token.end)));
      end = token.end;
    }
    return [...parts, text.slice(end)].filter((part) => part !== '');
  }

  /** Every term that the words of a query were looked for by. */
  function termsOf(words) {
    return new Set(words.flatMap((word) => [...word.terms.keys()].map((entry) => entry.term)));
  }

  /** « clause · condition d'exécution · avancé »: what a result is, in a few words. */
  function nature(search, document, facets) {
    const kind = search.facet(document, 'type')[0];
    const labels = facets.flatMap((facet) => search.facet(document, facet).slice(0, 1).map((id) => search.label(facet, id).toLowerCase()));
    return [search.label('nom', kind), ...labels].join(' · ');
  }

  /** The answers whose title begins with the letters of the only word typed come first. Only titles that hold what it begins are read. */
  async function beginningFirst(search, hits, words, text) {
    const { fold } = window.GuideNormalise;
    const typed = fold(text.trim());
    if (words.length !== 1 || typed !== words[0].text) return hits;
    const titled = hits.filter((hit) => search.holds(hit.document, 'titre', words)).slice(0, TITLES);
    const titles = await Promise.all(titled.map((hit) => search.shown(hit.document)));
    const begun = titled.filter((hit, place) => fold(titles[place].titre).startsWith(typed));
    return [...begun, ...hits.filter((hit) => !begun.includes(hit))];
  }

  /** True for a form that leads to another page: it gets the list of answers; on the results page, and on that of one
      kind, the page's script answers. */
  function leadsElsewhere(form) {
    const page = (path) => path.replace(/index\.html$/, '');
    return !form.closest('[data-type]') && page(new URL(form.action).pathname) !== page(location.pathname);
  }

  guideParts.recherche = { ask, warmUp, link, marked, termsOf, nature, leadsElsewhere };

  /* ---- The box ---- */

  class Combobox {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector('input[name="q"]');
      this.list = make('div', { role: 'listbox', id: `${this.input.id}-reponses`, 'aria-label': 'Premières réponses', hidden: true });
      this.status = make('p', { role: 'status' });
      this.popup = make('div', { class: 'recherche-reponses' }, this.list, this.status);
      this.turn = 0;
      this.active = -1;
      form.classList.add('recherche-combinee');
      form.append(this.popup);
      for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': this.list.id, autocomplete: 'off' })) {
        this.input.setAttribute(name, value);
      }
      this.input.addEventListener('focus', warmUp, { once: true });
      this.input.addEventListener('input', () => this.wait());
      this.input.addEventListener('keydown', (event) => this.key(event));
      form.addEventListener('focusout', (event) => { if (!form.contains(event.relatedTarget)) this.close(); });
      this.popup.addEventListener('mousedown', (event) => event.preventDefault()); // keeps the focus in the input
    }

    wait() {
      this.activate(-1);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.answer(), PAUSE);
    }

    async answer() {
      const text = this.input.value;
      const turn = ++this.turn;
      if (!text.trim()) {
        this.close();
        return;
      }
      try {
        const { search, found } = await ask({ q: text, filters: {}, tri: '', page: 1 }, EVERYTHING, { typing: true });
        const first = (await beginningFirst(search, found.hits, found.words, text)).slice(0, ANSWERS);
        const shown = await Promise.all(first.map((hit) => search.shown(hit.document)));
        if (turn === this.turn) this.show(search, first, shown, found.words, found.total, found.failed.length > 0);
      } catch (error) {
        if (turn !== this.turn) return;
        this.list.hidden = true;
        this.tell('La recherche n’a pas pu être chargée. Entrée pour ouvrir la page de recherche.');
      }
    }

    show(search, hits, shown, words, total, partial) {
      const terms = termsOf(words);
      this.list.replaceChildren(...shown.map((result, place) => make('a', {
        role: 'option', id: `${this.list.id}-${place}`, href: link(result.adresse), tabindex: '-1', 'aria-selected': 'false', 'data-resultat': result.adresse,
      }, marked(result.titre, terms, 3), make('small', {}, nature(search, hits[place].document, ['etape'])))));
      const count = total > ANSWERS ? `${ANSWERS} réponses sur ${number(total)}. Entrée pour tout voir.` : `${plural(total, 'réponse')}.`;
      this.list.hidden = !total;
      this.activate(-1);
      this.tell(total ? count + (partial ? ' Réponses partielles\u00a0: une partie de l’index n’a pas pu être chargée.' : '') : 'Aucune réponse. Entrée pour voir que tenter.');
    }

    tell(message) {
      this.status.textContent = message;
      this.popup.classList.add('ouvertes');
      this.input.setAttribute('aria-expanded', String(!this.list.hidden));
    }

    /** The answers that are still to come will not be shown. */
    expectNothing() {
      this.turn += 1;
      clearTimeout(this.timer);
    }

    close() {
      this.expectNothing();
      this.popup.classList.remove('ouvertes');
      this.list.hidden = true;
      this.list.replaceChildren();
      this.status.textContent = '';
      this.input.setAttribute('aria-expanded', 'false');
      this.activate(-1);
    }

    activate(place) {
      const options = [...this.list.children];
      this.active = place;
      options.forEach((option, index) => option.setAttribute('aria-selected', String(index === place)));
      if (options[place]) this.input.setAttribute('aria-activedescendant', options[place].id);
      else this.input.removeAttribute('aria-activedescendant');
    }

    key(event) {
      const count = this.list.childElementCount;
      if (event.key === 'Escape' && this.popup.classList.contains('ouvertes')) {
        event.preventDefault(); // the first Escape closes the list, the second clears the box
        this.close();
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
        event.preventDefault();
        this.expectNothing(); // a list does not change under who chooses in it
        const step = event.key === 'ArrowDown' ? 1 : -1;
        this.activate(((this.active + 1 + step + count + 1) % (count + 1)) - 1); // the box itself is one of the places
      } else if (event.key === 'Enter' && this.active >= 0) {
        event.preventDefault();
        this.list.children[this.active].click();
      }
    }
  }

  document.querySelectorAll('form[role="search"]').forEach((form) => {
    if (form.matches('[data-recherche-entete]') || leadsElsewhere(form)) new Combobox(form);
  });

  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector('[data-recherche] input[name="q"]') || document.querySelector('[data-recherche-entete] input');
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
