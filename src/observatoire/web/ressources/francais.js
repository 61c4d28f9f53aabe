// Streamlit and Plotly draw their own words in English and offer no translation: this puts them in French.
// It touches names of controls and short texts of the interface, never what pages write (Markdown, HTML, tables).
(() => {
  "use strict";
  const MOTS = {
    "About": "À propos",
    "Accounting": "Comptable",
    "Add an option": "Ajouter un choix",
    "Add files": "Ajouter des fichiers",
    "Add options": "Ajouter des choix",
    "Add row": "Ajouter une ligne",
    "All selected options have been cleared.": "Tous les choix ont été retirés.",
    "App Logo": "Observatoire ES/TS",
    "App pages": "Pages de l’observatoire",
    "Automatic": "Automatique",
    "Autoscale": "Vue d’ensemble",
    "Autosize": "Ajuster la largeur",
    "Average": "Moyenne",
    "Box Select": "Choisir dans un rectangle",
    "Button action menu": "Menu du bouton",
    "Calendar": "Calendrier",
    "Cancel": "Annuler",
    "Cancel (Escape)": "Annuler (Échap)",
    "Choose a date": "Choisir une date",
    "Choose a file": "Choisir un fichier",
    "Choose an option": "Choisir",
    "Choose date": "Choisir une date",
    "Choose date range": "Choisir une période",
    "Choose options": "Choisir",
    "Choose or add an option": "Choisir ou ajouter",
    "Choose or add options": "Choisir ou ajouter",
    "Clear": "Effacer",
    "Clear all": "Tout retirer",
    "Clear date": "Effacer la date",
    "Clear dates": "Effacer les dates",
    "Clear entry": "Effacer la saisie",
    "Clear selection": "Effacer la sélection",
    "Clear time": "Effacer l’heure",
    "Clear value": "Effacer",
    "Click to retry upload": "Réessayer l’envoi",
    "Close": "Fermer",
    "Close fullscreen": "Quitter le plein écran",
    "Close Search": "Fermer la recherche",
    "Collapse sidebar": "Replier le volet",
    "Compact": "Abrégé",
    "Connecting": "Connexion en cours",
    "Connecting...": "Connexion en cours…",
    "Connection error": "Connexion interrompue",
    "Connection lost. Please wait for the app to reconnect, then try again.": "La connexion s’est interrompue. Attendez qu’elle revienne, puis recommencez.",
    "Continue anyway": "Continuer quand même",
    "Copied": "Copié",
    "Copy": "Copier",
    "Copy column name": "Copier le nom de la colonne",
    "Copy to clipboard": "Copier",
    "Dark": "Sombre",
    "Dataframe column menu": "Menu de la colonne",
    "Date range": "Période",
    "Decrement": "Diminuer",
    "Delete row(s)": "Supprimer la ligne",
    "Dismiss": "Fermer",
    "Distinct": "Valeurs différentes",
    "Download": "Télécharger",
    "Download as CSV": "Télécharger en CSV",
    "Download as PNG": "Télécharger l’image",
    "Download failed": "Le téléchargement a échoué",
    "Download plot as a PNG": "Télécharger l’image",
    "Download plot as a png": "Télécharger l’image",
    "Drag and drop a file here": "Déposez un fichier ici",
    "Drag and drop directories here": "Déposez des dossiers ici",
    "Drag and drop file here": "Déposez un fichier ici",
    "Drag and drop files here": "Déposez des fichiers ici",
    "Empty": "Vides",
    "Expand sidebar": "Ouvrir le volet",
    "False": "Non",
    "Feedback rating": "Note",
    "Footnotes": "Notes",
    "Format": "Format",
    "Fullscreen": "Plein écran",
    "Hide column": "Masquer la colonne",
    "Hide password": "Cacher le mot de passe",
    "Increment": "Augmenter",
    "Lasso Select": "Choisir au lasso",
    "Light": "Clair",
    "Link to heading": "Lien vers ce titre",
    "Localized": "À la française",
    "Logo": "Observatoire ES/TS",
    "Main menu": "Menu",
    "Maximum": "Maximum",
    "Minimum": "Minimum",
    "Navigate to home page": "Observatoire ES/TS, accueil",
    "Next page": "Page suivante",
    "Next Result": "Résultat suivant",
    "No content": "Rien à afficher",
    "No data": "Aucune donnée",
    "No options": "Aucun choix",
    "No options to select": "Aucun choix",
    "No options to select.": "Aucun choix.",
    "No results": "Aucun résultat",
    "None": "Aucun",
    "Notifications": "Notifications",
    "Only one file is allowed.": "Un seul fichier est accepté.",
    "Open": "Ouvrir",
    "Page not found": "Page introuvable",
    "Pagination": "Pages de résultats",
    "Pan": "Déplacer",
    "Percent": "Pourcentage",
    "Pin column": "Fixer la colonne",
    "Plain": "Brut",
    "Previous page": "Page précédente",
    "Previous Result": "Résultat précédent",
    "Quick select a date range": "Périodes courantes",
    "Range": "Étendue",
    "Rerun": "Relancer",
    "Reset": "Rétablir",
    "Reset axes": "Vue d’ensemble",
    "Reset view": "Vue d’ensemble",
    "Running...": "Mise à jour…",
    "Scientific": "Scientifique",
    "Scroll tabs left": "Onglets précédents",
    "Scroll tabs right": "Onglets suivants",
    "Search": "Rechercher",
    "Select": "Choisir",
    "Select all": "Tout choisir",
    "Selected values": "Valeurs choisies",
    "Show password": "Montrer le mot de passe",
    "Show/hide columns": "Montrer ou masquer des colonnes",
    "Sidebar": "Volet",
    "Skip to main content": "Aller au contenu",
    "Sort ascending": "Trier par ordre croissant",
    "Sort descending": "Trier par ordre décroissant",
    "Statistics": "Statistiques",
    "Stop": "Arrêter",
    "Sum": "Somme",
    "Theme": "Apparence",
    "Too many files": "Trop de fichiers",
    "True": "Oui",
    "Unpin column": "Ne plus fixer la colonne",
    "Upload": "Choisir un fichier",
    "Upload directories": "Choisir des dossiers",
    "Upload failed": "L’envoi a échoué",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "Flèches pour parcourir les dates, Entrée pour choisir, Échap pour fermer.",
    "Use system setting": "Réglage du système",
    "View fullscreen": "Plein écran",
    "Your app is having trouble loading the component.": "Une partie de la page ne s’est pas chargée. Rechargez la page.",
    "Zoom": "Zoomer",
    "Zoom in": "Zoomer",
    "Zoom out": "Dézoomer",
    "Please replace": "Remplacez",
  };
  const MODELES = [
    [/^Press Enter to apply$/, "Entrée pour valider"],
    [/^Press Enter to submit form$/, "Entrée pour envoyer"],
    [/^Press (?:Ctrl|⌘|Cmd)\s?\+\s?Enter to apply$/, "Ctrl + Entrée pour valider"],
    [/^Press (?:Ctrl|⌘|Cmd)\s?\+\s?Enter to submit form$/, "Ctrl + Entrée pour envoyer"],
    [/^(\d+)\/(\d+) characters?$/, "$1 caractères sur $2"],
    [/^Limit ([\d.]+)\s?([KMG]?)B per file(.*)$/, (_, n, u, s) => `${n.replace(".", ",")}\u00a0${u.toLowerCase() === "k" ? "k" : u}o au plus par fichier${s.replace(/ • /g, "\u00a0· ")}`],
    [/^([\d.]+)([KMG]?)B per file(.*)$/, (_, n, u, s) => `${n.replace(".", ",")}\u00a0${u === "K" ? "k" : u}o par fichier${s}`],
    [/^([\d.]+)([KMG]?)B$/, (_, n, u) => `${n.replace(/\.0$/, "").replace(".", ",")}\u00a0${u === "K" ? "k" : u}o`],
    [/^File is larger than (.*)$/, "Le fichier dépasse $1"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.?$/, "$1 choix au plus\u202f: retirez-en un d’abord."],
    [/^Remove (.+)$/, "Retirer $1"],
    [/^Help for (.+)$/, "Aide\u00a0: $1"],
    [/^Help$/, "Aide"],
    [/^Select (.+)$/, "Choisir $1"],
    [/^Add: (.+)$/, "Ajouter\u00a0: $1"],
    [/^Page (\d+)(?: of (\d+))?$/, (_, a, b) => (b ? `Page ${a} sur ${b}` : `Page ${a}`)],
    [/^(?:Go to )?[Pp]age (\d+)$/, "Page $1"],
    [/^View (\d+) more$/, "Voir $1 de plus"],
    [/^View less$/, "Voir moins"],
    [/^(\d+) more$/, "$1 de plus"],
    [/^Number is below the allowed range\..*?(-?[\d.,]+)?\.?$/, (_, n) => (n ? `Nombre trop petit\u00a0: ${n} au moins.` : "Nombre trop petit.")],
    [/^Number is above the allowed range\..*?(-?[\d.,]+)?\.?$/, (_, n) => (n ? `Nombre trop grand\u00a0: ${n} au plus.` : "Nombre trop grand.")],
    [/^Streamlit server is not responding\..*/s, "L’observatoire ne répond pas, ou vous n’êtes plus relié à internet. Gardez cette page ouverte\u202f: elle se reconnectera toute seule."],
    [/^Is (?:Streamlit|the Streamlit server) still running\?.*/s, "L’observatoire ne répond plus. La page se reconnectera toute seule dès qu’il sera revenu."],
    [/^Connection (?:failed|timed out).*/s, "L’observatoire ne répond pas pour le moment. Nouvel essai en cours…"],
    [/^Selectbox options$/, "Choix possibles"],
    [/^Multiselect options$/, "Choix possibles"],
  ];
  const ATTRIBUTS = ["aria-label", "title", "placeholder", "alt", "data-title", "aria-valuetext"];
  // Words of the pages themselves: never touched.
  const A_NOUS = '[data-testid="stMarkdownContainer"], [data-testid="stHtml"], [data-testid="stTable"], [data-testid="stCode"], textarea, script, style, .maplibregl-map, canvas';

  const traduire = (texte) => {
    const brut = texte.trim();
    if (!brut || brut.length > 300 || !/[A-Za-z]/.test(brut)) return null;
    if (Object.hasOwn(MOTS, brut)) return texte.replace(brut, MOTS[brut]);
    for (const [motif, sens] of MODELES) if (motif.test(brut)) return texte.replace(brut, brut.replace(motif, sens));
    return null;
  };
  // Words inside controls of Streamlit that it writes as Markdown all the same.
  const A_EUX = '[data-testid="stFileUploaderDropzone"], [data-testid="stTopNav"] .rc-overflow-item-rest, [data-testid="stSkipToContent"], [role="dialog"]';
  const surTexte = (noeud) => {
    const parent = noeud.parentElement;
    if (parent?.closest(A_NOUS) && !parent.closest(A_EUX)) return;
    const sens = traduire(noeud.data);
    if (sens !== null && sens !== noeud.data) noeud.data = sens;
  };
  const surAttribut = (element, nom) => {
    const valeur = element.getAttribute(nom);
    if (!valeur || element.closest('[data-testid="stHtml"]')) return;
    const sens = traduire(valeur);
    if (sens !== null && sens !== valeur) element.setAttribute(nom, sens);
  };
  // A page arrives after its address was read: go to the part that the address names once it is there.
  let cible = decodeURIComponent(location.hash.slice(1));
  const allerALaPartie = () => {
    const partie = cible && document.getElementById(cible);
    if (!partie) return;
    cible = "";
    partie.scrollIntoView();
  };
  // Streamlit calls its place for files a decoration, with a name and a state all the same: it is a group.
  const DEPOTS = 'section[role="presentation"][aria-label]';
  const soigner = (element) => element.matches(DEPOTS) && element.setAttribute("role", "group");
  const parcourir = (racine) => {
    if (racine.nodeType === Node.TEXT_NODE) return surTexte(racine);
    if (racine.nodeType !== Node.ELEMENT_NODE || racine.closest("canvas")) return;
    const marche = document.createTreeWalker(racine, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let n = racine; n; n = marche.nextNode()) {
      if (n.nodeType === Node.TEXT_NODE) surTexte(n);
      else {
        soigner(n);
        for (const nom of ATTRIBUTS) if (n.hasAttribute(nom)) surAttribut(n, nom);
      }
    }
  };
  new MutationObserver((changements) => {
    for (const c of changements) {
      if (c.type === "childList") c.addedNodes.forEach(parcourir);
      else if (c.type === "characterData") surTexte(c.target);
      else surAttribut(c.target, c.attributeName);
    }
    if (cible) allerALaPartie();
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTS });

  // One-key shortcuts (r reruns, c clears the cache) trap people who dictate or type with a switch (WCAG 2.1.4).
  window.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || !["r", "c", "R", "C"].includes(e.key)) return;
    const cible = e.composedPath()[0];
    const ecrit = cible instanceof HTMLElement && (cible.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(cible.tagName));
    if (!ecrit) e.stopImmediatePropagation();
  }, true);

  // The server is at the root: without this, each page first asks for it under its own address, in vain.
  window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };
})();
