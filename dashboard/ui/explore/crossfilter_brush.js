// The hand on a chart: mouse, finger and keyboard move its brush; the desk is told of every change.
const EDGE = BY_FINGER ? 18 : 7   // px on either side of a brush's edge that take hold of it
const WEEK = 7

class Hand {
  constructor(chart) {
    this.chart = chart
    const { svg, desk } = chart
    svg.onpointerenter = () => desk.want(chart)
    svg.onfocus = () => { desk.want(chart); chart.pointAt(chart.head) }
    svg.onblur = () => chart.pointAt(null)
    svg.onpointerdown = (event) => this.down(event)
    svg.onpointermove = (event) => this.move(event)
    svg.onpointerup = (event) => this.up(event)
    svg.onpointercancel = () => this.cancel()
    svg.onpointerleave = () => { if (!this.held) chart.pointAt(null) }
    svg.onkeydown = (event) => this.key(event)
    chart.clear.onclick = () => { this.choose(null); desk.settled(); svg.focus() }
  }

  choose(chosen) {
    const { chart } = this
    chart.chosen = chosen && chosen.includes(true) ? chosen : null
    chart.desk.changed(chart)
  }

  span(first, last) { this.choose(spanned(this.chart.length, first, last)) }

  // What the press takes hold of: an edge of the brush, the brush itself, or a place where a new one begins.
  down(event) {
    const { chart } = this
    if (event.button || !chart.length) return
    const n = chart.at(event.clientX, event.clientY), runs = chart.chosen ? runsOf(chart.chosen, chart.length) : []
    this.held = { n, before: chart.chosen, moved: false, how: "new", more: event.ctrlKey || event.metaKey || event.pointerType === "touch", shift: event.shiftKey }
    if (chart.ordered && runs.length === 1) {
      const [first, last] = runs[0], x = event.clientX - chart.svg.getBoundingClientRect().left
      const [left, right] = [first * chart.step, (last + 1) * chart.step]
      const near = Math.min(EDGE, (right - left) / 4)
      Object.assign(this.held, { first, last })
      if (Math.abs(x - left) <= Math.max(near, 3)) Object.assign(this.held, { how: "new", n: last, moved: true })
      else if (Math.abs(x - right) <= Math.max(near, 3)) Object.assign(this.held, { how: "new", n: first, moved: true })
      else if (x > left && x < right && last - first + 1 < chart.length) this.held.how = "move"
    }
    if (this.held.shift && chart.chosen) this.span(chart.anchor, n)
    chart.desk.isHeld = true
    chart.svg.setPointerCapture(event.pointerId)
  }

  move(event) {
    const { chart, held } = this, n = chart.at(event.clientX, event.clientY)
    if (chart.length && (chart.pointed !== n || held)) chart.pointAt(n)
    if (!held || held.shift || (n === held.n && !held.moved) || n === held.last_n) return
    held.moved = true
    held.last_n = n
    if (held.how === "move") {
      const by = Math.max(-held.first, Math.min(chart.length - 1 - held.last, n - held.n))
      chart.anchor = held.first + by
      chart.head = held.last + by
    } else {
      chart.anchor = held.n
      chart.head = n
    }
    this.span(chart.anchor, chart.head)
  }

  up(event) {
    const { chart, held } = this
    this.held = null
    chart.desk.isHeld = false
    if (!held) return
    if (!held.moved && !held.shift) this.click(chart.at(event.clientX, event.clientY), held)
    chart.desk.settled()
  }

  // Without a drag: a press on one bin picks it, or adds it to what is picked; on the only picked one lets go.
  click(n, { before, more }) {
    const { chart } = this, only = before && before[n] && before.filter(Boolean).length === 1
    chart.anchor = chart.head = n
    if (only || (chart.ordered && before?.[n])) return this.choose(null)
    if (more && !chart.ordered) return this.choose(Array.from({ length: chart.length }, (_, i) => Boolean(before?.[i]) !== (i === n)))
    this.span(n, n)
  }

  // The browser took the finger for a scroll: as it was before.
  cancel() {
    const { chart, held } = this
    this.held = null
    chart.desk.isHeld = false
    if (held?.moved) this.choose(held.before)
    chart.desk.settled()
  }

  key(event) {
    const { chart } = this, steps = this.steps()
    if (event.ctrlKey || event.metaKey || event.altKey || !chart.length) return
    if (event.key === "Escape" && chart.chosen) this.choose(null)
    else if (event.key in steps) this.step(steps[event.key], event.shiftKey)
    else if (event.key === " " || event.key === "Enter") this.pick()
    else return
    event.preventDefault()
    event.stopPropagation()
    chart.pointAt(chart.head)
    this.reveal()
    chart.desk.settled()
  }

  steps() {
    const { length, ordered } = this.chart
    return ordered ? { ArrowLeft: -1, ArrowRight: 1, PageUp: -WEEK, PageDown: WEEK, Home: -length, End: length }
      : { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1, Home: -length, End: length }
  }

  // The brush as a whole goes a step; with Shift its head alone. Where nothing or no single span is brushed it begins at the head.
  step(by, widens) {
    const { chart } = this, last = chart.length - 1, runs = chart.chosen ? runsOf(chart.chosen, chart.length) : [], inside = (n) => Math.max(0, Math.min(last, n))
    if (!chart.chosen && !widens) chart.anchor = chart.head = inside(Math.abs(by) > last ? (by < 0 ? 0 : last) : chart.head)
    else if (widens) chart.head = inside(chart.head + by)
    else if (runs.length !== 1) chart.anchor = chart.head = inside(chart.head + by)
    else {
      const [first, end] = runs[0], moved = Math.max(-first, Math.min(last - end, by)), turned = chart.head < chart.anchor
      chart.anchor = (turned ? end : first) + moved
      chart.head = (turned ? first : end) + moved
    }
    this.span(chart.anchor, chart.head)
  }

  pick() {
    const { chart } = this
    if (chart.ordered) return chart.chosen ? this.choose(null) : this.span(chart.head, chart.head)
    this.choose(Array.from({ length: chart.length }, (_, n) => Boolean(chart.chosen?.[n]) !== (n === chart.head)))
  }

  reveal() {
    const { frame, ordered, head } = this.chart
    if (ordered || frame.scrollHeight <= frame.clientHeight) return
    frame.scrollTop = Math.max((head + 1) * ROW - frame.clientHeight, Math.min(frame.scrollTop, head * ROW))
  }
}
