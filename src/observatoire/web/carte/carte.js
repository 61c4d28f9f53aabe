// The map of France: our own outlines, drawn as SVG in one plane (plan.js), over tiles where a setting asks for them. It keeps its DOM, its camera and its focus when Python sends new data.
// Every text from the data goes through textContent or setAttribute, never through HTML.

import { telecharger } from "./image.js"
import { boite, CONIQUE, elargir, ENCARTS, OUTRE_MER } from "./plan.js"

const SVG = "http://www.w3.org/2000/svg"
const MARGE = 10
const GLISSER_PX = 4

/* ---------- outlines, fetched once for the whole page ---------- */

const couches = (globalThis.observatoireCouches ??= new Map()) // of every copy of this module

function lireCouche(adresse, plan) {
  const cle = `${plan.nom} ${adresse}`
  if (!couches.has(cle)) {
    const lecture = fetch(adresse)
      .then((reponse) => (reponse.ok ? reponse.json() : Promise.reject(new Error(String(reponse.status)))))
      .then(({ features }) => features.map((territoire) => tracer(territoire, plan)))
    lecture.catch(() => couches.delete(cle))
    couches.set(cle, lecture)
  }
  return couches.get(cle)
}

function tracer({ id, properties, geometry }, { projeter, decimales }) {
  const polygones = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates
  let d = ""
  const bornes = []
  for (const anneaux of polygones) {
    for (const anneau of anneaux) {
      const points = anneau.map(([lon, lat]) => projeter(lon, lat)).filter(Boolean)
      if (points.length < 3) continue
      d += "M" + points.map(([x, y]) => `${x.toFixed(decimales)} ${y.toFixed(decimales)}`).join("L") + "Z"
      const b = boite(points)
      bornes.push([b[0], b[1]], [b[2], b[3]])
    }
  }
  return { id, nom: properties.nom, d, bornes: boite(bornes) }
}

/* ---------- marks: a shape for each side ---------- */

const TRIANGLE = (cx, cy, r) =>
  `M${cx} ${cy - r}L${cx + 0.92 * r} ${cy + 0.62 * r}L${cx - 0.92 * r} ${cy + 0.62 * r}Z`
const ROND = (cx, cy, r) => `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`
const FORMES = {
  es: (r) => [TRIANGLE(0, 0.12 * r, 1.15 * r)],
  ts: (r) => [ROND(0, 0, r)],
  mixte: (r) => [TRIANGLE(-0.5 * r, 0.05 * r, 1.05 * r), ROND(0.5 * r, 0.05 * r, 0.85 * r)],
  deux: (r) => [TRIANGLE(-0.62 * r, 0.05 * r, 0.8 * r), ROND(0.62 * r, 0.05 * r, 0.62 * r)],
  autre: (r) => [`M${-0.85 * r} ${-0.85 * r}h${1.7 * r}v${1.7 * r}h${-1.7 * r}Z`],
}

function element(nom, attributs = {}, enfants = []) {
  const noeud = document.createElementNS(SVG, nom)
  for (const [cle, valeur] of Object.entries(attributs)) noeud.setAttribute(cle, valeur)
  noeud.append(...enfants)
  return noeud
}

function html(nom, classe, texte) {
  const noeud = document.createElement(nom)
  if (classe) noeud.className = classe
  if (texte !== undefined) noeud.textContent = texte
  return noeud
}

function dessinerSigne(genre, etat, r) {
  return element(
    "g",
    { class: `signe ${genre} ${etat}` },
    FORMES[genre](r).map((d) => element("path", { d })),
  )
}

// What several marks are, taken together: the same rule as `maps.genre` and `maps.etat`.
function reunir(genres) {
  const a = (...codes) => genres.some((g) => codes.includes(g))
  if (a("mixte")) return "mixte"
  if (a("deux") || (a("es") && a("ts"))) return "deux"
  return a("es") ? "es" : a("ts") ? "ts" : "autre"
}

// Where a number is read best: in the circle when there is one.
function placeDuNombre(noeud, r) {
  if (noeud.classList.contains("mixte")) return { x: 0.5 * r, y: 0.05 * r }
  if (noeud.classList.contains("deux")) return { x: 0.62 * r, y: 0.05 * r }
  return { x: 0, y: noeud.classList.contains("es") ? 0.18 * r : 0 }
}

const etatCommun = (etats) => (etats.every((e) => e === etats[0]) ? etats[0] : "clair")

// Area follows the number; against the largest mark of the map when numbers are large.
const rayonDe = (max) => (n) => (n === 1 ? 7.5 : 6.5 + Math.min(2.3 * Math.sqrt(n), 15 * Math.sqrt(n / max)))

/* ---------- the map ---------- */

class Carte {
  constructor(racine) {
    this.racine = racine
    this.svg = racine.querySelector("svg")
    this.terres = racine.querySelector(".terres")
    this.reperes = racine.querySelector(".reperes")
    this.marques = racine.querySelector(".marques")
    this.noms = racine.querySelector(".noms")
    this.bulle = racine.querySelector(".bulle")
    this.conseil = racine.querySelector(".conseil")
    this.vue = { k: 1, x: 0, y: 0 }
    this.plan = CONIQUE
    this.cible = CONIQUE.france
    this.figure = null
    this.ecouter()
    this.observateur = new ResizeObserver(() => this.redimensionner())
    this.observateur.observe(this.svg)
  }

  // The base map of the setting, when there is one: its plane and its tiles are in a file of their own.
  async ouvrirLeFond(reglage) {
    this.pret ??= import("./tuiles.js").then(({ PLAN, Tuiles }) => {
      this.plan = PLAN
      this.fond = new Tuiles(this.racine.querySelector(".carte-de-france"), reglage)
    }).catch(() => {})
    await this.pret
  }

  async recevoir(figure) {
    if (figure.tuiles) await this.ouvrirLeFond(figure.tuiles)
    const avant = this.figure
    this.figure = figure
    this.racine.querySelector(".carte-de-france").setAttribute("aria-label", figure.titre)
    this.svg.style.setProperty("--hauteur", `${figure.hauteur}px`)
    this.racine.querySelector(".carte-de-france").classList.toggle("petite", figure.hauteur < 400)
    this.racine.querySelector(".carte-de-france").classList.toggle("aplats", Boolean(figure.valeurs))
    this.racine.querySelector(".carte-de-france").classList.toggle("zones", figure.genre.startsWith("zones-"))
    if (figure.echelle) figure.echelle.forEach(([clair, sombre], i) =>
      this.svg.closest(".carte-de-france").style.setProperty(`--classe-${i + 1}`, `light-dark(${clair}, ${sombre})`))
    const titre = this.racine.querySelector(".legende-titre")
    titre.textContent = figure.mesure?.titre ?? ""
    titre.hidden = !figure.mesure
    for (const bouton of this.racine.querySelectorAll("[data-image]")) bouton.hidden = !figure.image
    this.legender(figure.legende)
    this.fond?.recevoir(figure)
    const deja = JSON.stringify(avant?.cadre) === JSON.stringify(figure.cadre)
    const garder = this.garder
    this.garder = false
    if (!avant || !(deja || garder)) this.viser(figure.cadre ? elargir(this.plan.projeterCadre(figure.cadre)) : this.plan.france, Boolean(avant))
    try {
      const [contours, ...fonds] = await Promise.all([figure.contours, ...[figure.fond].flat()].map((a) => (a ? lireCouche(a, this.plan) : null)))
      const fond = fonds.flat()
      if (figure !== this.figure) return
      this.tenirLeFocus(() => {
        this.dessinerTerres(fond, contours)
        this.dessinerMarques()
      })
      this.peindre()
    } catch {
      this.dire("Les contours n’ont pas pu être chargés. Rechargez la page\u202f; la liste reste complète.", true)
    }
  }

  /* outlines */

  dessinerTerres(fond, contours) {
    const { valeurs, choisi, cliquable, genre } = this.figure
    const cle = [this.figure.fond, this.figure.contours, genre].join()
    if (this.cleTerres !== cle) {
      this.cleTerres = cle
      this.formes = new Map()
      const terres = fond.map((terre) => {
        const noeud = element("path", { d: terre.d, class: "terre", "data-id": terre.id })
        this.formes.set(terre.id, { ...terre, noeud })
        return noeud
      })
      const filets = (contours ?? []).map(({ d }) => element("path", { d, class: "filet" }))
      this.terres.replaceChildren(...terres, ...filets)
    }
    for (const [id, { noeud, nom }] of this.formes) {
      const n = valeurs ? valeurs[id] : undefined
      const hors = valeurs && this.figure.dedans && !this.figure.dedans.includes(id)
      noeud.setAttribute("class", `terre ${n !== undefined ? `classe-${this.classe(n)}` : ""} ${hors ? "hors" : ""} ${choisi === id ? "choisi" : ""}`)
      if (valeurs && cliquable && !hors) {
        noeud.setAttribute("role", "button")
        noeud.setAttribute("tabindex", "-1")
        noeud.setAttribute("aria-pressed", String(choisi === id))
        noeud.setAttribute("aria-label", `${nom}\u00a0: ${this.direTerre(id, n)}`)
      } else for (const a of ["role", "tabindex", "aria-pressed", "aria-label"]) noeud.removeAttribute(a)
    }
    const devant = choisi && this.formes.get(choisi)
    if (devant) this.terres.append(devant.noeud)
    if (valeurs) this.entrer([...this.formes.values()].map(({ noeud }) => noeud).filter((n) => n.hasAttribute("role")))
  }

  classe(n) {
    return this.figure.bornes.filter((borne) => n >= borne).length
  }

  // What a territory is: its own words when the map shows classes, its count otherwise.
  direTerre(id, n) {
    const { dits, mesure, mots } = this.figure
    if (dits && id in dits) return dits[id]
    if (!mesure) return this.direNombre(n ?? 0)
    return n === undefined ? mots.aucune : `${n.toLocaleString("fr-FR", { maximumFractionDigits: mesure.decimales })}${mesure.unite.startsWith("\u202f") ? "" : " "}${mesure.unite}`
  }

  direNombre(n) {
    return n === 0 ? this.figure.mots.aucune : `${n.toLocaleString("fr-FR")} ${n > 1 ? this.figure.mots.plusieurs : this.figure.mots.une}`
  }

  /* marks */

  dessinerMarques() {
    this.points = (this.figure.marques ?? []).flatMap(([id, lon, lat, n, genre, etat, nom, titre]) => {
      const plan = this.plan.projeter(lon, lat)
      return plan ? [{ id, plan, n, genre, etat, nom, titre }] : []
    })
    this.rayon = rayonDe(Math.max(1, ...this.points.map((p) => p.n)))
    this.regrouper()
  }

  // Marks that would hide each other are drawn as one, which zooms in when it is clicked; the chosen one stays alone.
  regrouper() {
    const { choisi, marques, cliquable } = this.figure
    const seuil = 0.7 * this.taille
    const rayon = this.rayon
    const groupes = []
    for (const point of this.points) {
      const proche = point.id !== choisi && groupes.find((g) => g.tete.id !== choisi &&
        this.vue.k * Math.hypot(g.tete.plan[0] - point.plan[0], g.tete.plan[1] - point.plan[1]) < seuil * (rayon(g.tete.n) + rayon(point.n)))
      if (proche) proche.points.push(point)
      else groupes.push({ tete: point, points: [point] })
    }
    const cle = groupes.map((g) => g.points.map((p) => p.id).join()).join("|")
    if (cle === this.cleGroupes && this.groupesDe === this.figure) return
    this.cleGroupes = cle
    this.groupesDe = this.figure
    this.groupes = groupes.map(({ points }) => this.dessinerGroupe(points)).sort((a, b) => b.n - a.n)
    this.tenirLeFocus(() => {
      this.marques.replaceChildren(...this.groupes.map(({ noeud }) => noeud))
      if (marques && cliquable) this.entrer(this.groupes.map(({ noeud }) => noeud))
    })
  }

  dessinerGroupe(points) {
    const { choisi, cliquable } = this.figure
    const [tete] = points
    const n = points.reduce((somme, p) => somme + p.n, 0)
    const groupe = points.length > 1
    const rayon = this.rayon
    const noeud = dessinerSigne(reunir(points.map((p) => p.genre)), etatCommun(points.map((p) => p.etat)), rayon(n))
    if (groupe) noeud.prepend(element("circle", { class: "halo", r: rayon(n) * 1.25 + 4 }))
    if (n > 1) noeud.append(element("text", { "text-anchor": "middle", ...placeDuNombre(noeud, rayon(n)), dy: "0.35em" }, [String(n)]))
    noeud.classList.toggle("choisi", tete.id === choisi && !groupe)
    noeud.dataset.id = groupe ? points.map((p) => p.id).join() : tete.id
    const titre = groupe ? `${this.direNombre(n)}. Cliquez pour zoomer` : tete.titre || this.direNombre(n)
    const noms = points.slice(0, 3).map((p) => p.nom).join(", ") + (points.length > 3 ? `… (${points.length} lieux)` : "")
    noeud.setAttribute("aria-label", `${noms}\u00a0: ${titre}`)
    noeud.setAttribute("role", cliquable || groupe ? "button" : "img")
    if (cliquable || groupe) noeud.setAttribute("tabindex", "-1")
    if (cliquable && !groupe) noeud.setAttribute("aria-pressed", String(tete.id === choisi))
    return { plan: tete.plan, n, nom: noms, titre, noeud, points }
  }

  entrer(noeuds) {
    this.arrets = noeuds
    const premier = noeuds.find((n) => n.getAttribute("aria-pressed") === "true") ?? noeuds[0]
    premier?.setAttribute("tabindex", "0")
  }

  // What had the focus is drawn again: the mark or territory of the same place takes it.
  tenirLeFocus(dessiner) {
    const racine = this.svg.getRootNode()
    const avant = this.svg.contains(racine.activeElement) ? racine.activeElement.dataset.id?.split(",") : null
    dessiner()
    if (!avant || !this.arrets?.length || this.svg.contains(racine.activeElement)) return
    const suivant = this.arrets.find((n) => n.dataset.id.split(",").some((id) => avant.includes(id))) ?? this.arrets[0]
    for (const n of this.arrets) n.setAttribute("tabindex", n === suivant ? "0" : "-1")
    suivant.focus({ preventScroll: true })
  }

  /* camera */

  get fenetre() {
    return [this.svg.clientWidth || 600, this.svg.clientHeight || 500]
  }

  get taille() {
    return Math.max(0.62, Math.min(1, this.svg.clientWidth / 560))
  }

  get base() {
    const [l, h] = this.fenetre
    const [x0, y0, x1, y1] = this.plan.france
    return Math.min((l - 2 * MARGE) / (x1 - x0), (h - 2 * MARGE) / (y1 - y0))
  }

  viser(cible, doux) {
    this.cible = cible
    const [l, h] = this.fenetre
    const k = Math.min((l - 2 * MARGE) / (cible[2] - cible[0] || 1), (h - 2 * MARGE) / (cible[3] - cible[1] || 1), this.base * this.plan.zoomMax)
    this.aller({ k, x: l / 2 - (k * (cible[0] + cible[2])) / 2, y: h / 2 - (k * (cible[1] + cible[3])) / 2 }, doux)
  }

  aller(vue, doux) {
    cancelAnimationFrame(this.image)
    const calme = matchMedia("(prefers-reduced-motion: reduce)").matches
    if (!doux || calme) {
      this.vue = vue
      if (this.points) this.regrouper()
      return this.peindre()
    }
    const depart = this.vue
    const debut = performance.now()
    const avancer = (instant) => {
      const t = Math.min(1, Math.max(0, (instant - debut) / 280))
      const e = 1 - (1 - t) ** 3
      this.vue = { k: depart.k + (vue.k - depart.k) * e, x: depart.x + (vue.x - depart.x) * e, y: depart.y + (vue.y - depart.y) * e }
      if (t === 1 && this.points) this.regrouper()
      this.peindre()
      if (t < 1) this.image = requestAnimationFrame(avancer)
    }
    this.image = requestAnimationFrame(avancer)
  }

  zoomer(facteur, [px, py] = this.fenetre.map((c) => c / 2), doux = false) {
    const k = Math.min(this.base * this.plan.zoomMax, Math.max(this.base * 0.8, this.vue.k * facteur))
    const f = k / this.vue.k
    this.cible = null
    this.aller({ k, x: px - (px - this.vue.x) * f, y: py - (py - this.vue.y) * f }, doux)
  }

  deplacer(dx, dy) {
    this.cible = null
    this.aller({ ...this.vue, x: this.vue.x + dx, y: this.vue.y + dy })
  }

  redimensionner() {
    const largeur = this.svg.clientWidth
    if (largeur === this.largeur) return
    const avant = this.largeur
    this.largeur = largeur
    if (this.cible || !avant) this.viser(this.cible ?? this.plan.france, false)
    else this.aller({ ...this.vue, x: this.vue.x + (largeur - avant) / 2 })
  }

  peindre() {
    const { k, x, y } = this.vue
    this.terres.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${k.toFixed(5)})`)
    for (const motif of this.svg.querySelectorAll("[data-suit=zoom]")) motif.setAttribute("patternTransform", `scale(${(1 / k).toFixed(5)})`)
    this.reperes.replaceChildren(
      ...ENCARTS.flatMap((e) => [
        element("rect", { x: x + k * e.x, y: y + k * e.y, width: k * e.l, height: k * e.h, rx: 6 }),
        element("text", { x: x + k * (e.x + e.l / 2), y: y + k * e.y - 5, "text-anchor": "middle" }, [e.nom]),
      ]),
    )
    this.reperes.classList.toggle("serre", k * ENCARTS[0].l < 74)
    this.noms.replaceChildren(...this.nommerTerres().map(({ nom, x: px, y: py }) => element("text", { x: px, y: py, "text-anchor": "middle" }, [nom])))
    const { taille } = this
    for (const { plan, noeud } of this.groupes ?? [])
      noeud.setAttribute("transform", `translate(${(x + k * plan[0]).toFixed(1)} ${(y + k * plan[1]).toFixed(1)}) scale(${taille})`)
    this.fond?.suivre(this.vue, this.fenetre)
    this.taire()
  }

  // Names of the territories that are large enough on the screen; none in the view of the whole country.
  nommerTerres() {
    const { k, x, y } = this.vue
    const [l, h] = this.fenetre
    const larges = [...(this.formes?.values() ?? [])].map(({ nom, bornes: [x0, y0, x1, y1] }) => ({
      nom, large: k * (x1 - x0), x: x + (k * (x0 + x1)) / 2, y: y + (k * (y0 + y1)) / 2,
    }))
    return larges.filter((t) => t.large > 90 + 5 * t.nom.length && t.x > 0 && t.x < l && t.y > 0 && t.y < h).slice(0, 30)
  }

  /* legend, tooltip, hint */

  legender(entrees) {
    const liste = this.racine.querySelector(".legende")
    liste.replaceChildren(
      ...entrees.map(([signe, texte]) => {
        const ligne = html("li")
        const [genre, etat] = signe.split(" ")
        const dessin = element("svg", { viewBox: "-9 -9 18 18", "aria-hidden": "true" })
        dessin.append(
          genre in FORMES
            ? dessinerSigne(genre, etat ?? "clair", 6)
            : element("rect", { x: -8, y: -6, width: 16, height: 12, rx: 2, class: `terre ${signe}` }),
        )
        ligne.append(dessin, html("span", "", texte))
        return ligne
      }),
    )
  }

  montrer(noeud, evenement) {
    const id = noeud?.dataset.id
    const point = this.groupes?.find((g) => g.noeud === noeud)
    const forme = !point && this.formes?.get(id)
    if (!point && !(forme && this.figure.valeurs)) return this.taire()
    const { nom } = point ?? forme
    const n = point ? point.n : this.figure.valeurs[id]
    const hors = noeud.classList.contains("hors")
    this.bulle.replaceChildren(html("strong", "", nom), html("span", "", hors ? this.figure.mots.hors : point?.titre || this.direTerre(id, n)))
    this.bulle.hidden = false
    const cadre = this.svg.getBoundingClientRect()
    const cible = noeud.getBoundingClientRect()
    const px = (evenement?.clientX ?? cible.x + cible.width / 2) - cadre.x
    const py = (evenement?.clientY ?? cible.y) - cadre.y
    const [l] = this.fenetre
    const { offsetWidth: bl, offsetHeight: bh } = this.bulle
    this.bulle.style.left = `${Math.max(4, Math.min(l - bl - 4, px - bl / 2))}px`
    this.bulle.style.top = `${py - bh - 14 < 0 ? py + 20 : py - bh - 14}px`
  }

  taire() {
    this.bulle.hidden = true
  }

  dire(texte, reste) {
    this.conseil.textContent = texte
    this.conseil.hidden = false
    clearTimeout(this.attente)
    if (!reste) this.attente = setTimeout(() => (this.conseil.hidden = true), 1600)
  }

  /* events */

  choisir(noeud) {
    const groupe = this.groupes?.find((g) => g.noeud === noeud)
    if (groupe?.points.length > 1) return this.viser(elargir(boite(groupe.points.map((p) => p.plan))), true)
    const id = noeud?.dataset.id
    if (!id || !this.figure.cliquable || noeud.getAttribute("role") !== "button") return
    this.garder = noeud.classList.contains("signe") && !this.figure.regroupe
    this.envoyer("clic", { id, choisi: this.figure.choisi === id })
  }

  ecouter() {
    const viseur = (e) => e.target.closest?.("[data-id]")
    const svg = this.svg
    let depart = null
    svg.addEventListener("pointerdown", (e) => {
      if (e.pointerType === "mouse" && e.button === 0) depart = { x: e.clientX, y: e.clientY, glisse: false }
    })
    svg.addEventListener("pointermove", (e) => {
      if (!depart) return this.montrer(viseur(e), e)
      if (!depart.glisse && Math.hypot(e.clientX - depart.x, e.clientY - depart.y) < GLISSER_PX) return
      if (!depart.glisse) svg.setPointerCapture(e.pointerId)
      depart.glisse = true
      this.deplacer(e.clientX - depart.x, e.clientY - depart.y)
      Object.assign(depart, { x: e.clientX, y: e.clientY })
    })
    svg.addEventListener("pointerup", () => {
      this.aGlisse = depart?.glisse
      depart = null
    })
    svg.addEventListener("pointercancel", () => (depart = null))
    svg.addEventListener("pointerleave", () => this.taire())
    svg.addEventListener("click", (e) => {
      if (this.aGlisse) return void (this.aGlisse = false)
      this.choisir(viseur(e))
    })
    svg.addEventListener("wheel", (e) => {
      if (!e.ctrlKey && !e.metaKey) return this.dire("Pour zoomer\u00a0: Ctrl + molette, ou les boutons + et −")
      e.preventDefault()
      const cadre = svg.getBoundingClientRect()
      this.zoomer(Math.exp(-e.deltaY * 0.0022), [e.clientX - cadre.x, e.clientY - cadre.y])
    }, { passive: false })
    this.ecouterDoigts()
    svg.addEventListener("focusin", (e) => this.montrer(viseur(e)))
    svg.addEventListener("focusout", () => this.taire())
    svg.addEventListener("keydown", (e) => this.taper(e, viseur(e)))
    this.racine.querySelector(".carte-de-france").addEventListener("click", (e) => {
      const { geste, image } = e.target.closest("button")?.dataset ?? {}
      if (image) this.emporter(image)
      if (geste === "plus") this.zoomer(1.6, undefined, true)
      if (geste === "moins") this.zoomer(1 / 1.6, undefined, true)
      if (geste === "france") this.viser(this.plan.france, true)
      if (geste === "outre-mer") this.viser(OUTRE_MER, true)
      if (geste === "idf") this.viser(this.plan.projeterCadre([1.9, 48.35, 2.95, 49.15]), true)
    })
  }

  // As a picture, without tiles: another host's cannot be copied.
  emporter(image) {
    const faire = () => telecharger(this.racine, this.figure.image, image)
    if (this.fond) this.fond.sansFond(faire)
    else faire()
  }

  ecouterDoigts() {
    let avant = null
    const lire = (e) => {
      const cadre = this.svg.getBoundingClientRect()
      const [a, b] = [...e.touches].map((t) => [t.clientX - cadre.x, t.clientY - cadre.y])
      return { c: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], d: Math.hypot(a[0] - b[0], a[1] - b[1]) }
    }
    this.svg.addEventListener("touchmove", (e) => {
      if (e.touches.length !== 2) return
      e.preventDefault()
      const ici = lire(e)
      if (avant) {
        this.deplacer(ici.c[0] - avant.c[0], ici.c[1] - avant.c[1])
        this.zoomer(ici.d / avant.d, ici.c)
      }
      avant = ici
    }, { passive: false })
    this.svg.addEventListener("touchend", () => (avant = null))
  }

  taper(e, noeud) {
    const rang = this.arrets?.indexOf(noeud) ?? -1
    const pas = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key]
    if (pas && rang >= 0) {
      e.preventDefault()
      const suivant = this.arrets[(rang + pas + this.arrets.length) % this.arrets.length]
      noeud.setAttribute("tabindex", "-1")
      suivant.setAttribute("tabindex", "0")
      suivant.focus({ preventScroll: true })
    } else if ((e.key === "Enter" || e.key === " ") && noeud) {
      e.preventDefault()
      this.choisir(noeud)
    } else if (e.key === "+" || e.key === "-") {
      e.preventDefault()
      this.zoomer(e.key === "+" ? 1.6 : 1 / 1.6, undefined, true)
    }
  }
}

const cartes = new WeakMap()

// Resolves once the map is drawn.
export function monter({ data, parentElement, setTriggerValue }) {
  let carte = cartes.get(parentElement)
  if (!carte) cartes.set(parentElement, (carte = new Carte(parentElement)))
  carte.envoyer = setTriggerValue
  return data && carte.recevoir(data)
}

export default (composant) => void monter(composant)
