// The editing field: CodeMirror where it could be loaded, else a plain text field with the same manners.
const THEME = {
  "&": { backgroundColor: "transparent", color: "var(--ink)", minHeight: "250px", maxHeight: "420px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { overflow: "auto", fontFamily: "inherit", lineHeight: "1.5", minHeight: "250px" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--grey)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "var(--class-0)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--class-0)", outline: "1px solid var(--edge)" },
  ".cm-wrong": { backgroundColor: "var(--warn-ground)", boxShadow: "inset 3px 0 0 var(--act)" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--edge)", zIndex: 20 },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "260px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--grey)", fontFamily: "var(--st-font)" },
  "li[aria-selected] .cm-completionDetail": { color: "var(--paper)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionInfo": { whiteSpace: "pre-line", fontFamily: "var(--st-font)", maxWidth: "320px", padding: "6px 10px" },
}

function highlighting({ HighlightStyle, syntaxHighlighting, tags }) {
  return syntaxHighlighting(HighlightStyle.define([   // weight and one hue: strong colours mean states on this board
    { tag: tags.keyword, fontWeight: "700" },
    { tag: [tags.string, tags.number, tags.bool, tags.null], color: "var(--low-ink)" },
    { tag: [tags.lineComment, tags.blockComment], color: "var(--grey)", fontStyle: "italic" },
    { tag: tags.special(tags.name), color: "var(--ok-ink)" },
  ]))
}

const wrongLine = (cm) => {
  const effect = cm.StateEffect.define()
  const field = cm.StateField.define({
    create: () => cm.Decoration.none,
    update(marks, change) {
      let next = change.docChanged ? cm.Decoration.none : marks   // what was wrong is being mended
      for (const one of change.effects) if (one.is(effect)) {
        const lines = change.state.doc.lines
        next = one.value && one.value <= lines
          ? cm.Decoration.set([cm.Decoration.line({ class: "cm-wrong" }).range(change.state.doc.line(one.value).from)]) : cm.Decoration.none
      }
      return next
    },
    provide: (own) => cm.EditorView.decorations.from(own),
  })
  return { effect, field }
}

function richField(cm, bench, schema) {
  const { lang, words } = bench.data
  const dialect = cm.SQLDialect.define({
    keywords: KEYWORDS, types: TYPES, builtin: schema.functions.join(" "), operatorChars: "*+-%<>!=&|^/~:", specialVar: "$",
    caseInsensitiveIdentifiers: true,
  })
  const language = cm.sql({ dialect, schema: namespaceOf(schema, lang), keywordCompletion: wordOption })
  const wrong = wrongLine(cm)
  const run = () => { bench.ask(); return true }
  const view = new cm.EditorView({
    parent: bench.find(".rich"), root: bench.root.getRootNode(),
    state: cm.EditorState.create({
      doc: bench.field.text(),
      extensions: [
        cm.lineNumbers(), cm.history(), cm.drawSelection(), cm.highlightActiveLine(), cm.bracketMatching(), cm.closeBrackets(),
        cm.autocompletion({ icons: false }), language, language.language.data.of({ autocomplete: furtherOptions(schema, lang) }),
        highlighting(cm), wrong.field, cm.EditorView.theme(THEME), cm.EditorView.lineWrapping,
        cm.EditorView.contentAttributes.of({ "aria-label": words.label, "aria-description": words.leave, spellcheck: "false", autocapitalize: "off" }),
        cm.EditorView.updateListener.of((change) => { if (change.docChanged) bench.changed() }),
        cm.keymap.of([
          { key: "Mod-Enter", run }, { key: "Ctrl-Enter", run }, { key: "Tab", run: cm.acceptCompletion },
          ...cm.closeBracketsKeymap, ...cm.completionKeymap, ...cm.historyKeymap, ...cm.defaultKeymap, cm.indentWithTab,
        ]),
      ],
    }),
  })
  return {
    text: () => view.state.doc.toString(),
    load: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: text.length } }),
    insert: (text) => { view.dispatch(view.state.replaceSelection(text)); view.focus() },
    mark: (line) => view.dispatch({ effects: wrong.effect.of(line) }),
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus,
  }
}

function plainField(bench) {
  const area = bench.find(".plain")
  area.oninput = () => bench.changed()
  area.onkeydown = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); bench.ask() } }
  return {
    text: () => area.value,
    load: (text) => { area.value = text },
    insert: (text) => { area.setRangeText(text, area.selectionStart, area.selectionEnd, "end"); area.focus(); bench.changed() },
    mark: () => {},
    focus: () => area.focus(),
    hasFocus: () => area.getRootNode().activeElement === area,
  }
}
