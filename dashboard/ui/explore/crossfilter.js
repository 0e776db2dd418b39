// The desk of charts that are brushed: it draws each frame from sums that the browser has.
const QUIET = 500       // ms after the last change until a reader of the screen is told
const desks = new WeakMap()

class Desk extends Asking {
  constructor(root) {
    super(root)
    this.find("clear-all").onclick = () => this.clearAll()
    this.find("large").onclick = () => this.enlarge()
    this.find("sql").onclick = () => this.toggleSql()
    this.find("take").onclick = () => this.takeSql()
    this.find("retry").onclick = () => this.load()
    this.find("charts").onkeydown = (event) => { if (event.key === "Escape" && event.shiftKey) this.clearAll() }
  }

  take(data, send) {
    const token = JSON.stringify([data.of, data.as_of, data.generation, data.lang])
    Object.assign(this, { data, send, words: data.words, lang: data.lang })
    for (const [name, words] of [["clear-all", "clear"], ["large", "large"], ["take", "take_sql"], ["retry", "retry"]]) set(this.find(name), this.words[words])
    set(this.find("keys"), this.words.keys)
    set(this.find("sql"), this.find("text").hidden ? this.words.show_sql : this.words.hide_sql)
    if (token === this.token) return
    this.token = token
    if (this.isHeld) this.isLate = true   // the clock has moved on under a hand: once it lets go
    else this.load()
  }

  build(told, before) {
    const focused = this.root.activeElement?.closest?.(".chart")?.dataset.name
    const scrolled = Object.fromEntries(this.charts.map(({ name, frame }) => [name, frame.scrollTop]))
    this.told = told
    this.spoken = this.lang
    this.tile = this.coming = null
    this.find("charts").replaceChildren()
    const places = stacked(told.charts, this.find("charts"))
    this.charts = told.charts.map((one, n) => new (one.ordered ? Columns : Bars)(this, one, places[n]))
    for (const chart of this.charts) { new Hand(chart); chart.resized(); chart.draw(chart.totals) }
    const dropped = restoreSelection(before, told.of, this.charts)
    set(this.find("dropped"), dropped.length ? fill(this.words.dropped, { said: dropped.slice(0, 5).map((one) => one === UNKNOWN ? this.words.unknown : one.slice(0, 40)).join(this.words.comma) }) : "")
    this.stands()
    set(this.find("synthetic"), told.synthetic ? this.words.synthetic : "")
    this.active = this.charts.find(({ chosen }) => chosen) ?? this.charts[0]
    this.want(this.active)
    this.draw()
    for (const { name, frame } of this.charts) frame.scrollTop = scrolled[name] ?? 0
    if (focused) this.charts.find(({ name }) => name === focused)?.svg.focus()
  }

  changed(chart) {
    this.want(chart)
    this.soon()
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => { this.frame = null; this.draw() })
  }

  // Counts come from the tile alone, so a chart whose tile is on its way keeps what it shows; its own brush is drawn at once.
  draw() {
    const active = this.tile && this.charts.find(({ name }) => name === this.tile.active)
    const fresh = active && this.tile.key === `${active.name} ${selectionText(this.told.of, this.charts, active.name)}`
    const runs = fresh && runsOf(active.chosen, active.length)
    for (const chart of this.charts) chart.draw(!fresh ? chart.shown : chart === active ? this.tile.own : this.tile.sums(chart.name, chart.length, runs))
    if (fresh) this.sum(this.tile.sums(active.name, 1, runs)[0])
  }

  sum(n) {
    const { rows } = this.told, words = this.words, brushed = this.charts.filter(({ chosen }) => chosen)
    const values = { n: count(n, this.lang), all: count(rows, this.lang), rows: this.data.rows, share: rows ? share(n, rows) : "" }
    const said = brushed.length ? fill(words.some, values) : fill(words.all, { ...values, n: values.all })
    const where = brushed.map((chart) => fill(words.brushed, { name: chart.title, said: chart.brushed() })).join(words.semicolon)
    set(this.find("sum"), said)
    this.find("sum").title = n.toLocaleString("en-US")
    this.find("sum").dataset.n = n
    set(this.find("where"), where || words.none_yet)
    this.find("clear-all").disabled = !brushed.length
    clearTimeout(this.telling)
    this.telling = setTimeout(() => set(this.find("live"), [said, where].filter(Boolean).join(words.semicolon)), QUIET)
  }

  // What is selected may be too little to be seen before all of it: drawn to a scale of its own, which is said.
  enlarge() {
    this.large = !this.large
    this.find("large").setAttribute("aria-pressed", String(this.large))
    set(this.find("large-note"), this.large ? this.words.large_note : "")
    this.soon()
  }

  clearAll() {
    for (const chart of this.charts) chart.chosen = null
    this.changed(this.active)
    this.settled()
  }

  // The hand has let go: the address says what is brushed, and the SQL that is open follows.
  settled() {
    clearTimeout(this.writing)
    if (this.isLate) this.load()
    this.isLate = false
    this.writing = setTimeout(() => {
      const to = this.said(location.href)
      if (to.href !== location.href) history.replaceState(history.state, "", to)
      if (!this.find("text").hidden) this.showSql()
    }, 150)
  }

  // An address with what is brushed now.
  said(address) {
    const to = new URL(address, location.href)
    if (this.charts.some(({ chosen }) => chosen)) to.searchParams.set(BRUSH, selectionText(this.told.of, this.charts))
    else to.searchParams.delete(BRUSH)
    return to
  }

  async sql() {
    return (await this.ask({ cube: this.told.cube, sql: this.active.name, [BRUSH]: selectionText(this.told.of, this.charts) })).text()
  }

  async showSql() {
    try { set(this.root.querySelector(".text code"), await this.sql()) } catch (error) { this.failed(error) }
  }

  async toggleSql() {
    const text = this.find("text"), opens = text.hidden
    if (opens) await this.showSql()
    text.hidden = !opens
    this.find("sql").setAttribute("aria-expanded", String(opens))
    set(this.find("sql"), opens ? this.words.hide_sql : this.words.show_sql)
    text.setAttribute("aria-label", this.words.sql_label)
  }

  async takeSql() {
    try { this.send(await this.sql()) } catch (error) { this.failed(error) }
  }

  resized() {
    for (const chart of this.charts) { chart.resized(); chart.draw(chart.shown) }
  }
}

export default function ({ data, parentElement: root, setTriggerValue }) {
  if (!data) return
  const box = root.querySelector(".crossfilter"), desk = desks.get(box) ?? new Desk(root)
  desks.set(box, desk)
  desk.take(data, (sql) => setTriggerValue("sql", { sql }))
  let wide = box.clientWidth
  const watcher = new ResizeObserver(() => { if (Math.abs(box.clientWidth - wide) > 2) { wide = box.clientWidth; desk.resized() } })
  watcher.observe(box)
  // The links to the other language and theme are older than the brush.
  const follow = ({ target }) => { const link = target.closest?.("a.language"); if (link && desk.told) link.href = desk.said(link.href) }
  document.addEventListener("click", follow, true)
  return () => { watcher.disconnect(); document.removeEventListener("click", follow, true) }
}
