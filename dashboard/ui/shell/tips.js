// The tip of a point map stays inside its map: deck.gl sets it right of and below the pointer, wherever that is.
const TIP_GAP = 4

function keepTipInside(tip) {
  const map = tip.parentElement.getBoundingClientRect(), now = tip.getBoundingClientRect()
  const [right, down] = (tip.style.translate || "0px 0px").split(" ").map(parseFloat)
  const left = now.left - right, top = now.top - (down || 0)
  const over = Math.max(0, left + now.width + TIP_GAP - map.right), under = top + now.height + TIP_GAP > map.bottom
  const above = Math.max(map.top + TIP_GAP - top, -now.height - 2 * TIP_GAP)
  // Whole pixels, and written only where they changed: fractions come back rounded, and the watch would never end.
  const across = -Math.ceil(Math.min(over, Math.max(0, left - map.left - TIP_GAP))), along = under ? Math.floor(above) : 0
  if (across !== Math.round(right) || along !== Math.round(down || 0)) tip.style.translate = `${across}px ${along}px`
}

if (!window.sandtableKeepsTips) {
  window.sandtableKeepsTips = new WeakSet()
  // Each map makes one tip, which it moves by its style; it is watched from the first time that a pointer is over the map.
  document.addEventListener("pointermove", (event) => {
    const tip = event.target.closest?.('[data-testid="stDeckGlJsonChart"]')?.querySelector(".deck-tooltip")
    if (!tip || window.sandtableKeepsTips.has(tip)) return
    window.sandtableKeepsTips.add(tip)
    new MutationObserver(() => keepTipInside(tip)).observe(tip, { attributes: true, attributeFilter: ["style"], childList: true, characterData: true, subtree: true })
    keepTipInside(tip)
  }, { passive: true })
}
