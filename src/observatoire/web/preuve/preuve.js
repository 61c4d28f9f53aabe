// Proof of work of ALTCHA (protocol 2, PBKDF2): find the counter whose derived key begins as the challenge says.

const EN_COURS = "Votre appareil calcule, une à quelques secondes…"
const FAIT = "Calcul terminé, votre contribution part."
const IMPOSSIBLE =
  "Votre navigateur ne sait pas faire ce calcul sur une adresse non chiffrée : gardez l’adresse de cette page, et déposez dans une heure."

const octets = (hexa) => Uint8Array.from(hexa.match(/../g) ?? [], (paire) => parseInt(paire, 16))
const hexa = (tampon) => [...tampon].map((o) => o.toString(16).padStart(2, "0")).join("")

async function deriver({ salt, nonce, cost, keyLength, algorithm }, compteur) {
  const debut = octets(nonce)
  const secret = new Uint8Array(debut.length + 4)
  secret.set(debut)
  new DataView(secret.buffer).setUint32(debut.length, compteur)
  const cle = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"])
  const regle = { name: "PBKDF2", hash: algorithm.split("/")[1], salt: octets(salt), iterations: cost }
  return hexa(new Uint8Array(await crypto.subtle.deriveBits(regle, cle, 8 * keyLength)))
}

async function resoudre(defi, arrete) {
  for (let compteur = 0; !arrete(); compteur++) {
    const derivee = await deriver(defi.parameters, compteur)
    if (derivee.startsWith(defi.parameters.keyPrefix)) {
      return btoa(JSON.stringify({ challenge: defi, solution: { counter: compteur, derivedKey: derivee } }))
    }
  }
  return null
}

const encours = new WeakMap()

export default ({ data, parentElement, setTriggerValue }) => {
  const dit = parentElement.querySelector("[role=status]")
  if (!data || encours.get(parentElement) === data.signature) return
  encours.set(parentElement, data.signature)
  if (!globalThis.crypto?.subtle) {
    dit.textContent = IMPOSSIBLE
    return
  }
  dit.textContent = EN_COURS
  resoudre(data, () => encours.get(parentElement) !== data.signature).then((preuve) => {
    if (!preuve) return
    dit.textContent = FAIT
    setTriggerValue("preuve", preuve)
  })
}
