// While a tile is being asked: look again in a second, and again until it is there, since a look may be lost. Only the tiles are drawn anew.
const AGAIN = 1000 // ms
const standsStill = () => (document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState ?? "notRunning") === "notRunning"

export default function ({ data, setTriggerValue }) {
  if (!data) return
  const timer = setInterval(() => { if (standsStill()) setTriggerValue("look", data.round) }, AGAIN)
  return () => clearInterval(timer)
}
