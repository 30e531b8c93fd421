// Runs before the page's own scripts, in every new document of the visit.
(() => {
  const wanted = WANTED;
  const isTakenOver = () => !TAKEN_OVER || !("pressed" in document.documentElement.dataset);
  const seen = { paint: null, largest: null, shift: 0, shown: null };
  const tasks = [];
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.paint = entry.startTime;
  });
  watch("largest-contentful-paint", (entry) => (seen.largest = entry.startTime));
  watch("layout-shift", (entry) => {
    if (!entry.hadRecentInput) seen.shift += entry.value;
  });
  watch("longtask", ({ startTime, duration }) => tasks.push({ startTime, end: startTime + duration }));
  // The moment after the frame in which the headline stands in the page's main part.
  const look = () => {
    const headings = document.querySelectorAll("main :is(h1, h2, h3)");
    if ([...headings].some((heading) => heading.textContent.includes(wanted) && heading.checkVisibility())) {
      setTimeout(() => (seen.shown = performance.now()));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
  // Over when nothing more is to come: five seconds after all is loaded, and one after the app has taken the page over.
  let over = false;
  const rest = () => {
    if (isTakenOver()) setTimeout(() => (over = true), 1000);
    else setTimeout(rest, 100);
  };
  addEventListener("load", () => setTimeout(rest, 4000));
  // What a task takes beyond 50 ms, a reader waits who sees the page already: of a task that the first paint came in the
  // midst of, what was after it counts (Total Blocking Time).
  const blocked = () => {
    const after = tasks.map(({ startTime, end }) => end - Math.max(startTime, seen.paint));
    return after.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0);
  };
  const isPicture = ({ name }) => /\.(avif|webp|jpg|png|svg)$/.test(new URL(name).pathname);
  window.__visit = () => {
    const [document] = performance.getEntriesByType("navigation");
    const files = performance.getEntriesByType("resource");
    const came = files.filter((file) => file.responseEnd > 0 && file.responseEnd <= seen.shown);
    return {
      ...seen,
      blocked: blocked(),
      over,
      bytes: came.reduce((sum, file) => sum + file.transferSize, document?.transferSize ?? 0),
      document: document?.encodedBodySize,
      // The document is one of them.
      requests: 1 + files.filter((file) => file.startTime <= seen.shown && !isPicture(file)).length,
    };
  };
})();
