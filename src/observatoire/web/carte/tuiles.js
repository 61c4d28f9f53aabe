// The tiled base map, under the outlines: loaded only where a setting asks for it. Few tiles travel at a time, few are
// kept, none is asked before the map is seen nor once the visitor has put the base map away.

import { bordsEcran, carre, FENETRES, MERCATOR, tuilesVues } from "./mercator.js"

export const PLAN = MERCATOR
const EN_ROUTE = 6
const PAR_VUE = 120
const GARDEES = 192
const CALME_MS = 150
const CHOIX = "observatoire-fond-de-carte"

function noeud(nom, classe, texte = "") {
  const fait = document.createElement(nom)
  fait.className = classe
  fait.textContent = texte
  return fait
}

// The visitor's choice; until there is one, who asks to spare data gets no tile. A frame may be refused its memory.
function lireLeChoix() {
  try {
    const choix = localStorage.getItem(CHOIX)
    if (choix) return choix === "oui"
  } catch {}
  return !navigator.connection?.saveData && !matchMedia("(prefers-reduced-data: reduce)").matches
}

// One choice for every map of the page; those that have gone stop listening.
function direLeChoix(montre) {
  try {
    localStorage.setItem(CHOIX, montre ? "oui" : "non")
  } catch {}
  window.dispatchEvent(new CustomEvent(CHOIX, { detail: montre }))
}

function placer(element, [g, t, d, b]) {
  const [x, y] = [Math.round(g), Math.round(t)]
  element.style.transform = `translate(${x}px, ${y}px)`
  element.style.width = `${Math.round(d) - x}px`
  element.style.height = `${Math.round(b) - y}px`
  return [x, y]
}

export class Tuiles {
  constructor(figure, { modele, credit }) {
    this.figure = figure
    this.modele = modele
    this.tuiles = new Map()
    this.voulues = []
    this.montre = lireLeChoix()
    this.visible = false
    this.construire(credit)
    const plan = figure.querySelector(".plan")
    plan.prepend(this.fond)
    plan.after(this.ligne)
    const suivre = ({ detail }) => (plan.isConnected ? this.choisir(detail) : window.removeEventListener(CHOIX, suivre))
    window.addEventListener(CHOIX, suivre)
    new IntersectionObserver((vus) => this.voir(vus.at(-1).isIntersecting)).observe(plan)
  }

  construire(credit) {
    this.fond = noeud("div", "tuiles")
    this.fond.setAttribute("aria-hidden", "true")
    this.calques = FENETRES.map(({ bords }) => noeud("div", bords ? "encart" : ""))
    this.fond.append(...this.calques)
    this.ligne = noeud("p", "fond-de-carte")
    this.credit = noeud("span", "", `Fond de carte\u00a0: ${credit}.`)
    this.panne = noeud("span", "")
    this.panne.setAttribute("role", "status")
    this.sansImage = noeud("span", "sans-image", "Les images à télécharger sont sans ce fond.")
    this.bouton = noeud("button", "")
    this.bouton.type = "button"
    this.bouton.addEventListener("click", () => direLeChoix(!this.montre))
    this.ligne.append(this.credit, this.panne, this.sansImage, this.bouton)
    this.dire()
  }

  /* what the map tells */

  recevoir({ image }) {
    this.image = Boolean(image)
    this.dire()
  }

  // The map moved: tiles follow at once, others are asked for when it rests.
  suivre(vue, ecran) {
    Object.assign(this, { vue, ecran })
    this.origines = FENETRES.map((fenetre, rang) => placer(this.calques[rang], bordsEcran(fenetre, vue, ecran)))
    for (const tuile of this.tuiles.values()) if (tuile.img.isConnected) this.poser(tuile)
    this.fond.setAttribute("aria-busy", String(this.montre && this.visible))
    clearTimeout(this.repos)
    this.repos = setTimeout(() => this.demander(), CALME_MS)
  }

  // Draw something as the map is without tiles.
  sansFond(faire) {
    const sur = this.figure.classList.contains("sur-tuiles")
    this.figure.classList.remove("sur-tuiles")
    faire()
    this.figure.classList.toggle("sur-tuiles", sur)
  }

  /* asked or not */

  voir(visible) {
    this.visible = visible
    if (visible) this.demander()
    else this.renoncer()
  }

  choisir(montre) {
    this.montre = montre
    this.renoncer()
    for (const { img } of this.tuiles.values()) img.remove()
    this.tuiles.clear()
    this.demander()
    this.dire()
  }

  renoncer() {
    this.fond.setAttribute("aria-busy", "false")
    this.voulues = []
    this.abandonner()
  }

  /* tiles */

  demander() {
    if (!this.montre || !this.visible || !this.vue) return
    this.fond.setAttribute("aria-busy", "true")
    this.voulues = FENETRES.flatMap((fenetre, rang) => tuilesVues(fenetre, this.vue, this.ecran).map((lieu) => ({ rang, lieu, cle: `${rang}/${lieu.join("/")}` })))
      .slice(0, PAR_VUE)
    this.abandonner()
    this.avancer()
  }

  // Those on their way that nobody looks at any more are not waited for.
  abandonner() {
    const voulues = new Set(this.voulues.map(({ cle }) => cle))
    for (const [cle, { etat, img }] of this.tuiles) {
      if (etat !== "en route" || voulues.has(cle)) continue
      img.onload = img.onerror = null
      img.removeAttribute("src")
      this.tuiles.delete(cle)
    }
  }

  avancer() {
    let enRoute = [...this.tuiles.values()].filter(({ etat }) => etat === "en route").length
    for (const voulue of this.voulues) {
      const tuile = this.tuiles.get(voulue.cle)
      if (!tuile && enRoute < EN_ROUTE) {
        enRoute += 1
        this.partir(voulue)
      }
      if (tuile?.etat === "là" && !tuile.img.isConnected) this.montrer(tuile)
    }
    if (!enRoute) this.ranger()
    this.dire()
  }

  partir({ rang, lieu, cle }) {
    const img = new Image()
    const tuile = { rang, lieu, img, etat: "en route" }
    const arriver = (etat) => () => {
      tuile.etat = etat
      this.avancer()
    }
    this.tuiles.set(cle, tuile)
    Object.assign(img, { alt: "", draggable: false, onload: arriver("là"), onerror: arriver("en échec") })
    const [z, x, y] = lieu
    img.src = this.modele.replace("{z}", z).replace("{x}", x).replace("{y}", y)
  }

  montrer(tuile) {
    this.calques[tuile.rang].append(tuile.img)
    this.poser(tuile)
  }

  poser({ rang, lieu, img }) {
    const [x, y] = this.origines[rang]
    const [g, t, d, b] = carre(FENETRES[rang], this.vue, lieu)
    placer(img, [g - x, t - y, d - x, b - y])
  }

  // All have come: take away those of other views, forget the oldest and the failures, those in sight being the youngest.
  ranger() {
    this.fond.setAttribute("aria-busy", "false")
    const vues = new Map()
    for (const { cle } of this.voulues) if (this.tuiles.has(cle)) vues.set(cle, this.tuiles.get(cle))
    for (const [cle, tuile] of vues) {
      this.tuiles.delete(cle)
      this.tuiles.set(cle, tuile)
    }
    for (const [cle, { img, etat }] of this.tuiles) {
      if (vues.has(cle)) break
      img.remove()
      if (etat !== "là" || this.tuiles.size > GARDEES) this.tuiles.delete(cle)
    }
  }

  /* what the visitor reads */

  dire() {
    const etats = this.voulues.map(({ cle }) => this.tuiles.get(cle)?.etat)
    const la = etats.includes("là")
    const panne = this.montre && etats.includes("en échec") && etats.every((etat) => etat === "en échec")
    if (la || panne || !this.montre) this.figure.classList.toggle("sur-tuiles", la && this.montre)
    this.credit.hidden = !this.montre
    this.sansImage.hidden = !(this.montre && this.image)
    const phrase = panne ? "Fond de carte indisponible." : ""
    if (this.panne.textContent !== phrase) this.panne.textContent = phrase
    this.bouton.textContent = this.montre ? "Masquer le fond de carte" : "Afficher le fond de carte"
  }
}
