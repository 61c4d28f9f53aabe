// The planes that a map is drawn in: kilometres, y downwards, the overseas départements under the mainland.

export const rad = (degres) => (degres * Math.PI) / 180
export const KM_PAR_DEGRE = 111.2

export const ENCARTS = [
  { nom: "Guadeloupe", lon: -61.4, lat: 16.18, dans: [-62.2, 15.5, -60.8, 17], echelle: 1.5 },
  { nom: "Martinique", lon: -61.02, lat: 14.64, dans: [-61.5, 14.2, -60.6, 15], echelle: 1.75 },
  { nom: "Guyane", lon: -53.1, lat: 3.95, dans: [-55, 2, -51, 6.2], echelle: 0.31 },
  { nom: "La Réunion", lon: 55.53, lat: -21.13, dans: [55, -21.6, 56, -20.6], echelle: 1.9 },
  { nom: "Mayotte", lon: 45.15, lat: -12.82, dans: [44.8, -13.2, 45.5, -12.5], echelle: 2.6 },
].map((encart, rang) => ({ ...encart, x: -588 + rang * 234, y: 592, l: 220, h: 150 }))

export const OUTRE_MER = [-600, 580, 580, 750]

export function boite(points) {
  const b = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    if (x < b[0]) b[0] = x
    if (y < b[1]) b[1] = y
    if (x > b[2]) b[2] = x
    if (y > b[3]) b[3] = y
  }
  return b
}

// Leave some air around a box, and never look at less than twenty kilometres.
export function elargir([x0, y0, x1, y1]) {
  const marge = Math.max(10, 0.15 * (x1 - x0), 0.15 * (y1 - y0))
  return [x0 - marge, y0 - marge, x1 + marge, y1 + marge]
}

// A plane, from how it projects the mainland and the inside of an inset; `france` is the box of the whole country,
// `zoomMax` how far one may go in, `decimales` how finely the outlines are written.
export function composer({ nom, metropole, encart, france, zoomMax, decimales }) {
  const projeter = (lon, lat) => {
    const e = ENCARTS.find(({ dans: [o, s, est, n] }) => lon >= o && lon <= est && lat >= s && lat <= n)
    if (e) return encart(e, lon, lat)
    return lat > 40 && lon > -7 ? metropole(lon, lat) : null
  }
  const projeterCadre = ([ouest, sud, est, nord]) => {
    const milieu = (ouest + est) / 2
    const coins = [[ouest, sud], [est, sud], [ouest, nord], [est, nord], [milieu, nord], [milieu, sud]]
    const points = coins.map(([x, y]) => projeter(x, y)).filter(Boolean)
    return points.length ? boite(points) : france
  }
  return { nom, projeter, projeterCadre, france, zoomMax, decimales }
}

function conique() {
  const t = (lat) => Math.tan(Math.PI / 4 + rad(lat) / 2)
  const n = Math.log(Math.cos(rad(44)) / Math.cos(rad(49))) / Math.log(t(49) / t(44))
  const f = (6371 * Math.cos(rad(44)) * t(44) ** n) / n
  const rayon0 = f / t(46.5) ** n
  return (lon, lat) => {
    const rayon = f / t(lat) ** n
    const angle = n * rad(lon - 3)
    return [rayon * Math.sin(angle), rayon * Math.cos(angle) - rayon0]
  }
}

// The plane of the map without tiles: it keeps the shape of France.
export const CONIQUE = composer({
  nom: "conique",
  metropole: conique(),
  encart: (e, lon, lat) => [
    e.x + e.l / 2 + (lon - e.lon) * KM_PAR_DEGRE * e.echelle * Math.cos(rad(e.lat)),
    e.y + e.h / 2 - (lat - e.lat) * KM_PAR_DEGRE * e.echelle,
  ],
  france: [-606, -520, 590, 745],
  zoomMax: 60,
  decimales: 1,
})
