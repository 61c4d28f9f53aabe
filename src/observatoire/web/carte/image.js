// The map as a picture of its own: nothing to fetch, its title, its legend, its day and its licence inside.

const SVG = "http://www.w3.org/2000/svg"
const ECRITS = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "opacity",
  "vector-effect", "font-size", "font-weight", "font-family", "paint-order", "text-anchor", "display", "visibility", "color",
]
const MARGE = 16
const LIGNE = 20
const ENTREE = 26
const DENSITE = 2

const element = (nom, attributs = {}, enfants = []) => {
  const noeud = document.createElementNS(SVG, nom)
  for (const [cle, valeur] of Object.entries(attributs)) noeud.setAttribute(cle, valeur)
  noeud.append(...enfants)
  return noeud
}

// A copy whose look no longer depends on the page's style sheets.
function figer(original) {
  const copie = original.cloneNode(true)
  const copies = [copie, ...copie.querySelectorAll("*")]
  ;[original, ...original.querySelectorAll("*")].forEach((noeud, rang) => {
    const style = getComputedStyle(noeud)
    const ecrit = ECRITS.map((nom) => `${nom}:${style.getPropertyValue(nom)}`).join(";")
    for (const { name } of [...copies[rang].attributes])
      if (/^(class|role|tabindex|style|aria-|data-)/.test(name)) copies[rang].removeAttribute(name)
    copies[rang].setAttribute("style", ecrit)
  })
  return copie
}

function couper(texte, signes) {
  const lignes = [""]
  for (const mot of texte.split(" ")) {
    const essai = lignes.at(-1) ? `${lignes.at(-1)} ${mot}` : mot
    if (essai.length > signes && lignes.at(-1)) lignes.push(mot)
    else lignes[lignes.length - 1] = essai
  }
  return lignes
}

function dessinerLegende(liste, largeur) {
  const colonnes = Math.max(1, Math.floor(largeur / 330))
  return [...liste.children].map((entree, rang) => {
    const signe = figer(entree.querySelector("svg"))
    for (const [cle, valeur] of Object.entries({ x: 0, y: -14, width: 18, height: 18, overflow: "visible" })) signe.setAttribute(cle, valeur)
    const x = (rang % colonnes) * (largeur / colonnes)
    return element("g", { transform: `translate(${x} ${Math.floor(rang / colonnes) * ENTREE})` }, [
      signe, element("text", { x: 26 }, [entree.querySelector("span").textContent]),
    ])
  })
}

export function enSvg(racine, { titre, credit }) {
  const carte = racine.querySelector("svg.dessin")
  const { width: l, height: h } = carte.getBoundingClientRect()
  const style = getComputedStyle(racine.querySelector(".carte-de-france"))
  const dit = (texte, y, attributs = {}) => element("text", { x: MARGE, y, ...attributs }, [texte])
  const titres = couper(titre, Math.floor(l / 12))
  const haut = MARGE + titres.length * 24 + 8
  const plan = figer(carte)
  for (const [cle, valeur] of Object.entries({ x: 0, y: haut, width: l, height: h, overflow: "hidden" })) plan.setAttribute(cle, valeur)
  const entete = racine.querySelector(".legende-titre")
  const legende = dessinerLegende(racine.querySelector(".legende"), l - 2 * MARGE)
  const debut = haut + h + 28 + (entete.hidden ? 0 : LIGNE + 4)
  const colonnes = Math.max(1, Math.floor((l - 2 * MARGE) / 330))
  const bas = debut + Math.ceil(legende.length / colonnes) * ENTREE + 8
  const credits = couper(credit, Math.floor(l / 7))
  const hauteur = bas + credits.length * LIGNE + MARGE
  const fond = getComputedStyle(racine.querySelector(".plan")).backgroundColor
  return element("svg", {
    xmlns: SVG, width: l, height: hauteur, viewBox: `0 0 ${l} ${hauteur}`, role: "img",
    "font-family": "'Atkinson Hyperlegible Next', Arial, sans-serif", "font-size": 14, fill: style.color,
  }, [
    element("title", {}, [titre]),
    element("desc", {}, [credit]),
    element("rect", { width: l, height: hauteur, fill: fond }),
    ...titres.map((texte, rang) => dit(texte, MARGE + 18 + rang * 24, { "font-size": 18, "font-weight": 700 })),
    plan,
    ...(entete.hidden ? [] : [dit(entete.textContent, haut + h + 24, { "font-weight": 700 })]),
    element("g", { transform: `translate(${MARGE} ${debut})` }, legende),
    ...credits.map((texte, rang) => dit(texte, bas + 12 + rang * LIGNE, { "font-size": 12 })),
  ])
}

function donner(morceau, nom) {
  const lien = document.createElement("a")
  lien.href = URL.createObjectURL(morceau)
  lien.download = nom
  lien.click()
  setTimeout(() => URL.revokeObjectURL(lien.href), 10_000)
}

export async function telecharger(racine, image, genre) {
  const dessin = enSvg(racine, image)
  const texte = new XMLSerializer().serializeToString(dessin)
  const svg = new Blob([texte], { type: "image/svg+xml" })
  if (genre === "svg") return donner(svg, "observatoire-carte.svg")
  const vue = new Image()
  vue.src = URL.createObjectURL(svg)
  await vue.decode()
  const toile = document.createElement("canvas")
  toile.width = DENSITE * dessin.getAttribute("width")
  toile.height = DENSITE * dessin.getAttribute("height")
  toile.getContext("2d").drawImage(vue, 0, 0, toile.width, toile.height)
  URL.revokeObjectURL(vue.src)
  toile.toBlob((png) => donner(png, "observatoire-carte.png"), "image/png")
}
