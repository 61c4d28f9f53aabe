// The plane of a tiled base map: Web Mercator. The mainland and each inset are windows on the same world, so that tiles
// lie under both. The world is the square [0, 1]², its origin at the north-west, as tile servers count.

import { composer, ENCARTS, KM_PAR_DEGRE, rad } from "./plan.js"

const TUILE_PX = 256
const FLOU = 0.25
const Z_MAX = 19

export const monde = (lon, lat) => [lon / 360 + 0.5, 0.5 - Math.asinh(Math.tan(rad(lat))) / (2 * Math.PI)]

// The window that puts a place of the world at a point of the plane, true to scale there.
function ouvrir([lon, lat], [x, y], echelle) {
  const s = 360 * KM_PAR_DEGRE * echelle * Math.cos(rad(lat))
  const [u, v] = monde(lon, lat)
  return { s, a: x - s * u, b: y - s * v }
}

function voirPar({ s, a, b }, lon, lat) {
  const [u, v] = monde(lon, lat)
  return [a + s * u, b + s * v]
}

const METROPOLE = ouvrir([3, 46.5], [0, 0], 1)
const DANS_ENCART = new Map(ENCARTS.map((e) => [e.nom, ouvrir([e.lon, e.lat], [e.x + e.l / 2, e.y + e.h / 2], e.echelle)]))

export const MERCATOR = composer({
  nom: "mercator",
  metropole: (lon, lat) => voirPar(METROPOLE, lon, lat),
  encart: (e, lon, lat) => voirPar(DANS_ENCART.get(e.nom), lon, lat),
  france: [-640, -550, 590, 745],
  zoomMax: 400,
  decimales: 2,
})

// The mainland's window has no edge; an inset's is its frame in the plane.
export const FENETRES = [
  { ...METROPOLE, bords: null },
  ...ENCARTS.map((e) => ({ ...DANS_ENCART.get(e.nom), bords: [e.x, e.y, e.x + e.l, e.y + e.h] })),
]

// Where a window is on the screen, in pixels, cut at the screen's edges when it has none of its own.
export function bordsEcran({ bords }, { k, x, y }, [l, h]) {
  return bords ? [x + k * bords[0], y + k * bords[1], x + k * bords[2], y + k * bords[3]] : [0, 0, l, h]
}

// The square of one tile on the screen: [left, top, right, bottom] in pixels.
export function carre({ s, a, b }, { k, x, y }, [z, i, j]) {
  const cote = (k * s) / 2 ** z
  const [x0, y0] = [x + k * a + i * cote, y + k * b + j * cote]
  return [x0, y0, x0 + cote, y0 + cote]
}

// A tile is stretched by less than a fifth, lest its names blur. The tiles [z, i, j] that fill what is seen of a window, the nearest to its middle first.
export function tuilesVues(fenetre, vue, [l, h]) {
  const [g, t, d, b] = bordsEcran(fenetre, vue, [l, h])
  const [g0, t0, d0, b0] = [Math.max(0, g), Math.max(0, t), Math.min(l, d), Math.min(h, b)]
  if (g0 >= d0 || t0 >= b0) return []
  const z = Math.max(0, Math.min(Z_MAX, Math.ceil(Math.log2((vue.k * fenetre.s) / TUILE_PX) - FLOU)))
  const [x0, y0, x1] = carre(fenetre, vue, [z, 0, 0])
  const cote = x1 - x0
  const borner = (n) => Math.max(0, Math.min(2 ** z - 1, n))
  const rangs = (debut, fin, origine) => [borner(Math.floor((debut - origine) / cote)), borner(Math.ceil((fin - origine) / cote) - 1)]
  const [i0, i1] = rangs(g0, d0, x0)
  const [j0, j1] = rangs(t0, b0, y0)
  const tuiles = []
  for (let i = i0; i <= i1; i++) for (let j = j0; j <= j1; j++) tuiles.push([z, i, j])
  const loin = ([, i, j]) => Math.hypot(i - (i0 + i1) / 2, j - (j0 + j1) / 2)
  return tuiles.sort((p, q) => loin(p) - loin(q))
}
