// Find anything: a dialog over the page, opened by the magnifier, Ctrl+K, Cmd+K or /. What is typed is asked of the server; what was found
// are links of the board, which keep its moment, language and filters. The page beneath is not drawn anew for any of it.
const PAUSE = 90            // ms without another letter after which the server is asked
const ANSWER_WITHIN = 10000 // ms; a server that was just started has its index to make
const FIND = (window.sandtableFind ||= { dialog: null, data: null, timer: 0, asking: null, goes: false, number: 0 }) // outlives the mounts of this component

function part(kind, name, words, parent) {
  const element = document.createElement(kind)
  if (name) element.className = name
  if (words) element.textContent = words // never markup: a name is what files say
  parent?.append(element)
  return element
}

const inside = (name) => FIND.dialog.querySelector(name)
const options = () => [...FIND.dialog.querySelectorAll('[role="option"]')]

function open(opener) {
  if (document.querySelector("dialog[open]")) return
  const { words, lang } = FIND.data
  const dialog = (FIND.dialog = part("dialog", "find"))
  dialog.lang = lang === "zh" ? "zh-CN" : "en"
  dialog.setAttribute("aria-label", words.title)
  const head = part("div", "find-head", "", dialog), field = part("input", "", "", head)
  part("button", "find-close", words.close, head).type = "button"
  for (const [name, value] of Object.entries({
    type: "text", role: "combobox", "aria-label": words.title, placeholder: words.placeholder, maxlength: 60, autocomplete: "off", enterkeyhint: "go",
    spellcheck: "false", autocapitalize: "off", "aria-autocomplete": "list", "aria-controls": "find-list", "aria-expanded": "false",
  })) field.setAttribute(name, value)
  part("p", "find-said", "", dialog).setAttribute("role", "status")
  const list = part("div", "find-list", "", dialog)
  list.id = "find-list"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", words.results)
  part("div", "find-hints", "", dialog)
  const foot = part("p", "find-foot", "", dialog)
  part("span", "moment", "", foot)
  part("span", "keys", words.keyboard, foot)
  listen(dialog, field, opener)
  document.body.append(dialog)
  dialog.showModal()
  field.focus()
  FIND.goes = false
  ask("")
}

function listen(dialog, field, opener) {
  const back = opener || document.activeElement
  field.addEventListener("input", () => { clearTimeout(FIND.timer); FIND.timer = setTimeout(() => ask(field.value), PAUSE) })
  dialog.addEventListener("keydown", press)
  dialog.addEventListener("pointermove", (event) => { const over = event.target.closest('[role="option"]'); if (over) choose(over, false) })
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".find-close")) dialog.close()
    else if (event.target.closest("a[href]") && !(event.ctrlKey || event.metaKey || event.shiftKey)) dialog.close() // the link itself is followed by travel.js
  })
  dialog.addEventListener("close", () => { // told after it closed: the next one may be open by now
    dialog.remove()
    if (FIND.dialog !== dialog) return
    clearTimeout(FIND.timer)
    FIND.asking?.abort()
    FIND.asking = null
    FIND.dialog = null
    if (back?.isConnected) back.focus({ preventScroll: true })
    else document.querySelector(".find-open")?.focus({ preventScroll: true })
  })
}

function press(event) {
  if (event.isComposing || event.keyCode === 229) return // an input method has the key
  event.stopPropagation() // the page and the framework have keys of their own
  const every = options(), at = every.findIndex((one) => one.getAttribute("aria-selected") === "true")
  if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault()
    if (FIND.timer || FIND.asking) FIND.goes = true // what is shown is not yet the answer to what stands there
    else every[at]?.click()
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && every.length) {
    event.preventDefault()
    choose(every[(at + (event.key === "ArrowDown" ? 1 : -1) + every.length) % every.length], true)
  }
}

function choose(option, isShown) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option))
  inside("input").setAttribute("aria-activedescendant", option?.id || "")
  if (isShown) option?.scrollIntoView({ block: "nearest" })
}

async function ask(text) {
  FIND.timer = 0
  FIND.asking?.abort()
  const mine = (FIND.asking = new AbortController()), patience = setTimeout(() => mine.abort(), ANSWER_WITHIN)
  const to = new URL("find", document.baseURI.replace(/[?#].*$/, "").replace(/\/[^/]*$/, "/"))
  for (const [name, value] of new URLSearchParams(location.search)) to.searchParams.set(name, value)
  to.searchParams.set("lang", FIND.data.lang)
  to.searchParams.set("q", text)
  let answer
  try {
    answer = await (await fetch(to, { cache: "no-store", signal: mine.signal })).json()
  } catch {
    answer = { groups: [], said: FIND.data.words.failed }
  }
  clearTimeout(patience)
  if (FIND.asking !== mine || !FIND.dialog) return // more was typed since
  FIND.asking = null
  show(answer)
  if (FIND.goes) { FIND.goes = false; options()[0]?.click() }
}

function show(answer) {
  const list = inside(".find-list"), hints = inside(".find-hints")
  list.replaceChildren(...answer.groups.map(groupOf))
  hints.replaceChildren()
  if (answer.hints) {
    part("p", "", answer.there_is, hints)
    const kinds = part("ul", "", "", hints)
    for (const kind of answer.hints) {
      const line = part("li", "", kind.title, kinds)
      if (kind.n) part("b", "", kind.n, line)
    }
  }
  inside(".find-said").textContent = answer.said || ""
  inside(".moment").textContent = answer.moment || ""
  inside("input").setAttribute("aria-expanded", String(answer.groups.length > 0))
  choose(options()[0], true)
  list.scrollTop = 0
}

function groupOf(group) {
  const box = part("div", "find-group")
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", group.title)
  part("p", "find-kind", group.title, box).setAttribute("aria-hidden", "true")
  for (const item of group.items) {
    const link = part("a", "", "", box)
    link.href = item.href
    link.target = "_self"
    link.tabIndex = -1
    link.id = `find-${FIND.number++}`
    link.setAttribute("role", "option")
    part("span", "name", item.name, link)
    if (item.other) part("span", "other", item.other, link)
    if (item.where) part("span", "where", item.where, link)
  }
  if (group.more) part("p", "find-more", group.more, box).setAttribute("aria-hidden", "true")
  return box
}

export default function ({ data, parentElement }) {
  if (!data) return
  FIND.data = data
  const button = parentElement.querySelector("button")
  button.querySelector(".name").textContent = data.words.open
  button.querySelector("kbd").textContent = data.words.keys
  button.title = `${data.words.title} (${data.words.keys})`
  button.onclick = () => open(button)
  const onKey = (event) => {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable="true"], [contenteditable=""], .cm-editor')
    const called = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k"
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey
    if (!called && !slash) return
    event.preventDefault()
    event.stopPropagation()
    FIND.dialog?.open ? FIND.dialog.close() : open()
  }
  document.addEventListener("keydown", onKey, true)
  return () => document.removeEventListener("keydown", onKey, true)
}
