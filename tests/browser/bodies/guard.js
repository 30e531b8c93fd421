// Looks an article's page over: what does not belong there is told of in words.
// arguments: the path that the page must have.
const told = [];
const tell = (what, found) => {
  const all = [...found].map((it) => (it instanceof Element ? it.outerHTML.slice(0, 160) : String(it)));
  if (all.length) told.push(`${what}: ${all.join(" | ")}`);
};
const prose = document.querySelector(".prose");
const inside = prose ? [...prose.querySelectorAll("*")] : [];
const all = [...document.querySelectorAll("main *")];
const value = (it, name) => it.getAttribute(name) || "";

if (window.hacked !== undefined) told.push(`script has run: ${window.hacked}`);
if (!location.href.endsWith(arguments[0])) told.push(`another address: ${location.href}`);
if (window.length) told.push(`${window.length} frames`);
const strange = "script, style, link, meta, base, title, object, embed, applet, iframe, frame, frameset, portal, template, noscript";
const asking = "form, input, select, textarea, svg, math, dialog, marquee, canvas, map, area, track[onerror], slot";
tell("strange elements in main", document.querySelectorAll(`main :is(${strange})`));
tell("strange elements in the text", inside.filter((it) => it.matches(asking) || it.localName.includes("-") || it.shadowRoot));
tell("handlers", all.filter((it) => it.getAttributeNames().some((name) => name.startsWith("on"))));
tell("attributes that may act", inside.filter((it) =>
  ["srcdoc", "ping", "is", "slot", "action", "formaction", "name", "background", "autofocus", "contenteditable", "accesskey"]
    .some((name) => it.hasAttribute(name))));
tell("styles", inside.filter((it) => /url|expression|position|import/i.test(value(it, "style"))));
const addresses = ["href", "src", "srcset", "poster", "data", "cite", "xlink:href", "longdesc", "lowsrc", "dynsrc"];
// As the address parser reads: without control characters and spaces at either end, and tabs and line ends anywhere.
const scheme = (text) => (/^[\u0000-\u0020]*([a-z][a-z0-9+.-]*):/i.exec(text.replace(/[\t\n\r]/g, "")) || ["", ""])[1].toLowerCase();
tell("addresses", all.filter((it) => addresses.some((name) =>
  !["", "http", "https", "mailto", "tel"].includes(scheme(value(it, name)))
  || (name === "srcset" && value(it, name).split(",").some((part) => !["", "http", "https"].includes(scheme(part)))))));
tell("links that hand the window over", all.filter((it) => it.hasAttribute("target") && !/\bnoopener\b/.test(it.rel)));

// The page's own parts are found by their ids, whatever a text calls itself.
for (const id of ["app", "main", "announcer", "broken"])
  if (document.querySelectorAll(`#${id}`).length > 1) told.push(`${id} is there more than once`);
const main = document.getElementById("main"), announcer = document.getElementById("announcer");
if (!main || main.localName !== "main") told.push("main is another's");
if (!announcer || announcer.getAttribute("role") !== "status" || (prose && prose.contains(announcer))) told.push("announcer is another's");
tell("ids of the page's own parts", inside.filter((it) => it.id
  && (document.getElementById(it.id) !== it || it.id in document || it.id in Object.prototype)));
if (!(document.body instanceof HTMLBodyElement) || document.body !== document.querySelector("body")) told.push("body is another's");

// What the page may ask for: the pictures, sounds and films that it shows.
const media = inside.filter((it) => ["img", "audio", "video", "source"].includes(it.localName)).flatMap((it) =>
  [it.currentSrc, it.src, it.poster, ...(value(it, "srcset").match(/[^\s,]\S*/g) || [])]
    .filter(Boolean).map((address) => new URL(address, document.baseURI).href));
// Where no proxy hears it (WebKit), the page's own record has what other hosts have answered.
const elsewhere = performance.getEntriesByType("resource").map((it) => it.name)
  .filter((name) => /^(https?|wss?):/.test(name) && new URL(name).origin !== location.origin);
performance.clearResourceTimings();
// In the head and beside the page nothing grows.
const count = document.querySelectorAll("script, style, base, iframe, object, embed, form, meta[http-equiv], link[rel~=stylesheet]").length;
const heading = document.querySelector("h1");
return { told, media, elsewhere, count, text: prose ? prose.textContent : "", h1: heading ? heading.textContent : "" };
