// What stands around every page, and what several pages show.
const CODES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => CODES[sign]);

export const day = (at) => `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`;

export const breadcrumb = (steps) => {
  const step = ([label, href]) =>
    `<li class="breadcrumb__step">${
      href ? `<a class="breadcrumb__link" href="${href}">${escaped(label)}</a>` : `<span aria-current="page">${escaped(label)}</span>`
    }</li>\n`;
  return `<nav class="breadcrumb" aria-label="Đường dẫn"><ol class="breadcrumb__steps" role="list">
${[["Trang chủ", "/"], ...steps].map(step).join("")}</ol></nav>`;
};

/** An article in a list. */
export const card = ({ url, title, description, date, category }) => `<li><article class="article-card article-card--plain">\
<div class="article-card__text"><h2 class="article-card__headline"><a class="article-card__link" href="${url}">${escaped(title)}</a></h2>\
${description ? `<p class="article-card__standfirst">${escaped(description)}</p>` : ""}\
<p class="article-card__facts"><time datetime="${date}">${day(date)}</time>\
<a class="article-card__category" href="/category/${category.slug}/">${escaped(category.title)}</a></p></div></article></li>
`;

const LINK = '<link rel="stylesheet" href="/style.css">';

// The same on every page of a section.
const around = new Map();

const masthead = (site, section) => {
  const item = ({ name, url }) =>
    `<li><a class="menu__link" href="${url}"${url === section ? ' aria-current="true"' : ""}>${escaped(name)}</a></li>\n`;
  return `<header class="masthead"><div class="masthead__inner">
<a class="masthead__home" href="/"><img class="masthead__logo" alt="" width="56" height="56" src="/logo.svg"><div class="masthead__words">\
<div class="masthead__name">${escaped(site.title)}</div><span class="masthead__tagline">${escaped(site.params.tagline)}</span></div></a>
<nav class="menu" aria-label="Menu"><button class="menu__button" type="button" aria-expanded="false" aria-controls="menu">\
<span class="menu__icon" aria-hidden="true"></span>Menu</button>
<div class="menu__panel" id="menu"><ul class="menu__list" role="list">
${site.menu.main.map(item).join("")}</ul>
<div class="menu__tools">
<form class="search-form" role="search" aria-label="Tìm" action="/search/" method="get"><label class="search-form__label">\
<span class="search-form__words">Từ cần tìm</span><input class="search-form__field" type="search" name="q" value="" enterkeyhint="search"></label>\
<button class="button" type="submit">Tìm</button></form></div>
</div></nav>
</div></header>`;
};

const footer = (site) => `<footer class="site-footer"><div class="site-footer__inner">
<div><p class="site-footer__name">${escaped(site.title)}</p><address>\
${site.params.address.map((line) => `<div>${escaped(line)}</div>`).join("")}</address></div>
<nav aria-label="Liên kết cuối trang"><ul class="site-footer__links" role="list">
${site.menu.footer.map(({ name, url }) => `<li><a class="site-footer__link" href="${url}">${escaped(name)}</a></li>\n`).join("")}</ul></nav>
<p class="site-footer__note">${escaped(site.params.note)}</p>
</div></footer>`;

// No text in it can end the element.
const script = (graph) =>
  `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@graph": graph }).replaceAll("<", "\\u003c")}</script>`;

/** What the page is, in schema.org's words: `published` of an article, `steps` of the way to it. */
const structured = (site, { url, title, description, steps, published }) => {
  const absolute = (path) => site.baseURL + path.slice(1);
  const publisher = { "@type": "GovernmentOrganization", name: site.title, url: site.baseURL };
  const graph = [];
  if (published)
    graph.push({
      "@type": "NewsArticle",
      "@id": `${absolute(url)}#article`,
      headline: title,
      description,
      url: absolute(url),
      mainEntityOfPage: { "@type": "WebPage", "@id": absolute(url) },
      dateModified: published.datePublished,
      author: [publisher],
      publisher,
      ...published,
      inLanguage: "vi",
    });
  if (steps) {
    const item = ([name, href], n) => ({ "@type": "ListItem", position: n + 1, name, item: absolute(href ?? url) });
    graph.push({ "@type": "BreadcrumbList", itemListElement: [["Trang chủ", "/"], ...steps].map(item) });
  }
  return graph.length ? script(graph) : "";
};

/** A whole document. `feed`: the path of the page's own. */
export const frame = ({ site, url, title, description, section = "", feed, steps, published, main }) => {
  if (!around.has(section)) around.set(section, masthead(site, section));
  if (!around.has("footer")) around.set("footer", footer(site));
  const name = escaped(site.title);
  const about = description ? escaped(description) : "";
  const absolute = site.baseURL + url.slice(1);
  return `<!doctype html>
<html lang="vi" dir="ltr" data-pressed>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/logo.svg" type="image/svg+xml">
<title>${title === site.title ? name : `${escaped(title)} – ${name}`}</title>
${about && `<meta name="description" content="${about}">\n<meta property="og:description" content="${about}">`}
<link rel="canonical" href="${absolute}">
<meta property="og:title" content="${escaped(title)}">
<meta property="og:type" content="${published ? "article" : "website"}">
<meta property="og:url" content="${absolute}">
<meta property="og:site_name" content="${name}">
<meta name="twitter:card" content="summary">
${feed ? `<link rel="alternate" type="application/rss+xml" title="${name}" href="${feed}">\n` : ""}\
<link rel="alternate" type="application/rss+xml" title="${name}" href="/feed.xml">
${site.params.style ? `${structured(site, { url, title, description, steps, published })}\n<style>${site.params.style}</style>` : LINK}
</head>
<body>
<div>
<a class="skip-link" href="${url}#main">Bỏ qua đến nội dung chính</a>
${around.get(section)}
<div class="page"><div class="page__shown"><div class="page__content">
${main}
</div></div></div>
${around.get("footer")}
</div>
</body>
</html>
`;
};
