// Still maps: what a finger means is the mark nearest to it, and a browser without WebGL keeps the picture and says so.
const REACHES = 22 // px from a finger to the middle of the mark that it means: a target of 44 px

// Asked for when a map is to be live: making a context costs a machine without a graphics card a fifth of a second.
function drawsWebgl() {
  try {
    const context = document.createElement("canvas").getContext("webgl2")
    context?.getExtension("WEBGL_lose_context")?.loseContext()
    return Boolean(context)
  } catch { return false }
}

function keepsPicture(box, isAsked) {
  const said = box.querySelector(".no-webgl")
  if (!said) return false
  if (!("refused" in box.dataset) && (!window.WebGL2RenderingContext || (isAsked && !drawsWebgl()))) box.dataset.refused = ""
  said.hidden = !("refused" in box.dataset)
  return "refused" in box.dataset
}

// The picture's button to play asks for the live map, as any tap; the map asks when it is there whether it was that (play_map.js).
function meant(event) {
  if (event.target.closest?.(".plays")) window.sandtablePlays = Date.now()
  const map = event.pointerType === "touch" && event.target.closest?.(".map-still")
  if (!map || event.target.closest(".mark")) return
  const far = (mark) => { const at = mark.getBoundingClientRect(); return Math.hypot((at.left + at.right) / 2 - event.clientX, (at.top + at.bottom) / 2 - event.clientY) }
  const near = [...map.querySelectorAll(".mark")].map((mark) => [far(mark), mark]).filter(([px]) => px <= REACHES).sort((a, b) => a[0] - b[0])[0]
  if (!near?.[1].matches("a")) return
  event.preventDefault()
  event.stopPropagation()
  near[1].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))
}

if (!window.sandtableMeans) {
  window.sandtableMeans = true
  document.addEventListener("click", meant, { capture: true })
}
