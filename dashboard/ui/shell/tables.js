// Tables: the framework's menu of a column in the page's language, and names in the order of a Chinese dictionary (pinyin).
const MENU = '[data-testid="stDataFrameColumnMenu"], [data-testid="stDataFrameTooltipContent"]'

// The menu is the framework's and knows English only; what it offers beside order and width is hidden by the style sheet.
function sayMenu(words) {
  for (const menu of document.querySelectorAll(MENU)) {
    const texts = document.createTreeWalker(menu, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const own = words[texts.currentNode.data.trim()]
      if (own) texts.currentNode.data = own
    }
    for (const part of menu.querySelectorAll("[title], [aria-label]"))
      for (const name of ["title", "aria-label"]) if (words[part.getAttribute(name)]) part.setAttribute(name, words[part.getAttribute(name)])
    if (words[menu.getAttribute("aria-label")]) menu.setAttribute("aria-label", words[menu.getAttribute("aria-label")])
  }
}

// A table that is sorted compares by the browser's language, which sorts Chinese by strokes or code points unless it is Chinese.
if (!window.sandtableComparesByPinyin) {
  window.sandtableComparesByPinyin = true
  const plain = String.prototype.localeCompare, order = new Intl.Collator("zh-CN-u-co-pinyin")
  String.prototype.localeCompare = function (other, locales, options) {
    return locales || options ? plain.call(this, other, locales, options) : order.compare(String(this), String(other))
  }
}
