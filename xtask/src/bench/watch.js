// Runs before the page's own scripts, in every new document of the visit.
(() => {
  const wanted = WANTED;
  const seen = (window.__visit = { paint: null, largest: null, shift: 0, shown: null, loaded: false });
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.paint = entry.startTime;
  });
  watch("largest-contentful-paint", (entry) => (seen.largest = entry.startTime));
  watch("layout-shift", (entry) => {
    if (!entry.hadRecentInput) seen.shift += entry.value;
  });
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
  addEventListener("load", () => (seen.loaded = true));
})();
