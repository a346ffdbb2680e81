/* The results page: /recherche/, and /clauses/ where the answers are clauses only. The state is in the address, so that any
   list can be sent by mail. Nothing is fetched before the box has the focus or the address holds a query or a filter.

   Needs box.js, which every page has. */
(function () {
  'use strict';

  const { has, value, values, write } = guideParts.adresse;
  const { button, make } = guideParts.element;
  const { ask, warmUp, link, marked, termsOf, nature, leadsElsewhere } = guideParts.recherche;
  const { number, plural, quoted } = guideParts.texte;

  const LESSER = { class: 'secondaire' };
  const FACETS = {
    famille: 'Segment', etape: 'Étape', dimension: 'Dimension', niveau: 'Niveau', effort: 'Effort du fournisseur', statut: 'État de relecture', type: 'Genre',
    public: 'Écrit pour',
  };
  const OPEN_FACET = 'famille';
  const OPTIONS = 10;
  /** A group shows so many values, the most frequent, until the reader asks for all. */
  const SORTS = { pertinence: 'Pertinence', facilite: 'Plus facile d’abord', effort: 'Moins d’effort d’abord', impact: 'Plus d’effet d’abord', nouveaute: 'Plus récent d’abord' };
  const AUDIENCES = { agents: 'Pour les agents d’abord', elus: 'Pour les élus d’abord', fournisseurs: 'Pour les fournisseurs d’abord', nouveaux: 'Pour les nouveaux d’abord' };
  const AUDIENCE_KEY = 'guide-public';
  const PAGE_SIZE = 20;
  const PAUSE = 120;
  const WHILE_TYPING = 5, PAUSE_BEFORE_REST = 500;
  /** Between two letters, as many answers as a screen holds. The others, the address and the title, which cost the browser
      more than the search, come when the reader stops typing. */
  const TITLE_MARKS = 2, EXTRACT_MARKS = 2;
  const EXTRACT_LENGTH = 220;
  const WIDE = matchMedia('(min-width: 60em)');
  const LONGEST_SHOWN = 60;
  const NO_SEGMENT = 'tous-achats';
  const DEMANDS = 4;
  /** So many rules of a segment are named beside its legal minimum. */

  /* ---- The state, in the address ---- */

  const isSort = (tri) => has(SORTS, tri) || has(AUDIENCES, tri);

  /** The audience that comes first, until the reader chooses another. */
  const audience = guideParts.memoire.open(AUDIENCE_KEY, (found) => (typeof found === 'string' && has(AUDIENCES, found) ? found : ''), { isEmpty: (found) => !found });

  /** {q, filters: {famille: […]…}, tri, page} of the address. A page set on one kind says it by `type`. */
  function readState(kind) {
    const filters = {};
    for (const facet of Object.keys(FACETS)) filters[facet] = [...new Set(values(facet))];
    if (kind) filters.type = [kind];
    const page = Number(value('page', (text) => /^[1-9]\d{0,5}$/.test(text))) || 1;
    return { q: value('q'), filters, tri: value('tri', isSort) || audience.value || 'pertinence', page };
  }

  function writeState({ q, filters, tri, page }, kind, replace) {
    const chosen = Object.keys(FACETS).filter((facet) => !(kind && facet === 'type')).flatMap((facet) => filters[facet].map((id) => [facet, id]));
    write([['q', q], ...chosen, ['tri', tri === 'pertinence' ? '' : tri], ['page', page > 1 ? page : '']], !replace);
  }

  /* ---- Extracts ---- */

  /** The sentences of a text. A full stop inside « L. 2112-2 » ends nothing: a capital must follow. */
  function sentences(text) {
    return text.replace(/([.!?…])\s+(?=[«(]?\s*\p{Lu})/gu, '$1\0').split('\0'); // Safari 16 cannot look behind
  }

  /** How many different terms of the query a text holds. */
  function matches(text, terms) {
    const found = new Set(window.GuideNormalise.tokens(text).flatMap((token) => token.terms.filter((term) => terms.has(term))));
    return found.size;
  }

  /** The sentence that holds most of the query; null if none holds anything. */
  function bestSentence(text, terms) {
    let best = null, most = 0;
    for (const sentence of sentences(text)) {
      const count = matches(sentence, terms);
      if (count > most) [best, most] = [sentence, count];
    }
    return best;
  }

  /** A long sentence cut around its first match. */
  function shortened(sentence, terms) {
    if (sentence.length <= EXTRACT_LENGTH) return sentence;
    const first = window.GuideNormalise.locatedTokens(sentence).find((token) => token.terms.some((term) => terms.has(term)));
    const start = Math.max(0, (first ? first.start : 0) - EXTRACT_LENGTH / 2);
    const from = start ? sentence.indexOf(' ', start) + 1 : 0;
    const end = sentence.lastIndexOf(' ', from + EXTRACT_LENGTH);
    return `${from ? '… ' : ''}${sentence.slice(from, end > from ? end : undefined)}${end > from ? ' …' : ''}`;
  }

  const gauge = (mark) => `${'▮'.repeat(mark)}${'▯'.repeat(5 - mark)} ${mark} sur 5`;

  /* ---- The page ---- */

  class ResultsPage {
    constructor(box) {
      this.box = box;
      this.kind = box.dataset.type || '';
      this.form = box.querySelector('form');
      this.input = this.form.querySelector('input[name="q"]');
      this.fallback = document.querySelector('[data-recherche-repli]');
      this.fallbackPlace = document.createComment('');
      this.title = document.title;
      this.turn = 0;
      this.wholeFacets = new Set();
      this.state = readState(this.kind);
      this.input.value = this.state.q;
      this.input.autocomplete = 'off';
      this.listen();
      this.addOpener();
      if (this.isAsked()) this.update({ replace: true }); else this.input.addEventListener('focus', warmUp, { once: true });
    }

    /** True where the address, or the box, asks for something. */
    isAsked() {
      return this.state.q.trim() !== '' || this.activeFilters().length > 0 || this.browsing;
    }

    /** [[facet, id]…] without the kind that the page is set on. */
    activeFilters() {
      return Object.entries(this.state.filters).flatMap(([facet, ids]) => (this.kind && facet === 'type' ? [] : ids.map((id) => [facet, id])));
    }

    listen() {
      this.input.addEventListener('change', () => writeState(this.state, this.kind, true)); // gone before the pause is over
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.typed(false);
      });
      this.input.addEventListener('input', () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.typed(true), PAUSE);
      });
      window.addEventListener('popstate', () => {
        this.state = readState(this.kind);
        this.browsing = false;
        this.input.value = this.state.q;
        this.update({ write: false });
      });
      this.box.addEventListener('keydown', (event) => this.key(event));
    }

    /** Without a query the lists of the page stay; this button shows everything with its filters. */
    addOpener() {
      this.opener = button(this.kind ? 'Filtrer les clauses' : 'Tout voir et filtrer', () => {
        this.browsing = true;
        this.update({ focus: true });
      }, LESSER);
      this.form.append(this.opener);
    }

    typed(typing) {
      clearTimeout(this.timer);
      if (typing && this.input.value === this.state.q) return;
      this.state = { ...this.state, q: this.input.value, page: 1 };
      this.update({ typing, replace: typing });
    }

    change(changes, options = {}) {
      this.state = { ...this.state, page: 1, ...changes };
      this.update(options);
    }

    /** Answers the state. `typing`: the last word may be unfinished. `replace`: no new step in the history. `focus`: the reader
        asked for another list, and goes to its top. */
    async update({ typing = false, replace = false, write = true, focus = false } = {}) {
      const isAsked = this.isAsked();
      if (write && !(typing && isAsked)) writeState(this.state, this.kind, replace);
      const turn = ++this.turn;
      if (!isAsked) {
        this.showFallback();
        return;
      }
      this.prepare();
      try {
        await this.answer(turn, typing, focus);
      } catch (error) {
        if (turn === this.turn) this.showFailure();
      }
    }

    async answer(turn, typing, focus) {
      const { search, found, isInstead } = await ask(this.state, PAGE_SIZE, { typing });
      if (turn !== this.turn) return;
      this.search = search;
      this.isInstead = isInstead;
      this.leaveOut(found.unknown);
      this.showSummary(found);
      await this.showHits(turn, found.hits, found.words, (found.page - 1) * PAGE_SIZE + 1, typing);
      if (turn !== this.turn) return;
      if (typing) writeState(this.state, this.kind, true);
      this.nameDocument(found.total);
      if (focus) this.goToTop();
    }

    /** What the address asks and no list has is left out, which is said. */
    leaveOut(unknown) {
      this.unknown = Object.values(unknown).flat();
      if (!this.unknown.length) return;
      const filters = Object.fromEntries(Object.entries(this.state.filters).map(([facet, ids]) => [facet, ids.filter((id) => !(unknown[facet] || []).includes(id))]));
      this.state = { ...this.state, filters };
      this.browsing = true;
    }

    nameDocument(total) {
      const asked = this.state.q.trim();
      document.title = `${asked ? `${quoted(asked)}, ` : ''}${plural(total, 'résultat')} - ${this.title}`;
    }

    goToTop() {
      this.status.scrollIntoView({ block: 'nearest' });
      this.status.focus({ preventScroll: true });
    }

    /* Frame */

    /** The parts that hold the answers, made at the first one; the page's own lists step aside. */
    prepare() {
      if (this.fallback && this.fallback.isConnected) this.fallback.replaceWith(this.fallbackPlace);
      this.opener.remove();
      if (this.frame) {
        if (!this.frame.isConnected) this.box.append(this.frame);
        return;
      }
      this.status = make('p', { role: 'status', tabindex: '-1', class: 'recherche__compte' }, 'Recherche en cours…');
      const copy = guideParts.copie.button('Copier le lien', () => location.href, {
        done: 'Lien copié.', refused: 'Copie refusée\u00a0: le lien est dans la barre d’adresse.', attributes: { class: 'secondaire' },
      });
      this.chosen = make('p', { class: 'recherche__actifs' });
      this.notice = make('div', { class: 'recherche__avis' });
      this.facets = make('div', { role: 'group', 'aria-label': 'Filtres' });
      this.filters = make('details', { class: 'recherche__facettes' }, make('summary', {}, 'Filtrer'), this.facets);
      this.foldFilters();
      this.purchase = make('div', { class: 'recherche__achat' });
      this.list = make('ol', { class: 'recherche__liste' });
      this.pager = make('nav', { class: 'recherche__pages', 'aria-label': 'Pages de résultats' });
      this.frame = make('div', { class: 'recherche__resultats' },
        make('div', { class: 'recherche__barre' }, this.status, this.sortBox(), copy.button, copy.said),
        this.chosen, this.filters,
        make('div', { class: 'recherche__corps' }, this.purchase, this.notice, this.list, this.pager));
      this.box.append(this.frame);
    }

    /** On a small screen the filters fold away, so that the first answer is seen; on a large one they always stand beside the list. */
    foldFilters() {
      const fold = () => { this.filters.open = WIDE.matches; };
      WIDE.addEventListener('change', fold);
      fold();
    }

    sortBox() {
      const options = Object.entries({ ...SORTS, ...AUDIENCES }).map(([value, text]) => make('option', { value }, text));
      this.select = make('select', { id: 'recherche-tri' }, options);
      this.select.addEventListener('change', () => {
        audience.change(() => (has(AUDIENCES, this.select.value) ? this.select.value : ''));
        this.change({ tri: this.select.value });
      });
      return [make('label', { for: this.select.id }, 'Tri'), this.select];
    }

    showFallback() {
      if (this.frame) this.frame.remove();
      if (this.fallbackPlace.isConnected) this.fallbackPlace.replaceWith(this.fallback);
      this.form.append(this.opener);
      document.title = this.title;
    }

    /* Summary: count, filters, notices, pages */

    showSummary(found) {
      const { total, counts, page, pages } = found;
      const asked = this.state.q.trim();
      const where = pages > 1 ? `, page ${page} sur ${pages}` : '';
      const shown = asked.length > LONGEST_SHOWN ? `${asked.slice(0, LONGEST_SHOWN).trim()}…` : asked;
      this.status.textContent = `${plural(total, 'résultat')}${asked ? ` pour ${quoted(shown)}` : ''}${where}`;
      this.select.value = this.state.tri;
      this.showChosen();
      this.showFacets(counts);
      this.notice.replaceChildren(...this.notices(found, total));
      this.showPurchase(found.purchase);
      this.showPager(page, pages);
    }

    showChosen() {
      const buttons = this.activeFilters().map(([facet, id]) => {
        const label = this.search.label(facet, id);
        return button(`${label} ×`, () => this.removeFilters([[facet, id]]), { 'aria-label': `Enlever le filtre ${FACETS[facet]}\u00a0: ${label}` });
      });
      if (buttons.length > 1) {
        buttons.push(button('Tout effacer', () => this.removeFilters(this.activeFilters()), LESSER));
      }
      this.chosen.replaceChildren(...buttons);
      this.chosen.hidden = !buttons.length;
    }

    removeFilters(removed) {
      const filters = { ...this.state.filters };
      for (const [facet, id] of removed) filters[facet] = filters[facet].filter((other) => other !== id);
      this.browsing = true; // the last filter gone, the answers stay
      this.change({ filters }, { focus: true });
    }

    /** One group a facet, closed on a small screen and, but for the first, on a large one; options are made when a group opens, which keeps the page light. */
    showFacets(counts) {
      this.counts = counts;
      const names = Object.keys(FACETS).filter((facet) => !(this.kind && facet === 'type') && this.options(facet).length > 0);
      if (this.facets.children.length !== names.length || names.some((facet, place) => this.facets.children[place].dataset.facette !== facet)) {
        this.facets.replaceChildren(...names.map((facet) => this.facetGroup(facet)));
      }
      for (const group of this.facets.children) this.fillGroup(group);
    }

    facetGroup(facet) {
      const isOpen = WIDE.matches && (facet === OPEN_FACET || this.state.filters[facet].length > 0);
      const group = make('details', { 'data-facette': facet, open: isOpen }, make('summary', {}, FACETS[facet]));
      group.addEventListener('toggle', () => this.fillGroup(group));
      return group;
    }

    /** [{id, label, count}…]: what has answers, or is chosen, in the order of the lists. */
    options(facet) {
      const counts = this.counts[facet];
      const chosen = this.state.filters[facet];
      const labels = this.search.labels(facet);
      const ids = [...new Set([...Object.keys(labels), ...Object.keys(counts)])];
      return ids.filter((id) => counts[id] || chosen.includes(id)).map((id) => ({ id, label: this.search.label(facet, id), count: counts[id] || 0 }));
    }

    /** The options that a group shows: the chosen ones and the most frequent, unless the reader asked for all. */
    shownOptions(facet) {
      const options = this.options(facet);
      if (this.wholeFacets.has(facet) || options.length <= OPTIONS + 1) return options;
      const isChosen = ({ id }) => this.state.filters[facet].includes(id);
      const ranked = options.slice().sort((a, b) => isChosen(b) - isChosen(a) || b.count - a.count).slice(0, OPTIONS);
      return options.filter((option) => ranked.includes(option));
    }

    /** Boxes are changed in place, so that the one that was just ticked keeps the focus. */
    fillGroup(group) {
      const facet = group.dataset.facette;
      const options = group.open ? this.shownOptions(facet) : [];
      const boxes = new Map([...group.querySelectorAll('input')].map((box) => [box.value, box]));
      const labels = options.map(({ id, label, count }) => {
        const box = boxes.get(id) || this.facetBox(facet, id);
        box.checked = this.state.filters[facet].includes(id);
        const line = box.parentElement || make('label', {}, box, '');
        line.lastChild.textContent = ` ${label} (${number(count)})`;
        return line;
      });
      const hidden = group.open ? this.options(facet).length - options.length : 0;
      const lines = hidden ? [...labels, this.moreButton(group, hidden)] : labels;
      const focused = document.activeElement;
      [...group.children].slice(1).forEach((line) => { if (!lines.includes(line)) line.remove(); });
      lines.forEach((line, place) => { if (group.children[place + 1] !== line) group.insertBefore(line, group.children[place + 1] || null); });
      if (group.contains(focused)) focused.focus();
    }

    moreButton(group, hidden) {
      return button(`${plural(hidden, 'autre')}…`, () => {
        this.wholeFacets.add(group.dataset.facette);
        this.fillGroup(group);
        group.querySelector('summary').focus();
      }, { class: 'recherche__mot' });
    }

    facetBox(facet, id) {
      const box = make('input', { type: 'checkbox', value: id });
      box.addEventListener('change', () => {
        const others = this.state.filters[facet].filter((other) => other !== id);
        this.browsing = true;
        this.change({ filters: { ...this.state.filters, [facet]: box.checked ? [...others, id] : others } });
      });
      return box;
    }

    showPager(page, pages) {
      this.pager.hidden = pages < 2;
      const steps = [[page - 1, '← Précédente'], [page + 1, 'Suivante →']].filter(([target]) => target >= 1 && target <= pages);
      this.pager.replaceChildren(...steps.map(([target, text]) => button(text, () => this.change({ page: target }, { focus: true }), LESSER)));
    }

    /* Purchase: the segment that the query describes, and what is asked of it first */

    showPurchase(purchase) {
      const ids = this.kind ? [] : purchase.segments.map((document) => this.search.facet(document, 'famille')[0]);
      this.purchase.replaceChildren(...(ids.length ? this.purchaseLines(purchase, ids) : []));
      if (ids.length && purchase.isSure && ids[0] !== NO_SEGMENT) this.showDemands(purchase.segments[0]);
    }

    purchaseLines({ code, label }, ids) {
      const links = (some) => some.flatMap((id, place) => [place ? ' ou ' : '', make('a', { href: link(`familles/${id}/`) }, this.search.label('famille', id))]);
      const lines = code ? [make('p', {}, `Code CPV ${code}\u00a0: ${label}.`)] : [];
      if (ids[0] !== NO_SEGMENT) return [...lines, make('p', {}, 'Votre achat ressemble à\u00a0: ', links(ids))];
      const near = ids.length > 1 ? ['. Le plus voisin\u00a0: ', links(ids.slice(1))] : [];
      return [...lines, make('p', {}, 'Le guide n’a pas de segment pour cet achat. Voyez ', links(ids.slice(0, 1)), near)];
    }

    /** The legal minimum of a segment and its own rules, when their file is there: the answers do not wait for it. */
    async showDemands(segment) {
      const { turn } = this;
      const { minimum, rules } = await this.search.demands(segment).catch(() => ({ minimum: [], rules: [] }));
      if (turn !== this.turn || !(minimum.length || rules.length)) return;
      const links = (some) => some.flatMap(([title, address], place) => [place ? ' · ' : '', make('a', { href: link(address) }, title)]);
      const line = (name, some) => (some.length ? make('p', {}, `${name}\u00a0: `, links(some)) : null);
      this.purchase.append(make('details', { open: WIDE.matches }, make('summary', {}, 'Ce que la loi demande de cet achat'),
        line('Minimum légal', minimum), line('Règles', rules.slice(0, DEMANDS))));
    }

    /* Notices: what was mended, left out, missing */

    notices({ words, failed }, total) {
      const notices = words.filter((word) => word.spellings.length && word.how === 'mended').map((word) => this.mendedNotice(word));
      if (this.isInstead) notices.unshift(make('p', {}, 'Le moteur de recherche de l’organisation ne répond pas\u00a0: ces réponses viennent de l’index du site. Rechargez la page pour l’interroger de nouveau.'));
      const unknown = words.filter((word) => word.how === 'unknown');
      if (unknown.length && total) {
        notices.push(make('p', {}, `Mot absent du guide, laissé de côté\u00a0: ${unknown.map((word) => quoted(word.text)).join(', ')}.`));
      }
      if (this.unknown.length) notices.push(make('p', {}, `Filtre inconnu, laissé de côté\u00a0: ${this.unknown.map(quoted).join(', ')}.`));
      if (failed.length) notices.push(this.partialNotice());
      if (!total) notices.push(...this.emptyNotice(words));
      return notices;
    }

    mendedNotice(word) {
      const [first, ...others] = word.spellings;
      const notice = make('p', {}, `Aucune page ne contient ${quoted(word.text)}. Voici ce qui contient ${quoted(first)}.`);
      if (others.length) notice.append(' Vouliez-vous dire ', ...this.spellingButtons(word, others), '\u00a0?');
      return notice;
    }

    spellingButtons(word, spellings) {
      return spellings.flatMap((spelling, place) => {
        const mended = button(spelling, () => {
          this.input.value = this.replaced(word, spelling);
          this.typed(false);
        }, { class: 'recherche__mot' });
        return place ? [' ou ', mended] : [mended];
      });
    }

    /** The query with one of its words spelled otherwise. */
    replaced(word, spelling) {
      const { q } = this.state;
      const token = window.GuideNormalise.locatedTokens(q).find((found) => found.text === word.text);
      return token ? q.slice(0, token.start) + spelling + q.slice(token.end) : spelling;
    }

    partialNotice() {
      return make('p', { role: 'alert' }, 'Résultats partiels\u00a0: une partie de l’index n’a pas pu être chargée. ', this.retryButton());
    }

    retryButton() {
      return button('Réessayer', () => this.update({ write: false, focus: true }), LESSER);
    }

    emptyNotice(words) {
      const advice = [];
      const filters = this.activeFilters();
      if (filters.length) {
        const lift = button(filters.length > 1 ? 'Enlever les filtres' : 'Enlever le filtre', () => this.removeFilters(this.activeFilters()), LESSER);
        advice.push(make('li', {}, 'chercher sans filtre\u00a0: ', lift));
      }
      if (words.length > 1) advice.push(make('li', {}, 'garder un ou deux mots, les plus précis'));
      advice.push(make('li', {}, `essayer un mot plus courant (${quoted('réemploi')} plutôt que ${quoted('valorisation')}), ou la référence d’un article (${quoted('L2112-2')})`));
      advice.push(make('li', {}, 'parcourir ', make('a', { href: link('clauses/') }, 'les clauses par segment d’achat')));
      if (this.box.dataset.contact) {
        advice.push(make('li', {}, make('a', { href: this.box.dataset.contact }, 'demander à l’équipe')));
      }
      return [make('p', {}, 'Rien trouvé. Vous pouvez\u00a0:'), make('ul', {}, advice)];
    }

    showFailure() {
      this.status.textContent = 'La recherche n’a pas pu être chargée.';
      this.notice.replaceChildren(make('p', { role: 'alert' }, 'Vérifiez la connexion, puis ', this.retryButton()));
      this.purchase.replaceChildren();
      this.list.replaceChildren();
      this.pager.hidden = true;
      if (this.fallbackPlace.isConnected) this.fallbackPlace.replaceWith(this.fallback);
    }

    /* Results */

    /** Draws a page of answers; `start` is the rank of the first. */
    async showHits(turn, hits, words, start, typing) {
      const items = new Map();
      const terms = termsOf(words);
      this.list.start = start;
      if (typing) {
        await this.draw(turn, hits.slice(0, WHILE_TYPING), words, terms, items);
        await new Promise((resolve) => { setTimeout(resolve, PAUSE_BEFORE_REST); });
      }
      if (turn === this.turn) await this.draw(turn, hits, words, terms, items);
    }

    /** The first answer is shown as soon as its file is there, the others when theirs are. `items`: what is already drawn. */
    async draw(turn, hits, words, terms, items) {
      const files = new Map();
      for (const hit of hits.filter(({ document }) => !items.has(document))) {
        const file = this.search.shownFile(hit.document);
        files.set(file, [...(files.get(file) || []), hit]);
      }
      const groups = [...files.values()];
      if (!items.size) {
        await this.makeItems(groups.shift() || [], terms, items);
        if (turn !== this.turn) return;
        this.list.replaceChildren(...upToFirstHole(hits, items));
      }
      await Promise.all(groups.map((group) => this.makeItems(group, terms, items)));
      if (turn !== this.turn) return;
      this.insertMissing(hits.map(({ document }) => items.get(document)));
      if ([...items.values()].some((item) => !item.dataset.resultat) && !this.notice.querySelector('[role="alert"]')) this.notice.append(this.partialNotice());
      this.watchExtracts(hits.filter(({ document }) => items.get(document).isUnexplained && this.search.holds(document, 'texte', words)), items, terms);
    }

    /** What is on the screen stays there, with the focus that it may have. */
    insertMissing(items) {
      const { children } = this.list;
      items.forEach((item, place) => { if (children[place] !== item) this.list.insertBefore(item, children[place] || null); });
    }

    async makeItems(hits, terms, items) {
      for (const { document } of hits) {
        try {
          items.set(document, this.item(document, await this.search.shown(document), terms));
        } catch {
          items.set(document, make('li', {}, 'Ce résultat n’a pas pu être chargé.'));
        }
      }
    }

    item(document, shown, terms) {
      const title = shown.contexte ? `${shown.contexte} › ${shown.titre}` : shown.titre;
      const ease = shown.facilite ? ` · facilité ${gauge(shown.facilite)}` : '';
      const effort = Number(this.search.facet(document, 'effort')[0] || 0);
      const item = make('li', { 'data-resultat': shown.adresse },
        make('a', { href: link(shown.adresse) }, marked(title, terms, TITLE_MARKS)),
        make('p', {}, marked(shortened(shown.resume, terms), terms, EXTRACT_MARKS)),
        make('small', {}, nature(this.search, document, ['etape', 'niveau', 'dimension', 'famille']) + ease + (effort ? ` · effort ${gauge(effort)}` : '')));
      const [, clause] = /^clauses\/([a-z0-9-]+)\/$/.exec(shown.adresse) || [];
      if (clause) item.append(' ', button('Ajouter à mon dossier', null, { class: 'secondaire ajouter', 'data-ajouter': clause, 'aria-label': `Ajouter à mon dossier\u00a0: ${shown.titre}` }));
      item.isUnexplained = terms.size > 0 && !item.querySelector('mark');
      return item;
    }

    /** Where neither the title nor the summary hold the query, the sentence of the text that does is fetched when the reader
        comes to the result: most readers stop before. */
    watchExtracts(hits, items, terms) {
      if (this.watcher) this.watcher.disconnect();
      const documents = new Map(hits.map(({ document }) => [items.get(document), document]));
      this.watcher = new IntersectionObserver((entries, watcher) => {
        for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
          watcher.unobserve(target);
          this.showExtract(documents.get(target), target, terms);
        }
      }, { rootMargin: '100px' });
      documents.forEach((document, item) => this.watcher.observe(item));
    }

    async showExtract(document, item, terms) {
      item.isUnexplained = false;
      const sentence = bestSentence(await this.search.text(document).catch(() => ''), terms);
      if (sentence) item.querySelector('p').replaceChildren(...marked(shortened(sentence, terms), terms, EXTRACT_MARKS));
    }

    /* Keyboard: arrows go from the box to the answers and from one to the next, Escape comes back */

    key(event) {
      const links = this.list ? [...this.list.querySelectorAll('li > a')] : [];
      const place = links.indexOf(document.activeElement);
      const isBox = document.activeElement === this.input;
      if (!isBox && place < 0) return;
      if (event.key === 'ArrowDown' && links[place + 1]) {
        event.preventDefault();
        links[place + 1].focus();
      } else if (event.key === 'ArrowUp' && place >= 0) {
        event.preventDefault();
        (links[place - 1] || this.input).focus();
      } else if (event.key === 'Escape' && place >= 0) {
        event.preventDefault();
        this.input.focus();
      }
    }
  }

  /** The items that are there before the first that is not. */
  function upToFirstHole(hits, items) {
    const hole = hits.findIndex((hit) => !items.has(hit.document));
    return hits.slice(0, hole < 0 ? hits.length : hole).map((hit) => items.get(hit.document));
  }

  /** On the page of an address that does not exist: the words of that address are what the reader looked for. */
  function fillFromAddress(input) {
    const last = location.pathname.split('/').filter(Boolean).pop() || '';
    input.value = last.replace(/\.html?$/, '').replace(/(%20|[-_+])+/g, ' ').replace(/%[0-9a-f]{2}/gi, '');
  }

  const box = document.querySelector('[data-recherche]');
  if (box) {
    const form = box.querySelector('form');
    if (leadsElsewhere(form)) fillFromAddress(form.querySelector('input[name="q"]'));
    else new ResultsPage(box);
  }
})();
