/* Of a page of results, when its address asks for some: what the engine needs travels with the page's own scripts, not after
   them. search/box.js names the same files, and does without this. */
if (location.search.length > 1 && location.protocol !== 'file:') {
  const root = document.querySelector('meta[name="guide-racine"]').content;
  for (const path of ['js/moteur-recherche.js', 'vendor/lunr.min.js', 'recherche/manifest.js', 'recherche/colonnes.js']) {
    const link = document.createElement('link');
    link.rel = 'preload';
    link.as = 'script';
    link.href = `${root}/assets/${path}`;
    document.head.append(link);
  }
}
