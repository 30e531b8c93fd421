// The front page.
import { card, escaped, frame } from "./_includes/frame.js";

export const data = { permalink: "index.html", eleventyExcludeFromCollections: true };

export function render({ site, news }) {
  const main = `<main id="main" tabindex="-1">
<h1 class="visually-hidden" tabindex="-1">${escaped(site.title)}</h1>
<ul class="article-list__cards" role="list">
${news.newest.map(card).join("")}</ul>
</main>`;
  return frame({ site, url: "/", title: site.title, description: site.params.tagline, main });
}
