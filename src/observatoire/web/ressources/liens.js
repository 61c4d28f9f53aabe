// Links written in HTML (cards, tables) open our pages without loading the application again.
// Streamlit follows the browser's history: changing it and saying so is enough, and Back stays right.
(() => {
  "use strict";
  const PAGES = new Set(["/", "/explorer", "/pratique", "/territoire", "/pistes", "/fins", "/proposer", "/suivi", "/appels", "/instruction", "/moderation", "/doublons", "/importer", "/donnees", "/methode"]);
  document.addEventListener("click", (e) => {
    if (e.defaultPrevented || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    const lien = e.target instanceof Element ? e.target.closest('[data-testid="stHtml"] a[href], .js-plotly-plot a') : null;
    if (!lien || lien.closest("#avant")) return;
    // In a drawing, a link's attributes are animated strings.
    const [href, cible] = [lien.href, lien.target].map((v) => v?.baseVal ?? v);
    if ((cible && cible !== "_self") || lien.hasAttribute("download")) return;
    const adresse = new URL(href, location.href);
    if (adresse.origin !== location.origin || !PAGES.has(adresse.pathname) || adresse.hash) return;
    e.preventDefault();
    const memePage = adresse.pathname === location.pathname;
    if (!memePage || adresse.search !== location.search) {
      history.pushState({}, "", adresse.pathname + adresse.search);
      dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    }
    if (lien.closest("[data-sur-place]")) return; // what it opens is shown where the reader is
    const resultats = memePage && document.querySelector(".st-key-entete-resultats");
    if (resultats) resultats.scrollIntoView();
    else document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  });
})();
