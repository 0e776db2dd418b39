// A swipe over a chart scrolls the page: the chart library would take it for a drag. It does not see the touch itself, only the mouse
// events that the browser makes of a tap, so that a tap still shows the figures and picks the district.
function passTouch(event) {
  if (event.target.closest?.(".js-plotly-plot .draglayer")) event.stopPropagation()
}
if (!window.sandtablePassesTouch) {
  window.sandtablePassesTouch = true
  document.addEventListener("touchstart", passTouch, { capture: true, passive: true })
}
