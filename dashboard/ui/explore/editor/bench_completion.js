// What the editor suggests while one types: relations, columns with what they mean, functions, parameters.
const KEYWORDS = `select from where group by having order limit offset with recursive as and or not in is null true false like ilike between case when
  then else end join left right full inner outer cross semi anti natural on using union all intersect except distinct exists over partition rows range
  groups preceding following unbounded current row filter within asc desc nulls first last qualify values lateral interval exclude replace columns
  window any some cast try_cast`
const TYPES = "varchar text bigint integer smallint double float decimal boolean date time timestamp"

const said = (pair, lang) => pair[lang === "zh" ? 0 : 1] || pair[0] || ""

const unitOf = (column, lang) => { const unit = said(column.unit, lang); return unit ? ` (${unit})` : "" }

const explained = (words) => () => {   // CodeMirror takes a node; text stays text
  const node = document.createElement("div")
  node.textContent = words
  return node
}

const columnOption = (column, lang, from) => ({
  label: column.name, type: "property", detail: said(column.title, lang), boost: 2,
  info: explained(`${from ? from + " · " : ""}${column.type}${unitOf(column, lang)}\n${said(column.about, lang)}`),
})

function namespaceOf(schema, lang) {
  const found = {}
  for (const relation of schema.relations) found[relation.name] = {
    self: { label: relation.name, type: "type", detail: said(relation.title, lang), info: explained(said(relation.about, lang)), boost: 1 },
    children: relation.columns.map((column) => columnOption(column, lang, "")),
  }
  return found
}

const wordOption = (label, type) => type === "variable" ? { label, type: "function", apply: label + "(", boost: -2 } : { label, type, boost: -1 }

function furtherOptions(schema, lang) {
  const always = schema.parameters.map((one) => ({ label: one.name, type: "variable", detail: one.type, info: explained(said(one.about, lang)) }))
  return (context) => {
    const word = context.matchBefore(/\$?\w*/)
    const before = context.state.sliceDoc(Math.max(0, word.from - 1), word.from)
    if (before === "." || (word.from === word.to && !context.explicit)) return null   // after a dot the language's own source knows more
    const used = new Set(context.state.doc.toString().toLowerCase().match(/\w+/g))
    const named = schema.relations.filter((relation) => used.has(relation.name))
    const columns = new Map()
    for (const relation of named) for (const column of relation.columns) {
      if (!columns.has(column.name)) columns.set(column.name, columnOption(column, lang, relation.name))
    }
    return { from: word.from, options: [...columns.values(), ...always], validFor: /^\$?\w*$/ }
  }
}
