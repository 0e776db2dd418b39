// The browser's back and a reload bring the reader to where the page was left: each entry of the history remembers how far it was scrolled.
const LEFT = "sandtableTop" // in the entry's state, beside what the framework keeps there
const RESTORES_IN = 20000   // ms in which a page must have grown long enough (the first touch ends it)
const HOLDS_FOR = 2000      // ms in which charts above may still push the place down
const RETURN = (window.sandtableReturn ||= { until: 0, timer: 0 }) // outlives the mounts of this component

const scroller = () => document.querySelector('[data-testid="stMain"]')

// While a place is being restored the page scrolls by itself, and that is no place that somebody chose.
function noteTop() {
  const main = scroller()
  if (!main || Date.now() < RETURN.until) return
  history.replaceState({ ...history.state, [LEFT]: Math.round(main.scrollTop) }, "")
}

function noteSoon(event) {
  if (event.target !== scroller()) return
  const at = location.href
  clearTimeout(RETURN.timer)
  RETURN.timer = setTimeout(() => { if (location.href === at) noteTop() }, 120)
}

// Scrolls to where this entry was left, once the page is long enough; false where it was never left.
function comeBackTo(top) {
  if (typeof top !== "number") return false
  const began = Date.now()
  let there = 0
  RETURN.until = began + RESTORES_IN
  const end = () => { RETURN.until = 0; clearInterval(timer); for (const name of events) removeEventListener(name, end, { capture: true }) }
  const events = ["wheel", "touchstart", "pointerdown", "keydown"]
  for (const name of events) addEventListener(name, end, { once: true, capture: true, passive: true })
  const timer = setInterval(() => {
    const main = scroller(), running = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning"
    if (Date.now() - began > RESTORES_IN || (there && Date.now() - there > HOLDS_FOR)) return end()
    if (!main) return
    if (Math.abs(main.scrollTop - top) > 2) main.scrollTop = top
    if (!running && !there && main.scrollHeight - main.clientHeight >= top - 2) there = Date.now()
  }, 100)
  return true
}

// Only the browser's own steps: the links of the board say so themselves, and begin where they lead.
function stepBack(event) {
  if (event.isTrusted && !comeBackTo(history.state?.[LEFT])) arrive()
}
