// Streamlit draws an open panel at the end of the page: by keys, all of the page would come before it. Here Tab goes from
// its button into it, and from its last stop to what follows the button; Shift+Tab comes back to the button.
(() => {
  "use strict";
  const ARRETS = ':is(a[href], button, input, textarea, summary, [tabindex="0"], [data-tabindex]):not([disabled])';
  // Once the focus is out of a panel, its stops are put out of reach: what they were is in data-tabindex.
  const atteignable = (a) => a.getClientRects().length && (a.dataset.tabindex ?? a.getAttribute("tabindex")) !== "-1";

  document.addEventListener("keydown", (e) => {
    if (e.key !== "Tab" || e.ctrlKey || e.altKey || e.metaKey) return;
    const bouton = document.querySelector('[data-testid="stPopoverButton"][aria-expanded="true"]');
    const panneau = document.querySelector('[data-testid="stPopoverBody"]');
    if (!bouton || !panneau) return;
    const arrets = [...panneau.querySelectorAll(ARRETS)].filter(atteignable);
    const ici = document.activeElement;
    if (ici === bouton && !e.shiftKey && arrets.length) {
      e.preventDefault();
      arrets[0].focus();
    } else if (ici === arrets[0] && e.shiftKey) {
      e.preventDefault();
      bouton.focus();
    } else if (ici === arrets.at(-1) && !e.shiftKey) {
      bouton.focus(); // the browser then goes on from there
    }
  }, true);
})();
