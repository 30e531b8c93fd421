// Runs before the page's own scripts, in every new document of a journey.
(() => {
  const viewer = "dialog.viewer[open], .pswp";
  const seen = { opened: null, gap: 0, frame: 0, task: 0 };
  const memories = [];
  let since = 0;
  let last = performance.now();
  let busy = last;

  // The gap to the next frame: whatever held that up, the reader waited.
  const frame = () => {
    const now = performance.now();
    if (now - last > 50) busy = now;
    seen.gap = Math.max(seen.gap, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  // The browser tells only of tasks of 50 ms and more, and of frames for which the page worked as long: all tasks before
  // one, and its drawing, without the time that the page was idle.
  const watch = (type, name) => {
    const longest = ({ startTime, duration }) => {
      if (startTime + duration > since) seen[name] = Math.max(seen[name], duration);
    };
    new PerformanceObserver((list) => list.getEntries().forEach(longest)).observe({ type });
  };
  watch("longtask", "task");
  watch("long-animation-frame", "frame");
  new PerformanceObserver(() => (busy = performance.now())).observe({ type: "resource" });
  performance.setResourceTimingBufferSize(100_000);

  // From the click to the end of the first frame with the viewer in the document, drawing included.
  addEventListener(
    "click",
    (event) => {
      const after = new MessageChannel();
      after.port1.onmessage = () => (seen.opened ??= performance.now() - event.timeStamp);
      const look = () => {
        if (document.querySelector(viewer)) after.port2.postMessage(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    true,
  );

  // wasm-bindgen's modules bring their memory themselves.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      const exported = Object.values((made.instance ?? made).exports);
      memories.push(...exported.filter((value) => value instanceof WebAssembly.Memory));
      return made;
    };
  }

  window.__journey = {
    seen,
    begin() {
      since = last = performance.now();
      Object.assign(seen, { opened: null, gap: 0, frame: 0, task: 0 });
    },
    isOpen: () => document.querySelector(viewer) !== null,
    // PhotoSwipe hears no key before it has opened.
    isStill: () =>
      document.getAnimations().every((animation) => {
        const { progress, endTime } = animation.effect?.getComputedTiming() ?? {};
        return progress === null || endTime === Infinity || animation.playState !== "running";
      }),
    place: () => document.querySelector(".viewer__counter, .pswp__counter")?.textContent ?? "",
    elements: () => document.getElementsByTagName("*").length,
    wasm: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    // The middle of the third photo once the page has come to rest; before that, what it still waits for.
    target(list, file) {
      // A live list: the album may be ten thousand links long, and looking for them all would hold the page up.
      const links = document.querySelector(list)?.getElementsByTagName("a") ?? [];
      const link = links[2];
      const names = performance.getEntriesByType("resource").map((entry) => entry.name);
      if (!link) return "no third photo";
      if (document.readyState !== "complete") return "a page that loads";
      if (!names.some((name) => name.endsWith(file))) return `no ${file}`;
      const { left, top, width, height } = link.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      // Off the screen, or under a bar.
      if (document.elementFromPoint(x, y)?.closest("a") !== link) {
        link.scrollIntoView({ block: "center", behavior: "instant" });
        return "a photo off the screen";
      }
      const near = Array.from({ length: 60 }, (_, n) => links[n]?.querySelector("img")).filter((image) => {
        const rect = image?.getBoundingClientRect();
        return rect && rect.top < innerHeight && rect.bottom > 0;
      });
      if (!near.every((image) => image.complete)) return "photos on the screen that load";
      if (performance.now() - busy < 500) return "a page that works";
      return [x, y];
    },
  };
})();
