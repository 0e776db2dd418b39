// Watches the store and the server: a new generation or minute reruns the page within two seconds; a lost connection is said by the page
// itself, which shows its last picture on and follows by itself when the server is back.
// A redraw would close a list or a dialog that somebody has just opened: the page follows when it is closed.
// Before this file, in the same module: touch.js, tables.js, travel.js, page_index.js, later.js, return.js, lost.js.
const EVERY = 1000          // ms between two asks
const ANSWER_WITHIN = 2500  // ms after which an ask has failed: a server that hangs neither answers nor refuses
const LOST_AFTER = 6000     // ms without a good answer after which the page says that it is not connected
const FAILED_TWICE = 2      // asks in a row that must have failed too: a page that is busy drawing hears nothing, and is not cut off
const ASK_AGAIN = 2000      // ms between two wishes for a redraw after the server is back
const WISH_AGAIN = 5000     // ms after which a wish for what is new, from which nothing has come, is made again: it may be lost with the connection
const RELOAD_AFTER = 9000   // ms after which a page that the returned server does not redraw loads itself anew
const OPEN = '[role="listbox"], [role="dialog"]'
const PATIENCE = 60000      // ms that the page waits for what is open

// The sections are a navigation, and the page that is shown is the current one: the framework's containers cannot say so.
function landmarks(data) {
  const sections = document.querySelector(".st-key-sections")
  sections?.setAttribute("role", "navigation")
  sections?.setAttribute("aria-label", data.words.sections)
  for (const link of sections?.querySelectorAll("a") || [])
    link.closest('[class*="st-key-here-"]') ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current")
}

// What asks the server at every beat, and what the page does with the answer.
function heart(data, wish) {
  const address = new URL("ready", document.baseURI.replace(/\/[^/]*$/, "/"))
  let asked = 0, asking = false, gone = false, waitingSince = 0, wished = 0
  const follow = (answer) => {
    const token = data.past ? answer.generation : `${answer.generation} ${answer.now}`
    if (answer.workspace === "unreadable" || token === data.token || !connected() || drawing()) return // what is being drawn may be the news itself
    if (Date.now() - asked < WISH_AGAIN) return
    waitingSince ||= Date.now()
    if (document.querySelector(OPEN) && Date.now() - waitingSince < PATIENCE) return
    asked = Date.now()
    wish(token)
  }
  const comeBack = () => {
    if (!HEARD.back || drawing()) HEARD.back = Date.now() // another wish would break off the redraw that is under way
    if (Date.now() - HEARD.back > RELOAD_AFTER) return loadAnew()
    if (!connected() || drawing() || Date.now() - wished < ASK_AGAIN) return
    wished = Date.now()
    wish(`back ${wished}`)
  }
  const beat = async () => {
    if (gone || document.hidden || asking) return
    asking = true
    try {
      const answer = await (await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN) })).json()
      if (gone) return
      if (HEARD.lost) return comeBack()
      if (connected()) Object.assign(HEARD, { at: Date.now(), failed: 0 })
      else HEARD.failed++
      follow(answer)
    } catch { Object.assign(HEARD, { back: 0, failed: HEARD.failed + 1 }) } finally { asking = false }
  }
  const look = () => {
    if (gone || document.hidden) return
    if (!HEARD.lost && HEARD.failed >= FAILED_TWICE && Date.now() - HEARD.at > LOST_AFTER) HEARD.lost = HEARD.at
    closeFrameworkDialog()
    landmarks(data) // the framework may have drawn the links anew since
    watchSections()
    say(data)
  }
  const wake = () => {
    if (document.hidden) return
    if (!HEARD.lost) Object.assign(HEARD, { at: Math.max(HEARD.at, Date.now() - LOST_AFTER + ANSWER_WITHIN), failed: 0 }) // it slept, it was not cut off
    beat()
  }
  return { beat, look, wake, stop: () => { gone = true } }
}

// A page that stayed open over an upgrade of the server has the style sheet of before: the new one comes after it.
function restyle(sheet) {
  if (!sheet || document.querySelector(`link[href="${sheet}"]`)) return
  document.body.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }))
}

export default function ({ data, setTriggerValue }) {
  if (!data) return
  restyle(data.sheet)
  document.documentElement.lang = data.lang
  document.documentElement.dataset.generation = data.generation
  landmarks(data)
  if (HEARD.lost && data.run !== HEARD.run) Object.assign(HEARD, { at: Date.now(), lost: 0, back: 0, failed: 0 }) // drawn anew: this is the present again
  HEARD.run = data.run
  say(data)
  const { beat, look, wake, stop } = heart(data, (news) => setTriggerValue("news", news))
  const watcher = new MutationObserver(() => { closeFrameworkDialog(); sayMenu(data.words.menu) })
  watcher.observe(document.body, { childList: true, subtree: false })
  const menus = document.querySelector("#portal, [data-testid='portal']")
  if (menus) watcher.observe(menus, { childList: true, subtree: true })
  const heard = [["visibilitychange", wake], ["click", stay, true], ["click", noteTop, true], ["click", toSection, true], ["click", travel], ["scroll", noteSoon, true], ["keydown", paper]]
  addEventListener("popstate", stepBack)
  for (const [name, act, early] of heard) document.addEventListener(name, act, early)
  history.scrollRestoration = "manual"
  if (!HEARD.arrived && !comeBackTo(history.state?.[LEFT])) arrive()
  HEARD.arrived = true
  const timers = [setInterval(beat, EVERY), setInterval(look, 500)]
  const leaveLater = followLater()
  LATER.wish = (news) => setTriggerValue("news", news)
  return () => {
    stop()
    leaveLater()
    timers.forEach(clearInterval)
    watcher.disconnect()
    removeEventListener("popstate", stepBack)
    for (const [name, act, early] of heard) document.removeEventListener(name, act, early)
  }
}
