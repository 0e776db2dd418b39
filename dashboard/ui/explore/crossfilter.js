// The desk of charts that are brushed: it fetches what they need, and draws each frame from sums that the browser has.
const QUIET = 500       // ms after the last change until a reader of the screen is told
const BRUSH = "brush"   // the address's parameter
const desks = new WeakMap()

class Desk {
  constructor(root) {
    this.root = root
    this.find = (name) => root.querySelector(`.${name}`)
    this.charts = []
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
    this.load()
  }

  url(more) {
    return `crossfilter?${new URLSearchParams({ as_of: this.data.as_of, lang: this.lang, ...more })}`
  }

  async ask(more, signal) {
    const answer = await fetch(this.url(more), { signal })
    if (answer.ok) return answer
    const why = (await answer.text()).split("\n")[this.lang === "zh" ? 0 : 1]
    throw Object.assign(new Error(why || String(answer.status)), { status: answer.status })
  }

  // The charts of the subject; what is brushed stays, else it is what the address says.
  async load() {
    const token = this.token, before = this.told?.of === this.data.of ? selectionText(this.data.of, this.charts) : new URLSearchParams(location.search).get(BRUSH)
    this.state("loading", fill(this.words.loading, { rows: this.data.rows }))
    try {
      const told = await (await this.ask({ of: this.data.of })).json()
      if (token === this.token) this.build(told, before)
    } catch (error) {
      if (token === this.token) this.failed(error)
    }
  }

  build(told, before) {
    const focused = this.root.activeElement?.closest?.(".chart")?.dataset.name
    this.told = told
    this.tile = this.coming = null
    this.find("charts").replaceChildren()
    const places = stacked(told.charts, this.find("charts"))
    this.charts = told.charts.map((one, n) => new (one.ordered ? Columns : Bars)(this, one, places[n]))
    for (const chart of this.charts) { new Hand(chart); chart.resized(); chart.draw(chart.totals) }
    const dropped = restoreSelection(before, told.of, this.charts)
    set(this.find("dropped"), dropped.length ? fill(this.words.dropped, { said: dropped.slice(0, 5).join(this.words.comma) }) : "")
    this.state(told.rows ? "ready" : "empty", told.rows ? "" : fill(this.words.empty, { rows: this.data.rows }))
    set(this.find("synthetic"), told.synthetic ? this.words.synthetic : "")
    this.active = this.charts.find(({ chosen }) => chosen) ?? this.charts[0]
    this.want(this.active)
    this.draw()
    if (focused) this.charts.find(({ name }) => name === focused)?.svg.focus()
  }

  state(kind, words) {
    this.root.querySelector(".crossfilter").dataset.state = kind
    set(this.find("standing"), words)
  }

  failed(error) {
    if (error.name === "AbortError") return
    if (error.status === 409) return this.load()
    this.coming = null
    this.state("failed", fill(this.words.failed, { why: error.status ? error.message : this.words.lost }))
  }

  // The tile of a chart that is about to be brushed, under what the others have; asked for once, when the hand comes near.
  async want(chart) {
    const key = `${chart.name} ${selectionText(this.told.of, this.charts, chart.name)}`
    if (this.tile?.key === key || this.coming?.key === key) return
    this.coming?.stop.abort()
    const coming = (this.coming = { key, stop: new AbortController() })
    try {
      const answer = await this.ask({ cube: this.told.cube, active: chart.name, [BRUSH]: selectionText(this.told.of, this.charts, chart.name) }, coming.stop.signal)
      const tile = new Tile(key, chart.name, this.told.charts, await answer.arrayBuffer())
      if (this.coming !== coming) return
      this.tile = tile
      this.coming = null
      this.active = chart
      if (this.find("crossfilter").dataset.state === "failed") this.state("ready", "")
      this.soon()
    } catch (error) {
      if (this.coming === coming) this.failed(error)
    }
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
    this.writing = setTimeout(() => {
      const to = new URL(location.href), some = this.charts.some(({ chosen }) => chosen)
      if (some) to.searchParams.set(BRUSH, selectionText(this.told.of, this.charts))
      else to.searchParams.delete(BRUSH)
      if (to.href !== location.href) history.replaceState(history.state, "", to)
      if (!this.find("text").hidden) this.showSql()
    }, 150)
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
  return () => watcher.disconnect()
}
