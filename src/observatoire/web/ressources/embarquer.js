// The map on somebody else's page: drawn from the data written in ours; a click opens the observatory beside.
import { monter } from "./carte/carte.js"

const hote = document.getElementById("carte")
monter({
  data: JSON.parse(document.getElementById("figure").textContent),
  parentElement: hote.shadowRoot,
  setTriggerValue: (_, { id }) => {
    const adresse = new URL(hote.dataset.explorer, location.href)
    adresse.searchParams.set("territoire", id)
    window.open(adresse, "_blank", "noopener")
  },
})
