/* « Composer une boucle »: slides of the guide, their order and their time; then an address, packages, pictures. All is made in the page; what is being composed is in its address and on the device. */
(() => {
  "use strict";

  const { button, make, say, whenFilled } = guideParts.element;
  const { read, pairs, fill, slides: slidesOf, clean, isZone, MOST, LEAST_SECONDS, MOST_SECONDS } = guideParts.boucleComposee;
  const { drawing } = guideParts.imageEcran;
  const { address: held, png } = guideParts.image;
  const { flat: plain, plural } = guideParts.texte;
  const nombre = guideParts.nombre;

  const root = document.querySelector("[data-composer]");
  if (!root) return;
  const BY = 24; // pictures shown at a time
  const STEPS = 50; // gestures that are undone
  const part = (name) => root.querySelector(`[data-composer-${name}]`);
  const site = new URL(document.querySelector('meta[name="guide-racine"]').content.replace(/\/?$/, "/"), document.baseURI);
  const { images, boucles, adresse: published, fonds, paquet } = window.guideComposer;

  const kept = guideParts.memoire.open("guide.boucle", (found, flaw) => {
    if (found === undefined || typeof found === "string") return found || "";
    flaw();
    return "";
  }, { isEmpty: (query) => !query });

  const filters = part("filtres");
  const options = part("options");
  const preview = part("apercu");
  const list = part("choix");
  const entries = new Map(); // key → { key, loops, kinds, words, title, slides, scales, seconds }
  const undone = [];
  let state = read(new URLSearchParams());
  let shown = BY;
  let current = 0; // of the preview, among all the slides of the loop

  const query = (given) => new URLSearchParams(pairs(given).filter(([, value]) => value)).toString();

  function entry(given) {
    const [key, loops, , lying, standing] = given;
    const slides = slidesOf(given, document);
    const [first] = slides;
    const last = slides[slides.length - 1];
    const words = (name) => (last.querySelector(name) ? last.querySelector(name).textContent : "");
    const title = (slides.length > 1 ? first : last).querySelector("h2").textContent;
    return {
      key, loops, title, slides,
      name: [slides.length > 1 ? "" : words(".chiffre"), title].filter(Boolean).join(" : "),
      above: slides.length > 1 ? "Question et réponse" : words(".surtitre"),
      kind: (slides.length > 1 ? first : last).className.split(" ")[1],
      words: plain(slides.map((slide) => slide.textContent).join(" ")),
      scales: { paysage: lying, portrait: standing },
      seconds: slides.map((slide) => Number(slide.dataset.duree)),
    };
  }

  /* The time of an entry in the loop: what was asked for each of its slides, else the time to read. */
  const timeOf = (one) => entries.get(one.key).seconds.reduce((sum, own) => sum + (one.seconds || own), 0);

  function picture(one, index, sense) {
    return drawing(images, one.slides[index], { sense, scale: one.scales[sense][index], title: state.title, logo: state.logo });
  }

  /* What there is to choose from. */

  function found() {
    const asked = plain(filters.elements.mots.value).split(/\s+/).filter(Boolean);
    const { boucle: { value: loop }, sorte: { value: kind } } = filters.elements;
    return Array.from(entries.values()).filter((one) => (!loop || one.loops.includes(loop)) && (!kind || one.kind === kind) && asked.every((word) => one.words.includes(word)));
  }

  function showPool() {
    const all = found();
    const seen = all.slice(0, shown);
    say(part("compte"), !all.length ? "Aucune diapositive : essayez un autre mot, ou toutes les boucles." : plural(all.length, "diapositive") + (all.length > seen.length ? `, dont ${seen.length} montrées` : ""));
    const cards = part("liste");
    const before = new Map(Array.from(cards.children, (card) => [card.dataset.cle, card]));
    cards.replaceChildren(...seen.map((one) => before.get(one.key) || card(one)));
    part("plus").hidden = all.length <= seen.length;
  }

  function card(one) {
    const image = make("img", { src: held(drawing(images, one.slides[0], { sense: "paysage", scale: one.scales.paysage[0], title: "", logo: true })), alt: "", width: 320, height: 180 });
    const add = button("Ajouter", () => added([one.key]), { class: "secondaire", "aria-label": `Ajouter : ${one.above}, ${one.name}` });
    return make("li", { "data-cle": one.key }, image, make("p", {}, make("b", {}, one.above), ` ${one.name}`), add);
  }

  function added(keys) {
    const room = MOST - state.slides.length;
    if (!room) return say(part("dit"), `Une boucle a ${MOST} diapositives au plus : retirez-en une d’abord.`);
    const taken = keys.slice(0, room);
    current = flat().length;
    return change({ slides: [...state.slides, ...taken.map((key) => ({ key, seconds: 0 }))] }, taken.length > 1 ? `${taken.length} diapositives ajoutées.` : `Ajoutée, au rang ${state.slides.length + 1} : ${entries.get(taken[0]).name}`);
  }

  /* The loop. */

  function change(what, words) {
    undone.push({ state, words });
    if (undone.length > STEPS) undone.shift();
    state = { ...state, ...what };
    keep();
    say(part("dit"), [words, guideParts.memoire.trouble(kept, "votre boucle", "prenez son adresse avant de fermer la page")].filter(Boolean).join(" "));
    show();
  }

  function keep() {
    kept.change(() => query(state));
    guideParts.adresse.write([...pairs(state), ["boucle", filters.elements.boucle.value]]);
  }

  function undo() {
    const before = undone.pop();
    if (!before) return;
    state = before.state;
    keep();
    say(part("dit"), `Annulé : ${before.words}`);
    show();
    if (!undone.length) root.querySelector("#boucle").focus();
  }

  function moved(place, step) {
    const slides = [...state.slides];
    [slides[place], slides[place + step]] = [slides[place + step], slides[place]];
    change({ slides }, `Rang ${place + step + 1} : ${entries.get(slides[place + step].key).name}`);
    const own = list.children[place + step].querySelectorAll("[data-pas]");
    const same = Array.from(own).find((one) => Number(one.dataset.pas) === step);
    (same.disabled ? Array.from(own).find((one) => one !== same) : same).focus();
  }

  function removed(place) {
    const { name } = entries.get(state.slides[place].key);
    change({ slides: state.slides.filter((one, other) => other !== place) }, `Retirée : ${name}`);
    const next = list.children[Math.min(place, list.children.length - 1)];
    (next ? next.querySelector("[data-retirer]") : root.querySelector("#boucle")).focus();
  }

  function timed(place, field, problem) {
    const limits = { min: LEAST_SECONDS, max: MOST_SECONDS, isWhole: true, unit: "s" };
    const value = nombre.check(field, limits);
    problem.textContent = field.validationMessage;
    const one = state.slides[place];
    one.typed = field.validationMessage ? field.value : ""; // what is typed stays, though it does not count
    if (field.validationMessage || (value || 0) === one.seconds) return;
    const slides = state.slides.map((other, rank) => (rank === place ? { key: one.key, seconds: value || 0 } : other));
    change({ slides }, `Durée changée : ${entries.get(one.key).name}`);
  }

  function line(asked, place) {
    const one = entries.get(asked.key);
    const field = nombre.field(make("input", { value: asked.typed || asked.seconds || "", size: 3, "data-duree": true, "aria-label": `Durée en secondes : ${one.name}` }));
    const problem = make("span", { class: "composer-faute", role: "status" });
    field.addEventListener("change", () => timed(place, field, problem));
    if (asked.typed) timed(place, field, problem);
    const least = Math.max(...one.seconds);
    const short = asked.seconds && asked.seconds < least ? ` Trop court : il faut ${least} s pour la lire.` : "";
    return make("li", {},
      button(`${place + 1}. ${one.name}`, () => { current = firstOf(place); showPreview(); }, { class: "composer-nom", "aria-label": `Voir : ${place + 1}. ${one.name}` }),
      make("span", { class: "composer-gestes" },
        button("↑", () => moved(place, -1), { class: "secondaire", "data-pas": -1, disabled: place === 0, "aria-label": `Monter : ${one.name}` }),
        button("↓", () => moved(place, 1), { class: "secondaire", "data-pas": 1, disabled: place === state.slides.length - 1, "aria-label": `Descendre : ${one.name}` }),
        button("Retirer", () => removed(place), { class: "secondaire", "data-retirer": true, "aria-label": `Retirer : ${one.name}` })),
      make("span", { class: "composer-duree" }, field, ` s${one.slides.length > 1 ? " chacune" : ""} (vide : ${one.seconds.join(" puis ")} s, le temps de lire)`, short && make("b", {}, short), " ", problem));
  }

  /* Every slide of the loop, in its order: a question and its answer are two. */
  const flat = () => state.slides.flatMap((asked, place) => entries.get(asked.key).slides.map((slide, index) => ({ place, index, one: entries.get(asked.key) })));
  const firstOf = (place) => flat().findIndex((each) => each.place === place);

  function time(seconds) {
    return [seconds >= 60 ? `${Math.floor(seconds / 60)} min` : "", seconds % 60 || seconds < 60 ? `${seconds % 60} s` : ""].filter(Boolean).join(" ");
  }

  function show() {
    const all = flat();
    part("resume").textContent = all.length ? `${plural(all.length, "diapositive")}, un tour en ${time(state.slides.reduce((sum, one) => sum + timeOf(one), 0))}.` : "Elle est vide : ajoutez des diapositives du guide.";
    list.replaceChildren(...state.slides.map(line));
    part("depart").hidden = all.length > 0;
    part("vider").disabled = !all.length;
    part("annuler").disabled = !undone.length;
    part("prendre").hidden = !all.length;
    showOptions();
    showPreview();
    const page = new URL(`ecrans/ma-boucle/${location.protocol === "file:" ? "index.html" : ""}`, site);
    part("lire").href = `${page}?${query(state)}`;
    part("imprimer").href = `${page}?${query(state)}&imprimer=oui`;
    part("adresse").textContent = given();
  }

  const given = () => `${published}?affichage=ecran&${query(state).replace(/%2C/g, ",")}`;

  function showOptions() {
    const { titre, logo, fuseau } = options.elements;
    if (document.activeElement !== titre) titre.value = state.title;
    logo.checked = state.logo;
    if (state.zone && !Array.from(fuseau.options).some((option) => option.value === state.zone)) fuseau.append(make("option", { value: state.zone }, state.zone));
    fuseau.value = state.zone;
  }

  function showPreview() {
    const all = flat();
    preview.hidden = !all.length;
    if (!all.length) return;
    current = Math.min(Math.max(current, 0), all.length - 1);
    const { one, index, place } = all[current];
    const sense = senseNow();
    const image = preview.querySelector("img");
    [image.width, image.height] = images[sense].taille.map((length) => length / 3);
    image.src = held(picture(one, index, sense));
    image.alt = one.slides[index].querySelector("h2").textContent;
    preview.querySelector("span").textContent = `${current + 1} / ${all.length}`;
    part("avant").disabled = current === 0;
    part("apres").disabled = current === all.length - 1;
    Array.from(list.children).forEach((item, rank) => item.classList.toggle("vue", rank === place));
  }

  const senseNow = () => (part("portrait").checked ? "portrait" : "paysage");

  function turn(step) {
    current += step;
    showPreview();
    const pressed = part(step < 0 ? "avant" : "apres");
    if (pressed.disabled) part(step < 0 ? "apres" : "avant").focus();
  }

  /* What leaves the page. */

  const name = () => guideParts.fichier.slug(state.title) || "ma-boucle";

  async function making(act) {
    const fait = part("fait");
    say(fait, "En préparation…");
    try {
      await act((words) => say(fait, words));
      say(fait, "Enregistré dans vos téléchargements.");
    } catch (error) {
      say(fait, error.said || "Ce fichier n’a pas pu être fait : rechargez la page, puis réessayez.");
    }
  }

  async function packed(files) {
    await guideParts.charger.script("assets/vendor/fflate.min.js");
    return guideParts.archive.pack(files);
  }

  /* The package that « make ecrans » would make, with these slides in it. */
  async function takePackage(ending) {
    await guideParts.charger.script(paquet);
    const { page, fichiers } = window.guidePaquetEcran;
    const loop = new DOMParser().parseFromString(page, "text/html");
    fill(loop, state, window.guideDiapositives);
    loop.querySelectorAll('a[href^="../"]').forEach((link) => link.removeAttribute("href"));
    const files = { ...fichiers, "index.html": `<!doctype html>\n${loop.documentElement.outerHTML}\n` };
    const bytes = (content) => (typeof content === "string" ? content : Uint8Array.from(atob(content[0]), (sign) => sign.charCodeAt(0)));
    const sorted = Object.keys(files).sort().map((path) => [path, bytes(files[path])]);
    guideParts.fichier.take(await packed(Object.fromEntries(sorted)), "application/zip", `${name()}.${ending}`);
  }

  async function drawn({ one, index }, sense) {
    try {
      return await png(picture(one, index, sense), images[sense].taille);
    } catch (error) {
      error.said = "Ce navigateur refuse de dessiner l’image : essayez avec un autre, ou imprimez la boucle.";
      throw error;
    }
  }

  async function takeImage() {
    const sense = senseNow();
    guideParts.fichier.take(await drawn(flat()[current], sense), "image/png", `${name()}-${current + 1}-${sense}.png`);
  }

  async function takeImages(told) {
    const files = {};
    const all = flat();
    const sense = senseNow();
    for (const [rank, each] of all.entries()) {
      told(`Image ${rank + 1} sur ${all.length}…`);
      const blob = await drawn(each, sense);
      files[`${name()}-${String(rank + 1).padStart(2, "0")}-${sense}.png`] = new Uint8Array(await blob.arrayBuffer());
    }
    guideParts.fichier.take(await packed(files), "application/zip", `${name()}-images-${sense}.zip`);
  }

  /* The beginning: the address is anybody's, the device's own is kept under « Annuler ». */

  function begin() {
    const asked = read(new URLSearchParams(location.search));
    const own = read(new URLSearchParams(kept.value));
    const known = (given) => ({ ...given, slides: given.slides.filter((one) => entries.has(one.key)) });
    const wanted = asked.slides.length ? asked : own;
    state = known(wanted);
    const lost = wanted.slides.length - state.slides.length;
    const words = [];
    if (asked.slides.length && own.slides.length && query(own) !== query(asked)) {
      undone.push({ state: known(own), words: "la boucle de l’adresse. Voici celle que cet appareil gardait." });
      words.push("Boucle reçue par l’adresse. « Annuler » rend celle que cet appareil gardait.");
    }
    if (lost) words.push(`${plural(lost, "diapositive")} de cette boucle ${lost > 1 ? "ne sont" : "n’est"} plus dans le guide.`);
    words.push(guideParts.memoire.trouble(kept, "votre boucle", "prenez son adresse avant de fermer la page"));
    say(part("dit"), words.filter(Boolean).join(" "));
    filters.elements.boucle.value = guideParts.adresse.value("boucle", boucles.map(([id]) => id));
    showPool();
    show();
  }

  function listen() {
    for (const event of ["input", "change"]) {
      filters.addEventListener(event, () => {
        shown = BY;
        showPool();
        guideParts.adresse.write([...pairs(state), ["boucle", filters.elements.boucle.value]]);
      });
    }
    filters.addEventListener("submit", (event) => event.preventDefault());
    options.addEventListener("submit", (event) => event.preventDefault());
    options.addEventListener("change", () => {
      const { titre, logo, fuseau } = options.elements;
      titre.value = clean(titre.value);
      const what = { title: titre.value, logo: logo.checked, zone: isZone(fuseau.value) ? fuseau.value : "" };
      if (Object.keys(what).some((key) => what[key] !== state[key])) change(what, "Réglage changé.");
    });
    part("plus").addEventListener("click", () => {
      const first = shown;
      shown += BY;
      showPool();
      part("liste").children[first].querySelector("button").focus();
    });
    root.querySelectorAll("[data-composer-partir]").forEach((one) => one.addEventListener("click", () => {
      added(boucles.find(([id]) => id === one.dataset.composerPartir)[1].filter((key) => entries.has(key)));
      current = 0;
      showPreview();
      root.querySelector("#boucle").focus();
    }));
    part("annuler").addEventListener("click", undo);
    part("vider").addEventListener("click", () => {
      change({ slides: [] }, "Boucle vidée.");
      part("annuler").focus();
    });
    part("avant").addEventListener("click", () => turn(-1));
    part("apres").addEventListener("click", () => turn(1));
    part("portrait").addEventListener("change", showPreview);
    const copy = guideParts.copie.button("Copier l’adresse", given);
    part("copie").append(copy.button, " ", copy.said);
    root.querySelectorAll("[data-composer-paquet]").forEach((one) => one.addEventListener("click", () => making(() => takePackage(one.dataset.composerPaquet))));
    part("image").addEventListener("click", () => making(takeImage));
    part("images").addEventListener("click", () => making(takeImages));
    whenFilled(() => { showOptions(); showPool(); });
  }

  guideParts.charger.script(fonds).then(() => {
    for (const given of window.guideDiapositives) entries.set(given[0], entry(given));
    part("attente").remove();
    part("page").hidden = false;
    listen();
    begin();
  }).catch(() => say(part("attente"), "Les diapositives n’ont pas pu être chargées : vérifiez le réseau, puis rechargez la page."));
})();
