// A page whose server is out of reach: it says so, stays readable, and loads itself anew where the returned server does not redraw it.
const RELOADS_APART = 30000 // ms; a page that cannot be redrawn must not load itself for ever
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

// Without a server a link would lead to the browser's error page, and the last picture would be gone: the reader stays on it.
function stay(event) {
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
