// The clock on the server's time, and the veil over tiles whose feed is overdue by it.
const moment = (text) => { const [y, mo, d, h, mi, s] = text.match(/\d+/g).map(Number); return Date.UTC(y, mo - 1, d, h, mi, s || 0) }
const two = (n) => String(n).padStart(2, "0")
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "")
const clockText = (ms, seconds) => { const t = new Date(ms); return `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}` + (seconds ? `:${two(t.getUTCSeconds())}` : "") }

class Clock extends Rotation {
  // The server's wall clock, carried on by the time since its last answer: this machine's own clock may be wrong or be set meanwhile.
  now() { return this.data.runs ? this.base.server + performance.now() - this.base.at : this.base.server }

  // Which turn of the scenes it is by the server's own time, the same on every screen of one picture; null until the server has told it.
  clockTurns() { return this.turns ? (this.turns.server + performance.now() - this.turns.at) / 1000 / this.data.seconds : null }

  tick() {
    if (!this.data?.scenes || !this.base) return
    const byClock = this.data.screen ? this.clockTurns() : null, gone = (performance.now() - this.shownAt) / 1000 / this.data.seconds
    const done = byClock === null ? gone : byClock % 1, lost = this.node.dataset.link === "lost"
    if (!this.held && byClock !== null && Math.floor(byClock) !== this.clockTurn) {
      this.clockTurn = Math.floor(byClock)
      return this.go(this.clockTurn)
    }
    if (!this.held && byClock === null && this.order.length > 1 && gone >= 1) return this.step(1)
    if (this.scenes.get(this.current)?.marks.size) this.fade(this.scenes.get(this.current), false)
    for (const id of this.order) this.part(`step-${id}`).style.setProperty("--done", id === this.current ? (this.held ? 1 : Math.min(1, done)) : 0)
    this.dim()
    this.node.classList.toggle("held", this.held)
    this.part("held-words").textContent = this.held ? this.data.words.held : ""
    const now = this.now(), day = new Date(now)
    if (!lost) {
      this.part("time").textContent = clockText(now, this.data.runs)
      this.part("day").textContent = fill(this.data.words.date, { month: this.data.words.months[day.getUTCMonth()], d: day.getUTCDate(), weekday: this.data.words.weekdays[day.getUTCDay()] })
    }
    for (const tile of this.node.querySelectorAll(".tile")) this.veil(tile, now)
  }

  // Darker at night, by the city's clock.
  dim() {
    const [from, to] = this.data.dim ?? [0, 0], now = Math.floor(this.now() / 6e4) % 1440
    this.node.classList.toggle("dimmed", from <= to ? from <= now && now < to : now >= from || now < to)
  }

  veil(tile, now) {
    const late = tile.dataset.feeds.split(" ").map((id) => this.data.feeds[id]).filter((feed) => feed?.until && now > moment(feed.until))
    const veiled = String(late.length > 0)
    const since = late.map((feed) => feed.since).sort()[0]
    const sameDay = since && Math.floor(moment(since) / 864e5) === Math.floor(now / 864e5)
    const year = since && +since.slice(0, 4) !== new Date(now).getUTCFullYear() ? this.data.words.year.replace("{year}", since.slice(0, 4)) : ""
    const at = since && year + (sameDay ? clockText(moment(since)) : fill(this.data.words.day_time, { month: this.data.words.months[+since.slice(5, 7) - 1], d: +since.slice(8, 10), time: clockText(moment(since)) }))
    const said = since ? fill(this.data.words.veil, { since: at, feed: late.map((feed) => feed.name).join(this.data.words.comma) }) : ""
    const line = tile.querySelector(".veil p")
    if (line.textContent !== said) line.textContent = said
    if (tile.dataset.veiled !== veiled) tile.dataset.veiled = veiled
  }
}
