// The pages of all lists.
import { breadcrumb, card, escaped, frame } from "./_includes/frame.js";

export const data = {
  pagination: { data: "news.lists", size: 1, alias: "list" },
  permalink: ({ list }) => `${list.url.slice(1)}index.html`,
  eleventyExcludeFromCollections: true,
};

const step = (href, rel, words) => (href ? `<a class="pagination__step" rel="${rel}" href="${href}">${words}</a>` : "");

export function render({ site, list }) {
  const { title, base, url, total, number, count, newer, older, articles } = list;
  const pages =
    count > 1
      ? `<nav class="pagination" aria-label="Các trang"><p class="pagination__place">Trang ${number} / ${count}</p>\
${step(newer, "prev", "Mới hơn")}${step(older, "next", "Cũ hơn")}</nav>`
      : "";
  const steps = base === "/news/" ? [[title]] : [["Tin tức", "/news/"], [title]];
  const main = `${breadcrumb(steps)}
<main id="main" tabindex="-1">
<h1 class="article-list__title" tabindex="-1">${escaped(title)}</h1>
<p class="article-list__count">${total} tin</p>
<ul class="article-list__cards" role="list">
${articles.map(card).join("")}</ul>
${pages}
</main>`;
  const section = base.startsWith("/category/") ? base : "";
  return frame({ site, url, title, description: `Danh sách tin: ${title}.`, section, feed: section && `${section}feed.xml`, steps, main });
}
