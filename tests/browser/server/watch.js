// Notes what the console is told, over page loads, and what moves on the page. Read by the tests.
(() => {
  const KEY = "test-console";
  const note = (kind, text) => {
    try {
      const lines = JSON.parse(sessionStorage.getItem(KEY) || "[]");
      lines.push(kind + ": " + text);
      sessionStorage.setItem(KEY, JSON.stringify(lines));
    } catch {}
  };
  const say = (value) => {
    if (value instanceof Error) return value.stack && value.stack.includes(value.message) ? value.stack : value + "\n" + value.stack;
    if (typeof value === "string") return value;
    try { return JSON.stringify(value) ?? String(value); } catch { return String(value); }
  };
  for (const kind of ["error", "warn"]) {
    const real = console[kind];
    console[kind] = function (...words) {
      note(kind, words.map(say).join(" "));
      real.apply(console, words);
    };
  }
  // A page that is being left gives up on what was still loading: no failure of anything.
  let leaving = false;
  for (const kind of ["beforeunload", "pagehide"]) addEventListener(kind, () => (leaving = true));
  addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
  addEventListener("error", (event) => {
    const from = event.target;
    if (leaving || window.testOld) return;
    if (from instanceof Element) note("resource", `<${from.localName}> ${from.currentSrc || from.src || from.href || ""}`);
    else note("uncaught", event.error ? say(event.error) : event.message);
  }, true);
  addEventListener("unhandledrejection", (event) => note("unhandled rejection", say(event.reason)));
  // A driver would close them unseen.
  for (const kind of ["alert", "confirm", "prompt"]) window[kind] = (text) => note("dialog", `${kind} ${text}`);
  addEventListener("securitypolicyviolation", (event) => note("policy", `${event.violatedDirective} ${event.blockedURI}`));

  const shift = (window.testShift = { total: 0, by: [] });
  const name = (node) => node && node.nodeType === 1
    ? node.localName + [...node.classList].map((word) => "." + word).join("")
    : "(text or gone)";
  if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        shift.total += entry.value;
        for (const { node, previousRect: a, currentRect: b } of entry.sources || [])
          shift.by.push(`${entry.value.toFixed(4)} ${name(node)} from ${a.x},${a.y} ${a.width}×${a.height} to ${b.x},${b.y} ${b.width}×${b.height}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  }
})();
