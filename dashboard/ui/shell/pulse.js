// Watches the store and the server: a new generation or minute reruns the page within two seconds; a lost connection is said by the page
// itself, which keeps its last picture and follows by itself when the server is back.
// A list or a dialog that somebody has just opened is not pulled away under the hand: the page follows when it is closed.
const EVERY = 1000          // ms between two asks
const ANSWER_WITHIN = 2500  // ms after which an ask has failed: a server that hangs neither answers nor refuses
const LOST_AFTER = 6000     // ms without a good answer after which the page says that it is not connected
const FAILED_TWICE = 2      // asks in a row that must have failed too: a page that is busy drawing hears nothing, and is not cut off
const ASK_AGAIN = 2000      // ms between two wishes for a redraw after the server is back
const RELOAD_AFTER = 9000   // ms after which a page that the returned server does not redraw loads itself anew
const RELOADS_APART = 30000 // ms; a page that cannot be redrawn must not load itself for ever
const OPEN = '[role="listbox"], [role="dialog"]'
const PATIENCE = 60000      // ms that the page waits for what is open
// Before this file, in the same module: travel.js.
const HEARD = (window.sandtableHeard ||= { at: Date.now(), lost: 0, run: null, back: 0, failed: 0 }) // outlives the mounts of this component

const app = () => document.querySelector('[data-testid="stApp"]')
const connected = () => app()?.dataset.testConnectionState === "CONNECTED"
const drawing = () => connected() && app().dataset.testScriptState !== "notRunning"
const clock = (at, lang) => new Date(at).toLocaleTimeString(lang, { hour12: false })

function ago(ms, words) {
  const seconds = Math.round(ms / 1000)
  return seconds < 120 ? words.seconds.replace("{n}", seconds) : words.minutes.replace("{n}", Math.floor(seconds / 60))
}

function say(data) {
  document.body.classList.toggle("server-lost", HEARD.lost > 0)
  if (!HEARD.lost) return
  for (const place of document.querySelectorAll(".banner.lost .since"))
    place.textContent = data.words.since.replace("{since}", clock(HEARD.lost, data.lang)).replace("{ago}", ago(Date.now() - HEARD.lost, data.words))
}

// The framework's own dialog is in English, covers the picture and locks it: it is closed as soon as it opens.
function closeFrameworkDialog() {
  if (!connected()) document.querySelector(".stDialog [aria-label='Close']")?.click()
}

// Without a server a link leads to the browser's error page, and the last picture is gone: it is held instead.
function hold(event) {
  const link = event.target.closest?.("a[href]")
  if (!HEARD.lost || !link || link.getAttribute("href").startsWith("#")) return
  event.preventDefault()
  event.stopPropagation()
  document.querySelector(".banner.lost")?.animate([{ opacity: 0.4 }, { opacity: 1 }], 400)
}

function loadAnew() {
  const last = Number(sessionStorage.getItem("sandtable-loaded-anew") || 0)
  if (Date.now() - last < RELOADS_APART) return
  sessionStorage.setItem("sandtable-loaded-anew", String(Date.now()))
  location.reload()
}

// The sections are a navigation, and the page that is shown is the current one: the framework's containers cannot say so.
function landmarks(data) {
  const sections = document.querySelector(".st-key-sections")
  sections?.setAttribute("role", "navigation")
  sections?.setAttribute("aria-label", data.words.sections)
  for (const link of sections?.querySelectorAll("a") || [])
    link.closest('[class*="st-key-here-"]') ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current")
}

export default function ({ data, setTriggerValue }) {
  if (!data) return
  document.documentElement.lang = data.lang
  document.documentElement.dataset.generation = data.generation
  landmarks(data)
  const address = new URL("ready", document.baseURI.replace(/\/[^/]*$/, "/"))
  let asked = false, gone = false, waitingSince = 0, wished = 0
  if (HEARD.lost && data.run !== HEARD.run) Object.assign(HEARD, { at: Date.now(), lost: 0, back: 0, failed: 0 }) // drawn anew: this is the present again
  HEARD.run = data.run
  say(data)

  const follow = (answer) => {
    const token = data.past ? answer.generation : `${answer.generation} ${answer.now}`
    if (answer.workspace === "unreadable" || token === data.token || asked || drawing()) return // what is being drawn may be the news itself
    waitingSince ||= Date.now()
    if (document.querySelector(OPEN) && Date.now() - waitingSince < PATIENCE) return
    asked = true
    setTriggerValue("news", token)
  }
  const comeBack = () => {
    if (!HEARD.back || drawing()) HEARD.back = Date.now() // another wish would break off the redraw that is under way
    if (Date.now() - HEARD.back > RELOAD_AFTER) return loadAnew()
    if (!connected() || drawing() || Date.now() - wished < ASK_AGAIN) return
    wished = Date.now()
    setTriggerValue("news", `back ${wished}`)
  }
  let asking = false
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
    say(data)
  }
  const wake = () => {
    if (document.hidden) return
    if (!HEARD.lost) Object.assign(HEARD, { at: Math.max(HEARD.at, Date.now() - LOST_AFTER + ANSWER_WITHIN), failed: 0 }) // it slept, it was not cut off
    beat()
  }
  const watcher = new MutationObserver(closeFrameworkDialog)
  watcher.observe(document.body, { childList: true })
  document.addEventListener("visibilitychange", wake)
  document.addEventListener("click", hold, true)
  document.addEventListener("click", travel)
  if (!HEARD.arrived) arrive()
  HEARD.arrived = true
  const timers = [setInterval(beat, EVERY), setInterval(look, 500)]
  return () => {
    gone = true
    timers.forEach(clearInterval)
    watcher.disconnect()
    document.removeEventListener("visibilitychange", wake)
    document.removeEventListener("click", hold, true)
    document.removeEventListener("click", travel)
  }
}
