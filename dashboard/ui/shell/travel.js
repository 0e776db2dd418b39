// Links inside the board change page and filters over the open connection, and bring the reader to the place that they name.
const SETTLES_IN = 60000 // ms in which a page that was asked for must have drawn its place (the first touch ends it)
const STEADY_FOR = 2500  // ms in which charts above the place may still push it down
const NEAR = 24          // px

// What the address names: a place, else the section to begin at (only when the document was opened; a link that changes filters stays).
function wanted() {
  const section = new URLSearchParams(location.search).get("section")
  return decodeURIComponent(location.hash.slice(1)) || (section && !HEARD.arrived ? `section-${section}` : "")
}

function place(name) {
  return name ? document.getElementById(name) || document.querySelector(`.st-key-${CSS.escape(name)}`) : null
}

// Scrolls to the place of the address when it is drawn, keeps it there while the page settles, and lets go at the first touch.
function arrive() {
  const name = wanted()
  if (!name) return
  const began = Date.now()
  let found = 0, touched = false, unfolded = false
  const letGo = () => { touched = true }
  const events = ["wheel", "touchstart", "pointerdown", "keydown"]
  for (const name of events) addEventListener(name, letGo, { once: true, capture: true, passive: true })
  const timer = setInterval(() => {
    const running = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning"
    const element = running && !found ? null : place(name)
    const over = Date.now() - began > SETTLES_IN || (found && Date.now() - found > STEADY_FOR)
    if (touched || over) {
      clearInterval(timer)
      for (const name of events) removeEventListener(name, letGo, { capture: true })
      element?.classList.remove("arrived")
      LATER.all = false
      return
    }
    if (!element && !running && !unfolded) unfolded = unfold(name)
    if (!element) return
    if (!found) { found = Date.now(); LATER.all = false; element.classList.add("arrived") }
    const under = parseFloat(getComputedStyle(element).scrollMarginTop) || 0 // the index stands there
    if (Math.abs(element.getBoundingClientRect().top - under) > NEAR) element.scrollIntoView({ block: "start" })
  }, 150)
}

// Loading the document anew would cost seconds and the connection; the language and the theme need it, since they are the document's.
function travel(event) {
  const link = event.target.closest?.('[data-testid="stHtml"] a[href], .find a[href], .still-plot a[href]')
  if (!link || link.matches(".language") || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return
  const to = new URL(link.getAttribute("href"), location.href) // of a link in a picture `href` is no text
  if (to.origin !== location.origin) return
  event.preventDefault()
  if (to.href !== location.href) {
    history.pushState({}, "", to)
    dispatchEvent(new PopStateEvent("popstate"))
  }
  arrive()
}
