/* Of a page of results, when its address asks for some: the engine starts before the page's own scripts, and what it needs travels
   beside them. search/box.js takes it over, and does without this. */
if (location.search.length > 1 && location.protocol !== 'file:') {
  const assets = new URL(`${document.querySelector('meta[name="guide-racine"]').content}/assets/`, document.baseURI);
  const add = (name, attributes) => document.head.appendChild(Object.assign(document.createElement(name), attributes));
  window.guideAmorce = new Promise((resolve, reject) => {
    const begin = () => resolve(window.guideSearch.begin(assets, new URLSearchParams(location.search).get('q') || ''));
    add('script', { src: new URL('js/moteur-recherche.js', assets).href, fetchPriority: 'high', onload: begin, onerror: reject });
  });
  window.guideAmorce.catch(() => {}); // told by who needs it
  for (const path of ['recherche/manifest.js', 'recherche/colonnes.js', 'vendor/lunr.min.js']) add('link', { rel: 'preload', as: 'script', href: new URL(path, assets).href });
}
