// Opens the line of filters as a sheet from below, with a veil behind it; the controls are the page's own, moved by the style sheet alone.
const root = document.documentElement
const sheet = () => document.querySelector(".st-key-filters")
const isOpen = () => root.dataset.sheet === "filters"

function open(data) {
  const box = sheet()
  if (!box) return
  root.dataset.sheet = "filters"
  box.setAttribute("role", "dialog")
  box.setAttribute("aria-modal", "true")
  box.setAttribute("aria-label", data.name)
  for (const field of box.querySelectorAll("[role=combobox]")) field.setAttribute("inputmode", "none") // a list, not a keyboard
  box.querySelector(".sheet-done")?.focus()
}

function close() {
  delete root.dataset.sheet
  for (const name of ["role", "aria-modal", "aria-label"]) sheet()?.removeAttribute(name)
}

export default function ({ data, parentElement }) {
  if (!data) return
  const button = parentElement.querySelector("button")
  button.textContent = data.summary
  button.setAttribute("aria-expanded", String(isOpen()))
  const finish = () => { close(); button.setAttribute("aria-expanded", "false"); button.focus() }
  button.onclick = () => { open(data); button.setAttribute("aria-expanded", "true") }
  const onClick = (event) => {
    if (!isOpen()) return
    if (event.target.closest?.(".sheet-done") || event.target === root || event.target.closest?.(".sheet-veil")) finish()
  }
  const onKey = (event) => {
    if (!isOpen() || event.defaultPrevented) return
    if (event.key === "Escape" && !document.querySelector("[role=listbox], [role=grid]")) finish()
    if (event.key !== "Tab") return
    const reach = [...sheet().querySelectorAll("button, input, [tabindex='0']")].filter((field) => field.offsetParent)
    const last = event.shiftKey ? reach[0] : reach.at(-1)
    if (document.activeElement === last) { event.preventDefault(); (event.shiftKey ? reach.at(-1) : reach[0]).focus() }
  }
  let veil = document.querySelector("body > .sheet-veil")
  if (!veil) { veil = document.createElement("div"); veil.className = "sheet-veil"; document.body.append(veil) }
  document.addEventListener("click", onClick)
  document.addEventListener("keydown", onKey)
  const page = location.pathname
  return () => {
    document.removeEventListener("click", onClick)
    document.removeEventListener("keydown", onKey)
    if (location.pathname !== page) close()
  }
}
