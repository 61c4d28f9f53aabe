// First content: what the server wrote is read and clicked at once. Its maps are drawn, then Streamlit is loaded behind it;
// once Streamlit's page is whole, it takes the place of the first content, with what was typed, clicked, read.
import { monter } from "./carte/carte.js"

const PAS_MS = 40
const PATIENCE_MS = 3000
const avant = document.getElementById("avant")
const racine = document.getElementById("root")
let puis = ""
let repos = 0

function dessiner(hote) {
  return monter({
    data: JSON.parse(hote.querySelector("script").textContent),
    parentElement: hote.shadowRoot,
    setTriggerValue: (_, { id }) => {
      const vers = new URL(location.pathname === "/" || location.pathname === "/explorer" ? location.href : "/explorer", location.href)
      vers.pathname = "/explorer"
      vers.searchParams.set("clic", id)
      location.assign(vers)
    },
  })
}

function lancerStreamlit() {
  document.head.append(document.importNode(document.getElementById("streamlit").content, true))
  racine.inert = true
  const veille = setInterval(() => {
    if (!entiere()) return
    clearInterval(veille)
    requestAnimationFrame(ceder)
  }, PAS_MS)
}

// The page is whole once its script is at rest, its footer is there and its maps are drawn; one that stopped without a
// footer met a problem, and says it.
function entiere() {
  const app = racine.querySelector("[data-testid=stApp]")
  if (app?.dataset.testScriptState !== "notRunning" || racine.querySelector("[data-stale=true], [data-testid=stSkeleton]")) {
    repos = 0
    return false
  }
  repos += PAS_MS
  const cartes = [...racine.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
  const dessinee = racine.querySelector("footer.pied") && cartes.every((c) => c.shadowRoot?.querySelector(".terre"))
  return dessinee || (repos > PATIENCE_MS && Boolean(racine.querySelector("[data-testid=stMainBlockContainer]")))
}

function ceder() {
  racine.inert = false
  const [actif, haut] = [document.activeElement, avant.scrollTop]
  racine.querySelector("[data-testid=stMain]")?.scrollTo(0, haut)
  for (const champ of avant.querySelectorAll("[data-vers]")) {
    const cible = racine.querySelector(champ.dataset.vers)
    if (cible && champ.value !== champ.defaultValue) ecrire(cible, champ.value)
    if (cible && champ === actif) {
      cible.focus({ preventScroll: true })
      cible.setSelectionRange(champ.selectionStart, champ.selectionEnd)
    }
  }
  if (avant.contains(actif) && actif.matches("a[href]"))
    racine.querySelector(`a[href="${CSS.escape(actif.getAttribute("href"))}"]`)?.focus({ preventScroll: true })
  avant.remove()
  if (puis) racine.querySelector(puis)?.click()
}

// What a field of React takes as typed.
function ecrire(champ, valeur) {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(champ, valeur)
  champ.dispatchEvent(new Event("input", { bubbles: true }))
}

avant.addEventListener("click", ({ target }) => {
  const bouton = target.closest("[data-puis]")
  if (!bouton) return
  puis = bouton.dataset.puis
  for (const autre of avant.querySelectorAll("[data-puis]")) autre.toggleAttribute("aria-busy", autre === bouton)
})

const dessinees = Promise.allSettled([...avant.querySelectorAll(".avant-carte")].map(dessiner))
dessinees.then(() => requestAnimationFrame(() => setTimeout(lancerStreamlit)))
