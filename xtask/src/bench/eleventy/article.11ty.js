// The pages of all articles.
import { breadcrumb, day, escaped, frame } from "./_includes/frame.js";

export const data = {
  pagination: { data: "news.articles", size: 1, alias: "article" },
  permalink: ({ article }) => `${article.url.slice(1)}index.html`,
  eleventyExcludeFromCollections: true,
};

const neighbour = (article, rel, which) =>
  article
    ? `<a class="neighbours__link" rel="${rel}" href="${article.url}"><span class="neighbours__which">${which}</span> \
<span class="neighbours__title">${escaped(article.title)}</span></a>`
    : "";

const tag = ({ slug, title }) => `<li><a class="article-view__tag" rel="tag" href="/tag/${slug}/">${escaped(title)}</a></li>`;

export function render({ site, article }) {
  const { url, title, description, date, category, tags, minutes, html, newer, older } = article;
  const section = `/category/${category.slug}/`;
  const steps = [["Tin tức", "/news/"], [category.title, section], [title]];
  const main = `${breadcrumb(steps)}
<main id="main" tabindex="-1">
<article class="article-view">
<header class="article-view__head"><p class="article-view__category"><a href="${section}">${escaped(category.title)}</a></p>
<h1 class="article-view__headline" tabindex="-1">${escaped(title)}</h1>
${description ? `<p class="article-view__standfirst">${escaped(description)}</p>` : ""}
<p class="article-view__facts"><span><span class="visually-hidden">Đăng lúc</span> <time datetime="${date}">${day(date)}, ${date.slice(11, 16)}</time></span>\
${minutes ? ` <span>${minutes} phút đọc</span>` : ""}</p>
</header>
<div class="prose">${html}</div>
${tags.length ? `<nav class="article-view__tags" aria-label="Từ khóa"><ul role="list">${tags.map(tag).join("")}</ul></nav>` : ""}
<p class="share"><button class="button button--quiet" type="button" data-action="copy-link">Sao chép liên kết</button><button class="button button--quiet" type="button" data-action="print">In bài</button></p>
</article>
<nav class="neighbours" aria-label="Tin trước và sau">${neighbour(older, "prev", "Tin cũ hơn")}${neighbour(newer, "next", "Tin mới hơn")}</nav>
</main>`;
  const published = { datePublished: date, articleSection: category.title, keywords: tags.map((tag) => tag.title) };
  return frame({ site, url, title, description, section, steps, published, main });
}
