// The schema beside the editor: every relation with its sentence and columns, sought in both languages; a tap inserts a name.
const lower = (pair) => pair.join(" ").toLowerCase()

class Schema {
  constructor(bench) {
    this.bench = bench
    this.input = bench.find(".seek input")
    this.input.oninput = () => this.render()
  }

  take(schema) {
    this.relations = schema.relations.map((relation) => ({
      ...relation, sought: `${relation.name} ${lower(relation.title)} ${lower(relation.about)}`,
      columns: relation.columns.map((column) => ({ ...column, sought: `${column.name} ${lower(column.title)} ${lower(column.about)}` })),
    }))
    this.render()
  }

  render() {
    if (!this.relations) return
    const { lang, words } = this.bench.data
    const parts = this.input.value.toLowerCase().split(/\s+/).filter(Boolean)
    const has = (text) => parts.every((part) => text.includes(part))
    const list = this.bench.find(".relations")
    list.replaceChildren()
    let shown = 0
    for (const relation of this.relations) {
      const itself = has(relation.sought), columns = relation.columns.filter((column) => has(`${relation.sought} ${column.sought}`))
      if (!columns.length) continue
      list.append(this.relation(relation, columns, !itself, lang, words))   // what is found by a column shows that column
      shown += 1
    }
    this.bench.find(".found").textContent = shown ? words.found.replace("{n}", shown) : words.none
  }

  relation(relation, columns, open, lang, words) {
    const details = document.createElement("details"), summary = document.createElement("summary")
    const item = document.createElement("li")
    item.className = "relation"
    const name = document.createElement("b"), code = document.createElement("code")
    name.textContent = said(relation.title, lang)
    code.textContent = relation.name
    summary.append(name, code)
    details.append(summary)
    details.ontoggle = () => { if (details.open && details.children.length === 1) this.fill(details, relation, columns, lang, words) }
    details.open = open
    item.append(details)
    return item
  }

  fill(details, relation, columns, lang, words) {   // only once it is opened: a thousand columns need not be in the page
    const about = document.createElement("p"), take = document.createElement("button"), list = document.createElement("ul")
    about.textContent = said(relation.about, lang)
    take.type = "button"
    take.className = "take"
    take.textContent = words.take.replace("{name}", relation.name)
    take.onclick = () => this.bench.begin(relation.name)
    list.className = "columns"
    for (const column of columns) list.append(this.column(column, lang))
    details.append(about, take, list)
  }

  column(column, lang) {
    const item = document.createElement("li"), button = document.createElement("button"), code = document.createElement("code"), kind = document.createElement("i")
    code.textContent = column.name
    kind.textContent = ` ${column.type}${unitOf(column, lang)}`
    button.type = "button"
    button.append(code, kind, document.createElement("br"), said(column.about, lang) || said(column.title, lang))
    button.onclick = () => this.bench.field.insert(column.name)
    item.append(button)
    return item
  }
}
