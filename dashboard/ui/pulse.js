// Watches the store: a new generation or minute reruns the page within two seconds; a lost server is said on the screen.
// A list or a dialog that somebody has just opened is not pulled away under the hand: the page follows when it is closed.
const EVERY = 1500   // ms
const LOST_AFTER = 3 // failed asks in a row
const OPEN = '[role="listbox"], [role="dialog"]'
const PATIENCE = 60000 // ms that the page waits for what is open

export default function ({ data, setTriggerValue }) {
  if (!data) return
  document.documentElement.lang = data.lang
  const address = new URL("ready", document.baseURI.replace(/\/[^/]*$/, "/"))
  document.documentElement.dataset.generation = data.generation
  let failed = 0, asked = false, gone = false, waitingSince = 0
  const beat = async () => {
    if (gone || document.hidden) return
    try {
      const answer = await (await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(4000) })).json()
      failed = 0
      document.body.classList.remove("server-lost")
      const token = data.past ? answer.generation : `${answer.generation} ${answer.now}`
      if (token === data.token || asked) return
      waitingSince ||= Date.now()
      if (document.querySelector(OPEN) && Date.now() - waitingSince < PATIENCE) return
      asked = true
      setTriggerValue("news", token)
    } catch { if (++failed >= LOST_AFTER) document.body.classList.add("server-lost") }
  }
  const timer = setInterval(beat, EVERY)
  return () => { gone = true; clearInterval(timer) }
}
