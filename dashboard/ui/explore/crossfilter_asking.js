// What the charts are made of comes from the server: the charts of a table, then a tile for each chart that a hand comes near.
const BRUSH = "brush"   // the address's parameter

class Asking {
  constructor(root) {
    this.root = root
    this.find = (name) => root.querySelector(`.${name}`)
    this.charts = []
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
    const token = this.token
    this.state("loading", this.words.loading)
    try {
      const told = await (await this.ask({ of: this.data.of })).json()
      if (token !== this.token) return
      if (this.isHeld) return void (this.isLate = true) // a hand came meanwhile: once it lets go
      const before = this.told?.of === this.data.of ? selectionText(this.data.of, this.charts) : new URLSearchParams(location.search).get(BRUSH)
      if (told.cube === this.told?.cube && this.lang === this.spoken) this.again()
      else this.build(told, before)
    } catch (error) {
      if (token === this.token) this.failed(error)
    }
  }

  // The same charts as before: what they show stays, and what did not come is asked for again.
  again() {
    this.stands()
    this.want(this.wanted)
  }

  stands() {
    const { rows } = this.told
    this.state(rows ? "ready" : "empty", rows ? "" : fill(this.words.empty, { rows: this.data.rows }))
  }

  state(kind, words) {
    this.find("crossfilter").dataset.state = kind
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
    const others = selectionText(this.told.of, this.charts, chart.name), key = `${chart.name} ${others}`
    this.wanted = chart
    if (this.tile?.key === key || this.coming?.key === key) return
    this.coming?.stop.abort()
    const coming = (this.coming = { key, stop: new AbortController() })
    try {
      const answer = await this.ask({ cube: this.told.cube, active: chart.name, [BRUSH]: others }, coming.stop.signal)
      const tile = new Tile(key, chart.name, this.told.charts, await answer.arrayBuffer())
      if (this.coming !== coming) return
      this.tile = tile
      this.coming = null
      this.active = chart
      if (this.find("crossfilter").dataset.state === "failed") this.stands()
      this.soon()
    } catch (error) {
      if (this.coming === coming) this.failed(error)
    }
  }
}
