// Runs in the page, before each script of the tests: roles and names of elements (after WAI-ARIA's HTML mapping and
// name computation, as far as the portal needs them).
const page = (() => {
  const tidy = (text) => (text || "").replace(/\s+/g, " ").trim();
  const drawn = (it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest("[aria-hidden=true]");
  const shown = (it) => drawn(it) && !it.closest("[inert]");
  const inContent = (it) => it.parentElement && it.parentElement.closest("article, aside, main, nav, section");
  const named = (it) => it.hasAttribute("aria-label") || it.hasAttribute("aria-labelledby");
  const inputs = { button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox",
    radio: "radio", range: "slider", number: "spinbutton", search: "searchbox", text: "textbox", email: "textbox",
    tel: "textbox", url: "textbox" };
  const roles = {
    a: (it) => (it.hasAttribute("href") ? "link" : "generic"), area: () => "link",
    button: () => "button", summary: () => "button", details: () => "group", fieldset: () => "group",
    h1: () => "heading", h2: () => "heading", h3: () => "heading", h4: () => "heading", h5: () => "heading",
    h6: () => "heading", nav: () => "navigation", main: () => "main", search: () => "search",
    aside: () => "complementary", article: () => "article", figure: () => "figure",
    header: (it) => (inContent(it) ? "generic" : "banner"),
    footer: (it) => (inContent(it) ? "generic" : "contentinfo"),
    section: (it) => (named(it) ? "region" : "generic"), form: (it) => (named(it) ? "form" : "generic"),
    img: (it) => (it.getAttribute("alt") === "" ? "presentation" : "img"),
    ul: () => "list", ol: () => "list", menu: () => "list", li: () => "listitem",
    table: () => "table", tr: () => "row", td: () => "cell", caption: () => "caption",
    th: (it) => (it.scope === "row" ? "rowheader" : "columnheader"), dl: () => "definition list",
    input: (it) => inputs[it.type] || "textbox", textarea: () => "textbox", option: () => "option",
    select: (it) => (it.multiple || it.size > 1 ? "listbox" : "combobox"),
    dialog: () => "dialog", output: () => "status", p: () => "paragraph", time: () => "time", hr: () => "separator",
    blockquote: () => "blockquote", progress: () => "progressbar", iframe: () => "iframe", video: () => "video",
  };
  const role = (it) => {
    const said = tidy(it.getAttribute("role")).split(" ")[0];
    if (said) return said === "image" ? "img" : said;
    const from = roles[it.localName];
    return from ? from(it) : "generic";
  };
  const fromContent = new Set(["link", "button", "heading", "cell", "columnheader", "rowheader", "option", "tab",
    "menuitem", "menuitemcheckbox", "menuitemradio", "checkbox", "radio", "switch", "row", "tooltip", "caption"]);
  // What is `display: contents` has no box, but what is in it may.
  const isSeen = (it) => getComputedStyle(it).display === "contents" || it.checkVisibility({ visibilityProperty: true });
  const content = (it) => {
    let text = "";
    for (const node of it.childNodes) {
      if (node.nodeType === 3) text += node.data;
      if (node.nodeType !== 1) continue;
      if (node.getAttribute("aria-hidden") === "true" || !isSeen(node)) continue;
      const inline = getComputedStyle(node).display.startsWith("inline");
      const own = tidy(node.getAttribute("aria-label")) || (node.localName === "img" ? node.alt : "")
        || (node.localName === "br" ? " " : content(node));
      text += inline ? own : ` ${own} `;
    }
    return text;
  };
  const first = (it, selector) => {
    const found = it.querySelector(`:scope > ${selector}`);
    return found ? content(found) : "";
  };
  const name = (it) => {
    const ids = tidy(it.getAttribute("aria-labelledby"));
    if (ids) {
      const others = ids.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
      const said = tidy(others.map((other) => other.getAttribute("aria-label") || content(other)).join(" "));
      if (said) return said;
    }
    const label = tidy(it.getAttribute("aria-label"));
    if (label) return label;
    const tag = it.localName;
    let own = "";
    if (tag === "img" || tag === "area") own = it.alt;
    else if (tag === "input" && inputs[it.type] === "button") own = it.value || it.alt;
    else if (it.labels && it.labels.length && tag !== "button") own = [...it.labels].map(content).join(" ");
    else if (tag === "figure") own = first(it, "figcaption");
    else if (tag === "table") own = first(it, "caption");
    else if (tag === "fieldset") own = first(it, "legend");
    else if (tag === "svg") own = first(it, "title");
    else if (fromContent.has(role(it))) own = content(it);
    return tidy(own) || tidy(it.title) || tidy(it.placeholder);
  };
  const fits = (pattern, text) => {
    if (!pattern.includes("*")) return tidy(pattern) === text;
    const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "su").test(text);
  };
  const among = (root, wanted, pattern) => [...root.querySelectorAll("*")].filter(
    (it) => role(it) === wanted && shown(it) && (pattern === "" || fits(pattern, name(it))));
  const find = (wanted, pattern, within = []) => {
    let root = document;
    for (const [outer, outerName] of within) {
      root = among(root, outer, outerName)[0];
      if (!root) return [];
    }
    return among(root, wanted, pattern);
  };
  const words = (it) => {
    if (!it || it === document.body) return "body";
    return `${role(it)} ${JSON.stringify(name(it))}`;
  };
  const instead = (wanted) => {
    const names = among(document, wanted, "").map(name);
    return `${names.length} of role ${wanted} on ${location.href}: ${JSON.stringify(names)}`;
  };
  const quiet = new Set(["generic", "presentation", "none", "paragraph", "listitem", "time", "row", "cell"]);
  const outline = () => {
    const lines = [];
    const walk = (it, depth) => {
      for (const child of it.children) {
        if (!shown(child)) continue;
        const speaks = !quiet.has(role(child));
        if (speaks) lines.push("  ".repeat(depth) + words(child) + (/^h[1-6]$/.test(child.localName) ? " " + child.localName[1] : ""));
        walk(child, speaks ? depth + 1 : depth);
      }
    };
    if (document.body) walk(document.body, 2);
    return lines.join("\n");
  };
  // Only what widens the page counts: what a scrolling or clipping box holds inside itself doesn't.
  const sideways = () => {
    const root = document.scrollingElement, width = root.clientWidth;
    if (root.scrollWidth <= width) return [];
    const clipped = (it) => {
      for (let box = it.parentElement; box && box !== root; box = box.parentElement)
        if (getComputedStyle(box).overflowX !== "visible" && box !== document.body) return true;
      return false;
    };
    const out = [...document.querySelectorAll("body *")].filter(
      (it) => it.getBoundingClientRect().right + scrollX > width + 0.5 && !clipped(it));
    return [`the page: ${root.scrollWidth} of ${width} px`, ...out.slice(0, 12).map((it) => {
      const box = it.getBoundingClientRect();
      return `${it.localName}.${[...it.classList].join(".")}: from ${box.left} to ${box.right}`;
    })];
  };
  return { tidy, drawn, shown, role, name, find, words, instead, outline, sideways };
})();
