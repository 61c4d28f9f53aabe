// Streamlit sends a text field when the person leaves it. Here it is also sent after a pause, so that the draft on the
// server holds what was typed even if the page is closed or reloaded in the middle of a sentence. The focus stays.
(() => {
  "use strict";
  const PAUSE_MS = 1500;
  const NOS_FORMULAIRES = '[class*="st-key-proposer_"], [class*="st-key-suivi_"], [class*="st-key-diagnostic_"]';
  const attentes = new WeakMap();

  const envoyer = (champ) => {
    if (!champ.isConnected || document.activeElement !== champ) return;
    const ctrlKey = champ instanceof HTMLTextAreaElement;
    champ.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, ctrlKey, bubbles: true, cancelable: true }));
  };

  document.addEventListener("input", ({ target }) => {
    const champ = target instanceof Element && target.closest('[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input[type="text"]');
    if (!champ || !champ.closest(NOS_FORMULAIRES)) return;
    clearTimeout(attentes.get(champ));
    attentes.set(champ, setTimeout(() => envoyer(champ), PAUSE_MS));
  }, true);
})();
