{
  const html = document.documentElement;
  const root = new URL(".", document.baseURI);
  const early = (window.early = {early});
  let tries = 0, busy = false;
  const begin = async () => {
    if (busy || tries > 9) return;
    busy = true;
    const { files, answers } = JSON.parse(document.getElementById("page-data").textContent);
    const text = document.querySelector(".prose")?.cloneNode(true);
    // What the portal itself puts into a text is none of the text.
    text?.querySelectorAll(".prose__anchor, .notes__back").forEach((part) => part.remove());
    const put = (key, value) => (key === "content_html" && value === "" && text ? text.innerHTML : value);
    const headers = { "content-type": "application/json" };
    for (const [file, answer] of Object.entries(answers))
      early[new URL(file, root)] = Promise.resolve(new Response(JSON.stringify(answer, put), { headers }));
    for (const file of files) {
      const url = new URL(file, root);
      early[url] = fetch(url);
      early[url].catch(() => {});
    }
    try {
      // A module that did not come once is not asked for again under its name.
      const app = await import("{script}" + (tries ? "?" + tries : ""));
      await app.default({ module_or_path: "{wasm}" });
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
  // Whoever goes back before the portal listens gets the other page as a page.
  const place = () => location.pathname + location.search;
  const here = place();
  addEventListener("popstate", () => "pressed" in html.dataset && place() !== here && location.reload());
  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  addEventListener("load", () => idle(begin, { timeout: 2000 }));
  for (const touch of ["pointerdown", "keydown", "online"]) addEventListener(touch, begin, { capture: true, passive: true });
}
