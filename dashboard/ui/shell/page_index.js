// The index of a page's sections: marks the one that is being read, and brings the reader to another one without drawing the page anew.
// Without this script, or in a browser without IntersectionObserver, they are plain links. After travel.js, in the same module.
const INDEX = (window.sandtableIndex ||= { watched: new WeakSet(), seen: new Set(), observer: null }) // outlives the mounts of this component
const READ_AT = "-90px 0px -60% 0px" // the part of the window in which a section counts as being read: below the index, above the middle

const placed = () => [...document.querySelectorAll('[class*="st-key-section-"]')]
const nameOf = (section) => [...section.classList].find((name) => name.startsWith("st-key-section-")).slice("st-key-".length)

function markRead() {
  const read = placed().find((section) => INDEX.seen.has(section)), name = read ? nameOf(read) : ""
  for (const link of document.querySelectorAll(".page-index a")) {
    if (link.dataset.to === name) link.setAttribute("aria-current", "location")
    else link.removeAttribute("aria-current")
  }
  const at = document.querySelector(".index-at"), said = document.querySelector(".page-index a[aria-current]")?.textContent || at?.dataset.none
  if (at && at.textContent !== said) at.textContent = said
}

// Sections are drawn anew by the framework: those that are not watched yet are, and those that are gone are forgotten.
function watchSections() {
  if (!window.IntersectionObserver || !document.querySelector(".page-index a")) return
  INDEX.observer ||= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? INDEX.seen.add(target) : INDEX.seen.delete(target)
    markRead()
  }, { rootMargin: READ_AT })
  for (const section of INDEX.seen) if (!section.isConnected) INDEX.seen.delete(section)
  for (const section of placed()) if (!INDEX.watched.has(section)) { INDEX.watched.add(section); INDEX.observer.observe(section) }
  markRead()
}

// A place inside a section that is folded or not yet sent is not drawn: the section that says that it holds it is asked for. Returns whether
// something was asked: a section may be drawn before its own button is.
function unfold(name) {
  const head = [...document.querySelectorAll("[data-holds]")].find((one) => one.dataset.holds.split(" ").includes(name))
  const section = head ? head.closest('[class*="st-key-section-"]') : document.querySelector(`.st-key-${CSS.escape(name)}`)
  if (!section) { LATER.all = true; pressNext(); return true } // nobody says where it is: everything is asked for until it is there
  const way = section.querySelector("details:not([open]) > summary, [class*='st-key-later-'] button")
  way?.click()
  return !!way
}

function toSection(event) {
  const link = event.target.closest?.(".page-index a[data-to]")
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return
  const section = document.querySelector(`.st-key-${CSS.escape(link.dataset.to)}`)
  if (!section) return // not there: the link is followed as any other
  event.preventDefault()
  link.closest("details")?.removeAttribute("open")
  if (link.href !== location.href) history.pushState({}, "", link.href)
  const head = section.querySelector("h2, summary")
  head?.setAttribute("tabindex", head.matches("summary") ? "0" : "-1")
  head?.focus({ preventScroll: true }) // the next Tab goes on from there
  unfold(link.dataset.to)
  arrive()
}
