// The workbench: the editing field, what runs it, what it says, and the schema. The text is the browser's until it is run.
const benches = new WeakMap()   // by mounted frame, over refreshes

class Bench {
  constructor(root) {
    this.root = root
    this.round = null
    this.field = plainField(this)
    this.schema = new Schema(this)
  }

  find(selector) { return this.root.querySelector(selector) }

  take(data, send) {
    const first = !this.data
    this.data = data
    this.send = send
    const { words } = data
    this.find(".run").textContent = words.run
    this.find(".run").onclick = () => this.ask()
    this.find(".keys").textContent = matchMedia("(pointer: coarse)").matches ? words.keyboard : words.keys
    this.find(".seek span").textContent = words.seek
    this.find(".plain").setAttribute("aria-label", words.label)
    this.find(".relations").setAttribute("aria-label", words.relations)
    if (data.round !== this.round) {
      this.round = data.round
      if (this.field.text() !== data.sql) this.field.load(data.sql)
    }
    this.field.mark(data.line)
    this.changed()
    if (first) this.load()
    else this.schema.render()
  }

  async load() {
    try {
      const answer = await fetch(this.data.schema)
      if (!answer.ok) throw new Error(answer.status)
      const schema = await answer.json()
      this.schema.take(schema)
      const library = await import(new URL(this.data.library, location.href).href)
      const hadFocus = this.field.hasFocus(), rich = richField(library, this, schema)
      this.find(".plain").hidden = true
      this.field = rich
      this.field.mark(this.data.line)
      if (hadFocus) rich.focus()
      this.find(".bench").dataset.ready = "true"
    } catch {
      this.find(".found").textContent = this.data.words.plain   // asking goes on in the plain field
    }
  }

  changed() {
    const text = this.field.text().trim(), said = text && this.data?.sql.trim() && text !== this.data.sql.trim() ? this.data.words.unrun : ""
    const status = this.find(".status")
    if (status.textContent !== said) status.textContent = said
  }

  begin(name) {
    if (this.field.text().trim()) this.field.insert(name)
    else { this.field.load(`select *\nfrom ${name}\nlimit 100`); this.field.focus(); this.changed() }
  }

  ask() {
    const sql = this.field.text().trim()
    if (sql) this.send({ sql, times: (this.times = (this.times ?? 0) + 1) })
  }
}

export default function ({ data, parentElement: root, setTriggerValue }) {
  if (!data) return
  const frame = root.querySelector(".bench"), bench = benches.get(frame) ?? new Bench(root)
  benches.set(frame, bench)
  bench.take(data, (asked) => setTriggerValue("asked", asked))
}
