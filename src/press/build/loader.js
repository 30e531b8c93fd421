{
  const html = document.documentElement;
  const root = new URL(".", document.baseURI);
  const early = (window.early = {early});
  let tries = 0, busy = false;
  // By itself, so that starting it is a task of its own; what a host sends under another type the script reads all the same.
  const compile = (answer) =>
    answer.headers.get("content-type") === "application/wasm" ? WebAssembly.compileStreaming(answer) : answer;
  const begin = async () => {
    if (busy || tries > 9) return;
    busy = true;
    const { files, answers } = JSON.parse(document.getElementById("page-data").textContent);
    const text = document.querySelector(".prose")?.cloneNode(true);
    // What the portal itself puts into a text is none of the text.
    text?.querySelectorAll(".prose__anchor, .notes__back").forEach((part) => part.remove());
    const put = (key, value) => (key === "content_html" && value === "" && text ? text.innerHTML : value);
    // Each comes in a task of its own: whoever reads and scrolls gets in between.
    const later = (answer) => ({ then: (...heard) => setTimeout(() => answer().then(...heard)) });
    const headers = { "content-type": "application/json" };
    for (const [file, answer] of Object.entries(answers))
      early[new URL(file, root)] = later(async () => new Response(JSON.stringify(answer, put), { headers }));
    for (const file of files) {
      const url = new URL(file, root);
      const answer = fetch(url);
      answer.catch(() => {});
      early[url] = later(() => answer);
    }
    // What `Intl` does for the first date takes a cheap phone long, and now it has nothing to do but wait. In the steps
    // that it consists of, each in a task; a zone that is none is the portal's affair.
    const clock = { dateStyle: "short", timeStyle: "short", timeZone: {zone} };
    for (const [what, how] of [["PluralRules"], ["ListFormat"], ["NumberFormat"], ["DateTimeFormat", clock]])
      setTimeout(() => {
        try {
          new Intl[what]("sv-SE", how).format?.();
        } catch {}
      });
    try {
      // A module that did not come once is not asked for again under its name.
      const [app, wasm] = await Promise.all([import("{script}" + (tries ? "?" + tries : "")), fetch("{wasm}").then(compile)]);
      await new Promise((done) => setTimeout(done));
      await app.default({ module_or_path: wasm });
    } catch {
      // Without the app the page stays as it is: links are links. The next touch tries again.
      tries++;
      busy = false;
    }
  };
  addEventListener("click", ({ target }) => {
    const button = target.closest("[data-action=menu]");
    if (button && "pressed" in html.dataset)
      button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
  });
  // The portal keeps scroll places itself; a document that is loaded anew is whole, and has the browser's at once.
  addEventListener("pagehide", () => (history.scrollRestoration = "auto"));
  // Whoever goes elsewhere before the portal listens, and back at once, may be faster than the browser notes the place
  // down. The portal looks for it here (src/navigation/places.rs).
  const note = () => {
    if (typeof history.state !== "number") history.replaceState(Date.now(), "");
    sessionStorage.setItem("place " + Math.floor(history.state), Math.floor(scrollY) + " ");
  };
  addEventListener("scrollend", () => {
    try {
      if ("pressed" in html.dataset) note();
    } catch {}
  });
  // Whoever goes back before the portal listens gets the other page as a page.
  const place = () => location.pathname + location.search;
  const here = place();
  addEventListener("popstate", () => "pressed" in html.dataset && place() !== here && location.reload());
  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  addEventListener("load", () => idle(begin, { timeout: 2000 }));
  for (const touch of ["pointerdown", "keydown", "online"]) addEventListener(touch, begin, { capture: true, passive: true });
}
