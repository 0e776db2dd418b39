// Watches the store: a new generation or minute reruns the page within two seconds; a lost server is said on the screen.
const EVERY = 1500   // ms
const LOST_AFTER = 3 // failed asks in a row

export default function ({ data, setTriggerValue }) {
  if (!data) return
  document.documentElement.lang = data.lang
  const address = new URL("ready", document.baseURI.replace(/\/[^/]*$/, "/"))
  let failed = 0, asked = false, gone = false
  const beat = async () => {
    if (gone || document.hidden) return
    try {
      const answer = await (await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(4000) })).json()
      failed = 0
      document.body.classList.remove("server-lost")
      const token = data.past ? answer.generation : `${answer.generation} ${answer.now}`
      if (token !== data.token && !asked) { asked = true; setTriggerValue("news", token) }
    } catch { if (++failed >= LOST_AFTER) document.body.classList.add("server-lost") }
  }
  const timer = setInterval(beat, EVERY)
  return () => { gone = true; clearInterval(timer) }
}
