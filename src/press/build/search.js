// What the portal asks for at content/<language>/search.json, answered from the index of whole texts in pagefind/: a page
// of results as a JSON Feed, like any list. Where the index cannot be had this fails, and the page that brought it says
// that there are no results; the portal then goes through the headlines.

const root = new URL(".", import.meta.url);
// The portal itself waits for ten.
const SECONDS = 6;
const indexes = {};

const open = async (language) => {
  const { createInstance } = await import("./pagefind/pagefind.js");
  const html = document.documentElement;
  const shown = html.lang;
  // It takes the language from the page, which may still be in another one.
  html.lang = language;
  const index = createInstance({ noWorker: true, excerptLength: 40, excerptEllipsis: "…" });
  html.lang = shown;
  return index;
};

// The index has `ḓ` in the place of `đ`, see search.rs.
const spelled = (text) => text.normalize("NFC").replaceAll("đ", "ḓ").replaceAll("Đ", "Ḓ");
const shown = (text) =>
  text.replaceAll("ḓ", "đ").replaceAll("Ḓ", "Đ").replaceAll("&lt;", "<").replaceAll("&gt;", ">");

const folded = (text) => {
  const plain = spelled(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
};

// Pagefind finds a word's ending otherwise (`ripening`, `ripens`), and any word that begins alike where it finds none. If
// one result has the beginnings of all words, so have the others.
const isMeant = async (words, result) => {
  const { content, meta } = await result.data();
  const said = folded(`${content} ${meta.title} ${meta.terms}`);
  const begins = (word) => word.slice(0, Math.max(3, Math.ceil(word.length / 2)));
  return folded(words).every((word) => said.some((other) => other.startsWith(begins(word))));
};

// Best first. A text with the words side by side comes before one that has them here and there: a Vietnamese word is
// several of what Pagefind takes for words.
const ranked = async (index, typed) => {
  const words = spelled(typed.replace(/[^\p{L}\p{M}\p{N}"]+/gu, " ").trim());
  const results = async (words) => (await index.search(words)).results;
  if (words.includes('"')) return results(words);
  const all = await results(words);
  const phrases = new Map((await results(`"${words}"`)).map((result) => [result.id, result]));
  if (!phrases.size && all.length && !(await isMeant(words, all[0]))) return [];
  const [first, rest] = [true, false].map((is) => all.filter(({ id }) => phrases.has(id) === is));
  return [...first.map(({ id }) => phrases.get(id)), ...rest];
};

// What a list says of it stands in the thing's own file.
const item = async (language, result) => {
  const found = await result.data();
  const [, kind, slug] = found.url.match(/(article|page)\/([^/]+)\/$/);
  const answer = await fetch(new URL(`content/${language}/${kind}/${slug}.json`, root));
  const { content_html, ...item } = (await answer.json()).items[0];
  // Where the words stand in the headline alone, its own summary says more.
  if (found.locations.length) item.summary = shown(found.plain_excerpt);
  // A standing page is told by this from an article, see article_card.rs.
  if (kind === "page") item._bantin.slug = `page/${item._bantin.slug}`;
  return item;
};

const find = async (language, { words, page, size }) => {
  indexes[language] ??= open(language);
  const results = await ranked(await indexes[language], words);
  const asked = results.slice((page - 1) * size, page * size);
  const items = await Promise.all(asked.map((result) => item(language, result).catch(() => null)));
  return { items: items.filter(Boolean), _bantin: { total: results.length } };
};

export default async (address) => {
  const url = new URL(address);
  const [, language] = url.pathname.match(/([^/]+)\/search\.json$/);
  const late = new Promise((_, fail) => setTimeout(fail, SECONDS * 1000));
  try {
    return await Promise.race([find(language, Object.fromEntries(url.searchParams)), late]);
  } catch (cause) {
    // The next search begins anew.
    delete indexes[language];
    throw cause;
  }
};
