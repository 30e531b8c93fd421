// The articles, as a fetch from a backend would give them, and the lists that they are in, cut into pages.
import { readFileSync, readdirSync } from "node:fs";

const PAGE = 12;
const OF_FEED = 20;

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));

/** Newest first: in files that are numbered from the oldest on, each newest first. */
const all = () => {
  const names = readdirSync(new URL("../articles/", import.meta.url));
  return names.toSorted((a, b) => parseInt(b, 10) - parseInt(a, 10)).flatMap((name) => read(`articles/${name}`));
};

const month = (at) => `Tháng ${Number(at.slice(5, 7))}/${at.slice(0, 4)}`;

/** Articles by the terms that they have: each term with its title and its articles, in their order. */
const grouped = (articles, terms) => {
  const groups = new Map();
  for (const article of articles)
    for (const { slug, title } of terms(article)) {
      if (!groups.has(slug)) groups.set(slug, { slug, title, articles: [] });
      groups.get(slug).articles.push(article);
    }
  return [...groups.values()];
};

const pages = ({ title, base, articles }) => {
  const count = Math.max(1, Math.ceil(articles.length / PAGE));
  const address = (n) => (n === 0 ? base : `${base}page/${n + 1}/`);
  return Array.from({ length: count }, (_, n) => ({
    title,
    base,
    url: address(n),
    total: articles.length,
    number: n + 1,
    count,
    newer: n > 0 ? address(n - 1) : undefined,
    older: n + 1 < count ? address(n + 1) : undefined,
    articles: articles.slice(n * PAGE, (n + 1) * PAGE),
  }));
};

export default () => {
  const site = read("site.json");
  const articles = all();
  articles.forEach((article, n) => {
    article.url = `/article/${article.slug}/`;
    article.newer = articles[n - 1];
    article.older = articles[n + 1];
  });
  const categories = grouped(articles, ({ category }) => [category]);
  const lists = [
    { title: "Tin tức", base: "/news/", articles },
    ...categories.map((group) => ({ ...group, base: `/category/${group.slug}/` })),
    ...grouped(articles, ({ tags }) => tags).map((group) => ({ ...group, base: `/tag/${group.slug}/` })),
    ...grouped(articles, ({ date }) => [{ slug: date.slice(0, 7), title: month(date) }]).map((group) => ({
      ...group,
      base: `/archive/${group.slug.replace("-", "/")}/`,
    })),
  ];
  const feeds = [
    { title: site.title, home: "/", articles },
    ...categories.map(({ slug, title, articles }) => ({ title: `${title} – ${site.title}`, home: `/category/${slug}/`, articles })),
  ];
  return {
    articles,
    lists: lists.flatMap(pages),
    feeds: feeds.map((feed) => ({ ...feed, articles: feed.articles.slice(0, OF_FEED) })),
    newest: articles.slice(0, OF_FEED),
  };
};
