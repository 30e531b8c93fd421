// The feeds: of all news, and of each category.
import { escaped } from "./_includes/frame.js";

export const data = {
  pagination: { data: "news.feeds", size: 1, alias: "feed" },
  permalink: ({ feed }) => `${feed.home.slice(1)}feed.xml`,
  eleventyExcludeFromCollections: true,
};

const date = (at) => new Date(at).toUTCString();

export function render({ site, feed }) {
  const absolute = (path) => site.baseURL + path.slice(1);
  const item = (article) => `<item>
<title>${escaped(article.title)}</title>
<link>${absolute(article.url)}</link>
<guid isPermaLink="true">${absolute(article.url)}</guid>
<pubDate>${date(article.date)}</pubDate>
<category>${escaped(article.category.title)}</category>
${article.description ? `<description>${escaped(article.description)}</description>` : ""}
<content:encoded>${escaped(article.html)}</content:encoded>
</item>
`;
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>${escaped(feed.title)}</title>
<link>${absolute(feed.home)}</link>
<description>${escaped(site.params.tagline)}</description>
<language>vi</language>
<lastBuildDate>${date(feed.articles[0].date)}</lastBuildDate>
<atom:link href="${absolute(feed.home)}feed.xml" rel="self" type="application/rss+xml"/>
${feed.articles.map(item).join("")}</channel>
</rss>
`;
}
