new Proxy({}, {
    get: (all, url) =>
      all[url] ??
      (/\/search\.json\?words=/.test(url)
        ? import("{search}")
            .then((search) => search.default(url))
            .catch(() => ({ items: [] }))
            .then((feed) => new Response(JSON.stringify(feed)))
        : undefined),
  })
