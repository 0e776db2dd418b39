// Sideways bars of the values of a column; many of them scroll.
class Bars extends Chart {
  constructor(...given) {
    super(...given)
    this.rows = this.values.map((_, n) => {
      const row = element("g", { transform: `translate(0 ${n * ROW})` }, this.svg)
      const parts = { row, mark: element("rect", { class: "mark", width: 3, height: ROW - 4, y: 2 }, row), name: element("text", { class: "name", x: 8, y: ROW / 2 + 4.5 }, row) }
      for (const kind of ["ghost", "in"]) parts[kind] = element("rect", { class: kind, y: 4, height: ROW - 8 }, row)
      parts.n = element("text", { class: "n", y: ROW / 2 + 4.5 }, row)
      element("title", {}, row).textContent = this.labels[n]
      return parts
    })
    this.cursor = element("rect", { class: "cursor", x: 1, height: ROW - 2, rx: 2 }, this.svg)
  }

  resized() {
    const scrolls = this.length > MOST_ROWS
    this.frame.style.maxHeight = scrolls ? `${(MOST_ROWS + 0.5) * ROW}px` : ""
    this.wide = this.frame.clientWidth || 300
    const named = Math.min(0.5 * this.wide, 26 + 13 * Math.max(4, ...this.labels.map(ems))), counted = 74
    this.svg.setAttribute("viewBox", `0 0 ${this.wide} ${Math.max(1, this.length) * ROW}`)
    this.svg.setAttribute("height", Math.max(1, this.length) * ROW)
    this.cursor.setAttribute("width", this.wide - 2)
    this.from = named
    this.room = Math.max(20, this.wide - named - counted)
    this.rows.forEach((row, n) => {
      set(row.name, shortened(this.labels[n], (named - 14) / 13))
      row.n.setAttribute("x", this.wide - 4)
      for (const kind of ["ghost", "in"]) row[kind].setAttribute("x", named)
      row.ghost.setAttribute("width", this.bar(this.totals[n], this.most))
    })
  }

  bar(n, most) { return n ? Math.max(1, (this.room * n) / most) : 0 }

  draw(counts) {
    const most = this.scale(counts)
    this.shown = counts
    this.rows.forEach((row, n) => {
      row.in.setAttribute("width", this.bar(counts[n], most))
      set(row.n, count(counts[n], this.desk.lang))
      row.row.setAttribute("class", this.chosen ? (this.chosen[n] ? "row chosen" : "row out") : "row")
    })
    this.cursor.setAttribute("y", this.head * ROW + 1)
    if (this.pointed !== undefined) this.pointAt(this.pointed)
    this.say()
  }

  at(x, y) {
    return Math.max(0, Math.min(this.length - 1, Math.floor((y - this.svg.getBoundingClientRect().top) / ROW)))
  }
}
